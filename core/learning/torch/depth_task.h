#pragma once
#include "core/learning/examples.h"
#include "core/learning/torch/training_task.h"

namespace fillscope {

/// Depth looked at through the rim (core/inference/rim_view.h). Metrics: share_l1 (0..1); content_iou;
/// fill_error (mean |figure − truth|, points), fill_sigma (mean stated standard error, points); and over the
/// rim's square, in metres where the size is known and in rim lengths elsewhere, abs_rel, rmse, delta1, ssim.
/// Better: the less abs_rel / 0.05 + fill_error / 5.
class RimDepthTask : public TrainingTaskKind {
 public:
  explicit RimDepthTask(const TrainingConfig& config);
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
