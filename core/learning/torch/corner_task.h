#pragma once
#include "core/learning/examples.h"
#include "core/learning/torch/training_task.h"

namespace fillscope {

/// Corners by heat maps or by regression. Validation looks twice: at whole pictures (pass 0) and at the boxes
/// alone (pass 1). Metrics: mean_error_percent (of the diagonal), pck02, polygon_iou; closeup_… for pass 1.
/// Better: the higher mean polygon IoU of both looks, then the less mean error.
class CornerTask : public TrainingTaskKind {
 public:
  explicit CornerTask(const TrainingConfig& config);
  Result<std::shared_ptr<const TaskExample>> trainingExample(const TrainingSample& sample,
                                                             CounterRandom& random) const override;
  int validationPasses() const override { return 2; }
  Result<std::shared_ptr<const TaskExample>> validationExample(const TrainingSample& sample, int pass,
                                                               CounterRandom& random) const override;
  TaskBatch collate(TaskExamples examples) const override;
  TaskLoss loss(const Outputs& outputs, const TaskBatch& batch) const override;
  std::unique_ptr<TaskEvaluation> evaluation() const override;
  bool better(const std::map<std::string, double>& a, const std::map<std::string, double>& b) const override;

 private:
  Result<std::shared_ptr<const TaskExample>> example(const TrainingSample& sample, bool closeUp,
                                                     CounterRandom& random) const;
  TrainingConfig config_;
  ModelManifest manifest_;
};

} // namespace fillscope
