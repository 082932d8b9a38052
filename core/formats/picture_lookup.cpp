#include "core/formats/picture_lookup.h"
#include "core/formats/via_project.h"
#include <algorithm>
#include <set>
#include <string>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// How many names at the end of the two paths are the same.
int sharedTail(const fs::path& a, const fs::path& b) {
  auto i = a.end(), j = b.end();
  int shared = 0;
  while (i != a.begin() && j != b.begin() && *--i == *--j)
    ++shared;
  return shared;
}

} // namespace

fs::path likeliestFile(const std::vector<fs::path>& files, const fs::path& wanted) {
  const fs::path* best = nullptr;
  int bestShared = 0;
  bool ambiguous = false;
  for (const fs::path& file : files) {
    const int shared = sharedTail(file, wanted);
    ambiguous = shared == bestShared || (ambiguous && shared < bestShared);
    if (shared <= bestShared) continue;
    best = &file;
    bestShared = shared;
  }
  return best && !ambiguous ? *best : fs::path();
}

fs::path PictureLookup::find(const Project& project, const Picture& picture) {
  const auto places = placesOfPicture(project, picture, folder_);
  if (places.empty()) return {};
  for (std::size_t i = 0; i + 1 < places.size(); ++i)
    if (isThere(places[i])) return places[i];
  const auto isAnothers = [&](const fs::path& file) {
    if (!claimed_) readClaims(project);
    return claimed_->contains(file.lexically_normal().string());
  };
  if (isThere(places.back()) && !isAnothers(places.back())) return places.back();
  if (!places.back().has_filename()) return {};
  if (!tree_) readTree();
  const auto called = tree_->find(places.back().filename().string());
  if (called == tree_->end()) return {};
  std::vector<fs::path> files = called->second;
  std::erase_if(files, isAnothers);
  return likeliestFile(files, pathBelow(picture, places.back()));
}

void PictureLookup::readClaims(const Project& project) {
  claimed_.emplace();
  for (const Picture& picture : project.pictures) {
    const auto places = placesOfPicture(project, picture, folder_);
    for (std::size_t i = 0; i + 1 < places.size(); ++i)
      if (isThere(places[i])) {
        claimed_->insert(places[i].lexically_normal().string());
        break;
      }
  }
}

bool PictureLookup::isThere(const fs::path& file) {
  const auto [known, isNew] = folders_.try_emplace(file.parent_path());
  if (isNew) {
    std::error_code fault;
    for (fs::directory_iterator at(file.parent_path(), fault), end; !fault && at != end;
         at.increment(fault)) {
      std::error_code ignored;
      if (at->is_regular_file(ignored)) known->second.insert(at->path().filename().string());
    }
  }
  return known->second.contains(file.filename().string());
}

void PictureLookup::readTree() {
  tree_.emplace();
  constexpr int mostEntries = 200000;
  std::error_code fault;
  fs::recursive_directory_iterator at(folder_, fs::directory_options::skip_permission_denied, fault), end;
  for (int entries = 0; !fault && at != end && entries < mostEntries; at.increment(fault), ++entries) {
    std::error_code ignored;
    if (at->path().filename().native().starts_with('.'))
      at.disable_recursion_pending();
    else if (at->is_regular_file(ignored))
      (*tree_)[at->path().filename().string()].push_back(at->path());
  }
}

std::vector<std::optional<std::size_t>>
matchPictures(const std::vector<Picture>& listed, const std::vector<Picture>& named, const fs::path& folder) {
  const auto pathOf = [&](const Picture& picture) {
    std::string name = picture.filename;
    std::replace(name.begin(), name.end(), '\\', '/');
    return (folder / name).lexically_normal();
  };
  std::unordered_map<std::string, std::size_t> byPath;
  std::unordered_map<std::string, std::vector<std::size_t>> byName;
  for (std::size_t i = 0; i < listed.size(); ++i) {
    const fs::path path = pathOf(listed[i]);
    byPath.emplace(path.string(), i);
    byName[path.filename().string()].push_back(i);
  }
  std::unordered_map<std::string, std::set<fs::path>> claims;
  for (const Picture& picture : named) {
    const fs::path path = pathOf(picture);
    claims[path.filename().string()].insert(path);
  }
  std::vector<std::optional<std::size_t>> matches(named.size());
  for (std::size_t i = 0; i < named.size(); ++i) {
    const fs::path path = pathOf(named[i]);
    if (const auto same = byPath.find(path.string()); same != byPath.end()) {
      matches[i] = same->second;
      continue;
    }
    const std::string name = path.filename().string();
    const auto alike = byName.find(name);
    if (alike == byName.end()) continue;
    std::error_code fault;
    if (!folder.empty() && fs::exists(path, fault)) {
      // The same file by another name: absolute, or through a link.
      for (const std::size_t candidate : alike->second)
        if (fs::equivalent(path, pathOf(listed[candidate]), fault)) matches[i] = candidate;
    } else if (alike->second.size() == 1 && claims[name].size() == 1) {
      matches[i] = alike->second.front();
    }
  }
  return matches;
}

} // namespace fillscope
