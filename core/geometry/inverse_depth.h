#pragma once
// A depth map to scale, as 1/z: linear in the picture on every plane, so that interpolation keeps planes
// exact. Private to this folder.
#include "core/geometry/depth_alignment.h"

namespace fillscope {

struct InverseDepth {
  Raster<float> values;            ///< 1/z in the unit of the pose, 0 where not measured
  Raster<std::uint8_t> continuous; ///< (x, y): the four pixels x..x+1, y..y+1 show one surface
  double noise = 0;                ///< standard deviation of z at the rim's distance, after smoothing
  double rawNoise = 0;             ///< the same as measured

  /// 1/z at a pixel-centre coordinate: bilinear on one surface, else of the nearest pixel; 0 outside and in
  /// holes.
  float at(double u, double v) const {
    // Before the conversion: what an int cannot hold has none. Truncation is floor for what passes.
    if (!(u >= 0 && v >= 0 && u < values.width() - 1 && v < values.height() - 1)) return nearest(u, v);
    const int x = int(u), y = int(v);
    if (!continuous.row(y)[x]) return nearest(u, v);
    const float fx = float(u - x), fy = float(v - y);
    const float* a = values.row(y) + x;
    const float* b = a + values.width();
    const float top = a[0] + fx * (a[1] - a[0]), bottom = b[0] + fx * (b[1] - b[0]);
    return top + fy * (bottom - top);
  }
  float nearest(double u, double v) const {
    if (!(u >= -0.5 && v >= -0.5 && u < values.width() - 0.5 && v < values.height() - 0.5)) return 0;
    return values.row(int(v + 0.5))[int(u + 0.5)];
  }
};

/// Scales and, where the measurement is noisy, smooths along surfaces: pairs of opposite neighbours only, so
/// that planes stay what they are. rimDistance: typical optical depth of the rim; jump: a step of z that
/// parts surfaces.
InverseDepth makeInverseDepth(const DepthMap& depth, const Alignment& alignment, const RimCorners& corners,
                              double rimDistance, double jump);

} // namespace fillscope
