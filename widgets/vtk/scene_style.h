#pragma once
// The colours of the 3D scene, from outside: scenes know no palette.
#include <array>
#include <cstdint>

namespace fillscope {

using Rgb8 = std::array<std::uint8_t, 3>; ///< sRGB

struct SceneStyle {
  Rgb8 backgroundTop{38, 43, 50}, backgroundBottom{24, 27, 32};
  Rgb8 box{200, 205, 212}; ///< walls' edges and floor grid
  Rgb8 rim{60, 150, 240};  ///< the accent
  Rgb8 content{60, 150, 240};
  Rgb8 hidden{240, 170, 50}, hatching{150, 84, 0};
  friend bool operator==(const SceneStyle&, const SceneStyle&) = default;
};

constexpr std::array<double, 3> unitRgb(Rgb8 c) { return {c[0] / 255.0, c[1] / 255.0, c[2] / 255.0}; }
constexpr Rgb8 mixed(Rgb8 a, Rgb8 b, double shareOfB) {
  Rgb8 out{};
  for (std::size_t k = 0; k < 3; ++k)
    out[k] = static_cast<std::uint8_t>(a[k] + shareOfB * (b[k] - a[k]) + 0.5);
  return out;
}

} // namespace fillscope
