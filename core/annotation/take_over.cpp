#include "core/annotation/take_over.h"
#include "core/annotation/region_edit.h"
#include "core/annotation/region_geometry.h"
#include "core/annotation/rim.h"
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace fillscope {
namespace {

constexpr double tolerance = 1e-9; // sums of offsets come back to their start only so

double mean(double a, double b) { return (a + b) / 2; }
Vec2 mean(Vec2 a, Vec2 b) { return 0.5 * (a + b); }

/// Long axis to long axis: an ellipse turned by half a circle is the same.
EllipseShape meanEllipse(const EllipseShape& a, EllipseShape b) {
  if ((a.rx - a.ry) * (b.rx - b.ry) < 0) {
    std::swap(b.rx, b.ry);
    b.theta += std::numbers::pi / 2;
  }
  return {mean(a.centre, b.centre), mean(a.rx, b.rx), mean(a.ry, b.ry),
          a.theta + std::remainder(b.theta - a.theta, std::numbers::pi) / 2};
}

struct MeanShape {
  std::optional<Shape> operator()(const RectShape& a, const RectShape& b) const {
    return RectShape{mean(a.x, b.x), mean(a.y, b.y), mean(a.width, b.width), mean(a.height, b.height)};
  }
  std::optional<Shape> operator()(const CircleShape& a, const CircleShape& b) const {
    return CircleShape{mean(a.centre, b.centre), mean(a.radius, b.radius)};
  }
  std::optional<Shape> operator()(const EllipseShape& a, const EllipseShape& b) const {
    return meanEllipse(a, b);
  }
  // A circle turned as the ellipse is the same circle.
  std::optional<Shape> operator()(const CircleShape& a, const EllipseShape& b) const {
    return meanEllipse({a.centre, a.radius, a.radius, b.theta}, b);
  }
  std::optional<Shape> operator()(const EllipseShape& a, const CircleShape& b) const {
    return meanEllipse(a, {b.centre, b.radius, b.radius, a.theta});
  }
  std::optional<Shape> operator()(const PointShape& a, const PointShape& b) const {
    return PointShape{mean(a.position, b.position)};
  }
  template <class A, class B>
  std::optional<Shape> operator()(const A&, const B&) const {
    return std::nullopt;
  }
};

bool hasVertexList(const Shape& shape) {
  return std::holds_alternative<PolygonShape>(shape) || std::holds_alternative<PolylineShape>(shape);
}

/// Where match's corner is going to be; nothing where it is there already.
std::optional<Vec2> target(const ShapeMatch& match, std::size_t corner, TakeOver how) {
  if (norm(match.offsets[corner]) <= tolerance) return std::nullopt;
  return match.corners[corner] + (how == TakeOver::middle ? 0.5 : 1.0) * match.offsets[corner];
}

std::vector<std::size_t> cornersOf(const ShapeMatch& match, int corner) {
  if (corner >= 0) return {static_cast<std::size_t>(corner)};
  std::vector<std::size_t> all(match.corners.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i] = i;
  return all;
}

/// By itself it is a rim as well, whatever else the picture has.
bool moveRim(Picture& picture, Region& region, const ShapeMatch& match, TakeOver how, int corner) {
  Picture alone;
  alone.attributes = picture.attributes;
  alone.regions = {region};
  std::optional<Rim> rim = rimOf(alone);
  if (!rim || !rim->complete()) return false;
  bool moves = false;
  for (const std::size_t i : cornersOf(match, corner))
    if (const auto to = target(match, i, how)) {
      rim->corners[static_cast<std::size_t>(match.vertices[i])] = *to;
      moves = true;
    }
  if (!moves) return false;
  // What its network said of it is no longer true.
  rim->origin = {};
  setRim(alone, *rim);
  region = std::move(alone.regions.front());
  picture.attributes = std::move(alone.attributes);
  return true;
}

std::optional<Shape> shapeOf(const Region& mine, const Region& theirs, const ShapeMatch& match, TakeOver how,
                             int corner) {
  Shape shape = mine.shape;
  if (corner >= 0 || (hasVertexList(shape) && !match.corners.empty())) {
    for (const std::size_t i : cornersOf(match, corner))
      if (const auto to = target(match, i, how)) shape = withHandleAt(shape, match.vertices[i], *to);
    return shape;
  }
  if (hasFixedVertices(mine)) return std::nullopt;
  // A rim is kept as a line, and encloses something all the same.
  const bool isLineAround = match.overlap > 0 && std::holds_alternative<PolylineShape>(theirs.shape);
  if (how == TakeOver::theirs && !isLineAround) return theirs.shape;
  if (how == TakeOver::middle)
    if (auto shapeBetween = std::visit(MeanShape{}, mine.shape, theirs.shape)) return shapeBetween;
  if (match.corners.empty())
    return how == TakeOver::theirs ? std::optional<Shape>(polygonFromOutline(verticesOf(theirs.shape)))
                                   : std::nullopt;
  PolygonShape polygon{match.corners};
  for (std::size_t i = 0; i < polygon.points.size(); ++i)
    if (const auto to = target(match, i, how)) polygon.points[i] = *to;
  return polygon;
}

} // namespace

bool takeOver(Picture& mine, const Picture& theirs, const ShapeMatch& match, TakeOver how, int corner) {
  if (corner >= static_cast<int>(match.corners.size())) return false;
  Region& region = mine.regions[static_cast<std::size_t>(match.a)];
  const Region& other = theirs.regions[static_cast<std::size_t>(match.b)];
  if (match.shape == "box rim") return moveRim(mine, region, match, how, corner);
  std::optional<Shape> shape = shapeOf(region, other, match, how, corner);
  if (!shape || *shape == region.shape) return false;
  // An outline that a rectangle became is no rim, however much it looks like one, unless theirs is.
  if (!hasVertexList(region.shape) && hasVertexList(*shape))
    setNoRim(region, rimRegionIndex(theirs) != match.b);
  region.shape = std::move(*shape);
  return true;
}

void takeIn(Picture& mine, Region region) {
  Picture alone;
  alone.regions = {region};
  const bool isRim = isMarkedRim(region) && rimRegionIndex(alone) == 0;
  const int place = isRim ? rimRegionIndex(mine) : -1;
  if (place < 0) return mine.regions.push_back(std::move(region));
  const std::optional<Rim> before = rimOf(mine);
  if (std::optional<Rim> rim = rimOf(alone); rim && !rim->size && before && before->size) {
    rim->size = before->size;
    region = regionFromRim(*rim, &region);
  }
  mine.regions[static_cast<std::size_t>(place)] = std::move(region);
}

} // namespace fillscope
