#pragma once
// Two depth maps of one picture, told apart: maps, SSIM, and the metrics of the field.
#include "core/base/progress.h"
#include "core/imaging/depth_map.h"
#include "core/imaging/ssim.h"
#include <memory>
#include <optional>

namespace fillscope {

enum class DepthAlignment { none, median, scaleShift, scaleShiftInverse };

/// Metrics over pixels measured in both (Eigen 2014 and successors; formulas in the source).
struct DepthMetrics {
  double absRel = 0, sqRel = 0, rmse = 0, rmseLog = 0, log10 = 0, siLog = 0;
  double delta1 = 0, delta2 = 0, delta3 = 0; ///< share with max(p/d, d/p) < 1.25^k
  double meanAbs = 0, medianAbs = 0, bias = 0; ///< metres; bias = mean of estimate − reference
  std::size_t count = 0;
};

struct CompareOptions {
  std::optional<std::pair<double, double>> range; ///< metres, of the comparison; empty: 2–98 % of the reference, both ends said
  DepthAlignment alignment = DepthAlignment::none;
  std::optional<double> threshold;                ///< of S in [0, 1]; empty: Otsu
  Result<void> check() const;
};

struct DepthComparison {
  Raster<float> difference;   ///< estimate − reference, metres; NaN where either has no measurement
  Raster<float> ssimMap;      ///< S in [−1, 1]; NaN where masked
  Mask different;             ///< SSIM threshold map: 1 where S is below the threshold
  double ssim = 0, threshold = 0;
  double rangeLow = 0, rangeHigh = 0; ///< metres; R = high − low
  double differenceLow = 0, differenceHigh = 0; ///< 2 and 98 % percentiles of the difference
  std::size_t validPixels = 0;
  DepthMetrics metrics;
  DepthAlignment alignment = DepthAlignment::none;
  double alignScale = 1, alignShift = 0;
};

/// estimate is resized (nearest for metric sensors' holes' sake) to the reference where sizes differ, and said by the
/// caller. A relative or inverse estimate needs an alignment. Errors: badInput.
Result<DepthComparison> compareDepth(const DepthMap& estimate, const DepthMap& reference, const CompareOptions& options = {},
                                     const Progress& progress = {});

} // namespace fillscope
