#include "core/geometry/hidden_fill.h"
#include <cmath>

namespace fillscope {

namespace {

// The first column that was seen, from (x, y) in steps of one column; −1 where the box ends before.
std::ptrdiff_t firstSeen(const ContentMap& map, const Columns& columns, double i, double j, double di, double dj) {
  for (int step = 0; step < map.nx + map.ny; ++step) {
    i += di, j += dj;
    const int ci = int(std::floor(i)), cj = int(std::floor(j));
    if (ci < 0 || cj < 0 || ci >= map.nx || cj >= map.ny) return -1;
    const std::size_t k = map.index(ci, cj);
    if (columns.state[k] == std::uint8_t(ColumnState::observed)) return std::ptrdiff_t(k);
  }
  return -1;
}

} // namespace

void fillHidden(ContentMap& map, const Columns& columns, const BoxView& view) {
  const float thin = float(0.002 * std::sqrt(view.first * view.second));
  for (int j = 0; j < map.ny; ++j)
    for (int i = 0; i < map.nx; ++i) {
      const std::size_t k = map.index(i, j);
      if (!map.unseen[k]) continue;
      double dx = columns.x(i) - view.eye.x, dy = columns.y(j) - view.eye.y;
      const double length = std::hypot(dx, dy);
      if (length < 1e-9) dx = 1, dy = 0;
      else dx /= length, dy /= length;
      const double di = dx * std::min(map.stepX, map.stepY) / map.stepX, dj = dy * std::min(map.stepX, map.stepY) / map.stepY;
      float z = map.base[k];
      const std::ptrdiff_t far = firstSeen(map, columns, i + 0.5, j + 0.5, di, dj);
      if (far >= 0) {
        // Where the empty box is seen behind, the empty box is taken to go on: its floor may slope.
        const bool bare = map.base[std::size_t(far)] - map.estimate[std::size_t(far)] < thin;
        z = bare ? map.base[k] : std::min(map.estimate[std::size_t(far)], map.base[k]);
      } else {
        const std::ptrdiff_t a = firstSeen(map, columns, i + 0.5, j + 0.5, -dj, di);
        const std::ptrdiff_t b = firstSeen(map, columns, i + 0.5, j + 0.5, dj, -di);
        float side = -1e30f;
        if (a >= 0) side = std::max(side, map.estimate[std::size_t(a)]);
        if (b >= 0) side = std::max(side, map.estimate[std::size_t(b)]);
        if (a >= 0 || b >= 0) z = std::min(side, map.base[k]);
      }
      map.estimate[k] = std::max(map.highest[k], z);
    }
}

} // namespace fillscope
