#include "core/learning/torch/pyramid.h"
#include <algorithm>
#include <torch/nn/init.h>

namespace fillscope {

PyramidImpl::PyramidImpl(int inputPlanes, const std::vector<int>& channels, const std::vector<int>& blocks,
                         int finest, int stemStride)
    : finest_(finest) {
  const int count = static_cast<int>(channels.size());
  for (int i = 0; i < count; ++i) {
    const std::string name = "level" + std::to_string(i) + "_";
    Level level;
    level.down =
        register_module(name + "down", i == 0 ? ConvUnit(ConvShape{inputPlanes, channels[0], 5, stemStride})
                                              : ConvUnit(ConvShape{channels[i - 1], channels[i], 3, 2}));
    for (int k = 0; k < blocks[i]; ++k) {
      level.blocks.push_back(
          register_module(name + "block" + std::to_string(k), ConvUnit(ConvShape{channels[i], channels[i]})));
      // Running figures say nothing yet: each sum would double the variance, and a deep network's first
      // answers drown in the rounding of large numbers.
      torch::nn::init::zeros_(level.blocks.back()->norm->weight);
    }
    if (i >= finest && i + 1 < count) {
      level.lateral = register_module(name + "lateral", ConvUnit(ConvShape{channels[i + 1], channels[i], 1}));
      level.first = register_module(name + "first", ConvUnit(ConvShape{channels[i], channels[i]}));
      level.second = register_module(name + "second", ConvUnit(ConvShape{channels[i], channels[i]}));
    }
    levels_.push_back(std::move(level));
  }
  const int deepest = channels.back(), squeezed = std::max(1, deepest / 2);
  squeeze_ = register_module("squeeze", ConvUnit(ConvShape{deepest, squeezed, 1, 1, false}));
  spread_ = register_module("spread", ConvUnit(ConvShape{squeezed, deepest, 1, 1, false}));
}

PyramidImpl::Features PyramidImpl::forward(Tape& tape, const Value& input) {
  std::vector<Value> maps;
  Value x = input;
  for (auto& level : levels_) {
    x = tape.conv(level.down, x, relu);
    for (auto& block : level.blocks)
      x = tape.convPlus(block, x, x, relu);
    maps.push_back(x);
  }
  Features features;
  const Value context = tape.conv(spread_, tape.conv(squeeze_, tape.mean(x), relu));
  features.coarse = x = tape.rectified(tape.add(x, context), relu);
  for (int i = static_cast<int>(levels_.size()) - 2; i >= finest_; --i) {
    auto& level = levels_[i];
    x = tape.addRectified(tape.nearestUp(tape.conv(level.lateral, x)), maps[i], relu);
    x = tape.conv(level.second, tape.conv(level.first, x, relu), relu);
  }
  features.fine = x;
  return features;
}

} // namespace fillscope
