#include "core/annotation/region_snap.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr double edgeShare = 2.0 / 3, axisShare = 0.5;
constexpr double flatness = 0.02; // of curves that are snapped to, pixels

Vec2 nearestOn(Vec2 p, Vec2 a, Vec2 b) {
  const Vec2 ab = b - a;
  const double square = dot(ab, ab);
  return square > 0 ? a + std::clamp(dot(p - a, ab) / square, 0.0, 1.0) * ab : a;
}

SnapTarget nearestVertex(Vec2 at, double reach, const std::vector<const Region*>& nearby) {
  SnapTarget target{SnapTarget::Kind::none, at, {}, {}};
  double best = reach;
  for (const Region* region : nearby)
    for (const ShapeHandle& handle : handlesOf(region->shape)) {
      if (handle.role == ShapeHandle::Role::side || handle.role == ShapeHandle::Role::rotation) continue;
      const double distance = norm(handle.at - at);
      if (distance > best) continue;
      best = distance;
      target = {SnapTarget::Kind::vertex, handle.at, handle.at, handle.at};
    }
  return target;
}

SnapTarget nearestEdge(Vec2 at, double reach, const std::vector<const Region*>& nearby) {
  SnapTarget target{SnapTarget::Kind::none, at, {}, {}};
  double best = reach;
  for (const Region* region : nearby) {
    const std::vector<Vec2> points = flattened(region->shape, flatness);
    const std::size_t pieces = points.empty() ? 0 : points.size() - (isClosed(*region) ? 0 : 1);
    for (std::size_t i = 0; i < pieces; ++i) {
      const Vec2 a = points[i], b = points[(i + 1) % points.size()];
      const Vec2 place = nearestOn(at, a, b);
      const double distance = norm(place - at);
      if (distance > best) continue;
      best = distance;
      target = {SnapTarget::Kind::edge, place, a, b};
    }
  }
  return target;
}

} // namespace

SnapTarget snapTarget(Vec2 at, double reach, const std::vector<const Region*>& nearby,
                      const std::vector<Vec2>& anchors) {
  if (const SnapTarget vertex = nearestVertex(at, reach, nearby); vertex.kind != SnapTarget::Kind::none)
    return vertex;
  if (const SnapTarget edge = nearestEdge(at, reach * edgeShare, nearby); edge.kind != SnapTarget::Kind::none)
    return edge;
  SnapTarget target{SnapTarget::Kind::none, at, {}, {}};
  double bestX = reach * axisShare, bestY = bestX;
  bool column = false, row = false;
  for (const Vec2& anchor : anchors) {
    if (norm(anchor - at) <= reach) continue; // nothing is aligned with where it is itself
    if (const double dx = std::abs(anchor.x - at.x); dx <= bestX) {
      bestX = dx;
      column = true;
      target.at.x = anchor.x;
      target.onto = anchor;
    }
    if (const double dy = std::abs(anchor.y - at.y); dy <= bestY) {
      bestY = dy;
      row = true;
      target.at.y = anchor.y;
      target.from = anchor;
    }
  }
  using Kind = SnapTarget::Kind;
  target.kind = column && row ? Kind::bothAxes
                : column      ? Kind::vertical
                : row         ? Kind::horizontal
                              : Kind::none;
  return target;
}

} // namespace fillscope
