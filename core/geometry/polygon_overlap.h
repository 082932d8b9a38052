#pragma once
// Areas that outlines share. Private to this folder.
#include "core/base/vec.h"
#include <vector>

namespace fillscope {

struct Overlap {
  double both = 0, either = 0; ///< area of intersection and union
};
/// Of the even-odd insides of two closed outlines, by trapezoids between the heights at which edges end or
/// cross.
Overlap overlapOf(const std::vector<Vec2>& a, const std::vector<Vec2>& b);

/// Counter-clockwise in axes with y up (Andrew's monotone chain); collinear points are left out.
std::vector<Vec2> convexHull(std::vector<Vec2> points);

} // namespace fillscope
