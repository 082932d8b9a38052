#pragma once
// A box as keypoints: the rim's four corners, or the floor's below them too.
#include "core/annotation/keypoint_set.h"

namespace fillscope {

/// A keypoint set with the names of boxTemplate, four or eight, whose four rim corners are in the picture. Its
/// rim counts as the picture's where none is marked.
bool isBoxOfKeypoints(const Region& region);
/// A box of four or eight corners, both quadrilaterals clockwise in the picture: the rim from its top left
/// (least x + y), the floor from the corner below that. What is seen goes with its place. Others, and boxes
/// with corners that are not in the picture, come back as they are.
KeypointSet orderedBox(KeypointSet set);
/// Whether sides of the rim or of the floor cross, or run counter-clockwise: orderedBox mends that.
bool isBoxMixedUp(const KeypointSet& set);

} // namespace fillscope
