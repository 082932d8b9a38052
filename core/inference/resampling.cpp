#include "core/inference/resampling.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace fillscope {

ReducedPicture reduced(const Image& picture, Vec2 low, Vec2 high, double step) {
  // OpenCV has no const view; the picture is only read.
  const cv::Mat source(picture.height(), picture.width(), CV_8UC(picture.channels()),
                       const_cast<std::uint8_t*>(picture.data()));
  const double pad = 2 * std::max(1.0, step); // neighbours that interpolation at the edge of the part reads
  const auto bound = [](double v, int most) {
    return static_cast<int>(std::clamp(v, 0.0, static_cast<double>(most)));
  };
  const int x0 = bound(std::floor(low.x - pad), picture.width());
  const int y0 = bound(std::floor(low.y - pad), picture.height());
  const int x1 = bound(std::ceil(high.x + pad), picture.width());
  const int y1 = bound(std::ceil(high.y + pad), picture.height());
  ReducedPicture part;
  part.origin = {static_cast<double>(x0), static_cast<double>(y0)};
  if (x1 <= x0 || y1 <= y0) return part;
  part.pixels = source(cv::Rect(x0, y0, x1 - x0, y1 - y0));
  if (step < 1.25) return part;
  const int width = std::max(1, static_cast<int>(std::lround((x1 - x0) / step)));
  const int height = std::max(1, static_cast<int>(std::lround((y1 - y0) / step)));
  cv::Mat small;
  cv::resize(part.pixels, small, {width, height}, 0, 0, cv::INTER_AREA);
  part.pixels = small;
  part.scale = {static_cast<double>(width) / (x1 - x0), static_cast<double>(height) / (y1 - y0)};
  return part;
}

cv::Scalar meanColour(const ModelManifest& manifest) {
  cv::Scalar colour;
  for (int c = 0; c < 3; ++c)
    colour[c] = std::clamp(
        std::round(manifest.mean[static_cast<std::size_t>(manifest.bgr ? 2 - c : c)] / manifest.inputScale),
        0.0, 255.0);
  return colour;
}

void normaliseInto(const cv::Mat& pixels, const ModelManifest& manifest, float* planes) {
  const int channels = pixels.channels();
  const auto plane = static_cast<std::size_t>(pixels.rows) * static_cast<std::size_t>(pixels.cols);
  for (int c = 0; c < 3; ++c) {
    const auto index = static_cast<std::size_t>(c);
    const int from = channels == 1 ? 0 : manifest.bgr ? 2 - c : c;
    const auto gain = static_cast<float>(manifest.inputScale / manifest.std[index]);
    const auto shift = static_cast<float>(-manifest.mean[index] / manifest.std[index]);
    float* out = planes + index * plane;
    for (int y = 0; y < pixels.rows; ++y) {
      const std::uint8_t* in = pixels.ptr<std::uint8_t>(y) + from;
      for (int x = 0; x < pixels.cols; ++x, in += channels)
        *out++ = static_cast<float>(*in) * gain + shift;
    }
  }
}

} // namespace fillscope
