#pragma once
// What a network answers after an epoch, as tiles beside the truth.
#include "core/learning/trainer.h"
#include "widgets/picture_grid.h"

namespace fillscope {

GridTile tileOf(const SamplePrediction& prediction);
/// What is seen in the tiles of such predictions.
QString legendFor(const SamplePrediction& prediction);

} // namespace fillscope
