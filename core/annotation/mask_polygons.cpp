#include "core/annotation/mask_polygons.h"
#include "core/annotation/mask_outline.h"
#include "core/annotation/region_edit.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr double shortStep = 2; // pixels: shorter sides are the steps of a slanted line
constexpr int repairs = 40;     // rounds of putting back vertices where sides cross

double distanceToSide(Vec2 a, Vec2 b, Vec2 p) {
  const Vec2 along = b - a;
  const double length = dot(along, along);
  const double t = length == 0 ? 0 : std::clamp(dot(p - a, along) / length, 0.0, 1.0);
  return norm(p - a - t * along);
}

/// Marks what stays between two vertices that stay; last may lie past the end and counts around.
void keepBetween(const std::vector<Vec2>& outline, std::size_t first, std::size_t last, double tolerance,
                 std::vector<bool>& kept) {
  std::vector<std::pair<std::size_t, std::size_t>> open{{first, last}};
  while (!open.empty()) {
    const auto [from, to] = open.back();
    open.pop_back();
    double worst = tolerance;
    std::size_t found = from;
    for (std::size_t i = from + 1; i < to; ++i)
      if (const double distance = distanceToSide(outline[from % outline.size()], outline[to % outline.size()],
                                                 outline[i % outline.size()]);
          distance > worst) {
        worst = distance;
        found = i;
      }
    if (found == from) continue;
    kept[found % outline.size()] = true;
    open.emplace_back(from, found);
    open.emplace_back(found, to);
  }
}

std::size_t farthestFrom(const std::vector<Vec2>& outline, Vec2 place) {
  const auto farthest = std::max_element(outline.begin(), outline.end(),
                                         [&](Vec2 a, Vec2 b) { return norm(a - place) < norm(b - place); });
  return static_cast<std::size_t>(farthest - outline.begin());
}

double turn(Vec2 a, Vec2 b, Vec2 p) { return cross(b - a, p - a); }

/// Whether two sides without a common vertex cross or touch.
bool meet(Vec2 a, Vec2 b, Vec2 c, Vec2 d) {
  if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
      std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y))
    return false;
  return turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0;
}

/// What a side leaves out gives one vertex back, the one farthest from it; false where it leaves out none.
bool giveBack(const std::vector<Vec2>& outline, std::size_t from, std::size_t to, std::vector<bool>& kept) {
  const std::size_t n = outline.size(), end = to > from ? to : to + n;
  double worst = -1;
  std::size_t found = from;
  for (std::size_t i = from + 1; i < end; ++i)
    if (const double off = distanceToSide(outline[from], outline[to], outline[i % n]); off > worst) {
      worst = off;
      found = i % n;
    }
  if (worst >= 0) kept[found] = true;
  return worst >= 0;
}

/// Where sides cross, both come nearer to the outline.
void uncross(const std::vector<Vec2>& outline, std::vector<bool>& kept) {
  for (int round = 0; round < repairs; ++round) {
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < outline.size(); ++i)
      if (kept[i]) left.push_back(i);
    const std::size_t n = left.size();
    bool any = false;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = i + 2; j < n; ++j) {
        if (i == 0 && j == n - 1) continue; // neighbours
        const std::size_t a = left[i], b = left[i + 1], c = left[j], d = left[(j + 1) % n];
        if (!meet(outline[a], outline[b], outline[c], outline[d])) continue;
        any = giveBack(outline, a, b, kept) || any;
        any = giveBack(outline, c, d, kept) || any;
      }
    if (!any) return;
  }
}

std::vector<Vec2> reduced(const std::vector<Vec2>& outline, double tolerance) {
  Vec2 middle;
  for (const Vec2& p : outline)
    middle = middle + (1.0 / static_cast<double>(outline.size())) * p;
  const std::size_t first = farthestFrom(outline, middle), opposite = farthestFrom(outline, outline[first]);
  std::vector<bool> kept(outline.size(), false);
  kept[first] = kept[opposite] = true;
  const auto [low, high] = std::minmax(first, opposite);
  keepBetween(outline, low, high, tolerance, kept);
  keepBetween(outline, high, low + outline.size(), tolerance, kept);
  uncross(outline, kept);
  std::vector<Vec2> left;
  for (std::size_t i = 0; i < outline.size(); ++i)
    if (kept[i]) left.push_back(outline[i]);
  return left;
}

bool isSound(const std::vector<Vec2>& outline) {
  return checkShape(Region{PolygonShape{outline}, {}, {}, {}}) == ShapeFault::none;
}

/// Along a slanted line a mask's outline goes in steps: through their middles it lies on the line itself.
std::vector<Vec2> withoutSteps(const std::vector<Vec2>& corners) {
  std::vector<Vec2> outline;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Vec2 a = corners[i], b = corners[(i + 1) % corners.size()];
    if (norm(b - a) <= shortStep) {
      outline.push_back(0.5 * (a + b));
      continue;
    }
    const bool afterLong = norm(a - corners[(i + corners.size() - 1) % corners.size()]) > shortStep;
    const bool beforeLong = norm(corners[(i + 2) % corners.size()] - b) > shortStep;
    if (afterLong) outline.push_back(a);
    if (!afterLong || !beforeLong) outline.push_back(0.5 * (a + b));
  }
  return outline;
}

} // namespace

std::vector<Vec2> simplifiedOutline(const std::vector<Vec2>& outline, double tolerance) {
  if (outline.size() < 4) return outline;
  std::vector<Vec2> left = reduced(outline, tolerance);
  return left.size() >= 3 && isSound(left) ? left : outline;
}

int MaskPolygons::vertexCount(bool withHoles) const {
  std::size_t count = 0;
  for (const auto& part : parts)
    count += part.size();
  for (const auto& hole : holes)
    count += withHoles ? hole.size() : 0;
  return static_cast<int>(count);
}

MaskPolygons maskPolygons(const Mask& mask, Vec2 offset, const PolygonOptions& options) {
  std::vector<MaskLoop> loops = maskLoops(mask, offset);
  std::stable_sort(loops.begin(), loops.end(),
                   [](const MaskLoop& a, const MaskLoop& b) { return a.area > b.area; });
  MaskPolygons polygons;
  for (MaskLoop& loop : loops) {
    if (loop.area < options.leastArea) {
      ++(loop.isHole ? polygons.holesLeftOut : polygons.partsLeftOut);
      continue;
    }
    if (loop.isHole) std::reverse(loop.corners.begin(), loop.corners.end());
    const std::vector<Vec2> smooth = options.tolerance > 0 ? withoutSteps(loop.corners) : loop.corners;
    std::vector<Vec2> polygon =
        simplifiedOutline(smooth.size() < 3 ? loop.corners : smooth, options.tolerance);
    (loop.isHole ? polygons.holes : polygons.parts).push_back(std::move(polygon));
  }
  return polygons;
}

} // namespace fillscope
