#pragma once
// What stands most likely in columns that nothing sees. Private to this folder.
#include "core/geometry/content_map.h"

namespace fillscope {

/// Fills map.estimate of unseen columns. First choice: the first height seen farther from the camera on the
/// same line over the floor. A face that rises over what the rays leave free here stands behind the column,
/// not in it; then the lower of the heights seen to both sides counts, then the mean of all heights seen that
/// would fit. Never above what a ray forbids (map.highest).
void fillHidden(ContentMap& map, const Columns& columns, const BoxView& view);

} // namespace fillscope
