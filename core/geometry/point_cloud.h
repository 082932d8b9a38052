#pragma once
// Every pixel of a depth map as a point, kept in picture order.
#include "core/geometry/box.h"
#include "core/geometry/depth_line.h"
#include "core/imaging/depth_map.h"
#include <optional>

namespace fillscope {

/// Organised: point (x, y) belongs to pixel (x, y). NaN where not measured. Camera frame, float.
struct PointCloud {
  Raster<float> xyz;  ///< 3 channels
  Image colour;       ///< RGB, same size, may be empty
  bool metric = true; ///< xyz are metres; else their unit is not known
  int width() const { return xyz.width(); }
  int height() const { return xyz.height(); }
  std::size_t measuredCount() const;
};

/// line: how its values become depth (FillReport::depthLine); a value that then lies behind the camera is no
/// point. The cloud is metric where the depth is; whoever knows that line leads to metres says so. colour is
/// resized where its size differs. k1: of the camera's lens (lens.h).
PointCloud unproject(const DepthMap& depth, const CameraIntrinsics& camera, DepthLine line = {},
                     const Image* colour = nullptr, double k1 = 0);

} // namespace fillscope
