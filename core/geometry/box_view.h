#pragma once
// The box as one camera sees it: rays in the box frame. Private to this folder.
#include "core/geometry/box.h"
#include <algorithm>
#include <limits>

namespace fillscope {

struct BoxView {
  CameraIntrinsics camera;
  BoxPose pose;
  double first = 0, second = 0; ///< rim sides, unit of the pose
  Vec3 eye;                     ///< camera centre in the box frame; z < 0: above the rim
  Vec3 rayX, rayY, rayOrigin; ///< direction of pixel (u, v) with optical depth 1: rayOrigin + u·rayX + v·rayY

  BoxView(const CameraIntrinsics& intrinsics, const RimPose& rim)
      : camera(intrinsics)
      , pose(rim.pose)
      , first(rim.first)
      , second(rim.second)
      , eye(rim.pose.toBox({0, 0, 0}))
      , rayX(transposedTimes(rim.pose.rotation, {1 / intrinsics.fx, 0, 0}))
      , rayY(transposedTimes(rim.pose.rotation, {0, 1 / intrinsics.fy, 0}))
      , rayOrigin(transposedTimes(rim.pose.rotation,
                                  {-intrinsics.cx / intrinsics.fx, -intrinsics.cy / intrinsics.fy, 1})) {}

  Vec3 direction(double u, double v) const { return rayOrigin + u * rayX + v * rayY; }
  /// Optical depth at which a ray meets the rim plane; infinity where it never does.
  double rimDepth(Vec3 direction) const {
    return direction.z > 1e-9 ? -eye.z / direction.z : std::numeric_limits<double>::infinity();
  }
  bool insideRim(double x, double y) const { return x >= 0 && y >= 0 && x <= first && y <= second; }
  /// Distance inwards from wall k; 0: x = 0, 1: y = 0, 2: x = first, 3: y = second.
  double fromWall(int k, double x, double y) const {
    return k == 0 ? x : k == 1 ? y : k == 2 ? first - x : second - y;
  }
  static double inwards(int k, Vec3 v) { return k == 0 ? v.x : k == 1 ? v.y : k == 2 ? -v.x : -v.y; }
  /// Deepest z over (x, y) whose line of sight still passes through the rim; infinity where nothing limits
  /// it.
  double sightLimit(double x, double y) const {
    double limit = std::numeric_limits<double>::infinity();
    for (int k = 0; k < 4; ++k) {
      const double outside = -fromWall(k, eye.x, eye.y); // how far the eye stands beyond this wall
      if (outside <= 0) continue;
      const double in = fromWall(k, x, y);
      limit = std::min(limit, -eye.z * in / outside); // similar triangles above and below the rim plane
    }
    return limit;
  }
};

/// The rows of pixels whose rays may cross the rim, and for each row the columns: x in [begin, end).
struct PixelSpan {
  int begin = 0, end = 0;
};

/// Columns of row y whose pixel centres lie inside the quadrilateral (continuous picture coordinates).
PixelSpan spanInside(const RimCorners& corners, int y, int width);
/// Signed distance in pixels from the nearest side of the quadrilateral: positive inside.
double distanceInside(const RimCorners& corners, Vec2 picture);

} // namespace fillscope
