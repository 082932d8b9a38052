#pragma once
// Regions of one picture as they are carried along to the next one of a sequence.
#include "core/annotation/project.h"
#include <functional>
#include <vector>

namespace fillscope {

/// Where a place of the one picture is in the other; continuous picture coordinates of each.
using PictureMap = std::function<Vec2(Vec2)>;

/// Vertices go where the map says. A rect, circle or ellipse stays one: its centre goes there, it grows as
/// its surroundings do, and an ellipse turns as they do.
Shape mappedShape(const Shape& shape, const PictureMap& map);

/// The regions with these indices, mapped and with source = "propagated" (a foreign attribute of that name
/// stays as it is). What counts as the rim becomes a marked one, with its size; reviewed: false marks it as
/// not looked at.
std::vector<Region> carriedRegions(const Picture& picture, const std::vector<int>& indices,
                                   const PictureMap& map, bool reviewed);

/// Whether the region was carried along and not moved by hand since.
bool isPropagated(const Region& region);
/// What a region says of itself once it was moved by hand: one that was carried along is an edited one, and
/// so is a network's rim, which counts as looked at.
void markMovedByHand(Region& region);

} // namespace fillscope
