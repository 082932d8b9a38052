#pragma once
// A box made by hand: 0.6 × 0.4 × 0.2 m seen from 1 m above its rim, tilted, with a block of known height in
// it.
#include "core/geometry/fill.h"
#include "core/geometry/point_cloud.h"
#include <cmath>
#include <limits>
#include <memory>

namespace fillscope::tests {

inline constexpr double blockHeight = 0.10;

/// Camera above the middle of the rim at distance 1 m from it, tilted by tilt radians towards the picture's
/// bottom.
inline BoxPose poseOver(const BoxSize& size, double tilt) {
  BoxPose pose;
  const double c = std::cos(tilt), s = std::sin(tilt);
  pose.rotation.columns = {Vec3{1, 0, 0}, Vec3{0, c, -s}, Vec3{0, s, c}};
  pose.translation = Vec3{0, 0, 1} - pose.rotation * Vec3{size.first / 2, size.second / 2, 0};
  return pose;
}

/// The floor, a block over its left half, and the ground around the box; red is the block, green the floor,
/// blue the rest.
struct SmallBox {
  BoxSize size{0.6, 0.4, 0.2};
  CameraIntrinsics camera;
  FillReport report;
  std::shared_ptr<PointCloud> cloud = std::make_shared<PointCloud>();

  explicit SmallBox(int width = 160, int height = 120, double tilt = 0.35) {
    camera = CameraIntrinsics::fromFieldOfView(1.0, width, height);
    report.size = size;
    report.camera = camera;
    report.rim = {poseOver(size, tilt), size.first, size.second, 0.0, true};
    cloud->xyz = Raster<float>(width, height, 3, std::numeric_limits<float>::quiet_NaN());
    cloud->colour = Image(width, height, 3);
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        put(x, y);
    fillHeights();
  }

 private:
  void put(int x, int y) {
    const BoxPose& pose = report.rim.pose;
    const Vec3 ray = camera.ray({double(x), double(y)});
    const Vec3 eye = pose.toBox({0, 0, 0}), way = transposedTimes(pose.rotation, ray);
    const auto at = [&](double z) { return eye + ((z - eye.z) / way.z) * way; };
    Vec3 hit = at(size.depth - blockHeight);
    std::array<std::uint8_t, 3> colour{200, 20, 20};
    if (!(hit.x >= 0 && hit.x <= size.first / 2 && hit.y >= 0 && hit.y <= size.second)) {
      hit = at(size.depth);
      const bool inside = hit.x >= 0 && hit.x <= size.first && hit.y >= 0 && hit.y <= size.second;
      colour = inside ? std::array<std::uint8_t, 3>{20, 180, 20} : std::array<std::uint8_t, 3>{20, 20, 200};
    }
    const Vec3 point = pose.toCamera(hit);
    float* to = cloud->xyz.row(y) + x * 3;
    to[0] = float(point.x);
    to[1] = float(point.y);
    to[2] = float(point.z);
    for (int c = 0; c < 3; ++c)
      cloud->colour.at(x, y, c) = colour[std::size_t(c)];
  }

  /// 1 cm cells; the last columns on the right are hidden.
  void fillHeights() {
    HeightMap& h = report.heights;
    const int w = 60, rows = 40;
    h.height = h.lower = h.upper = h.floor = Raster<float>(w, rows);
    h.state = Raster<std::uint8_t>(w, rows);
    h.cellX = h.cellY = 0.01;
    h.depth = size.depth;
    for (int j = 0; j < rows; ++j)
      for (int i = 0; i < w; ++i) {
        const bool hidden = i >= 56;
        h.height.at(i, j) = h.lower.at(i, j) = h.upper.at(i, j) = i < 30 ? float(blockHeight) : 0;
        if (hidden) h.upper.at(i, j) = 0.15f;
        h.state.at(i, j) = std::uint8_t(hidden ? CellState::hidden : CellState::observed);
      }
  }
};

} // namespace fillscope::tests
