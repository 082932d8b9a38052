#pragma once
// Numbers as colours, always with the range that was used.
#include "core/imaging/depth_map.h"
#include <array>
#include <string>
#include <utility>
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

/// RGB of a value; values outside are clamped, NaN gives holeColour. Where low == high, that value is in the
/// middle.
std::array<std::uint8_t, 3> colourOf(double value, const ColourScale& scale);
inline constexpr std::array<std::uint8_t, 3> holeColour{58, 58, 64};
/// The same for every value; 3 channels.
Image colourise(const Raster<float>& values, const ColourScale& scale);
/// The same with holeColour wherever nothing was measured (0, negative, not finite).
Image colourise(const DepthMap& depth, const ColourScale& scale);
/// Between 2 and `most` (3 to 6 make sense) round tick values inside [low, high], rising: multiples of 1,
/// 2, 2.5 or 5 times a power of ten. The ends themselves where no two round values lie inside; one value
/// where low == high.
std::vector<double> roundTicks(double low, double high, int most = 6);
/// Digits behind the point that tell ticks of that distance apart and say each of them: 2 for 0.01, 3 for
/// 0.025. 0 to 6.
int tickDigits(double step);
/// 2 and 98 % (or other) percentiles, interpolated, of the finite values, or of the measured ones where
/// onlyPositive. {0, 0} where there is none.
std::pair<double, double> percentileRange(const Raster<float>& values, bool onlyPositive,
                                          double lowShare = 0.02, double highShare = 0.98);

} // namespace fillscope
