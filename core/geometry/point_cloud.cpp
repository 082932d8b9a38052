#include "core/geometry/point_cloud.h"
#include "core/geometry/lens.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace fillscope {

namespace {

Image inSize(const Image& colour, int width, int height) {
  if (colour.sameSize(width, height)) return colour;
  Image out(width, height, colour.channels());
  const int type = CV_MAKETYPE(CV_8U, colour.channels());
  const cv::Mat from(colour.height(), colour.width(), type, const_cast<std::uint8_t*>(colour.data()));
  cv::Mat to(height, width, type, out.data());
  cv::resize(from, to, to.size(), 0, 0, colour.width() > width ? cv::INTER_AREA : cv::INTER_LINEAR);
  return out;
}

/// Moves every point from the ray of a pinhole to the one that the lens sees.
void straighten(Raster<float>& xyz, const CameraIntrinsics& camera, double k1) {
  for (int y = 0; y < xyz.height(); ++y)
    for (int x = 0; x < xyz.width(); ++x) {
      float* point = xyz.row(y) + 3 * x;
      if (std::isnan(point[2])) continue;
      const Vec3 ray = undistortedRay(camera, k1, {double(x), double(y)});
      point[0] = point[2] * float(ray.x);
      point[1] = point[2] * float(ray.y);
    }
}

} // namespace

std::size_t PointCloud::measuredCount() const {
  std::size_t count = 0;
  const float* p = xyz.data();
  for (std::size_t k = 0; k < xyz.pixelCount(); ++k)
    count += !std::isnan(p[3 * k + 2]);
  return count;
}

PointCloud unproject(const DepthMap& depth, const CameraIntrinsics& camera, DepthLine line,
                     const Image* colour, double k1) {
  const int width = depth.width(), height = depth.height();
  PointCloud cloud;
  cloud.xyz = Raster<float>(width, height, 3, std::numeric_limits<float>::quiet_NaN());
  std::vector<float> rayX(static_cast<std::size_t>(width));
  for (int x = 0; x < width; ++x)
    rayX[x] = float((x - camera.cx) / camera.fx);
  const bool inverse = depth.kind == DepthKind::inverse;
  cloud.metric = depth.kind == DepthKind::metric;
  for (int y = 0; y < height; ++y) {
    const float rayY = float((y - camera.cy) / camera.fy);
    const float* from = depth.values.row(y);
    float* to = cloud.xyz.row(y);
    for (int x = 0; x < width; ++x) {
      if (!DepthMap::isMeasured(from[x])) continue;
      const double linear = line.scale * from[x] + line.shift;
      if (!(linear > 0)) continue;
      const float z = float(inverse ? 1.0 / linear : linear);
      to[3 * x] = z * rayX[x];
      to[3 * x + 1] = z * rayY;
      to[3 * x + 2] = z;
    }
  }
  if (k1 != 0) straighten(cloud.xyz, camera, k1);
  if (colour && !colour->empty()) cloud.colour = inSize(*colour, width, height);
  return cloud;
}

} // namespace fillscope
