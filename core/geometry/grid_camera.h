#pragma once
// The pinhole camera that saw a grid of points. Private to this folder.
#include "core/geometry/camera.h"
#include "core/geometry/scattered_cloud.h"

namespace fillscope {

struct GridCamera {
  CameraIntrinsics camera;
  Raster<float> depth;     ///< along the optical axis, in the cloud's unit; 0 where not measured
  double residual = 0;     ///< pixels, RMS; infinite where no camera fits, or parallel rays as well
  bool isInSensor = false; ///< in the sensor's frame
};

/// By least squares of x/z and y/z over the pixels, in the frame of the points or in their sensor's,
/// whichever fits better.
GridCamera fitGridCamera(const ScatteredCloud& cloud);

} // namespace fillscope
