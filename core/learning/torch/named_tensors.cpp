#include "core/learning/torch/named_tensors.h"
#include <algorithm>
#include <stdexcept>
#include <torch/autograd.h>
#include <torch/csrc/jit/serialization/pickle.h>

namespace fillscope {
namespace {

constexpr const char* chooseSame = "choose weights of a network of the same configuration";
constexpr const char* chooseSmaller =
    "choose weights of a network of the same kind, levels and keypoints, no larger than this one";

Error anotherShape(const std::string& name, const std::string& where, const char* hint) {
  return {ErrorCode::badInput, "belongs to a network of another shape (" + name + ")", where, hint};
}

bool fits(const torch::Tensor& small, const torch::Tensor& large) {
  if (small.dim() != large.dim()) return false;
  for (std::int64_t d = 0; d < small.dim(); ++d)
    // A larger kernel is another network; planes out and in come first.
    if (d < 2 ? small.size(d) > large.size(d) : small.size(d) != large.size(d)) return false;
  return true;
}

bool inResidualBlock(const std::string& name) { return name.find("_block") != std::string::npos; }

void placeLeading(const torch::Tensor& small, const torch::Tensor& large) {
  if (small.dim() == 0) {
    large.copy_(small);
    return;
  }
  auto outputs = large.narrow(0, 0, small.size(0));
  if (small.dim() > 1) {
    outputs.narrow(1, small.size(1), large.size(1) - small.size(1)).zero_();
    outputs = outputs.narrow(1, 0, small.size(1));
  }
  outputs.copy_(small);
}

} // namespace

const torch::Tensor* findTensor(const NamedTensors& tensors, const std::string& name) {
  const auto found =
      std::find_if(tensors.begin(), tensors.end(), [&](const auto& entry) { return entry.first == name; });
  return found == tensors.end() ? nullptr : &found->second;
}

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
    const auto* found = findTensor(from, name);
    if (!found || found->sizes() != tensor.sizes()) return anotherShape(name, where, chooseSame);
    sources.push_back(found);
  }
  const torch::NoGradGuard constant;
  for (std::size_t k = 0; k < to.size(); ++k)
    to[k].second.copy_(*sources[k]);
  return {};
}

Result<void> growTensors(const NamedTensors& from, const NamedTensors& to, const std::string& where) {
  for (const auto& [name, tensor] : to) {
    const auto* small = findTensor(from, name);
    if (small ? !fits(*small, tensor) : !inResidualBlock(name))
      return anotherShape(name, where, chooseSmaller);
  }
  for (const auto& [name, tensor] : from)
    if (!findTensor(to, name)) return anotherShape(name, where, chooseSmaller);
  const torch::NoGradGuard constant;
  for (const auto& [name, tensor] : to) {
    if (const auto* small = findTensor(from, name))
      placeLeading(*small, tensor);
    else if (name.ends_with(".norm.weight"))
      tensor.zero_();
  }
  return {};
}

c10::IValue unpickled(std::string_view bytes) {
  // A ZIP archive without a comment ends with this record.
  constexpr std::string_view signature("PK\x05\x06", 4);
  constexpr std::size_t length = 22;
  if (bytes.size() < length || bytes.substr(bytes.size() - length, signature.size()) != signature)
    throw std::runtime_error("the end of the archive is missing");
  return torch::jit::pickle_load({bytes.begin(), bytes.end()});
}

} // namespace fillscope
