#include "core/workflow/evaluate.h"
#include <algorithm>
#include <filesystem>
#include <map>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// The last so many names of a path; all of it where it has no more.
std::string endOf(const fs::path& folder, std::size_t names) {
  const std::vector<fs::path> parts(folder.begin(), folder.end());
  if (names >= parts.size()) return folder.string();
  fs::path end;
  for (std::size_t i = parts.size() - names; i < parts.size(); ++i)
    end /= parts[i];
  return end.string();
}

/// The shortest ends of the folders' paths that tell them apart. folders: different ones.
std::vector<std::string> distinctEnds(const std::vector<fs::path>& folders) {
  for (std::size_t names = 1;; ++names) {
    std::vector<std::string> ends;
    for (const fs::path& folder : folders)
      ends.push_back(endOf(folder, names));
    std::vector<std::string> sorted = ends;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end()) return ends;
  }
}

} // namespace

std::vector<std::string> networkNames(const Networks& networks) {
  std::map<std::string, std::vector<fs::path>> foldersOf; // of an id
  for (const auto& network : networks) {
    const ModelManifest& manifest = network->manifest();
    std::vector<fs::path>& folders = foldersOf[manifest.id];
    const fs::path folder = manifest.file.parent_path();
    if (std::find(folders.begin(), folders.end(), folder) == folders.end()) folders.push_back(folder);
  }
  std::vector<std::string> names;
  for (const auto& network : networks) {
    const ModelManifest& manifest = network->manifest();
    const std::vector<fs::path>& folders = foldersOf.at(manifest.id);
    names.push_back(manifest.id);
    if (folders.size() < 2) continue;
    const auto at = std::find(folders.begin(), folders.end(), manifest.file.parent_path());
    names.back() += " (" + distinctEnds(folders)[static_cast<std::size_t>(at - folders.begin())] + ")";
  }
  return names;
}

} // namespace fillscope
