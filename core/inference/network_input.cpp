#include "core/inference/network_input.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace fillscope {

InputPlacement placeInInput(int pictureWidth, int pictureHeight, const ModelManifest& manifest) {
  InputPlacement place{manifest.inputWidth, manifest.inputHeight, 0, 0,
                       manifest.inputWidth, manifest.inputHeight};
  if (!manifest.keepAspect || pictureWidth <= 0 || pictureHeight <= 0) return place;
  const double factor = std::min(static_cast<double>(manifest.inputWidth) / pictureWidth,
                                 static_cast<double>(manifest.inputHeight) / pictureHeight);
  place.width = std::clamp(static_cast<int>(std::lround(pictureWidth * factor)), 1, manifest.inputWidth);
  place.height = std::clamp(static_cast<int>(std::lround(pictureHeight * factor)), 1, manifest.inputHeight);
  place.x = (manifest.inputWidth - place.width) / 2;
  place.y = (manifest.inputHeight - place.height) / 2;
  return place;
}

namespace {

/// Bilinear looks at two pixels each way: down to half the size it leaves none out.
bool leavesPixelsOut(int from, int to) { return from > 2 * to; }

cv::Mat resizedTo(cv::Size size, const cv::Mat& picture) {
  cv::Mat resized;
  if (size.width <= picture.cols && size.height <= picture.rows) {
    cv::resize(picture, resized, size, 0, 0, cv::INTER_AREA);
    return resized;
  }
  // Far wider or taller than the input, and in the other direction smaller than it: by area works only where
  // nothing grows.
  cv::Mat source = picture;
  cv::Size averaged = picture.size();
  if (leavesPixelsOut(averaged.width, size.width)) averaged.width = size.width;
  if (leavesPixelsOut(averaged.height, size.height)) averaged.height = size.height;
  if (averaged != picture.size()) cv::resize(picture, source, averaged, 0, 0, cv::INTER_AREA);
  cv::resize(source, resized, size, 0, 0, cv::INTER_LINEAR);
  return resized;
}

} // namespace

std::vector<float> networkInput(const Image& picture, const ModelManifest& manifest,
                                const InputPlacement& placement) {
  // OpenCV has no const view; the picture is only read.
  const cv::Mat source(picture.height(), picture.width(), CV_8UC(picture.channels()),
                       const_cast<std::uint8_t*>(picture.data()));
  const cv::Mat resized = picture.sameSize(placement.width, placement.height)
                              ? source
                              : resizedTo({placement.width, placement.height}, source);

  const auto plane =
      static_cast<std::size_t>(placement.inputWidth) * static_cast<std::size_t>(placement.inputHeight);
  std::vector<float> input(3 * plane, 0.0f);
  const int channels = resized.channels();
  for (int c = 0; c < 3; ++c) {
    const auto index = static_cast<std::size_t>(c);
    const int from = channels == 1 ? 0 : manifest.bgr ? 2 - c : c;
    const double gain = manifest.inputScale / manifest.std[index];
    const double shift = -manifest.mean[index] / manifest.std[index];
    for (int y = 0; y < placement.height; ++y) {
      const std::uint8_t* in = resized.ptr<std::uint8_t>(y) + from;
      float* out =
          input.data() + index * plane +
          static_cast<std::size_t>(placement.y + y) * static_cast<std::size_t>(placement.inputWidth) +
          placement.x;
      for (int x = 0; x < placement.width; ++x, in += channels)
        out[x] = static_cast<float>(*in * gain + shift);
    }
  }
  return input;
}

} // namespace fillscope
