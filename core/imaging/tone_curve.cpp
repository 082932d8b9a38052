#include "core/imaging/tone_curve.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace fillscope {

std::array<std::uint8_t, 256> toneTable(const ToneCurve& tone) {
  const double contrast = std::clamp(tone.contrast, -1.0, 0.999);
  const double slope = std::tan((contrast + 1) * std::numbers::pi / 4);
  const double power = 1 / std::clamp(tone.gamma, 0.1, 10.0);
  std::array<std::uint8_t, 256> table{};
  for (int i = 0; i < 256; ++i) {
    double value = i / 255.0;
    if (power != 1) value = std::pow(value, power);
    value = (value - 0.5) * slope + 0.5 + tone.brightness;
    table[static_cast<std::size_t>(i)] =
        static_cast<std::uint8_t>(std::lround(255 * std::clamp(value, 0.0, 1.0)));
  }
  return table;
}

} // namespace fillscope
