#pragma once
// From a network's numbers to a depth map of the picture's size. The same for every engine.
#include "core/imaging/depth_map.h"
#include "core/inference/model_manifest.h"
#include "core/inference/network_input.h"
#include <span>

namespace fillscope {

/// output: outputHeight rows × outputWidth floats that cover the network's whole input; it may be coarser or
/// finer. The picture's part is resized to pictureWidth × pictureHeight bilinearly with pixel centres at +0.5
/// (align_corners = false), edge values continued, padding never mixed in. Multiplied by outputScale: metric
/// maps are in metres. Values that are no measurement (≤ 0, NaN, infinite) become 0 and leave holes; a
/// relative map, whose shift means nothing, is shifted to lie above 0 instead. Error: badInput where no pixel
/// holds a measurement.
Result<DepthMap> depthFromOutput(std::span<const float> output, int outputWidth, int outputHeight,
                                 const InputPlacement& placement, const ModelManifest& manifest,
                                 int pictureWidth, int pictureHeight);

} // namespace fillscope
