#include "core/inference/depth_tile.h"
#include "core/imaging/depth_map.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr double farthest = 1; ///< above the median, shares of it
constexpr float noGrey = 0.5f;
constexpr int reach = 3;             ///< pixels, of a neighbourhood
constexpr float sameSurface = 0.03f; ///< of the distance

float greyAt(const Image& picture, int x, int y) {
  if (picture.channels() == 1) return static_cast<float>(picture.at(x, y)) / 255.0f;
  const float red = picture.at(x, y, 0), green = picture.at(x, y, 1), blue = picture.at(x, y, 2);
  return (0.299f * red + 0.587f * green + 0.114f * blue) / 255.0f;
}

std::optional<double> medianOf(std::vector<float>& values) {
  if (values.empty()) return {};
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// How much farther (x, y) is measured than its neighbours on one surface; of the values in a tile alone.
double detailAt(const Raster<float>& depth, int left, int top, int right, int bottom, int x, int y) {
  const float own = depth.at(x, y);
  double sum = 0;
  int count = 0;
  for (int v = std::max(top, y - reach); v <= std::min(bottom - 1, y + reach); ++v) {
    const float* row = depth.row(v);
    for (int u = std::max(left, x - reach); u <= std::min(right - 1, x + reach); ++u)
      if (std::abs(row[u] - own) < sameSurface * own) sum += row[u] - own, ++count;
  }
  return count > 0 ? -sum / count : 0;
}

} // namespace

std::optional<DepthTile> depthTile(const Raster<float>& depth, const Image& picture, int left, int top,
                                   const DepthTileShape& shape) {
  const int right = std::min(shape.size, depth.width() - left),
            bottom = std::min(shape.size, depth.height() - top);
  std::vector<float> measured;
  for (int y = 0; y < bottom; ++y)
    for (int x = 0; x < right; ++x)
      if (const float z = depth.at(left + x, top + y); DepthMap::isMeasured(z)) measured.push_back(z);
  const auto median = medianOf(measured);
  if (!median) return {};

  const auto size = static_cast<std::size_t>(shape.size), plane = size * size;
  DepthTile tile{{{1, depthTilePlanes, shape.size, shape.size}, std::vector<float>(depthTilePlanes * plane)},
                 *median};
  std::vector<float>& values = tile.input.values;
  std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(2 * plane), plane, noGrey);
  for (int y = 0; y < bottom; ++y)
    for (int x = 0; x < right; ++x) {
      const std::size_t at = static_cast<std::size_t>(y) * size + static_cast<std::size_t>(x);
      if (const float z = depth.at(left + x, top + y); DepthMap::isMeasured(z)) {
        const double relative = relativeDepth(z, *median, shape.unit);
        values[at] = static_cast<float>(std::min(relative, farthest / shape.unit));
        values[plane + at] = 1;
        const double farther = detailAt(depth, left, top, left + right, top + bottom, left + x, top + y);
        values[3 * plane + at] = static_cast<float>(farther / (*median * shape.unit * detailShare));
      }
      if (!picture.empty()) values[2 * plane + at] = greyAt(picture, left + x, top + y);
    }
  return tile;
}

} // namespace fillscope
