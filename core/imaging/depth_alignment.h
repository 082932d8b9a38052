#pragma once
// An estimate as a function of its own numbers: metres after the alignment. Internal to compareDepth.
#include "core/imaging/compare_depth.h"

namespace fillscope {

/// Metres of an estimate's value under an alignment that has been fitted.
struct AlignedDepth {
  DepthAlignment alignment = DepthAlignment::none;
  bool inverse = false; ///< the estimate's numbers grow towards the camera
  double scale = 1, shift = 0;

  static constexpr double nearest = 1e-3; ///< metres
  double operator()(float value) const {
    if (alignment == DepthAlignment::scaleShiftInverse)
      return std::max(1.0 / std::max(scale * (inverse ? double(value) : 1.0 / value) + shift, 1e-3), nearest);
    return std::max(scale * (inverse ? 1.0 / value : value) + shift, nearest); // 1 and 0 where not fitted
  }
};

/// Fits the alignment over the pixels of `valid`. estimate: its own numbers, of that kind; reference: metres;
/// both of one size. Error: badInput where the estimate is too constant to tell a scale from a shift.
Result<AlignedDepth> fitAlignment(const Raster<float>& estimate, DepthKind kind,
                                  const Raster<float>& reference, const Mask& valid,
                                  DepthAlignment alignment);

} // namespace fillscope
