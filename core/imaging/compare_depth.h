#pragma once
// Two depth maps of one picture, told apart: maps, SSIM, and the metrics of the field.
#include "core/base/progress.h"
#include "core/imaging/counted_pixels.h"
#include "core/imaging/depth_map.h"
#include "core/imaging/depth_metrics.h"
#include "core/imaging/ssim.h"
#include <memory>
#include <optional>

namespace fillscope {

/// How the estimate is brought to the reference before they are compared; over the pixels that count and are
/// measured in both.
enum class DepthAlignment {
  none,              ///< as it is; needs metres (or 1/m)
  median,            ///< p·s, s = median(reference) / median(estimate)
  scaleShift,        ///< p·s + t, least squares in depth
  scaleShiftInverse, ///< 1 / max(s/p + t, 10⁻³), least squares in inverse depth (an inverse estimate's own
                     ///< numbers)
};

struct CompareOptions {
  /// Metres. Its width is the R of SSIM; no pixel is left out or clamped because of it. Empty: 2 and 98 % of
  /// what the reference measured where it counts, at least 1 mm apart.
  std::optional<std::pair<double, double>> range;
  DepthAlignment alignment = DepthAlignment::none;
  std::optional<double> threshold; ///< of S in [0, 1]; empty: Otsu
  CountedPixels counted;           ///< metrics, alignment, SSIM's mean, Otsu and the range are of these alone
  int threads = 0;                 ///< 0: one for each processor; the result does not depend on it
  Result<void> check() const;
};

struct PictureExtent {
  int width = 0, height = 0;
};

struct DepthComparison {
  Raster<float> difference;    ///< aligned estimate − reference, metres; NaN where a pixel does not count
  Raster<float> ssimMap;       ///< S in [−1, 1], 7×7 window; NaN where a pixel does not count
  Mask different;              ///< SSIM threshold map: 1 where S is below the threshold
  Mask leftOut;                ///< 1 where both are measured and the pixel does not count
  double ssim = 0;             ///< mean of S, see core/imaging/ssim.h; NaN where no window is valid
  std::size_t ssimWindows = 0; ///< that it is the mean of
  double threshold = 0; ///< of S; Otsu's on uint8(clamp(S, 0, 1)·255) of the pixels that count unless given
  double rangeLow = 0, rangeHigh = 0;           ///< metres; R = high − low
  double differenceLow = 0, differenceHigh = 0; ///< 2 and 98 % percentiles of the difference
  std::size_t validPixels = 0;                  ///< that count: measured in both, or clamped by caps
  std::size_t differentPixels = 0;              ///< of `different`
  MetricSums sums;                              ///< of metrics, for adding pictures
  DepthMetrics metrics;
  CountedPixels counted; ///< as asked
  PictureExtent estimateSize, referenceSize;
  /// The estimate has another aspect ratio (by more than 1 % and a pixel), so that resizing stretched it:
  /// right for a network that squeezes pictures into its own, wrong for an estimate of a part of the picture.
  bool stretched() const;
  DepthAlignment alignment = DepthAlignment::none;
  double alignScale = 1, alignShift = 0; ///< s and t of the alignment
};

/// Pixels count where both are measured and options.counted asks about the reference; with caps also where
/// the estimate is not. What does not count changes no figure: it takes the reference's value in both for
/// SSIM.
///
/// The reference is metric (or inverse in 1/m). An estimate of another size is resized to the reference, each
/// pixel from the nearest one so that holes stay holes; the caller says so, and where it was stretched. A
/// relative estimate, or an inverse one without unit, needs an alignment. An inverse estimate is compared as
/// 1/p. Pure; any thread. Errors: badInput (also where an estimate is too constant for a scale and shift),
/// cancelled, tryAgain (out of memory).
Result<DepthComparison> compareDepth(const DepthMap& estimate, const DepthMap& reference,
                                     const CompareOptions& options = {}, const Progress& progress = {});

} // namespace fillscope
