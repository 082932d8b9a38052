#pragma once
// What light and camera do to a picture's colours. Private to this folder.
#include "core/learning/augmentation.h"

namespace fillscope {

/// Brightness, gamma, hue, saturation, grey, blur and noise of the specification, drawn from random. RGB or
/// grey pictures.
void changeColours(Image& image, const AugmentationSpec& spec, CounterRandom& random);

} // namespace fillscope
