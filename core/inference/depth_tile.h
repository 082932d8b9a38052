#pragma once
// What a network that denoises measured depth sees of a tile. Training and use make its input here alone.
#include "core/imaging/raster.h"
#include "core/inference/network.h"
#include <optional>

namespace fillscope {

/// Planes of its input and of its answer.
inline constexpr int depthTilePlanes = 3, depthAnswerPlanes = 2;

/// Numbers are relative to m, the median of what the tile measures: a distance z is (z / m − 1) / unit.
struct DepthTileShape {
  int size = 128;    ///< pixels a side
  double unit = 0.1; ///< share of m
};

struct DepthTile {
  /// 1 × 3 × size × size: the measured distance (what is farther than 2 m counts as that; 0 where nothing is
  /// measured); 1 where something is measured; grey, 0 to 1, 0.5 where there is no picture.
  Tensor input;
  double median = 0; ///< m, metres
};

/// The tile whose first pixel is (left, top), in the map; nothing where none of its pixels is measured. What
/// lies beyond the map's end is not measured, and has no grey. picture: empty, or of the map's size with 1 or
/// 3 channels, of which the luminance counts (ITU-R BT.601).
std::optional<DepthTile> depthTile(const Raster<float>& depth, const Image& picture, int left, int top,
                                   const DepthTileShape& shape);

/// A distance as such a number, and back.
inline double relativeDepth(double metres, double median, double unit) {
  return (metres / median - 1) / unit;
}
inline double metresOfRelative(double relative, double median, double unit) {
  return median * (1 + unit * relative);
}

} // namespace fillscope
