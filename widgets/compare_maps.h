#pragma once
// The five pictures of a comparison as numbers with a scale and as colours.
#include "core/imaging/colour_map.h"
#include "core/imaging/compare_depth.h"
#include <QString>
#include <array>
#include <vector>

namespace fillscope {

enum class CompareMap { estimate, reference, difference, ssimDifference, ssimThreshold };
inline constexpr std::size_t compareMapCount = 5;

struct ShownMap {
  Raster<float> values; ///< in the scale's unit; NaN where there is nothing
  ColourScale scale;
  Image colours;
};

/// What was measured and does not count, in maps of what counts alone; lighter than holeColour.
inline constexpr std::array<std::uint8_t, 3> leftOutColour{134, 134, 142};

/// Depths in metres on the compared range, the estimate as aligned; the difference in millimetres, symmetric
/// about 0; 1 − S and the threshold map (1 differs, 0 alike) in [0, 1].
std::array<ShownMap, compareMapCount> shownMaps(const DepthMap& estimate, const DepthMap& reference,
                                                const DepthComparison& comparison);

/// A name, a value and what it means, for the table of figures.
struct CompareFigure {
  QString name, value, explanation;
};
std::vector<CompareFigure> compareFigures(const DepthComparison& comparison);

/// "1.234 m", "−12 mm", "0.21", "differs"; "no measurement" for NaN, and "not compared" where only
/// what counts has a value.
QString mapValueText(CompareMap map, float value);

} // namespace fillscope
