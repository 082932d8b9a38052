#include "core/annotation/box_keypoints.h"
#include "core/annotation/rim.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

using Quad = std::array<Keypoint, 4>;

bool hasNames(const KeypointTemplate& kind, int corners) {
  return kind.keypoints == boxTemplate(corners).keypoints;
}

bool isBox(const KeypointSet& set) {
  const bool named = hasNames(set.kind, 4) || hasNames(set.kind, 8);
  return named && set.points.size() == set.kind.keypoints.size() &&
         std::none_of(set.points.begin(), set.points.end(),
                      [](const Keypoint& point) { return point.visibility == KeypointVisibility::outside; });
}

Quad quadAt(const KeypointSet& set, std::size_t first) {
  return {set.points[first], set.points[first + 1], set.points[first + 2], set.points[first + 3]};
}

/// Picture coordinates run down, so that growing angles run clockwise.
Quad clockwise(Quad quad) {
  Vec2 middle;
  for (const Keypoint& point : quad)
    middle = middle + 0.25 * point.at;
  const auto angle = [&](const Keypoint& p) { return std::atan2(p.at.y - middle.y, p.at.x - middle.x); };
  std::stable_sort(quad.begin(), quad.end(),
                   [&](const Keypoint& a, const Keypoint& b) { return angle(a) < angle(b); });
  return quad;
}

} // namespace

bool isBoxOfKeypoints(const Region& region) {
  const std::optional<KeypointSet> set = keypointSetOf(region);
  return set && (hasNames(set->kind, 4) || hasNames(set->kind, 8)) &&
         std::none_of(set->points.begin(), set->points.begin() + 4,
                      [](const Keypoint& point) { return point.visibility == KeypointVisibility::outside; });
}

KeypointSet orderedBox(KeypointSet set) {
  if (!isBox(set)) return set;
  Quad rim = clockwise(quadAt(set, 0));
  std::rotate(rim.begin(),
              std::min_element(
                  rim.begin(), rim.end(),
                  [](const Keypoint& a, const Keypoint& b) { return a.at.x + a.at.y < b.at.x + b.at.y; }),
              rim.end());
  std::copy(rim.begin(), rim.end(), set.points.begin());
  if (set.points.size() != 8) return set;
  Quad floor = clockwise(quadAt(set, 4)), best = floor;
  double least = std::numeric_limits<double>::max();
  for (int turn = 0; turn < 4; ++turn) {
    double sum = 0;
    for (std::size_t i = 0; i < 4; ++i)
      sum += norm(floor[i].at - rim[i].at);
    if (sum < least) {
      least = sum;
      best = floor;
    }
    std::rotate(floor.begin(), floor.begin() + 1, floor.end());
  }
  std::copy(best.begin(), best.end(), set.points.begin() + 4);
  return set;
}

bool isBoxMixedUp(const KeypointSet& set) {
  if (!isBox(set)) return false;
  for (std::size_t first = 0; first < set.points.size(); first += 4) {
    const Quad quad = quadAt(set, first);
    const RimFault fault = checkRim({quad[0].at, quad[1].at, quad[2].at, quad[3].at});
    if (fault == RimFault::crossing || fault == RimFault::counterClockwise) return true;
  }
  return false;
}

} // namespace fillscope
