#pragma once
// From a point in space back to the pixel that measured it.
#include "core/geometry/point_cloud.h"
#include <array>
#include <memory>
#include <optional>

namespace fillscope {

/// The organised cloud says itself with which camera it was made: columns are linear in x/z, rows in y/z, but
/// for what a lens bends. The line is fitted once, and leads to the neighbourhood; from there a look-up goes
/// from pixel to pixel while they come closer.
class CloudLookup {
 public:
  explicit CloudLookup(std::shared_ptr<const PointCloud> cloud);

  /// Pixel (x, y) of the measured point closest to a place in space, among those about its projection;
  /// nothing where the closest is further away than tolerance (the cloud's unit).
  std::optional<std::array<int, 2>> pixelOf(Vec3 place, double tolerance) const;
  /// Nothing where the pixel was not measured or lies outside.
  std::optional<Vec3> pointOf(int x, int y) const;

 private:
  std::shared_ptr<const PointCloud> cloud_;
  CameraIntrinsics camera_; ///< not plausible where too few points are measured
};

} // namespace fillscope
