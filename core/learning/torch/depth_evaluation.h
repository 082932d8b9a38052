#pragma once
// How good predicted depth is, over a validation set.
#include "core/imaging/compare_depth.h"
#include "core/learning/examples.h"
#include "core/learning/torch/training_task.h"

namespace fillscope {

struct RimTaskExample : TaskExample {
  RimExample numbers;
  std::vector<float> plane; ///< S × S: depth of the rim plane along the optical axis; empty: not known
  float heightInDepths = 0; ///< of the camera over the rim plane, in box depths
};
inline const RimTaskExample& rimNumbers(const TaskBatch& batch, std::size_t n) {
  return static_cast<const RimTaskExample&>(*batch.examples[n]);
}

/// Mean over pictures of what compareDepth says of each.
class DepthMeans {
 public:
  /// Pictures where nothing can be compared are left out.
  void add(const DepthMap& predicted, const DepthMap& truth);
  /// abs_rel, rmse, delta1, ssim; nothing where no picture counted.
  void putInto(std::map<std::string, double>& metrics) const;

 private:
  double absRel_ = 0, rmse_ = 0, delta1_ = 0, ssim_ = 0;
  long count_ = 0;
};

/// A mean of values that are added one by one.
class RunningMean {
 public:
  void add(double value, double weight = 1) {
    sum_ += weight * value;
    weight_ += weight;
  }
  bool any() const { return weight_ > 0; }
  double value() const { return weight_ > 0 ? sum_ / weight_ : 0; }

 private:
  double sum_ = 0, weight_ = 0;
};

class RimDepthEvaluation : public TaskEvaluation {
 public:
  RimDepthEvaluation(int size, const ModelManifest& manifest)
      : size_(size)
      , manifest_(manifest) {}
  Result<void> add(const Outputs& outputs, const TaskBatch& batch, int pass) override;
  std::map<std::string, double> metrics() const override;
  std::vector<SamplePrediction> takePredictions() override { return std::move(predictions_); }

 private:
  DepthMap depthOf(const RimTaskExample& example, const float* share) const;
  void addPicture(const RimTaskExample& example, const float* share, const float* content,
                  const float* figures);

  const int size_;
  const ModelManifest& manifest_;
  DepthMeans depth_;
  RunningMean share_, fill_, sigma_, bias_;
  double both_ = 0, either_ = 0; ///< pixels of content, for the intersection over union
  std::vector<SamplePrediction> predictions_;
};

} // namespace fillscope
