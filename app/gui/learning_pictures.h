#pragma once
// Samples as tiles: photo, depth in false colours or mask, with corners drawn on them.
#include "core/geometry/keypoint.h"
#include "core/imaging/depth_map.h"
#include "widgets/picture_grid.h"

namespace fillscope {

/// Corners as an outline; hidden ones and those outside are drawn hollow.
GridOutline outlineOf(const std::vector<Keypoint>& points, GridOutline::Role role);
/// False colours over the values' own range; places without a value in the colour of holes.
QImage depthPicture(const Raster<float>& depth);
/// One in the scale of another, so that colours can be compared.
QImage depthPicture(const Raster<float>& depth, const Raster<float>& scaledAs);
/// The photo, dimmed where the mask is 0 and tinted where it is 1.
QImage maskPicture(const Image& photo, const Mask& mask);

} // namespace fillscope
