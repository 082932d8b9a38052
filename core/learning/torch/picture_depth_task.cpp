#include "core/learning/examples.h"
#include "core/learning/torch/depth_evaluation.h"
#include "core/learning/torch/losses.h"
#include "core/learning/torch/tasks.h"
#include <algorithm>

namespace fillscope {
namespace {

struct Example : TaskExample {
  PictureExample numbers;
};

const PictureExample& numbersOf(const TaskBatch& batch, std::size_t n) {
  return static_cast<const Example&>(*batch.examples[n]).numbers;
}

Result<std::shared_ptr<const TaskExample>> pictureTaskExample(const TrainingSample& sample,
                                                              const TrainingConfig& config) {
  if (sample.depth.values.empty() || sample.depth.kind != DepthKind::metric)
    return Error{ErrorCode::badInput, "has no depth in metres", sample.name, "add it, or leave it out"};
  auto made = std::make_shared<Example>();
  made->name = sample.name;
  made->numbers = pictureExample(sample, config);
  return std::shared_ptr<const TaskExample>(std::move(made));
}

class Evaluation : public TaskEvaluation {
 public:
  Evaluation(const TrainingConfig& config, const ModelManifest& manifest)
      : config_(config)
      , manifest_(manifest) {}

  Result<void> add(const Outputs& outputs, const TaskBatch& batch, int) override {
    const auto answer = outputs.at(0).to(torch::kFloat32).contiguous();
    const auto size = static_cast<std::size_t>(config_.inputSize);
    for (std::size_t n = 0; n < batch.examples.size(); ++n) {
      DepthMap predicted, truth;
      predicted.values = truth.values = Raster<float>(config_.inputSize, config_.inputSize);
      const float* values = answer.data_ptr<float>() + n * size * size;
      const auto& depth = numbersOf(batch, n).depth;
      std::copy(values, values + size * size, predicted.values.data());
      std::copy(depth.begin(), depth.end(), truth.values.data());
      score_.add(predicted, truth);
      if (predictions_.size() < 8) {
        SamplePrediction shown;
        shown.name = batch.examples[n]->name;
        shown.picture = pictureOf(batch.input, static_cast<std::int64_t>(n), manifest_);
        shown.trueDepth = truth.values;
        shown.predictedDepth = predicted.values;
        predictions_.push_back(std::move(shown));
      }
    }
    return {};
  }

  std::map<std::string, double> metrics() const override {
    std::map<std::string, double> metrics;
    score_.putInto(metrics);
    return metrics;
  }

  std::vector<SamplePrediction> takePredictions() override { return std::move(predictions_); }

 private:
  const TrainingConfig& config_;
  const ModelManifest& manifest_;
  DepthMeans score_;
  std::vector<SamplePrediction> predictions_;
};

class PictureDepthTask final : public TrainingTaskKind {
 public:
  explicit PictureDepthTask(const TrainingConfig& config)
      : config_(config)
      , manifest_(manifestFor(config)) {}

  int validationPasses() const override { return 1; }

  Result<std::shared_ptr<const TaskExample>> trainingExample(const TrainingSample& sample,
                                                             CounterRandom& random) const override {
    return pictureTaskExample(augment(sample, config_.augmentation, random), config_);
  }

  Result<std::shared_ptr<const TaskExample>> validationExample(const TrainingSample& sample, int,
                                                               CounterRandom&) const override {
    return pictureTaskExample(sample, config_);
  }

  TaskBatch collate(TaskExamples examples) const override {
    TaskBatch batch;
    batch.examples = std::move(examples);
    std::vector<const std::vector<float>*> inputs, depths;
    for (std::size_t n = 0; n < batch.examples.size(); ++n) {
      inputs.push_back(&numbersOf(batch, n).input.values);
      depths.push_back(&numbersOf(batch, n).depth);
    }
    const int size = config_.inputSize;
    batch.input = stacked(inputs, {3, size, size});
    const auto depth = stacked(depths, {1, size, size});
    batch.targets = {{"depth", (depth / config_.maxDepth).clamp(0, 1)},
                     {"weight", (depth > 0).to(torch::kFloat32)}};
    return batch;
  }

  TaskLoss loss(const Outputs& outputs, const TaskBatch& batch) const override {
    const auto depth = outputs.at(0).to(torch::kFloat32) / config_.maxDepth;
    const auto& truth = batch.targets.at("depth");
    const auto& weight = batch.targets.at("weight");
    const auto& weights = config_.loss;
    TaskLoss loss;
    loss.total = torch::zeros({}, depth.options());
    loss.add("l1", weights.l1, [&] { return l1Loss(depth, truth, weight); });
    loss.add("ssim", weights.ssim, [&] { return ssimLoss(depth, truth, weight, 1.0); });
    loss.add("gradient", weights.gradient, [&] { return gradientLoss(depth, truth, weight); });
    loss.add("smoothness", weights.smoothness, [&] { return smoothnessLoss(depth, batch.input, weight); });
    // A millimetre of ten metres keeps the logarithm finite.
    loss.add("si_log", weights.siLog, [&] { return siLogLoss(depth + 1e-4, truth + 1e-4, weight); });
    return loss;
  }

  std::unique_ptr<TaskEvaluation> evaluation() const override {
    return std::make_unique<Evaluation>(config_, manifest_);
  }

  bool better(const std::map<std::string, double>& a, const std::map<std::string, double>& b) const override {
    return metric(a, "abs_rel", 1e9) < metric(b, "abs_rel", 1e9);
  }

 private:
  const TrainingConfig config_;
  const ModelManifest manifest_;
};

} // namespace

std::unique_ptr<TrainingTaskKind> pictureDepthTask(const TrainingConfig& config) {
  return std::make_unique<PictureDepthTask>(config);
}

} // namespace fillscope
