#pragma once
// OpenCV's remap for pictures of any size: its own counts pixels in 16 bits.
#include "core/base/vec.h"
#include <functional>
#include <opencv2/core/mat.hpp>

namespace fillscope {

/// Fills to, whose size and type are those wanted, by what from shows. placeOf: for a pixel (x, y) of to the
/// place in from, in pixel-centre coordinates; far outside where there is none. interpolation: OpenCV's, no
/// wider than four pixels. What lies outside from counts as `outside`. Throws what OpenCV throws.
void remapLarge(const cv::Mat& from, cv::Mat& to, const std::function<Vec2(int x, int y)>& placeOf,
                int interpolation, const cv::Scalar& outside);

} // namespace fillscope
