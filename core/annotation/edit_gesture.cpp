// Steps of one gesture: several become one, and one that is back where it began nothing.
#include "core/annotation/edit_step.h"
#include "core/annotation/rim.h"
#include <algorithm>

namespace fillscope {
namespace {

const std::vector<Vec2>* verticesOf(const Shape& shape) {
  if (const auto* line = std::get_if<PolylineShape>(&shape)) return &line->points;
  if (const auto* polygon = std::get_if<PolygonShape>(&shape)) return &polygon->points;
  return nullptr;
}

constexpr double tolerance = 1e-9; // pictures are below 1e6 px wide, a double resolves 1e-10 px there

bool isSamePlace(Vec2 a, Vec2 b) { return norm(a - b) <= tolerance; }
bool isSamePlace(const std::vector<Vec2>& a, const std::vector<Vec2>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](Vec2 p, Vec2 q) { return isSamePlace(p, q); });
}
bool isSameNumber(double a, double b) { return a - b <= tolerance && b - a <= tolerance; }

bool isSamePlace(const Shape& a, const Shape& b) {
  if (a.index() != b.index()) return false;
  if (const auto* points = verticesOf(a)) return isSamePlace(*points, *verticesOf(b));
  if (const auto* rect = std::get_if<RectShape>(&a)) {
    const auto& other = std::get<RectShape>(b);
    return isSamePlace({rect->x, rect->y}, {other.x, other.y}) && isSameNumber(rect->width, other.width) &&
           isSameNumber(rect->height, other.height);
  }
  if (const auto* circle = std::get_if<CircleShape>(&a)) {
    const auto& other = std::get<CircleShape>(b);
    return isSamePlace(circle->centre, other.centre) && isSameNumber(circle->radius, other.radius);
  }
  if (const auto* ellipse = std::get_if<EllipseShape>(&a)) {
    const auto& other = std::get<EllipseShape>(b);
    return isSamePlace(ellipse->centre, other.centre) && isSameNumber(ellipse->rx, other.rx) &&
           isSameNumber(ellipse->ry, other.ry) && isSameNumber(ellipse->theta, other.theta);
  }
  if (const auto* point = std::get_if<PointShape>(&a))
    return isSamePlace(point->position, std::get<PointShape>(b).position);
  return a == b;
}

/// The edit's other kinds as a rewritten region; now is what it left.
RegionSwap asSwap(const RegionEdit& edit, const Region& now) {
  if (const auto* swap = std::get_if<RegionSwap>(&edit.what)) return *swap;
  RegionSwap swap{now, now};
  apply(*swap.before, edit, Direction::backward);
  return swap;
}

void mergeOne(RegionEdit& first, const RegionEdit& next) {
  if (auto* moves = std::get_if<VertexMoves>(&first.what)) {
    if (const auto* more = std::get_if<VertexMoves>(&next.what)) {
      for (const VertexMove& move : *more) {
        const auto found = std::find_if(moves->begin(), moves->end(),
                                        [&](const VertexMove& m) { return m.vertex == move.vertex; });
        if (found == moves->end())
          moves->push_back(move);
        else
          found->after = move.after;
      }
      return;
    }
  }
  if (auto* shapes = std::get_if<ShapeSwap>(&first.what)) {
    Region between{shapes->after, {}, {}, {}};
    if (!std::holds_alternative<RegionSwap>(next.what)) {
      apply(between, next, Direction::forward);
      shapes->after = std::move(between.shape);
      return;
    }
  }
  if (auto* swap = std::get_if<RegionSwap>(&first.what)) {
    apply(*swap->after, next, Direction::forward);
    return;
  }
  if (const auto* shapes = std::get_if<ShapeSwap>(&next.what)) { // vertices moved, then another shape
    Region region{shapes->before, {}, {}, {}};
    apply(region, first, Direction::backward);
    first.what = ShapeSwap{std::move(region.shape), shapes->after};
    return;
  }
  const auto& rewritten = std::get<RegionSwap>(next.what);
  RegionSwap whole = asSwap(first, *rewritten.before);
  whole.after = rewritten.after;
  first.what = std::move(whole);
}

bool changesTheList(const RegionEdit& edit) {
  const auto* swap = std::get_if<RegionSwap>(&edit.what);
  return swap && (!swap->before || !swap->after);
}

bool merge(RegionEdits& first, const RegionEdits& next) {
  if (std::any_of(first.begin(), first.end(), changesTheList) ||
      std::any_of(next.begin(), next.end(), changesTheList))
    return false;
  for (const RegionEdit& edit : next) {
    const auto found = std::find_if(first.begin(), first.end(),
                                    [&](const RegionEdit& other) { return other.index == edit.index; });
    if (found == first.end())
      first.push_back(edit);
    else
      mergeOne(*found, edit);
  }
  return true;
}

bool isBackAtStart(const RegionEdits& edits) {
  return std::all_of(edits.begin(), edits.end(), [](const RegionEdit& edit) {
    if (const auto* moves = std::get_if<VertexMoves>(&edit.what))
      return std::all_of(moves->begin(), moves->end(),
                         [](const VertexMove& move) { return isSamePlace(move.before, move.after); });
    if (const auto* shapes = std::get_if<ShapeSwap>(&edit.what))
      return isSamePlace(shapes->before, shapes->after);
    const auto& [before, after] = std::get<RegionSwap>(edit.what);
    return before && after && before->attributes == after->attributes && before->extras == after->extras &&
           before->shapeExtras == after->shapeExtras && isSamePlace(before->shape, after->shape);
  });
}

bool isRimBackAtStart(const RegionEdits& edits) {
  if (edits.size() != 1) return false;
  const auto* swap = std::get_if<RegionSwap>(&edits[0].what);
  if (!swap) return isBackAtStart(edits);
  if (!swap->before || !swap->after) return false;
  Picture before, after;
  before.regions.push_back(*swap->before);
  after.regions.push_back(*swap->after);
  const auto then = rimOf(before), now = rimOf(after);
  return then && now && isSamePlace(then->corners, now->corners) && then->size == now->size &&
         then->visibility == now->visibility;
}

} // namespace

bool goesOn(EditStep& first, const EditStep& next) {
  return next.gesture != 0 && next.gesture == first.gesture && next.subject == first.subject &&
         next.kind == first.kind && next.attributes.empty() && merge(first.regions, next.regions);
}

bool isBackAtStart(const EditStep& step) {
  return step.kind == EditKind::rim ? isRimBackAtStart(step.regions) : isBackAtStart(step.regions);
}

} // namespace fillscope
