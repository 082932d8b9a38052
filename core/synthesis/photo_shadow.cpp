#include "core/synthesis/photo_shadow.h"
#include "core/base/counter_random.h"
#include <algorithm>

namespace fillscope {

int PhotoShadows::pointFor(int x, int y) {
  constexpr int order[16] = {0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5}; // Bayer's
  // Turned about from block to block, so that a lamp's points leave grain behind and not steps.
  return order[(y & 3) * 4 + (x & 3)] ^ static_cast<int>(hashCell(x >> 2, y >> 2, 77) >> 28);
}

PhotoShadows::PhotoShadows(const PhotoTracer& tracer)
    : tracer_(tracer) {
  CounterRandom random(mixBits(tracer.scene().seed, 0x1a3b));
  for (const PhotoLamp& lamp : tracer.scene().lamps) {
    PreparedLamp prepared;
    prepared.towards = normalized(toFloat(lamp.direction));
    if (prepared.towards.z > -0.05f) continue; // below or at the horizon: it lights nothing that is seen
    prepared.right = perpendicular(prepared.towards);
    prepared.up = cross(prepared.towards, prepared.right);
    prepared.colour = toFloat(lamp.colour);
    prepared.radius = static_cast<float>(std::clamp(lamp.radius, 0.0, 1.0));
    for (int k = 0; k < middle; ++k) { // a sunflower's seeds, kept above the horizon
      const float share = prepared.radius * std::sqrt((static_cast<float>(k) + 0.5f) / middle);
      const float turns = 0.618034f * static_cast<float>(k);
      F3& point = prepared.points[static_cast<std::size_t>(k)];
      point = prepared.towards + share * (cosTurns(turns) * prepared.right + sinTurns(turns) * prepared.up);
      point.z = std::min(point.z, -0.02f);
    }
    prepared.points[middle] = prepared.towards;
    const auto slope = static_cast<float>(random.between(0, 0.9)), turns = static_cast<float>(random.unit());
    prepared.gradient = slope * F3{cosTurns(turns), sinTurns(turns), 0};
    lamps_.push_back(prepared);
  }
  std::stable_sort(lamps_.begin(), lamps_.end(), [](const PreparedLamp& a, const PreparedLamp& b) {
    return luma(a.colour) > luma(b.colour);
  });
  if (lamps_.size() > mostLamps) lamps_.resize(mostLamps);
  for (const Shape& shape : tracer.shapes().shapes) {
    float top = noHit;
    for (int i = 0; i < shape.hullCount; ++i)
      top = std::min(top, shape.hull[static_cast<std::size_t>(i)].z - shape.hullRadius);
    tops_.push_back(top);
  }
  for (const PreparedLamp& lamp : lamps_)
    grids_.push_back(gridFor(lamp));
}

PhotoShadows::Grid PhotoShadows::gridFor(const PreparedLamp& lamp) const {
  struct Bounds {
    float left = noHit, right = -noHit, top = noHit, bottom = -noHit;
  };
  std::vector<Bounds> bounds;
  Bounds all;
  const float ground = tracer_.shell().groundZ();
  for (const Shape& shape : tracer_.shapes().shapes) {
    Bounds b;
    float highest = noHit;
    for (int i = 0; i < shape.hullCount; ++i) {
      const F3 p = shape.hull[static_cast<std::size_t>(i)];
      const float x = dot(p, lamp.right), y = dot(p, lamp.up);
      b.left = std::min(b.left, x), b.right = std::max(b.right, x);
      b.top = std::min(b.top, y), b.bottom = std::max(b.bottom, y);
      highest = std::min(highest, p.z);
    }
    // Rays of a wide lamp part from the grid's direction on their way from the ground.
    const float way = std::max(ground - highest + shape.hullRadius, 0.0f) / -lamp.towards.z;
    const float margin = shape.hullRadius + lamp.radius * way + 1e-3f;
    b.left -= margin, b.right += margin, b.top -= margin, b.bottom += margin;
    all.left = std::min(all.left, b.left), all.right = std::max(all.right, b.right);
    all.top = std::min(all.top, b.top), all.bottom = std::max(all.bottom, b.bottom);
    bounds.push_back(b);
  }
  Grid grid;
  grid.begin.assign(cells * cells + 1, 0);
  if (bounds.empty()) return grid; // an empty box on bare ground
  grid.left = all.left, grid.top = all.top;
  grid.scaleX = cells / std::max(all.right - all.left, 1e-3f);
  grid.scaleY = cells / std::max(all.bottom - all.top, 1e-3f);
  const auto column = [&](float x) {
    return std::clamp(floorInt((x - grid.left) * grid.scaleX), 0, cells - 1);
  };
  const auto row = [&](float y) { return std::clamp(floorInt((y - grid.top) * grid.scaleY), 0, cells - 1); };
  const auto forCells = [&](const Bounds& b, const auto& visit) {
    for (int y = row(b.top); y <= row(b.bottom); ++y)
      for (int x = column(b.left); x <= column(b.right); ++x)
        visit(static_cast<std::size_t>(y * cells + x));
  };
  for (const Bounds& b : bounds)
    forCells(b, [&](std::size_t cell) { ++grid.begin[cell + 1]; });
  for (std::size_t i = 1; i < grid.begin.size(); ++i)
    grid.begin[i] += grid.begin[i - 1];
  grid.items.resize(static_cast<std::size_t>(grid.begin.back()));
  std::vector<int> next(grid.begin.begin(), grid.begin.end() - 1);
  for (std::size_t i = 0; i < bounds.size(); ++i)
    forCells(bounds[i], [&](std::size_t cell) {
      grid.items[static_cast<std::size_t>(next[cell]++)] = static_cast<std::int16_t>(i);
    });
  return grid;
}

bool PhotoShadows::reaches(std::size_t index, F3 point, int discPoint, Blocker& last) const {
  const PreparedLamp& lamp = lamps_[index];
  const F3 direction = lamp.points[static_cast<std::size_t>(discPoint)];
  if (tracer_.shell().blocksUpwards(point, direction)) return false;
  const Grid& grid = grids_[index];
  const float x = (dot(point, lamp.right) - grid.left) * grid.scaleX,
              y = (dot(point, lamp.up) - grid.top) * grid.scaleY;
  if (!(x >= 0 && y >= 0 && x < cells && y < cells)) return true;
  const int cell = static_cast<int>(y) * cells + static_cast<int>(x);
  const auto blocks = [&](std::int16_t item) {
    const auto i = static_cast<std::size_t>(item);
    return tops_[i] < point.z && // the ray climbs
           tracer_.shapes().enterWorld(i, point, direction, noHit) != noHit;
  };
  if (last.cell == cell && blocks(last.item)) return false;
  const std::int16_t* const end = grid.items.data() + grid.begin[static_cast<std::size_t>(cell) + 1];
  for (const std::int16_t* item = grid.items.data() + grid.begin[static_cast<std::size_t>(cell)]; item != end;
       ++item)
    if (blocks(*item)) {
      last = {cell, *item};
      return false;
    }
  return true;
}

} // namespace fillscope
