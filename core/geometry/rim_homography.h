#pragma once
// The plane-to-picture map of the rim; private to this folder.
#include "core/geometry/box.h"
#include <optional>

namespace fillscope {

/// Columns h1, h2, h3 with s·(u, v, 1) = h1·x + h2·y + h3 for x, y in the unit square (corner 1 at 0,0; 2 at
/// 1,0; 3 at 1,1; 4 at 0,1). Closed form (Heckbert 1989). Nothing for degenerate corners.
std::optional<Mat3> unitSquareHomography(const RimCorners& corners);

/// Focal length, pixels, that makes the rim a rectangle with the given ratio second / first; also where one
/// pair of sides is parallel in the picture, so that the vanishing points alone say nothing. Nothing where a
/// pixel of corner error would change it by more than a seventh.
std::optional<double> focalFromRimAspect(const RimCorners& corners, Vec2 principalPoint, double aspect);

} // namespace fillscope
