#pragma once
// Brightness, contrast and gamma of 8-bit pictures, for looking at them.
#include <array>
#include <cstdint>

namespace fillscope {

struct ToneCurve {
  double brightness = 0; ///< −1 all black to 1 all white
  double contrast = 0;   ///< −1 all grey to 1 a step in the middle
  double gamma = 1;      ///< 0.1 to 10; above 1 brings up the dark parts
  bool isNeutral() const { return brightness == 0 && contrast == 0 && gamma == 1; }
  friend bool operator==(const ToneCurve&, const ToneCurve&) = default;
};

/// What becomes of each sample: gamma first, then contrast about the middle (its slope is
/// tan((contrast + 1)·π/4), 1 where it is 0), then brightness; rounded and clamped.
std::array<std::uint8_t, 256> toneTable(const ToneCurve& tone);

} // namespace fillscope
