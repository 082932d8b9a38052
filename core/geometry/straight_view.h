#pragma once
// What a camera without its lens's radial distortion would have seen, and the way back.
#include "core/geometry/box.h"
#include "core/imaging/raster.h"
#include <cmath>

namespace fillscope {

/// From a picture through a lens (lens.h) to the straight one that a pinhole camera at the same place, with
/// the same direction and focal lengths, would have taken: all that the picture shows, as far as half a
/// picture beyond its edges. Both in continuous coordinates. Pure; any thread.
class StraightView {
 public:
  /// camera: of the picture, with its size; k1 of its lens.
  StraightView(const CameraIntrinsics& camera, double k1);

  /// The pinhole camera of the straight picture, with its size.
  const CameraIntrinsics& camera() const { return straightCamera_; }
  RimCorners straightened(const RimCorners& corners) const;
  /// The picture without distortion; grey where it shows nothing.
  Image straightPicture(const Image& picture) const;
  /// Depth without distortion. It is linear in 1/z on planes: interpolated so where the four nearest pixels
  /// see one surface, the nearest one's elsewhere; 0 where there is none.
  Raster<float> straightDepth(const Raster<float>& depth) const;
  /// How much of a quadrilateral of the straight picture, by area, the picture shows: 0..1.
  double shareShown(const RimCorners& straight) const;
  /// What was found for each pixel of the straight picture, for each pixel of the picture itself: the nearest
  /// one's, 0 where there is none.
  template <class T>
  Raster<T> asSeen(const Raster<T>& found) const;

 private:
  Vec2 straightened(Vec2 seen) const;
  Vec2 seenAt(Vec2 straight) const;  ///< far outside where the lens shows nothing of it
  bool isSeenOnce(Vec2 pixel) const; ///< a strong barrel ends before the picture does
  template <class T>
  static T valueAt(const Raster<T>& map, Vec2 place); ///< of the pixel that holds it, or 0

  CameraIntrinsics camera_, straightCamera_;
  double k1_;
  Vec2 origin_{0, 0}; ///< of the straight picture in the straightened coordinates of the picture's own camera
};

template <class T>
T StraightView::valueAt(const Raster<T>& map, Vec2 place) {
  const double x = std::floor(place.x), y = std::floor(place.y);
  if (!(x >= 0 && y >= 0 && x < map.width() && y < map.height())) return T{};
  return map.at(static_cast<int>(x), static_cast<int>(y));
}

template <class T>
Raster<T> StraightView::asSeen(const Raster<T>& found) const {
  Raster<T> seen(camera_.width, camera_.height);
  for (int y = 0; y < seen.height(); ++y)
    for (int x = 0; x < seen.width(); ++x) {
      const Vec2 pixel{double(x), double(y)};
      if (isSeenOnce(pixel)) seen.at(x, y) = valueAt(found, straightened(pictureFromPixel(pixel)));
    }
  return seen;
}

} // namespace fillscope
