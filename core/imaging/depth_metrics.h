#pragma once
// The metrics of the field and the sums behind them: parts of a picture, and pictures of a folder, are
// measured apart and added.
#include <cstddef>

namespace fillscope {

/// d the reference, p the aligned estimate, e = ln p − ln d, n = count. An aligned p below 1 mm counts as
/// 1 mm. Eigen et al. 2014 and the KITTI depth benchmark.
struct DepthMetrics {
  double absRel = 0;    ///< 1/n Σ |p − d| / d
  double sqRel = 0;     ///< 1/n Σ (p − d)² / d, metres
  double rmse = 0;      ///< √(1/n Σ (p − d)²), metres
  double rmseLog = 0;   ///< √(1/n Σ e²)
  double log10 = 0;     ///< 1/n Σ |log10 p − log10 d|
  double siLog = 0;     ///< 100 · √(mean(e²) − mean(e)²)
  double siLogHalf = 0; ///< √(mean(e²) − ½ mean(e)²), Eigen's loss with λ = 0.5
  double iRmse = 0;     ///< √(1/n Σ (1/p − 1/d)²), 1/m; KITTI's is in 1/km
  double rSquared = 0;  ///< 1 − Σ (p − d)² / Σ (d − mean d)²; NaN where d is constant
  double delta1 = 0, delta2 = 0, delta3 = 0;   ///< share with max(p/d, d/p) < 1.25, 1.25², 1.25³
  double meanAbs = 0, medianAbs = 0, bias = 0; ///< of p − d, metres; bias is the signed mean
  std::size_t count = 0;
};

/// Adding in any grouping gives the metrics of all pixels, but for rounding; in one order, always the same
/// bits.
struct MetricSums {
  double absRel = 0, sqRel = 0, squares = 0, logs = 0, absLogs = 0, logSquares = 0, inverseSquares = 0,
         absolute = 0, signedSum = 0, depths = 0, depthSquares = 0;
  std::size_t count = 0, within1 = 0, within2 = 0, within3 = 0;

  void add(double p, double d);
  void add(const MetricSums& other);
  /// All but medianAbs, which no sum knows (NaN); NaN throughout where nothing was added.
  DepthMetrics metrics() const;
};

} // namespace fillscope
