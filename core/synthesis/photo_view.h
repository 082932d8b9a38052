#pragma once
// The camera of a photo scene: rays of pixels with distortion undone, corners with distortion applied, and
// the numbering of corners as the picture shows them. Private to this folder.
#include "core/synthesis/photo_math.h"
#include "core/synthesis/photo_scene.h"
#include <array>
#include <utility>

namespace fillscope {

/// Brown's radial model with one term: distorted radius = r·(1 + k1·r²). Beyond nine tenths of the radius
/// where the model turns back on itself it goes on straight, so that it can be undone everywhere.
class RadialDistortion {
 public:
  explicit RadialDistortion(double k1);
  /// Normalised coordinates (x/z, y/z).
  Vec2 distort(Vec2 undistorted) const;
  Vec2 undistort(Vec2 distorted) const;

 private:
  double radiusOf(double r) const;
  double k1_, straightFrom_, straightAt_ = 0, slope_ = 1;
};

class PhotoView {
 public:
  explicit PhotoView(const PhotoScene& scene);
  F3 eye() const { return eye_; } ///< in the box frame
  /// Direction in the box frame of a pixel-centre coordinate, with z = 1 in the camera frame: the ray's
  /// parameter is depth.
  F3 direction(double x, double y) const;
  /// Undistorted normalised coordinates of a pixel-centre coordinate.
  Vec2 undistorted(double x, double y) const;
  /// Continuous picture coordinates of a point of the box frame with positive depth.
  Vec2 picture(Vec3 box) const;
  Vec3 toCamera(Vec3 box) const { return scene_.pose.toCamera(box); }

 private:
  const PhotoScene& scene_;
  RadialDistortion distortion_;
  F3 eye_, right_, down_, forward_;
  std::vector<double> factors_; ///< undistorted radius / distorted, over the square of the distorted
  double factorScale_ = 0;
};

/// Corner 0..3 of the rim, 4..7 of the floor, in the box frame of the scene.
Vec3 boxCorner(const PhotoScene& scene, int corner);

/// The rim corner that becomes corner 1: least x + y in the unit square of the corners' bounding box, ties by
/// the least y.
int topLeftCorner(const std::array<Vec2, 4>& corners);

/// Size and pose of the same box in the frame that starts at corner `start`.
std::pair<BoxSize, BoxPose> renumbered(const BoxSize& size, const BoxPose& pose, int start);

} // namespace fillscope
