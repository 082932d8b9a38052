#pragma once
// The outline of a mask along its pixels' edges, so that filling it gives the mask again.
#include "core/base/vec.h"
#include "core/imaging/raster.h"
#include <vector>

namespace fillscope {

/// One outline for each part that hangs together by pixels' sides, clockwise in the picture; whole
/// coordinates, moved by offset. A hole is joined to its part's outline by a cut without width, so that
/// area and even-odd inside are the mask's.
std::vector<std::vector<Vec2>> maskOutlines(const Mask& mask, Vec2 offset = {});

struct MaskLoop {
  std::vector<Vec2> corners; ///< clockwise around a part, counter-clockwise around a hole
  bool isHole = false;
  double area = 0; ///< pixels that it goes around, as if a part had no holes
};
/// The same outlines, with holes by themselves.
std::vector<MaskLoop> maskLoops(const Mask& mask, Vec2 offset = {});

} // namespace fillscope
