#pragma once
// AdamW (Loshchilov and Hutter 2019) and the exponential moving average of the weights, in one pass over
// both: a tenth of the time of Torch's optimiser and a pass of its own for the average.
#include "core/learning/torch/checkpoint.h"
#include "core/learning/torch/networks.h"

namespace fillscope {

/// β 0.9 and 0.999, ε 1e-8; no decay of biases and batch norm. A parameter that no loss has reached stays.
class AdamW {
 public:
  /// average: a network of the same shape. Both are borrowed by reference to their tensors.
  AdamW(const TrainableNetwork& network, const TrainableNetwork& average, double decay);

  void forgetGradients();
  /// Euclidean norm of all gradients.
  double gradientNorm() const;
  /// gradientFactor: what gradients are multiplied by. averageKeeps: share of the average that stays; batch
  /// norm's figures are averaged alike.
  void step(double rate, double gradientFactor, double averageKeeps);

  /// Adds the moments, as they change with the next step, and the numbers of steps. Nothing of parameters
  /// that have made none.
  void save(Checkpoint& checkpoint) const;
  /// Takes up what a checkpoint has whole; what it lacks begins anew. Smaller moments are those of a network
  /// that has grown: what is new begins with the mean of the others' squares.
  void load(const Checkpoint& checkpoint);

 private:
  struct Parameter {
    std::string name;
    torch::Tensor weight, average;
    torch::Tensor first, second; ///< undefined before the first step
    std::int64_t steps = 0;
    bool decays = false;
  };
  void move(Parameter& parameter, double rate, double gradientFactor, double averageKeeps) const;

  const double decay_;
  std::vector<Parameter> parameters_;
  std::vector<std::pair<torch::Tensor, torch::Tensor>> buffers_; ///< the network's, the average's
};

} // namespace fillscope
