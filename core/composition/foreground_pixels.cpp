#include "core/composition/foreground_pixels.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

cv::Mat view(const Image& picture) {
  return {picture.height(), picture.width(), CV_8UC(picture.channels()),
          const_cast<std::uint8_t*>(picture.data())};
}

/// Averages where it shrinks, smooth where it grows.
int interpolation(bool shrinks) { return shrinks ? cv::INTER_AREA : cv::INTER_CUBIC; }

Image part(const Image& picture, int left, int top, int width, int height) {
  Image result(width, height, picture.channels());
  cv::Mat target = view(result);
  view(picture)(cv::Rect(left, top, width, height)).copyTo(target);
  return result;
}

} // namespace

AlphaImage trimmed(const AlphaImage& picture) {
  int left = picture.alpha.width(), right = -1, top = picture.alpha.height(), bottom = -1;
  for (int y = 0; y < picture.alpha.height(); ++y)
    for (int x = 0; x < picture.alpha.width(); ++x)
      if (picture.alpha.at(x, y) > 0) {
        left = std::min(left, x), right = std::max(right, x);
        top = std::min(top, y), bottom = std::max(bottom, y);
      }
  if (right < 0) return {};
  const int width = right - left + 1, height = bottom - top + 1;
  return {part(picture.colour, left, top, width, height), part(picture.alpha, left, top, width, height)};
}

AlphaImage scaledToHeight(const AlphaImage& picture, int height) {
  const double scale = static_cast<double>(height) / picture.alpha.height();
  const int width = std::max(1, static_cast<int>(std::lround(picture.alpha.width() * scale)));
  cv::Mat alpha, weighted, wide;
  view(picture.alpha).convertTo(alpha, CV_32F, 1.0 / 255);
  view(picture.colour).convertTo(weighted, CV_32FC3);
  cv::merge(std::vector<cv::Mat>{alpha, alpha, alpha}, wide);
  weighted = weighted.mul(wide);
  const cv::Size size(width, height);
  cv::resize(alpha, alpha, size, 0, 0, interpolation(scale < 1));
  cv::resize(weighted, weighted, size, 0, 0, interpolation(scale < 1));
  AlphaImage result{Image(width, height, 3), Raster<std::uint8_t>(width, height)};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const float a = std::clamp(alpha.at<float>(y, x), 0.0F, 1.0F);
      result.alpha.at(x, y) = cv::saturate_cast<std::uint8_t>(a * 255);
      for (int c = 0; c < 3 && a > 0; ++c)
        result.colour.at(x, y, c) = cv::saturate_cast<std::uint8_t>(weighted.at<cv::Vec3f>(y, x)[c] / a);
    }
  return result;
}

AlphaImage mirrored(const AlphaImage& picture) {
  AlphaImage result{Image(picture.colour.width(), picture.colour.height(), 3),
                    Raster<std::uint8_t>(picture.alpha.width(), picture.alpha.height())};
  cv::Mat colour = view(result.colour), alpha = view(result.alpha);
  constexpr int aroundVertical = 1;
  cv::flip(view(picture.colour), colour, aroundVertical);
  cv::flip(view(picture.alpha), alpha, aroundVertical);
  return result;
}

Raster<std::uint8_t> maskOf(const Raster<std::uint8_t>& alpha, double threshold) {
  Raster<std::uint8_t> mask(alpha.width(), alpha.height());
  const double least = threshold * 255;
  for (std::size_t i = 0; i < alpha.pixelCount(); ++i)
    mask.data()[i] = alpha.data()[i] >= least ? 255 : 0;
  return mask;
}

Image covering(const Image& picture, int width, int height) {
  if (picture.sameSize(width, height)) return picture;
  const double scale =
      std::max(static_cast<double>(width) / picture.width(), static_cast<double>(height) / picture.height());
  const cv::Size size(std::max(width, static_cast<int>(std::lround(picture.width() * scale))),
                      std::max(height, static_cast<int>(std::lround(picture.height() * scale))));
  cv::Mat scaled;
  cv::resize(view(picture), scaled, size, 0, 0, interpolation(scale < 1));
  Image result(width, height, picture.channels());
  cv::Mat target = view(result);
  scaled(cv::Rect((size.width - width) / 2, (size.height - height) / 2, width, height)).copyTo(target);
  return result;
}

} // namespace fillscope
