#pragma once
// What a polygon covers, as a mask.
#include "core/base/vec.h"
#include "core/imaging/raster.h"
#include <vector>

namespace fillscope {

/// Sets each pixel whose centre lies inside to 1, by the even-odd rule; continuous coordinates.
void fillPolygon(Mask& mask, const std::vector<Vec2>& polygon);
Mask polygonMask(const std::vector<Vec2>& polygon, int width, int height);

} // namespace fillscope
