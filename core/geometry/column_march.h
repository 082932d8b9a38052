#pragma once
// Walks down every column of the box and finds where a depth map ends it. Private to this folder.
#include "core/base/progress.h"
#include "core/geometry/box_shape.h"

namespace fillscope {

enum class ColumnState : std::uint8_t {
  observed, ///< its top surface was seen
  wall,     ///< ends on the wall
  hidden,   ///< something stands before it, or it lies outside the picture
  hole,     ///< only pixels without a measurement look at it
};

/// Column (i, j) stands at ((i + 0.5)·stepX, (j + 0.5)·stepY). All z below the rim plane, positive down.
struct Columns {
  int nx = 0, ny = 0;
  double stepX = 0, stepY = 0;
  std::vector<float>
      top; ///< where it was seen; else the lowest z that a ray passed freely: content may begin there
  std::vector<std::uint8_t> state;
  std::vector<std::int32_t> pixel; ///< index of the pixel that shows its end, −1 for none
  std::size_t index(int i, int j) const { return std::size_t(j) * nx + i; }
  double x(int i) const { return (i + 0.5) * stepX; }
  double y(int j) const { return (j + 0.5) * stepY; }
};

struct MarchLimits {
  double above = 0; ///< where columns begin over the rim (≥ 0)
  double jump = 0;  ///< step of depth that parts surfaces
};

/// The line of a column is straight in the picture and 1/z is linear along it, as it is on planes: the
/// crossing is exact on planes. Empty result where progress was cancelled.
Columns marchColumns(const InverseDepth& depth, const BoxView& view, const BoxShape& shape, int nx, int ny,
                     const MarchLimits& limits, const Progress& progress);

} // namespace fillscope
