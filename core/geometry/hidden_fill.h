#pragma once
// What stands most likely in columns that nothing sees. Private to this folder.
#include "core/geometry/content_map.h"

namespace fillscope {

/// Fills map.estimate of unseen columns. What goods or a wall hide: the mean of the heights first seen from
/// there, away from the camera over the floor, to both sides and between, weighted by the inverse square of
/// how far off they are (Shepard 1968); the empty box counts as one more, seen 0.15·√(first·second) off. A
/// face that rises over what the rays leave free stands behind the column, not in it, and does not count.
/// Holes, and what lies beyond the picture: the first height away from the camera; where none fits, the lower
/// of those to both sides. Never above what a ray forbids (map.highest).
void fillHidden(ContentMap& map, const Columns& columns, const BoxView& view);

} // namespace fillscope
