#include "core/base/counter_random.h"
#include "core/synthesis/box_scene.h"
#include "core/synthesis/procedural_noise.h"
#include <algorithm>
#include <cmath>
#include <functional>

namespace fillscope {
namespace {

constexpr double disparityStep = 0.001; // 1/m
constexpr double edgeJump = 0.02;       // share of the depth
constexpr int edgeReach = 3;            // pixels

/// 1 at a depth edge, falling to 0 within a few pixels.
Raster<float> edgeNearness(const DepthMap& depth) {
  const int width = depth.width(), height = depth.height();
  Raster<float> nearness(width, height);
  auto mark = [&](int x, int y) {
    for (int dy = -edgeReach; dy <= edgeReach; ++dy)
      for (int dx = -edgeReach; dx <= edgeReach; ++dx) {
        if (!nearness.contains(x + dx, y + dy)) continue;
        const float value = 1.0f - static_cast<float>(std::max(std::abs(dx), std::abs(dy))) / (edgeReach + 1);
        float& slot = nearness.at(x + dx, y + dy);
        slot = std::max(slot, value);
      }
  };
  auto jumps = [](float a, float b) { return std::abs(a - b) > edgeJump * std::min(a, b); };
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const float here = depth.values.at(x, y);
      if ((x + 1 < width && jumps(here, depth.values.at(x + 1, y))) ||
          (y + 1 < height && jumps(here, depth.values.at(x, y + 1))))
        mark(x, y);
    }
  return nearness;
}

/// The share of pixels that loses its value: those of the highest score.
void punchHoles(DepthMap& depth, double share, std::uint64_t key) {
  const Raster<float> edges = edgeNearness(depth);
  Raster<float> score(depth.width(), depth.height(), 1, -1.0f);
  std::vector<float> ranked;
  for (int y = 0; y < depth.height(); ++y)
    for (int x = 0; x < depth.width(); ++x) {
      if (!depth.isMeasuredAt(x, y)) continue;
      const double blobs =
          0.6 * valueNoise(x / 29.0, y / 29.0, key) + 0.4 * valueNoise(x / 7.0, y / 7.0, key + 1);
      score.at(x, y) = static_cast<float>(blobs + 0.35 * edges.at(x, y));
      ranked.push_back(score.at(x, y));
    }
  const auto count =
      static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(ranked.size()));
  if (count == 0) return;
  std::nth_element(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(count - 1), ranked.end(),
                   std::greater<>{});
  const float threshold = ranked[count - 1];
  for (int y = 0; y < depth.height(); ++y)
    for (int x = 0; x < depth.width(); ++x)
      if (score.at(x, y) >= threshold) depth.values.at(x, y) = 0;
}

} // namespace

DepthMap asDepthCamera(const DepthMap& exact, double noiseAtOneMetre, double holeShare, std::uint32_t seed) {
  DepthMap result = exact;
  result.source = "simulated depth camera";
  if (holeShare > 0) punchHoles(result, holeShare, mixBits(seed, 1));
  for (int y = 0; y < result.height(); ++y)
    for (int x = 0; x < result.width(); ++x) {
      float& value = result.values.at(x, y);
      if (!DepthMap::isMeasured(value)) {
        value = 0;
        continue;
      }
      CounterRandom random(
          mixBits(mixBits(seed, 2), static_cast<std::uint64_t>(x), static_cast<std::uint64_t>(y)));
      const double z = value, noisy = std::max(z + noiseAtOneMetre * z * z * random.normal(), 1e-3);
      const double steps = std::max(std::round(1.0 / (noisy * disparityStep)), 1.0);
      value = static_cast<float>(1.0 / (steps * disparityStep));
    }
  return result;
}

} // namespace fillscope
