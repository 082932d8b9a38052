#include "widgets/vtk/cloud_lookup.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

/// Least squares of pixel = focal * slope + centre.
struct LineFit {
  double n = 0, s = 0, ss = 0, p = 0, sp = 0;
  void add(double slope, double pixel) {
    n += 1;
    s += slope;
    ss += slope * slope;
    p += pixel;
    sp += slope * pixel;
  }
  std::array<double, 2> focalAndCentre() const {
    const double spread = n * ss - s * s;
    if (n < 8 || spread < 1e-12 * n * n) return {0, 0};
    const double focal = (n * sp - s * p) / spread;
    return {focal, (p - focal * s) / n};
  }
};

} // namespace

CloudLookup::CloudLookup(std::shared_ptr<const PointCloud> cloud)
    : cloud_(std::move(cloud)) {
  LineFit columns, rows;
  const int step = std::max(1, std::min(cloud_->width(), cloud_->height()) / 100);
  for (int y = 0; y < cloud_->height(); y += step)
    for (int x = 0; x < cloud_->width(); x += step)
      if (const auto point = pointOf(x, y)) {
        columns.add(point->x / point->z, x);
        rows.add(point->y / point->z, y);
      }
  const auto [fx, cx] = columns.focalAndCentre();
  const auto [fy, cy] = rows.focalAndCentre();
  camera_ = {fx, fy, cx, cy, cloud_->width(), cloud_->height()};
}

std::optional<Vec3> CloudLookup::pointOf(int x, int y) const {
  if (!cloud_->xyz.contains(x, y)) return {};
  const float* p = cloud_->xyz.row(y) + std::size_t(x) * 3;
  if (!std::isfinite(p[0]) || !std::isfinite(p[1]) || !std::isfinite(p[2]) || p[2] <= 0) return {};
  return Vec3{p[0], p[1], p[2]};
}

std::optional<std::array<int, 2>> CloudLookup::pixelOf(Vec3 place, double tolerance) const {
  if (!camera_.plausible() || place.z <= 0) return {};
  // A point is drawn several screen pixels wide, so the place may project beside its own pixel.
  constexpr int window = 3;
  constexpr int farthest = 100; // windows: more than the strongest lens bends
  const Vec2 pixel = camera_.project(place);
  const auto inside = [](double at, int size) {
    return int(std::lround(std::clamp(at, 0.0, double(size - 1))));
  };
  std::array<int, 2> middle{inside(pixel.x, cloud_->width()), inside(pixel.y, cloud_->height())};
  std::array<int, 2> best = middle;
  double closest = std::numeric_limits<double>::infinity();
  for (int step = 0; step < farthest; ++step) {
    for (int y = middle[1] - window; y <= middle[1] + window; ++y)
      for (int x = middle[0] - window; x <= middle[0] + window; ++x)
        if (const auto point = pointOf(x, y)) {
          const double off = norm(*point - place);
          if (off >= closest) continue;
          closest = off;
          best = {x, y};
        }
    if (best == middle) break;
    middle = best;
  }
  if (closest > tolerance) return {};
  return best;
}

} // namespace fillscope
