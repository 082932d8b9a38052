#pragma once
// Finds the files of many pictures, reading each folder once.
#include "core/annotation/project.h"
#include <filesystem>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace fillscope {

class PictureLookup {
 public:
  /// folder: where the project lies or its pictures are.
  explicit PictureLookup(std::filesystem::path folder)
      : folder_(std::move(folder)) {}
  /// As resolvePicture finds it: as written, below the project's defaultPath, beside the project, by bare
  /// name in the folder's tree where only one file has it. Empty where there is none.
  std::filesystem::path find(const Project& project, const Picture& picture);

 private:
  bool isThere(const std::filesystem::path& file);
  std::filesystem::path onlyOneCalled(const std::string& name);

  std::filesystem::path folder_;
  std::map<std::filesystem::path, std::unordered_set<std::string>> folders_;   ///< names of their files
  std::optional<std::unordered_map<std::string, std::filesystem::path>> tree_; ///< empty path: several
};

} // namespace fillscope
