#include "core/geometry/corner_metrics.h"
#include "core/geometry/polygon_overlap.h"
#include "core/imaging/order_statistics.h"
#include <algorithm>
#include <cmath>
#include <tuple>

namespace fillscope {
namespace {

std::vector<Vec2> outlineOf(const std::vector<Vec2>& points) {
  if (points.size() == 4 || points.size() == 8) return {points.begin(), points.begin() + 4};
  return convexHull(points);
}

double areaOf(const std::vector<Vec2>& outline) { return overlapOf(outline, {}).either; }

double longestDiagonal(const std::vector<Vec2>& outline) {
  double longest = 0;
  for (const Vec2 p : outline)
    for (const Vec2 q : outline)
      longest = std::max(longest, norm(p - q));
  return longest;
}

double diagonalOf(const std::vector<Vec2>& outline) {
  if (outline.size() != 4) return longestDiagonal(outline);
  return std::max(norm(outline[2] - outline[0]), norm(outline[3] - outline[1]));
}

double sumOfDistances(const std::vector<Vec2>& a, const std::vector<Vec2>& b) {
  double sum = 0;
  for (std::size_t k = 0; k < std::min(a.size(), b.size()); ++k)
    sum += norm(a[k] - b[k]);
  return sum;
}

std::vector<Vec2> bestRotation(const std::vector<Vec2>& predicted, const std::vector<Vec2>& truth) {
  std::vector<Vec2> best = predicted;
  if (predicted.size() != 4 && predicted.size() != 8) return best;
  for (std::size_t turn = 1; turn < 4; ++turn) {
    std::vector<Vec2> rotated = predicted;
    for (std::size_t k = 0; k < rotated.size(); ++k)
      rotated[k] = predicted[k - k % 4 + (k + turn) % 4];
    if (sumOfDistances(rotated, truth) < sumOfDistances(best, truth)) best = rotated;
  }
  return best;
}

double meanOf(const std::vector<double>& values) {
  double sum = 0;
  for (const double v : values)
    sum += v;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

/// Mean, median and 95th percentile.
std::tuple<double, double, double> spreadOf(const std::vector<double>& values) {
  const auto at = quantiles({values.begin(), values.end()}, {0.5, 0.95});
  return {meanOf(values), at[0], at[1]};
}

double shareOf(const std::vector<double>& values, double limit, bool below) {
  std::size_t count = 0;
  for (const double v : values)
    count += below ? v < limit : v >= limit;
  return values.empty() ? 0 : static_cast<double>(count) / static_cast<double>(values.size());
}

std::vector<VisibilityScore> partsOf(const std::vector<CornerErrors>& errors) {
  std::vector<VisibilityScore> parts;
  for (const auto visibility :
       {KeypointVisibility::visible, KeypointVisibility::hidden, KeypointVisibility::outside}) {
    std::vector<double> share;
    for (const CornerErrors& e : errors) {
      if (e.visibility.size() != e.share.size()) continue;
      for (std::size_t k = 0; k < e.share.size(); ++k)
        if (e.visibility[k] == visibility) share.push_back(e.share[k]);
    }
    if (!share.empty()) parts.push_back({visibility, share.size(), meanOf(share), shareOf(share, 0.02, true)});
  }
  return parts;
}

} // namespace

double hullIou(const std::vector<Vec2>& a, const std::vector<Vec2>& b) {
  return polygonIou(convexHull(a), convexHull(b));
}

double polygonIou(const std::vector<Vec2>& a, const std::vector<Vec2>& b) {
  const Overlap overlap = overlapOf(a, b);
  return overlap.either > 0 ? overlap.both / overlap.either : 0;
}

double objectKeypointSimilarity(const std::vector<Vec2>& predicted, const std::vector<Vec2>& truth,
                                double sigma) {
  const double area = areaOf(outlineOf(truth)), k = 2 * sigma;
  const std::size_t count = std::min(predicted.size(), truth.size());
  if (count == 0) return 0;
  double sum = 0;
  for (std::size_t n = 0; n < count; ++n) {
    const Vec2 d = predicted[n] - truth[n];
    const double spread = 2 * area * k * k;
    sum += spread > 0 ? std::exp(-dot(d, d) / spread) : (d == Vec2{} ? 1.0 : 0.0);
  }
  return sum / static_cast<double>(count);
}

CornerErrors cornerErrors(const std::vector<Vec2>& predicted, const std::vector<Vec2>& truth,
                          bool orderFree) {
  const std::vector<Vec2> points = orderFree ? bestRotation(predicted, truth) : predicted;
  const std::vector<Vec2> outline = outlineOf(truth);
  const double diagonal = diagonalOf(outline);
  CornerErrors errors;
  for (std::size_t k = 0; k < std::min(points.size(), truth.size()); ++k) {
    const double distance = norm(points[k] - truth[k]);
    errors.pixels.push_back(distance);
    // Without an outline no distance is a small one.
    errors.share.push_back(diagonal > 0 ? distance / diagonal : (distance > 0 ? 1.0 : 0.0));
  }
  errors.hull = hullIou(outlineOf(points), outline);
  errors.polygon = polygonIou(outlineOf(points), outline);
  errors.oks = objectKeypointSimilarity(points, truth);
  return errors;
}

CornerScore summarise(const std::string& name, const std::vector<CornerErrors>& errors) {
  CornerScore score;
  score.name = name;
  score.pictures = errors.size();
  std::vector<double> pixels, share, hull, polygon, oks;
  for (const CornerErrors& e : errors) {
    pixels.insert(pixels.end(), e.pixels.begin(), e.pixels.end());
    share.insert(share.end(), e.share.begin(), e.share.end());
    hull.push_back(e.hull);
    polygon.push_back(e.polygon);
    oks.push_back(e.oks);
  }
  std::tie(score.meanPixels, score.medianPixels, score.p95Pixels) = spreadOf(pixels);
  std::tie(score.meanShare, score.medianShare, score.p95Share) = spreadOf(share);
  score.pck01 = shareOf(share, 0.01, true);
  score.pck02 = shareOf(share, 0.02, true);
  score.pck05 = shareOf(share, 0.05, true);
  score.hullIou = meanOf(hull);
  score.polygonIou = meanOf(polygon);
  score.oks = meanOf(oks);
  std::vector<double> atThresholds;
  for (int step = 0; step < 10; ++step)
    atThresholds.push_back(shareOf(oks, 0.5 + 0.05 * step, false));
  score.oksMap = meanOf(atThresholds);
  score.byVisibility = partsOf(errors);
  return score;
}

void sortBestFirst(std::vector<CornerScore>& scores) {
  std::stable_sort(scores.begin(), scores.end(), [](const CornerScore& a, const CornerScore& b) {
    if (a.polygonIou != b.polygonIou) return a.polygonIou > b.polygonIou;
    return a.meanPixels < b.meanPixels;
  });
}

} // namespace fillscope
