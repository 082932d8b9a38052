#include "core/inference/classifier.h"
#include "core/learning/class_scores.h"
#include "core/learning/examples.h"
#include "core/learning/torch/losses.h"
#include "core/learning/torch/tasks.h"

namespace fillscope {
namespace {

struct Example : TaskExample {
  ClassExample numbers;
};

const ClassExample& numbersOf(const TaskBatch& batch, std::size_t n) {
  return static_cast<const Example&>(*batch.examples[n]).numbers;
}

Result<std::shared_ptr<const TaskExample>> classTaskExample(const TrainingSample& sample,
                                                            const TrainingConfig& config) {
  auto numbers = classExample(sample, config);
  if (!numbers) return numbers.error();
  auto made = std::make_shared<Example>();
  made->name = sample.name;
  made->numbers = *std::move(numbers);
  return std::shared_ptr<const TaskExample>(std::move(made));
}

class Evaluation : public TaskEvaluation {
 public:
  Evaluation(const TrainingConfig& config, const ModelManifest& manifest)
      : config_(config)
      , manifest_(manifest)
      , tally_(config.classes) {}

  Result<void> add(const Outputs& outputs, const TaskBatch& batch, int) override {
    const auto logits = outputs.at(0).to(torch::kFloat64).contiguous();
    const auto classes = config_.classes.size();
    for (std::size_t n = 0; n < batch.examples.size(); ++n) {
      const double* row = logits.data_ptr<double>() + n * classes;
      const auto probabilities = probabilitiesOf({row, row + classes});
      const auto truth = static_cast<std::size_t>(numbersOf(batch, n).label);
      tally_.add(truth, probabilities);
      if (predictions_.size() < 8) predictions_.push_back(prediction(outputs, batch, n, probabilities));
    }
    return {};
  }

  std::map<std::string, double> metrics() const override {
    const auto score = tally_.score();
    return {{"accuracy", score.accuracy},
            {"balanced_accuracy", score.balancedAccuracy},
            {"mean_average_precision", score.meanPrecision},
            {"cross_entropy", score.crossEntropy}};
  }

  std::vector<SamplePrediction> takePredictions() override { return std::move(predictions_); }

 private:
  SamplePrediction prediction(const Outputs& outputs, const TaskBatch& batch, std::size_t n,
                              const std::vector<double>& probabilities) const {
    const auto place = static_cast<std::int64_t>(n);
    const auto maps = outputs.at(1).slice(0, place, place + 1).to(torch::kFloat32).contiguous();
    const std::vector<float> values(maps.data_ptr<float>(), maps.data_ptr<float>() + maps.numel());
    SamplePrediction shown;
    shown.name = batch.examples[n]->name;
    shown.picture = pictureOf(batch.input, place, manifest_);
    shown.trueClass = config_.classes[static_cast<std::size_t>(numbersOf(batch, n).label)];
    const auto best = std::max_element(probabilities.begin(), probabilities.end());
    const auto which = static_cast<std::size_t>(best - probabilities.begin());
    shown.predictedClass = config_.classes[which];
    shown.probability = *best;
    shown.evidence = evidenceOf({maps.sizes().vec(), values}, which, manifest_, shown.picture.width(),
                                shown.picture.height());
    return shown;
  }

  const TrainingConfig& config_;
  const ModelManifest& manifest_;
  ClassTally tally_;
  std::vector<SamplePrediction> predictions_;
};

class ClassTask final : public TrainingTaskKind {
 public:
  explicit ClassTask(const TrainingConfig& config)
      : config_(config)
      , manifest_(manifestFor(config)) {}

  int validationPasses() const override { return 1; }

  Result<std::shared_ptr<const TaskExample>> trainingExample(const TrainingSample& sample,
                                                             CounterRandom& random) const override {
    return classTaskExample(augment(sample, config_.augmentation, random), config_);
  }

  Result<std::shared_ptr<const TaskExample>> validationExample(const TrainingSample& sample, int,
                                                               CounterRandom&) const override {
    return classTaskExample(sample, config_);
  }

  TaskBatch collate(TaskExamples examples) const override {
    TaskBatch batch;
    batch.examples = std::move(examples);
    std::vector<const std::vector<float>*> inputs;
    auto labels = torch::empty({static_cast<std::int64_t>(batch.examples.size())}, torch::kInt64);
    for (std::size_t n = 0; n < batch.examples.size(); ++n) {
      inputs.push_back(&numbersOf(batch, n).input.values);
      labels[static_cast<std::int64_t>(n)] = numbersOf(batch, n).label;
    }
    batch.input = stacked(inputs, {3, config_.inputSize, config_.inputSize});
    batch.targets = {{"labels", labels}};
    return batch;
  }

  TaskLoss loss(const Outputs& outputs, const TaskBatch& batch) const override {
    TaskLoss loss;
    loss.total = classLoss(outputs.at(0), batch.targets.at("labels"), config_.balanceClasses);
    return loss;
  }

  std::unique_ptr<TaskEvaluation> evaluation() const override {
    return std::make_unique<Evaluation>(config_, manifest_);
  }

  bool better(const std::map<std::string, double>& a, const std::map<std::string, double>& b) const override {
    const double one = metric(a, "balanced_accuracy", 0), other = metric(b, "balanced_accuracy", 0);
    if (one != other) return one > other;
    return metric(a, "cross_entropy", 1e9) < metric(b, "cross_entropy", 1e9);
  }

 private:
  const TrainingConfig config_;
  const ModelManifest manifest_;
};

} // namespace

std::unique_ptr<TrainingTaskKind> classTask(const TrainingConfig& config) {
  return std::make_unique<ClassTask>(config);
}

} // namespace fillscope
