#pragma once
// A network that denoises measured depth; outputs as networks.h says.
#include "core/learning/torch/networks.h"
#include "core/learning/torch/pyramid.h"

namespace fillscope {

/// The pyramid at full size, and one convolution of 1×1 on its finest level; what is measured is corrected in
/// detailShare of the unit that holes are filled in. Fully convolutional: any side
/// that is a multiple of 2^(levels − 1) will do. Its first answers are next to nothing, so that training
/// begins with the depth as it was measured.
class DenoiserNetwork : public TrainableNetwork {
 public:
  explicit DenoiserNetwork(const TrainingConfig& config);
  using TrainableNetwork::forward;
  std::vector<Value> forward(Tape& tape, const Value& input) override;

 private:
  Pyramid pyramid_{nullptr};
  ConvUnit answer_{nullptr};
};

} // namespace fillscope
