#include "core/geometry/scale_search.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <random>

namespace fillscope {

namespace {

using Sees = AlignmentSample::Sees;

constexpr double sharp = 0.01,
                 blurred = 0.015; // relative misses that agree, of exact corners and of ones a little off

constexpr double stray = 4; // of the thousand pixels that lines are judged by

struct Line {
  double scale = 0, shift = 0;
  double of(double value) const { return scale * value + shift; }
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

/// What a line must make of a pixel, where the walls slant in one way.
struct Target {
  double value = 0, linear = 0; ///< as in the map; what the line should give for it
  double rim = 0, z = 0, floor = 0;
  Sees sees = Sees::inside;
};

/// Everything of the search but the line and the slant.
struct Scene {
  const std::vector<AlignmentSample>& samples;
  double eyeZ = 0, floorDepth = 0;
  DepthKind kind = DepthKind::relative;
};

std::vector<Target> targetsOf(const Scene& scene, double taper) {
  std::vector<Target> out;
  out.reserve(scene.samples.size());
  for (const AlignmentSample& s : scene.samples) {
    const double z = s.sees == Sees::inside ? s.rim : s.predicted(scene.eyeZ, taper);
    if (!(z > 0)) continue;
    const double floor = s.sees == Sees::top || !(s.rayZ > 1e-9) ? std::numeric_limits<double>::infinity()
                                                                 : (scene.floorDepth - scene.eyeZ) / s.rayZ;
    out.push_back({s.value, scene.kind == DepthKind::inverse ? 1 / z : z, s.rim, z, floor, s.sees});
  }
  return out;
}

/// How well a line agrees with every stride-th pixel: walls and tops that it puts in place, less what it
/// puts behind walls, below the floor, above the rim or behind the camera.
double agreement(const Line& line, const std::vector<Target>& targets, std::size_t stride, double tolerance,
                 DepthKind kind) {
  double score = 0;
  for (std::size_t k = 0; k < targets.size(); k += stride) {
    const Target& t = targets[k];
    const double linear = line.of(t.value);
    if (!(linear > 0)) {
      score -= 0.5;
      continue;
    }
    const double z = kind == DepthKind::inverse ? 1 / linear : linear;
    if (t.sees != Sees::top && z < t.rim * (1 - reachAboveRim)) score -= 0.15;
    if (z > t.floor * (1 + 2 * tolerance)) score -= 0.5;
    if (t.sees == Sees::inside) continue;
    const double miss = std::abs(z / t.z - 1);
    if (miss < tolerance)
      score += (t.sees == Sees::wall ? 1.0 : 0.7) * (1 - miss / tolerance);
    else if (t.sees == Sees::wall && z > t.z * (1 + 2 * tolerance) && z <= t.floor * (1 + 2 * tolerance))
      score -= 0.5;
  }
  return score;
}

struct Found {
  Line line;
  double taper = 0, score = -1e300;
};

/// The line through a pair of walls that agrees best; nothing where no pair gives one.
std::optional<Found> bestLine(const Scene& scene, double taper, double tolerance = sharp) {
  const std::vector<Target> targets = targetsOf(scene, taper);
  std::vector<const Target*> walls;
  for (const Target& t : targets)
    if (t.sees == Sees::wall) walls.push_back(&t);
  std::optional<Found> best;
  if (walls.size() < 20) return best;
  std::mt19937 random(20231);
  const std::size_t stride = std::max<std::size_t>(1, targets.size() / 1200);
  for (int trial = 0; trial < 500; ++trial) {
    const Target& a = *walls[random() % walls.size()];
    const Target& b = *walls[random() % walls.size()];
    if (std::abs(a.linear - b.linear) < 0.01 * a.linear ||
        std::abs(a.value - b.value) < 1e-9 * std::abs(a.value))
      continue;
    Line line;
    line.scale = (a.linear - b.linear) / (a.value - b.value);
    line.shift = a.linear - line.scale * a.value;
    if (!(line.scale > 0)) continue;
    const double score = agreement(line, targets, stride, tolerance, scene.kind);
    if (!best || score > best->score) best = Found{line, taper, score};
  }
  return best;
}

/// How far down the box the walls reach that agree with a line: a strip of wall shows no slant.
double wallReach(const Found& found, const Scene& scene) {
  std::vector<double> depths;
  for (const AlignmentSample& s : scene.samples) {
    if (s.sees != Sees::wall) continue;
    const double z = s.predicted(scene.eyeZ, found.taper), linear = found.line.of(s.value);
    const double seen = scene.kind == DepthKind::inverse ? 1 / linear : linear;
    if (z > 0 && std::abs(seen / z - 1) < 0.5 * scaleGate) depths.push_back(scene.eyeZ + z * s.rayZ);
  }
  return middleRange(depths);
}

/// Least squares on what agrees.
Alignment refined(const Found& found, const Scene& scene) {
  const std::vector<Target> targets = targetsOf(scene, found.taper);
  Alignment out;
  out.kind = scene.kind;
  out.taper = found.taper;
  for (const Target& t : targets)
    out.samples += t.sees != Sees::inside;
  Line line = found.line;
  double width = scaleGate;
  std::vector<double> misses;
  for (int iteration = 0; iteration < 8; ++iteration) {
    const auto missOf = [&](const Target& t) { return std::abs(line.of(t.value) / t.linear - 1); };
    misses.clear();
    for (const Target& t : targets)
      if (t.sees != Sees::inside && missOf(t) <= width) misses.push_back(missOf(t));
    if (misses.size() < 20) break;
    const double sigma = 1.4826 * medianOf(misses);
    if (iteration == 0) out.support = double(misses.size()) / out.samples;
    if (iteration <= 1) out.residual = sigma;
    // Narrowed before the fit: goods that stand before a wall lie off the line to one side alone.
    width = std::max(1e-5, std::min(width, 2.5 * sigma));
    double n = 0, sv = 0, sz = 0, svv = 0, svz = 0;
    for (const Target& t : targets) {
      if (t.sees == Sees::inside || missOf(t) > width) continue;
      const double w = 1 / (t.linear * t.linear);
      n += w, sv += w * t.value, sz += w * t.linear, svv += w * t.value * t.value;
      svz += w * t.value * t.linear;
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

/// How much farther one line puts what is seen within the rim than another, on average.
double meanGap(const Alignment& from, const Alignment& to, const std::vector<AlignmentSample>& samples) {
  double sum = 0;
  int count = 0;
  for (const AlignmentSample& s : samples) {
    const double a = from.inverse(s.value), b = to.inverse(s.value);
    if (s.sees != Sees::top && a > 0 && b > 0) sum += 1 / b - 1 / a, ++count;
  }
  return count > 0 ? sum / count : 0;
}

} // namespace

// Two unknowns, and the slant of the walls: lines through pairs of pixels, judged like the scale alone, then
// least squares on what agrees.
Alignment alignLine(const AlignmentSamples& seen, double eyeZ, DepthKind kind, double wallDepth,
                    double floorDepth) {
  const Scene scene{seen.pixels, eyeZ, floorDepth, kind};
  const auto straight = bestLine(scene, 0);
  if (!straight) return scaleAlone(seen, eyeZ, kind);
  // Corners a little off scatter upright walls; slanting ones must explain more than that does.
  const auto scattered = bestLine(scene, 0, blurred);
  const double least = std::max(straight->score, scattered->score);
  std::vector<Found> tried{*straight};
  Found best = *straight;
  for (double taper = leastTaper; taper < steepestTaper; taper += taperStep) {
    const auto found = bestLine(scene, taper);
    if (!found) continue;
    tried.push_back(*found);
    if (explainsMore(found->score, least, stray) && found->score > best.score &&
        wallReach(*found, scene) > 0.5 * wallDepth)
      best = *found;
  }
  Alignment out = refined(best, scene);
  // Straight down into a square box no slant can be told from another line.
  for (const Found& rival : tried) {
    if (std::abs(rival.taper - best.taper) < 1.5 * taperStep || explainsMore(best.score, rival.score, stray))
      continue;
    const double farther = meanGap(out, refined(rival, scene), seen.pixels);
    out.nearer = std::max(out.nearer, -farther), out.farther = std::max(out.farther, farther);
  }
  return out;
}

} // namespace fillscope
