#pragma once
// Plane-to-plane maps (homographies) of continuous coordinates.
#include "core/base/vec.h"
#include <array>
#include <optional>

namespace fillscope {

/// Row-major 3×3 map of homogeneous plane points.
using PlaneMap = std::array<double, 9>;

inline constexpr PlaneMap identityMap{1, 0, 0, 0, 1, 0, 0, 0, 1};
PlaneMap operator*(const PlaneMap& a, const PlaneMap& b); ///< b first
/// Homogeneous third coordinate of a point's image: it changes sign at the horizon, beyond which `applied`
/// has no meaning.
constexpr double depthOf(const PlaneMap& m, Vec2 p) { return m[6] * p.x + m[7] * p.y + m[8]; }
constexpr Vec2 applied(const PlaneMap& m, Vec2 p) {
  const double w = 1 / depthOf(m, p);
  return {(m[0] * p.x + m[1] * p.y + m[2]) * w, (m[3] * p.x + m[4] * p.y + m[5]) * w};
}
/// The map that takes four points to four others; its last entry is 1. Nothing where three of them lie on a
/// line.
std::optional<PlaneMap> mapBetween(const std::array<Vec2, 4>& from, const std::array<Vec2, 4>& to);
/// Nothing where the map is singular.
std::optional<PlaneMap> inverse(const PlaneMap& map);

} // namespace fillscope
