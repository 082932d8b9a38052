#pragma once
// A network that tells classes of pictures apart; outputs as networks.h says.
#include "core/learning/torch/networks.h"
#include "core/learning/torch/pyramid.h"

namespace fillscope {

/// Maps of what speaks for each class at 1/2^(levels − 1) of the input's size, by one convolution on the
/// pyramid's second-deepest level (the deepest, where there is one alone); the logits are their means (class
/// activation maps: Zhou et al. 2016). Dropout 0.3 before that convolution, as in the first system's heads.
class ClassifierNetwork : public TrainableNetwork {
 public:
  explicit ClassifierNetwork(const TrainingConfig& config);
  using TrainableNetwork::forward;
  std::vector<Value> forward(Tape& tape, const Value& input) override;
  std::vector<std::string> answerUnits() const override { return {"classes"}; }
  std::string sharedUnit() const override { return "pyramid"; }

 private:
  Pyramid pyramid_{nullptr};
  ConvUnit classes_{nullptr};
};

} // namespace fillscope
