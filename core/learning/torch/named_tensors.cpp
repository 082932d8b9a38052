#include "core/learning/torch/named_tensors.h"
#include <algorithm>
#include <torch/autograd.h>

namespace fillscope {

NamedTensors tensorsOf(const torch::nn::Module& network) {
  NamedTensors tensors;
  for (const auto& parameter : network.named_parameters())
    tensors.emplace_back(parameter.key(), parameter.value());
  for (const auto& buffer : network.named_buffers())
    tensors.emplace_back(buffer.key(), buffer.value());
  return tensors;
}

Result<void> copyTensors(const NamedTensors& from, const NamedTensors& to, const std::string& where) {
  std::vector<const torch::Tensor*> sources;
  for (const auto& [name, tensor] : to) {
    const auto found =
        std::find_if(from.begin(), from.end(), [&](const auto& entry) { return entry.first == name; });
    if (found == from.end() || found->second.sizes() != tensor.sizes())
      return Error{ErrorCode::badInput, "belongs to a network of another shape (" + name + ")", where,
                   "choose weights of a network of the same kind, channels, blocks and keypoints"};
    sources.push_back(&found->second);
  }
  const torch::NoGradGuard constant;
  for (std::size_t k = 0; k < to.size(); ++k)
    to[k].second.copy_(*sources[k]);
  return {};
}

} // namespace fillscope
