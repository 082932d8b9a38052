#pragma once
// The marks that make more of a region than its shape.
#include "core/annotation/project.h"

namespace fillscope {

/// Of a rim or keypoints, no longer one: its other attributes stay.
Region withoutMarks(Region region);
/// An outline that somebody draws is what its tool says, however much it looks like a rim.
Region asDrawn(Region region);

} // namespace fillscope
