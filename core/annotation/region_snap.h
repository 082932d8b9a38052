#pragma once
// Where a place that is being pointed at snaps to. Pure; picture coordinates.
#include "core/annotation/region_edit.h"
#include <vector>

namespace fillscope {

struct SnapTarget {
  enum class Kind { none, vertex, edge, horizontal, vertical, bothAxes };
  Kind kind = Kind::none;
  Vec2 at;         ///< where to go; the place itself for none
  Vec2 from, onto; ///< the edge's ends, or the anchors of the horizontal and the vertical
};

/// The nearest vertex within reach; else the nearest place of an outline within two thirds of it; else the
/// same height or column as one of the anchors (vertices already drawn) within half of it.
SnapTarget snapTarget(Vec2 at, double reach, const std::vector<const Region*>& nearby,
                      const std::vector<Vec2>& anchors);

} // namespace fillscope
