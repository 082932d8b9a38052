#pragma once
// What every pixel of the picture shows. Private to this folder.
#include "core/geometry/box_shape.h"
#include "core/geometry/fill.h"

namespace fillscope {

/// 1 where both maps measure the same surface, within their noise.
Mask unchangedPixels(const InverseDepth& now, const InverseDepth& empty, double tolerance);

/// PixelClass for every pixel of the depth map; unchanged may be null.
Raster<std::uint8_t> classifyPixels(const InverseDepth& depth, const BoxView& view, const BoxShape& shape,
                                    const RimCorners& corners, const Mask* unchanged);

struct RimCoverage {
  double holePercent = 0;    ///< of the pixels inside the rim and the picture
  double outsidePercent = 0; ///< of the rim's area that lies outside the picture
  int inside = 0;            ///< pixels inside the rim
};
RimCoverage coverageOf(const Raster<std::uint8_t>& classes, const RimCorners& corners);

} // namespace fillscope
