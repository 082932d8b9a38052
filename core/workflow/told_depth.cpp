#include "core/workflow/told_depth.h"
#include "core/annotation/rim.h"

namespace fillscope {
namespace {

namespace fs = std::filesystem;

enum class Holds { integers, floats, unknown }; ///< unknown: it cannot be read

Holds whatIsIn(const fs::path& depth) {
  const std::string suffix = depth.extension().string();
  if (suffix == ".png" || suffix == ".pgm") return Holds::integers; // without a look inside
  const auto needsScale = depthNeedsScale(depth);
  if (!needsScale) return Holds::unknown;
  return *needsScale ? Holds::integers : Holds::floats;
}

} // namespace

void tellDepth(OpenedProject& opened, const DepthEncoding& told) {
  if (told == DepthEncoding{}) return;
  for (Picture& picture : opened.project.pictures) {
    PictureSources sources = sourcesOf(picture);
    // Whoever gave a scale meant metres.
    const bool saysWhatItHolds =
        sources.depthScale > 0 || !picture.attributes.text(depthKindAttribute).empty();
    if (sources.depthScale == 0 && told.scale > 0 &&
        whatIsIn(opened.folder / sources.depthFile) != Holds::floats)
      sources.depthScale = told.scale;
    if (sources.depthRotation == 0) sources.depthRotation = told.rotation;
    if (!saysWhatItHolds) sources.depthKind = told.kind;
    setSources(picture, sources);
  }
}

bool lacksScale(const OpenedProject& opened, const Picture& picture) {
  const PictureSources sources = sourcesOf(picture);
  return !sources.depthFile.empty() && sources.mayLackScale() &&
         whatIsIn(opened.folder / sources.depthFile) == Holds::integers;
}

} // namespace fillscope
