#include "core/synthesis/photo_shapes.h"

namespace fillscope {

HeightGrid::HeightGrid(const SolidHeights& solid)
    : heights(solid.heights.get())
    , halfX(static_cast<float>(solid.halfX))
    , halfY(static_cast<float>(solid.halfY)) {
  if (!heights || heights->width() < 2 || heights->height() < 2) {
    heights = nullptr;
    return;
  }
  const int columns = heights->width() - 1, rows = heights->height() - 1;
  cellX = 2 * halfX / static_cast<float>(columns);
  cellY = 2 * halfY / static_cast<float>(rows);
  cellHighest.resize(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  float* cell = cellHighest.data();
  for (int y = 0; y < rows; ++y) {
    const float *here = heights->row(y), *below = heights->row(y + 1);
    for (int x = 0; x < columns; ++x, ++cell) {
      *cell = std::max(std::max(here[x], here[x + 1]), std::max(below[x], below[x + 1]));
      highest = std::max(highest, *cell);
    }
  }
}

float HeightGrid::at(float x, float y) const {
  const float u = std::clamp((x + halfX) / cellX, 0.0f, static_cast<float>(heights->width() - 1) - 1e-3f);
  const float v = std::clamp((y + halfY) / cellY, 0.0f, static_cast<float>(heights->height() - 1) - 1e-3f);
  const int i = static_cast<int>(u), j = static_cast<int>(v);
  const float *here = heights->row(j) + i, *below = heights->row(j + 1) + i;
  const float s = u - static_cast<float>(i), t = v - static_cast<float>(j);
  return mix(mix(here[0], here[1], s), mix(below[0], below[1], s), t);
}

F3 HeightGrid::topNormal(float x, float y) const {
  // Over a cell to each side, so that shading does not show the grid.
  const float dx = (at(x + cellX, y) - at(x - cellX, y)) / (2 * cellX);
  const float dy = (at(x, y + cellY) - at(x, y - cellY)) / (2 * cellY);
  return normalized(F3{-dx, -dy, 1});
}

float HeightGrid::enter(F3 o, F3 d, float limit, int& side) const {
  if (!heights) return noHit;
  float begin = -noHit, end = noHit;
  int face = 0;
  const auto slab = [&](float origin, float direction, float low, float high, int lowFace, int highFace) {
    const float inverse = 1 / (std::abs(direction) < 1e-9f ? 1e-9f : direction);
    const float toLow = (low - origin) * inverse, toHigh = (high - origin) * inverse;
    const bool fromLow = inverse > 0;
    const float first = fromLow ? toLow : toHigh, last = fromLow ? toHigh : toLow;
    if (first > begin) begin = first, face = fromLow ? lowFace : highFace;
    end = std::min(end, last);
  };
  slab(o.x, d.x, -halfX, halfX, 1, 2);
  slab(o.y, d.y, -halfY, halfY, 3, 4);
  // Rays come in above the highest place: rounding must not put a ray below a level surface from the start.
  constexpr float clearance = 1e-4f;
  slab(o.z, d.z, 0, highest + clearance, 5, 0);
  if (begin >= end || end <= 0 || begin >= limit) return noHit;
  end = std::min(end, limit);
  if (begin > 0 && face != 0) { // through the border or the base into what stands there
    const float height = at(o.x + begin * d.x, o.y + begin * d.y), z = o.z + begin * d.z;
    if (height > 0 && z < height) {
      side = face;
      return begin;
    }
  }
  // From cell to cell (Amanatides, Woo 1987).
  const int columns = heights->width() - 1, rows = heights->height() - 1;
  float t = std::max(begin, 0.0f);
  const float scaleX = 1 / cellX, scaleY = 1 / cellY;
  const float gx = (o.x + halfX) * scaleX, gy = (o.y + halfY) * scaleY, dx = d.x * scaleX, dy = d.y * scaleY;
  int i = std::clamp(floorInt(gx + t * dx), 0, columns - 1),
      j = std::clamp(floorInt(gy + t * dy), 0, rows - 1);
  const int stepX = dx > 0 ? 1 : -1, stepY = dy > 0 ? 1 : -1;
  const float perX = std::abs(dx) < 1e-9f ? noHit : 1 / std::abs(dx);
  const float perY = std::abs(dy) < 1e-9f ? noHit : 1 / std::abs(dy);
  float nextX = perX == noHit ? noHit : (static_cast<float>(i + (stepX > 0)) - gx) / dx;
  float nextY = perY == noHit ? noHit : (static_cast<float>(j + (stepY > 0)) - gy) / dy;
  while (t < end) {
    const float leave = std::min(std::min(nextX, nextY), end);
    const float zIn = o.z + t * d.z, zOut = o.z + leave * d.z;
    if (cellHighest[static_cast<std::size_t>(j) * static_cast<std::size_t>(columns) +
                    static_cast<std::size_t>(i)] > std::min(zIn, zOut)) {
      const float *here = heights->row(j) + i, *below = heights->row(j + 1) + i;
      const float h00 = here[0], h10 = here[1] - here[0], h01 = below[0] - here[0],
                  h11 = below[1] - below[0] - h10;
      const float u = gx + t * dx - static_cast<float>(i), v = gy + t * dy - static_cast<float>(j);
      // Height of the ray over the bilinear patch as a quadratic in the way s from the cell's entry.
      const float a = -h11 * dx * dy, b = d.z - h10 * dx - h01 * dy - h11 * (u * dy + v * dx);
      const float c = zIn - (h00 + h10 * u + h01 * v + h11 * u * v);
      const float span = leave - t;
      if (c < 0 && c < zIn && begin > 0 && t > begin) {
        side = 0; // something stands here, and the ray came from above through the seam between two cells
        return t;
      }
      if (c >= 0) {
        float s = noHit;
        if (std::abs(a) < 1e-7f * std::abs(b)) {
          if (b < 0) s = -c / b;
        } else if (const float discriminant = b * b - 4 * a * c; discriminant >= 0) {
          // The first crossing downwards: q keeps digits where a is small.
          const float root = std::sqrt(discriminant), q = -0.5f * (b + (b < 0 ? -root : root));
          const float first = q / a, second = q != 0 ? c / q : noHit;
          s = std::min(first >= 0 ? first : noHit, second >= 0 ? second : noHit);
        }
        if (s <= span && t + s > 0 && t + s < limit) {
          side = 0;
          return t + s;
        }
      }
    }
    t = leave;
    if (nextX < nextY) {
      i += stepX;
      nextX += perX;
    } else {
      j += stepY;
      nextY += perY;
    }
    if (i < 0 || j < 0 || i >= columns || j >= rows) break;
  }
  return noHit;
}

} // namespace fillscope
