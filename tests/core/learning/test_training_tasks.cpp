// What the tasks teach: classes of corners, and by what depth is judged.
#include "core/inference/depth_tile.h"
#include "core/learning/torch/tasks.h"
#include "learning_support.h"
#include <ATen/ATen.h>
#include <QtTest>

namespace {

using namespace fillscope;
using namespace fillscope::test;

constexpr int outside = 0, hidden = 1, visible = 2, unknown = -1;

TrainingConfig cornerConfig(double occluder) {
  TrainingConfig config = defaultConfig(NetworkKind::cornersHeatmap);
  config.inputSize = 64;
  config.augmentation = AugmentationSpec::none();
  config.augmentation.occluder = occluder;
  return config;
}

/// How often each class is taught in many views of one sample.
std::map<int, int> taughtClasses(const TrainingSample& sample, const TrainingConfig& config) {
  const auto task = makeTask(config);
  TaskExamples examples;
  for (std::uint64_t k = 0; k < 40; ++k) {
    CounterRandom random(mixBits(7, k));
    const auto example = task->trainingExample(sample, random);
    if (example) examples.push_back(*example);
  }
  const auto classes = task->collate(examples).targets.at("visibility");
  std::map<int, int> counts;
  for (std::int64_t i = 0; i < classes.size(0); ++i)
    for (std::int64_t j = 0; j < classes.size(1); ++j)
      ++counts[static_cast<int>(classes[i][j].item<std::int64_t>())];
  return counts;
}

/// What structure loses where the true surface lies level at a share of the way down an empty box of some
/// depth, and the answer is wrong by an offset and by waves.
double structureLoss(double share, double emptyDepth, double offset, double waves) {
  TrainingConfig config = defaultConfig(NetworkKind::rimDepth);
  config.inputSize = 32;
  const auto row = torch::arange(32, torch::kFloat32);
  const auto pattern = offset + waves * torch::sin(0.9 * row).view({1, 1, 1, 32}).expand({1, 1, 32, 32});
  const auto truth = torch::full({1, 1, 32, 32}, share), ones = torch::ones_like(truth);
  TaskBatch batch;
  batch.input = torch::zeros({1, 9, 32, 32});
  batch.targets = {{"share", truth},
                   {"content", torch::zeros_like(truth)},
                   {"weight", ones},
                   {"empty", emptyDepth * ones},
                   {"figures", torch::zeros({1, 3})}};
  const auto planes = torch::cat({truth + pattern, torch::zeros_like(truth)}, 1);
  return makeTask(config)->loss({planes, torch::zeros({1, 3})}, batch).parts.at("ssim").item<double>();
}

class TestTrainingTasks : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cornersThatNobodyJudgedTeachNoVisibility() {
    TrainingSample sample = boxSample({});
    sample.visibilityKnown = false;
    // An arm in front hides corners that may have been hidden before: nothing is known of the others.
    auto counts = taughtClasses(sample, cornerConfig(1));
    QVERIFY(counts[unknown] > 0);
    QCOMPARE(counts[hidden] + counts[visible], 0);
    sample.keypoints[0].at = {-10, 5};
    sample.keypoints[0].visibility = KeypointVisibility::outside;
    counts = taughtClasses(sample, cornerConfig(0));
    QVERIFY(counts[outside] > 0 && counts[unknown] > 0);
    QCOMPARE(counts[hidden] + counts[visible], 0);
  }

  void cornersThatWereJudgedTeachIt() {
    TrainingSample sample = boxSample({});
    sample.visibilityKnown = true;
    auto counts = taughtClasses(sample, cornerConfig(1));
    QVERIFY(counts[hidden] > 0 && counts[visible] > 0);
    QCOMPARE(counts[unknown], 0);
    counts = taughtClasses(sample, cornerConfig(0));
    QVERIFY(counts[visible] > 0);
    QCOMPARE(counts[unknown] + counts[hidden], 0);
  }

  void anEpochWhoseFiguresAreLostLosesToEveryOther() {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::map<std::string, double> good{{"abs_rel", 0.02}, {"fill_error", 6}, {"loss", 1}},
        worse{{"abs_rel", 0.5}, {"fill_error", 60}, {"loss", 9}}, lost{{"abs_rel", nan}, {"fill_error", 6}},
        lostLoss{{"abs_rel", 0.01}, {"fill_error", 3}, {"loss", nan}};
    const auto task = makeTask(defaultConfig(NetworkKind::rimDepth));
    QVERIFY(beats(*task, good, worse) && !beats(*task, worse, good));
    for (const auto& spoilt : {lost, lostLoss}) {
      QVERIFY(beats(*task, worse, spoilt));
      QVERIFY(!beats(*task, spoilt, worse));
      QVERIFY(!beats(*task, spoilt, spoilt));
    }
  }
  void structureIsThatOfDepth() {
    const double waves = structureLoss(0.5, 1, 0, 0.02);
    QVERIFY(waves > 0.1);
    // Half the depth at twice the share's error is the same error in depth.
    QVERIFY(std::abs(structureLoss(0.5, 0.5, 0, 0.04) / waves - 1) < 0.01);
    QVERIFY(std::abs(structureLoss(0.05, 1, 0, 0.02) / waves - 1) < 0.01);
    // A level that is off is for l1 to tell, wherever it lies.
    QVERIFY(structureLoss(0.02, 1, 0.02, 0) < 1e-3);
    QVERIFY(structureLoss(0.9, 1, 0.02, 0) < 1e-3);
  }

  // The expected error is learnt beside the correction; holes count by their mean, and noise in its own unit.
  void aDenoiserLearnsItsErrorBesideItsCorrection() {
    TrainingConfig config = defaultConfig(NetworkKind::depthDenoiser);
    config.loss = {.ssim = 0, .l1 = 1, .smoothness = 0, .likelihood = 1, .holeWeight = 0.3};
    TaskBatch batch;
    batch.input = torch::zeros({1, depthTilePlanes, 16, 16});
    batch.input.select(1, 1).narrow(2, 0, 12).fill_(1); // the last four columns are not measured
    const auto ones = torch::ones({1, 1, 16, 16});
    batch.targets = {{"given", torch::zeros({1, 1, 16, 16})}, {"truth", 0.1 * ones}, {"weight", ones}};
    auto answer = torch::zeros({1, depthAnswerPlanes, 16, 16}).requires_grad_(true);
    const auto loss = makeTask(config)->loss({answer}, batch);
    const double l1 = loss.parts.at("l1").item<double>(),
                 likelihood = loss.parts.at("likelihood").item<double>();
    QVERIFY(std::abs(l1 - (0.1 / detailShare + 0.3 * 0.1)) < 1e-5);
    QVERIFY(std::abs(likelihood - 1.3 * 0.1) < 1e-5);
    config.loss.l1 = 0;
    makeTask(config)->loss({answer}, batch).total.backward();
    QCOMPARE(answer.grad().select(1, 0).abs().max().item<double>(), 0.0);
    QVERIFY(answer.grad().select(1, 1).abs().min().item<double>() > 0);
  }
};

} // namespace

QTEST_GUILESS_MAIN(TestTrainingTasks)
#include "test_training_tasks.moc"
