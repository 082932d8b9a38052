#include "core/geometry/rim_level.h"
#include "core/geometry/linear_solve.h"
#include <cmath>
#include <random>

namespace fillscope {

namespace {

struct Plane {
  double a = 0, b = 0, c = 0;
}; // z = a + b·x + c·y in the box frame

constexpr double clearTilt = 0.02; // below about a degree corners and depth agree as well as can be

std::vector<Vec3> pointsOnRim(const RimPose& rim, const DepthMap& depth, const Alignment& alignment,
                              const RimCorners& corners, const CameraIntrinsics& camera,
                              std::array<bool, 4>& sides) {
  std::vector<Vec3> points;
  const double near = 0.1 * std::min(rim.first, rim.second);
  for (int k = 0; k < 4; ++k) {
    const Vec2 a = corners[k], side = corners[(k + 1) % 4] - a;
    const double length = norm(side);
    const Vec2 across{-side.y / length, side.x / length};
    const int steps = std::clamp(int(length / 2), 8, 2000);
    int tried = 0, found = 0;
    for (int s = 1; s < steps; ++s) {
      for (int offset = -2; offset <= 2; ++offset) {
        const Vec2 p = a + (double(s) / steps) * side + double(offset) * across;
        if (!(std::abs(p.x) < 1e6 && std::abs(p.y) < 1e6)) continue;
        const int x = int(std::floor(p.x)), y = int(std::floor(p.y));
        if (!depth.values.contains(x, y)) continue;
        ++tried;
        if (!depth.isMeasuredAt(x, y)) continue;
        const double inverse = alignment.inverse(depth.values.at(x, y));
        if (!(inverse > 1e-6)) continue;
        const Vec3 q = rim.pose.toBox((1 / inverse) * camera.ray({double(x), double(y)}));
        if (std::abs(q.z) > near) continue;
        points.push_back(q);
        ++found;
      }
    }
    sides[std::size_t(k)] = found > 60 && found > tried / 5;
  }
  return points;
}

bool fitThrough(const std::vector<Vec3>& points, const std::vector<double>& weights, Plane& plane) {
  std::array<std::array<double, 3>, 3> m{};
  std::array<double, 3> r{};
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::array<double, 3> q{1, points[i].x, points[i].y};
    for (int u = 0; u < 3; ++u) {
      for (int v = 0; v < 3; ++v)
        m[u][v] += weights[i] * q[u] * q[v];
      r[u] += weights[i] * q[u] * points[i].z;
    }
  }
  if (!solveLinear(m, r)) return false;
  plane = {r[0], r[1], r[2]};
  return true;
}

} // namespace

bool levelOnRim(RimPose& rim, const DepthMap& depth, const Alignment& alignment, const RimCorners& corners,
                const CameraIntrinsics& camera) {
  std::array<bool, 4> sides{};
  const std::vector<Vec3> points = pointsOnRim(rim, depth, alignment, corners, camera, sides);
  if (sides[0] + sides[1] + sides[2] + sides[3] < 3) return false; // two sides leave the plane free to swing
  const double width = 0.015 * std::min(rim.first, rim.second);
  Plane best;
  std::size_t most = 0;
  std::mt19937 random(4);
  for (int trial = 0; trial < 200; ++trial) {
    const Vec3 p = points[random() % points.size()], q = points[random() % points.size()],
               r = points[random() % points.size()];
    const Vec3 n = cross(q - p, r - p);
    if (std::abs(n.z) < 0.02 * rim.first * rim.second) continue;
    const Plane plane{(dot(n, p)) / n.z, -n.x / n.z, -n.y / n.z};
    if (std::hypot(plane.b, plane.c) > 0.2) continue;
    std::size_t count = 0;
    for (std::size_t i = 0; i < points.size(); i += 4)
      count += std::abs(points[i].z - plane.a - plane.b * points[i].x - plane.c * points[i].y) < width;
    if (count > most) most = count, best = plane;
  }
  if (4 * most < points.size() / 2) return false;
  std::vector<double> weights(points.size());
  for (int iteration = 0; iteration < 6; ++iteration) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      const double share =
          (points[i].z - best.a - best.b * points[i].x - best.c * points[i].y) / (1.5 * width);
      weights[i] = std::abs(share) < 1 ? (1 - share * share) * (1 - share * share) : 0;
    }
    if (!fitThrough(points, weights, best)) return false;
  }
  const double tilt = std::hypot(best.b, best.c);
  if (tilt < clearTilt || tilt > 0.2) return false;

  const Vec3 normal = normalized(rim.pose.rotation * Vec3{-best.b, -best.c, 1});
  const double offset = dot(normal, rim.pose.toCamera({0, 0, best.a}));
  std::array<Vec3, 4> q;
  for (int k = 0; k < 4; ++k) {
    const Vec3 ray = camera.ray(pixelFromPicture(corners[k]));
    const double along = dot(normal, ray);
    if (!(along > 1e-6)) return false;
    q[k] = (offset / along) * ray;
  }
  const Vec3 x = q[1] - q[0] + (q[2] - q[3]), y = cross(normal, normalized(x));
  RimPose level = rim;
  level.pose.rotation = {{normalized(x), y, normal}};
  level.first = 0.5 * norm(x);
  level.second = 0.5 * dot(q[3] - q[0] + (q[2] - q[1]), y);
  if (!(level.second > 0)) return false;
  const Vec3 middle = 0.25 * (q[0] + q[1] + q[2] + q[3]);
  level.pose.translation = middle - level.pose.rotation * Vec3{0.5 * level.first, 0.5 * level.second, 0};
  double sum = 0;
  const std::array<Vec3, 4> ideal{
      Vec3{0, 0, 0}, {level.first, 0, 0}, {level.first, level.second, 0}, {0, level.second, 0}};
  for (int k = 0; k < 4; ++k) {
    const Vec2 miss = camera.project(level.pose.toCamera(ideal[k])) - pixelFromPicture(corners[k]);
    sum += dot(miss, miss);
  }
  level.reprojectionError = std::sqrt(sum / 4);
  rim = level;
  return true;
}

} // namespace fillscope
