#include "core/annotation/region_edit.h"
#include "core/annotation/keypoint_set.h"
#include "core/annotation/region_geometry.h"
#include "core/annotation/rim.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace fillscope {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double pi = std::numbers::pi;

Vec2 turned(Vec2 v, double angle) {
  const double c = std::cos(angle), s = std::sin(angle);
  return {c * v.x - s * v.y, s * v.x + c * v.y};
}

double distanceToSegment(Vec2 p, Vec2 a, Vec2 b) {
  const Vec2 ab = b - a;
  const double square = dot(ab, ab);
  const double t = square > 0 ? std::clamp(dot(p - a, ab) / square, 0.0, 1.0) : 0.0;
  return norm(p - (a + t * ab));
}

std::vector<Vec2> cornersOf(const RectShape& r) {
  return {{r.x, r.y}, {r.x + r.width, r.y}, {r.x + r.width, r.y + r.height}, {r.x, r.y + r.height}};
}

/// Vertices enough that no piece between two leaves the curve by more than tolerance: the sagitta of a piece
/// that spans an angle a is r (1 − cos(a/2)).
int verticesFor(double radius, double tolerance) {
  const double step = radius > 0 ? 2 * std::acos(std::clamp(1 - tolerance / radius, -1.0, 1.0)) : 0;
  return std::clamp(step > 0 ? static_cast<int>(std::ceil(2 * pi / step)) : 8, 8, 720);
}

struct BoundsOf {
  using R = std::optional<Bounds>;
  R operator()(const RectShape& s) const {
    return Bounds{{std::min(s.x, s.x + s.width), std::min(s.y, s.y + s.height)},
                  {std::max(s.x, s.x + s.width), std::max(s.y, s.y + s.height)}};
  }
  R operator()(const CircleShape& s) const {
    const double r = std::abs(s.radius);
    return Bounds{{s.centre.x - r, s.centre.y - r}, {s.centre.x + r, s.centre.y + r}};
  }
  R operator()(const EllipseShape& s) const {
    const double c = std::cos(s.theta), n = std::sin(s.theta);
    const Vec2 half{std::hypot(s.rx * c, s.ry * n), std::hypot(s.rx * n, s.ry * c)};
    return Bounds{s.centre - half, s.centre + half};
  }
  R operator()(const PolygonShape& s) const { return ofPoints(s.points); }
  R operator()(const PolylineShape& s) const { return ofPoints(s.points); }
  R operator()(const PointShape& s) const { return Bounds{s.position, s.position}; }
  R operator()(const UnknownShape&) const { return {}; }
  static R ofPoints(const std::vector<Vec2>& points) { return points.empty() ? R() : R(boundsOf(points)); }
};

struct MovedBy {
  Vec2 by;
  Shape operator()(RectShape s) const {
    s.x += by.x, s.y += by.y;
    return s;
  }
  Shape operator()(CircleShape s) const {
    s.centre = s.centre + by;
    return s;
  }
  Shape operator()(EllipseShape s) const {
    s.centre = s.centre + by;
    return s;
  }
  Shape operator()(PolygonShape s) const { return points(s); }
  Shape operator()(PolylineShape s) const { return points(s); }
  Shape operator()(PointShape s) const {
    s.position = s.position + by;
    return s;
  }
  Shape operator()(const UnknownShape& s) const { return s; }
  template <class S>
  Shape points(S& s) const {
    for (Vec2& p : s.points)
      p = p + by;
    return std::move(s);
  }
};

} // namespace

ShapeKind kindOf(const Shape& shape) { return static_cast<ShapeKind>(shape.index()); }

bool Bounds::meets(const Bounds& o) const {
  return low.x <= o.high.x && o.low.x <= high.x && low.y <= o.high.y && o.low.y <= high.y;
}

bool Bounds::contains(const Bounds& o) const {
  return low.x <= o.low.x && low.y <= o.low.y && o.high.x <= high.x && o.high.y <= high.y;
}

std::optional<Bounds> boundsOf(const Shape& shape) { return std::visit(BoundsOf{}, shape); }

Bounds boundsOf(const std::vector<Vec2>& points) {
  Bounds bounds{points.front(), points.front()};
  for (const Vec2& p : points) {
    bounds.low = {std::min(bounds.low.x, p.x), std::min(bounds.low.y, p.y)};
    bounds.high = {std::max(bounds.high.x, p.x), std::max(bounds.high.y, p.y)};
  }
  return bounds;
}

std::vector<Vec2> verticesOf(const Shape& shape) {
  if (const auto* polygon = std::get_if<PolygonShape>(&shape)) return polygon->points;
  if (const auto* line = std::get_if<PolylineShape>(&shape)) return line->points;
  if (const auto* rect = std::get_if<RectShape>(&shape)) return cornersOf(*rect);
  if (const auto* point = std::get_if<PointShape>(&shape)) return {point->position};
  return {};
}

bool isClosed(const Shape& shape) {
  const ShapeKind kind = kindOf(shape);
  return kind != ShapeKind::polyline && kind != ShapeKind::point && kind != ShapeKind::unknown;
}

bool isClosed(const Region& region) {
  if (isClosed(region.shape)) return true;
  const auto* line = std::get_if<PolylineShape>(&region.shape);
  return line && line->points.size() == 4 && isMarkedRim(region);
}

std::vector<Vec2> flattened(const Shape& shape, double tolerance) {
  if (const auto* circle = std::get_if<CircleShape>(&shape))
    return circlePolygon(*circle, verticesFor(std::abs(circle->radius), tolerance));
  if (const auto* ellipse = std::get_if<EllipseShape>(&shape))
    return ellipsePolygon(*ellipse,
                          verticesFor(std::max(std::abs(ellipse->rx), std::abs(ellipse->ry)), tolerance));
  return verticesOf(shape);
}

double distanceToOutline(const Region& region, Vec2 at) {
  if (const auto* circle = std::get_if<CircleShape>(&region.shape))
    return std::abs(norm(at - circle->centre) - std::abs(circle->radius));
  const std::vector<Vec2> points = flattened(region.shape, 0.05);
  if (points.empty()) return infinity;
  double least = norm(at - points.front());
  for (std::size_t i = 0; i + 1 < points.size(); ++i)
    least = std::min(least, distanceToSegment(at, points[i], points[i + 1]));
  if (isClosed(region)) least = std::min(least, distanceToSegment(at, points.back(), points.front()));
  return least;
}

bool containsPoint(const Region& region, Vec2 at) {
  if (const auto* circle = std::get_if<CircleShape>(&region.shape))
    return norm(at - circle->centre) <= std::abs(circle->radius);
  if (const auto* ellipse = std::get_if<EllipseShape>(&region.shape)) {
    const Vec2 v = turned(at - ellipse->centre, -ellipse->theta);
    return std::hypot(v.x / ellipse->rx, v.y / ellipse->ry) <= 1;
  }
  if (!isClosed(region)) return false;
  const std::vector<Vec2> points = verticesOf(region.shape);
  bool inside = false;
  for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++) {
    const Vec2 a = points[i], b = points[j];
    if ((a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x)
      inside = !inside;
  }
  return inside;
}

double areaForPicking(const Shape& shape) {
  const std::optional<Bounds> bounds = boundsOf(shape);
  return bounds ? bounds->size().x * bounds->size().y : infinity;
}

Shape movedBy(const Shape& shape, Vec2 offset) { return std::visit(MovedBy{offset}, shape); }

bool hasFixedVertices(const Region& region) { return isMarkedRim(region) || keypointSetOf(region); }

std::optional<Shape> withVertexInserted(const Shape& shape, int edge, Vec2 at) {
  const auto insert = [&](auto changed, bool closed) -> std::optional<Shape> {
    const int edges = static_cast<int>(changed.points.size()) - (closed ? 0 : 1);
    if (edge < 0 || edge >= edges) return {};
    changed.points.insert(changed.points.begin() + edge + 1, at);
    return changed;
  };
  if (const auto* polygon = std::get_if<PolygonShape>(&shape)) return insert(*polygon, true);
  if (const auto* line = std::get_if<PolylineShape>(&shape)) return insert(*line, false);
  return {};
}

std::optional<Shape> withVertexRemoved(const Shape& shape, int vertex) {
  const auto remove = [&](auto changed, std::size_t least) -> std::optional<Shape> {
    if (vertex < 0 || vertex >= static_cast<int>(changed.points.size()) || changed.points.size() <= least)
      return {};
    changed.points.erase(changed.points.begin() + vertex);
    return changed;
  };
  if (const auto* polygon = std::get_if<PolygonShape>(&shape)) return remove(*polygon, 3);
  if (const auto* line = std::get_if<PolylineShape>(&shape)) return remove(*line, 2);
  return {};
}

std::vector<Vec2> orderedClockwise(std::vector<Vec2> points) {
  if (points.empty()) return points;
  double doubleArea = 0;
  for (std::size_t i = 0; i < points.size(); ++i)
    doubleArea += cross(points[i], points[(i + 1) % points.size()]);
  if (doubleArea < 0) std::reverse(points.begin(), points.end());
  const auto first =
      std::min_element(points.begin(), points.end(), [](Vec2 a, Vec2 b) { return a.x + a.y < b.x + b.y; });
  std::rotate(points.begin(), first, points.end());
  return points;
}

} // namespace fillscope
