#include "core/imaging/compare_grey.h"
#include "core/imaging/ssim.h"
#include <algorithm>
#include <cmath>
#include <exception>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

cv::Mat view(const Image& image) {
  return {image.height(), image.width(), image.channels() == 3 ? CV_8UC3 : CV_8UC1,
          const_cast<std::uint8_t*>(image.data())};
}

Image greyOf(const Image& image, int width, int height) {
  cv::Mat grey = view(image);
  if (image.channels() == 3) cv::cvtColor(view(image), grey, cv::COLOR_RGB2GRAY);
  Image result(width, height);
  cv::Mat target = view(result);
  cv::resize(grey, target, {width, height}, 0, 0, cv::INTER_LINEAR);
  return result;
}

Result<GreyComparison> compared(const Image& estimate, const Image& reference) {
  const Image ours = greyOf(estimate, reference.width(), reference.height());
  const Image theirs = greyOf(reference, reference.width(), reference.height());
  const auto structure = ssim(ours, theirs);
  if (!structure) return structure.error();
  GreyComparison result;
  result.ssim = structure->mean;
  result.difference = result.ssimDifference = result.different = Image(ours.width(), ours.height());
  for (std::size_t i = 0; i < ours.pixelCount(); ++i) {
    const double alike = std::clamp(double(structure->map.data()[i]), 0.0, 1.0);
    result.difference.data()[i] =
        static_cast<std::uint8_t>(255 - std::abs(ours.data()[i] - theirs.data()[i]));
    result.ssimDifference.data()[i] = static_cast<std::uint8_t>(alike * 255);
  }
  cv::Mat binary = view(result.different);
  result.threshold = static_cast<int>(std::lround(
      cv::threshold(view(result.ssimDifference), binary, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU)));
  return result;
}

} // namespace

Result<GreyComparison> compareGrey(const Image& estimate, const Image& reference) {
  if (estimate.empty() || reference.empty())
    return Error{ErrorCode::badInput, "there is no picture to compare", {}, {}};
  try {
    return compared(estimate, reference);
  } catch (const std::exception& fault) {
    return Error{ErrorCode::tryAgain,
                 std::string("the comparison stopped: ") + fault.what(),
                 {},
                 "close other programs and try again"};
  }
}

} // namespace fillscope
