#include "core/geometry/camera.h"
#include <cmath>

namespace fillscope {

CameraIntrinsics CameraIntrinsics::scaledTo(int newWidth, int newHeight) const {
  CameraIntrinsics scaled = *this;
  scaled.width = newWidth;
  scaled.height = newHeight;
  if (width <= 0 || height <= 0) return scaled; // the source does not say: taken as meant for this size
  const double sx = double(newWidth) / width, sy = double(newHeight) / height;
  scaled.fx = fx * sx;
  scaled.fy = fy * sy;
  scaled.cx = (cx + 0.5) * sx - 0.5;
  scaled.cy = (cy + 0.5) * sy - 0.5;
  return scaled;
}

CameraIntrinsics CameraIntrinsics::fromFieldOfView(double horizontalRadians, int width, int height) {
  const double focal = 0.5 * width / std::tan(0.5 * horizontalRadians);
  return {focal, focal, 0.5 * width - 0.5, 0.5 * height - 0.5, width, height};
}

} // namespace fillscope
