#include "core/geometry/content_map.h"
#include "core/geometry/hidden_fill.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace fillscope {

namespace {

// Columns that end within a wall's tolerance cannot be told from it. They take after the next column inwards,
// as far as that is near; on a slanting wall farther out they are the wall.
void settleWallColumns(ContentMap& map, const std::vector<std::uint8_t>& state, const BoxShape& shape) {
  for (int j = 0; j < map.ny; ++j)
    for (int i = 0; i < map.nx; ++i) {
      const std::size_t k = map.index(i, j);
      if (state[k] != std::uint8_t(ColumnState::wall)) continue;
      const double x = (i + 0.5) * map.stepX, y = (j + 0.5) * map.stepY;
      int di = 0, dj = 0;
      double reach = 0;
      for (int w = 0; w < 4; ++w) {
        const Vec3 p{x, y, map.estimate[k]};
        if (shape.fromWall(w, p) >= shape.walls[w].tolerance) continue;
        (w % 2 == 0 ? di : dj) += w < 2 ? 1 : -1;
        reach = std::max(reach, 2 * shape.walls[w].tolerance + std::abs(shape.walls[w].offset));
      }
      const int most = 1 + int(std::ceil(reach / std::min(map.stepX, map.stepY)));
      map.estimate[k] = map.lowest[k] = map.highest[k] = map.base[k];
      map.unseen[k] = 0;
      for (int s = 1; s <= most && (di != 0 || dj != 0); ++s) {
        const int ii = i + s * di, jj = j + s * dj;
        if (ii < 0 || jj < 0 || ii >= map.nx || jj >= map.ny) break;
        const std::size_t from = map.index(ii, jj);
        if (state[from] == std::uint8_t(ColumnState::wall)) continue;
        map.estimate[k] = std::min(map.base[k], map.estimate[from]);
        map.lowest[k] = std::min(map.base[k], map.lowest[from]);
        map.highest[k] = std::min(map.base[k], map.highest[from]);
        map.unseen[k] = map.unseen[from];
        break;
      }
    }
}

// A column that stands alone over its surroundings is a stray measurement: an edge of a hole, a blend of two
// depths.
void dropSpikes(ContentMap& map, double clear) {
  constexpr int reach = 2, fewest = 7; // a corner of a box holds 9 of the 25 columns about it
  const std::vector<float> from = map.estimate;
  std::array<float, 25> around{};
  for (int j = reach; j < map.ny - reach; ++j)
    for (int i = reach; i < map.nx - reach; ++i) {
      const std::size_t k = map.index(i, j);
      if (map.base[k] - from[k] < float(clear)) continue;
      std::size_t n = 0, alike = 0;
      for (int b = -reach; b <= reach; ++b)
        for (int a = -reach; a <= reach; ++a) {
          around[n++] = from[map.index(i + a, j + b)];
          alike += around[n - 1] < from[k] + float(clear);
        }
      if (alike >= fewest) continue;
      std::nth_element(around.begin(), around.begin() + 12, around.end());
      const float level = std::min(map.base[k], around[12]);
      map.estimate[k] = level;
      map.highest[k] = std::min(map.highest[k], level);
      map.lowest[k] = std::max(map.lowest[k], level);
    }
}

// Between goods that nearly touch, a ray soon ends on one of them: what is seen there is no bottom. The gap
// may reach down to the empty box, and so may the columns next to it that a pixel blends with it.
void openCracks(ContentMap& map, double drop) {
  constexpr int widest = 4, rim = 1; // columns
  const auto higher = [&](int i, int j, float z) {
    return i >= 0 && j >= 0 && i < map.nx && j < map.ny && z - map.highest[map.index(i, j)] > float(drop);
  };
  const auto inCrack = [&](int i, int j) {
    const float z = map.highest[map.index(i, j)];
    for (const auto& [di, dj] : {std::pair{1, 0}, std::pair{0, 1}}) {
      bool before = false, after = false;
      for (int s = 1; s <= widest; ++s) {
        before = before || higher(i - s * di, j - s * dj, z);
        after = after || higher(i + s * di, j + s * dj, z);
      }
      if (before && after) return true;
    }
    return false;
  };
  for (int j = 0; j < map.ny; ++j)
    for (int i = 0; i < map.nx; ++i) {
      const std::size_t k = map.index(i, j);
      const bool bare = map.base[k] - map.highest[k] < float(drop);
      if (bare || !inCrack(i, j)) continue;
      for (int b = -rim; b <= rim; ++b)
        for (int a = -rim; a <= rim; ++a)
          if (i + a >= 0 && j + b >= 0 && i + a < map.nx && j + b < map.ny)
            map.lowest[map.index(i + a, j + b)] = map.base[map.index(i + a, j + b)];
    }
}

} // namespace

std::vector<float> baseFrom(const BoxShape& shape, int nx, int ny) {
  std::vector<float> base(std::size_t(nx) * ny);
  for (int j = 0; j < ny; ++j)
    for (int i = 0; i < nx; ++i)
      base[std::size_t(j) * nx + i] =
          float(shape.surfaceZ((i + 0.5) * shape.first / nx, (j + 0.5) * shape.second / ny));
  return base;
}

std::vector<float> baseFrom(const Columns& empty, const BoxShape& shape) {
  std::vector<float> base = baseFrom(shape, empty.nx, empty.ny);
  for (int j = 0; j < empty.ny; ++j)
    for (int i = 0; i < empty.nx; ++i) {
      const std::size_t k = empty.index(i, j);
      const double x = empty.x(i), y = empty.y(j);
      if (empty.state[k] != std::uint8_t(ColumnState::observed)) continue;
      // An upright wall that leans over by the error of a corner is no ledge.
      if (shape.onWall({x, y, empty.top[k]}) && !shape.slanted()) continue;
      base[k] = std::clamp(empty.top[k], 0.0f, float(1.1 * shape.floorZ(x, y)));
    }
  return base;
}

ContentMap mapContent(Columns columns, std::vector<float> base, const BoxView& view, const BoxShape& shape,
                      const Mask* unchanged, const Mask& doubtful) {
  ContentMap map;
  map.nx = columns.nx, map.ny = columns.ny;
  map.stepX = columns.stepX, map.stepY = columns.stepY;
  map.base = std::move(base);
  map.estimate = columns.top;
  map.unseen.assign(columns.top.size(), 0);
  for (int j = 0; j < map.ny; ++j)
    for (int i = 0; i < map.nx; ++i) {
      const std::size_t k = map.index(i, j);
      auto& state = columns.state[k];
      const bool same = unchanged && state == std::uint8_t(ColumnState::observed) && columns.pixel[k] >= 0 &&
                        unchanged->data()[columns.pixel[k]];
      // A slanting wall is told from what stands on it by the picture of the empty box, not by its fitted
      // plane.
      const bool onWall = shape.onWall({columns.x(i), columns.y(j), columns.top[k]});
      if (onWall && !(same && shape.slanted())) {
        state = std::uint8_t(ColumnState::wall);
      } else if (same) {
        map.estimate[k] = columns.top[k] = map.base[k];
      } else if (state != std::uint8_t(ColumnState::observed)) {
        // A ray that passed down to the empty box leaves no room for doubt.
        if (columns.top[k] >= map.base[k])
          state = std::uint8_t(ColumnState::observed), map.estimate[k] = map.base[k];
        else
          map.unseen[k] = 1;
      }
    }
  map.lowest = map.highest = map.estimate;
  for (std::size_t k = 0; k < map.base.size(); ++k)
    if (map.unseen[k] || (columns.pixel[k] >= 0 && doubtful.data()[columns.pixel[k]]))
      map.lowest[k] = map.base[k];
  fillHidden(map, columns, view);
  dropSpikes(map, 0.1 * shape.depth);
  openCracks(map, 0.03 * shape.depth);
  settleWallColumns(map, columns.state, shape);
  return map;
}

ContentVolumes volumesOf(const ContentMap& map) {
  ContentVolumes v;
  std::size_t unseen = 0;
  for (std::size_t k = 0; k < map.base.size(); ++k) {
    const double base = map.base[k];
    v.capacity += base;
    v.estimate += base - std::max(0.0f, map.estimate[k]);
    v.low += base - std::max(0.0f, map.lowest[k]);
    v.high += base - std::max(0.0f, map.highest[k]);
    v.overfill += std::max(0.0f, -map.estimate[k]);
    unseen += map.unseen[k];
  }
  const double cell = map.stepX * map.stepY;
  v.capacity *= cell, v.estimate *= cell, v.low *= cell, v.high *= cell, v.overfill *= cell;
  v.unseenShare = map.base.empty() ? 0 : double(unseen) / double(map.base.size());
  return v;
}

} // namespace fillscope
