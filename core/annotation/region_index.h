#pragma once
// Which regions may lie in a part of a picture: a grid of cells over their bounds.
#include "core/annotation/region_edit.h"
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace fillscope {

/// Positions and sizes in picture coordinates, without limit to them. Regions are numbered from 0; those
/// without bounds are in no answer. Cells follow the regions' usual size; a region over very many cells is
/// kept in a list of its own.
class RegionIndex {
 public:
  void reset(const std::vector<Region>& regions);
  /// One region has changed; where it is the next new one, it is added.
  void update(int region, const Shape& shape);
  int count() const { return static_cast<int>(bounds_.size()); }
  const std::optional<Bounds>& bounds(int region) const { return bounds_[static_cast<std::size_t>(region)]; }
  /// Regions whose bounds meet the area, ascending.
  std::vector<int> meeting(const Bounds& area) const;

 private:
  struct Cells {
    int x0, y0, x1, y1;
    long long count() const { return static_cast<long long>(x1 - x0 + 1) * (y1 - y0 + 1); }
  };
  Cells cellsOf(const Bounds& bounds) const;
  void insert(int region);
  void remove(int region);

  double cell_ = 64;
  std::vector<std::optional<Bounds>> bounds_;
  std::unordered_map<std::int64_t, std::vector<int>> cells_;
  std::vector<int> wide_;
};

} // namespace fillscope
