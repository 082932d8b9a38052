#pragma once
// A sample seen through a plane-to-plane map: picture, depth, mask and keypoints together. Private to this
// folder.
#include "core/geometry/plane_map.h"
#include "core/learning/training_sample.h"

namespace fillscope {

/// map: continuous coordinates of the sample's picture to those of the new one of width × height. What comes
/// from outside is filled by the mean colour of the picture's edge, has no depth and no content. shrink:
/// scale of the map where it is below 1, else 1 (the picture is smoothed before). Visibility follows.
void warpSample(TrainingSample& sample, const PlaneMap& map, int width, int height, double shrink);
/// Exact: no pixel is resampled.
void flipSample(TrainingSample& sample, bool horizontal, bool vertical);
/// Keypoints beyond the picture's border are outside; one on it is not.
void updateVisibility(TrainingSample& sample);

} // namespace fillscope
