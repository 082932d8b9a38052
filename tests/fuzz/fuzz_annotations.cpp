// Any bytes through the readers of one family: no crash, no hang, and what opens can be saved and opened
// again.
#include "core/formats/annotation_codec.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/via_project.h"
#include <cstdint>
#include <cstdlib>

using namespace fillscope;

namespace {

bool isOfFamily(AnnotationFormat format) {
  const std::string family = std::string(" ") + FILLSCOPE_FUZZ_FORMATS + " ";
  return family.find(" " + std::string(formatName(format)) + " ") != std::string::npos;
}

void check(const Project& project) {
  for (const Picture& picture : project.pictures)
    for (const Region& region : picture.regions)
      if (!isFinite(region.shape)) std::abort();
  if (project.pictures.empty()) return;
  const auto again = parseViaProject(viaProjectJson(project), "again");
  if (!again || again->pictures.size() != project.pictures.size()) std::abort();
  for (std::size_t i = 0; i < project.pictures.size(); ++i)
    if (again->pictures[i].regions.size() != project.pictures[i].regions.size()) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  ReadOptions options;
  options.lookForPictures = false;
  for (const AnnotationCodec& codec : annotationCodecs()) {
    if (!isOfFamily(codec.format)) continue;
    const Candidate candidate{"/none/annotations.json", false, text};
    if (!codec.recognises(candidate)) continue;
    if (const auto imported = codec.read(candidate, options, {})) check(imported->project);
  }
  return 0;
}
