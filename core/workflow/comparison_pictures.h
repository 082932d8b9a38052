#pragma once
// The maps of a comparison as pictures. Private to this folder.
#include "core/imaging/colour_map.h"
#include "core/imaging/compare_depth.h"

namespace fillscope {

/// White where S is below the threshold; one channel.
Image thresholdPicture(const DepthComparison& comparison);
/// Diverging about 0, as far as the difference's percentiles reach.
ColourScale differenceColours(const DepthComparison& comparison);
/// 1 − S; NaN where a pixel does not count.
Raster<float> dissimilarity(const DepthComparison& comparison);
inline const ColourScale dissimilarityColours{ColourMap::magma, 0, 1, false, {}};

} // namespace fillscope
