#include "core/inference/corner_detector.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace fillscope {
namespace {

constexpr int mostShifts = 40;
constexpr double settled = 1e-4;    // cells
constexpr double leastShare = 0.02; // of a map's mass that makes a further peak

struct Mass {
  double sum = 0;
  Vec2 mean;
};

/// Of the square with half side `half` cells about centre (cells, continuous); a cell that the square's edge
/// cuts counts by the part inside.
Mass massAbout(std::span<const double> map, int width, int height, Vec2 centre, double half) {
  const auto part = [half](double cell, double at) {
    return std::max(0.0, std::min(cell + 1, at + half) - std::max(cell, at - half));
  };
  const int x0 = std::max(0, static_cast<int>(std::floor(centre.x - half)));
  const int x1 = std::min(width - 1, static_cast<int>(std::floor(centre.x + half)));
  const int y0 = std::max(0, static_cast<int>(std::floor(centre.y - half)));
  const int y1 = std::min(height - 1, static_cast<int>(std::floor(centre.y + half)));
  Mass mass;
  Vec2 moment;
  for (int y = y0; y <= y1; ++y) {
    const double rowShare = part(y, centre.y);
    for (int x = x0; x <= x1; ++x) {
      const double weight =
          rowShare * part(x, centre.x) *
          map[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
      mass.sum += weight;
      moment = moment + weight * Vec2{x + 0.5, y + 0.5};
    }
  }
  mass.mean = mass.sum > 0 ? (1 / mass.sum) * moment : centre;
  return mass;
}

/// The strongest peaks of one map that is wiped about each as it is found; shares are of the whole map's
/// mass.
std::vector<HeatPeak> peaksOf(std::vector<double>& map, int width, int height, Vec2 perCell, int radius,
                              int most) {
  double total = 0;
  for (const double v : map)
    total += v;
  std::vector<HeatPeak> peaks;
  while (static_cast<int>(peaks.size()) < most) {
    const auto peak = static_cast<std::size_t>(std::max_element(map.begin(), map.end()) - map.begin());
    Vec2 at{static_cast<double>(peak % static_cast<std::size_t>(width)) + 0.5,
            static_cast<double>(peak / static_cast<std::size_t>(width)) + 0.5};
    Mass mass;
    for (int shift = 0; shift < mostShifts; ++shift) {
      mass = massAbout(map, width, height, at, radius + 0.5);
      const double moved = norm(mass.mean - at);
      at = mass.mean;
      if (moved < settled) break;
    }
    const double share = std::min(1.0, mass.sum / total);
    if (!peaks.empty() && share < leastShare) break;
    peaks.push_back({{at.x * perCell.x, at.y * perCell.y}, share});
    const int x0 = std::max(0, static_cast<int>(at.x) - 2 * radius),
              x1 = std::min(width, static_cast<int>(at.x) + 2 * radius + 1);
    const int y0 = std::max(0, static_cast<int>(at.y) - 2 * radius),
              y1 = std::min(height, static_cast<int>(at.y) + 2 * radius + 1);
    for (int y = y0; y < y1; ++y)
      std::fill(map.begin() + y * width + x0, map.begin() + y * width + x1, 0.0);
    map[peak] = 0; // also where the mean wandered off
  }
  return peaks;
}

} // namespace

std::vector<std::vector<HeatPeak>> decodeHeatPeaks(const Tensor& logits, int inputSize, int most,
                                                   int radius) {
  if (logits.shape.size() < 3) return {};
  const auto width = static_cast<int>(logits.shape.back());
  const auto height = static_cast<int>(logits.shape[logits.shape.size() - 2]);
  const auto cells = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  if (cells == 0) return {};
  const Vec2 perCell{static_cast<double>(inputSize) / width, static_cast<double>(inputSize) / height};
  std::vector<std::vector<HeatPeak>> peaks;
  std::vector<double> map(cells);
  for (std::size_t start = 0; start + cells <= logits.values.size(); start += cells) {
    const std::span<const float> values(logits.values.data() + start, cells);
    float highest = -std::numeric_limits<float>::infinity();
    for (const float v : values)
      if (std::isfinite(v)) highest = std::max(highest, v);
    if (!std::isfinite(highest)) {
      peaks.push_back({{{0.5 * inputSize, 0.5 * inputSize}, 0}});
      continue;
    }
    std::transform(values.begin(), values.end(), map.begin(), [highest](float v) {
      return std::isfinite(v) ? std::exp(static_cast<double>(v) - highest) : 0;
    });
    peaks.push_back(peaksOf(map, width, height, perCell, radius, most));
  }
  return peaks;
}

std::vector<HeatPeak> decodeHeatMaps(const Tensor& logits, int inputSize, int radius) {
  std::vector<HeatPeak> strongest;
  for (const auto& peaks : decodeHeatPeaks(logits, inputSize, 1, radius))
    strongest.push_back(peaks.front());
  return strongest;
}

} // namespace fillscope
