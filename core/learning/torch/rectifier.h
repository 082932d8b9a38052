#pragma once

namespace fillscope {

/// What follows a sum: x above 0, slope times x below.
struct Rectifier {
  double slope = 1;
};
inline constexpr Rectifier unrectified{1}, relu{0};

} // namespace fillscope
