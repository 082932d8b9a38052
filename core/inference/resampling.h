#pragma once
// Pictures resampled without aliasing. Private to this folder.
#include "core/base/vec.h"
#include "core/imaging/raster.h"
#include "core/inference/model_manifest.h"
#include <opencv2/core.hpp>

namespace fillscope {

/// A part of a picture, averaged down. Continuous coordinates: part = scale · (picture − origin).
struct ReducedPicture {
  cv::Mat pixels; ///< 8 bit, 1 or 3 channels; borrows the picture's where nothing had to be averaged
  Vec2 origin, scale{1, 1};
};

/// What of the picture lies in [low, high], averaged so that `step` of its pixels become one; a step
/// below 1.25 leaves it as it is. Empty pixels where nothing of the picture lies there.
ReducedPicture reduced(const Image& picture, Vec2 low, Vec2 high, double step);

/// The colour that stands for what a network sees nothing of, as 8-bit values in R, G, B order.
cv::Scalar meanColour(const ModelManifest& manifest);

/// (value · inputScale − mean) / std of an 8-bit picture of 1 or 3 channels into the first three planes of
/// plane floats each, in the manifest's channel order.
void normaliseInto(const cv::Mat& pixels, const ModelManifest& manifest, float* planes);

} // namespace fillscope
