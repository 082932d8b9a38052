#pragma once
// Inside the module. Shows no Torch type, so that the sources which parse Torch's headers stay few.
#include "core/inference/depth_model.h"

namespace fillscope {

/// Loads on the GPU where LibTorch finds one, on the CPU otherwise, and tries the network once on an empty
/// picture of the manifest's size. Errors: badInput, unsupported, tryAgain (memory); see explainTorchFault.
Result<std::shared_ptr<DepthModel>> makeTorchDepthModel(const ModelManifest& manifest);

} // namespace fillscope
