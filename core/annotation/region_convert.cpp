// One shape into another, and what is wrong with one.
#include "core/annotation/keypoint_set.h"
#include "core/annotation/region_edit.h"
#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace fillscope {
namespace {

bool finite(Vec2 v) { return std::isfinite(v.x) && std::isfinite(v.y); }

/// Second moments of a closed outline's area about its centroid; m00 is its signed area.
struct Moments {
  double area = 0, xx = 0, yy = 0, xy = 0;
  Vec2 centroid;
};

Moments momentsOf(const std::vector<Vec2>& points) {
  // About the first vertex, so that coordinates far from the origin cost no digits.
  const Vec2 origin = points.front();
  double area = 0, sx = 0, sy = 0, xx = 0, yy = 0, xy = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Vec2 a = points[i] - origin, b = points[(i + 1) % points.size()] - origin;
    const double c = cross(a, b);
    area += c / 2;
    sx += c * (a.x + b.x) / 6;
    sy += c * (a.y + b.y) / 6;
    xx += c * (a.x * a.x + a.x * b.x + b.x * b.x) / 12;
    yy += c * (a.y * a.y + a.y * b.y + b.y * b.y) / 12;
    xy += c * (2 * a.x * a.y + a.x * b.y + b.x * a.y + 2 * b.x * b.y) / 24;
  }
  Moments m;
  m.area = area;
  if (area == 0) return m;
  const Vec2 mean{sx / area, sy / area};
  m.centroid = origin + mean;
  m.xx = xx / area - mean.x * mean.x;
  m.yy = yy / area - mean.y * mean.y;
  m.xy = xy / area - mean.x * mean.y;
  return m;
}

/// The ellipse of the same area's second moments: an ellipse itself comes back.
std::optional<EllipseShape> ellipseOf(const std::vector<Vec2>& points) {
  if (points.size() < 3) return {};
  const Moments m = momentsOf(points);
  if (m.area == 0) return {};
  const double mean = (m.xx + m.yy) / 2, spread = std::hypot((m.xx - m.yy) / 2, m.xy);
  EllipseShape ellipse{m.centroid, 2 * std::sqrt(std::max(mean + spread, 0.0)),
                       2 * std::sqrt(std::max(mean - spread, 0.0)), 0};
  if (spread > 1e-9 * mean) ellipse.theta = 0.5 * std::atan2(2 * m.xy, m.xx - m.yy);
  return ellipse;
}

int side(Vec2 a, Vec2 b, Vec2 p) {
  const double c = cross(b - a, p - a);
  return c > 0 ? 1 : c < 0 ? -1 : 0;
}

bool between(Vec2 a, Vec2 b, Vec2 p) {
  return std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= p.y &&
         p.y <= std::max(a.y, b.y);
}

bool meet(Vec2 a, Vec2 b, Vec2 c, Vec2 d) {
  const int s1 = side(a, b, c), s2 = side(a, b, d), s3 = side(c, d, a), s4 = side(c, d, b);
  if (s1 != s2 && s3 != s4) return true;
  return (s1 == 0 && between(a, b, c)) || (s2 == 0 && between(a, b, d)) || (s3 == 0 && between(c, d, a)) ||
         (s4 == 0 && between(c, d, b));
}

/// Pieces i and j > i of an outline of n vertices; neighbours may share their vertex but not run back.
bool piecesCross(const std::vector<Vec2>& p, std::size_t i, std::size_t j, bool closed) {
  const std::size_t n = p.size();
  const Vec2 a = p[i], b = p[(i + 1) % n], c = p[j], d = p[(j + 1) % n];
  if (j == i + 1) return side(a, b, d) == 0 && dot(a - b, d - b) > 0;
  if (closed && i == 0 && j == n - 1) return side(c, a, b) == 0 && dot(c - a, b - a) > 0;
  return meet(a, b, c, d);
}

ShapeFault checkOutline(const std::vector<Vec2>& p, bool closed) {
  if (p.size() < (closed ? 3u : 2u)) return ShapeFault::tooFewPoints;
  for (std::size_t i = 0; i < p.size(); ++i)
    for (std::size_t j = i + 1; j < p.size(); ++j) {
      if (p[i] != p[j]) continue;
      // An open line may end where it began: a closed outline in the older habit.
      if (!closed && i == 0 && j + 1 == p.size() && p.size() > 3) continue;
      return ShapeFault::repeatedPoint;
    }
  if (!closed) return ShapeFault::none; // an open line may cross itself
  for (std::size_t i = 0; i < p.size(); ++i)
    for (std::size_t j = i + 1; j < p.size(); ++j)
      if (piecesCross(p, i, j, true)) return ShapeFault::crossing;
  return momentsOf(p).area == 0 ? ShapeFault::noArea : ShapeFault::none;
}

} // namespace

std::optional<Shape> converted(const Shape& shape, ShapeKind kind, double tolerance) {
  const ShapeKind from = kindOf(shape);
  if (from == kind) return shape;
  const std::optional<Bounds> bounds = boundsOf(shape);
  if (!bounds || kind == ShapeKind::unknown) return {};
  if (kind == ShapeKind::point) return PointShape{bounds->centre()};
  if (from == ShapeKind::point) return {};
  std::vector<Vec2> points = flattened(shape, tolerance);
  // An outline drawn as a line that ends where it began.
  if (from == ShapeKind::polyline && points.size() > 3 && points.back() == points.front()) points.pop_back();
  switch (kind) {
  case ShapeKind::rect:
    return RectShape{bounds->low.x, bounds->low.y, bounds->size().x, bounds->size().y};
  case ShapeKind::polygon:
    return points.size() < 3 ? std::optional<Shape>() : PolygonShape{std::move(points)};
  case ShapeKind::polyline:
    if (isClosed(shape)) points.push_back(points.front());
    return PolylineShape{std::move(points)};
  case ShapeKind::circle: {
    if (const auto* e = std::get_if<EllipseShape>(&shape))
      return CircleShape{e->centre, std::sqrt(std::abs(e->rx * e->ry))};
    if (from == ShapeKind::rect)
      return CircleShape{bounds->centre(), std::min(bounds->size().x, bounds->size().y) / 2};
    const auto ellipse = ellipseOf(points);
    if (!ellipse) return {};
    return CircleShape{ellipse->centre, std::sqrt(ellipse->rx * ellipse->ry)};
  }
  case ShapeKind::ellipse: {
    if (const auto* c = std::get_if<CircleShape>(&shape))
      return EllipseShape{c->centre, c->radius, c->radius, 0};
    if (from == ShapeKind::rect)
      return EllipseShape{bounds->centre(), bounds->size().x / 2, bounds->size().y / 2, 0};
    const auto ellipse = ellipseOf(points);
    return ellipse ? std::optional<Shape>(*ellipse) : std::nullopt;
  }
  default:
    return {};
  }
}

ShapeFault checkShape(const Region& region) {
  const Shape& shape = region.shape;
  const std::optional<Bounds> bounds = boundsOf(shape);
  if (kindOf(shape) == ShapeKind::unknown) return ShapeFault::none;
  if (!bounds) return ShapeFault::tooFewPoints;
  const std::vector<Vec2> vertices = verticesOf(shape);
  if (!finite(bounds->low) || !finite(bounds->high) || !std::all_of(vertices.begin(), vertices.end(), finite))
    return ShapeFault::notFinite;
  if (const auto* polygon = std::get_if<PolygonShape>(&shape)) return checkOutline(polygon->points, true);
  if (const auto* line = std::get_if<PolylineShape>(&shape)) {
    if (keypointSetOf(region)) return ShapeFault::none; // points may hide behind one another
    return checkOutline(line->points, isClosed(region));
  }
  if (kindOf(shape) == ShapeKind::point) return ShapeFault::none;
  return bounds->size().x > 0 && bounds->size().y > 0 ? ShapeFault::none : ShapeFault::noArea;
}

ShapeFault checkLastPiece(const std::vector<Vec2>& points) {
  if (points.size() < 2) return ShapeFault::none;
  const std::size_t last = points.size() - 1;
  for (std::size_t i = 0; i < last; ++i)
    if (points[i] == points[last]) return ShapeFault::repeatedPoint;
  for (std::size_t i = 0; i + 2 <= last; ++i)
    if (piecesCross(points, i, last - 1, false)) return ShapeFault::crossing;
  return ShapeFault::none;
}

} // namespace fillscope
