#include "core/learning/torch/corner_networks.h"
#include <algorithm>

namespace fillscope {

HeatMapNetwork::HeatMapNetwork(const TrainingConfig& config) {
  const int keypoints = static_cast<int>(config.keypoints.size());
  const int finest = std::min<int>(1, static_cast<int>(config.channels.size()) - 1);
  const int deepest = config.channels.back();
  pyramid_ = register_module("pyramid", Pyramid(3, config.channels, config.blocks, finest));
  heat_ = register_module("heat", ConvUnit(ConvShape{config.channels[finest], keypoints, 1, 1, false}));
  hidden_ = register_module("hidden", ConvUnit(ConvShape{deepest, deepest, 1, 1, false}));
  visibility_ = register_module("visibility", ConvUnit(ConvShape{deepest, 3 * keypoints, 1, 1, false}));
}

std::vector<Value> HeatMapNetwork::forward(Tape& tape, const Value& input) {
  const auto features = pyramid_->forward(tape, input);
  const Value hidden = tape.conv(hidden_, tape.mean(features.coarse), relu);
  return {tape.conv(heat_, features.fine), tape.flat(tape.conv(visibility_, hidden))};
}

RegressionNetwork::RegressionNetwork(const TrainingConfig& config) {
  const int deepest = static_cast<int>(config.channels.size()) - 1;
  const int keypoints = static_cast<int>(config.keypoints.size());
  pyramid_ = register_module("pyramid", Pyramid(3, config.channels, config.blocks, deepest));
  points_ =
      register_module("points", ConvUnit(ConvShape{config.channels[deepest], 2 * keypoints, 1, 1, false}));
}

std::vector<Value> RegressionNetwork::forward(Tape& tape, const Value& input) {
  const Value pooled = tape.mean(pyramid_->forward(tape, input).coarse);
  const Value points = tape.conv(points_, tape.dropout(pooled, 0.3, is_training()));
  return {tape.flat(tape.sigmoid(points))};
}

} // namespace fillscope
