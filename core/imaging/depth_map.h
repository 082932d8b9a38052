#pragma once
// A depth map knows what its numbers mean.
#include "core/imaging/raster.h"
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

namespace fillscope {

/// What a value says about the distance along the optical axis.
enum class DepthKind {
  metric,   ///< metres
  relative, ///< grows with depth; scale and shift unknown; no unit
  inverse,  ///< grows towards the camera (disparity); scale and shift unknown unless unit is "1/m"
};

/// Its word in files and options: "metric", "relative", "inverse".
inline constexpr std::array<const char*, 3> depthKindNames{"metric", "relative", "inverse"};
constexpr const char* nameOf(DepthKind kind) { return depthKindNames[static_cast<std::size_t>(kind)]; }
constexpr std::optional<DepthKind> depthKindNamed(std::string_view name) {
  for (std::size_t i = 0; i < depthKindNames.size(); ++i)
    if (name == depthKindNames[i]) return static_cast<DepthKind>(i);
  return std::nullopt;
}

/// Depth along the optical axis, one float a pixel, aligned to the picture pixel for pixel.
/// 0, negative, NaN and infinity all mean: no measurement.
struct DepthMap {
  Raster<float> values;
  DepthKind kind = DepthKind::metric;
  std::string unit = "m"; ///< "m", "1/m", or "" where relative
  std::string source;     ///< where it came from, for people: "tote.depth.png", "network box-depth-s"

  int width() const { return values.width(); }
  int height() const { return values.height(); }
  /// Whether values are metres, or metres to the power of minus one, rather than of any scale.
  bool hasUnit() const { return kind == DepthKind::metric || (kind == DepthKind::inverse && unit == "1/m"); }
  static bool isMeasured(float v) { return v > 0.0f && std::isfinite(v); }
  bool isMeasuredAt(int x, int y) const { return isMeasured(values.at(x, y)); }
};

} // namespace fillscope
