#pragma once
// How a depth map's values become depth.

namespace fillscope {

/// Metric and relative maps: z = scale · value + shift; inverse ones: 1/z = scale · value + shift.
struct DepthLine {
  double scale = 1, shift = 0;
  friend bool operator==(const DepthLine&, const DepthLine&) = default;
};

} // namespace fillscope
