#include "core/learning/torch/denoiser_network.h"
#include "core/inference/depth_tile.h"
#include <torch/autograd.h>

namespace fillscope {
namespace {

constexpr double leastLogError = -8, mostLogError = 3; ///< a thirty-thousandth of the median; twice it

} // namespace

DenoiserNetwork::DenoiserNetwork(const TrainingConfig& config) {
  pyramid_ = register_module("pyramid", Pyramid(depthTilePlanes, config.channels, config.blocks, 0, 1));
  answer_ =
      register_module("answer", ConvUnit(ConvShape{config.channels[0], depthAnswerPlanes, 1, 1, false}));
  const torch::NoGradGuard noGradient;
  answer_->conv->weight.mul_(0.1);
}

std::vector<Value> DenoiserNetwork::forward(Tape& tape, const Value& input) {
  const Value raw = tape.conv(answer_, pyramid_->forward(tape, input).fine);
  const Value logError =
      tape.affine(tape.sigmoid(tape.planes(raw, 1, 1)), mostLogError - leastLogError, leastLogError);
  const Value share = tape.affine(tape.planes(input, 1, 1), detailShare - 1, 1);
  return {tape.concatenate({tape.multiply(tape.planes(raw, 0, 1), share), logError})};
}

} // namespace fillscope
