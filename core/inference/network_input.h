#pragma once
// From a picture to the numbers that a network takes. The same for every engine.
#include "core/imaging/raster.h"
#include "core/inference/model_manifest.h"
#include <vector>

namespace fillscope {

/// Where the picture lies inside the network's input, in input pixels: all of it where stretched, a centred
/// rectangle with the picture's aspect where that is kept.
struct InputPlacement {
  int inputWidth = 0, inputHeight = 0;
  int x = 0, y = 0, width = 0, height = 0;
};

InputPlacement placeInInput(int pictureWidth, int pictureHeight, const ModelManifest& manifest);

/// 1 × 3 × inputHeight × inputWidth floats (N, C, H, W). The picture (1 or 3 channels; grey fills all three)
/// is resized as 8-bit values, by area where it shrinks and bilinearly where it grows; where it does one in
/// each direction, first by area in the one that goes below half its size. Then (value · inputScale − mean) /
/// std in the network's channel order. Padding is 0 after that, the mean colour.
std::vector<float> networkInput(const Image& picture, const ModelManifest& manifest,
                                const InputPlacement& placement);

} // namespace fillscope
