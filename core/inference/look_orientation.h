#pragma once
// The eight ways to hold a square in front of a network: quarter turns, and their mirror images.
#include "core/inference/network.h"
#include <array>

namespace fillscope {

/// Quarter turns clockwise as seen in the picture, then mirrored left to right where asked.
struct LookOrientation {
  int quarterTurns = 0;
  bool mirrored = false;
  friend bool operator==(const LookOrientation&, const LookOrientation&) = default;
};
/// As it is first, then those that keep the picture's sides where they are, then those that swap them.
inline constexpr std::array<LookOrientation, 8> lookOrientations{
    {{0, false}, {0, true}, {2, false}, {2, true}, {1, false}, {1, true}, {3, false}, {3, true}}};

/// Every plane of a … × size × size tensor so turned; pixels move whole, none is resampled. `orientedBack`
/// undoes it.
Tensor oriented(const Tensor& planes, LookOrientation orientation);
Tensor orientedBack(const Tensor& planes, LookOrientation orientation);

} // namespace fillscope
