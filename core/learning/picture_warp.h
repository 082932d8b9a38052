#pragma once
// A sample seen through a plane-to-plane map: picture, depth, mask and keypoints together. Private to this
// folder.
#include "core/learning/training_sample.h"
#include <array>

namespace fillscope {

/// Row-major 3×3 map of homogeneous plane points.
using PlaneMap = std::array<double, 9>;

inline constexpr PlaneMap identityMap{1, 0, 0, 0, 1, 0, 0, 0, 1};
PlaneMap operator*(const PlaneMap& a, const PlaneMap& b); ///< b first
Vec2 applied(const PlaneMap& map, Vec2 p);
/// The map that takes four points to four others. Nothing where three of them lie on a line.
std::optional<PlaneMap> mapBetween(const std::array<Vec2, 4>& from, const std::array<Vec2, 4>& to);

/// map: continuous coordinates of the sample's picture to those of the new one of width × height. What comes
/// from outside is filled by the mean colour of the picture's edge, has no depth and no content. shrink:
/// scale of the map where it is below 1, else 1 (the picture is smoothed before). Visibility follows.
void warpSample(TrainingSample& sample, const PlaneMap& map, int width, int height, double shrink);
/// Exact: no pixel is resampled.
void flipSample(TrainingSample& sample, bool horizontal, bool vertical);
void updateVisibility(TrainingSample& sample);

} // namespace fillscope
