#include "core/imaging/large_remap.h"
#include <algorithm>
#include <climits>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

constexpr int mostSide = SHRT_MAX - 1; // of what cv::remap reads
constexpr int partSide = 1024;         // of what is filled at a time
constexpr float margin = 4;            // pixels that interpolation reads around a place

/// The part of a picture that is read for these places.
cv::Rect readFor(const cv::Mat& places, cv::Size size) {
  float left = static_cast<float>(size.width), top = static_cast<float>(size.height), right = 0, bottom = 0;
  for (int y = 0; y < places.rows; ++y) {
    const auto* place = places.ptr<cv::Vec2f>(y);
    for (int x = 0; x < places.cols; ++x) {
      const float u = place[x][0], v = place[x][1];
      if (!(u > -margin && v > -margin && u < size.width + margin && v < size.height + margin)) continue;
      left = std::min(left, u), right = std::max(right, u);
      top = std::min(top, v), bottom = std::max(bottom, v);
    }
  }
  if (left > right) return {};
  const int x0 = static_cast<int>(std::floor(left - margin)), y0 = static_cast<int>(std::floor(top - margin));
  const int x1 = static_cast<int>(std::ceil(right + margin)),
            y1 = static_cast<int>(std::ceil(bottom + margin));
  return cv::Rect(x0, y0, x1 - x0 + 1, y1 - y0 + 1) & cv::Rect({0, 0}, size);
}

struct Remap {
  const cv::Mat& from;
  cv::Mat& to;
  const std::function<Vec2(int, int)>& placeOf;
  int interpolation;
  const cv::Scalar& outside;

  void fill(const cv::Rect& part) const {
    cv::Mat places(part.size(), CV_32FC2);
    for (int y = 0; y < part.height; ++y) {
      auto* place = places.ptr<cv::Vec2f>(y);
      for (int x = 0; x < part.width; ++x) {
        const Vec2 at = placeOf(part.x + x, part.y + y);
        place[x] = {static_cast<float>(at.x), static_cast<float>(at.y)};
      }
    }
    cv::Rect read({0, 0}, from.size());
    if (std::max(read.width, read.height) > mostSide) read = readFor(places, from.size());
    if (std::max(read.width, read.height) > mostSide) return fillHalves(part);
    cv::Mat target = to(part);
    if (read.empty()) {
      target.setTo(outside);
      return;
    }
    if (read.x != 0 || read.y != 0) places -= cv::Scalar(read.x, read.y);
    cv::remap(from(read), target, places, cv::noArray(), interpolation, cv::BORDER_CONSTANT, outside);
  }

  void fillHalves(const cv::Rect& part) const {
    cv::Rect first = part, second = part;
    if (part.width > part.height) {
      first.width = part.width / 2;
      second.x += first.width, second.width -= first.width;
    } else {
      first.height = part.height / 2;
      second.y += first.height, second.height -= first.height;
    }
    fill(first);
    fill(second);
  }
};

} // namespace

void remapLarge(const cv::Mat& from, cv::Mat& to, const std::function<Vec2(int x, int y)>& placeOf,
                int interpolation, const cv::Scalar& outside) {
  const Remap remap{from, to, placeOf, interpolation, outside};
  for (int y = 0; y < to.rows; y += partSide)
    for (int x = 0; x < to.cols; x += partSide)
      remap.fill({x, y, std::min(partSide, to.cols - x), std::min(partSide, to.rows - y)});
}

} // namespace fillscope
