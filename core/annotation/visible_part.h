#pragma once
// What of an outline the picture shows. Continuous picture coordinates.
#include "core/annotation/keypoint_set.h"
#include "core/base/vec.h"
#include <vector>

namespace fillscope {

/// The convex hull of what the outlines go around (even-odd) inside the picture; fewer than three points
/// where that is nothing.
std::vector<Vec2> visibleHull(const std::vector<std::vector<Vec2>>& outlines, PictureSize size);

/// Four corners, as smallestRectangle orders them, none of them beyond the picture: the smallest rectangle
/// around the hull where that stays inside, else the one that overlaps the hull most (intersection over
/// union), among those turned by each of the hull's sides and each two degrees. The hull has three points and
/// is inside.
std::vector<Vec2> rectangleInPicture(const std::vector<Vec2>& hull, PictureSize size);

} // namespace fillscope
