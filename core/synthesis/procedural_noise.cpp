#include "core/synthesis/procedural_noise.h"
#include "core/base/counter_random.h"
#include <cmath>

namespace fillscope {
namespace {

std::uint64_t latticeKey(std::uint64_t key, std::int64_t x, std::int64_t y) {
  return mixBits(key, static_cast<std::uint64_t>(x), static_cast<std::uint64_t>(y));
}

} // namespace

double valueNoise(double x, double y, std::uint64_t key) {
  const double fx = std::floor(x), fy = std::floor(y);
  const auto ix = static_cast<std::int64_t>(fx), iy = static_cast<std::int64_t>(fy);
  auto ease = [](double t) { return t * t * (3 - 2 * t); };
  const double u = ease(x - fx), v = ease(y - fy);
  const double top =
      (1 - u) * unitFromBits(latticeKey(key, ix, iy)) + u * unitFromBits(latticeKey(key, ix + 1, iy));
  const double bottom =
      (1 - u) * unitFromBits(latticeKey(key, ix, iy + 1)) + u * unitFromBits(latticeKey(key, ix + 1, iy + 1));
  return (1 - v) * top + v * bottom;
}

double fractalNoise(double x, double y, int octaves, std::uint64_t key) {
  double sum = 0, weight = 0.5, total = 0;
  for (int i = 0; i < octaves; ++i) {
    sum += weight * valueNoise(x, y, key + static_cast<std::uint64_t>(i));
    total += weight;
    weight *= 0.5;
    x *= 2;
    y *= 2;
  }
  return sum / total;
}

Cell nearestCell(double x, double y, std::uint64_t key) {
  const double fx = std::floor(x), fy = std::floor(y);
  Cell best{{}, 1e9, 1e9, 0};
  for (int dy = -1; dy <= 1; ++dy)
    for (int dx = -1; dx <= 1; ++dx) {
      const std::uint64_t id =
          latticeKey(key, static_cast<std::int64_t>(fx) + dx, static_cast<std::int64_t>(fy) + dy);
      const Vec2 offset{x - (fx + dx + unitFromBits(id)), y - (fy + dy + unitFromBits(mixBits(id)))};
      const double distance = norm(offset);
      if (distance < best.distance)
        best = {offset, distance, best.distance, id};
      else if (distance < best.second)
        best.second = distance;
    }
  return best;
}

} // namespace fillscope
