#pragma once
// Poses and corners for geometry tests, written without the code under test.
#include "core/geometry/box.h"

namespace fillscope::test {

/// Camera at height above the middle of a rim of the given sides, tilted about the box's x axis, then turned
/// about the box's z axis (yaw) and about the optical axis (roll).
inline BoxPose poseOver(double first, double second, double height, double tilt, double roll,
                        double yaw = 0) {
  const auto about = [](Vec3 v, int axis, double angle) -> Vec3 {
    const double c = std::cos(angle), s = std::sin(angle);
    if (axis == 0) return {v.x, c * v.y - s * v.z, s * v.y + c * v.z};
    return {c * v.x - s * v.y, s * v.x + c * v.y, v.z};
  };
  BoxPose pose;
  for (Vec3& axis : pose.rotation.columns)
    axis = about(about(about(axis, 2, yaw), 0, tilt), 2, roll);
  pose.translation = Vec3{0, 0, height} - pose.rotation * Vec3{0.5 * first, 0.5 * second, 0};
  return pose;
}

inline RimCorners cornersOf(const BoxPose& pose, double first, double second,
                            const CameraIntrinsics& camera) {
  const std::array<Vec3, 4> rim{Vec3{0, 0, 0}, Vec3{first, 0, 0}, Vec3{first, second, 0}, Vec3{0, second, 0}};
  RimCorners corners;
  for (int k = 0; k < 4; ++k)
    corners[k] = pictureFromPixel(camera.project(pose.toCamera(rim[k])));
  return corners;
}

inline double largestDifference(const Mat3& a, const Mat3& b) {
  double most = 0;
  for (int k = 0; k < 3; ++k)
    most = std::max(most, norm(a.columns[k] - b.columns[k]));
  return most;
}

} // namespace fillscope::test
