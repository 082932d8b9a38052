#pragma once
// What stands most likely in columns that nothing sees. Private to this folder.
#include "core/geometry/content_map.h"

namespace fillscope {

/// Fills map.estimate of unseen columns: the first height seen farther from the camera on the same line over the
/// floor, where there is none the lower of the two sides; never above what a ray forbids (map.highest).
void fillHidden(ContentMap& map, const Columns& columns, const BoxView& view);

} // namespace fillscope
