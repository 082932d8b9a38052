#pragma once
// Networks that find keypoints; outputs as networks.h says.
#include "core/learning/torch/networks.h"
#include "core/learning/torch/pyramid.h"

namespace fillscope {

/// Heat maps at a quarter of the input's size from the pyramid; visibility from the mean of its deepest
/// level.
class HeatMapNetwork : public TrainableNetwork {
 public:
  explicit HeatMapNetwork(const TrainingConfig& config);
  using TrainableNetwork::forward;
  std::vector<Value> forward(Tape& tape, const Value& input) override;
  std::vector<std::string> answerUnits() const override { return {"heat", "visibility"}; }

 private:
  Pyramid pyramid_{nullptr};
  ConvUnit heat_{nullptr}, hidden_{nullptr}, visibility_{nullptr};
};

/// The first system's head: the mean of the deepest level, dropout 0.3, and a sigmoid on 2K numbers. The
/// pyramid has no way up.
class RegressionNetwork : public TrainableNetwork {
 public:
  explicit RegressionNetwork(const TrainingConfig& config);
  using TrainableNetwork::forward;
  std::vector<Value> forward(Tape& tape, const Value& input) override;
  std::vector<std::string> answerUnits() const override { return {"points"}; }

 private:
  Pyramid pyramid_{nullptr};
  ConvUnit points_{nullptr};
};

} // namespace fillscope
