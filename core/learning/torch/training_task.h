#pragma once
// What differs between tasks: how a sample becomes numbers, what is lost, how good an answer is.
#include "core/base/counter_random.h"
#include "core/inference/model_manifest.h"
#include "core/learning/torch/networks.h"
#include "core/learning/trainer.h"
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace fillscope {

/// One sample made ready, on a worker's thread. Each task derives its own.
struct TaskExample {
  virtual ~TaskExample() = default;
  std::string name;
};
using TaskExamples = std::vector<std::shared_ptr<const TaskExample>>;

/// Examples side by side. The tensors are on the CPU until the loop moves them.
struct TaskBatch {
  torch::Tensor input;                          ///< N × planes × S × S
  std::map<std::string, torch::Tensor> targets; ///< by name, N × …
  TaskExamples examples;
};

struct TaskLoss {
  torch::Tensor total;                        ///< scalar with gradient
  std::map<std::string, torch::Tensor> parts; ///< scalars without, unweighted
  /// Adds factor · term() to both; a factor of 0 leaves the term out.
  template <class Term>
  void add(const char* name, double factor, Term&& term) {
    if (factor == 0) return;
    const torch::Tensor value = term();
    total = total + factor * value;
    parts[name] = value.detach();
  }
};

using Outputs = std::vector<torch::Tensor>;

/// Gathers what a validation says. One pass after the other, batches in order.
class TaskEvaluation {
 public:
  virtual ~TaskEvaluation() = default;
  /// Outputs on the CPU. Error: badInput.
  virtual Result<void> add(const Outputs& outputs, const TaskBatch& batch, int pass) = 0;
  virtual std::map<std::string, double> metrics() const = 0;
  /// Of the first samples seen, up to 8.
  virtual std::vector<SamplePrediction> takePredictions() = 0;
};

class TrainingTaskKind {
 public:
  virtual ~TrainingTaskKind() = default;
  /// Any thread. Error: badInput where the sample lacks what the task needs.
  virtual Result<std::shared_ptr<const TaskExample>> trainingExample(const TrainingSample& sample,
                                                                     CounterRandom& random) const = 0;
  /// Looks taken at every validation sample: 0 … validationPasses() − 1.
  virtual int validationPasses() const = 0;
  virtual Result<std::shared_ptr<const TaskExample>> validationExample(const TrainingSample& sample, int pass,
                                                                       CounterRandom& random) const = 0;
  virtual TaskBatch collate(TaskExamples examples) const = 0;
  virtual TaskLoss loss(const Outputs& outputs, const TaskBatch& batch) const = 0;
  virtual std::unique_ptr<TaskEvaluation> evaluation() const = 0;
  /// Whether the first set of validation metrics is better than the second.
  virtual bool better(const std::map<std::string, double>& a,
                      const std::map<std::string, double>& b) const = 0;
};

/// Whether one epoch's validation is better than the best so far. Nothing compares with what is not a number:
/// an epoch that has such a metric loses to every other.
bool beats(const TrainingTaskKind& task, const std::map<std::string, double>& validation,
           const std::map<std::string, double>& best);

/// config has passed check().
std::unique_ptr<TrainingTaskKind> makeTask(const TrainingConfig& config);

/// A row of equal shapes as one tensor: values of each example in turn. shape without N.
torch::Tensor stacked(const std::vector<const std::vector<float>*>& rows, std::vector<std::int64_t> shape);
/// A named metric, or otherwise.
double metric(const std::map<std::string, double>& metrics, const std::string& name, double otherwise);
/// The first three planes of example n of a batch as 8-bit RGB.
Image pictureOf(const torch::Tensor& input, std::int64_t n, const ModelManifest& manifest);

} // namespace fillscope
