#pragma once
// The sums behind DepthMetrics, so that parts of a picture can be measured apart. Internal to compareDepth.
#include "core/imaging/compare_depth.h"
#include <algorithm>
#include <cmath>

namespace fillscope {

struct MetricSums {
  double absRel = 0, sqRel = 0, squares = 0, logs = 0, absLogs = 0, logSquares = 0, absolute = 0,
         signedSum = 0;
  std::size_t count = 0, within1 = 0, within2 = 0, within3 = 0;

  void add(double p, double d) {
    const double difference = p - d, e = std::log(p / d), ratio = std::max(p / d, d / p);
    absolute += std::abs(difference);
    signedSum += difference;
    squares += difference * difference;
    absRel += std::abs(difference) / d;
    sqRel += difference * difference / d;
    logs += e;
    absLogs += std::abs(e);
    logSquares += e * e;
    within1 += ratio < 1.25;
    within2 += ratio < 1.25 * 1.25;
    within3 += ratio < 1.25 * 1.25 * 1.25;
    ++count;
  }

  void add(const MetricSums& o) {
    absRel += o.absRel, sqRel += o.sqRel, squares += o.squares, logs += o.logs, absLogs += o.absLogs;
    logSquares += o.logSquares, absolute += o.absolute, signedSum += o.signedSum;
    count += o.count, within1 += o.within1, within2 += o.within2, within3 += o.within3;
  }

  DepthMetrics metrics() const {
    const double n = static_cast<double>(count);
    DepthMetrics m;
    m.absRel = absRel / n;
    m.sqRel = sqRel / n;
    m.rmse = std::sqrt(squares / n);
    m.rmseLog = std::sqrt(logSquares / n);
    m.log10 = absLogs / n / std::log(10.0);
    m.siLog = 100 * std::sqrt(std::max(0.0, logSquares / n - (logs / n) * (logs / n)));
    m.delta1 = static_cast<double>(within1) / n;
    m.delta2 = static_cast<double>(within2) / n;
    m.delta3 = static_cast<double>(within3) / n;
    m.meanAbs = absolute / n;
    m.bias = signedSum / n;
    m.count = count;
    return m;
  }
};

} // namespace fillscope
