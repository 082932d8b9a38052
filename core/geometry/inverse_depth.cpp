#include "core/geometry/inverse_depth.h"
#include <cmath>

namespace fillscope {

namespace {

// From second differences along rows: planes cancel, edges are outvoted by the median.
double measureNoise(const Raster<float>& w, const RimCorners& corners) {
  std::vector<float> differences;
  for (int y = 1; y < w.height() - 1; y += 3) {
    const PixelSpan span = spanInside(corners, y, w.width());
    const float* row = w.row(y);
    for (int x = std::max(1, span.begin); x < std::min(w.width() - 1, span.end); x += 2)
      if (row[x - 1] > 0 && row[x] > 0 && row[x + 1] > 0)
        differences.push_back(std::abs(row[x - 1] - 2 * row[x] + row[x + 1]) / (row[x] * row[x]));
  }
  if (differences.size() < 30) return 0;
  const auto middle = differences.begin() + std::ptrdiff_t(differences.size() / 2);
  std::nth_element(differences.begin(), middle, differences.end());
  return *middle / (0.6745 * std::sqrt(6.0));
}

void smooth(Raster<float>& w, double sigma, double jump) {
  const Raster<float> from = w;
  const int width = w.width();
  const std::ptrdiff_t offsets[4] = {1, width, width + 1, width - 1};
  for (int y = 1; y < w.height() - 1; ++y) {
    const float* row = from.row(y);
    float* to = w.row(y);
    for (int x = 1; x < width - 1; ++x) {
      const float here = row[x];
      if (!(here > 0)) continue;
      const float step = float(jump) * here * here, bend = float(6 * 2.45 * sigma) * here * here;
      float sum = here, count = 1;
      for (const std::ptrdiff_t o : offsets) {
        const float a = row[x + o], b = row[x - o];
        if (a > 0 && b > 0 && std::abs(a - here) < step && std::abs(b - here) < step &&
            std::abs(a + b - 2 * here) < bend) {
          sum += a + b;
          count += 2;
        }
      }
      to[x] = sum / count;
    }
  }
}

} // namespace

InverseDepth makeInverseDepth(const DepthMap& depth, const Alignment& alignment, const RimCorners& corners,
                              double rimDistance, double jump) {
  const int width = depth.width(), height = depth.height();
  InverseDepth out;
  out.values = Raster<float>(width, height);
  for (int y = 0; y < height; ++y) {
    const float* from = depth.values.row(y);
    float* to = out.values.row(y);
    for (int x = 0; x < width; ++x) {
      if (!DepthMap::isMeasured(from[x])) continue;
      const double inverse = alignment.inverse(from[x]);
      if (inverse > 1e-6 && std::isfinite(inverse)) to[x] = float(inverse);
    }
  }
  out.rawNoise = out.noise = measureNoise(out.values, corners);
  const double worth = 0.0004 * rimDistance;
  for (int pass = 0; pass < 2 && out.noise > worth; ++pass) {
    smooth(out.values, out.noise, std::max(jump, 5 * out.noise));
    out.noise *= 0.42;
  }
  const double apart = std::max(jump, 5 * out.noise);
  out.continuous = Raster<std::uint8_t>(width, height);
  for (int y = 0; y + 1 < height; ++y) {
    const float* a = out.values.row(y);
    const float* b = out.values.row(y + 1);
    std::uint8_t* to = out.continuous.row(y);
    for (int x = 0; x + 1 < width; ++x) {
      const float low = std::min(std::min(a[x], a[x + 1]), std::min(b[x], b[x + 1]));
      const float high = std::max(std::max(a[x], a[x + 1]), std::max(b[x], b[x + 1]));
      to[x] = low > 0 && high - low < float(apart) * low * high;
    }
  }
  return out;
}

} // namespace fillscope
