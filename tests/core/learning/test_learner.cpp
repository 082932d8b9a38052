// What a training's optimiser carries from one run to the next.
#include "core/learning/torch/learner.h"
#include <ATen/ATen.h>
#include <QTemporaryDir>
#include <QtTest>
#include <limits>

namespace {

using namespace fillscope;

/// Drives the visibility of points towards a batch's target; samples are none of its business.
class Targets final : public TrainingTaskKind {
 public:
  Result<std::shared_ptr<const TaskExample>> trainingExample(const TrainingSample&,
                                                             CounterRandom&) const override {
    return std::shared_ptr<const TaskExample>();
  }
  int validationPasses() const override { return 1; }
  Result<std::shared_ptr<const TaskExample>> validationExample(const TrainingSample&, int,
                                                               CounterRandom&) const override {
    return std::shared_ptr<const TaskExample>();
  }
  TaskBatch collate(TaskExamples) const override { return {}; }
  TaskLoss loss(const Outputs& outputs, const TaskBatch& batch) const override {
    TaskLoss loss;
    loss.total = (outputs.at(0).mean() - 1).square() +
                 (outputs.at(1) - batch.targets.at("visibility")).square().mean();
    return loss;
  }
  std::unique_ptr<TaskEvaluation> evaluation() const override { return nullptr; }
  bool better(const std::map<std::string, double>&, const std::map<std::string, double>&) const override {
    return false;
  }
};

TrainingConfig smallConfig() {
  TrainingConfig config = defaultConfig(NetworkKind::cornersHeatmap);
  config.inputSize = 32;
  config.channels = {8, 12};
  config.blocks = {1, 1};
  config.warmUpSteps = 0;
  config.learningRate = 1e-3;
  return config;
}

TaskBatch batchOf(const TrainingConfig& config, int seed) {
  torch::manual_seed(static_cast<std::uint64_t>(seed));
  TaskBatch batch;
  batch.input = torch::randn({4, 3, config.inputSize, config.inputSize});
  batch.targets["visibility"] = torch::randn({4, 12});
  return batch;
}

void takeSteps(Learner& learner, const TrainingConfig& config, int count) {
  for (int k = 0; k < count; ++k)
    QVERIFY(learner.step(batchOf(config, k), k).ok());
}

torch::Tensor tensorIn(const NamedTensors& tensors, const std::string& name) {
  const auto* found = findTensor(tensors, name);
  return found ? *found : torch::Tensor();
}

class TestLearner : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    path_ = std::filesystem::path(folder_->path().toStdString()) / "checkpoint.pt";
    config_ = smallConfig();
    Learner learner(config_, task_, 100);
    takeSteps(learner, config_, 5);
    before_ = learner.snapshot("{}");
    QVERIFY(!before_.first.empty());
    QVERIFY(saveCheckpoint(path_, before_).ok());
  }

  // One bad batch among good ones; what it shows is far off, so that running means would follow it for long.
  void aSkippedStepLeavesTheNetworkAsItWas_data() {
    QTest::addColumn<float>("shown");
    QTest::addColumn<float>("asked");
    const float none = std::numeric_limits<float>::quiet_NaN();
    QTest::newRow("picture of no numbers") << none << 0.0f;
    QTest::newRow("picture of huge numbers") << 1e30f << none;
    QTest::newRow("target of no numbers") << 1e4f << none;
    // The loss is a number still, its gradient is not.
    QTest::newRow("target too far to go to") << 1e4f << 1.7e19f;
  }
  void aSkippedStepLeavesTheNetworkAsItWas() {
    QFETCH(float, shown);
    QFETCH(float, asked);
    Learner learner(config_, task_, 100);
    QVERIFY(learner.restore(before_, "here").ok());
    auto batch = batchOf(config_, 50);
    batch.input.fill_(shown).add_(shown * torch::randn_like(batch.input));
    batch.targets["visibility"].fill_(asked);
    QVERIFY(learner.step(std::move(batch), 5).ok());
    const auto after = learner.snapshot("{}");
    for (const auto& [part, expected] :
         {std::pair{&after.weights, &before_.weights}, {&after.average, &before_.average},
          {&after.first, &before_.first}, {&after.second, &before_.second}}) {
      QCOMPARE(part->size(), expected->size());
      for (const auto& [name, tensor] : *expected)
        QVERIFY2(torch::equal(tensorIn(*part, name), tensor), name.c_str());
    }
  }

  void momentsGoOnUnderANewSchedule() {
    TrainingConfig config = config_;
    config.learningRate = 3e-4;
    Learner next(config, task_, 7);
    QVERIFY(next.startFrom(path_).ok());
    const auto taken = next.snapshot("{}");
    QCOMPARE(taken.first.size(), before_.first.size());
    for (const auto& [name, tensor] : before_.first)
      QVERIFY2(torch::equal(tensorIn(taken.first, name), tensor), name.c_str());
    for (const auto& [name, tensor] : before_.second)
      QVERIFY2(torch::equal(tensorIn(taken.second, name), tensor), name.c_str());
    takeSteps(next, config, 1);
    QCOMPARE(tensorIn(next.snapshot("{}").first, "pyramid.level0_down.conv.weight steps").item<int>(), 6);
  }

  void aLargerNetworkGrowsItsMomentsToo() {
    TrainingConfig config = config_;
    config.channels = {10, 16};
    config.blocks = {2, 1};
    Learner next(config, task_, 100);
    QVERIFY(next.startFrom(path_).ok());
    const auto taken = next.snapshot("{}");
    const std::string widened = "pyramid.level1_down.conv.weight";
    const auto small = tensorIn(before_.second, widened), large = tensorIn(taken.second, widened);
    QCOMPARE(large.size(0), std::int64_t(16));
    QCOMPARE(large.size(1), std::int64_t(10));
    QVERIFY(torch::equal(large.narrow(0, 0, 12).narrow(1, 0, 8), small));
    QVERIFY(torch::allclose(large.narrow(0, 12, 4), small.mean()));
    QVERIFY(torch::equal(tensorIn(taken.first, widened).narrow(0, 12, 4), torch::zeros({4, 10, 3, 3})));
    // A block that is new counts its steps from the start; the rest goes on counting.
    QVERIFY(!findTensor(taken.first, "pyramid.level0_block1.conv.weight"));
    takeSteps(next, config, 2);
    const auto later = next.snapshot("{}");
    QCOMPARE(tensorIn(later.first, "pyramid.level0_block1.conv.weight steps").item<int>(), 2);
    QCOMPARE(tensorIn(later.first, widened + " steps").item<int>(), 7);
    for (const auto& [name, tensor] : later.weights)
      QVERIFY2(!tensor.is_floating_point() || torch::isfinite(tensor).all().item<bool>(), name.c_str());
  }

  void restoringWantsTheSameNetwork() {
    Learner same(config_, task_, 100);
    QVERIFY(same.restore(before_, "here").ok());
    auto without = before_;
    without.second.pop_back();
    const auto refused = same.restore(without, "here");
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::badInput);
  }

 private:
  Targets task_;
  std::unique_ptr<QTemporaryDir> folder_;
  std::filesystem::path path_;
  TrainingConfig config_;
  Checkpoint before_;
};

} // namespace

QTEST_GUILESS_MAIN(TestLearner)
#include "test_learner.moc"
