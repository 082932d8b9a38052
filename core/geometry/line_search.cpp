#include "core/geometry/scale_search.h"
#include <algorithm>
#include <cmath>
#include <optional>
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

double target(const AlignmentSample& s, double eyeZ, DepthKind kind) {
  const double z = s.predicted(eyeZ, 0);
  return kind == DepthKind::inverse ? 1 / z : z;
}

/// How well a line agrees with every stride-th sample: walls and tops that it puts in place, less what it
/// puts behind walls, above the rim or behind the camera.
double agreement(const Line& line, const std::vector<AlignmentSample>& samples, std::size_t stride,
                 double eyeZ, DepthKind kind) {
  double score = 0;
  for (std::size_t k = 0; k < samples.size(); k += stride) {
    const AlignmentSample& s = samples[k];
    const double linear = line.scale * s.value + line.shift;
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
  return score;
}

/// The line through a pair of walls that agrees best; nothing where no pair gives one.
std::optional<Line> bestLine(const std::vector<AlignmentSample>& samples,
                             const std::vector<const AlignmentSample*>& walls, double eyeZ, DepthKind kind) {
  std::mt19937 random(20231);
  const std::size_t stride = std::max<std::size_t>(1, samples.size() / 1200);
  double best = 0;
  std::optional<Line> line;
  for (int trial = 0; trial < 500; ++trial) {
    const AlignmentSample& a = *walls[random() % walls.size()];
    const AlignmentSample& b = *walls[random() % walls.size()];
    const double za = target(a, eyeZ, kind), zb = target(b, eyeZ, kind);
    if (std::abs(za - zb) < 0.01 * za || std::abs(a.value - b.value) < 1e-9 * std::abs(a.value)) continue;
    Line l;
    l.scale = (za - zb) / (a.value - b.value);
    l.shift = za - l.scale * a.value;
    if (!(l.scale > 0)) continue;
    const double score = agreement(l, samples, stride, eyeZ, kind);
    if (!line || score > best) best = score, line = l;
  }
  return line;
}

} // namespace

// Two unknowns: lines through pairs of samples, judged like the scale alone, then least squares on what
// agrees.
Alignment alignLine(const AlignmentSamples& seen, double eyeZ, DepthKind kind) {
  const std::vector<AlignmentSample>& samples = seen.pixels;
  Alignment out;
  out.kind = kind;
  std::vector<const AlignmentSample*> walls;
  for (const AlignmentSample& s : samples) {
    if (s.sees == Sees::wall) walls.push_back(&s);
    if (s.sees != Sees::inside) ++out.samples;
  }
  if (walls.size() < 20) return scaleAlone(seen, eyeZ, kind);
  const auto best = bestLine(samples, walls, eyeZ, kind);
  if (!best) return scaleAlone(seen, eyeZ, kind);
  Line line = *best;
  double width = scaleGate;
  std::vector<double> misses;
  for (int iteration = 0; iteration < 8; ++iteration) {
    const auto missOf = [&](const AlignmentSample& s) {
      return std::abs((line.scale * s.value + line.shift) / target(s, eyeZ, kind) - 1);
    };
    misses.clear();
    for (const AlignmentSample& s : samples)
      if (s.sees != Sees::inside && missOf(s) <= width) misses.push_back(missOf(s));
    if (misses.size() < 20) break;
    const double sigma = 1.4826 * medianOf(misses);
    if (iteration == 0) out.support = double(misses.size()) / out.samples;
    if (iteration <= 1) out.residual = sigma;
    // Narrowed before the fit: goods that stand before a wall lie off the line to one side alone.
    width = std::max(1e-5, std::min(width, 2.5 * sigma));
    double n = 0, sv = 0, sz = 0, svv = 0, svz = 0;
    for (const AlignmentSample& s : samples) {
      if (s.sees == Sees::inside || missOf(s) > width) continue;
      const double z = target(s, eyeZ, kind), w = 1 / (z * z);
      n += w, sv += w * s.value, sz += w * z, svv += w * s.value * s.value, svz += w * s.value * z;
    }
    const double determinant = n * svv - sv * sv;
    if (determinant > 1e-12 * n * svv) {
      line.scale = (n * svz - sv * sz) / determinant;
      line.shift = (sz - line.scale * sv) / n;
    }
  }
  out.scale = line.scale;
  out.shift = line.shift;
  return out;
}

} // namespace fillscope
