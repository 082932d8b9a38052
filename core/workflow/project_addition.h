#pragma once
// What was dropped on an open project: which of its pictures the project has already, and where both have
// regions that differ.
#include "core/workflow/open_anything.h"
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace fillscope {

/// What comes, read and said from the open project's folder.
struct Addition {
  Project project;
  std::vector<bool> isThere; ///< of each of its pictures: its file exists
  SortedPaths paths;         ///< what each path was taken for
  std::vector<ImportReport> reports;
  std::vector<std::filesystem::path> files; ///< that annotations were read from
  std::vector<Error> refused;               ///< as OpenedAnything
};
/// Pictures and annotations in any mix; archives are unpacked beside themselves. Annotations alone may name
/// pictures of the open project, without their folder too.
Result<Addition> readAddition(const std::vector<std::filesystem::path>& paths,
                              const std::filesystem::path& folder, const Progress& progress = {});

struct AdditionPlan {
  std::vector<std::size_t> fresh;                   ///< pictures of the addition that the project lacks
  std::vector<std::pair<std::size_t, int>> matched; ///< picture of the addition, picture of the project
  std::vector<std::size_t> clashing; ///< places in matched: the project's has regions, and others come
};
/// Matched are pictures of the same file name, or of the same bare name where that is unique and the one that
/// comes is no file of its own. Pictures without file and regions are left out.
AdditionPlan planAddition(const Project& open, const Addition& addition);

} // namespace fillscope
