#pragma once
// Pictures that are not where their project says: which they are, and where else they lie.
#include "core/annotation/project.h"
#include "core/base/progress.h"
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace fillscope {

/// The files of a folder and of all below it, but for hidden ones, by bare name. Read once, so that a project
/// of thousands of missing pictures costs one walk.
class FileTree {
 public:
  explicit FileTree(const std::filesystem::path& folder, const Progress& progress = {});
  /// The file that shares most of the written path from its end on, but for those that are taken; nothing
  /// where none has the name, or two fit equally well.
  std::optional<std::filesystem::path>
  find(const std::string& written,
       const std::function<bool(const std::filesystem::path&)>& isTaken = {}) const;

 private:
  std::unordered_map<std::string, std::vector<std::filesystem::path>> byName_;
};

/// Indices of the pictures that resolvePicture would not find. Web addresses count as missing too.
std::vector<int> missingPictures(const Project& project, const std::filesystem::path& projectFolder,
                                 const Progress& progress = {});

struct LocatedPictures {
  /// Found pictures said from the project's folder; their depth and camera files go with them, and what lies
  /// beside them is taken where they named none.
  Project project;
  int found = 0, missing = 0; ///< missing: still
  std::vector<std::string>
      lostFiles{}; ///< that found pictures name and that lie nowhere; as written, each once
};
LocatedPictures locatePictures(const Project& project, const std::filesystem::path& projectFolder,
                               const std::filesystem::path& where, const Progress& progress = {});

} // namespace fillscope
