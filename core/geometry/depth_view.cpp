#include "core/geometry/depth_view.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

constexpr double steepest = 15; ///< slope of a surface between neighbours; what is steeper is an edge

/// A measured pixel in the other camera: its place, and 1/z, which is linear over a plane there.
struct Vertex {
  double x = 0, y = 0, inverse = 0; ///< inverse: 0 where there is none
  float depth = 0;                  ///< as the depth camera measured it
};

class DepthView {
 public:
  DepthView(const CameraIntrinsics& camera, const DepthMap& depth, const LensCamera& depthCamera,
            const RigidMotion& toCamera)
      : camera_(camera)
      , depth_(depth.values)
      , depthCamera_(depthCamera)
      , depthIntrinsics_(depthCamera.camera.scaledTo(depth.width(), depth.height()))
      , toCamera_(toCamera)
      , inverse_(camera.width, camera.height)
      , footprint_(1 / std::min(depthIntrinsics_.fx, depthIntrinsics_.fy)) {}

  Raster<float> run() {
    if (depth_.width() < 2 || depth_.height() < 2) return inverse_;
    std::vector<Vertex> above = rowOf(0), below;
    for (int y = 1; y < depth_.height(); ++y, std::swap(above, below)) {
      below = rowOf(y);
      for (std::size_t x = 1; x < below.size(); ++x)
        fillBetween(above[x - 1], above[x], below[x - 1], below[x]);
    }
    for (std::size_t i = 0; i < inverse_.pixelCount(); ++i)
      if (inverse_.data()[i] > 0) inverse_.data()[i] = 1 / inverse_.data()[i];
    return inverse_;
  }

 private:
  std::vector<Vertex> rowOf(int y) {
    std::vector<Vertex> row(static_cast<std::size_t>(depth_.width()));
    for (int x = 0; x < depth_.width(); ++x) {
      const float z = depth_.at(x, y);
      if (!DepthMap::isMeasured(z)) continue;
      const Vec3 seen = depthIntrinsics_.ray({double(x), double(y)});
      const Vec2 ray = depthCamera_.rayOf({seen.x, seen.y});
      const Vec3 p = toCamera_(double(z) * Vec3{ray.x, ray.y, 1});
      if (!(p.z > 1e-3)) continue;
      const Vec2 at = camera_.project(p);
      if (std::isfinite(at.x) && std::isfinite(at.y))
        row[static_cast<std::size_t>(x)] = {at.x, at.y, 1 / p.z, z};
    }
    return row;
  }

  /// The square of four neighbours as two triangles: of the two ways to cut it the one across the diagonal
  /// whose ends are more alike.
  void fillBetween(const Vertex& a, const Vertex& b, const Vertex& c, const Vertex& d) {
    const bool alongAd = std::abs(a.inverse - d.inverse) <= std::abs(b.inverse - c.inverse);
    const bool whole = a.inverse > 0 && b.inverse > 0 && c.inverse > 0 && d.inverse > 0;
    if (whole ? alongAd : a.inverse > 0 && d.inverse > 0) {
      fill(a, b, d);
      fill(a, d, c);
    } else {
      fill(a, b, c);
      fill(b, d, c);
    }
  }

  bool isSurface(const Vertex& a, const Vertex& b, const Vertex& c) const {
    if (!(a.inverse > 0 && b.inverse > 0 && c.inverse > 0)) return false;
    const auto [near, far] = std::minmax({a.depth, b.depth, c.depth});
    return far - near <= steepest * footprint_ * near;
  }

  void fill(const Vertex& a, const Vertex& b, const Vertex& c) {
    if (!isSurface(a, b, c)) return;
    const double area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    if (!(area > 1e-12)) return; // seen from behind, or edge on
    const auto first = [](double least) { return static_cast<int>(std::max(0.0, std::ceil(least - 1e-9))); };
    const auto last = [](double most, int size) {
      return static_cast<int>(std::clamp(std::floor(most + 1e-9), -1.0, size - 1.0));
    };
    const auto [left, right] = std::minmax({a.x, b.x, c.x});
    const auto [top, bottom] = std::minmax({a.y, b.y, c.y});
    if (!(left < camera_.width && top < camera_.height && right > -1 && bottom > -1)) return;
    for (int y = first(top), y1 = last(bottom, camera_.height); y <= y1; ++y)
      for (int x = first(left), x1 = last(right, camera_.width); x <= x1; ++x) {
        const double u = ((x - a.x) * (c.y - a.y) - (y - a.y) * (c.x - a.x)) / area;
        const double v = ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)) / area;
        if (u < -1e-9 || v < -1e-9 || u + v > 1 + 1e-9) continue;
        const double inverse = a.inverse + u * (b.inverse - a.inverse) + v * (c.inverse - a.inverse);
        float& nearest = inverse_.at(x, y);
        nearest = std::max(nearest, static_cast<float>(inverse));
      }
  }

  const CameraIntrinsics& camera_;
  const Raster<float>& depth_;
  const LensCamera& depthCamera_;
  CameraIntrinsics depthIntrinsics_;
  const RigidMotion& toCamera_;
  Raster<float> inverse_;
  double footprint_; ///< of a pixel at a distance of 1
};

} // namespace

RigidMotion RigidMotion::inverse() const {
  RigidMotion back;
  const auto& [x, y, z] = rotation.columns;
  back.rotation.columns = {Vec3{x.x, y.x, z.x}, Vec3{x.y, y.y, z.y}, Vec3{x.z, y.z, z.z}};
  back.translation = -(back.rotation * translation);
  return back;
}

RigidMotion operator*(const RigidMotion& a, const RigidMotion& b) {
  RigidMotion both;
  for (std::size_t i = 0; i < 3; ++i)
    both.rotation.columns[i] = a.rotation * b.rotation.columns[i];
  both.translation = a(b.translation);
  return both;
}

std::optional<Mat3> rotationOf(double x, double y, double z, double w) {
  const double length = std::sqrt(x * x + y * y + z * z + w * w);
  if (!(length > 1e-9) || !std::isfinite(length)) return {};
  x /= length, y /= length, z /= length, w /= length;
  Mat3 rotation;
  rotation.columns = {Vec3{1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w)},
                      Vec3{2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w)},
                      Vec3{2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)}};
  return rotation;
}

DepthMap depthSeenFrom(const CameraIntrinsics& camera, const DepthMap& depth, const LensCamera& depthCamera,
                       const RigidMotion& toCamera) {
  DepthMap seen = depth;
  seen.values = DepthView(camera, depth, depthCamera, toCamera).run();
  return seen;
}

} // namespace fillscope
