#include "core/geometry/depth_alignment.h"
#include <cmath>
#include <optional>
#include <random>

namespace fillscope {

namespace {

enum class Sees { wall, top, inside };

// One pixel. A wall is met at the depth (taper·eyeZ − eyeIn) / (rayIn − taper·rayZ); the top of the rim at
// rim.
struct Sample {
  double value = 0, rim = 0;
  Sees sees = Sees::inside;
  double eyeIn = 0, rayIn = 0, rayZ = 0;
};

constexpr double binWidth = 0.002, gate = 0.02, aboveRim = 0.03;
constexpr int bins = 1001;
constexpr double believedReach = 0.02, believedShare = 0.5;

double predicted(const Sample& s, double eyeZ, double taper) {
  if (s.sees != Sees::wall) return s.rim;
  const double denominator = s.rayIn - taper * s.rayZ;
  return denominator < -1e-9 ? (taper * eyeZ - s.eyeIn) / denominator : -1;
}

// Whether the surface about a pixel faces inwards from a wall rather than up. Normals do not depend on the
// scale.
bool facesInwards(const DepthMap& depth, const BoxView& view, int wall, int x, int y, int reach) {
  if (x < reach || y < reach || x + reach >= depth.width() || y + reach >= depth.height()) return false;
  const bool inverse = depth.kind == DepthKind::inverse;
  Vec3 p[4];
  const int dx[4] = {reach, -reach, 0, 0}, dy[4] = {0, 0, reach, -reach};
  for (int k = 0; k < 4; ++k) {
    const float v = depth.values.at(x + dx[k], y + dy[k]);
    if (!DepthMap::isMeasured(v)) return false;
    p[k] = (inverse ? 1.0 / v : v) * view.direction(x + dx[k], y + dy[k]);
  }
  const Vec3 normal = cross(p[0] - p[1], p[3] - p[2]); // towards the camera: −z of a level surface
  return BoxView::inwards(wall, normal) > 0.8 * norm(normal);
}

std::vector<Sample> gather(const DepthMap& depth, const BoxView& view, const RimCorners& corners,
                           double wallDepth, bool& wallsSeen) {
  const int width = depth.width(), height = depth.height();
  double left = width, right = 0, top = height, bottom = 0;
  for (const Vec2 c : corners) {
    left = std::min(left, c.x), right = std::max(right, c.x);
    top = std::min(top, c.y), bottom = std::max(bottom, c.y);
  }
  const int x0 = int(std::clamp(left - 8, 0.0, double(width))),
            x1 = int(std::clamp(right + 8, 0.0, double(width)));
  const int y0 = int(std::clamp(top - 8, 0.0, double(height))),
            y1 = int(std::clamp(bottom + 8, 0.0, double(height)));
  const double band = std::max(3.0, 0.012 * std::sqrt(std::max(1.0, (right - left) * (bottom - top))));
  const int step = std::max(1, int(std::sqrt(double(x1 - x0) * (y1 - y0) / 12000.0)));
  const bool scaleFree = depth.kind == DepthKind::metric || depth.unit == "1/m";
  const int reach = std::max(1, width / 200);
  std::vector<Sample> samples;
  std::vector<std::size_t> doubtful; // seen where a wall is expected, but facing elsewhere
  samples.reserve(16000);
  std::size_t walls = 0;
  for (int y = y0 + step / 2; y < y1; y += step) {
    for (int x = x0 + step / 2; x < x1; x += step) {
      const float value = depth.values.at(x, y);
      if (!DepthMap::isMeasured(value)) continue;
      const Vec3 ray = view.direction(x, y);
      Sample s;
      s.value = value;
      s.rim = view.rimDepth(ray);
      if (!std::isfinite(s.rim)) continue;
      const Vec3 onRim = view.eye + s.rim * ray;
      if (!view.insideRim(onRim.x, onRim.y)) {
        // The band itself is sampled densely enough: it holds few pixels.
        if (distanceInside(corners, {x + 0.5, y + 0.5}) < -band) continue;
        s.sees = Sees::top;
        samples.push_back(s);
        continue;
      }
      double first = std::numeric_limits<double>::infinity();
      int wall = 0;
      for (int k = 0; k < 4; ++k) {
        const double rayIn = BoxView::inwards(k, ray), eyeIn = view.fromWall(k, view.eye.x, view.eye.y);
        if (rayIn >= -1e-9) continue;
        const double meets = -eyeIn / rayIn;
        if (meets < first) first = meets, wall = k, s.eyeIn = eyeIn, s.rayIn = rayIn;
      }
      s.rayZ = ray.z;
      if (std::isfinite(first) && view.eye.z + first * ray.z < wallDepth) {
        if (!scaleFree || facesInwards(depth, view, wall, x, y, reach))
          s.sees = Sees::wall, ++walls;
        else
          doubtful.push_back(samples.size());
      }
      samples.push_back(s);
    }
  }
  // Hardly any wall seen, or too noisy to tell: what stands in its place still bounds the scale.
  if (walls < 150)
    for (std::size_t k : doubtful)
      samples[k].sees = Sees::wall;
  wallsSeen = walls >= 150;
  return samples;
}

// How well a logarithm of the scale explains the samples; see alignToBox.
struct Histogram {
  double origin = 0;
  std::vector<double> match = std::vector<double>(bins, 0.0), tooFar = match, above = match;
  int indexOf(double v) const { return int(std::floor((v - origin) / binWidth)); }
  void add(std::vector<double>& into, double v, double weight) {
    const int k = indexOf(v);
    if (k >= 0 && k < bins)
      into[std::size_t(k)] += weight;
    else if (k < 0)
      into[0] += weight;
    else
      into[bins - 1] += weight;
  }
  /// Score and ln scale: narrow where that explains nearly as much as wide, wide where corners are off.
  std::pair<double, double> best(double low = -1e300, double high = 1e300) const {
    const auto narrow = best(5, low, high), wide = best(20, low, high);
    return narrow.first > 0.65 * wide.first ? narrow : wide;
  }
  std::pair<double, double> best(int reach, double low = -1e300, double high = 1e300) const {
    std::vector<double> far(bins + 1, 0.0), over(bins + 1, 0.0);
    for (int k = 0; k < bins; ++k) {
      far[k + 1] = far[k] + tooFar[k];
      over[k + 1] = over[k] + above[k];
    }
    const int gateBins = std::max(reach, 1) * 2, rimBins = std::max(int(aboveRim / binWidth), reach);
    double bestScore = -1e300;
    int bestBin = bins / 2;
    const int from = int(std::clamp((low - origin) / binWidth, double(reach), double(bins - reach)));
    const int to = int(std::clamp((high - origin) / binWidth + 1, double(reach), double(bins - reach)));
    for (int k = from; k < to; ++k) {
      double score = 0;
      for (int d = -reach; d <= reach; ++d)
        score += match[k + d] * (1 - std::abs(d) / (reach + 1.0));
      score -= 0.5 * far[std::max(0, k - gateBins)];
      score -= 0.15 * (over[bins] - over[std::min(bins, k + rimBins)]);
      if (score > bestScore) bestScore = score, bestBin = k;
    }
    return {bestScore, origin + (bestBin + 0.5) * binWidth};
  }
};

double medianOf(std::vector<double>& v) {
  if (v.empty()) return 0;
  const auto middle = v.begin() + std::ptrdiff_t(v.size() / 2);
  std::nth_element(v.begin(), middle, v.end());
  return *middle;
}

struct ScaleGuess {
  double score = 0, logScale = 0;
};

// believed: the logarithm of the scale that the map itself claims. It stands unless another explains far
// more: where little wall is seen and corners are a little off, content finds some scale at which it passes
// for wall.
ScaleGuess guessScale(const std::vector<Sample>& samples, double eyeZ, double taper, double origin,
                      std::optional<double> believed, double* wideScore = nullptr) {
  Histogram h;
  h.origin = origin;
  for (const Sample& s : samples) {
    if (s.sees != Sees::top) h.add(h.above, std::log(s.rim / s.value), 1);
    if (s.sees == Sees::inside) continue;
    const double meets = predicted(s, eyeZ, taper);
    if (meets <= 0) continue;
    const double ratio = std::log(meets / s.value);
    const int k = h.indexOf(ratio);
    if (k >= 0 && k < bins) h.match[std::size_t(k)] += s.sees == Sees::wall ? 1.0 : 0.7;
    if (s.sees == Sees::wall) h.add(h.tooFar, ratio, 1);
  }
  auto [score, found] = h.best();
  if (wideScore) *wideScore = h.best(20).first;
  if (believed && std::abs(found - *believed) > believedReach) {
    const auto near = h.best(*believed - believedReach, *believed + believedReach);
    if (near.first > believedShare * score) return {near.first, near.second};
  }
  return {score, found};
}

// Tightens the gate about the median until it holds only what agrees.
void tighten(const std::vector<double>& ratios, double& logScale, Alignment& out) {
  double width = gate;
  std::vector<double> near, spread;
  for (int iteration = 0; iteration < 8; ++iteration) {
    near.clear();
    for (double r : ratios)
      if (std::abs(r - logScale) < width) near.push_back(r);
    if (near.size() < 12) break;
    logScale = medianOf(near);
    spread.clear();
    for (double r : near)
      spread.push_back(std::abs(r - logScale));
    const double sigma = 1.4826 * medianOf(spread);
    if (iteration == 0) {
      out.residual = sigma;
      out.support = double(near.size()) / double(ratios.size());
    }
    width = std::max(1e-5, std::min(width, 2.5 * sigma));
  }
}

// How far down the rim the wall pixels reach that a scale explains: a strip of wall shows no slant.
double depthRange(const std::vector<Sample>& samples, double eyeZ, double taper, double logScale) {
  std::vector<double> depths;
  for (const Sample& s : samples) {
    if (s.sees != Sees::wall) continue;
    const double z = predicted(s, eyeZ, taper);
    if (z > 0 && std::abs(std::log(z / s.value) - logScale) < 0.5 * gate) depths.push_back(eyeZ + z * s.rayZ);
  }
  if (depths.size() < 50) return 0;
  std::sort(depths.begin(), depths.end());
  return depths[depths.size() * 95 / 100] - depths[depths.size() * 5 / 100];
}

// ln scale from the rim's top near a believed one, else that.
double scaleOfTops(const std::vector<Sample>& samples, double believed) {
  std::vector<double> ratios;
  std::size_t tops = 0;
  for (const Sample& s : samples) {
    if (s.sees != Sees::top) continue;
    ++tops;
    const double ratio = std::log(s.rim / s.value);
    if (std::abs(ratio - believed) < believedReach) ratios.push_back(ratio);
  }
  if (ratios.size() < 50 || 3 * ratios.size() < tops) return believed;
  Alignment spread;
  double logScale = believed;
  tighten(ratios, logScale, spread);
  return logScale;
}

Alignment alignScale(const std::vector<Sample>& samples, double eyeZ, std::optional<double> believed = {},
                     double wallDepth = 0, bool wallsSeen = false) {
  Alignment out;
  std::vector<double> rims;
  for (const Sample& s : samples)
    if (s.sees != Sees::top) rims.push_back(std::log(s.rim / s.value));
  // Content lies at or below the rim: the scale is near or above the typical ratio to the rim.
  const double origin = medianOf(rims) - 0.4 * bins * binWidth;
  double wide = 0;
  ScaleGuess best = guessScale(samples, eyeZ, 0, origin, believed, &wide);
  // Corners a little off scatter upright walls; slanting ones must explain more than that does.
  const double straight = std::max(best.score, wide);
  for (double taper = 0.04; wallsSeen && taper < 0.31; taper += 0.02) {
    const ScaleGuess guess = guessScale(samples, eyeZ, taper, origin, believed);
    // Straight walls unless slanting ones explain clearly more.
    if (guess.score > 1.15 * straight + 20 && guess.score > best.score &&
        depthRange(samples, eyeZ, taper, guess.logScale) > 0.5 * wallDepth)
      best = guess, out.taper = taper;
  }
  double logScale = best.logScale;
  out.weak = believed && !wallsSeen;
  if (out.weak && std::abs(logScale - *believed) < 1.5 * believedReach) {
    // No wall to go by: the rim's top, else the map's own word. Content level with the rim must not pass for
    // wall.
    out.scale = std::exp(scaleOfTops(samples, *believed));
    out.samples = int(samples.size());
    out.support = 1;
    return out;
  }
  std::vector<double> ratios;
  const auto ratiosFor = [&](double taper) {
    ratios.clear();
    for (const Sample& s : samples) {
      if (s.sees == Sees::inside) continue;
      const double meets = predicted(s, eyeZ, taper);
      if (meets > 0) ratios.push_back(std::log(meets / s.value));
    }
  };
  if (out.taper > 0) {
    double sharpest = 1e300, at = out.taper;
    for (double taper = out.taper - 0.02; taper <= out.taper + 0.0201; taper += 0.004) {
      ratiosFor(taper);
      Alignment trial;
      double logTrial = logScale;
      tighten(ratios, logTrial, trial);
      const double cost = trial.residual / std::max(0.01, trial.support);
      if (cost < sharpest) sharpest = cost, at = taper;
    }
    out.taper = at;
  }
  ratiosFor(out.taper);
  out.samples = int(ratios.size());
  tighten(ratios, logScale, out);
  out.scale = std::exp(logScale);
  return out;
}

struct Line {
  double scale = 0, shift = 0;
};

// Two unknowns: lines through pairs of samples, judged like the scale alone, then least squares on what
// agrees.
Alignment alignLine(const std::vector<Sample>& samples, double eyeZ, DepthKind kind) {
  Alignment out;
  out.kind = kind;
  std::vector<const Sample*> known, all;
  for (const Sample& s : samples) {
    if (s.sees == Sees::wall) known.push_back(&s);
    all.push_back(&s);
  }
  out.samples = int(known.size());
  if (known.size() < 20) return alignScale(samples, eyeZ);
  const auto target = [&](const Sample& s) {
    const double z = predicted(s, eyeZ, 0);
    return kind == DepthKind::inverse ? 1 / z : z;
  };
  std::mt19937 random(20231);
  const std::size_t stride = std::max<std::size_t>(1, all.size() / 1200);
  double best = -1e300;
  Line line;
  for (int trial = 0; trial < 500; ++trial) {
    const Sample& a = *known[random() % known.size()];
    const Sample& b = *known[random() % known.size()];
    const double za = target(a), zb = target(b);
    if (std::abs(za - zb) < 0.01 * za || std::abs(a.value - b.value) < 1e-9 * std::abs(a.value)) continue;
    Line l;
    l.scale = (za - zb) / (a.value - b.value);
    l.shift = za - l.scale * a.value;
    if (!(l.scale > 0)) continue;
    double score = 0;
    for (std::size_t k = 0; k < all.size(); k += stride) {
      const Sample& s = *all[k];
      const double linear = l.scale * s.value + l.shift;
      if (!(linear > 0)) {
        score -= 0.5;
        continue;
      }
      const double z = kind == DepthKind::inverse ? 1 / linear : linear;
      if (s.sees != Sees::top && z < s.rim * (1 - aboveRim)) score -= 0.15;
      if (s.sees == Sees::inside) continue;
      const double miss = std::abs(z / predicted(s, eyeZ, 0) - 1);
      if (miss < 0.01)
        score += (s.sees == Sees::wall ? 1.0 : 0.7) * (1 - miss / 0.01);
      else if (s.sees == Sees::wall && z > predicted(s, eyeZ, 0) * (1 + gate))
        score -= 0.5;
    }
    if (score > best) best = score, line = l;
  }
  if (best == -1e300) return alignScale(samples, eyeZ);
  double width = gate;
  std::vector<double> misses;
  for (int iteration = 0; iteration < 8; ++iteration) {
    double n = 0, sv = 0, sz = 0, svv = 0, svz = 0;
    misses.clear();
    for (const Sample& s : samples) {
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

} // namespace

Alignment alignToBox(const DepthMap& depth, const BoxView& view, const RimCorners& corners, double wallDepth,
                     std::optional<double> believedScale) {
  bool wallsSeen = false;
  std::vector<Sample> samples = gather(depth, view, corners, wallDepth, wallsSeen);
  if (samples.empty()) return {};
  std::optional<double> believed;
  if (believedScale) believed = std::log(*believedScale);
  if (depth.kind == DepthKind::metric) return alignScale(samples, view.eye.z, believed, wallDepth, wallsSeen);
  if (depth.kind == DepthKind::inverse && depth.unit == "1/m") {
    for (Sample& s : samples)
      s.value = 1 / s.value;
    Alignment out = alignScale(samples, view.eye.z, believed, wallDepth, wallsSeen);
    out.kind = DepthKind::inverse;
    out.scale = 1 / out.scale;
    return out;
  }
  return alignLine(samples, view.eye.z, depth.kind);
}

Alignment alignToReference(const DepthMap& depth, const Raster<float>& reference, const RimCorners& corners,
                           const Alignment& expected) {
  std::vector<Sample> samples;
  const int step = std::max(1, int(std::sqrt(double(depth.values.pixelCount()) / 16000.0)));
  for (int y = step / 2; y < depth.height(); y += step)
    for (int x = step / 2; x < depth.width(); x += step) {
      const float value = depth.values.at(x, y), known = reference.at(x, y);
      if (!DepthMap::isMeasured(value) || !(known > 0) || distanceInside(corners, {x + 0.5, y + 0.5}) < -8)
        continue;
      Sample s;
      s.value = value;
      s.sees = Sees::wall;
      s.eyeIn = 1.0 / known; // a ray that meets its surface at 1/known for any eye, without taper
      s.rayIn = -1;
      s.rim = 1e-9;
      samples.push_back(s);
    }
  if (samples.size() < 50) return {};
  if (depth.kind == DepthKind::metric || depth.unit == "1/m") {
    const bool inverse = depth.kind == DepthKind::inverse;
    std::vector<double> ratios;
    for (const Sample& s : samples)
      ratios.push_back(std::log(s.eyeIn / (inverse ? 1 / s.value : s.value)));
    Histogram h;
    std::vector<double> copy = ratios;
    h.origin = medianOf(copy) - 0.5 * bins * binWidth;
    for (double r : ratios) {
      const int k = h.indexOf(r);
      if (k >= 0 && k < bins) h.match[std::size_t(k)] += 1;
      h.add(h.tooFar, r, 1);
    }
    Alignment out;
    out.kind = depth.kind;
    const auto [score, found] = h.best(2);
    double logScale = found;
    out.samples = int(ratios.size());
    if (expected.kind == depth.kind && expected.shift == 0) {
      // One camera, one scale: a surface that moved as a whole must not pass for the box.
      const double same = std::log(expected.scale) * (inverse ? -1 : 1);
      double agree = 0;
      for (double r : ratios)
        agree += std::max(0.0, 1 - std::abs(r - same) / (3 * binWidth));
      if (agree > 0.1 * double(ratios.size()) || agree > 0.4 * score) {
        out.scale = expected.scale;
        out.support = agree / double(ratios.size());
        return out;
      }
    }
    tighten(ratios, logScale, out);
    out.scale = inverse ? std::exp(-logScale) : std::exp(logScale);
    return out;
  }
  return alignLine(samples, 0, depth.kind);
}

} // namespace fillscope
