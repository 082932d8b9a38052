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

CornerView centredOn(Vec2 centre, double scale, int size) {
  return {scale, {0.5 * size - scale * centre.x, 0.5 * size - scale * centre.y}};
}

} // namespace

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

Tensor cornerInput(const Image& picture, const CornerView& view, const ModelManifest& manifest) {
  const int size = manifest.inputWidth;
  const auto side = static_cast<std::size_t>(size);
  Tensor input{{1, 3, size, size}, std::vector<float>(3 * side * side)};
  const cv::Scalar mean = meanColour(manifest);
  cv::Mat square(size, size, CV_8UC(picture.channels()), mean);
  const double edge = size;
  const ReducedPicture part =
      reduced(picture, view.toPicture({0, 0}), view.toPicture({edge, edge}), 1 / view.scale);
  if (!part.pixels.empty()) {
    // From pixel centres of the square to pixel centres of the part.
    const auto axis = [&](double origin, double scale, double offset) {
      const double gain = scale / view.scale;
      return std::pair(gain, gain * (0.5 - offset) - scale * origin - 0.5);
    };
    const auto [gainX, shiftX] = axis(part.origin.x, part.scale.x, view.offset.x);
    const auto [gainY, shiftY] = axis(part.origin.y, part.scale.y, view.offset.y);
    const cv::Matx23d map(gainX, 0, shiftX, 0, gainY, shiftY);
    cv::warpAffine(part.pixels, square, map, square.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                   cv::BORDER_CONSTANT, mean);
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
  const auto rank = [&](int k) {
    const double sum = (at(k).x - low.x) / width + (at(k).y - low.y) / height;
    return std::pair(std::round(sum * 1e9), at(k).y); // a tie is a tie whatever the last bits say
  };
  const auto first =
      std::min_element(order.begin(), order.end(), [&](int a, int b) { return rank(a) < rank(b); });
  std::rotate(order.begin(), first, order.end());
  return order;
}

} // namespace fillscope
