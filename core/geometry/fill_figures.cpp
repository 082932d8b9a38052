#include "core/geometry/fill_figures.h"
#include <algorithm>
#include <cmath>

namespace fillscope {

double highestAbove(const std::vector<BoxPoint>& points, double depth, double noise, double eyeHeight) {
  std::vector<float> above;
  const double least = std::max(0.01 * depth, 3 * noise);
  for (const BoxPoint& point : points)
    if (point.p.z < -least) above.push_back(float(-point.p.z));
  if (above.size() < std::max<std::size_t>(12, points.size() / 500)) return 0;
  const auto top = above.begin() + std::ptrdiff_t(above.size() * 995 / 1000);
  std::nth_element(above.begin(), top, above.end());
  return std::min(double(*top) * 1.1, 0.95 * eyeHeight);
}

std::optional<double> lidHeight(const ContentMap& map, const BoxShape& shape, double noise, double margin) {
  std::vector<float> heights;
  for (std::size_t k = 0; k < map.base.size(); ++k)
    if (!map.unseen[k] && map.base[k] - map.estimate[k] > std::max(0.004, 3 * noise))
      heights.push_back(float(shape.depth) - map.estimate[k]);
  // What covers less than a thousandth of the floor plan is a stray measurement, no content.
  const std::size_t stray = std::max<std::size_t>(4, map.base.size() / 1000);
  if (heights.size() < stray) return margin;
  const std::size_t above = std::max(stray, heights.size() / 200);
  const auto at = heights.end() - std::ptrdiff_t(std::min(above, heights.size()));
  std::nth_element(heights.begin(), at, heights.end());
  return *at + margin;
}

double highAboveUnknownFloor(double high, const BoxShape& shape) {
  const double deepest = std::sqrt(shape.first * shape.second);
  if (deepest <= shape.depth) return high;
  return std::min(100.0, 100 * (high / 100 * shape.depth + deepest - shape.depth) / deepest);
}

HeightMap heightsOf(const ContentMap& map, const BoxShape& shape, int perCell) {
  HeightMap out;
  const int nx = map.nx / perCell, ny = map.ny / perCell;
  out.height = out.lower = out.upper = out.floor = Raster<float>(nx, ny);
  out.state = Raster<std::uint8_t>(nx, ny);
  out.cellX = map.stepX * perCell;
  out.cellY = map.stepY * perCell;
  out.depth = shape.depth;
  const float share = 1.0f / float(perCell * perCell), depth = float(shape.depth);
  for (int j = 0; j < ny; ++j)
    for (int i = 0; i < nx; ++i) {
      float height = 0, lower = 0, upper = 0, floor = 0;
      int unseen = 0;
      for (int b = 0; b < perCell; ++b)
        for (int a = 0; a < perCell; ++a) {
          const std::size_t k = map.index(i * perCell + a, j * perCell + b);
          height += depth - map.estimate[k];
          lower += depth - map.lowest[k];
          upper += depth - map.highest[k];
          floor += depth - map.base[k];
          unseen += map.unseen[k];
        }
      out.height.at(i, j) = std::max(0.0f, share * height);
      out.lower.at(i, j) = std::max(0.0f, share * lower);
      out.upper.at(i, j) = std::max(0.0f, share * upper);
      out.floor.at(i, j) = share * floor;
      out.state.at(i, j) =
          std::uint8_t(2 * unseen > perCell * perCell ? CellState::hidden : CellState::observed);
    }
  return out;
}

} // namespace fillscope
