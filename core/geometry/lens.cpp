#include "core/geometry/lens.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace fillscope {

double foldRadius(double k1) {
  return k1 < 0 ? std::sqrt(-1 / (3 * k1)) : std::numeric_limits<double>::infinity();
}

Vec3 undistortedRay(const CameraIntrinsics& camera, double k1, Vec2 pixel) {
  const Vec3 ray = camera.ray(pixel);
  if (k1 == 0) return ray;
  // Newton on r + k1 r³ = R.
  const double distorted = std::hypot(ray.x, ray.y), fold = foldRadius(k1);
  double r = std::min(distorted, fold);
  for (int n = 0; n < 12 && r > 0; ++n) {
    const double slope = 1 + 3 * k1 * r * r;
    if (slope < 1e-6) break;
    const double next = std::clamp(r - (r + k1 * r * r * r - distorted) / slope, 0.0, fold);
    if (std::abs(next - r) < 1e-12) break;
    r = next;
  }
  const double factor = distorted > 0 ? r / distorted : 1;
  return {ray.x * factor, ray.y * factor, 1};
}

Vec2 projectThroughLens(const CameraIntrinsics& camera, double k1, Vec3 p) {
  const double x = p.x / p.z, y = p.y / p.z, factor = 1 + k1 * (x * x + y * y);
  return camera.project({factor * x, factor * y, 1});
}

} // namespace fillscope
