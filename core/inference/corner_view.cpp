#include "core/inference/corner_detector.h"
#include "core/inference/resampling.h"
#include <algorithm>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

struct Bounds {
  Vec2 low, high;
};

Bounds boundsOf(const std::vector<Vec2>& points) {
  Bounds bounds{points.front(), points.front()};
  for (const Vec2 p : points) {
    bounds.low = {std::min(bounds.low.x, p.x), std::min(bounds.low.y, p.y)};
    bounds.high = {std::max(bounds.high.x, p.x), std::max(bounds.high.y, p.y)};
  }
  return bounds;
}

CornerView similarity(double scale, Vec2 offset) {
  const double back = 1 / scale;
  return {{scale, 0, offset.x, 0, scale, offset.y, 0, 0, 1},
          {back, 0, -back * offset.x, 0, back, -back * offset.y, 0, 0, 1},
          scale};
}

CornerView centredOn(Vec2 centre, double scale, int size) {
  return similarity(scale, Vec2{0.5 * size, 0.5 * size} - scale * centre);
}

// Far outside every picture; a place behind the camera has no other.
constexpr float nowhere = -1e6f;

} // namespace

CornerView CornerView::zoomed(double zoom, Vec2 about, Vec2 shift) const {
  const CornerView change = similarity(zoom, about - zoom * about + shift);
  return {change.map * map, back * change.back, scale * zoom};
}

CornerView wholePictureView(int width, int height, int size, double border) {
  const double scale = size * (1 - 2 * border) / std::max({width, height, 1});
  return centredOn({0.5 * width, 0.5 * height}, scale, size);
}

CornerView boxView(const std::vector<Vec2>& corners, int size, double boxShare) {
  if (corners.empty()) return {};
  const auto [low, high] = boundsOf(corners);
  const double side = std::max({high.x - low.x, high.y - low.y, 1e-3});
  return centredOn(0.5 * (low + high), boxShare * size / side, size);
}

std::optional<CornerView> rectifiedView(const RimCorners& corners, int size, double boxShare) {
  if (checkRim(corners) != RimFault::none) return {};
  const double low = 0.5 * (1 - boxShare) * size, high = size - low;
  const std::array<Vec2, 4> square{Vec2{low, low}, {high, low}, {high, high}, {low, high}};
  const auto map = mapBetween(corners, square);
  const auto back = map ? inverse(*map) : std::nullopt;
  if (!back) return {};
  double outline = 0;
  for (std::size_t k = 0; k < 4; ++k)
    outline += norm(corners[(k + 1) % 4] - corners[k]);
  return CornerView{*map, *back, 4 * (high - low) / outline};
}

Tensor cornerInput(const Image& picture, const CornerView& view, const ModelManifest& manifest) {
  const int size = manifest.inputWidth;
  const auto side = static_cast<std::size_t>(size);
  Tensor input{{1, 3, size, size}, std::vector<float>(3 * side * side)};
  // Which side of the horizon the box lies on.
  const double front = depthOf(view.back, {0.5 * size, 0.5 * size});
  cv::Mat places(size, size, CV_32FC2);
  Vec2 low{1e9, 1e9}, high{-1e9, -1e9};
  for (int y = 0; y < size; ++y) {
    auto* place = places.ptr<cv::Vec2f>(y);
    for (int x = 0; x < size; ++x, ++place) {
      const Vec2 at{x + 0.5, y + 0.5};
      *place = {nowhere, nowhere};
      if (!(depthOf(view.back, at) * front > 0)) continue;
      const Vec2 seen = applied(view.back, at);
      if (!(seen.x > -1 && seen.y > -1 && seen.x < picture.width() + 1 && seen.y < picture.height() + 1))
        continue;
      *place = {static_cast<float>(seen.x), static_cast<float>(seen.y)};
      low = {std::min(low.x, seen.x), std::min(low.y, seen.y)};
      high = {std::max(high.x, seen.x), std::max(high.y, seen.y)};
    }
  }
  const cv::Scalar mean = meanColour(manifest);
  cv::Mat square(size, size, CV_8UC(picture.channels()), mean);
  const ReducedPicture part = reduced(picture, low, high, 1 / view.scale);
  if (!part.pixels.empty()) {
    const cv::Vec2f gain(static_cast<float>(part.scale.x), static_cast<float>(part.scale.y));
    const cv::Vec2f shift(static_cast<float>(-part.origin.x * part.scale.x - 0.5),
                          static_cast<float>(-part.origin.y * part.scale.y - 0.5));
    for (auto& place : cv::Mat_<cv::Vec2f>(places))
      if (place[0] > nowhere) place = place.mul(gain) + shift;
    cv::remap(part.pixels, square, places, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_CONSTANT, mean);
  }
  normaliseInto(square, manifest, input.values.data());
  return input;
}

std::vector<int> clockwiseFromTopLeft(const std::vector<Vec2>& corners) {
  std::vector<int> order(corners.size());
  std::iota(order.begin(), order.end(), 0);
  if (corners.empty()) return order;
  const auto at = [&](int k) { return corners[static_cast<std::size_t>(k)]; };
  Vec2 centre;
  for (const Vec2 p : corners)
    centre = centre + (1.0 / static_cast<double>(corners.size())) * p;
  // With y down, growing angles run clockwise as seen.
  const auto angle = [&](int k) { return std::atan2(at(k).y - centre.y, at(k).x - centre.x); };
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return angle(a) < angle(b); });
  const auto [low, high] = boundsOf(corners);
  const double width = std::max(high.x - low.x, 1e-9), height = std::max(high.y - low.y, 1e-9);
  const auto rank = [&, low = low](int k) {
    const double sum = (at(k).x - low.x) / width + (at(k).y - low.y) / height;
    return std::pair(std::round(sum * 1e9), at(k).y); // a tie is a tie whatever the last bits say
  };
  const auto first =
      std::min_element(order.begin(), order.end(), [&](int a, int b) { return rank(a) < rank(b); });
  std::rotate(order.begin(), first, order.end());
  return order;
}

} // namespace fillscope
