#include "tests/fuzz/project_checks.h"
#include "core/formats/annotation_format.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/via_project.h"
#include "tests/fuzz/reader_checks.h"
#include <algorithm>

namespace fillscope::tests {

std::string wrongWith(const Project& project) {
  for (const Picture& picture : project.pictures)
    for (const Region& region : picture.regions)
      if (!isFinite(region.shape)) return "a place is not finite";
  if (project.pictures.empty()) return {};
  const auto again = parseViaProject(viaProjectJson(project), "again");
  if (!again) return "saved and not opened again: " + again.error().sentence();
  if (again->pictures.size() != project.pictures.size()) return "saved with other pictures";
  for (std::size_t i = 0; i < project.pictures.size(); ++i)
    if (again->pictures[i].regions.size() != project.pictures[i].regions.size())
      return "saved with other regions";
  return {};
}

std::string wrongWithWriting(Project project) {
  constexpr double mostPixels = 1 << 20;
  std::erase_if(project.pictures, [&](const Picture& picture) {
    const PictureSize size = pictureSizeOf(picture);
    return 1.0 * size.width * size.height > mostPixels;
  });
  const ScratchFolder folder;
  WriteOptions options;
  options.images = folder.path();
  for (const AnnotationFormat format : writableFormats()) {
    const auto written = writeAnnotations(project, format, folder.path() / formatName(format), options);
    if (!written) continue;
    if (static_cast<std::size_t>(written->pictures) != project.pictures.size())
      return "written with other pictures: " + std::string(formatName(format));
  }
  return {};
}

} // namespace fillscope::tests
