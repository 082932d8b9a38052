#include "core/geometry/corner_metrics.h"
#include "core/learning/examples.h"
#include "core/learning/torch/losses.h"
#include "core/learning/torch/tasks.h"
#include <algorithm>
#include <array>
#include <cmath>

namespace fillscope {
namespace {

struct Example : TaskExample {
  CornerExample numbers;
};

const CornerExample& numbersOf(const TaskBatch& batch, std::size_t n) {
  return static_cast<const Example&>(*batch.examples[n]).numbers;
}

// Cells of the heat map. Small enough that decoding about the peak, two cells to each side, sees all of it.
constexpr double targetSigma = 1.0;
constexpr double visibilityWeight = 0.1;

/// The rim's corners have no first one of their own: which is called the first depends on the view.
bool anyRotation(const TrainingConfig& config) { return config.keypoints.size() == 4; }

class Evaluation : public TaskEvaluation {
 public:
  Evaluation(const TrainingConfig& config, const ModelManifest& manifest)
      : config_(config)
      , manifest_(manifest) {}

  Result<void> add(const Outputs& outputs, const TaskBatch& batch, int pass) override {
    const auto answer = outputs.at(0).to(torch::kFloat32).contiguous();
    for (std::size_t n = 0; n < batch.examples.size(); ++n) {
      const auto predicted = decoded(answer[static_cast<std::int64_t>(n)]);
      const auto& truth = numbersOf(batch, n).points;
      if (predicted.size() != truth.size())
        return Error{ErrorCode::badInput,
                     "the network answers another number of corners than asked for",
                     batch.examples[n]->name,
                     {}};
      std::vector<Vec2> places;
      for (const auto& point : truth)
        places.push_back(point.at);
      errors_[static_cast<std::size_t>(pass)].push_back(
          cornerErrors(predicted, places, anyRotation(config_)));
      if (pass == 0 && predictions_.size() < 8) predictions_.push_back(prediction(batch, n, predicted));
    }
    return {};
  }

  std::map<std::string, double> metrics() const override {
    std::map<std::string, double> metrics;
    const std::array<std::string, 3> prefixes{"", "closeup_", "rectified_"};
    for (std::size_t pass = 0; pass < 3; ++pass) {
      if (errors_[pass].empty()) continue;
      const auto score = summarise("", errors_[pass]);
      metrics[prefixes[pass] + "mean_error_percent"] = 100 * score.meanShare;
      metrics[prefixes[pass] + "pck02"] = score.pck02;
      metrics[prefixes[pass] + "polygon_iou"] = score.polygonIou;
    }
    return metrics;
  }

  std::vector<SamplePrediction> takePredictions() override { return std::move(predictions_); }

 private:
  std::vector<Vec2> decoded(const torch::Tensor& answer) const {
    std::vector<Vec2> points;
    const float* values = answer.data_ptr<float>();
    if (manifest_.corners.regression) {
      for (std::int64_t k = 0; k + 1 < answer.numel(); k += 2)
        points.push_back({values[k] * config_.inputSize, values[k + 1] * config_.inputSize});
      return points;
    }
    Tensor logits;
    logits.shape = answer.sizes().vec();
    logits.values.assign(values, values + answer.numel());
    for (const auto& peak : decodeHeatMaps(logits, config_.inputSize))
      points.push_back(peak.at);
    return points;
  }

  SamplePrediction prediction(const TaskBatch& batch, std::size_t n,
                              const std::vector<Vec2>& predicted) const {
    SamplePrediction shown;
    shown.name = batch.examples[n]->name;
    shown.picture = pictureOf(batch.input, static_cast<std::int64_t>(n), manifest_);
    shown.truth = numbersOf(batch, n).points;
    for (const auto& at : predicted)
      shown.predicted.push_back({at, KeypointVisibility::visible});
    return shown;
  }

  const TrainingConfig& config_;
  const ModelManifest& manifest_;
  std::array<std::vector<CornerErrors>, 3> errors_;
  std::vector<SamplePrediction> predictions_;
};

class CornerTask final : public TrainingTaskKind {
 public:
  explicit CornerTask(const TrainingConfig& config)
      : config_(config)
      , manifest_(manifestFor(config)) {}

  int validationPasses() const override { return manifest_.corners.passes; }

  Result<std::shared_ptr<const TaskExample>> trainingExample(const TrainingSample& sample,
                                                             CounterRandom& random) const override {
    const auto changed = augment(sample, config_.augmentation, random);
    const double drawn = random.between(0, 1);
    // Only a rim can be made square.
    const double rectified = config_.keypoints.size() == 4 ? config_.rectifiedShare : 0;
    const auto look = drawn < rectified                          ? CornerLook::rectified
                      : drawn < rectified + config_.closeUpShare ? CornerLook::closeUp
                                                                 : CornerLook::whole;
    return example(changed, look, random);
  }

  Result<std::shared_ptr<const TaskExample>> validationExample(const TrainingSample& sample, int pass,
                                                               CounterRandom& random) const override {
    return example(sample, static_cast<CornerLook>(pass), random);
  }

  TaskBatch collate(TaskExamples examples) const override {
    TaskBatch batch;
    batch.examples = std::move(examples);
    const auto n = static_cast<std::int64_t>(batch.examples.size());
    const auto k = static_cast<std::int64_t>(config_.keypoints.size());
    std::vector<const std::vector<float>*> inputs;
    auto points = torch::zeros({n, k, 2});
    auto known = torch::zeros({n, k});
    auto visibility = torch::zeros({n, k}, torch::kInt64);
    auto classes = visibility.accessor<std::int64_t, 2>();
    auto place = points.accessor<float, 3>();
    auto counts = known.accessor<float, 2>();
    for (std::int64_t i = 0; i < n; ++i) {
      const auto& numbers = numbersOf(batch, static_cast<std::size_t>(i));
      inputs.push_back(&numbers.input.values);
      for (std::int64_t j = 0; j < k; ++j) {
        const Keypoint& point = numbers.points[static_cast<std::size_t>(j)];
        const Vec2 share = (1.0 / config_.inputSize) * point.at;
        // What lies outside is seen by geometry. Were the corners hidden by augmentation alone taught,
        // every corner would be called hidden.
        classes[i][j] = numbers.visibilityKnown || point.visibility == KeypointVisibility::outside
                            ? static_cast<std::int64_t>(point.visibility)
                            : -1;
        place[i][j][0] = static_cast<float>(share.x);
        place[i][j][1] = static_cast<float>(share.y);
        // A corner beyond the input has no place in its heat maps.
        counts[i][j] = share.x > 0 && share.x < 1 && share.y > 0 && share.y < 1 ? 1.0f : 0.0f;
      }
    }
    batch.input = stacked(inputs, {3, config_.inputSize, config_.inputSize});
    batch.targets = {{"points", points}, {"known", known}, {"visibility", visibility}};
    return batch;
  }

  TaskLoss loss(const Outputs& outputs, const TaskBatch& batch) const override {
    const auto& points = batch.targets.at("points");
    const auto& known = batch.targets.at("known");
    TaskLoss loss;
    if (manifest_.corners.regression) {
      loss.total = pointsLoss(outputs.at(0), points, known, anyRotation(config_)).loss;
      loss.parts["distance"] = loss.total.detach();
      return loss;
    }
    const auto& logits = outputs.at(0);
    const auto heat = heatmapLossWithRotation(logits, points * static_cast<double>(logits.size(3)), known,
                                              targetSigma, anyRotation(config_));
    const auto visibility =
        visibilityLoss(outputs.at(1), rotated(batch.targets.at("visibility"), heat.rotation));
    loss.total = heat.loss + visibilityWeight * visibility;
    loss.parts["heatmap"] = heat.loss.detach();
    loss.parts["visibility"] = visibility.detach();
    return loss;
  }

  std::unique_ptr<TaskEvaluation> evaluation() const override {
    return std::make_unique<Evaluation>(config_, manifest_);
  }

  bool better(const std::map<std::string, double>& a, const std::map<std::string, double>& b) const override {
    const auto overlap = [](const auto& metrics) {
      double sum = 0, looks = 0;
      for (const char* name : {"polygon_iou", "closeup_polygon_iou", "rectified_polygon_iou"})
        if (const auto found = metrics.find(name); found != metrics.end()) sum += found->second, ++looks;
      return sum / std::max(1.0, looks);
    };
    if (overlap(a) != overlap(b)) return overlap(a) > overlap(b);
    return metric(a, "mean_error_percent", 1e9) < metric(b, "mean_error_percent", 1e9);
  }

 private:
  Result<std::shared_ptr<const TaskExample>> example(const TrainingSample& sample, CornerLook look,
                                                     CounterRandom& random) const {
    if (sample.keypoints.size() != config_.keypoints.size())
      return Error{ErrorCode::badInput,
                   "has " + std::to_string(sample.keypoints.size()) + " corners, the network learns " +
                       std::to_string(config_.keypoints.size()),
                   sample.name, "annotate its corners, or leave it out"};
    auto made = std::make_shared<Example>();
    made->name = sample.name;
    made->numbers = cornerExample(sample, config_, look, random);
    return std::shared_ptr<const TaskExample>(std::move(made));
  }

  const TrainingConfig config_;
  const ModelManifest manifest_;
};

} // namespace

std::unique_ptr<TrainingTaskKind> cornerTask(const TrainingConfig& config) {
  return std::make_unique<CornerTask>(config);
}

} // namespace fillscope
