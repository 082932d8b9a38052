#pragma once
// Inside the module. Shows no Torch type, so that the sources which parse Torch's headers stay few.
#include "core/inference/network.h"

namespace fillscope {

/// Loads on the GPU where LibTorch finds one, on the CPU otherwise, and tries the network once on an empty
/// input of the manifest's size and planes: its answer must be what the manifest's task asks for. Errors:
/// badInput, unsupported, tryAgain (memory); see explainTorchFault.
Result<std::shared_ptr<Network>> makeTorchNetwork(const ModelManifest& manifest);

} // namespace fillscope
