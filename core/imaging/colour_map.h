#pragma once
// Numbers as colours, always with the range that was used.
#include "core/imaging/raster.h"
#include <array>
#include <string>
#include <vector>

namespace fillscope {

enum class ColourMap { turbo, viridis, magma, grey, coolwarm };

struct ColourScale {
  ColourMap map = ColourMap::turbo;
  double low = 0, high = 1;
  bool reversed = false;
  std::string unit; ///< "m", "mm", "" for pure numbers
  friend bool operator==(const ColourScale&, const ColourScale&) = default;
};

/// RGB of a value; values outside are clamped, NaN gives holeColour.
std::array<std::uint8_t, 3> colourOf(double value, const ColourScale& scale);
inline constexpr std::array<std::uint8_t, 3> holeColour{58, 58, 64};
Image colourise(const Raster<float>& values, const ColourScale& scale);
/// Between 2 and 6 round tick values inside [low, high].
std::vector<double> roundTicks(double low, double high, int most = 6);
/// 2 and 98 % (or other) percentiles of the finite values that pass isMeasured when onlyPositive.
std::pair<double, double> percentileRange(const Raster<float>& values, bool onlyPositive, double lowShare = 0.02, double highShare = 0.98);

} // namespace fillscope
