#include "core/geometry/scale_search.h"
#include <algorithm>
#include <cmath>
#include <random>

namespace fillscope {

namespace {

using Sees = AlignmentSample::Sees;

struct Line {
  double scale = 0, shift = 0;
};

/// Where no line can be told: the shift taken as none.
Alignment scaleAlone(AlignmentSamples seen, double eyeZ, DepthKind kind) {
  if (kind != DepthKind::inverse) return alignScale(seen, eyeZ);
  for (AlignmentSample& s : seen.pixels)
    s.value = 1 / s.value;
  Alignment out = alignScale(seen, eyeZ);
  out.kind = kind;
  out.scale = 1 / out.scale;
  return out;
}

} // namespace

// Two unknowns: lines through pairs of samples, judged like the scale alone, then least squares on what
// agrees.
Alignment alignLine(const AlignmentSamples& seen, double eyeZ, DepthKind kind) {
  const std::vector<AlignmentSample>& samples = seen.pixels;
  Alignment out;
  out.kind = kind;
  std::vector<const AlignmentSample*> known, all;
  for (const AlignmentSample& s : samples) {
    if (s.sees == Sees::wall) known.push_back(&s);
    all.push_back(&s);
  }
  out.samples = int(known.size());
  if (known.size() < 20) return scaleAlone(seen, eyeZ, kind);
  const auto target = [&](const AlignmentSample& s) {
    const double z = s.predicted(eyeZ, 0);
    return kind == DepthKind::inverse ? 1 / z : z;
  };
  std::mt19937 random(20231);
  const std::size_t stride = std::max<std::size_t>(1, all.size() / 1200);
  double best = -1e300;
  Line line;
  for (int trial = 0; trial < 500; ++trial) {
    const AlignmentSample& a = *known[random() % known.size()];
    const AlignmentSample& b = *known[random() % known.size()];
    const double za = target(a), zb = target(b);
    if (std::abs(za - zb) < 0.01 * za || std::abs(a.value - b.value) < 1e-9 * std::abs(a.value)) continue;
    Line l;
    l.scale = (za - zb) / (a.value - b.value);
    l.shift = za - l.scale * a.value;
    if (!(l.scale > 0)) continue;
    double score = 0;
    for (std::size_t k = 0; k < all.size(); k += stride) {
      const AlignmentSample& s = *all[k];
      const double linear = l.scale * s.value + l.shift;
      if (!(linear > 0)) {
        score -= 0.5;
        continue;
      }
      const double z = kind == DepthKind::inverse ? 1 / linear : linear;
      if (s.sees != Sees::top && z < s.rim * (1 - reachAboveRim)) score -= 0.15;
      if (s.sees == Sees::inside) continue;
      const double miss = std::abs(z / s.predicted(eyeZ, 0) - 1);
      if (miss < 0.01)
        score += (s.sees == Sees::wall ? 1.0 : 0.7) * (1 - miss / 0.01);
      else if (s.sees == Sees::wall && z > s.predicted(eyeZ, 0) * (1 + scaleGate))
        score -= 0.5;
    }
    if (score > best) best = score, line = l;
  }
  if (best == -1e300) return scaleAlone(seen, eyeZ, kind);
  double width = scaleGate;
  std::vector<double> misses;
  for (int iteration = 0; iteration < 8; ++iteration) {
    double n = 0, sv = 0, sz = 0, svv = 0, svz = 0;
    misses.clear();
    for (const AlignmentSample& s : samples) {
      if (s.sees == Sees::inside) continue;
      const double z = target(s), miss = std::abs((line.scale * s.value + line.shift) / z - 1);
      if (miss > width) continue;
      const double w = 1 / (z * z);
      n += w, sv += w * s.value, sz += w * z, svv += w * s.value * s.value, svz += w * s.value * z;
      misses.push_back(miss);
    }
    if (misses.size() < 20) break;
    const double determinant = n * svv - sv * sv;
    if (determinant > 1e-12 * n * svv) {
      line.scale = (n * svz - sv * sz) / determinant;
      line.shift = (sz - line.scale * sv) / n;
    }
    const double sigma = 1.4826 * medianOf(misses);
    if (iteration == 0) out.support = double(misses.size()) / double(known.size());
    if (iteration <= 1) out.residual = sigma;
    width = std::max(1e-5, std::min(width, 2.5 * sigma));
  }
  out.scale = line.scale;
  out.shift = line.shift;
  return out;
}

} // namespace fillscope
