#include "core/geometry/hidden_fill.h"
#include <array>
#include <cmath>

namespace fillscope {

namespace {

constexpr float none = -1e30f; // no height that fits

// The first column that was seen, from (i, j) in steps of one column; −1 where the box ends before.
std::ptrdiff_t firstSeen(const ContentMap& map, const Columns& columns, double i, double j, double di,
                         double dj) {
  for (int step = 0; step < map.nx + map.ny; ++step) {
    i += di, j += dj;
    const int ci = int(std::floor(i)), cj = int(std::floor(j));
    if (ci < 0 || cj < 0 || ci >= map.nx || cj >= map.ny) return -1;
    const std::size_t k = map.index(ci, cj);
    if (columns.state[k] == std::uint8_t(ColumnState::observed)) return std::ptrdiff_t(k);
  }
  return -1;
}

// Mean z of the seen columns at or below a level, for any level.
class MeanBelow {
 public:
  MeanBelow(const ContentMap& map, const Columns& columns) {
    for (std::size_t k = 0; k < map.base.size(); ++k)
      deepest_ = std::max(deepest_, map.base[k]);
    for (std::size_t k = 0; k < map.base.size(); ++k) {
      if (columns.state[k] != std::uint8_t(ColumnState::observed)) continue;
      const std::size_t bin = binOf(map.estimate[k]);
      count_[bin] += 1;
      sum_[bin] += map.estimate[k];
    }
    for (std::size_t bin = bins - 1; bin-- > 0;)
      count_[bin] += count_[bin + 1], sum_[bin] += sum_[bin + 1];
  }
  float at(float z, float otherwise) const {
    const std::size_t bin = binOf(z);
    return count_[bin] > 0 ? float(sum_[bin] / count_[bin]) : otherwise;
  }

 private:
  static constexpr std::size_t bins = 128;
  std::size_t binOf(float z) const {
    return deepest_ > 0 ? std::size_t(std::clamp(z / deepest_ * (bins - 1), 0.0f, float(bins - 1))) : 0;
  }
  float deepest_ = 0;
  std::array<double, bins> count_{}, sum_{};
};

} // namespace

void fillHidden(ContentMap& map, const Columns& columns, const BoxView& view) {
  const float thin = float(0.002 * std::sqrt(view.first * view.second));
  const float fits = float(0.01 * std::sqrt(view.first * view.second)); // heights this near are one surface
  const MeanBelow meanBelow(map, columns);
  for (int j = 0; j < map.ny; ++j)
    for (int i = 0; i < map.nx; ++i) {
      const std::size_t k = map.index(i, j);
      if (!map.unseen[k]) continue;
      double dx = columns.x(i) - view.eye.x, dy = columns.y(j) - view.eye.y;
      const double length = std::hypot(dx, dy);
      if (length < 1e-9)
        dx = 1, dy = 0;
      else
        dx /= length, dy /= length;
      const double step = std::min(map.stepX, map.stepY), di = dx * step / map.stepX,
                   dj = dy * step / map.stepY;
      const auto heightSeen = [&](double towardsI, double towardsJ) -> float {
        const std::ptrdiff_t at = firstSeen(map, columns, i + 0.5, j + 0.5, towardsI, towardsJ);
        if (at < 0) return none;
        const float z = map.estimate[std::size_t(at)];
        // Where the empty box is seen, the empty box is taken to go on: its floor may slope.
        if (map.base[std::size_t(at)] - z < thin) return map.base[k];
        return z < map.highest[k] - fits ? none : std::min(z, map.base[k]);
      };
      float z = heightSeen(di, dj);
      if (z == none) z = std::max(heightSeen(-dj, di), heightSeen(dj, -di));
      if (z == none) z = std::min(meanBelow.at(map.highest[k], map.base[k]), map.base[k]);
      map.estimate[k] = std::max(map.highest[k], z);
    }
}

} // namespace fillscope
