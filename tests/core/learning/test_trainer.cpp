// Trainings of tiny networks on small boxes: they learn, stop, go on and are told of in files.
#include "core/base/file_io.h"
#include "core/learning/bfloat16.h"
#include "core/learning/trainer.h"
#include "core/learning/training_state.h"
#include "tests/core/learning/learning_support.h"
#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>
#include <optional>
#include <sys/wait.h>
#include <unistd.h>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// As a camera would measure it: uneven by a hundredth, and with holes.
void measure(TrainingSample& sample) {
  sample.measured = sample.depth;
  for (int y = 0; y < sample.depth.height(); ++y)
    for (int x = 0; x < sample.depth.width(); ++x)
      sample.measured.values.at(x, y) *=
          (x / 3 + y / 4) % 7 == 0 ? 0 : 1 + 0.01f * static_cast<float>(x * y % 3 - 1);
}

/// Boxes at several fills, turns and tilts, computed once.
class Boxes : public SampleSource {
 public:
  Boxes(int count, int first) {
    for (int k = first; k < first + count; ++k) {
      test::BoxCase box;
      box.width = 96;
      box.height2d = 72;
      box.focalX = box.focalY = 90;
      box.cx = 47.5 + k % 3;
      box.cy = 35.5 - k % 2;
      box.fill = 0.1 * (k % 9);
      box.tilt = 0.06 * (k % 7);
      box.yaw = 0.1 * (k % 5) - 0.2;
      samples_.push_back(test::boxSample(box));
      samples_.back().name = "box " + std::to_string(k);
      measure(samples_.back());
      samples_.back().className = box.fill < 0.35 ? "low" : "high";
    }
  }
  std::size_t size() const override { return samples_.size(); }
  std::string group(std::size_t index) const override { return samples_[index].name; }
  Result<TrainingSample> load(std::size_t index) const override { return samples_[index]; }
  std::string className(std::size_t index) const override { return samples_[index].className; }
  std::vector<TrainingSample> samples_;
};

TrainingRun tinyRun(NetworkKind kind, const QString& folder) {
  TrainingRun run;
  run.config = defaultConfig(kind);
  if (kind != NetworkKind::unet) {
    run.config.channels = {8, 12};
    run.config.blocks = {1, 1};
  }
  run.config.inputSize = 48;
  run.config.initialWeights.clear();
  run.config.batch = 4;
  run.config.epochs = 2;
  run.config.threads = 1;
  run.config.seed = 7;
  run.config.id = "tiny";
  run.training = std::make_shared<Boxes>(16, 0);
  run.validation = std::make_shared<Boxes>(6, 100);
  run.folder = folder.toStdString();
  return run;
}

std::string weightsIn(const fs::path& folder) { return readFile(folder / "best.pt").value(); }

void compareHistories(const std::vector<EpochReport>& a, const std::vector<EpochReport>& b) {
  QCOMPARE(a.size(), b.size());
  for (std::size_t k = 0; k < a.size(); ++k) {
    QCOMPARE(a[k].training, b[k].training);
    QCOMPARE(a[k].validation, b[k].validation);
    QCOMPARE(a[k].best, b[k].best);
  }
}

Progress stopAfter(const int& steps, int most) {
  Progress progress;
  progress.isCancelled = [&steps, most] { return steps >= most; };
  return progress;
}

} // namespace

class TestTrainer : public QObject {
  Q_OBJECT
 private Q_SLOTS:

  void learns_data() {
    QTest::addColumn<NetworkKind>("kind");
    QTest::addColumn<QStringList>("metrics");
    QTest::newRow("heat maps") << NetworkKind::cornersHeatmap
                               << QStringList{"mean_error_percent", "pck02", "polygon_iou",
                                              "closeup_mean_error_percent", "rectified_mean_error_percent"};
    QTest::newRow("regression") << NetworkKind::cornersRegression
                                << QStringList{"mean_error_percent", "polygon_iou"};
    QTest::newRow("rim") << NetworkKind::rimDepth
                         << QStringList{"abs_rel",  "rmse",       "delta1",     "ssim",
                                        "share_l1", "fill_error", "content_iou"};
    QTest::newRow("whole picture") << NetworkKind::unet << QStringList{"abs_rel", "rmse", "delta1", "ssim"};
    QTest::newRow("classes") << NetworkKind::classifier
                             << QStringList{"accuracy", "balanced_accuracy", "mean_average_precision",
                                            "cross_entropy"};
    QTest::newRow("denoiser") << NetworkKind::depthDenoiser
                              << QStringList{"mae_mm",         "rmse_mm",        "abs_rel",
                                             "mae_mm_before",  "rmse_mm_before", "abs_rel_before",
                                             "filled_abs_rel", "expected_error"};
  }
  void learns() {
    QFETCH(NetworkKind, kind);
    QFETCH(QStringList, metrics);
    QTemporaryDir folder;
    auto run = tinyRun(kind, folder.path());
    run.config.augmentation = AugmentationSpec::none();
    const int count = kind == NetworkKind::unet ? 4 : 12;
    run.config.epochs = count;
    run.config.learningRate = 4e-3;
    std::vector<StepReport> steps;
    std::vector<EpochReport> epochs;
    TrainingEvents events;
    events.onStep = [&](const StepReport& report) { steps.push_back(report); };
    events.onEpoch = [&](const EpochReport& report) { epochs.push_back(report); };
    const auto outcome = train(run, events);
    QVERIFY2(outcome.ok(), outcome ? "" : outcome.error().sentence().c_str());
    QCOMPARE(steps.size(), static_cast<std::size_t>(4 * count));
    QCOMPARE(steps.back().step, steps.back().steps);
    QVERIFY(steps.back().samplesPerSecond > 0);
    QVERIFY(steps.back().learningRate < 0.05 * run.config.learningRate);
    QCOMPARE(epochs.size(), static_cast<std::size_t>(count));
    QVERIFY2(epochs.back().training.at("loss") < 0.8 * epochs.front().training.at("loss"),
             qPrintable(QString("%1 → %2")
                            .arg(epochs.front().training.at("loss"))
                            .arg(epochs.back().training.at("loss"))));
    for (const auto& name : metrics)
      QVERIFY2(epochs.back().validation.count(name.toStdString()) == 1, qPrintable(name));
    QCOMPARE(epochs.back().predictions.size(), std::size_t(6));
    QCOMPARE(epochs.back().predictions[0].name, std::string("box 100"));
    QVERIFY(fs::exists(outcome->manifest));
    QVERIFY(outcome->bestEpoch >= 1);
    compareHistories(outcome->history,
                     parseHistory(readFile(run.folder / "history.json").value(), "").value());
    if (kind == NetworkKind::classifier) run.config.classes = {"high", "low"};
    QCOMPARE(loadTrainingConfig(run.folder / "config.json").value(), run.config);
  }

  void aDenoiserIsBetterThanWhatItIsGiven() {
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::depthDenoiser, folder.path());
    run.config.epochs = 40;
    run.config.learningRate = 1e-2;
    std::vector<EpochReport> epochs;
    TrainingEvents events;
    events.onEpoch = [&](const EpochReport& report) { epochs.push_back(report); };
    QVERIFY(train(run, events).ok());
    const auto& judged = epochs.back().validation;
    QVERIFY2(judged.at("mae_mm") < 0.8 * judged.at("mae_mm_before"),
             qPrintable(QString("%1 of %2").arg(judged.at("mae_mm")).arg(judged.at("mae_mm_before"))));
    for (const SamplePrediction& shown : epochs.back().predictions) {
      QVERIFY(shown.picture.sameSize(shown.trueDepth) && shown.picture.sameSize(shown.predictedDepth));
      QCOMPARE(shown.picture.channels(), 3);
    }
  }

  void otherMeasurementsAreOtherSamples() {
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::depthDenoiser, folder.path());
    QVERIFY(train(run, {}).ok());
    run.resume = true;
    run.config.epochs = 3;
    static_cast<Boxes&>(*run.training).samples_.front().measured.values.at(3, 3) = 9;
    const auto changed = train(run, {});
    QVERIFY(!changed.ok());
    QVERIFY2(changed.error().what.find("other samples") != std::string::npos, changed.error().what.c_str());
  }

  void classifierTellsWhereItLooked() {
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::classifier, folder.path());
    std::vector<EpochReport> epochs;
    TrainingEvents events;
    events.onEpoch = [&](const EpochReport& report) { epochs.push_back(report); };
    QVERIFY(train(run, events).ok());
    for (const SamplePrediction& shown : epochs.back().predictions) {
      QVERIFY(shown.trueClass == "low" || shown.trueClass == "high");
      QVERIFY(shown.predictedClass == "low" || shown.predictedClass == "high");
      QVERIFY(shown.probability >= 0.5 && shown.probability <= 1);
      QVERIFY(shown.evidence.sameSize(shown.picture));
      const auto [least, most] =
          std::minmax_element(shown.evidence.data(), shown.evidence.data() + shown.evidence.pixelCount());
      QVERIFY(*most > *least);
    }
  }

  void classifierNeedsTwoClasses_data() {
    QTest::addColumn<QString>("named");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("none known") << QString() << "no picture's class is known";
    QTest::newRow("one") << QStringLiteral("OK") << "all pictures to learn from are of one class, OK";
  }
  void classifierNeedsTwoClasses() {
    QFETCH(QString, named);
    QFETCH(QString, sentence);
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::classifier, folder.filePath("run"));
    for (const auto& source : {run.training, run.validation})
      for (auto& sample : static_cast<Boxes&>(*source).samples_)
        sample.className = named.toStdString();
    const auto outcome = train(run, {});
    QVERIFY(!outcome.ok());
    QCOMPARE(QString::fromStdString(outcome.error().what), sentence);
    QVERIFY(!fs::exists(run.folder));
  }

  void classesOfDataAndConfigurationAreTheSame_data() {
    QTest::addColumn<QStringList>("named");
    QTest::addColumn<QString>("said");
    QTest::newRow("misspelt") << QStringList{"low", "High"} << "pictures are of the class high";
    QTest::newRow("one without pictures")
        << QStringList{"low", "high", "torn"} << "no picture of the class torn";
    QTest::newRow("in another order") << QStringList{"low", "high"} << QString();
  }
  void classesOfDataAndConfigurationAreTheSame() {
    QFETCH(QStringList, named);
    QFETCH(QString, said);
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::classifier, folder.path());
    for (const QString& name : named)
      run.config.classes.push_back(name.toStdString());
    const auto outcome = train(run, {});
    if (said.isEmpty()) {
      QVERIFY2(outcome.ok(), outcome ? "" : outcome.error().sentence().c_str());
      QCOMPARE(loadTrainingConfig(run.folder / "config.json")->classes,
               (std::vector<std::string>{"low", "high"}));
      return;
    }
    QVERIFY(!outcome.ok());
    QVERIFY2(QString::fromStdString(outcome.error().what).contains(said), outcome.error().what.c_str());
  }

  void otherLabelsAreOtherSamples() {
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::classifier, folder.path());
    QVERIFY(train(run, {}).ok());
    run.resume = true;
    run.config.epochs = 3;
    run.config.initialWeights = "moved/elsewhere.pt"; // read at the beginning alone
    for (auto& sample : static_cast<Boxes&>(*run.training).samples_)
      sample.className = sample.className == "low" ? "high" : "low";
    const auto changed = train(run, {});
    QVERIFY(!changed.ok());
    QVERIFY2(changed.error().what.find("other samples") != std::string::npos, changed.error().what.c_str());
    for (auto& sample : static_cast<Boxes&>(*run.training).samples_)
      sample.className = sample.className == "low" ? "high" : "low";
    const auto same = train(run, {});
    QVERIFY2(same.ok(), same ? "" : same.error().sentence().c_str());
  }

  void bfloat16OnTheCpuLearnsAndRepeatsItself_data() {
    QTest::addColumn<NetworkKind>("kind");
    QTest::newRow("heat maps") << NetworkKind::cornersHeatmap;
    QTest::newRow("rim") << NetworkKind::rimDepth;
    QTest::newRow("whole picture") << NetworkKind::unet;
  }
  void bfloat16OnTheCpuLearnsAndRepeatsItself() {
    QFETCH(NetworkKind, kind);
    QTemporaryDir first, second;
    std::vector<std::string> weights;
    for (const auto* folder : {&first, &second}) {
      auto run = tinyRun(kind, folder->path());
      run.config.cpuBfloat16 = true;
      run.config.epochs = 6;
      run.config.augmentation = AugmentationSpec::none();
      const auto outcome = train(run, {});
      QVERIFY2(outcome.ok(), outcome ? "" : outcome.error().sentence().c_str());
      QVERIFY(outcome->history.back().training.at("loss") < outcome->history.front().training.at("loss"));
      weights.push_back(weightsIn(run.folder));
    }
    QVERIFY(weights[0] == weights[1]);
    QTemporaryDir full;
    auto run = tinyRun(kind, full.path());
    run.config.epochs = 6;
    run.config.augmentation = AugmentationSpec::none();
    QVERIFY(train(run, {}).ok());
    QCOMPARE(weightsIn(run.folder) != weights[0], isBfloat16Fast()); // elsewhere both are in full precision
  }

  void stoppedAndResumedGivesTheSameBits_data() {
    QTest::addColumn<NetworkKind>("kind");
    QTest::addColumn<int>("stopAt");
    QTest::addColumn<int>("workers");
    QTest::addColumn<int>("threads");
    QTest::newRow("within an epoch") << NetworkKind::cornersHeatmap << 3 << 1 << 1;
    QTest::newRow("after an epoch") << NetworkKind::cornersHeatmap << 4 << 3 << 1;
    QTest::newRow("two threads") << NetworkKind::cornersHeatmap << 2 << 2 << 2;
    QTest::newRow("depth") << NetworkKind::rimDepth << 6 << 2 << 1;
    QTest::newRow("with dropout") << NetworkKind::cornersRegression << 5 << 2 << 1;
    QTest::newRow("classes") << NetworkKind::classifier << 5 << 2 << 1;
    QTest::newRow("denoiser") << NetworkKind::depthDenoiser << 5 << 2 << 1;
  }
  void stoppedAndResumedGivesTheSameBits() {
    QFETCH(NetworkKind, kind);
    QFETCH(int, stopAt);
    QFETCH(int, workers);
    QFETCH(int, threads);
    QTemporaryDir whole, parts;
    auto inOne = tinyRun(kind, whole.path());
    inOne.config.threads = threads;
    const auto once = train(inOne, {});
    QVERIFY2(once.ok(), once ? "" : once.error().sentence().c_str());

    auto run = tinyRun(kind, parts.path());
    run.config.workers = workers;
    run.config.threads = threads;
    int steps = 0;
    TrainingEvents events;
    events.onStep = [&](const StepReport&) { ++steps; };
    const auto stopped = train(run, events, stopAfter(steps, stopAt));
    QVERIFY(!stopped.ok());
    QCOMPARE(stopped.error().code, ErrorCode::cancelled);
    QCOMPARE(steps, stopAt);
    run.resume = true;
    const auto resumed = train(run, events);
    QVERIFY2(resumed.ok(), resumed ? "" : resumed.error().sentence().c_str());
    QCOMPARE(steps, 2 * 4);
    compareHistories(once->history, resumed->history);
    QVERIFY(weightsIn(run.folder) == weightsIn(whole.path().toStdString()));
  }

  void killedAndResumedGivesTheSameBits() {
    QTemporaryDir whole, parts;
    const auto once = train(tinyRun(NetworkKind::cornersHeatmap, whole.path()), {});
    QVERIFY(once.ok());
    // A program of its own, since a process with threads cannot be copied.
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {"--train-until-killed", parts.path()});
    QVERIFY(child.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(child.canReadLine(), 120000); // the first epoch is over
    ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);

    auto run = tinyRun(NetworkKind::cornersHeatmap, parts.path());
    run.resume = true;
    int steps = 0;
    TrainingEvents events;
    events.onStep = [&](const StepReport&) { ++steps; };
    const auto resumed = train(run, events);
    QVERIFY2(resumed.ok(), resumed ? "" : resumed.error().sentence().c_str());
    QCOMPARE(steps, 4);
    compareHistories(once->history, resumed->history);
    QVERIFY(weightsIn(run.folder) == weightsIn(whole.path().toStdString()));
  }

  void waitsWhilePaused() {
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::cornersHeatmap, folder.path());
    run.config.epochs = 1;
    int asked = 0;
    std::vector<int> askedAtStep;
    TrainingEvents events;
    events.isPaused = [&] { return ++asked < 5; };
    events.onStep = [&](const StepReport&) { askedAtStep.push_back(asked); };
    QVERIFY(train(run, events).ok());
    QCOMPARE(askedAtStep.size(), std::size_t(4));
    QVERIFY(askedAtStep.front() >= 5);
  }

  void aFinishedTrainingGoesOnWithMoreEpochs() {
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::cornersHeatmap, folder.path());
    run.config.epochs = 1;
    QVERIFY(train(run, {}).ok());
    run.resume = true;
    run.config.epochs = 3;
    std::vector<double> rates;
    TrainingEvents events;
    events.onStep = [&](const StepReport& report) { rates.push_back(report.learningRate); };
    const auto outcome = train(run, events);
    QVERIFY2(outcome.ok(), outcome ? "" : outcome.error().sentence().c_str());
    QCOMPARE(outcome->history.size(), std::size_t(3));
    QCOMPARE(rates.size(), std::size_t(8)); // four steps an epoch
    QVERIFY(rates.front() > rates.back());
    run.config.learningRate *= 2;
    QVERIFY(!train(run, {}).ok());
  }

  void oneTrainingAtATimeInAFolder() {
    QTemporaryDir folder;
    const auto run = tinyRun(NetworkKind::cornersHeatmap, folder.filePath("run"));
    std::optional<Error> other;
    TrainingEvents events;
    events.onStep = [&](const StepReport& report) {
      if (report.step > 1) return;
      const auto second = train(tinyRun(NetworkKind::cornersRegression, folder.filePath("run")), {});
      if (!second) other = second.error();
    };
    QVERIFY(train(run, events).ok());
    QVERIFY(other);
    QCOMPARE(other->code, ErrorCode::tryAgain);
    QVERIFY2(other->what.find("another training is running") != std::string::npos, other->what.c_str());
    // Done, it is free again.
    auto again = run;
    again.resume = true;
    QVERIFY(train(again, {}).ok());
  }

  void otherPeoplesFilesStay() {
    QTemporaryDir folder;
    const auto run = tinyRun(NetworkKind::cornersHeatmap, folder.path());
    for (const char* name : {"config.json", "history.json", "best.pt"}) {
      const fs::path file = run.folder / name;
      QVERIFY(writeFileAtomically(file, "{\"mine\": 1}").ok());
      const auto refused = train(run, {});
      QVERIFY(!refused.ok());
      QVERIFY2(refused.error().what.find(name) != std::string::npos, refused.error().what.c_str());
      QCOMPARE(readFile(file).value(), std::string("{\"mine\": 1}"));
      fs::remove(file);
    }
    // What a training left that ended before its first checkpoint is none of these.
    QVERIFY(writeFileAtomically(run.folder / "config.json", trainingConfigJson(run.config)).ok());
    QVERIFY(train(run, {}).ok());
  }

  void aNetworkThatWasRemovedIsExportedAgain() {
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::cornersHeatmap, folder.path());
    run.config.epochs = 1;
    const auto first = train(run, {});
    QVERIFY(first.ok());
    const auto weights = readFile(first->manifest.parent_path() / "network.pt").value();
    fs::remove_all(run.folder / "export");
    run.resume = true;
    const auto again = train(run, {});
    QVERIFY(again.ok());
    QVERIFY(fs::exists(again->manifest));
    QVERIFY(!weights.empty() && fs::exists(again->manifest.parent_path() / "network.pt"));
  }

  void endsWhereNothingGetsBetter() {
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::cornersHeatmap, folder.path());
    run.config.epochs = 50;
    run.config.patience = 2;
    run.config.learningRate = 1e-9;
    const auto outcome = train(run, {});
    QVERIFY(outcome.ok());
    QVERIFY(outcome->stoppedEarly);
    QCOMPARE(static_cast<int>(outcome->history.size()), outcome->bestEpoch + 2);
  }

  void oneLookIsJudgedByThatLook() {
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::cornersHeatmap, folder.path());
    run.config.epochs = 1;
    run.config.closeUpShare = run.config.rectifiedShare = 0;
    const auto outcome = train(run, {});
    QVERIFY2(outcome.ok(), outcome ? "" : outcome.error().sentence().c_str());
    const auto& measures = outcome->history.front().validation;
    QVERIFY(measures.contains("polygon_iou"));
    QVERIFY(!measures.contains("closeup_polygon_iou") && !measures.contains("rectified_polygon_iou"));
  }

  void startsFromOtherWeights() {
    QTemporaryDir first, second;
    auto run = tinyRun(NetworkKind::cornersHeatmap, first.path());
    QVERIFY(train(run, {}).ok());
    for (const char* file : {"best.pt", "checkpoint.pt", "export/tiny/network.pt"}) {
      auto next = tinyRun(NetworkKind::cornersHeatmap, second.path());
      next.config.epochs = 1;
      next.config.learningRate = 1e-9;
      next.config.initialWeights = (run.folder / file).string();
      const auto outcome = train(next, {});
      QVERIFY2(outcome.ok(), outcome ? "" : outcome.error().sentence().c_str());
    }
    auto wider = tinyRun(NetworkKind::cornersHeatmap, second.path());
    wider.config.channels = {8, 16};
    wider.config.epochs = 1;
    wider.config.initialWeights = (run.folder / "checkpoint.pt").string();
    const auto grown = train(wider, {});
    QVERIFY2(grown.ok(), grown ? "" : grown.error().sentence().c_str());
    auto other = tinyRun(NetworkKind::cornersHeatmap, second.path());
    other.config.channels = {8, 10};
    other.config.initialWeights = (run.folder / "checkpoint.pt").string();
    const auto refused = train(other, {});
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::badInput);
    QVERIFY2(refused.error().what.find("another shape") != std::string::npos, refused.error().what.c_str());
  }

  void aDamagedCheckpointIsRefused() {
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::cornersHeatmap, folder.path());
    run.config.epochs = 1;
    QVERIFY(train(run, {}).ok());
    const auto whole = readFile(run.folder / "checkpoint.pt").value();
    run.resume = true;
    auto flipped = whole;
    // Long enough to touch more than the padding between tensors.
    for (std::size_t k = whole.size() / 2; k < whole.size() / 2 + 512; ++k)
      flipped[k] = static_cast<char>(flipped[k] ^ 1);
    for (const std::string& bytes : {whole.substr(0, whole.size() / 2), std::string("nothing"), flipped}) {
      QVERIFY(writeFileAtomically(run.folder / "checkpoint.pt", bytes).ok());
      const auto refused = train(run, {});
      QVERIFY(!refused.ok());
      QCOMPARE(refused.error().code, ErrorCode::badInput);
      QVERIFY2(refused.error().what.find("damaged") != std::string::npos, refused.error().what.c_str());
      QCOMPARE(readFile(run.folder / "checkpoint.pt").value(), bytes);
    }
    QVERIFY(writeFileAtomically(run.folder / "checkpoint.pt", whole).ok());
    run.config.learningRate *= 2;
    const auto refused = train(run, {});
    QVERIFY(!refused.ok());
    QVERIFY2(refused.error().what.find("another configuration") != std::string::npos,
             refused.error().what.c_str());
    // The configuration to go on with still lies there.
    const auto kept = loadTrainingConfig(run.folder / "config.json");
    QVERIFY(kept.ok());
    QCOMPARE(kept->learningRate, run.config.learningRate / 2);
  }

  void samplesThatLackSomethingArePassedOver() {
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::cornersHeatmap, folder.path());
    run.config.epochs = 1;
    auto boxes = std::make_shared<Boxes>(8, 0);
    boxes->samples_[3].keypoints.clear();
    run.training = boxes;
    QVERIFY(train(run, {}).ok());
    for (auto& sample : boxes->samples_)
      sample.keypoints.clear();
    const auto refused = train(run, {});
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::badInput);
    QVERIFY2(refused.error().what.find("0 corners") != std::string::npos, refused.error().what.c_str());
  }

  void fewSamplesThatAreWholeAreEnough() {
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::cornersHeatmap, folder.path());
    auto boxes = std::make_shared<Boxes>(60, 0);
    for (std::size_t k = 0; k < 60; ++k)
      if (k % 20 != 7) boxes->samples_[k].keypoints.clear();
    run.training = boxes;
    const auto outcome = train(run, {});
    QVERIFY2(outcome.ok(), outcome ? "" : outcome.error().sentence().c_str());
  }

  // Neither term, and the layers that they alone reach have no moments to keep.
  void goesOnWithoutTheTermsThatReachSomeLayers() {
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::rimDepth, folder.path());
    run.config.loss.fill = run.config.loss.ratio = 0;
    int steps = 0;
    TrainingEvents events;
    events.onStep = [&](const StepReport&) { ++steps; };
    QCOMPARE(train(run, events, stopAfter(steps, 3)).error().code, ErrorCode::cancelled);
    run.resume = true;
    const auto resumed = train(run, events);
    QVERIFY2(resumed.ok(), resumed ? "" : resumed.error().sentence().c_str());
  }

  void nothingIsWrittenBeforeItIsReady_data() {
    QTest::addColumn<QString>("wrong");
    for (const char* wrong : {"", "weights of another shape", "samples without depth", "refused", "stopped"})
      QTest::newRow(*wrong ? wrong : "nothing") << wrong;
  }
  void nothingIsWrittenBeforeItIsReady() {
    QFETCH(QString, wrong);
    QTemporaryDir first, second;
    auto run = tinyRun(NetworkKind::rimDepth, second.filePath("run"));
    if (wrong == "weights of another shape") {
      auto other = tinyRun(NetworkKind::cornersHeatmap, first.path());
      other.config.epochs = 1;
      QVERIFY(train(other, {}).ok());
      run.config.initialWeights = (other.folder / "best.pt").string();
    }
    if (wrong == "samples without depth") {
      const auto lacking = std::make_shared<Boxes>(16, 0);
      for (auto& sample : lacking->samples_)
        sample.depth = {};
      run.training = lacking;
    }
    int ready = 0, steps = 0;
    TrainingEvents events;
    events.onReady = [&]() -> Result<void> {
      ++ready;
      if (fs::exists(run.folder) || steps > 0) return Error{ErrorCode::badInput, "too late", {}, {}};
      if (wrong == "refused") return Error{ErrorCode::badInput, "refused", {}, {}};
      return {};
    };
    events.onStep = [&](const StepReport&) { ++steps; };
    const auto outcome = train(run, events, wrong == "stopped" ? stopAfter(steps, 0) : Progress{});
    if (wrong.isEmpty()) {
      QVERIFY2(outcome.ok(), outcome ? "" : outcome.error().sentence().c_str());
      QCOMPARE(ready, 1);
      return;
    }
    QVERIFY(!outcome.ok());
    QCOMPARE(ready, wrong == "refused" ? 1 : 0);
    if (wrong == "refused") QCOMPARE(outcome.error().what, std::string("refused"));
    QVERIFY(!fs::exists(run.folder));
  }

  void underAnotherNameTheNetworkLiesThere() {
    QTemporaryDir folder;
    auto run = tinyRun(NetworkKind::cornersHeatmap, folder.path());
    const auto once = train(run, {});
    QVERIFY(once.ok());
    run.resume = true;
    run.config.id = "renamed";
    TrainingEvents refusing;
    refusing.onReady = []() -> Result<void> { return Error{ErrorCode::badInput, "refused", {}, {}}; };
    QVERIFY(!train(run, refusing).ok());
    QVERIFY(!fs::exists(run.folder / "export/renamed"));
    const auto again = train(run, {});
    QVERIFY2(again.ok(), again ? "" : again.error().sentence().c_str());
    QCOMPARE(again->manifest, run.folder / "export/renamed/manifest.json");
    QVERIFY(fs::exists(again->manifest));
    QVERIFY(fs::exists(again->manifest.parent_path() / "network.pt"));
  }

  void aMissingModuleIsTold() {
    QTemporaryDir folder;
    qputenv("FILLSCOPE_MODULES", folder.path().toUtf8());
    const auto result = train(tinyRun(NetworkKind::cornersHeatmap, folder.path()), {});
    qunsetenv("FILLSCOPE_MODULES");
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::unsupported);
    QVERIFY2(result.error().what.find("libfillscope_learning.so") != std::string::npos,
             result.error().what.c_str());
  }
};

} // namespace fillscope

/// Says when the first epoch is over, then waits for its end within the second.
static int trainUntilKilled(const QString& folder) {
  const auto run = fillscope::tinyRun(fillscope::NetworkKind::cornersHeatmap, folder);
  fillscope::TrainingEvents events;
  events.onStep = [](const fillscope::StepReport& report) {
    if (report.step < 6) return;
    std::fputs("trained\n", stdout);
    std::fflush(stdout);
    for (;;)
      ::pause();
  };
  return fillscope::train(run, events).ok() ? 0 : 1;
}

int main(int argc, char** argv) {
  QCoreApplication application(argc, argv);
  if (argc == 3 && std::string(argv[1]) == "--train-until-killed")
    return trainUntilKilled(QString::fromLocal8Bit(argv[2]));
  fillscope::TestTrainer test;
  return QTest::qExec(&test, argc, argv);
}

#include "test_trainer.moc"
