#include "core/geometry/scale_search.h"
#include <algorithm>
#include <cmath>
#include <utility>

namespace fillscope {

namespace {

using Sees = AlignmentSample::Sees;

constexpr int bins = 1001;
constexpr double believedReach = 0.02, believedShare = 0.5;

// How well a logarithm of the scale explains the samples; see alignToBox.
struct Histogram {
  double origin = 0;
  std::vector<double> match = std::vector<double>(bins, 0.0), tooFar = match, above = match;
  int indexOf(double v) const { return int(std::floor((v - origin) / scaleBinWidth)); }
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
    const int gateBins = std::max(reach, 1) * 2,
              rimBins = std::max(int(reachAboveRim / scaleBinWidth), reach);
    double bestScore = -1e300;
    int bestBin = bins / 2;
    const int from = int(std::clamp((low - origin) / scaleBinWidth, double(reach), double(bins - reach)));
    const int to = int(std::clamp((high - origin) / scaleBinWidth + 1, double(reach), double(bins - reach)));
    for (int k = from; k < to; ++k) {
      double score = 0;
      for (int d = -reach; d <= reach; ++d)
        score += match[k + d] * (1 - std::abs(d) / (reach + 1.0));
      score -= 0.5 * far[std::max(0, k - gateBins)];
      score -= 0.15 * (over[bins] - over[std::min(bins, k + rimBins)]);
      if (score > bestScore) bestScore = score, bestBin = k;
    }
    return {bestScore, origin + (bestBin + 0.5) * scaleBinWidth};
  }
};

struct ScaleGuess {
  double score = 0, logScale = 0;
};

// believed: the logarithm of the scale that the map itself claims. It stands unless another explains far
// more: where little wall is seen and corners are a little off, content finds some scale at which it passes
// for wall.
ScaleGuess guessScale(const std::vector<AlignmentSample>& samples, double eyeZ, double taper, double origin,
                      std::optional<double> believed, double* wideScore = nullptr) {
  Histogram h;
  h.origin = origin;
  for (const AlignmentSample& s : samples) {
    if (s.sees != Sees::top) h.add(h.above, std::log(s.rim / s.value), 1);
    if (s.sees == Sees::inside) continue;
    const double meets = s.predicted(eyeZ, taper);
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

// How far down the rim the wall pixels reach that a scale explains: a strip of wall shows no slant.
double depthRange(const std::vector<AlignmentSample>& samples, double eyeZ, double taper, double logScale) {
  std::vector<double> depths;
  for (const AlignmentSample& s : samples) {
    if (s.sees != Sees::wall) continue;
    const double z = s.predicted(eyeZ, taper);
    if (z > 0 && std::abs(std::log(z / s.value) - logScale) < 0.5 * scaleGate)
      depths.push_back(eyeZ + z * s.rayZ);
  }
  return middleRange(depths);
}

// ln scale from the rim's top near a believed one, else that.
double scaleOfTops(const std::vector<AlignmentSample>& samples, double believed) {
  std::vector<double> ratios;
  std::size_t tops = 0;
  for (const AlignmentSample& s : samples) {
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

} // namespace

double middleRange(std::vector<double>& v) {
  if (v.size() < 50) return 0;
  std::sort(v.begin(), v.end());
  return v[v.size() * 95 / 100] - v[v.size() * 5 / 100];
}

double medianOf(std::vector<double>& v) {
  if (v.empty()) return 0;
  const auto middle = v.begin() + std::ptrdiff_t(v.size() / 2);
  std::nth_element(v.begin(), middle, v.end());
  return *middle;
}

void tighten(const std::vector<double>& ratios, double& logScale, Alignment& out) {
  double width = scaleGate;
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

Alignment alignScale(const AlignmentSamples& seen, double eyeZ, std::optional<double> believed,
                     double wallDepth) {
  const std::vector<AlignmentSample>& samples = seen.pixels;
  const bool wallsSeen = seen.wallsSeen;
  Alignment out;
  std::vector<double> rims;
  for (const AlignmentSample& s : samples)
    if (s.sees != Sees::top) rims.push_back(std::log(s.rim / s.value));
  // Content lies at or below the rim: the scale is near or above the typical ratio to the rim.
  const double origin = medianOf(rims) - 0.4 * bins * scaleBinWidth;
  double wide = 0;
  ScaleGuess best = guessScale(samples, eyeZ, 0, origin, believed, &wide);
  // Corners a little off scatter upright walls; slanting ones must explain more than that does.
  const double straight = std::max(best.score, wide);
  for (double taper = leastTaper; wallsSeen && taper < steepestTaper; taper += taperStep) {
    const ScaleGuess guess = guessScale(samples, eyeZ, taper, origin, believed);
    if (explainsMore(guess.score, straight, 20) && guess.score > best.score &&
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
    for (const AlignmentSample& s : samples) {
      if (s.sees == Sees::inside) continue;
      const double meets = s.predicted(eyeZ, taper);
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

} // namespace fillscope
