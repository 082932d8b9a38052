#pragma once
// A picture as a camera without its lens's radial distortion would have taken it, and the way back.
#include "core/geometry/box.h"
#include "core/imaging/raster.h"
#include <cmath>

namespace fillscope {

/// Brown's model with one term, as in rim_view.h: distorted = undistorted · (1 + k1 r²). Both pictures in
/// continuous coordinates. Pure; any thread.
class StraightView {
 public:
  /// camera: of the picture's size, with the lens's k1.
  StraightView(const Image& picture, const CameraIntrinsics& camera, double k1);

  /// All that the picture shows, as far as half a picture beyond its edges; grey where it shows nothing.
  const Image& picture() const { return straight_; }
  /// The pinhole camera of picture(): the same place, direction and focal lengths.
  const CameraIntrinsics& camera() const { return straightCamera_; }
  RimCorners straightened(const RimCorners& corners) const;
  /// What was found for each pixel of picture(), for each pixel of the picture itself: the nearest one's, and
  /// 0 where there is none.
  template <class T>
  Raster<T> asSeen(const Raster<T>& found) const;

 private:
  Vec2 straightened(Vec2 seen) const;
  Vec2 seenAt(Vec2 straight) const;  ///< far outside where the lens shows nothing of it
  bool isSeenOnce(Vec2 pixel) const; ///< a strong barrel ends before the picture does
  double foldRadius() const;

  CameraIntrinsics camera_, straightCamera_;
  double k1_;
  int width_, height_;
  Vec2 origin_{0, 0}; ///< of picture() in the straightened coordinates of the picture's own camera
  Image straight_;
};

template <class T>
Raster<T> StraightView::asSeen(const Raster<T>& found) const {
  Raster<T> seen(width_, height_);
  for (int y = 0; y < height_; ++y)
    for (int x = 0; x < width_; ++x) {
      const Vec2 pixel{double(x), double(y)};
      if (!isSeenOnce(pixel)) continue;
      const Vec2 at = straightened(pictureFromPixel(pixel));
      const int column = static_cast<int>(std::floor(at.x)), row = static_cast<int>(std::floor(at.y));
      if (found.contains(column, row)) seen.at(x, y) = found.at(column, row);
    }
  return seen;
}

} // namespace fillscope
