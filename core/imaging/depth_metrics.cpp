#include "core/imaging/depth_metrics.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

/// Of a mean of squares, which rounding may bring below 0; of what is no number, none.
double rootOf(double square) { return square < 0 ? 0 : std::sqrt(square); }

} // namespace

void MetricSums::add(double p, double d) {
  const double difference = p - d, e = std::log(p / d), ratio = std::max(p / d, d / p);
  const double inverse = 1 / p - 1 / d;
  absolute += std::abs(difference);
  signedSum += difference;
  squares += difference * difference;
  absRel += std::abs(difference) / d;
  sqRel += difference * difference / d;
  inverseSquares += inverse * inverse;
  logs += e;
  absLogs += std::abs(e);
  logSquares += e * e;
  depths += d;
  depthSquares += d * d;
  within1 += ratio < 1.25;
  within2 += ratio < 1.25 * 1.25;
  within3 += ratio < 1.25 * 1.25 * 1.25;
  ++count;
}

void MetricSums::add(const MetricSums& o) {
  absRel += o.absRel, sqRel += o.sqRel, squares += o.squares, logs += o.logs, absLogs += o.absLogs;
  logSquares += o.logSquares, inverseSquares += o.inverseSquares;
  absolute += o.absolute, signedSum += o.signedSum, depths += o.depths, depthSquares += o.depthSquares;
  count += o.count, within1 += o.within1, within2 += o.within2, within3 += o.within3;
}

DepthMetrics MetricSums::metrics() const {
  const double n = static_cast<double>(count), meanLog = logs / n;
  DepthMetrics m;
  m.absRel = absRel / n;
  m.sqRel = sqRel / n;
  m.rmse = std::sqrt(squares / n);
  m.rmseLog = std::sqrt(logSquares / n);
  m.log10 = absLogs / n / std::log(10.0);
  m.siLog = 100 * rootOf(logSquares / n - meanLog * meanLog);
  m.siLogHalf = rootOf(logSquares / n - 0.5 * meanLog * meanLog);
  m.iRmse = std::sqrt(inverseSquares / n);
  // A spread below that of the sums' rounding says nothing.
  const double spread = depthSquares - depths * depths / n;
  m.rSquared =
      spread > 1e-12 * depthSquares ? 1 - squares / spread : std::numeric_limits<double>::quiet_NaN();
  m.delta1 = static_cast<double>(within1) / n;
  m.delta2 = static_cast<double>(within2) / n;
  m.delta3 = static_cast<double>(within3) / n;
  m.meanAbs = absolute / n;
  m.medianAbs = std::numeric_limits<double>::quiet_NaN();
  m.bias = signedSum / n;
  m.count = count;
  return m;
}

} // namespace fillscope
