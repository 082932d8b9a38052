#pragma once
// A picture as OpenCV sees it. Internal to core/formats.
#include "core/imaging/raster.h"
#include <opencv2/core.hpp>

namespace fillscope {

/// Shares the pixels; the image must outlive it.
inline cv::Mat view(Image& image) {
  return cv::Mat(image.height(), image.width(), image.channels() == 3 ? CV_8UC3 : CV_8UC1, image.data());
}

} // namespace fillscope
