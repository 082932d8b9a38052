#include "core/geometry/box_view.h"
#include <cmath>

namespace fillscope {

PixelSpan spanInside(const RimCorners& corners, int y, int width) {
  const double at = y + 0.5;
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (int k = 0; k < 4; ++k) {
    const Vec2 a = corners[k], b = corners[(k + 1) % 4];
    if ((a.y <= at) == (b.y <= at)) continue;
    const double x = a.x + (at - a.y) / (b.y - a.y) * (b.x - a.x);
    low = std::min(low, x);
    high = std::max(high, x);
  }
  if (!(low < high)) return {};
  const double begin = std::ceil(std::clamp(low - 0.5, -1.0, double(width)));
  const double end = std::ceil(std::clamp(high - 0.5, -1.0, double(width)));
  return {std::max(0, int(begin)), std::max(0, int(end))};
}

double distanceInside(const RimCorners& corners, Vec2 p) {
  double nearest = std::numeric_limits<double>::infinity();
  bool inside = true;
  for (int k = 0; k < 4; ++k) {
    const Vec2 a = corners[k], side = corners[(k + 1) % 4] - a;
    const double length = norm(side), along = std::clamp(dot(p - a, side) / (length * length), 0.0, 1.0);
    inside = inside && cross(side, p - a) >= 0;
    nearest = std::min(nearest, norm(p - (a + along * side)));
  }
  return inside ? nearest : -nearest;
}

} // namespace fillscope
