#include "core/inference/heat_map_means.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace fillscope {
namespace {

constexpr float nothing = -std::numeric_limits<float>::infinity();
constexpr int mostSteps = 30;
constexpr double settled = 1e-3;     // cells
constexpr double nearest2 = 0.05;    // cells²: no cell's pull grows beyond that
constexpr double leastChance = 1e-9; // that a corner is in a cell

std::size_t cellsOf(const Tensor& maps) {
  if (maps.shape.size() < 3) return 0;
  return static_cast<std::size_t>(maps.shape.back()) *
         static_cast<std::size_t>(maps.shape[maps.shape.size() - 2]);
}

/// Softmax. Empty where nothing is finite.
std::vector<double> chancesOf(std::span<const float> logits) {
  float highest = nothing;
  for (const float v : logits)
    if (std::isfinite(v)) highest = std::max(highest, v);
  if (!std::isfinite(highest)) return {};
  std::vector<double> chances(logits.size());
  double sum = 0;
  for (std::size_t k = 0; k < logits.size(); ++k) {
    chances[k] = std::isfinite(logits[k]) ? std::exp(static_cast<double>(logits[k]) - highest) : 0;
    sum += chances[k];
  }
  for (double& chance : chances)
    chance /= sum;
  return chances;
}

/// Of each map's chances, in cells; the origin where there are none.
std::array<Vec2, 4> centresOf(const Tensor& maps) {
  const std::size_t cells = cellsOf(maps);
  const auto width = static_cast<std::size_t>(maps.shape.back());
  std::array<Vec2, 4> centres;
  for (std::size_t map = 0; map < 4; ++map) {
    const auto chances = chancesOf({maps.values.data() + map * cells, cells});
    for (std::size_t k = 0; k < chances.size(); ++k)
      centres[map] = centres[map] + chances[k] * Vec2{k % width + 0.5, k / width + 0.5};
  }
  return centres;
}

} // namespace

std::array<std::size_t, 4> matchingMaps(const Tensor& plain, const Tensor& other, bool mirrored) {
  const auto wanted = centresOf(plain), there = centresOf(other);
  std::array<std::size_t, 4> best{}, names{};
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t first = 0; first < 4; ++first) {
    double apart = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      names[k] = (first + (mirrored ? 4 - k : k)) % 4;
      apart += norm(there[names[k]] - wanted[k]);
    }
    if (apart < nearest) nearest = apart, best = names;
  }
  return best;
}

Tensor meanHeatMaps(const std::vector<Tensor>& logits) {
  Tensor mean{logits.front().shape, std::vector<float>(logits.front().values.size(), nothing)};
  const std::size_t cells = cellsOf(mean);
  for (std::size_t map = 0; cells > 0 && map + cells <= mean.values.size(); map += cells) {
    std::vector<double> sum(cells, 0);
    for (const Tensor& look : logits) {
      const auto chances = chancesOf({look.values.data() + map, cells});
      for (std::size_t k = 0; k < chances.size(); ++k)
        sum[k] += chances[k];
    }
    for (std::size_t k = 0; k < cells; ++k)
      if (sum[k] > 0) mean.values[map + k] = static_cast<float>(std::log(sum[k]));
  }
  return mean;
}

Vec2 medianPlace(const Tensor& logits, std::size_t map, int inputSize, Vec2 from) {
  const std::size_t cells = cellsOf(logits);
  if (cells == 0 || (map + 1) * cells > logits.values.size()) return from;
  auto weights = chancesOf({logits.values.data() + map * cells, cells});
  if (weights.empty()) return from;
  for (double& weight : weights)
    weight = std::sqrt(weight + leastChance);
  const auto width = static_cast<int>(logits.shape.back());
  const int height = static_cast<int>(cells) / width;
  const double cellX = static_cast<double>(inputSize) / width,
               cellY = static_cast<double>(inputSize) / height;
  Vec2 at{from.x / cellX, from.y / cellY};
  for (int step = 0; step < mostSteps; ++step) {
    double sum = 0;
    Vec2 moment;
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) {
        const Vec2 cell{x + 0.5, y + 0.5}, away = cell - at;
        const double pull =
            weights[static_cast<std::size_t>(y * width + x)] / std::sqrt(dot(away, away) + nearest2);
        sum += pull;
        moment = moment + pull * cell;
      }
    const Vec2 next = (1 / sum) * moment;
    const double moved = norm(next - at);
    at = next;
    if (moved < settled) break;
  }
  return {at.x * cellX, at.y * cellY};
}

} // namespace fillscope
