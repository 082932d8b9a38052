#include "core/imaging/polygon_mask.h"
#include <algorithm>
#include <cmath>

namespace fillscope {

void fillPolygon(Mask& mask, const std::vector<Vec2>& polygon) {
  if (polygon.size() < 3) return;
  const auto [top, bottom] = std::minmax_element(polygon.begin(), polygon.end(),
                                                 [](const Vec2& a, const Vec2& b) { return a.y < b.y; });
  /// The first pixel whose centre lies at or beyond.
  const auto pixelFrom = [](double place, int count) {
    return static_cast<int>(std::ceil(std::clamp(place - 0.5, 0.0, double(count))));
  };
  std::vector<double> crossings;
  const int last = pixelFrom(bottom->y, mask.height());
  for (int y = pixelFrom(top->y, mask.height()); y < last; ++y) {
    const double middle = y + 0.5;
    crossings.clear();
    for (std::size_t i = 0; i < polygon.size(); ++i) {
      const Vec2 a = polygon[i], b = polygon[(i + 1) % polygon.size()];
      if ((a.y <= middle) == (b.y <= middle)) continue;
      crossings.push_back(a.x + (middle - a.y) * (b.x - a.x) / (b.y - a.y));
    }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t k = 0; k + 1 < crossings.size(); k += 2)
      std::fill(mask.row(y) + pixelFrom(crossings[k], mask.width()),
                mask.row(y) + pixelFrom(crossings[k + 1], mask.width()), std::uint8_t{1});
  }
}

Mask polygonMask(const std::vector<Vec2>& polygon, int width, int height) {
  Mask mask(width, height);
  fillPolygon(mask, polygon);
  return mask;
}

} // namespace fillscope
