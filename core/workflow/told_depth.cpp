#include "core/workflow/told_depth.h"
#include "core/annotation/rim.h"
#include "core/formats/picture_lookup.h"
#include "core/formats/picture_sources.h"
#include "core/formats/via_project.h"

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

/// Where the loader will find it: as written, else beside the picture.
template <class Finder>
fs::path depthFileOf(const OpenedProject& opened, const Picture& picture, const std::string& written,
                     Finder&& find) {
  const fs::path asWritten = opened.folder / written;
  std::error_code ignored;
  if (written.empty() || fs::exists(asWritten, ignored)) return asWritten;
  return resolveFileOfPicture(opened.project, picture, opened.folder, find(), written);
}

} // namespace

void tellDepth(OpenedProject& opened, const DepthEncoding& told) {
  if (told == DepthEncoding{}) return;
  PictureLookup lookup(opened.folder);
  for (Picture& picture : opened.project.pictures) {
    PictureSources sources = sourcesOf(picture);
    const auto find = [&] { return lookup.find(opened.project, picture); };
    // Whoever gave a scale meant metres.
    const bool saysWhatItHolds =
        sources.depthScale > 0 || !picture.attributes.text(depthKindAttribute).empty();
    if (sources.depthScale == 0 && told.scale > 0 &&
        whatIsIn(depthFileOf(opened, picture, sources.depthFile, find)) != Holds::floats)
      sources.depthScale = told.scale;
    if (sources.depthRotation == 0) sources.depthRotation = told.rotation;
    if (!saysWhatItHolds) sources.depthKind = told.kind;
    setSources(picture, sources);
  }
}

fs::path depthPlaceOf(const OpenedProject& opened, const Picture& picture) {
  return depthFileOf(opened, picture, sourcesOf(picture).depthFile,
                     [&] { return resolvePicture(opened.project, picture, opened.folder); });
}

bool lacksScale(const OpenedProject& opened, const Picture& picture) {
  const PictureSources sources = sourcesOf(picture);
  return !sources.depthFile.empty() && sources.mayLackScale() &&
         whatIsIn(depthPlaceOf(opened, picture)) == Holds::integers;
}

bool holdsDecimals(const OpenedProject& opened, const Picture& picture) {
  return !sourcesOf(picture).depthFile.empty() && whatIsIn(depthPlaceOf(opened, picture)) == Holds::floats;
}

} // namespace fillscope
