#include "core/imaging/colour_map.h"
#include "core/inference/depth_tile.h"
#include "core/learning/examples.h"
#include "core/learning/torch/depth_evaluation.h"
#include "core/learning/torch/losses.h"
#include "core/learning/torch/tasks.h"
#include <cmath>
#include <tuple>

namespace fillscope {
namespace {

constexpr int looks = 4; ///< tiles of each sample that judge

struct Example : TaskExample {
  DenoiseExample numbers;
};

const DenoiseExample& numbersOf(const TaskBatch& batch, std::size_t n) {
  return static_cast<const Example&>(*batch.examples[n]).numbers;
}

Result<std::shared_ptr<const TaskExample>> denoiseTaskExample(const TrainingSample& sample,
                                                              const TrainingConfig& config, bool changed,
                                                              CounterRandom& random) {
  auto numbers = denoiseExample(sample, config, changed, random);
  if (!numbers) return numbers.error();
  auto made = std::make_shared<Example>();
  made->name = sample.name;
  made->numbers = *std::move(numbers);
  return std::shared_ptr<const TaskExample>(std::move(made));
}

/// Errors of one tile, metres.
struct Errors {
  RunningMean absolute, square, relative;
  void add(double metres, double truth) {
    absolute.add(std::abs(metres));
    square.add(metres * metres);
    relative.add(std::abs(metres) / truth);
  }
};

/// Means over tiles of one side of the comparison.
struct TileMeans {
  RunningMean absolute, root, relative;
  void add(const Errors& tile) {
    if (!tile.absolute.any()) return;
    absolute.add(tile.absolute.value());
    root.add(std::sqrt(tile.square.value()));
    relative.add(tile.relative.value());
  }
};

class Evaluation : public TaskEvaluation {
 public:
  Evaluation(int size, double unit)
      : size_(size)
      , unit_(unit) {}

  Result<void> add(const Outputs& outputs, const TaskBatch& batch, int pass) override {
    const auto answers = outputs.at(0).to(torch::kFloat32).contiguous();
    const auto plane = static_cast<std::size_t>(size_) * static_cast<std::size_t>(size_);
    for (std::size_t n = 0; n < batch.examples.size(); ++n) {
      const float* correction = answers.data_ptr<float>() + n * depthAnswerPlanes * plane;
      addTile(numbersOf(batch, n), correction, correction + plane);
      if (pass == 0 && predictions_.size() < 8)
        predictions_.push_back(prediction(numbersOf(batch, n), batch.examples[n]->name, correction));
    }
    return {};
  }

  std::map<std::string, double> metrics() const override {
    std::map<std::string, double> metrics{{"mae_mm", 1000 * after_.absolute.value()},
                                          {"rmse_mm", 1000 * after_.root.value()},
                                          {"abs_rel", after_.relative.value()},
                                          {"mae_mm_before", 1000 * before_.absolute.value()},
                                          {"rmse_mm_before", 1000 * before_.root.value()},
                                          {"abs_rel_before", before_.relative.value()}};
    if (filled_.relative.any()) metrics["filled_abs_rel"] = filled_.relative.value();
    if (actual_.value() > 0) metrics["expected_error"] = expected_.value() / actual_.value();
    return metrics;
  }

  std::vector<SamplePrediction> takePredictions() override { return std::move(predictions_); }

 private:
  double metres(const DenoiseExample& tile, double number) const {
    return metresOfRelative(number, tile.median, unit_);
  }

  void addTile(const DenoiseExample& tile, const float* correction, const float* logError) {
    Errors before, after, filled;
    const auto plane = tile.truth.size();
    for (std::size_t k = 0; k < plane; ++k) {
      if (!(tile.weight[k] > 0)) continue;
      const bool measured = tile.input.values[plane + k] > 0;
      const double truth = metres(tile, tile.truth[k]);
      const double off = metres(tile, tile.given[k] + correction[k]) - truth;
      if (measured) before.add(metres(tile, tile.given[k]) - truth, truth);
      (measured ? after : filled).add(off, truth);
      expected_.add(std::exp(logError[k]) * tile.median * unit_);
      actual_.add(std::abs(off));
    }
    before_.add(before);
    after_.add(after);
    filled_.add(filled);
  }

  /// What was measured in the place of the photo: the truth and the answer stand beside it.
  SamplePrediction prediction(const DenoiseExample& tile, const std::string& name,
                              const float* correction) const {
    SamplePrediction shown;
    shown.name = name;
    shown.trueDepth = shown.predictedDepth = Raster<float>(size_, size_);
    DepthMap given{Raster<float>(size_, size_), DepthKind::metric, "m", {}};
    for (std::size_t k = 0; k < tile.truth.size(); ++k) {
      const bool measured = tile.input.values[tile.truth.size() + k] > 0;
      if (measured) given.values.data()[k] = static_cast<float>(metres(tile, tile.given[k]));
      if (tile.weight[k] > 0) shown.trueDepth.data()[k] = static_cast<float>(metres(tile, tile.truth[k]));
      shown.predictedDepth.data()[k] = static_cast<float>(metres(tile, tile.given[k] + correction[k]));
    }
    ColourScale scale;
    std::tie(scale.low, scale.high) = percentileRange(shown.trueDepth, true, 0, 1);
    shown.picture = colourise(given, scale);
    shown.measuredDepth = std::move(given.values);
    return shown;
  }

  const int size_;
  const double unit_;
  TileMeans before_, after_, filled_;
  RunningMean expected_, actual_;
  std::vector<SamplePrediction> predictions_;
};

class DenoiseTask final : public TrainingTaskKind {
 public:
  explicit DenoiseTask(const TrainingConfig& config)
      : config_(config)
      , unit_(manifestFor(config).denoiserUnit) {}

  int validationPasses() const override { return looks; }

  Result<std::shared_ptr<const TaskExample>> trainingExample(const TrainingSample& sample,
                                                             CounterRandom& random) const override {
    return denoiseTaskExample(sample, config_, true, random);
  }

  Result<std::shared_ptr<const TaskExample>> validationExample(const TrainingSample& sample, int pass,
                                                               CounterRandom& random) const override {
    CounterRandom own(random.bits() + static_cast<std::uint64_t>(pass));
    return denoiseTaskExample(sample, config_, false, own);
  }

  TaskBatch collate(TaskExamples examples) const override {
    TaskBatch batch;
    batch.examples = std::move(examples);
    std::vector<const std::vector<float>*> inputs, given, truth, weight;
    for (std::size_t n = 0; n < batch.examples.size(); ++n) {
      const DenoiseExample& numbers = numbersOf(batch, n);
      inputs.push_back(&numbers.input.values);
      given.push_back(&numbers.given);
      truth.push_back(&numbers.truth);
      weight.push_back(&numbers.weight);
    }
    const int size = config_.inputSize;
    batch.input = stacked(inputs, {depthTilePlanes, size, size});
    batch.targets = {{"given", stacked(given, {1, size, size})},
                     {"truth", stacked(truth, {1, size, size})},
                     {"weight", stacked(weight, {1, size, size})}};
    return batch;
  }

  TaskLoss loss(const Outputs& outputs, const TaskBatch& batch) const override {
    const auto answer = outputs.at(0).to(torch::kFloat32);
    const auto depth = batch.targets.at("given") + answer.narrow(1, 0, 1);
    const auto logError = answer.narrow(1, 1, 1);
    const auto& truth = batch.targets.at("truth");
    const auto& weight = batch.targets.at("weight");
    const auto measured = weight * batch.input.narrow(1, 1, 1), holes = weight - measured;
    const auto overBoth = [&](double measuredUnit, const auto& term) {
      return term(measured) / measuredUnit + config_.loss.holeWeight * term(holes);
    };
    TaskLoss loss;
    loss.total = torch::zeros({}, answer.options());
    loss.add("l1", config_.loss.l1, [&] {
      return overBoth(detailShare, [&](const auto& where) { return l1Loss(depth, truth, where); });
    });
    // Of the error alone: else a pixel would count the less for the correction, the less sure it is.
    loss.add("likelihood", config_.loss.likelihood, [&] {
      return overBoth(1,
                      [&](const auto& where) { return laplaceLoss(depth.detach(), logError, truth, where); });
    });
    loss.add("gradient", config_.loss.gradient, [&] {
      return overBoth(detailShare, [&](const auto& where) { return gradientLoss(depth, truth, where); });
    });
    return loss;
  }

  std::unique_ptr<TaskEvaluation> evaluation() const override {
    return std::make_unique<Evaluation>(config_.inputSize, unit_);
  }

  bool better(const std::map<std::string, double>& a, const std::map<std::string, double>& b) const override {
    return metric(a, "loss", 1e9) < metric(b, "loss", 1e9);
  }

 private:
  const TrainingConfig config_;
  const double unit_;
};

} // namespace

std::unique_ptr<TrainingTaskKind> denoiseTask(const TrainingConfig& config) {
  return std::make_unique<DenoiseTask>(config);
}

} // namespace fillscope
