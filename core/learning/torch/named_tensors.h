#pragma once
// A network's numbers by their names.
#include "core/base/result.h"
#include <string>
#include <string_view>
#include <torch/nn/module.h>
#include <utility>
#include <vector>

namespace fillscope {

using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;

/// Everything of a network that is trained or counted along: parameters, then buffers. They are the network's
/// own, not copies.
NamedTensors tensorsOf(const torch::nn::Module& network);

/// Copies values by name. Error: badInput, naming the first tensor that is missing or has another shape;
/// nothing is copied then.
Result<void> copyTensors(const NamedTensors& from, const NamedTensors& to, const std::string& where);

/// Copies a smaller network's values into the leading planes of a larger one that has just been made, so that
/// the larger one answers as the smaller did: what its first planes read from planes that are new weighs
/// nothing, and residual blocks that are new add nothing. The new planes keep their first weights. Error:
/// badInput, naming the first tensor that has no room, and any that is new outside a residual block; nothing
/// is copied then.
Result<void> growTensors(const NamedTensors& from, const NamedTensors& to, const std::string& where);

/// The tensor of that name; nullptr where there is none.
const torch::Tensor* findTensor(const NamedTensors& tensors, const std::string& name);

/// What torch::pickle_save wrote. Throws what Torch throws, and where the end of the bytes is missing: Torch
/// would look for it before their beginning.
c10::IValue unpickled(std::string_view bytes);

} // namespace fillscope
