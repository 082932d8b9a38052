#pragma once
// What a network that denoises measured depth sees of a tile. Training and use make its input here alone.
#include "core/imaging/raster.h"
#include "core/inference/network.h"
#include <optional>

namespace fillscope {

/// Planes of its input and of its answer.
inline constexpr int depthTilePlanes = 4, depthAnswerPlanes = 2;

/// Numbers are relative to m, the median of what the tile measures: a distance z is (z / m − 1) / unit.
struct DepthTileShape {
  int size = 128;    ///< pixels a side
  double unit = 0.1; ///< share of m
};
/// Noise is a hundredth of what slopes and steps are: it is shown, and taken away, in this share of the unit.
inline constexpr double detailShare = 0.04;

struct DepthTile {
  /// 1 × 4 × size × size: the measured distance (what is farther than twice the median counts as that; 0
  /// where nothing is measured); 1 where something is measured; grey, 0 to 1, 0.5 where there is no picture;
  /// how much farther a pixel was measured than the mean of the 7×7 about it, of those that lie within 3 % of
  /// its distance, in detailShare of the unit (0 where nothing is measured).
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
