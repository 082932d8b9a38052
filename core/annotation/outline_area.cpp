#include "core/annotation/outline_area.h"
#include "core/annotation/region_geometry.h"
#include <algorithm>
#include <limits>

namespace fillscope {
namespace {

using Points = std::vector<Vec2>;

constexpr std::size_t mostCrossings = 20'000, mostPairs = 30'000'000, lines = 4096;

struct Side {
  Vec2 low, high; ///< low.y ≤ high.y
  std::size_t outline = 0, index = 0, count = 0;
  double xAt(double y) const { return low.x + (high.x - low.x) * ((y - low.y) / (high.y - low.y)); }
  bool isLevel() const { return low.y == high.y; }
  bool isNextTo(const Side& other) const {
    if (outline != other.outline) return false;
    const std::size_t between = index > other.index ? index - other.index : other.index - index;
    return between == 1 || between == count - 1;
  }
};

Points withoutRepeats(const Points& outline) {
  Points points;
  for (const Vec2 p : outline)
    if (points.empty() || !(points.back() == p)) points.push_back(p);
  while (points.size() > 1 && points.front() == points.back())
    points.pop_back();
  return points;
}

std::vector<Side> sidesOf(const std::vector<Points>& outlines) {
  std::vector<Side> sides;
  for (std::size_t k = 0; k < outlines.size(); ++k) {
    const Points points = withoutRepeats(outlines[k]);
    for (std::size_t i = 0; i < points.size(); ++i) {
      Vec2 p = points[i], q = points[(i + 1) % points.size()];
      if (p.y > q.y) std::swap(p, q);
      sides.push_back({p, q, k, i, points.size()});
    }
  }
  std::sort(sides.begin(), sides.end(), [](const Side& a, const Side& b) { return a.low.y < b.low.y; });
  return sides;
}

struct Meetings {
  bool any = false, tooMany = false;
  std::vector<double> heights; ///< of those within both sides
};

void meet(const Side& a, const Side& b, Meetings& found) {
  if (std::max(a.low.x, a.high.x) < std::min(b.low.x, b.high.x) ||
      std::max(b.low.x, b.high.x) < std::min(a.low.x, a.high.x) || a.isNextTo(b))
    return;
  const Vec2 u = a.high - a.low, v = b.high - b.low;
  const double a0 = cross(v, a.low - b.low), a1 = cross(v, a.high - b.low), b0 = cross(u, b.low - a.low),
               b1 = cross(u, b.high - a.low);
  if ((a0 > 0 && a1 > 0) || (a0 < 0 && a1 < 0) || (b0 > 0 && b1 > 0) || (b0 < 0 && b1 < 0)) return;
  found.any = true;
  if (a0 != a1 && a0 != 0 && a1 != 0 && b0 != 0 && b1 != 0)
    found.heights.push_back(a.low.y + a0 / (a0 - a1) * u.y);
}

/// Where sides that are no neighbours meet: each is held against those that reach its height.
Meetings meetingsOf(const std::vector<Side>& sides) {
  Meetings found;
  std::vector<const Side*> reaching;
  std::size_t pairs = 0;
  for (const Side& side : sides) {
    std::erase_if(reaching, [&](const Side* other) { return other->high.y < side.low.y; });
    pairs += reaching.size();
    for (const Side* other : reaching)
      meet(*other, side, found);
    if (found.heights.size() > mostCrossings || pairs > mostPairs) {
      found.any = found.tooMany = true;
      return found;
    }
    reaching.push_back(&side);
  }
  return found;
}

bool anyNear(const std::vector<Points>& outlines) {
  std::vector<RectShape> boxes;
  for (const Points& outline : outlines) {
    double left = std::numeric_limits<double>::infinity(), top = left, right = -left, bottom = -left;
    for (const Vec2 p : outline) {
      left = std::min(left, p.x), right = std::max(right, p.x);
      top = std::min(top, p.y), bottom = std::max(bottom, p.y);
    }
    boxes.push_back({left, top, right - left, bottom - top});
  }
  std::sort(boxes.begin(), boxes.end(), [](const RectShape& a, const RectShape& b) { return a.x < b.x; });
  for (std::size_t i = 0; i < boxes.size(); ++i)
    for (std::size_t j = i + 1; j < boxes.size() && boxes[j].x < boxes[i].x + boxes[i].width; ++j)
      if (boxes[j].y < boxes[i].y + boxes[i].height && boxes[i].y < boxes[j].y + boxes[j].height) return true;
  return false;
}

/// Between two neighbouring heights no side begins, ends or crosses another one.
std::vector<double> heightsOf(const std::vector<Side>& sides, Meetings& meetings) {
  std::vector<double> heights = std::move(meetings.heights);
  double top = std::numeric_limits<double>::infinity(), bottom = -top;
  for (const Side& side : sides) {
    top = std::min(top, side.low.y), bottom = std::max(bottom, side.high.y);
    heights.insert(heights.end(), {side.low.y, side.high.y});
  }
  if (meetings.tooMany) {
    heights.clear();
    for (std::size_t k = 0; k <= lines; ++k)
      heights.push_back(top + (bottom - top) * static_cast<double>(k) / lines);
  }
  std::sort(heights.begin(), heights.end());
  heights.erase(std::unique(heights.begin(), heights.end()), heights.end());
  return heights;
}

double areaByTrapezoids(const std::vector<Side>& sides, const std::vector<double>& heights,
                        std::size_t outlines) {
  struct Place {
    double x;
    std::size_t outline;
  };
  std::vector<const Side*> reaching;
  std::vector<Place> places;
  std::vector<bool> isIn(outlines);
  auto next = sides.begin();
  double area = 0;
  for (std::size_t k = 0; k + 1 < heights.size(); ++k) {
    const double thickness = heights[k + 1] - heights[k], middle = 0.5 * (heights[k] + heights[k + 1]);
    for (; next != sides.end() && next->low.y < middle; ++next)
      if (!next->isLevel()) reaching.push_back(&*next);
    std::erase_if(reaching, [&](const Side* side) { return side->high.y <= middle; });
    places.clear();
    for (const Side* side : reaching)
      places.push_back({side->xAt(middle), side->outline});
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.x < b.x; });
    std::size_t inside = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (inside > 0) area += (places[i].x - places[i - 1].x) * thickness;
      const std::size_t outline = places[i].outline;
      isIn[outline] = !isIn[outline];
      inside += isIn[outline] ? 1 : std::size_t(-1);
    }
  }
  return area;
}

} // namespace

double outlineArea(const std::vector<Points>& outlines) {
  const std::vector<Side> sides = sidesOf(outlines);
  Meetings meetings = meetingsOf(sides);
  if (meetings.any || anyNear(outlines))
    return areaByTrapezoids(sides, heightsOf(sides, meetings), outlines.size());
  double area = 0;
  for (const Points& outline : outlines)
    area += polygonArea(outline);
  return area;
}

} // namespace fillscope
