#pragma once
// Where the things of one picture are in the next one of a sequence.
#include "core/base/progress.h"
#include "core/base/vec.h"
#include "core/imaging/raster.h"
#include <vector>

namespace fillscope {

struct PictureAlignment {
  Mat3 map;            ///< homogeneous, continuous picture coordinates of the first to those of the second
  double residual = 0; ///< root mean square of the corners that agree, pixels
  int agreeing = 0, followed = 0; ///< corners of the first picture found again, and of these on the map
  Vec2 apply(Vec2 at) const;
  friend bool operator==(const PictureAlignment&, const PictureAlignment&) = default;
};

/// Corners (Shi and Tomasi 1994) within the area, and beyond it, are found again by normalised
/// cross-correlation, beginning where phase correlation says, and back again; the map is the simplest that
/// explains them, affine or a homography (RANSAC, then least squares). Where parts moved differently the map
/// counts under which the area's outline looks the same in both pictures. area: continuous coordinates of the
/// first picture, at least one place; its convex hull counts. pictures: 1 or 3 channels each. Errors:
/// badInput where too few corners agree, no map is clearly the outline's, the residual is over 2 pixels, or
/// the map would turn the area inside out or change its size beyond reason; cancelled.
Result<PictureAlignment> alignPictures(const Image& first, const Image& second, const std::vector<Vec2>& area,
                                       const Progress& progress = {});

} // namespace fillscope
