#pragma once
// A prediction beside the truth, as one picture.
#include "core/learning/trainer.h"

namespace fillscope {

/// Corners: true ones as green crosses, predicted ones as magenta crosses with the outline between them.
/// Classes: the picture beside the evidence for its predicted class, in a green frame where that is right, in
/// a magenta one where not. Depth: the picture, the true and the predicted depth side by side in one scale of
/// colours.
Image predictionPicture(const SamplePrediction& prediction);

} // namespace fillscope
