#pragma once
// The error maps of 8-bit grey pictures, as the program before this one drew them.
#include "core/base/result.h"
#include "core/imaging/raster.h"

namespace fillscope {

struct GreyComparison {
  Image difference;     ///< 255 − |estimate − reference|: white where they are equal
  Image ssimDifference; ///< clip(S, 0, 1) · 255, rounded down: white where they are alike
  Image different;      ///< 255 where ssimDifference is at most the threshold, else 0
  double ssim = 0;      ///< scikit-image's defaults: R = 255, 7×7 window, sample covariance; inside alone
  int threshold = 0;    ///< Otsu's, of ssimDifference
};

/// Colours become grey as OpenCV makes it; an estimate of another size is resized to the reference,
/// bilinearly. Errors: badInput (an empty picture, one smaller than the window), tryAgain (out of memory).
Result<GreyComparison> compareGrey(const Image& estimate, const Image& reference);

} // namespace fillscope
