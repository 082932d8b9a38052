#pragma once
// Where to look at a cloud from, and what of it fits into the picture. Private to this folder.
#include "core/base/result.h"
#include "core/geometry/cloud_picture.h"

namespace fillscope {

/// A pinhole camera before the cloud: a point of it, times scale, less eye, along the axes. Metres.
struct CloudFrame {
  Mat3 axes; ///< right, down, away from the camera
  Vec3 eye;
  double scale = 1;
  double nearest = 0; ///< depth in front of which nothing is taken
  double spacing = 0; ///< about how far the points lie apart, as a slope of rays
  CameraIntrinsics camera;

  Vec3 toCamera(Vec3 cloudPoint) const { return transposedTimes(axes, scale * cloudPoint - eye); }
};

/// Errors: badInput (no extent; nothing before the camera).
Result<CloudFrame> frameOf(const ScatteredCloud& cloud, UpAxis up, const CloudViewOptions& options);

} // namespace fillscope
