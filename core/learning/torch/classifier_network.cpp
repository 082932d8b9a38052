#include "core/learning/torch/classifier_network.h"
#include <algorithm>

namespace fillscope {

ClassifierNetwork::ClassifierNetwork(const TrainingConfig& config) {
  const int finest = std::max(0, static_cast<int>(config.channels.size()) - 2);
  const int classes = static_cast<int>(config.classes.size());
  pyramid_ = register_module("pyramid", Pyramid(3, config.channels, config.blocks, finest));
  classes_ = register_module("classes", ConvUnit(ConvShape{config.channels[finest], classes, 1, 1, false}));
}

std::vector<Value> ClassifierNetwork::forward(Tape& tape, const Value& input) {
  const Value features = tape.dropout(pyramid_->forward(tape, input).fine, 0.3, is_training());
  const Value maps = tape.conv(classes_, features);
  return {tape.flat(tape.mean(maps)), maps};
}

} // namespace fillscope
