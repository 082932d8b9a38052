#pragma once
// The one place where OpenCV decodes and encodes files: quiet, without exceptions, from and to memory.
#include "core/base/result.h"
#include <opencv2/core/mat.hpp>
#include <string>
#include <string_view>

namespace fillscope {

/// Pixels of the largest picture that is decoded: a small file may claim any size.
inline constexpr std::size_t mostPixels = std::size_t{1} << 28;
Error tooManyPixels(const std::string& where);

/// flags as in cv::imdecode. Error: badInput (no picture, cut off, or too large).
Result<cv::Mat> decodePicture(std::string_view bytes, int flags, const std::string& where);
/// suffix with dot (".png"). Error: badInput (a suffix or sample type that cannot be written).
Result<std::string> encodePicture(const cv::Mat& picture, const std::string& suffix,
                                  const std::string& where);
/// The path's suffix in lower case, with dot.
std::string lowerSuffix(const std::string& path);

} // namespace fillscope
