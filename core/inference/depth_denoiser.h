#pragma once
// Measured depth made better by a network, tile by tile.
#include "core/imaging/depth_map.h"
#include "core/inference/depth_tile.h"
#include <vector>

namespace fillscope {

struct DenoiseOptions {
  /// Metres: a pixel of which the network expects a greater error has no value; 0: all keep theirs.
  double mostError = 0;
};

struct DenoisedDepth {
  DepthMap depth;              ///< kind and unit as given
  Raster<float> expectedError; ///< metres, of a pixel's distance; 0 where the network was not asked
};

/// Where tiles begin along a side: the first at 0, the last at its end, each over a quarter of the one before
/// or more.
std::vector<int> tileStarts(int length, int size);

/// A map of any size, in tiles of the manifest's input. Where they overlap their answers are mixed, each
/// weighed by a raised cosine that falls towards the tile's edge. A network that answers zeros leaves
/// measured depth as it is, bit for bit. A pixel that is not measured is filled where a tile about it
/// measures anything. picture: empty, or of the map's size. Errors: badInput (no denoiser; depth that is no
/// metres; a picture of another size, or without 1 or 3 channels; an answer of another shape, or that is no
/// number), those of the network.
Result<DenoisedDepth> denoise(Network& network, const DepthMap& depth, const Image& picture,
                              const DenoiseOptions& options = {}, const Progress& progress = {});

} // namespace fillscope
