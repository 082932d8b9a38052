#pragma once
// Things in front of the box that a photo may show: an arm with fingers, a sheet.
#include "core/base/counter_random.h"
#include "core/learning/training_sample.h"

namespace fillscope {

/// Paints one thing over the picture, more often than not over one of the keypoints; visible keypoints under
/// it are hidden afterwards. Depth, mask and the keypoints' places stay: what is covered is still to be
/// found.
void cover(TrainingSample& sample, CounterRandom& random);

} // namespace fillscope
