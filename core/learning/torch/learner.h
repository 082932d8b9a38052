#pragma once
// The network being trained, its optimiser, and the average of its weights that is evaluated and exported.
#include "core/learning/torch/adamw.h"
#include "core/learning/torch/training_task.h"
#include <optional>

namespace fillscope {

struct StepResult {
  double loss = 0, learningRate = 0; ///< the loss may be no number: then nothing was learnt from the batch
  std::map<std::string, double> parts;
};

/// AdamW (no decay of biases and batch norm), linear warm-up, cosine to 1 %, gradients clipped to a norm of
/// 5, exponential moving average of weights with a decay of 0.999 (less in the first steps). On the GPU where
/// there is one, with bfloat16 where mixedPrecision asks. Functions throw what Torch throws.
class Learner {
 public:
  /// steps: of the whole training; decides the learning rate. task outlives the learner.
  Learner(const TrainingConfig& config, const TrainingTaskKind& task, long steps);

  /// Step number `step` (from 0). A batch whose loss or gradient is no finite number leaves the network as it
  /// was, batch norm's running figures included. Error: badInput after many such in a row.
  Result<StepResult> step(TaskBatch batch, long step);

  /// The averaged network's answer, on the CPU, and its losses ("loss" the total).
  struct Evaluated {
    Outputs outputs;
    std::map<std::string, double> losses;
  };
  Evaluated evaluate(const TaskBatch& batch);

  Checkpoint snapshot(std::string state) const;
  Result<void> restore(const Checkpoint& checkpoint, const std::string& where);
  /// Both networks start from a checkpoint's averaged weights, from a file of weights, or from an exported
  /// network; a smaller one grows (growWeights). A checkpoint's moments go on as well, so that a training
  /// with other data or another schedule need not find its step widths anew; planes that are new begin with
  /// the mean of the others' squares. Errors: notFound, ioFailure, badInput.
  Result<void> startFrom(const std::filesystem::path& path);
  /// best.pt and the exported network, from the averaged weights, which validation was measured with. Errors:
  /// those of saveWeights and exportNetwork.
  Result<void> saveAverage(const std::filesystem::path& weights, const std::filesystem::path& exportFolder,
                           const std::map<std::string, double>& validation);
  double learningRate(long step) const;

 private:
  void putBack(const std::vector<torch::Tensor>& figures); ///< of batch norm
  const TrainingConfig config_;
  const TrainingTaskKind& task_;
  const long steps_;
  const torch::Device device_;
  const bool mixed_;
  int failures_ = 0; ///< steps in a row that gave no finite number
  std::shared_ptr<TrainableNetwork> network_, average_;
  std::optional<AdamW> optimiser_; ///< moves both
};

} // namespace fillscope
