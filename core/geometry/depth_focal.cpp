#include "core/geometry/depth_focal.h"
#include "core/geometry/linear_solve.h"
#include <algorithm>
#include <cmath>
#include <vector>

namespace fillscope {

namespace {

struct RimSample {
  Vec2 at; // pixels from the principal point
  double inverse = 0;
};

// The nearest surface across the rim line: its top, or the upper end of a wall.
std::vector<RimSample> samplesAlong(const RimCorners& corners, const DepthMap& depth, Vec2 middle) {
  constexpr int reach = 3; // pixels
  const bool inverse = depth.kind == DepthKind::inverse;
  std::vector<RimSample> samples;
  for (int k = 0; k < 4; ++k) {
    const Vec2 a = pixelFromPicture(corners[k]), side = pixelFromPicture(corners[(k + 1) % 4]) - a;
    const double length = norm(side);
    const Vec2 across{-side.y / length, side.x / length};
    const int steps = std::clamp(int(length / 2), 8, 1000);
    for (int s = steps / 20 + 1; s < steps - steps / 20; ++s) {
      const Vec2 on = a + (double(s) / steps) * side;
      double nearest = 0;
      for (int o = -reach; o <= reach; ++o) {
        const Vec2 p = on + double(o) * across;
        const int x = int(std::lround(std::clamp(p.x, -10.0, 1e6))),
                  y = int(std::lround(std::clamp(p.y, -10.0, 1e6)));
        if (!depth.values.contains(x, y) || !depth.isMeasuredAt(x, y)) continue;
        const double value = depth.values.at(x, y);
        nearest = std::max(nearest, inverse ? value : 1 / value);
      }
      if (nearest > 0) samples.push_back({on - middle, nearest});
    }
  }
  return samples;
}

} // namespace

std::optional<double> focalFromRimDepth(const RimCorners& corners, const DepthMap& depth, Vec2 middle,
                                        const BoxSize& size) {
  const std::vector<RimSample> samples = samplesAlong(corners, depth, middle);
  if (samples.size() < 40) return std::nullopt;
  std::vector<double> sorted;
  for (const RimSample& s : samples)
    sorted.push_back(s.inverse);
  std::nth_element(sorted.begin(), sorted.begin() + std::ptrdiff_t(sorted.size() / 2), sorted.end());
  std::array<double, 3> plane{sorted[sorted.size() / 2], 0, 0};
  double gate = 0.25;
  for (int iteration = 0; iteration < 12; ++iteration) {
    std::array<std::array<double, 3>, 3> m{};
    std::array<double, 3> r{};
    int used = 0;
    for (const RimSample& s : samples) {
      const std::array<double, 3> q{1, s.at.x, s.at.y};
      const double here = plane[0] + plane[1] * q[1] + plane[2] * q[2],
                   off = (s.inverse - here) / (gate * here);
      if (!(std::abs(off) < 1)) continue;
      const double weight = (1 - off * off) * (1 - off * off);
      for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j)
          m[i][j] += weight * q[i] * q[j];
        r[i] += weight * q[i] * s.inverse;
      }
      ++used;
    }
    if (used < 40 || 3 * used < int(samples.size()) || !solveLinear(m, r)) return std::nullopt;
    plane = r;
    gate = std::max(0.02, 0.75 * gate);
  }
  // |z_i p_i − z_j p_j|² / f² + (z_i − z_j)² = side²
  double across = 0, along = 0;
  for (int k = 0; k < 4; ++k) {
    const Vec2 p = pixelFromPicture(corners[k]) - middle, q = pixelFromPicture(corners[(k + 1) % 4]) - middle;
    const double ip = plane[0] + plane[1] * p.x + plane[2] * p.y,
                 iq = plane[0] + plane[1] * q.x + plane[2] * q.y;
    if (!(ip > 1e-6) || !(iq > 1e-6)) return std::nullopt;
    const Vec2 d = (1 / ip) * p - (1 / iq) * q;
    const double side = k % 2 == 0 ? size.first : size.second, fall = 1 / ip - 1 / iq;
    across += dot(d, d);
    along += side * side - fall * fall;
  }
  if (!(along > 0)) return std::nullopt;
  return std::sqrt(across / along);
}

} // namespace fillscope
