#pragma once
// A generated pair of depth maps with holes, and how numbers are told alike.
#include "core/imaging/compare_depth.h"
#include <QVector>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace fillscope::tests {

inline constexpr float hole = std::numeric_limits<float>::quiet_NaN();

/// Made of whole numbers and exact float steps, so NumPy makes the same pair.
inline std::pair<DepthMap, DepthMap> generated() {
  DepthMap estimate, reference;
  estimate.values = reference.values = Raster<float>(80, 60);
  std::int64_t state = 777;
  for (int y = 0; y < 60; ++y) {
    for (int x = 0; x < 80; ++x) {
      state = state * 48271 % 2147483647;
      const float d = 0.5f + static_cast<float>((x * 3 + y * 5) % 97) / 64.0f;
      const float p = d * (0.75f + static_cast<float>(state % 1024) / 1024.0f);
      reference.values.at(x, y) = (x * 5 + y * 11) % 23 == 0 ? 0.0f : d;
      estimate.values.at(x, y) = (x * 3 + y * 7) % 31 == 0 ? hole : p;
    }
  }
  return {estimate, reference};
}

inline QVector<double> asList(const DepthMetrics& m) {
  return {m.absRel, m.sqRel,  m.rmse,   m.rmseLog, m.log10,     m.siLog,
          m.delta1, m.delta2, m.delta3, m.meanAbs, m.medianAbs, m.bias};
}

inline bool near(double found, double expected, double tolerance = 1e-6) {
  const bool fine = std::abs(found - expected) <= tolerance * std::max(1.0, std::abs(expected));
  if (!fine) qWarning("found %.12g, expected %.12g", found, expected);
  return fine;
}

} // namespace fillscope::tests
