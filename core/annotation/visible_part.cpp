#include "core/annotation/visible_part.h"
#include "core/annotation/region_edit.h"
#include "core/annotation/region_geometry.h"
#include "core/geometry/polygon_overlap.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace fillscope {
namespace {

using Points = std::vector<Vec2>;

constexpr double rounding = 1e-9;     // pixels
constexpr std::size_t mostSides = 90; // of a hull that are tried as directions

bool isIn(Vec2 p, PictureSize size) { return isInside({p}, size); }

bool goesAround(const std::vector<Points>& outlines, Vec2 at) {
  for (const Points& points : outlines) {
    bool inside = false;
    for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++) {
      const Vec2 a = points[i], b = points[j];
      if ((a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x)
        inside = !inside;
    }
    if (inside) return true;
  }
  return false;
}

/// Where a side passes the picture's border.
void addPassings(Vec2 a, Vec2 b, PictureSize size, Points& found) {
  if (b.x < a.x || (b.x == a.x && b.y < a.y)) std::swap(a, b);
  for (const double x : {0.0, 1.0 * size.width})
    if ((a.x < x) != (b.x < x)) found.push_back({x, a.y + (b.y - a.y) * ((x - a.x) / (b.x - a.x))});
  for (const double y : {0.0, 1.0 * size.height})
    if ((a.y < y) != (b.y < y)) found.push_back({a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)), y});
}

/// A rectangle along u and the direction to its left.
struct Turned {
  Vec2 u;
  double u0 = 0, u1 = 0, v0 = 0, v1 = 0;
  Vec2 v() const { return {-u.y, u.x}; }
  Points corners() const {
    const auto at = [this](double a, double b) { return a * u + b * v(); };
    return {at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)};
  }
  double area() const { return std::max(u1 - u0, 0.0) * std::max(v1 - v0, 0.0); }
};

Turned around(const Points& hull, Vec2 u) {
  Turned rect{u, dot(hull[0], u), dot(hull[0], u), 0, 0};
  rect.v0 = rect.v1 = dot(hull[0], rect.v());
  for (const Vec2 p : hull) {
    rect.u0 = std::min(rect.u0, dot(p, u)), rect.u1 = std::max(rect.u1, dot(p, u));
    rect.v0 = std::min(rect.v0, dot(p, rect.v())), rect.v1 = std::max(rect.v1, dot(p, rect.v()));
  }
  return rect;
}

/// Of the convex hull, what lies in the rectangle.
double commonArea(const Points& hull, const Turned& rect) {
  Points left;
  for (const Vec2 p : hull)
    left.push_back({dot(p, rect.u), dot(p, rect.v())});
  const auto keep = [&left](double Vec2::*place, double border, double sign) {
    Points kept;
    for (std::size_t i = 0; i < left.size(); ++i) {
      const Vec2 a = left[(i + left.size() - 1) % left.size()], b = left[i];
      const double da = sign * (a.*place - border), db = sign * (b.*place - border);
      if ((da < 0) != (db < 0)) kept.push_back(a + da / (da - db) * (b - a));
      if (db >= 0) kept.push_back(b);
    }
    left = std::move(kept);
  };
  keep(&Vec2::x, rect.u0, 1);
  keep(&Vec2::x, rect.u1, -1);
  keep(&Vec2::y, rect.v0, 1);
  keep(&Vec2::y, rect.v1, -1);
  return polygonArea(left);
}

/// The turned rectangles that stay in the picture, made from those around a hull by moving sides inwards.
class Search {
 public:
  Search(const Points& hull, PictureSize size)
      : hull_(hull)
      , size_(size)
      , hullArea_(polygonArea(hull)) {}

  void along(Vec2 direction) {
    const double length = norm(direction);
    if (length > 0) narrow(around(hull_, (1 / length) * direction), 8);
  }
  Points best() const { return orderedClockwise(best_.corners()); }

 private:
  /// How far a place is beyond the border, and the border's direction outwards.
  std::pair<double, Vec2> beyond(Vec2 p) const {
    const std::array<std::pair<double, Vec2>, 4> all{
        {{-p.x, {-1, 0}}, {p.x - size_.width, {1, 0}}, {-p.y, {0, -1}}, {p.y - size_.height, {0, 1}}}};
    return *std::max_element(all.begin(), all.end(),
                             [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  void narrow(const Turned& rect, int depth) {
    // It can overlap no more than this.
    if (!(rect.area() > 0) || std::min(rect.area() / hullArea_, 1.0) <= overlap_) return;
    const Points corners = rect.corners();
    for (std::size_t i = 0; i < 4; ++i) {
      const auto [distance, outwards] = beyond(corners[i]);
      if (distance <= rounding) continue;
      if (depth == 0) return;
      // The corner comes in with either of its sides, or half with each.
      for (const double share : {1.0, 0.5, 0.0}) {
        Turned less = rect;
        const bool low = i == 0 || i == 3, near = i < 2;
        if (share > 0 && !move(low ? less.u0 : less.u1, low, share * distance, dot(rect.u, outwards)))
          continue;
        if (share < 1 &&
            !move(near ? less.v0 : less.v1, near, (1 - share) * distance, dot(rect.v(), outwards)))
          continue;
        narrow(less, depth - 1);
      }
      return;
    }
    const double common = commonArea(hull_, rect), overlap = common / (rect.area() + hullArea_ - common);
    if (overlap <= overlap_) return;
    overlap_ = overlap;
    best_ = rect;
  }

  /// False where the side would have to move outwards.
  static bool move(double& side, bool isLow, double distance, double slope) {
    if (isLow ? !(slope < -rounding) : !(slope > rounding)) return false;
    side -= distance / slope;
    return true;
  }

  const Points& hull_;
  PictureSize size_;
  double hullArea_, overlap_ = -1;
  Turned best_{};
};

} // namespace

Points visibleHull(const std::vector<Points>& outlines, PictureSize size) {
  Points points;
  for (const Points& outline : outlines)
    for (std::size_t i = 0; i < outline.size(); ++i) {
      points.push_back(outline[i]);
      addPassings(outline[i], outline[(i + 1) % outline.size()], size, points);
    }
  std::erase_if(points, [&](Vec2 p) { return !isIn(p, size); });
  const double w = size.width, h = size.height;
  for (const Vec2 corner : {Vec2{0, 0}, {w, 0}, {w, h}, {0, h}})
    if (goesAround(outlines, corner)) points.push_back(corner);
  return convexHull(std::move(points));
}

Points rectangleInPicture(const Points& hull, PictureSize size) {
  const auto kept = [&](Points corners) {
    for (Vec2& p : corners)
      p = {std::clamp(p.x, 0.0, 1.0 * size.width), std::clamp(p.y, 0.0, 1.0 * size.height)};
    return corners;
  };
  const Points smallest = smallestRectangle(hull);
  const Points inside = kept(smallest);
  bool stays = true;
  for (std::size_t i = 0; i < smallest.size(); ++i)
    stays = stays && norm(inside[i] - smallest[i]) <= rounding;
  if (stays) return inside;
  Search search(hull, size);
  search.along({1, 0}); // always stays inside
  for (std::size_t i = 0; i < std::min(hull.size(), mostSides); ++i)
    search.along(hull[(i + 1) % hull.size()] - hull[i]);
  for (int degrees = 2; degrees < 90; degrees += 2) {
    const double angle = degrees * std::numbers::pi / 180;
    search.along({std::cos(angle), std::sin(angle)});
  }
  return kept(search.best());
}

} // namespace fillscope
