#include "core/workflow/project_addition.h"
#include "core/workflow/project_paths.h"
#include <algorithm>
#include <unordered_map>

namespace fillscope {
namespace {
namespace fs = std::filesystem;

std::string bareName(const std::string& filename) {
  return filename.substr(filename.find_last_of("/\\") + 1);
}

bool exists(const std::string& filename, const fs::path& folder) {
  std::error_code fault;
  return fs::is_regular_file(fileOf(filename, folder), fault);
}

/// A picture that lies beside its annotations is said from the open project's folder.
void lookBeside(Project& project, const fs::path& annotations, const fs::path& folder) {
  for (Picture& picture : project.pictures)
    if (!exists(picture.filename, folder) && exists(picture.filename, annotations.parent_path()))
      picture.filename = pathFor(fileOf(picture.filename, annotations.parent_path()), folder);
}

Result<Addition> readAnnotationsAlone(SortedPaths sorted, const fs::path& folder, const Progress& progress) {
  Result<std::vector<ImportedAnnotations>> all = readAllAnnotations(sorted.annotations, folder, progress);
  if (!all) return all.error();
  Addition addition;
  for (std::size_t i = 0; i < all->size(); ++i) {
    ImportedAnnotations& imported = (*all)[i];
    lookBeside(imported.project, sorted.annotations[i], folder);
    mergeAnnotations(addition.project, imported.project);
    addition.reports.push_back(std::move(imported.report));
    addition.files.insert(addition.files.end(), imported.files.begin(), imported.files.end());
  }
  addition.paths = std::move(sorted);
  return addition;
}

} // namespace

Result<Addition> readAddition(const std::vector<fs::path>& paths, const fs::path& folder,
                              const Progress& progress) {
  std::vector<fs::path> full;
  std::transform(paths.begin(), paths.end(), std::back_inserter(full), fullPath);
  SortedPaths sorted = sortPaths(full);
  Result<Addition> addition = Addition{};
  if (areForeignAnnotations(full)) {
    addition = readAnnotationsAlone(std::move(sorted), folder, progress);
    if (!addition) return addition;
  } else {
    Result<OpenedAnything> found = openAnything(full, progress);
    if (!found) return found.error();
    addition->project = rebased(std::move(found->opened.project), found->opened.folder, folder);
    addition->reports = std::move(found->reports);
    addition->files = std::move(found->opened.files);
    std::erase_if(sorted.clouds, [&](const fs::path& cloud) {
      return std::find(addition->files.begin(), addition->files.end(), cloud) == addition->files.end();
    });
    addition->paths = std::move(sorted);
    addition->refused = std::move(found->refused);
  }
  for (const Picture& picture : addition->project.pictures) {
    if (progress.cancelled()) return cancelledError();
    addition->isThere.push_back(exists(picture.filename, folder));
  }
  return addition;
}

AdditionPlan planAddition(const Project& open, const Addition& addition) {
  constexpr int several = -1;
  std::unordered_map<std::string, int> byName, byBareName;
  for (std::size_t i = 0; i < open.pictures.size(); ++i) {
    const std::string& name = open.pictures[i].filename;
    byName.emplace(name, static_cast<int>(i));
    const auto [bare, isFirst] = byBareName.emplace(bareName(name), static_cast<int>(i));
    if (!isFirst) bare->second = several;
  }
  AdditionPlan plan;
  for (std::size_t i = 0; i < addition.project.pictures.size(); ++i) {
    const Picture& picture = addition.project.pictures[i];
    int at = several;
    if (const auto same = byName.find(picture.filename); same != byName.end())
      at = same->second;
    else if (const auto bare = byBareName.find(bareName(picture.filename));
             bare != byBareName.end() && !addition.isThere[i])
      at = bare->second;
    if (at == several) {
      if (addition.isThere[i] || !picture.regions.empty()) plan.fresh.push_back(i);
      continue;
    }
    const std::vector<Region>& known = open.pictures[static_cast<std::size_t>(at)].regions;
    const bool brings =
        std::any_of(picture.regions.begin(), picture.regions.end(), [&](const Region& region) {
          return std::find(known.begin(), known.end(), region) == known.end();
        });
    if (brings && !known.empty()) plan.clashing.push_back(plan.matched.size());
    plan.matched.emplace_back(i, at);
  }
  return plan;
}

} // namespace fillscope
