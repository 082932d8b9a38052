#pragma once
// Samples of an empty or filled box whose every value follows from a formula, written without the code under
// test.
#include "core/learning/training_sample.h"
#include "tests/core/geometry/pose_support.h"
#include <cmath>
#include <numbers>

namespace fillscope::test {

struct BoxCase {
  BoxSize size{0.5, 0.35, 0.3};
  double fill = 0; ///< level, share of the depth
  double height = 0.9, tilt = 0.3, roll = 0.1, yaw = 0.2;
  double focalX = 240, focalY = 240, cx = 131, cy = 92;
  double k1 = 0;
  int width = 256, height2d = 192;
};

/// Undistorted radius by bisection.
inline Vec3 rayThrough(const BoxCase& c, double px, double py) {
  const double x = (px - c.cx) / c.focalX, y = (py - c.cy) / c.focalY, far = std::hypot(x, y);
  double low = 0, high = 2 * far + 1e-12;
  for (int n = 0; n < 80; ++n) {
    const double r = 0.5 * (low + high);
    (r * (1 + c.k1 * r * r) < far ? low : high) = r;
  }
  const double factor = far > 0 ? low / far : 1;
  return {x * factor, y * factor, 1};
}

/// Inside of the box filled level, ground plane at the rim's height around it.
inline TrainingSample boxSample(const BoxCase& c) {
  const BoxPose pose = poseOver(c.size.first, c.size.second, c.height, c.tilt, c.roll, c.yaw);
  TrainingSample sample;
  sample.name = "box";
  sample.camera = CameraIntrinsics{c.focalX, c.focalY, c.cx, c.cy, c.width, c.height2d};
  sample.k1 = c.k1;
  sample.size = c.size;
  sample.fillPercent = 100 * c.fill;
  sample.image = Image(c.width, c.height2d, 3);
  sample.depth.values = Raster<float>(c.width, c.height2d);
  sample.content = Mask(c.width, c.height2d);
  const double floorZ = c.size.depth * (1 - c.fill);
  const Vec3 eye = pose.toBox({0, 0, 0});
  for (int y = 0; y < c.height2d; ++y)
    for (int x = 0; x < c.width; ++x) {
      const Vec3 d = transposedTimes(pose.rotation, rayThrough(c, x, y));
      double t = -eye.z / d.z; // depth at the rim plane
      const Vec3 rim = eye + t * d;
      if (rim.x > 0 && rim.y > 0 && rim.x < c.size.first && rim.y < c.size.second) {
        t = (floorZ - eye.z) / d.z;
        for (const double wall : {0.0, c.size.first})
          if ((wall - rim.x) * d.x > 0) t = std::min(t, (wall - eye.x) / d.x);
        for (const double wall : {0.0, c.size.second})
          if ((wall - rim.y) * d.y > 0) t = std::min(t, (wall - eye.y) / d.y);
        const Vec3 hit = eye + t * d;
        sample.content.at(x, y) = c.fill > 0 && std::abs(hit.z - floorZ) < 1e-9;
        sample.image.at(x, y, 0) = static_cast<std::uint8_t>(255 * hit.x / c.size.first);
        sample.image.at(x, y, 1) = static_cast<std::uint8_t>(255 * hit.y / c.size.second);
        sample.image.at(x, y, 2) = static_cast<std::uint8_t>(200 * hit.z / c.size.depth);
      }
      sample.depth.values.at(x, y) = static_cast<float>(t);
    }
  for (const Vec3 corner : {Vec3{0, 0, 0}, Vec3{c.size.first, 0, 0}, Vec3{c.size.first, c.size.second, 0},
                            Vec3{0, c.size.second, 0}}) {
    const Vec3 p = pose.toCamera(corner);
    const double u = p.x / p.z, v = p.y / p.z, factor = 1 + c.k1 * (u * u + v * v);
    const Vec2 at{c.focalX * factor * u + c.cx + 0.5, c.focalY * factor * v + c.cy + 0.5};
    const bool inside = at.x >= 0 && at.y >= 0 && at.x < c.width && at.y < c.height2d;
    sample.keypoints.push_back({at, inside ? KeypointVisibility::visible : KeypointVisibility::outside});
  }
  return sample;
}

} // namespace fillscope::test
