#include "core/formats/picture_sources.h"
#include "core/formats/via_project.h"
#include <algorithm>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

bool isFile(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

bool isSame(const fs::path& a, const fs::path& b) {
  std::error_code ignored;
  return a.lexically_normal() == b.lexically_normal() || fs::equivalent(a, b, ignored);
}

} // namespace

fs::path resolveFileOfPicture(const Project& project, const Picture& picture, const fs::path& projectFolder,
                              const fs::path& found, const std::string& written) {
  if (written.empty()) return {};
  if (const fs::path file = projectFolder / written; isFile(file)) return file;
  std::string slashed = written;
  std::replace(slashed.begin(), slashed.end(), '\\', '/'); // written on Windows
  const fs::path before = projectFolder / slashed;
  if (isFile(before)) return before;
  const auto places = placesOfPicture(project, picture, projectFolder);
  if (found.empty() || places.empty() || isSame(places.front(), found)) return {};
  // What lies beside a picture under the name of its depth may be the picture itself.
  const auto belongs = [&found](const fs::path& file) { return isFile(file) && !isSame(file, found); };
  for (const fs::path& place : places) {
    const fs::path seenFromPicture =
        before.lexically_normal().lexically_relative(place.lexically_normal().parent_path());
    if (seenFromPicture.empty()) continue;
    if (fs::path file = (found.parent_path() / seenFromPicture).lexically_normal(); belongs(file))
      return file;
  }
  fs::path beside = found.parent_path() / before.filename();
  return belongs(beside) ? beside : fs::path();
}

} // namespace fillscope
