#pragma once
// Lenses as calibrations of depth cameras describe them, with all their terms. lens.h knows the one term that
// pictures and projects keep.
#include "core/geometry/camera.h"
#include "core/imaging/raster.h"
#include <array>
#include <optional>
#include <string_view>

namespace fillscope {

enum class LensModel {
  none,
  brown,   ///< k1 k2 p1 p2 k3 k4 k5 k6, as OpenCV: where a ray appears
  fisheye, ///< k1 k2 k3 k4 of the angle, as OpenCV's fisheye
};
/// "plumb_bob", "rational_polynomial", "equidistant" (ROS), "Brown Conrady", "Inverse Brown Conrady" and
/// "Kannala Brandt4" (RealSense), however written; nothing for others. "" and "None" are none.
std::optional<LensModel> lensModelNamed(std::string_view name);

/// A camera with its lens.
struct LensCamera {
  CameraIntrinsics camera;
  LensModel model = LensModel::none;
  std::array<double, 8> terms{};
  friend bool operator==(const LensCamera&, const LensCamera&) = default;

  bool isStraight() const; ///< shows straight lines straight
  /// A ray (z = 1) as x, y, and where it appears, as if it were one; and back, by iteration.
  Vec2 appears(Vec2 ray) const;
  Vec2 rayOf(Vec2 appearance) const;
};

/// The picture that a camera of the same matrix without the lens would have taken; black where the lens did
/// not look. Grey or RGB.
Image straightened(const Image& image, const LensCamera& camera);

} // namespace fillscope
