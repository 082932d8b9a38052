#include "core/synthesis/photo_shadow.h"
#include <algorithm>

namespace fillscope {

F3 PreparedLamp::mean(float angleTurns, float distance) const {
  return towards + (distance * radius) * (cosTurns(angleTurns) * right + sinTurns(angleTurns) * up);
}

PhotoShadows::PhotoShadows(const PhotoTracer& tracer)
    : tracer_(tracer) {
  for (const PhotoLamp& lamp : tracer.scene().lamps) {
    PreparedLamp prepared;
    prepared.towards = normalized(toFloat(lamp.direction));
    if (prepared.towards.z > -0.05f) continue; // below or at the horizon: it lights nothing that is seen
    prepared.right = perpendicular(prepared.towards);
    prepared.up = cross(prepared.towards, prepared.right);
    prepared.colour = toFloat(lamp.colour);
    prepared.radius = static_cast<float>(std::clamp(lamp.radius, 0.0, 1.0));
    lamps_.push_back(prepared);
  }
  std::stable_sort(lamps_.begin(), lamps_.end(), [](const PreparedLamp& a, const PreparedLamp& b) {
    return luma(a.colour) > luma(b.colour);
  });
  if (lamps_.size() > mostLamps) lamps_.resize(mostLamps);
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

bool PhotoShadows::reaches(std::size_t index, F3 point, float angleTurns, float share) const {
  const PreparedLamp& lamp = lamps_[index];
  F3 direction = lamp.mean(angleTurns, share);
  direction.z = std::min(direction.z, -0.02f);
  if (tracer_.shell().blocksUpwards(point, direction)) return false;
  const Grid& grid = grids_[index];
  const float x = (dot(point, lamp.right) - grid.left) * grid.scaleX,
              y = (dot(point, lamp.up) - grid.top) * grid.scaleY;
  if (!(x >= 0 && y >= 0 && x < cells && y < cells)) return true;
  const auto cell = static_cast<std::size_t>(static_cast<int>(y) * cells + static_cast<int>(x));
  for (auto i = static_cast<std::size_t>(grid.begin[cell]);
       i < static_cast<std::size_t>(grid.begin[cell + 1]); ++i)
    if (tracer_.shapes().enterWorld(grid.items[i], point, direction, noHit) != noHit) return false;
  return true;
}

} // namespace fillscope
