#include "core/imaging/relief.h"
#include "core/imaging/colour_map.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

/// The mean of the measured pixels about each, so that a scanner's noise is no relief.
Raster<float> smoothed(const Raster<float>& depth) {
  Raster<float> result(depth.width(), depth.height());
  for (int y = 0; y < depth.height(); ++y)
    for (int x = 0; x < depth.width(); ++x) {
      const float own = depth.at(x, y);
      if (!DepthMap::isMeasured(own)) continue;
      float sum = 0, weight = 0;
      for (int v = std::max(0, y - 1); v <= std::min(depth.height() - 1, y + 1); ++v)
        for (int u = std::max(0, x - 1); u <= std::min(depth.width() - 1, x + 1); ++u) {
          const float value = depth.at(u, v);
          if (!DepthMap::isMeasured(value)) continue;
          const float share = (u == x ? 2.0f : 1.0f) * (v == y ? 2.0f : 1.0f);
          sum += share * value;
          weight += share;
        }
      result.at(x, y) = sum / weight;
    }
  return result;
}

constexpr double flatLight = 0.73; ///< on what faces the camera

class Slopes {
 public:
  Slopes(const Raster<float>& depth, double focal)
      : depth_(depth)
      , focal_(focal) {}

  /// 0: turned away from the light; 1: facing it.
  double light(int x, int y) const {
    const double right = slope(x, y, 1, 0), down = slope(x, y, 0, 1);
    constexpr double lightRight = -0.40, lightDown = -0.56; // towards the light, and flatLight to the camera
    const double length = std::sqrt(right * right + down * down + 1);
    return std::max(0.0, right * lightRight + down * lightDown + flatLight) / length;
  }

 private:
  double slope(int x, int y, int dx, int dy) const {
    const auto at = [&](int u, int v) -> double {
      return depth_.contains(u, v) && DepthMap::isMeasured(depth_.at(u, v)) ? depth_.at(u, v) : 0;
    };
    const double own = at(x, y), before = at(x - dx, y - dy), behind = at(x + dx, y + dy);
    const double pixel = own / focal_;
    if (before > 0 && behind > 0) return (behind - before) / (2 * pixel);
    if (behind > 0) return (behind - own) / pixel;
    return before > 0 ? (own - before) / pixel : 0;
  }

  const Raster<float>& depth_;
  double focal_;
};

} // namespace

Image reliefOf(const DepthMap& depth, double focal) {
  const auto [near, far] = percentileRange(depth.values, true, 0.01, 0.99);
  constexpr double darkEnd = 0.5; // of the range, left out: shade needs room below the farthest colour
  const double range = far > near ? far - near : 1e-3;
  Image image = colourise(depth, {ColourMap::viridis, near, near + (1 + darkEnd) * range, true, "m"});
  const Raster<float> smooth = smoothed(smoothed(depth.values));
  const Slopes slopes(smooth, focal);
  constexpr double shadow = 0.5;
  for (int y = 0; y < depth.height(); ++y)
    for (int x = 0; x < depth.width(); ++x) {
      if (!depth.isMeasuredAt(x, y)) continue;
      const double shade = shadow + (1 - shadow) * slopes.light(x, y) / flatLight;
      for (int c = 0; c < 3; ++c)
        image.at(x, y, c) = static_cast<std::uint8_t>(std::clamp(image.at(x, y, c) * shade, 0.0, 255.0));
    }
  return image;
}

} // namespace fillscope
