#pragma once
// A mask as polygons with few vertices.
#include "core/base/vec.h"
#include "core/imaging/raster.h"
#include <vector>

namespace fillscope {

struct PolygonOptions {
  double tolerance = 1.5; ///< picture pixels that a polygon may leave the mask's outline by
  double leastArea = 16;  ///< pixels; smaller parts and holes are left out
  friend bool operator==(const PolygonOptions&, const PolygonOptions&) = default;
};

struct MaskPolygons {
  /// Continuous picture coordinates, clockwise, the largest first. A part goes around its holes.
  std::vector<std::vector<Vec2>> parts, holes;
  int partsLeftOut = 0, holesLeftOut = 0; ///< for being too small
  int vertexCount(bool withHoles) const;
};
MaskPolygons maskPolygons(const Mask& mask, Vec2 offset, const PolygonOptions& options = {});

/// Douglas and Peucker (1973) around a closed outline; vertices that stay are the outline's. Where sides
/// would cross, those leave out less. tolerance: see PolygonOptions.
std::vector<Vec2> simplifiedOutline(const std::vector<Vec2>& outline, double tolerance);

} // namespace fillscope
