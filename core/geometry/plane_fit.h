#pragma once
// A plane through a part of a depth map, and how far its points are from it: on a wall or a table it says how
// good a depth camera is.
#include "core/base/progress.h"
#include "core/geometry/camera.h"
#include "core/imaging/depth_map.h"

namespace fillscope {

/// Whole pixels of a picture.
struct PixelArea {
  int x = 0, y = 0, width = 0, height = 0;
  friend bool operator==(const PixelArea&, const PixelArea&) = default;
};
/// The part of the area that lies in a picture of that size; of no width or height where there is none.
PixelArea clipped(PixelArea area, int width, int height);

struct PlaneFit {
  PixelArea area;
  Vec3 normal;       ///< camera frame, length 1, towards the camera
  double offset = 0; ///< metres from the camera to the plane, along the normal
  double depth = 0;  ///< metres along the optical axis, where the plane is seen in the middle of the area
  double tilt = 0;   ///< radians between the normal and the optical axis
  double rms = 0;    ///< of the points that count, along the normal, metres: the plane-fit RMSE
  double meanAbs = 0, p95 = 0;                    ///< likewise; p95 of the amounts
  std::size_t pixels = 0, measured = 0, used = 0; ///< of the area; used: measured but what is trimmed
  /// Metres along the normal, more than 0 in front of the plane; NaN where nothing is measured. The area's
  /// size.
  Raster<float> deviation;
  double measuredShare() const { return static_cast<double>(measured) / static_cast<double>(pixels); }
};

struct PlaneFitOptions {
  /// Share of the measured points, 0 to 0.4, left out at each end: those farthest in front of the plane and
  /// farthest behind it count neither for it nor for its figures.
  double trim = 0;
  double k1 = 0; ///< of the lens (lens.h)
};

/// Least squares of the distances along the normal: the eigenvector of the least eigenvalue of the points'
/// covariance. With trim, refitted to what is left until the choice settles. depth: metric; camera: for its
/// size. Pure; any thread. Errors: badInput (not metric, no camera, the area lies outside, fewer than three
/// points measured, or all of them on one line), cancelled.
Result<PlaneFit> fitPlane(const DepthMap& depth, const CameraIntrinsics& camera, PixelArea area,
                          const PlaneFitOptions& options = {}, const Progress& progress = {});

} // namespace fillscope
