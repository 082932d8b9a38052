#include "core/workflow/picture_finder.h"
#include "core/annotation/rim.h"
#include "core/formats/picture_set.h"
#include "core/formats/picture_sources.h"
#include "core/workflow/project_paths.h"
#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>

namespace fillscope {
namespace {
namespace fs = std::filesystem;

constexpr int mostEntries = 500'000; // somebody may choose the root of a disk

/// As a path of this system; written on Windows or as an address it may be otherwise.
std::string pathText(std::string written) {
  std::replace(written.begin(), written.end(), '\\', '/');
  if (written.find("://") != std::string::npos) written = written.substr(0, written.find_first_of("?#"));
  return written;
}
fs::path pathOf(std::string written) { return fs::path(pathText(std::move(written))); }

int sharedTail(const fs::path& a, const fs::path& b) {
  int shared = 0;
  for (auto i = a.end(), j = b.end(); i != a.begin() && j != b.begin(); ++shared)
    if (*--i != *--j) break;
  return shared;
}

/// Where a project says that its pictures lie.
class WrittenPlaces {
 public:
  WrittenPlaces(const Project& project, const fs::path& folder) {
    const fs::path base = pathOf(project.defaultPath);
    for (const Picture& picture : project.pictures) {
      const fs::path written = pathOf(picture.filename);
      places_.insert((folder / written).lexically_normal().string());
      if (!base.empty()) places_.insert((folder / base / written).lexically_normal().string());
    }
  }
  bool has(const fs::path& file) const { return places_.contains(file.lexically_normal().string()); }

 private:
  std::unordered_set<std::string> places_;
};

/// Which files are where a project says, each folder read once: very many pictures share few folders.
class PlacedFiles {
 public:
  PlacedFiles(fs::path folder, fs::path base)
      : folder_(std::move(folder))
      , base_(std::move(base)) {}

  /// As written, below the base, or by its bare name in the folder where that is no other picture's.
  bool has(const std::string& written, const WrittenPlaces& others) {
    std::string text = pathText(written.starts_with("file://") ? written.substr(7) : written);
    const std::size_t slash = text.rfind('/');
    const std::string name = slash == std::string::npos ? text : text.substr(slash + 1);
    text.resize(slash == std::string::npos ? 0 : slash);
    auto found = places_.find(text);
    if (found == places_.end())
      found = places_
                  .emplace(text, std::array{&namesIn(folder_ / fs::path(slash == 0 ? "/" : text)),
                                            &namesIn(folder_ / base_ / fs::path(slash == 0 ? "/" : text)),
                                            &namesIn(folder_)})
                  .first;
    const auto& [asWritten, belowBase, bare] = found->second;
    return asWritten->contains(name) || belowBase->contains(name) ||
           (bare->contains(name) && !others.has(folder_ / name));
  }

 private:
  using Names = std::unordered_set<std::string>;

  const Names& namesIn(const fs::path& folder) {
    std::string key = folder.lexically_normal().string();
    if (key.size() > 1 && key.ends_with('/')) key.pop_back();
    const auto [at, isNew] = folders_.try_emplace(std::move(key));
    std::error_code fault;
    if (isNew)
      for (fs::directory_iterator entry(folder, fault), end; !fault && entry != end; entry.increment(fault))
        if (std::error_code error; entry->is_regular_file(error)) {
          const std::string& whole = entry->path().native();
          at->second.insert(whole.substr(whole.rfind('/') + 1));
        }
    return at->second;
  }

  fs::path folder_, base_;
  std::unordered_map<std::string, Names> folders_;
  std::unordered_map<std::string, std::array<const Names*, 3>> places_; ///< by the folder as written
};

/// What belongs to the pictures by name, said from the project's folder.
std::unordered_map<std::string, PictureSources>
sourcesBeside(const std::vector<fs::path>& files, const fs::path& projectFolder, const Progress& progress) {
  std::unordered_map<std::string, PictureSources> sources;
  const Result<OpenedProject> opened = openPaths(files, progress);
  if (!opened || !opened->isNew) return sources;
  const Project beside = rebased(opened->project, opened->folder, projectFolder);
  for (const Picture& picture : beside.pictures)
    sources[picture.filename] = sourcesOf(picture);
  return sources;
}
} // namespace

FileTree::FileTree(const fs::path& folder, const Progress& progress) {
  std::error_code fault;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, fault), end;
  for (int entries = 0; !fault && at != end && entries < mostEntries; at.increment(fault), ++entries) {
    if (entries % 512 == 0 && progress.cancelled()) return;
    const std::string name = at->path().filename().string();
    if (name.starts_with('.'))
      at.disable_recursion_pending();
    else if (std::error_code error; at->is_regular_file(error))
      byName_[name].push_back(at->path());
  }
}

std::optional<fs::path> FileTree::find(const std::string& written,
                                       const std::function<bool(const fs::path&)>& isTaken) const {
  if (byName_.empty()) return std::nullopt;
  const fs::path wanted = pathOf(written);
  const auto it = byName_.find(wanted.filename().string());
  if (it == byName_.end()) return std::nullopt;
  int best = 0, times = 0;
  const fs::path* found = nullptr;
  for (const fs::path& file : it->second) {
    if (isTaken && isTaken(file)) continue;
    const int shared = sharedTail(file, wanted);
    times = shared == best ? times + 1 : shared > best ? 1 : times;
    if (shared > best) {
      best = shared;
      found = &file;
    }
  }
  return times == 1 ? std::optional(*found) : std::nullopt;
}

std::vector<int> missingPictures(const Project& project, const fs::path& projectFolder,
                                 const Progress& progress) {
  std::vector<int> missing;
  std::optional<FileTree> tree; // only where something is not in its place
  PlacedFiles placed(projectFolder, pathOf(project.defaultPath));
  const WrittenPlaces places(project, projectFolder);
  const auto isTaken = [&](const fs::path& file) { return places.has(file); };
  for (std::size_t i = 0; i < project.pictures.size(); ++i) {
    if (i % 256 == 0 && progress.cancelled()) return {};
    const std::string& written = project.pictures[i].filename;
    if (placed.has(written, places)) continue;
    if (!tree) tree.emplace(projectFolder, progress);
    if (!tree->find(written, isTaken)) missing.push_back(static_cast<int>(i));
  }
  return missing;
}

LocatedPictures locatePictures(const Project& project, const fs::path& projectFolder, const fs::path& where,
                               const Progress& progress) {
  LocatedPictures located{project, 0, 0, {}};
  const FileTree tree(where, progress);
  const WrittenPlaces places(project, projectFolder);
  const auto isTaken = [&](const fs::path& file) { return places.has(fullPath(file)); };
  std::set<fs::path> files;
  std::set<std::string> lost;
  std::vector<Picture*> found;
  for (const int index : missingPictures(project, projectFolder, progress)) {
    Picture& picture = located.project.pictures[static_cast<std::size_t>(index)];
    const std::optional<fs::path> file = tree.find(picture.filename, isTaken);
    if (!file) {
      ++located.missing;
      continue;
    }
    renameFiles(picture, [&](const std::string& written) {
      const fs::path there = resolveFileOfPicture(project, picture, projectFolder, *file, written);
      if (!there.empty()) return there == projectFolder / written ? written : pathFor(there, projectFolder);
      lost.insert(written);
      return written;
    });
    picture.filename = pathFor(*file, projectFolder);
    files.insert(*file);
    found.push_back(&picture);
  }
  located.found = static_cast<int>(found.size());
  located.lostFiles.assign(lost.begin(), lost.end());
  if (found.empty()) return located;
  const auto sources = sourcesBeside({files.begin(), files.end()}, projectFolder, progress);
  for (Picture* picture : found)
    if (const auto it = sources.find(picture->filename);
        it != sources.end() && sourcesOf(*picture) == PictureSources{})
      setSources(*picture, it->second);
  return located;
}

} // namespace fillscope
