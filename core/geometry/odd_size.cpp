#include "core/geometry/odd_size.h"
#include "core/geometry/fill_warnings.h"
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

// From a tray for screws to a container for cars.
constexpr double shortest = 0.02, longest = 3, mostTimes = 20;

} // namespace

std::optional<FillWarning> oddSize(const BoxSize& size) {
  const auto [low, high] = std::minmax({size.first, size.second, size.depth});
  const char* const unit = "Check the unit: 400 mm are 40 cm or 0.4 m.";
  if (high > longest) return FillWarning{"size-odd", "A box of %1 m is very large.", unit, {shortText(high)}};
  if (low < shortest)
    return FillWarning{"size-odd", "A box of %1 mm is very small.", unit, {shortText(1000 * low)}};
  if (high > mostTimes * low)
    return FillWarning{"size-odd",
                       "One of the lengths is %1 times another.",
                       "Check all three.",
                       {shortText(std::round(high / low))}};
  return {};
}

} // namespace fillscope
