#include "core/learning/torch/networks.h"
#include "core/inference/depth_tile.h"
#include "core/inference/rim_view.h"
#include "core/learning/torch/classifier_network.h"
#include "core/learning/torch/corner_networks.h"
#include "core/learning/torch/denoiser_network.h"
#include "core/learning/torch/depth_networks.h"
#include <torch/autograd.h>

namespace fillscope {
namespace {

std::vector<torch::Tensor> tensors(const std::vector<Value>& values) {
  std::vector<torch::Tensor> result;
  for (const auto& value : values)
    result.push_back(value.tensor);
  return result;
}

std::shared_ptr<TrainableNetwork> freshNetwork(const TrainingConfig& config) {
  switch (config.network) {
  case NetworkKind::cornersHeatmap:
    return std::make_shared<HeatMapNetwork>(config);
  case NetworkKind::cornersRegression:
    return std::make_shared<RegressionNetwork>(config);
  case NetworkKind::rimDepth:
    return std::make_shared<RimNetwork>(config);
  case NetworkKind::classifier:
    return std::make_shared<ClassifierNetwork>(config);
  case NetworkKind::depthDenoiser:
    return std::make_shared<DenoiserNetwork>(config);
  case NetworkKind::unet:
    break;
  }
  return std::make_shared<UNet>(config);
}

} // namespace

std::vector<torch::Tensor> TrainableNetwork::forward(const torch::Tensor& input) {
  Tape tape;
  return tensors(forward(tape, tape.input(input)));
}

std::vector<torch::Tensor> TrainableNetwork::answers(const torch::Tensor& input) {
  Tape tape;
  return tensors(answers(tape, tape.input(input)));
}

std::shared_ptr<TrainableNetwork> makeNetwork(const TrainingConfig& config) {
  auto network = freshNetwork(config);
  torch::NoGradGuard noGradient;
  for (auto& parameter : network->parameters())
    if (parameter.dim() == 4) parameter.set_data(parameter.contiguous(torch::MemoryFormat::ChannelsLast));
  return network;
}

int inputMultiple(const TrainingConfig& config) {
  return config.network == NetworkKind::unet ? 1 << UNet::levels : 1 << config.channels.size();
}

int inputPlanes(NetworkKind kind) {
  if (kind == NetworkKind::depthDenoiser) return depthTilePlanes;
  return kind == NetworkKind::rimDepth ? rimViewPlanes : 3;
}

std::int64_t parameterCount(const TrainableNetwork& network) {
  std::int64_t count = 0;
  for (const auto& parameter : network.parameters())
    count += parameter.numel();
  return count;
}

} // namespace fillscope
