#include "core/annotation/edit_step.h"
#include "core/annotation/rim.h"
#include <algorithm>

namespace fillscope {
namespace {

template <class Swap>
auto& from(Swap& swap, Direction direction) {
  return direction == Direction::forward ? swap.before : swap.after;
}
template <class Swap>
auto& to(Swap& swap, Direction direction) {
  return direction == Direction::forward ? swap.after : swap.before;
}

std::vector<Vec2>* verticesOf(Shape& shape) {
  if (auto* line = std::get_if<PolylineShape>(&shape)) return &line->points;
  if (auto* polygon = std::get_if<PolygonShape>(&shape)) return &polygon->points;
  return nullptr;
}
const std::vector<Vec2>* verticesOf(const Shape& shape) { return verticesOf(const_cast<Shape&>(shape)); }

bool isRemoval(const RegionEdit& edit, Direction direction) {
  const auto* swap = std::get_if<RegionSwap>(&edit.what);
  return swap && from(*swap, direction) && !to(*swap, direction);
}
bool isInsertion(const RegionEdit& edit, Direction direction) {
  const auto* swap = std::get_if<RegionSwap>(&edit.what);
  return swap && !from(*swap, direction) && to(*swap, direction);
}

/// The edits [begin, end) remove regions, the last one first. One pass, however many.
bool removeMany(std::vector<Region>& regions, const std::vector<const RegionEdit*>& run,
                Direction direction) {
  auto kept = static_cast<std::size_t>(run.back()->index);
  std::size_t next = run.size(); // of the run, backwards: ascending indices
  for (std::size_t i = kept; i < regions.size(); ++i) {
    if (next > 0 && static_cast<std::size_t>(run[next - 1]->index) == i) {
      if (regions[i] != *from(std::get<RegionSwap>(run[next - 1]->what), direction)) return false;
      --next;
      continue;
    }
    if (kept != i) regions[kept] = std::move(regions[i]);
    ++kept;
  }
  if (next > 0) return false;
  regions.resize(kept);
  return true;
}

/// The edits insert regions, the first one first.
bool insertMany(std::vector<Region>& regions, const std::vector<const RegionEdit*>& run,
                Direction direction) {
  std::size_t source = regions.size(), end = source + run.size(), left = run.size();
  for (std::size_t i = 0; i < run.size(); ++i)
    if (static_cast<std::size_t>(run[i]->index) > source + i) return false;
  regions.resize(end);
  while (left > 0) {
    --end;
    const RegionEdit& edit = *run[left - 1];
    if (static_cast<std::size_t>(edit.index) == end) {
      regions[end] = *to(std::get<RegionSwap>(edit.what), direction);
      --left;
    } else {
      regions[end] = std::move(regions[--source]);
    }
  }
  return true;
}

} // namespace

RegionEdit regionEdit(int index, const Region& before, Region after) {
  const bool onlyShape = before.attributes == after.attributes && before.extras == after.extras &&
                         before.shapeExtras == after.shapeExtras;
  if (!onlyShape) return {index, RegionSwap{before, std::move(after)}};
  const auto *was = verticesOf(before.shape), *is = verticesOf(after.shape);
  if (before.shape.index() != after.shape.index() || !was || was->size() != is->size())
    return {index, ShapeSwap{before.shape, std::move(after.shape)}};
  VertexMoves moves;
  for (std::size_t i = 0; i < was->size(); ++i)
    if ((*was)[i] != (*is)[i]) moves.push_back({static_cast<int>(i), (*was)[i], (*is)[i]});
  moves.shrink_to_fit();
  return {index, std::move(moves)};
}

RegionEdits removals(const std::vector<Region>& regions, std::vector<int> indices) {
  std::sort(indices.begin(), indices.end(), std::greater<>());
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
  RegionEdits edits;
  edits.reserve(indices.size());
  for (const int index : indices)
    edits.push_back({index, RegionSwap{regions[static_cast<std::size_t>(index)], std::nullopt}});
  return edits;
}

RegionEdits insertions(const std::vector<Region>& regions, std::vector<Region> added) {
  RegionEdits edits;
  edits.reserve(added.size());
  for (Region& region : added)
    edits.push_back(
        {static_cast<int>(regions.size() + edits.size()), RegionSwap{std::nullopt, std::move(region)}});
  return edits;
}

AttributesEdit attributesEdit(int picture, const Attributes& before, const Attributes& after) {
  const auto &was = before.items, &is = after.items;
  const auto first = std::mismatch(was.begin(), was.end(), is.begin(), is.end());
  const auto last = std::mismatch(was.rbegin(), std::make_reverse_iterator(first.first), is.rbegin(),
                                  std::make_reverse_iterator(first.second));
  return {picture,
          static_cast<std::size_t>(first.first - was.begin()),
          {first.first, last.first.base()},
          {first.second, last.second.base()}};
}

bool apply(Region& region, const RegionEdit& edit, Direction direction) {
  if (const auto* swap = std::get_if<RegionSwap>(&edit.what)) {
    if (region != *from(*swap, direction)) return false;
    region = *to(*swap, direction);
  } else if (const auto* shapes = std::get_if<ShapeSwap>(&edit.what)) {
    if (region.shape != from(*shapes, direction)) return false;
    region.shape = to(*shapes, direction);
  } else {
    auto* vertices = verticesOf(region.shape);
    for (const VertexMove& move : std::get<VertexMoves>(edit.what)) {
      if (!vertices || move.vertex < 0 || move.vertex >= static_cast<int>(vertices->size())) return false;
      Vec2& vertex = (*vertices)[static_cast<std::size_t>(move.vertex)];
      if (vertex != from(move, direction)) return false;
      vertex = to(move, direction);
    }
  }
  return true;
}

bool apply(std::vector<Region>& regions, const RegionEdits& edits, Direction direction) {
  std::vector<const RegionEdit*> ordered;
  ordered.reserve(edits.size());
  for (const RegionEdit& edit : edits)
    ordered.push_back(&edit);
  if (direction == Direction::backward) std::reverse(ordered.begin(), ordered.end());
  for (std::size_t i = 0; i < ordered.size();) {
    const RegionEdit& edit = *ordered[i];
    std::vector<const RegionEdit*> run{&edit};
    const auto extend = [&](auto isKind, auto follows) {
      while (i + run.size() < ordered.size() && isKind(*ordered[i + run.size()], direction) &&
             follows(run.back()->index, ordered[i + run.size()]->index))
        run.push_back(ordered[i + run.size()]);
    };
    if (edit.index < 0) return false;
    if (isRemoval(edit, direction)) {
      extend(isRemoval, std::greater<>());
      if (run.back()->index < 0 || !removeMany(regions, run, direction)) return false;
    } else if (isInsertion(edit, direction)) {
      extend(isInsertion, std::less<>());
      if (!insertMany(regions, run, direction)) return false;
    } else if (edit.index >= static_cast<int>(regions.size()) ||
               !apply(regions[static_cast<std::size_t>(edit.index)], edit, direction)) {
      return false;
    }
    i += run.size();
  }
  return true;
}

bool couldConcernRim(const std::vector<Region>& regions, const RegionEdits& edits) {
  return std::any_of(edits.begin(), edits.end(), [&](const RegionEdit& edit) {
    if (const auto* swap = std::get_if<RegionSwap>(&edit.what))
      return (swap->before && couldBeRim(*swap->before)) || (swap->after && couldBeRim(*swap->after));
    if (const auto* shapes = std::get_if<ShapeSwap>(&edit.what))
      if (couldBeRim({shapes->before, {}, {}, {}}) || couldBeRim({shapes->after, {}, {}, {}})) return true;
    return couldBeRim(regions[static_cast<std::size_t>(edit.index)]);
  });
}

} // namespace fillscope
