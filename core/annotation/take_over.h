#pragma once
// What a review takes over: a region that both have moves to where the other one has it.
#include "core/annotation/agreement.h"

namespace fillscope {

enum class TakeOver { theirs, middle }; ///< middle: half way between mine and theirs

/// Moves the region of mine that match names; corner: of match, −1 all of it. What has vertices keeps them
/// and their order, and a rim counts as placed by hand and keeps its size; any other shape becomes theirs, or
/// the mean of both. False, and nothing is changed, where it is there already or the two have nothing between
/// them, as a circle and a polygon half way.
bool takeOver(Picture& mine, const Picture& theirs, const ShapeMatch& match, TakeOver how, int corner = -1);
/// One that only the other has. A marked rim takes the place of the rim that mine has, whose size it keeps
/// where it says none: a picture has one.
void takeIn(Picture& mine, Region region);

} // namespace fillscope
