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

Image part(const Image& picture, const PixelBox& box) {
  Image result(box.width, box.height, picture.channels());
  cv::Mat target = view(result);
  view(picture)(cv::Rect(box.x, box.y, box.width, box.height)).copyTo(target);
  return result;
}

} // namespace

PixelBox boundsOf(const Raster<std::uint8_t>& mask) {
  int left = mask.width(), right = -1, top = mask.height(), bottom = -1;
  for (int y = 0; y < mask.height(); ++y)
    for (int x = 0; x < mask.width(); ++x)
      if (mask.at(x, y) != 0) {
        left = std::min(left, x), right = std::max(right, x);
        top = std::min(top, y), bottom = std::max(bottom, y);
      }
  return right < 0 ? PixelBox{} : PixelBox{left, top, right - left + 1, bottom - top + 1};
}

AlphaImage croppedTo(const AlphaImage& picture, const PixelBox& box) {
  return {part(picture.colour, box), part(picture.alpha, box)};
}

AlphaImage scaledTo(const AlphaImage& picture, int width, int height) {
  const bool shrinks = height < picture.alpha.height();
  cv::Mat weighted(picture.alpha.height(), picture.alpha.width(), CV_32FC4);
  for (int y = 0; y < weighted.rows; ++y)
    for (int x = 0; x < weighted.cols; ++x) {
      const float a = static_cast<float>(picture.alpha.at(x, y)) / 255;
      const std::uint8_t* colour = picture.colour.row(y) + static_cast<std::ptrdiff_t>(x) * 3;
      weighted.at<cv::Vec4f>(y, x) = {colour[0] * a, colour[1] * a, colour[2] * a, a};
    }
  cv::resize(weighted, weighted, cv::Size(width, height), 0, 0, interpolation(shrinks));
  AlphaImage result{Image(width, height, 3), Raster<std::uint8_t>(width, height)};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      // Cubic curves overshoot: colours are weighed by what they were weighed with, above 1 too.
      const cv::Vec4f& pixel = weighted.at<cv::Vec4f>(y, x);
      result.alpha.at(x, y) = cv::saturate_cast<std::uint8_t>(pixel[3] * 255);
      for (int c = 0; c < 3 && result.alpha.at(x, y) > 0; ++c)
        result.colour.at(x, y, c) = cv::saturate_cast<std::uint8_t>(pixel[c] / pixel[3]);
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
  const auto side = [scale](int wanted, int most) {
    return std::clamp(static_cast<int>(std::lround(wanted / scale)), 1, most);
  };
  const cv::Size cut(side(width, picture.width()), side(height, picture.height()));
  const cv::Rect middle((picture.width() - cut.width) / 2, (picture.height() - cut.height) / 2, cut.width,
                        cut.height);
  Image result(width, height, picture.channels());
  cv::Mat target = view(result);
  cv::resize(view(picture)(middle), target, target.size(), 0, 0, interpolation(scale < 1));
  return result;
}

} // namespace fillscope
