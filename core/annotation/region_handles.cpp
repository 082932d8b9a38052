// The spots by which a shape is reshaped.
#include "core/annotation/region_edit.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace fillscope {
namespace {

constexpr double pi = std::numbers::pi;
constexpr double rotationStep = pi / 12;

Vec2 along(double angle) { return {std::cos(angle), std::sin(angle)}; }

/// Where a corner or side of a rect is, in halves of its size: 0 low, 1 middle, 2 high.
struct RectSpot {
  int x, y;
};
constexpr RectSpot rectSpots[8] = {{0, 0}, {2, 0}, {2, 2}, {0, 2}, {1, 0}, {2, 1}, {1, 2}, {0, 1}};

/// One axis of a rect with one end dragged; the other end stays.
void dragAxis(int spot, double to, double& start, double& length) {
  if (spot == 1) return;
  const double fixed = spot == 0 ? start + length : start;
  start = std::min(fixed, to);
  length = std::abs(fixed - to);
}

RectShape withRectHandle(const RectShape& rect, int handle, Vec2 to, bool evenly) {
  const RectSpot spot = rectSpots[handle];
  const bool corner = spot.x != 1 && spot.y != 1;
  if (evenly && corner && rect.width > 0 && rect.height > 0) {
    const Vec2 fixed{spot.x == 0 ? rect.x + rect.width : rect.x, spot.y == 0 ? rect.y + rect.height : rect.y};
    const double scale =
        std::max(std::abs(to.x - fixed.x) / rect.width, std::abs(to.y - fixed.y) / rect.height);
    to = {fixed.x + std::copysign(scale * rect.width, to.x - fixed.x),
          fixed.y + std::copysign(scale * rect.height, to.y - fixed.y)};
  }
  RectShape changed = rect;
  dragAxis(spot.x, to.x, changed.x, changed.width);
  dragAxis(spot.y, to.y, changed.y, changed.height);
  return changed;
}

EllipseShape withEllipseHandle(EllipseShape ellipse, int handle, Vec2 to, bool evenly) {
  const Vec2 v = to - ellipse.centre;
  if (handle == 4) {
    // The knob lies beyond the upper end of the second axis, a quarter turn before the first axis.
    double angle = std::atan2(v.y, v.x) + pi / 2;
    if (evenly) angle = std::round(angle / rotationStep) * rotationStep;
    ellipse.theta = std::remainder(angle, 2 * pi);
    return ellipse;
  }
  const bool first = handle % 2 == 0;
  const Vec2 axis = along(ellipse.theta + (first ? 0 : pi / 2));
  double& radius = first ? ellipse.rx : ellipse.ry;
  const double wanted = std::abs(dot(v, axis));
  if (evenly && radius > 0) (first ? ellipse.ry : ellipse.rx) *= wanted / radius;
  radius = wanted;
  return ellipse;
}

} // namespace

std::vector<ShapeHandle> handlesOf(const Shape& shape, double knobDistance) {
  using Role = ShapeHandle::Role;
  std::vector<ShapeHandle> handles;
  const auto add = [&](Vec2 at, Role role) {
    handles.push_back({at, role, static_cast<int>(handles.size())});
  };
  if (const auto* rect = std::get_if<RectShape>(&shape)) {
    for (const RectSpot& spot : rectSpots)
      add({rect->x + spot.x * rect->width / 2, rect->y + spot.y * rect->height / 2},
          spot.x != 1 && spot.y != 1 ? Role::corner : Role::side);
  } else if (const auto* circle = std::get_if<CircleShape>(&shape)) {
    for (int i = 0; i < 4; ++i)
      add(circle->centre + circle->radius * along(i * pi / 2), Role::radius);
  } else if (const auto* ellipse = std::get_if<EllipseShape>(&shape)) {
    for (int i = 0; i < 4; ++i)
      add(ellipse->centre + (i % 2 == 0 ? ellipse->rx : ellipse->ry) * along(ellipse->theta + i * pi / 2),
          Role::radius);
    add(ellipse->centre + (ellipse->ry + knobDistance) * along(ellipse->theta - pi / 2), Role::rotation);
  } else {
    for (const Vec2& vertex : verticesOf(shape))
      add(vertex, Role::vertex);
  }
  return handles;
}

Shape withHandleAt(const Shape& shape, int handle, Vec2 to, bool evenly) {
  if (const auto* rect = std::get_if<RectShape>(&shape))
    return handle >= 0 && handle < 8 ? Shape(withRectHandle(*rect, handle, to, evenly)) : shape;
  if (const auto* circle = std::get_if<CircleShape>(&shape))
    return CircleShape{circle->centre, norm(to - circle->centre)};
  if (const auto* ellipse = std::get_if<EllipseShape>(&shape))
    return handle >= 0 && handle < 5 ? Shape(withEllipseHandle(*ellipse, handle, to, evenly)) : shape;
  if (std::holds_alternative<PointShape>(shape)) return PointShape{to};
  const auto placed = [&](auto changed) -> Shape {
    if (handle >= 0 && handle < static_cast<int>(changed.points.size()))
      changed.points[static_cast<std::size_t>(handle)] = to;
    return changed;
  };
  if (const auto* polygon = std::get_if<PolygonShape>(&shape)) return placed(*polygon);
  if (const auto* line = std::get_if<PolylineShape>(&shape)) return placed(*line);
  return shape;
}

} // namespace fillscope
