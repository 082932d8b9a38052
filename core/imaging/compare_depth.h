#pragma once
// Two depth maps of one picture, told apart: maps, SSIM, and the metrics of the field.
#include "core/base/progress.h"
#include "core/imaging/depth_map.h"
#include "core/imaging/ssim.h"
#include <memory>
#include <optional>

namespace fillscope {

/// How the estimate is brought to the reference before they are compared; over the pixels measured in both.
enum class DepthAlignment {
  none,              ///< as it is; needs metres (or 1/m)
  median,            ///< p·s, s = median(reference) / median(estimate)
  scaleShift,        ///< p·s + t, least squares in depth
  scaleShiftInverse, ///< 1 / max(s/p + t, 10⁻³), least squares in inverse depth (an inverse estimate's own
                     ///< numbers)
};

/// Over pixels measured in both; d the reference, p the aligned estimate, e = ln p − ln d, n = count. An
/// aligned p below 1 mm counts as 1 mm. Eigen et al. 2014 and the KITTI depth benchmark.
struct DepthMetrics {
  double absRel = 0;                           ///< 1/n Σ |p − d| / d
  double sqRel = 0;                            ///< 1/n Σ (p − d)² / d, metres
  double rmse = 0;                             ///< √(1/n Σ (p − d)²), metres
  double rmseLog = 0;                          ///< √(1/n Σ e²)
  double log10 = 0;                            ///< 1/n Σ |log10 p − log10 d|
  double siLog = 0;                            ///< 100 · √(mean(e²) − mean(e)²)
  double delta1 = 0, delta2 = 0, delta3 = 0;   ///< share with max(p/d, d/p) < 1.25, 1.25², 1.25³
  double meanAbs = 0, medianAbs = 0, bias = 0; ///< of p − d, metres; bias is the signed mean
  std::size_t count = 0;
};

struct CompareOptions {
  /// Metres. Its width is the R of SSIM; no pixel is left out or clamped because of it. Empty: 2 and 98 % of
  /// what the reference measured, at least 1 mm apart.
  std::optional<std::pair<double, double>> range;
  DepthAlignment alignment = DepthAlignment::none;
  std::optional<double> threshold; ///< of S in [0, 1]; empty: Otsu
  Result<void> check() const;
};

struct DepthComparison {
  Raster<float> difference; ///< aligned estimate − reference, metres; NaN where either has no measurement
  Raster<float> ssimMap;    ///< S in [−1, 1], 7×7 window; NaN where either has no measurement
  Mask different;           ///< SSIM threshold map: 1 where S is below the threshold
  double ssim = 0;          ///< mean of S, see core/imaging/ssim.h
  double threshold = 0; ///< of S; Otsu's on uint8(clamp(S, 0, 1)·255) of the measured pixels unless given
  double rangeLow = 0, rangeHigh = 0;           ///< metres; R = high − low
  double differenceLow = 0, differenceHigh = 0; ///< 2 and 98 % percentiles of the difference
  std::size_t validPixels = 0;
  DepthMetrics metrics;
  DepthAlignment alignment = DepthAlignment::none;
  double alignScale = 1, alignShift = 0; ///< s and t of the alignment
};

/// The reference is metric (or inverse in 1/m). An estimate of another size is resized to the reference, each
/// pixel from the nearest one so that holes stay holes; the caller says so. A relative estimate, or an
/// inverse one without unit, needs an alignment. An inverse estimate is compared as 1/p. Pure; any thread.
/// Errors: badInput (also where an estimate is too constant for a scale and shift), cancelled, tryAgain (out
/// of memory).
Result<DepthComparison> compareDepth(const DepthMap& estimate, const DepthMap& reference,
                                     const CompareOptions& options = {}, const Progress& progress = {});

} // namespace fillscope
