#pragma once
// Gives pictures their depth and camera files by name, reading each folder once.
#include "core/annotation/rim.h"
#include "core/formats/folder_index.h"
#include <memory>

namespace fillscope {

class PictureMatcher {
 public:
  /// base: the project's folder, against which the sources are written.
  explicit PictureMatcher(std::filesystem::path base);

  const FolderIndex& index(const std::filesystem::path& folder);
  /// What lies beside the picture; all empty where nothing does. An empty reference only where both depth
  /// files are of the same size, as far as their first bytes tell.
  PictureSources sourcesFor(const std::filesystem::path& picture);
  /// path relative to the project's folder, or absolute where that is not possible.
  std::string relative(const std::filesystem::path& path);

 private:
  std::filesystem::path base_;
  std::map<std::filesystem::path, std::unique_ptr<FolderIndex>> folders_;
  std::unordered_map<std::string, std::string> prefixes_; ///< folder as named: folder as written in the project
  std::map<std::filesystem::path, std::pair<int, int>> sizes_; ///< of empty references
};

} // namespace fillscope
