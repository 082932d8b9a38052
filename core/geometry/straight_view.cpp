#include "core/geometry/straight_view.h"
#include "core/geometry/lens.h"
#include "core/imaging/large_remap.h"
#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

constexpr int samplesPerSide = 200; // of the box about a quadrilateral
constexpr int edgeStep = 8;         // pixels between the points of the picture's edge that are followed
constexpr double mostBeyond = 0.5;  // of the picture's size, on each side
constexpr double farOutside = -1e5; // a place that no picture holds
constexpr double grey = 127;
constexpr float oneSurface = 1.05f; // greatest depth of four neighbours over the least

/// Depth at a pixel-centre coordinate from the four pixels about it; 0 where they do not see one surface.
float depthBetween(const Raster<float>& depth, Vec2 at) {
  const int x = static_cast<int>(std::floor(at.x)), y = static_cast<int>(std::floor(at.y));
  if (!depth.contains(x, y) || !depth.contains(x + 1, y + 1)) return 0;
  const float* above = depth.row(y) + x;
  const float* below = depth.row(y + 1) + x;
  const auto [least, greatest] = std::minmax({above[0], above[1], below[0], below[1]});
  if (!(least > 0 && greatest < oneSurface * least)) return 0;
  const double u = at.x - x, v = at.y - y;
  return static_cast<float>(
      1 / ((1 - v) * ((1 - u) / above[0] + u / above[1]) + v * ((1 - u) / below[0] + u / below[1])));
}

cv::Mat borrowed(const Image& image) {
  return {image.height(), image.width(), CV_8UC(image.channels()), const_cast<std::uint8_t*>(image.data())};
}

} // namespace

StraightView::StraightView(const CameraIntrinsics& camera, double k1)
    : camera_(camera)
    , straightCamera_(camera)
    , k1_(k1) {
  const int width = camera.width, height = camera.height;
  Vec2 low{double(width), double(height)}, high{0, 0};
  const auto include = [&](double x, double y) {
    const Vec2 at = straightened(Vec2{x, y});
    low = {std::min(low.x, at.x), std::min(low.y, at.y)};
    high = {std::max(high.x, at.x), std::max(high.y, at.y)};
  };
  for (int x = 0; x < width + edgeStep; x += edgeStep)
    for (const double y : {0.0, double(height)})
      include(std::min(x, width), y);
  for (int y = 0; y < height + edgeStep; y += edgeStep)
    for (const double x : {0.0, double(width)})
      include(x, std::min(y, height));
  low = {std::floor(std::max(low.x, -mostBeyond * width)), std::floor(std::max(low.y, -mostBeyond * height))};
  high = {std::min(high.x, (1 + mostBeyond) * width), std::min(high.y, (1 + mostBeyond) * height)};
  origin_ = low;
  straightCamera_.cx -= low.x;
  straightCamera_.cy -= low.y;
  straightCamera_.width = std::max(1, static_cast<int>(std::ceil(high.x - low.x)));
  straightCamera_.height = std::max(1, static_cast<int>(std::ceil(high.y - low.y)));
}

Image StraightView::straightPicture(const Image& picture) const {
  Image straight(straightCamera_.width, straightCamera_.height, picture.channels());
  cv::Mat target = borrowed(straight);
  const auto placeOf = [this](int x, int y) {
    return pixelFromPicture(seenAt(pictureFromPixel({double(x), double(y)})));
  };
  remapLarge(borrowed(picture), target, placeOf, cv::INTER_CUBIC, cv::Scalar::all(grey));
  return straight;
}

Raster<float> StraightView::straightDepth(const Raster<float>& depth) const {
  Raster<float> straight(straightCamera_.width, straightCamera_.height);
  for (int y = 0; y < straight.height(); ++y)
    for (int x = 0; x < straight.width(); ++x) {
      const Vec2 at = seenAt(pictureFromPixel({double(x), double(y)}));
      const float between = std::abs(at.x) < -farOutside ? depthBetween(depth, pixelFromPicture(at)) : 0;
      straight.at(x, y) = between > 0 ? between : valueAt(depth, at);
    }
  return straight;
}

RimCorners StraightView::straightened(const RimCorners& corners) const {
  RimCorners straight;
  std::transform(corners.begin(), corners.end(), straight.begin(),
                 [this](Vec2 corner) { return straightened(corner); });
  return straight;
}

double StraightView::shareShown(const RimCorners& straight) const {
  std::vector<cv::Point2f> outline;
  for (const Vec2 corner : straight)
    outline.emplace_back(static_cast<float>(corner.x), static_cast<float>(corner.y));
  Vec2 low = straight[0], high = straight[0];
  for (const Vec2 corner : straight) {
    low = {std::min(low.x, corner.x), std::min(low.y, corner.y)};
    high = {std::max(high.x, corner.x), std::max(high.y, corner.y)};
  }
  int inside = 0, shown = 0;
  for (int v = 0; v < samplesPerSide; ++v)
    for (int u = 0; u < samplesPerSide; ++u) {
      const Vec2 at{low.x + (u + 0.5) / samplesPerSide * (high.x - low.x),
                    low.y + (v + 0.5) / samplesPerSide * (high.y - low.y)};
      if (cv::pointPolygonTest(outline, {static_cast<float>(at.x), static_cast<float>(at.y)}, false) < 0)
        continue;
      const Vec2 seen = seenAt(at);
      ++inside;
      shown += seen.x >= 0 && seen.y >= 0 && seen.x <= camera_.width && seen.y <= camera_.height;
    }
  return inside > 0 ? double(shown) / inside : 1;
}

Vec2 StraightView::straightened(Vec2 seen) const {
  return pictureFromPixel(camera_.project(undistortedRay(camera_, k1_, pixelFromPicture(seen)))) - origin_;
}

Vec2 StraightView::seenAt(Vec2 straight) const {
  const Vec3 ray = camera_.ray(pixelFromPicture(straight + origin_));
  if (std::hypot(ray.x, ray.y) > foldRadius(k1_)) return {farOutside, farOutside};
  return pictureFromPixel(projectThroughLens(camera_, k1_, ray));
}

bool StraightView::isSeenOnce(Vec2 pixel) const {
  const Vec3 ray = camera_.ray(pixel);
  return std::hypot(ray.x, ray.y) <= foldRadius(k1_) * 2 / 3; // where the fold is seen
}

} // namespace fillscope
