#pragma once
// One picture that shows a comparison: photo and depth, the box cut out of both, and the error maps.
#include "core/workflow/compare.h"
#include <optional>
#include <string>

namespace fillscope {

struct SheetSource {
  std::string name; ///< of the picture, for the title; what is not ASCII becomes "?"
  Image photo;
  std::optional<RimCorners> corners; ///< on the photo
};
/// The photo of a project's picture and its rim, found as areaOfRims finds it. Errors: notFound, and those of
/// loadImage.
Result<SheetSource> sheetSourceOf(const OpenedProject& opened, const std::string& picture,
                                  const DepthPair& pair);

/// Three by three, titled "NAME - ssim : 0.8836": the photo with its corners in colours, the photo, the
/// reference; the box cut out straightened, so the reference and the aligned estimate; difference, SSIM
/// difference and SSIM threshold. Without corners the middle row is left out, and the estimate stands in the
/// second photo's place. Depths, differences and 1 − S have a bar with unit and range. Errors: badInput where
/// the corners are no outline of a box.
Result<Image> comparisonSheet(const SheetSource& source, const ComparedPair& compared);

} // namespace fillscope
