#include "core/workflow/straight_view.h"
#include "core/inference/rim_view.h"
#include <algorithm>
#include <limits>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

constexpr int edgeStep = 8;         // pixels between the points of the picture's edge that are followed
constexpr double mostBeyond = 0.5;  // of the picture's size, on each side
constexpr float farOutside = -1e5f; // a place that no picture holds
constexpr double grey = 127;

cv::Mat borrowed(const Image& image) {
  return {image.height(), image.width(), CV_8UC(image.channels()), const_cast<std::uint8_t*>(image.data())};
}

} // namespace

StraightView::StraightView(const Image& picture, const CameraIntrinsics& camera, double k1)
    : camera_(camera)
    , straightCamera_(camera)
    , k1_(k1)
    , width_(picture.width())
    , height_(picture.height()) {
  Vec2 low{double(width_), double(height_)}, high{0, 0};
  const auto include = [&](double x, double y) {
    const Vec2 at = straightened(Vec2{x, y});
    low = {std::min(low.x, at.x), std::min(low.y, at.y)};
    high = {std::max(high.x, at.x), std::max(high.y, at.y)};
  };
  for (int x = 0; x < width_ + edgeStep; x += edgeStep)
    for (const double y : {0.0, double(height_)})
      include(std::min(x, width_), y);
  for (int y = 0; y < height_ + edgeStep; y += edgeStep)
    for (const double x : {0.0, double(width_)})
      include(x, std::min(y, height_));
  low = {std::floor(std::max(low.x, -mostBeyond * width_)),
         std::floor(std::max(low.y, -mostBeyond * height_))};
  high = {std::min(high.x, (1 + mostBeyond) * width_), std::min(high.y, (1 + mostBeyond) * height_)};
  origin_ = low;
  straightCamera_.cx -= low.x;
  straightCamera_.cy -= low.y;
  straightCamera_.width = std::max(1, static_cast<int>(std::ceil(high.x - low.x)));
  straightCamera_.height = std::max(1, static_cast<int>(std::ceil(high.y - low.y)));

  straight_ = Image(straightCamera_.width, straightCamera_.height, picture.channels());
  cv::Mat places(straight_.height(), straight_.width(), CV_32FC2);
  for (int y = 0; y < places.rows; ++y)
    for (int x = 0; x < places.cols; ++x) {
      const Vec2 at = pixelFromPicture(seenAt(pictureFromPixel({double(x), double(y)})));
      places.at<cv::Vec2f>(y, x) = {static_cast<float>(at.x), static_cast<float>(at.y)};
    }
  cv::Mat target = borrowed(straight_);
  cv::remap(borrowed(picture), target, places, cv::noArray(), cv::INTER_CUBIC, cv::BORDER_CONSTANT,
            cv::Scalar::all(grey));
}

RimCorners StraightView::straightened(const RimCorners& corners) const {
  RimCorners straight;
  std::transform(corners.begin(), corners.end(), straight.begin(),
                 [this](Vec2 corner) { return straightened(corner); });
  return straight;
}

Vec2 StraightView::straightened(Vec2 seen) const {
  return pictureFromPixel(camera_.project(undistortedRay(camera_, k1_, pixelFromPicture(seen)))) - origin_;
}

Vec2 StraightView::seenAt(Vec2 straight) const {
  const Vec3 ray = camera_.ray(pixelFromPicture(straight + origin_));
  const double r = std::hypot(ray.x, ray.y);
  if (r > foldRadius()) return {farOutside, farOutside};
  const double bend = 1 + k1_ * r * r;
  return pictureFromPixel(camera_.project({bend * ray.x, bend * ray.y, 1}));
}

bool StraightView::isSeenOnce(Vec2 pixel) const {
  const Vec3 ray = camera_.ray(pixel);
  return std::hypot(ray.x, ray.y) <= foldRadius() * 2 / 3; // where the fold is seen
}

/// Where a barrel lens stops showing what lies farther out farther out.
double StraightView::foldRadius() const {
  return k1_ < 0 ? std::sqrt(-1 / (3 * k1_)) : std::numeric_limits<double>::infinity();
}

} // namespace fillscope
