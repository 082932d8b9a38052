#include "core/learning/torch/depth_evaluation.h"
#include "core/learning/torch/losses.h"
#include "core/learning/torch/tasks.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

// Standard deviation at most, of the rim's mean side: as corners placed by hand or found by a network miss.
constexpr double cornerJitter = 0.012;
// Of the camera over the rim, box depths. SSIM judges depth from the camera: of the share itself its
// luminance term would weigh errors near the rim many times, and windows at the walls would have another
// contrast.
constexpr double usualCameraHeight = 3;

using Planes = std::vector<const std::vector<float>*>;

torch::Tensor planeStack(const TaskBatch& batch, int size, std::vector<float> RimExample::*plane) {
  Planes rows;
  for (std::size_t n = 0; n < batch.examples.size(); ++n)
    rows.push_back(&(rimNumbers(batch, n).numbers.*plane));
  return stacked(rows, {1, size, size});
}

Result<RimCorners> rimOf(const TrainingSample& sample) {
  if (const auto corners = rimCornersOf(sample)) return *corners;
  return Error{ErrorCode::badInput, "has no four rim corners", sample.name,
               "annotate the rim, or leave it out"};
}

double meanSide(const RimCorners& corners) {
  double sum = 0;
  for (std::size_t k = 0; k < 4; ++k)
    sum += norm(corners[(k + 1) % 4] - corners[k]) / 4;
  return sum;
}

/// Depth along the optical axis of the rim plane over each pixel of the square, and the camera's height over
/// that plane in box depths: a point at share s of emptyDepth e lies at plane · (1 + s·e / height).
void placeBeforeCamera(const TrainingSample& sample, const RimCorners& corners, int size, int margin,
                       RimTaskExample& example) {
  if (!sample.camera || !sample.size) return;
  const auto rim = estimateRimPose(corners, *sample.camera, sample.size);
  if (!rim) return;
  const double height = -rim->pose.toBox({0, 0, 0}).z;
  if (!(height > 0)) return;
  example.heightInDepths = static_cast<float>(height / sample.size->depth);
  example.plane.resize(static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
  const double inner = size - 2.0 * margin;
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) {
      const double u = (x + 0.5 - margin) / inner, v = (y + 0.5 - margin) / inner;
      example
          .plane[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) + static_cast<std::size_t>(x)] =
          static_cast<float>(rim->pose.toCamera({u * rim->first, v * rim->second, 0}).z);
    }
}

Result<std::shared_ptr<const TaskExample>> rimTaskExample(const TrainingSample& sample,
                                                          const TrainingConfig& config, bool tellDepth,
                                                          double jitterShare, bool forValidation,
                                                          CounterRandom& random) {
  const auto corners = rimOf(sample);
  if (!corners) return corners.error();
  auto numbers = rimExample(sample, config, tellDepth, jitterShare * meanSide(*corners), random);
  if (!numbers) return numbers.error();
  auto made = std::make_shared<RimTaskExample>();
  made->name = sample.name;
  made->numbers = *std::move(numbers);
  if (forValidation) placeBeforeCamera(sample, *corners, config.inputSize, config.rimMargin, *made);
  return std::shared_ptr<const TaskExample>(std::move(made));
}

class RimDepthTask final : public TrainingTaskKind {
 public:
  explicit RimDepthTask(const TrainingConfig& config)
      : config_(config)
      , manifest_(manifestFor(config)) {}

  int validationPasses() const override { return 1; }

  Result<std::shared_ptr<const TaskExample>> trainingExample(const TrainingSample& sample,
                                                             CounterRandom& random) const override {
    const auto changed = augment(sample, config_.augmentation, random);
    const bool tellDepth = random.chance(config_.knownSizeShare);
    return rimTaskExample(changed, config_, tellDepth, random.between(0, cornerJitter), false, random);
  }

  Result<std::shared_ptr<const TaskExample>> validationExample(const TrainingSample& sample, int,
                                                               CounterRandom& random) const override {
    return rimTaskExample(sample, config_, true, 0, true, random);
  }

  TaskBatch collate(TaskExamples examples) const override {
    TaskBatch batch;
    batch.examples = std::move(examples);
    Planes inputs;
    const auto n = static_cast<std::int64_t>(batch.examples.size());
    auto figures = torch::zeros({n, 3});
    auto at = figures.accessor<float, 2>();
    for (std::int64_t i = 0; i < n; ++i) {
      const auto& example = rimNumbers(batch, static_cast<std::size_t>(i));
      inputs.push_back(&example.numbers.input.values);
      at[i][0] = example.numbers.fill;
      at[i][1] = example.numbers.depthRatio;
      at[i][2] = example.numbers.depthKnown ? 0.0f : 1.0f;
    }
    const int size = config_.inputSize;
    batch.input = stacked(inputs, {rimViewPlanes, size, size});
    batch.targets = {{"share", planeStack(batch, size, &RimExample::share)},
                     {"content", planeStack(batch, size, &RimExample::content)},
                     {"weight", planeStack(batch, size, &RimExample::weight)},
                     {"empty", planeStack(batch, size, &RimExample::emptyDepth)},
                     {"figures", figures}};
    return batch;
  }

  TaskLoss loss(const Outputs& outputs, const TaskBatch& batch) const override {
    const auto inRim = [&](const torch::Tensor& planes) {
      // Nothing counts in the margin.
      const int margin = config_.rimMargin, side = config_.inputSize - 2 * margin;
      return planes.narrow(2, margin, side).narrow(3, margin, side).contiguous();
    };
    const auto planes = inRim(outputs.at(0).to(torch::kFloat32));
    const auto figures = outputs.at(1).to(torch::kFloat32);
    const auto share = planes.narrow(1, 0, 1).contiguous(), content = planes.narrow(1, 1, 1).contiguous();
    const auto weight = inRim(batch.targets.at("weight"));
    const auto truth = inRim(batch.targets.at("share"));
    const auto empty = inRim(batch.targets.at("empty"));
    const auto& known = batch.targets.at("figures");
    const auto& weights = config_.loss;
    TaskLoss loss;
    loss.total = torch::zeros({}, planes.options());
    // An error of the share moves the surface the more, the deeper the empty box is there.
    loss.add("l1", weights.l1, [&] { return l1Loss(share, truth, weight * (0.25 + empty)); });
    loss.add("ssim", weights.ssim, [&] {
      return ssimLoss(usualCameraHeight + share * empty, usualCameraHeight + truth * empty, weight, 1.0);
    });
    loss.add("gradient", weights.gradient, [&] { return gradientLoss(share, truth, weight); });
    loss.add("smoothness", weights.smoothness,
             [&] { return smoothnessLoss(share, inRim(batch.input.narrow(1, 0, 3)), weight); });
    // Depth from a fifth of the box's depth over the rim: nowhere near zero, where logarithms run away.
    loss.add("si_log", weights.siLog,
             [&] { return siLogLoss(0.2 + share * empty, 0.2 + truth * empty, weight); });
    loss.add("content", weights.content,
             [&] { return contentLoss(content, inRim(batch.targets.at("content")), weight); });
    loss.add("fill", weights.fill, [&] {
      return fillLoss(figures.select(1, 0), figures.select(1, 1), known.select(1, 0), weights.fillEvenness);
    });
    loss.add("ratio", weights.ratio,
             [&] { return ratioLoss(figures.select(1, 2), known.select(1, 1), known.select(1, 2)); });
    return loss;
  }

  std::unique_ptr<TaskEvaluation> evaluation() const override {
    return std::make_unique<RimDepthEvaluation>(config_.inputSize, manifest_);
  }

  bool better(const std::map<std::string, double>& a, const std::map<std::string, double>& b) const override {
    const auto misses = [](const auto& metrics) {
      return metric(metrics, "abs_rel", 1) / 0.05 + metric(metrics, "fill_error", 0) / 5;
    };
    return misses(a) < misses(b);
  }

 private:
  const TrainingConfig config_;
  const ModelManifest manifest_;
};

} // namespace

std::unique_ptr<TrainingTaskKind> rimDepthTask(const TrainingConfig& config) {
  return std::make_unique<RimDepthTask>(config);
}

} // namespace fillscope
