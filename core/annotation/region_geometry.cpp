#include "core/annotation/region_geometry.h"
#include "core/annotation/region_edit.h"
#include "core/geometry/polygon_overlap.h"
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

namespace fillscope {
namespace {

using Points = std::vector<Vec2>;

/// One border's half plane: inside says which side stays, meet where a piece crosses the border.
Points clipped(const Points& points, const std::function<bool(Vec2)>& inside,
               const std::function<Vec2(Vec2, Vec2)>& meet) {
  Points kept;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Vec2 from = points[(i + points.size() - 1) % points.size()], to = points[i];
    if (inside(from) != inside(to)) kept.push_back(meet(from, to));
    if (inside(to)) kept.push_back(to);
  }
  return kept;
}

/// The end points decide, not their order: neighbours that share a piece get the same place.
Vec2 atX(Vec2 a, Vec2 b, double x) {
  if (b.x < a.x) std::swap(a, b);
  return {x, a.y + (b.y - a.y) * ((x - a.x) / (b.x - a.x))};
}
Vec2 atY(Vec2 a, Vec2 b, double y) {
  const Vec2 turned = atX({a.y, a.x}, {b.y, b.x}, y);
  return {turned.y, y};
}

} // namespace

double polygonArea(const Points& points) {
  if (points.size() < 3) return 0;
  double doubled = 0; // about the first vertex: far from the origin no digits are lost
  for (std::size_t i = 1; i + 1 < points.size(); ++i)
    doubled += cross(points[i] - points[0], points[i + 1] - points[0]);
  return std::abs(doubled) / 2;
}

double enclosedArea(const Shape& shape) {
  if (const auto* rect = std::get_if<RectShape>(&shape)) return std::abs(rect->width * rect->height);
  if (const auto* circle = std::get_if<CircleShape>(&shape))
    return std::numbers::pi * circle->radius * circle->radius;
  if (const auto* ellipse = std::get_if<EllipseShape>(&shape))
    return std::numbers::pi * std::abs(ellipse->rx * ellipse->ry);
  if (const auto* polygon = std::get_if<PolygonShape>(&shape)) return polygonArea(polygon->points);
  return 0;
}

Points circlePolygon(const CircleShape& circle, int vertices) {
  return ellipsePolygon({circle.centre, circle.radius, circle.radius, 0}, vertices);
}

Points ellipsePolygon(const EllipseShape& ellipse, int vertices) {
  Points points;
  const double c = std::cos(ellipse.theta), s = std::sin(ellipse.theta);
  for (int i = 0; i < vertices; ++i) {
    const double angle = 2 * std::numbers::pi * i / vertices;
    const double x = ellipse.rx * std::cos(angle), y = ellipse.ry * std::sin(angle);
    points.push_back(ellipse.centre + Vec2{x * c - y * s, x * s + y * c});
  }
  return points;
}

PolygonShape polygonFromOutline(Points points) {
  while (points.size() > 3 && points.front() == points.back())
    points.pop_back();
  return {std::move(points)};
}

Points closedOutline(const Shape& shape, int vertices) {
  if (const auto* circle = std::get_if<CircleShape>(&shape)) return circlePolygon(*circle, vertices);
  if (const auto* ellipse = std::get_if<EllipseShape>(&shape)) return ellipsePolygon(*ellipse, vertices);
  if (std::holds_alternative<RectShape>(shape) || std::holds_alternative<PolygonShape>(shape))
    return verticesOf(shape);
  return {};
}

Points clippedToPicture(const Points& polygon, PictureSize size) {
  const double w = size.width, h = size.height;
  Points points = clipped(
      polygon, [](Vec2 p) { return p.x >= 0; }, [](Vec2 a, Vec2 b) { return atX(a, b, 0); });
  points = clipped(
      points, [w](Vec2 p) { return p.x <= w; }, [w](Vec2 a, Vec2 b) { return atX(a, b, w); });
  points = clipped(
      points, [](Vec2 p) { return p.y >= 0; }, [](Vec2 a, Vec2 b) { return atY(a, b, 0); });
  return clipped(
      points, [h](Vec2 p) { return p.y <= h; }, [h](Vec2 a, Vec2 b) { return atY(a, b, h); });
}

bool isInside(const Points& points, PictureSize size) {
  return std::all_of(points.begin(), points.end(),
                     [&](Vec2 p) { return p.x >= 0 && p.y >= 0 && p.x <= size.width && p.y <= size.height; });
}

Points smallestRectangle(const Points& points) {
  if (points.empty()) return {};
  Points hull = convexHull(points);
  if (hull.size() < 3) hull = {hull.front(), hull.back()};
  double least = std::numeric_limits<double>::infinity();
  Points best(4, points.front());
  for (std::size_t i = 0; i < hull.size(); ++i) {
    const Vec2 side = hull[(i + 1) % hull.size()] - hull[i];
    const double length = norm(side);
    if (!(length > 0)) continue;
    const Vec2 u = (1 / length) * side, v{-u.y, u.x};
    double u0 = 0, u1 = 0, v0 = 0, v1 = 0;
    for (const Vec2 p : hull) {
      const double along = dot(p - hull[i], u), across = dot(p - hull[i], v);
      u0 = std::min(u0, along), u1 = std::max(u1, along);
      v0 = std::min(v0, across), v1 = std::max(v1, across);
    }
    const double area = (u1 - u0) * (v1 - v0);
    if (!(area < least)) continue;
    least = area;
    const auto at = [&](double a, double b) { return hull[i] + a * u + b * v; };
    best = {at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)};
  }
  return orderedClockwise(best);
}

Points turnedRectangle(const RectShape& rect, double radians) {
  const Vec2 centre{rect.x + rect.width / 2, rect.y + rect.height / 2};
  Points corners = verticesOf(rect);
  if (radians == 0) return corners;
  const double c = std::cos(radians), s = std::sin(radians);
  for (Vec2& p : corners) {
    const Vec2 d = p - centre;
    p = centre + Vec2{d.x * c - d.y * s, d.x * s + d.y * c};
  }
  return corners;
}

} // namespace fillscope
