#pragma once
#include "core/learning/examples.h"
#include "core/learning/torch/training_task.h"

namespace fillscope {

/// Whole picture to depth, as the original U-Net learns it; losses see shares of maxDepth. Metrics, over
/// pixels with depth: abs_rel, rmse (metres), delta1, ssim. Better: the less abs_rel.
class PictureDepthTask : public TrainingTaskKind {
 public:
  explicit PictureDepthTask(const TrainingConfig& config);
  Result<std::shared_ptr<const TaskExample>> trainingExample(const TrainingSample& sample,
                                                             CounterRandom& random) const override;
  int validationPasses() const override { return 1; }
  Result<std::shared_ptr<const TaskExample>> validationExample(const TrainingSample& sample, int pass,
                                                               CounterRandom& random) const override;
  TaskBatch collate(TaskExamples examples) const override;
  TaskLoss loss(const Outputs& outputs, const TaskBatch& batch) const override;
  std::unique_ptr<TaskEvaluation> evaluation() const override;
  bool better(const std::map<std::string, double>& a, const std::map<std::string, double>& b) const override;

 private:
  TrainingConfig config_;
  ModelManifest manifest_;
};

} // namespace fillscope
