#pragma once
// Figures of a fill report that rest on a finished map of the content. Private to this folder.
#include "core/geometry/content_map.h"
#include "core/geometry/fill.h"

namespace fillscope {

/// How far content stands above the rim, from the points inside it; 0 where hardly any does.
double highestAbove(const std::vector<BoxPoint>& points, double depth, double noise, double eyeHeight);

/// Height over the floor at which a lid clears the content: of all but stray columns, plus a margin.
std::optional<double> lidHeight(const ContentMap& map, const BoxShape& shape, double noise, double margin);

/// The upper end, percent, where nothing tells how deep the box is. A layer over the whole floor looks like a
/// floor; a box is hardly deeper than its opening is wide on average, so that bounds what may lie under the
/// deepest level seen.
double highAboveUnknownFloor(double high, const BoxShape& shape);

/// The map as heights, perCell by perCell columns to a cell.
HeightMap heightsOf(const ContentMap& map, const BoxShape& shape, int perCell);

} // namespace fillscope
