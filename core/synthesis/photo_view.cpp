#include "core/synthesis/photo_view.h"
#include <limits>
#include <vector>

namespace fillscope {

RadialDistortion::RadialDistortion(double k1)
    : k1_(k1)
    , straightFrom_(k1 < 0 ? 0.9 * std::sqrt(-1 / (3 * k1)) : std::numeric_limits<double>::infinity()) {
  if (k1 >= 0) return;
  straightAt_ = straightFrom_ * (1 + k1 * straightFrom_ * straightFrom_);
  slope_ = 1 + 3 * k1 * straightFrom_ * straightFrom_;
}

double RadialDistortion::radiusOf(double r) const {
  return r > straightFrom_ ? straightAt_ + slope_ * (r - straightFrom_) : r * (1 + k1_ * r * r);
}

Vec2 RadialDistortion::distort(Vec2 p) const {
  const double r = norm(p);
  return r > 0 ? (radiusOf(r) / r) * p : p;
}

Vec2 RadialDistortion::undistort(Vec2 p) const {
  if (k1_ == 0) return p;
  const double wanted = std::sqrt(dot(p, p));
  if (wanted == 0) return p;
  if (k1_ < 0 && wanted > straightAt_)
    return ((straightFrom_ + (wanted - straightAt_) / slope_) / wanted) * p;
  double r = wanted; // Newton's method; the function is monotone and curved one way
  for (int i = 0; i < 20; ++i) {
    const double step = (r * (1 + k1_ * r * r) - wanted) / (1 + 3 * k1_ * r * r);
    r -= step;
    if (std::abs(step) < 1e-10) break;
  }
  return (r / wanted) * p;
}

PhotoView::PhotoView(const PhotoScene& scene)
    : scene_(scene)
    , distortion_(scene.k1)
    , eye_(toFloat(scene.pose.toBox({0, 0, 0})))
    , right_(toFloat(transposedTimes(scene.pose.rotation, {1, 0, 0})))
    , down_(toFloat(transposedTimes(scene.pose.rotation, {0, 1, 0})))
    , forward_(toFloat(transposedTimes(scene.pose.rotation, {0, 0, 1}))) {
  if (scene.k1 == 0) return;
  // Linear between entries: to about 1e-7 of the radius.
  constexpr int entries = 2048;
  double most = 0;
  for (const double x : {-1.0, static_cast<double>(scene.camera.width)})
    for (const double y : {-1.0, static_cast<double>(scene.camera.height)}) {
      const Vec3 ray = scene.camera.ray({x, y});
      most = std::max(most, ray.x * ray.x + ray.y * ray.y);
    }
  factorScale_ = entries / most;
  for (int i = 0; i <= entries + 1; ++i) {
    const double radius = std::sqrt((i + (i == 0 ? 1e-6 : 0)) / factorScale_);
    factors_.push_back(distortion_.undistort({radius, 0}).x / radius);
  }
}

Vec2 PhotoView::undistorted(double x, double y) const {
  const Vec3 ray = scene_.camera.ray({x, y});
  if (factors_.empty()) return {ray.x, ray.y};
  const double at = (ray.x * ray.x + ray.y * ray.y) * factorScale_;
  const auto entry = static_cast<std::size_t>(at);
  if (entry + 1 >= factors_.size()) return distortion_.undistort({ray.x, ray.y});
  const double factor =
      factors_[entry] + (at - static_cast<double>(entry)) * (factors_[entry + 1] - factors_[entry]);
  return {factor * ray.x, factor * ray.y};
}

F3 PhotoView::direction(double x, double y) const {
  const Vec2 p = undistorted(x, y);
  return static_cast<float>(p.x) * right_ + static_cast<float>(p.y) * down_ + forward_;
}

Vec2 PhotoView::picture(Vec3 box) const {
  const Vec3 p = toCamera(box);
  const Vec2 distorted = distortion_.distort({p.x / p.z, p.y / p.z});
  return pictureFromPixel(scene_.camera.project({distorted.x, distorted.y, 1}));
}

Vec3 boxCorner(const PhotoScene& scene, int corner) {
  const bool atFloor = corner >= 4;
  const double inset = atFloor ? scene.taper : 0;
  const int c = corner % 4;
  return {c == 1 || c == 2 ? scene.size.first - inset : inset, c >= 2 ? scene.size.second - inset : inset,
          atFloor ? scene.size.depth : 0};
}

int topLeftCorner(const std::array<Vec2, 4>& corners) {
  Vec2 low = corners[0], high = corners[0];
  for (const Vec2 p : corners) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  const double width = std::max(high.x - low.x, 1e-12), height = std::max(high.y - low.y, 1e-12);
  int best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (int i = 0; i < 4; ++i) {
    const Vec2 p = corners[static_cast<std::size_t>(i)];
    const double sum = (p.x - low.x) / width + (p.y - low.y) / height;
    if (sum < least || (sum == least && p.y < corners[static_cast<std::size_t>(best)].y))
      best = i, least = sum;
  }
  return best;
}

std::pair<BoxSize, BoxPose> renumbered(const BoxSize& size, const BoxPose& pose, int start) {
  const Vec3 x = pose.rotation.columns[0], y = pose.rotation.columns[1];
  const Vec3 corners[4] = {{0, 0, 0}, {size.first, 0, 0}, {size.first, size.second, 0}, {0, size.second, 0}};
  const Vec3 along[4] = {x, y, -x, -y}; // from each corner to the next
  BoxPose turned;
  turned.rotation.columns = {along[start % 4], along[(start + 1) % 4], pose.rotation.columns[2]};
  turned.translation = pose.toCamera(corners[start % 4]);
  const bool swapped = start % 2 == 1;
  return {{swapped ? size.second : size.first, swapped ? size.first : size.second, size.depth}, turned};
}

} // namespace fillscope
