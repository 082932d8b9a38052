#pragma once
// A network's numbers by their names.
#include "core/base/result.h"
#include <string>
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

} // namespace fillscope
