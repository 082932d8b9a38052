#include "core/geometry/hidden_fill.h"
#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace fillscope {

namespace {

// How far away the empty box counts as seen, in widths of the opening: what stands high is seen sooner than
// what lies low, so that what goods or walls hide is lower than what is seen near it.
constexpr double emptyAt = 0.15;

struct SeenHeight {
  double height = 0;   ///< of content over the empty box
  double distance = 0; ///< to the column that was seen
};

class Surroundings {
 public:
  Surroundings(const ContentMap& map, const Columns& columns)
      : map_(map)
      , columns_(columns)
      , step_(std::min(map.stepX, map.stepY)) {}

  /// The first column that was seen from (i, j) on; none where the box ends before.
  std::optional<SeenHeight> first(int i, int j, double angle) const {
    const double di = std::cos(angle) * step_ / map_.stepX, dj = std::sin(angle) * step_ / map_.stepY;
    for (int step = 1; step < map_.nx + map_.ny; ++step) {
      const int ci = int(std::floor(i + 0.5 + step * di)), cj = int(std::floor(j + 0.5 + step * dj));
      if (ci < 0 || cj < 0 || ci >= map_.nx || cj >= map_.ny) return {};
      const std::size_t k = map_.index(ci, cj);
      if (columns_.state[k] != std::uint8_t(ColumnState::observed)) continue;
      return SeenHeight{map_.base[k] - map_.estimate[k], step * step_};
    }
    return {};
  }

 private:
  const ContentMap& map_;
  const Columns& columns_;
  double step_;
};

class NearestMean {
 public:
  void add(const SeenHeight& seen) {
    const double weight = 1 / (seen.distance * seen.distance);
    weights_ += weight, sum_ += weight * seen.height;
  }
  std::optional<double> mean() const { return weights_ > 0 ? std::optional(sum_ / weights_) : std::nullopt; }

 private:
  double weights_ = 0, sum_ = 0;
};

constexpr double eighth = std::numbers::pi / 4;

// What stands high is seen sooner than what lies low: what it hides is lower than what is seen near it.
double behindSomething(const Surroundings& around, int i, int j, double away, double most, double width) {
  NearestMean mean;
  mean.add({0, emptyAt * width});
  for (int turn = -2; turn <= 2; ++turn) { // towards the eye stands what hides it
    const auto seen = around.first(i, j, away + turn * eighth);
    // A face that rises over what the rays leave free here ends before it.
    if (seen && seen->height <= most) mean.add(*seen);
  }
  return *mean.mean();
}

// A hole is no shadow of this view, and what lies beyond the picture is as high as what does not: the surface
// farther off goes on.
double inHole(const Surroundings& around, int i, int j, double away, double most) {
  for (const double turn : {0.0, 1.0}) {
    std::optional<double> lowest;
    for (const double side : {-turn, turn}) {
      const auto seen = around.first(i, j, away + side * 2 * eighth);
      if (seen && seen->height <= most) lowest = std::min(seen->height, lowest.value_or(seen->height));
    }
    if (lowest) return *lowest;
  }
  return 0;
}

} // namespace

void fillHidden(ContentMap& map, const Columns& columns, const BoxView& view) {
  const Surroundings around(map, columns);
  const double width = std::sqrt(view.first * view.second);
  const double fits = 0.01 * width; // heights this near are one surface
  for (int j = 0; j < map.ny; ++j)
    for (int i = 0; i < map.nx; ++i) {
      const std::size_t k = map.index(i, j);
      if (!map.unseen[k]) continue;
      const double most = map.base[k] - map.highest[k] + fits;
      const double away = std::atan2(columns.y(j) - view.eye.y, columns.x(i) - view.eye.x);
      const bool isHole = columns.pixel[k] < 0 || columns.state[k] == std::uint8_t(ColumnState::hole);
      const double height =
          isHole ? inHole(around, i, j, away, most) : behindSomething(around, i, j, away, most, width);
      map.estimate[k] = std::max(map.highest[k], float(map.base[k] - height));
    }
}

} // namespace fillscope
