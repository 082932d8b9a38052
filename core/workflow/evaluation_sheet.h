#pragma once
// Where a network goes wrong, to look at.
#include "core/base/progress.h"
#include "core/imaging/raster.h"
#include "core/inference/network.h"
#include "core/learning/training_sample.h"

namespace fillscope {

struct SheetOptions {
  std::size_t limit = 0; ///< samples, from the first; 0 all
  std::size_t most = 40; ///< pictures shown, at least 1
};

/// The true outline in green, the one that the network finds in magenta, on the pictures with the largest
/// mean distance of the corners, worst first, with that distance in % of the true outline's diagonal (as
/// evaluateCorners, in as many looks as the manifest says). Keypoints beyond the rim's four are not drawn.
/// RGB. Errors: badInput (another number of keypoints than the network finds, no sample), cancelled, those of
/// source and network.
Result<Image> cornerSheet(Network& network, const SampleSource& source, const SheetOptions& options,
                          const Progress& progress = {});

} // namespace fillscope
