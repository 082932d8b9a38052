#pragma once
// Several depth maps of a scene that stands still as one with less noise.
#include "core/base/result.h"
#include "core/imaging/raster.h"
#include <vector>

namespace fillscope {

/// Of each pixel the middle one of what was measured there (the nearer of the two where their number is even:
/// what lies between the sides of an edge was never measured); 0 where fewer than half of the maps measured.
/// All of one size. Error: badInput (none, or of different sizes).
Result<Raster<float>> medianOf(const std::vector<Raster<float>>& maps);

} // namespace fillscope
