#include "core/annotation/region_index.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr long long mostCells = 64; // of one region
constexpr double leastCell = 8, greatestCell = 4096, farthest = 1e9;

std::int64_t key(int x, int y) {
  return (static_cast<std::int64_t>(x) << 32) | static_cast<std::uint32_t>(y);
}

bool finite(const Bounds& b) {
  return std::isfinite(b.low.x) && std::isfinite(b.low.y) && std::isfinite(b.high.x) &&
         std::isfinite(b.high.y);
}

} // namespace

void RegionIndex::reset(const std::vector<Region>& regions) {
  bounds_.clear();
  cells_.clear();
  wide_.clear();
  bounds_.reserve(regions.size());
  std::vector<double> sizes;
  for (const Region& region : regions) {
    std::optional<Bounds> bounds = boundsOf(region.shape);
    if (bounds && !finite(*bounds)) bounds.reset();
    if (bounds) sizes.push_back(std::max(bounds->size().x, bounds->size().y));
    bounds_.push_back(bounds);
  }
  if (!sizes.empty()) {
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    cell_ = std::clamp(2 * *middle, leastCell, greatestCell);
  }
  for (int i = 0; i < count(); ++i)
    insert(i);
}

RegionIndex::Cells RegionIndex::cellsOf(const Bounds& bounds) const {
  const auto cell = [this](double at) {
    return static_cast<int>(std::floor(std::clamp(at, -farthest, farthest) / cell_));
  };
  return {cell(bounds.low.x), cell(bounds.low.y), cell(bounds.high.x), cell(bounds.high.y)};
}

void RegionIndex::insert(int region) {
  const auto& bounds = bounds_[static_cast<std::size_t>(region)];
  if (!bounds) return;
  const Cells cells = cellsOf(*bounds);
  if (cells.count() > mostCells) {
    wide_.push_back(region);
    return;
  }
  for (int y = cells.y0; y <= cells.y1; ++y)
    for (int x = cells.x0; x <= cells.x1; ++x)
      cells_[key(x, y)].push_back(region);
}

void RegionIndex::remove(int region) {
  const auto& bounds = bounds_[static_cast<std::size_t>(region)];
  if (!bounds) return;
  const Cells cells = cellsOf(*bounds);
  if (cells.count() > mostCells) {
    std::erase(wide_, region);
    return;
  }
  for (int y = cells.y0; y <= cells.y1; ++y)
    for (int x = cells.x0; x <= cells.x1; ++x)
      std::erase(cells_[key(x, y)], region);
}

void RegionIndex::update(int region, const Shape& shape) {
  if (region < count())
    remove(region);
  else
    bounds_.emplace_back();
  std::optional<Bounds> bounds = boundsOf(shape);
  if (bounds && !finite(*bounds)) bounds.reset();
  bounds_[static_cast<std::size_t>(region)] = bounds;
  insert(region);
}

std::vector<int> RegionIndex::meeting(const Bounds& area) const {
  std::vector<int> found;
  const auto add = [&](int region) {
    if (bounds_[static_cast<std::size_t>(region)]->meets(area)) found.push_back(region);
  };
  for (const int region : wide_)
    add(region);
  const Cells cells = cellsOf(area);
  if (cells.count() > static_cast<long long>(cells_.size())) {
    // A view over much more than there is: every cell once.
    for (const auto& [where, regions] : cells_)
      for (const int region : regions)
        add(region);
  } else {
    for (int y = cells.y0; y <= cells.y1; ++y)
      for (int x = cells.x0; x <= cells.x1; ++x)
        if (const auto cell = cells_.find(key(x, y)); cell != cells_.end())
          for (const int region : cell->second)
            add(region);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

} // namespace fillscope
