#include "core/workflow/project_paths.h"
#include "core/annotation/rim.h"
#include "core/formats/picture_sources.h"
#include "core/formats/via_project.h"

namespace fillscope {
namespace {
namespace fs = std::filesystem;

bool sameFolder(const fs::path& a, const fs::path& b) {
  std::error_code error;
  return a.lexically_normal() == b.lexically_normal() || fs::equivalent(a, b, error);
}
} // namespace

fs::path fullPath(const fs::path& path) {
  std::error_code error;
  const fs::path full = fs::absolute(path, error);
  return (error ? path : full).lexically_normal();
}

std::string pathFor(const fs::path& file, const fs::path& folder) {
  const fs::path full = fullPath(file);
  const fs::path relative = full.lexically_relative(fullPath(folder));
  // More than two steps up says less than the whole path.
  int up = 0;
  for (const fs::path& part : relative)
    up += part == "..";
  return relative.empty() || up > 2 ? full.string() : relative.generic_string();
}

fs::path fileOf(const std::string& text, const fs::path& folder) {
  return text.empty() ? fs::path() : (folder / text).lexically_normal();
}

Project rebased(Project project, const fs::path& from, const fs::path& to, const Progress& progress) {
  if (sameFolder(from, to)) return project;
  for (Picture& picture : project.pictures) {
    if (progress.cancelled()) return project;
    const fs::path file = resolvePicture(project, picture, from);
    renameFiles(picture, [&](const std::string& path) {
      const fs::path there = resolveFileOfPicture(project, picture, from, file, path);
      return pathFor(there.empty() ? fileOf(path, from) : there, to);
    });
    if (!file.empty()) {
      picture.filename = pathFor(file, to);
    } else if (!project.defaultPath.empty()) { // not at hand now: what is written must mean the same place
      const auto places = placesOfPicture(project, picture, from);
      if (places.size() > 1 && picture.filename.find("://") == std::string::npos)
        picture.filename = pathFor(places[1], to);
    }
  }
  project.defaultPath.clear();
  return project;
}

} // namespace fillscope
