#pragma once
// From columns to content: what is wall, what is floor, what hidden columns may hold. Private to this folder.
#include "core/geometry/column_march.h"

namespace fillscope {

/// Per column, z below the rim plane of the empty box and of the content's top in three readings.
struct ContentMap {
  int nx = 0, ny = 0;
  double stepX = 0, stepY = 0;
  std::vector<float> base;            ///< the empty box
  std::vector<float> estimate;        ///< hidden columns filled from what lies behind them
  std::vector<float> lowest, highest; ///< hidden columns empty; full as far as no ray forbids it
  std::vector<std::uint8_t> unseen;   ///< 1: hidden, or seen through holes only
  std::size_t index(int i, int j) const { return std::size_t(j) * nx + i; }
};

/// The empty box from its own depth map: columns seen in it, else the shape.
std::vector<float> baseFrom(const Columns& empty, const BoxShape& shape);
/// The empty box from its shape alone.
std::vector<float> baseFrom(const BoxShape& shape, int nx, int ny);

/// unchanged: pixels that show the empty box, or null where there is no picture of it. doubtful: pixels whose
/// surface may float over the box; their columns may be empty.
ContentMap mapContent(Columns columns, std::vector<float> base, const BoxView& view, const BoxShape& shape,
                      const Mask* unchanged, const Mask& doubtful);

/// Sums of a map, in the cubed unit of the pose.
struct ContentVolumes {
  double capacity = 0, estimate = 0, low = 0, high = 0, overfill = 0;
  double unseenShare = 0;
};
ContentVolumes volumesOf(const ContentMap& map);

} // namespace fillscope
