// A training from the window: started, watched, paused, stopped, gone on with after the window went, finished
// and taken into use.
#include "app/gui/augment_page.h"
#include "app/gui/dataset_page.h"
#include "app/gui/notice_bar.h"
#include "app/gui/spec_knobs.h"
#include "app/gui/train_form.h"
#include "app/gui/train_page.h"
#include "core/annotation/rim.h"
#include "core/base/counter_random.h"
#include "core/base/file_io.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/formats/via_project.h"
#include "core/learning/examples.h"
#include "core/learning/network_folder.h"
#include "core/workflow/synthesise.h"
#include "tests/app/gui/window_fixture.h"
#include "widgets/fold_section.h"
#include "widgets/learning_curves.h"
#include "widgets/picture_grid.h"
#include "widgets/scale_chooser.h"
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

constexpr int longWait = 120000, epochsInAll = 20;

TrainingPlan tinyPlan(const std::filesystem::path& folder) {
  TrainingPlan plan;
  plan.config = defaultConfig(NetworkKind::cornersHeatmap);
  plan.config.id = "tiny-corners";
  plan.config.channels = {8, 8, 8, 8};
  plan.config.blocks = {1, 1, 1, 1};
  plan.config.inputSize = 64;
  plan.config.batch = 4;
  plan.config.epochs = epochsInAll;
  plan.config.warmUpSteps = 2;
  plan.config.workers = 1;
  plan.config.threads = 1;
  plan.data.photo.width = 64;
  plan.data.photo.height = 48;
  plan.data.count = 24;
  plan.folder = folder;
  return plan;
}

TrainingConfig tinyDenoiser() {
  TrainingConfig config = defaultConfig(NetworkKind::depthDenoiser);
  config.id = "tiny";
  config.channels = {4, 4};
  config.blocks = {0, 0};
  config.inputSize = 32;
  config.batch = 4;
  config.epochs = 2;
  config.workers = config.threads = 1;
  return config;
}

std::string textOf(const std::filesystem::path& file) {
  const Result<std::string> text = readFile(file);
  return text ? *text : std::string();
}

} // namespace

class TestWindowTrain : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    open();
  }
  void cleanup() { fixture_.reset(); }

  void aTrainingIsWatchedPausedStoppedResumedAndUsed() {
    const std::filesystem::path folder = fixture_->path("run");
    QVERIFY(page().form().isEnabled());
    page().form().setPlan(tinyPlan(folder));
    QSignalSpy epochs(&training(), &TrainController::epochEnded),
        steps(&training(), &TrainController::stepped);
    press("trainStart");
    QCOMPARE(training().state(), TrainController::State::running);
    QVERIFY(!page().form().isEnabled());
    QVERIFY(!button("trainStart")->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(epochs.count() >= 1, longWait);
    QVERIFY(page().curves().epochCount() >= 1);
    QVERIFY(page().curves().figures().contains(QStringLiteral("loss")));
    QVERIFY(!page().curves().shownTraining().empty());
    const auto* named = page().curves().findChild<QComboBox*>();
    for (int i = 0; i < named->count(); ++i)
      QVERIFY2(named->itemText(i) != named->itemData(i).toString(), qPrintable(named->itemText(i)));
    QVERIFY(named->findData(QStringLiteral("loss_heatmap")) >= 0 &&
            named->findData(QStringLiteral("heatmap")) < 0);
    for (const char* id : {"mean_error_percent", "closeup_pck02", "rectified_mean_error_percent",
                           "rectified_pck02", "rectified_polygon_iou"}) {
      const int index = named->findData(QLatin1String(id));
      QVERIFY2(index >= 0 && named->itemText(index) != QLatin1String(id), id);
    }
    QVERIFY(page().predictions().shownCount() >= 1);
    QCOMPARE(page().predictions().tiles().front().outlines.size(), std::size_t(2));
    QVERIFY(steps.count() > 0);

    // The job at the foot of the window says how long it takes: two figures would differ.
    const QString details = page().findChild<QLabel*>(QStringLiteral("trainDetails"))->text();
    QVERIFY2(!details.contains(QStringLiteral(" s left")), qPrintable(details));

    press("trainPause");
    QCOMPARE(training().state(), TrainController::State::paused);
    const auto countsNoTime = [&] { return fixture_->context->jobs.jobs().at(0).paused; };
    QVERIFY(countsNoTime());
    QTest::qWait(600); // the step under way ends
    const auto paused = steps.count();
    QTest::qWait(400);
    QCOMPARE(steps.count(), paused);
    QCOMPARE(button("trainPause")->text(), QStringLiteral("Continue"));
    press("trainPause");
    QCOMPARE(training().state(), TrainController::State::running);
    QVERIFY(!countsNoTime());

    QSignalSpy stopped(&training(), &TrainController::stopped);
    press("trainStop");
    QVERIFY(stopped.count() > 0 || stopped.wait(longWait));
    QVERIFY(TrainController::hasCheckpoint(folder));
    QVERIFY(button("trainResume")->isEnabled());
    QVERIFY2(button("trainUse")->isEnabled(), "the best network so far");
    const int seen = page().curves().epochCount();
    QVERIFY(seen < epochsInAll);

    // Another window, as after a crash: the folder says what was trained and from what.
    fixture_->restart();
    open();
    fixture_->prompts.paths = {toText(folder)};
    QSignalSpy finished(&training(), &TrainController::finished);
    press("trainResume");
    QCOMPARE(page().form().plan().config.id, std::string("tiny-corners"));
    QCOMPARE(page().form().plan().data.count, 24);
    QVERIFY(page().curves().epochCount() >= seen - 1);
    QVERIFY(finished.wait(longWait));
    QCOMPARE(page().curves().epochCount(), epochsInAll);
    QCOMPARE(page().curves().shownValidation().size(), std::size_t(epochsInAll));
    QVERIFY(button("trainUse")->isEnabled());
    QVERIFY(fixture_->waitIdle());

    // All are done: it says what to do, and the field for it is ready.
    fixture_->prompts.paths = {toText(folder)};
    press("trainResume");
    QCOMPARE(training().state(), TrainController::State::idle);
    QVERIFY(page()
                .findChild<QLabel*>(QStringLiteral("trainHeadline"))
                ->text()
                .startsWith(QStringLiteral("All ")));
    QVERIFY(page()
                .findChild<QLabel*>(QStringLiteral("trainDetails"))
                ->text()
                .contains(QStringLiteral("raise Epochs")));
    const auto* typed = qobject_cast<QAbstractSpinBox*>(fixture_->window->focusWidget());
    QVERIFY(typed && typed->text().toInt() == epochsInAll);

    // More epochs are asked for in the form, and it goes on to them.
    TrainingPlan longer = page().form().plan();
    longer.config.epochs = epochsInAll + 2;
    page().form().setPlan(longer);
    fixture_->prompts.paths = {toText(folder)};
    press("trainResume");
    QCOMPARE(page().form().plan().config.epochs, epochsInAll + 2);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, longWait);
    QCOMPARE(page().curves().epochCount(), epochsInAll + 2);
    QVERIFY(fixture_->waitIdle());

    QSignalSpy changed(&fixture_->context->predict, &PredictController::networksChanged);
    press("trainUse");
    QVERIFY(changed.wait(longWait));
    QVERIFY(std::filesystem::exists(fixture_->path("models/tiny-corners/manifest.json")));
    QVERIFY(fixture_->context->networkChoice.inUse(NetworkUse::corners) == QStringLiteral("tiny-corners"));
    // Again: it asks before it replaces one.
    press("trainUse");
    QCOMPARE(fixture_->prompts.questions.size(), std::size_t(1));

    fixture_->prompts.choices = {Choice::keepBoth};
    QSignalSpy installed(&training(), &TrainController::installed);
    press("trainUse");
    QVERIFY(installed.wait(longWait));
    const std::filesystem::path second = fixture_->path("models/tiny-corners-2/manifest.json");
    QCOMPARE(loadManifest(second)->id, std::string("tiny-corners-2"));
    QVERIFY2(textOf(second).find("x-validation") != std::string::npos, "what else the manifest says");
    QCOMPARE(loadManifest(fixture_->path("models/tiny-corners/manifest.json"))->id,
             std::string("tiny-corners"));
    QTRY_COMPARE(fixture_->context->networkChoice.inUse(NetworkUse::corners),
                 QStringLiteral("tiny-corners-2"));
  }

  void aResumedTrainingShowsNothingOfTheOneBefore() {
    TrainingPlan plan = tinyPlan(fixture_->path("run"));
    plan.config.epochs = 1;
    page().form().setPlan(plan);
    QSignalSpy finished(&training(), &TrainController::finished);
    press("trainStart");
    QVERIFY(finished.count() > 0 || finished.wait(longWait));
    QVERIFY(page().predictions().shownCount() >= 1);
    const auto* progress = page().findChild<QProgressBar*>();
    QVERIFY(progress->isVisible());
    QCOMPARE(progress->value(), progress->maximum());
    fixture_->prompts.paths = {toText(fixture_->path("nothing"))};
    press("trainResume");
    const auto* headline = page().findChild<QLabel*>(QStringLiteral("trainHeadline"));
    QCOMPARE(headline->text(), QStringLiteral("Failed"));
    QVERIFY2(!progress->isVisible(), "full over a failure");
    // It has reached its end: no step is left.
    fixture_->prompts.paths = {toText(plan.folder)};
    press("trainResume");
    QCOMPARE(page().predictions().shownCount(), 0);
    QCOMPARE(headline->text(), QStringLiteral("Its one epoch is done"));
    QVERIFY(button("trainUse")->isEnabled());
  }

  void theLegendFitsWhatIsShown() {
    SamplePrediction corners, depth, classes;
    corners.picture = depth.picture = classes.picture = Image(8, 6, 3);
    corners.truth = corners.predicted = {{1, 1}, {7, 1}, {7, 5}, {1, 5}};
    depth.trueDepth = depth.predictedDepth = Raster<float>(8, 6, 1, 1.0f);
    classes.trueClass = classes.predictedClass = "OK";
    classes.evidence = Raster<float>(8, 6, 1, 0.5f);
    const auto legendOf = [this](const SamplePrediction& prediction) {
      auto report = std::make_shared<EpochReport>();
      report->predictions = {prediction};
      Q_EMIT training().epochEnded(report);
      for (const auto* label : page().findChildren<QLabel*>())
        if (label->text().startsWith(QStringLiteral("Pictures kept back"))) return label->text();
      return QString();
    };
    QVERIFY(legendOf(corners).contains(QStringLiteral("dashed")));
    QVERIFY(legendOf(classes).contains(QStringLiteral("Warm colours")));
    QVERIFY2(legendOf(depth).contains(QStringLiteral("true depth at the left")), qPrintable(legendOf(depth)));
    QVERIFY(!legendOf(depth).contains(QStringLiteral("dashed")));
  }

  void aNewTrainingClearsTheErrorOfTheLast() {
    const NoticeBar& notice = fixture_->window->noticeBar();
    fixture_->prompts.paths = {toText(fixture_->path("nothing"))}; // no training lies there
    press("trainResume");
    QVERIFY(notice.isVisible());
    QVERIFY2(notice.text().contains("no training lies in this folder"), qPrintable(notice.text()));
    std::filesystem::create_directories(fixture_->path("nothing"));
    QVERIFY(
        writeFileAtomically(fixture_->path("nothing/config.json"), trainingConfigJson(tinyPlan({}).config))
            .ok());
    fixture_->prompts.paths = {toText(fixture_->path("nothing"))};
    press("trainResume");
    QVERIFY2(notice.text().contains("fillscope-cli train … --resume"), qPrintable(notice.text()));
    TrainingPlan plan = tinyPlan(fixture_->path("run"));
    page().form().setPlan(plan);
    QSignalSpy steps(&training(), &TrainController::stepped);
    press("trainStart");
    QVERIFY(!notice.isVisible());
    QVERIFY(steps.count() > 0 || steps.wait(longWait));
    QSignalSpy stopped(&training(), &TrainController::stopped);
    training().stop();
    QVERIFY(stopped.count() > 0 || stopped.wait(longWait));
  }

  void aFolderThatHoldsATrainingIsNotOverwrittenUnasked() {
    const std::filesystem::path folder = fixture_->path("run");
    std::filesystem::create_directories(folder);
    QVERIFY(writeFileAtomically(folder / "checkpoint.pt", "earlier").ok());
    page().form().setPlan(tinyPlan(folder));
    press("trainStart");
    QCOMPARE(fixture_->prompts.questions.size(), std::size_t(1));
    QCOMPARE(training().state(), TrainController::State::idle);
  }

  void startingAnewLeavesNothingOfTheEarlierTraining() {
    const std::filesystem::path folder = writeEarlier("earlier");
    page().form().setPlan(tinyPlan(folder));
    fixture_->prompts.choices = {Choice::overwrite};
    QSignalSpy steps(&training(), &TrainController::stepped);
    press("trainStart");
    QVERIFY(steps.wait(longWait));
    QVERIFY(!std::filesystem::exists(folder / "export/earlier"));
    QVERIFY(std::filesystem::exists(folder / "notes.txt"));
    for (const char* name : {"checkpoint.pt", "best.pt", "history.json"})
      QVERIFY2(textOf(folder / name) != "earlier", name);
    QSignalSpy stopped(&training(), &TrainController::stopped);
    training().stop();
    QVERIFY(stopped.count() > 0 || stopped.wait(longWait));
    const Result<TrainingPlan> plan = TrainController::planOf(folder);
    QVERIFY(plan.ok());
    QCOMPARE(plan->config.id, std::string("tiny-corners"));
  }

  void anEarlierTrainingStaysWhereTheNewOneCannotBegin_data() {
    QTest::addColumn<QString>("weights");
    QTest::newRow("data that does not open") << "";
    QTest::newRow("weights of the earlier training") << "earlier/export/earlier/network.pt";
    QTest::newRow("weights that do not lie there") << "elsewhere/network.pt";
    QTest::newRow("weights that are none") << "notes/network.pt";
  }
  void anEarlierTrainingStaysWhereTheNewOneCannotBegin() {
    QFETCH(QString, weights);
    const std::filesystem::path folder = writeEarlier("earlier");
    TrainingPlan plan = tinyPlan(folder);
    std::filesystem::create_directories(folder.parent_path() / "notes");
    QVERIFY(writeFileAtomically(folder.parent_path() / "notes/network.pt", "no weights").ok());
    if (weights.isEmpty())
      plan.data.synthetic = false, plan.data.place = fixture_->path("nowhere");
    else
      plan.config.initialWeights = (folder.parent_path() / weights.toStdString()).string();
    page().form().setPlan(plan);
    fixture_->prompts.choices = {Choice::overwrite};
    QSignalSpy failed(&training(), &TrainController::failed);
    press("trainStart");
    QVERIFY(failed.count() > 0 || failed.wait(longWait));
    for (const char* name : {"checkpoint.pt", "best.pt", "history.json", "export/earlier/manifest.json"})
      QVERIFY2(textOf(folder / name) == "earlier", name);
    QVERIFY(!std::filesystem::exists(folder / "data.json"));
  }

  void whatHadNotBegunLeavesTheEarlierTraining() {
    const std::filesystem::path folder = writeEarlier("earlier");
    page().form().setPlan(tinyPlan(folder));
    fixture_->prompts.choices = {Choice::overwrite};
    QSignalSpy stopped(&training(), &TrainController::stopped);
    press("trainStart");
    training().stop(); // before its thread has anything ready
    QVERIFY(stopped.count() > 0 || stopped.wait(longWait));
    const bool kept = stopped.front().front().toBool();
    QCOMPARE(textOf(folder / "checkpoint.pt") == "earlier", !kept);
    bool said = false;
    for (const auto* label : page().findChildren<QLabel*>())
      said = said || label->text().contains(kept ? "Resume goes on" : "the folder is as it was");
    QVERIFY(said);
  }

  void theWindowBeginsWithTheNetworksPreset() {
    QCOMPARE(page().form().plan().config, defaultConfig(NetworkKind::cornersHeatmap));
  }

  void aChangeThatTheNetworkCannotTakeIsNotOffered() {
    auto* kind = page().findChild<QComboBox*>(QStringLiteral("networkKind"));
    AugmentPage& augment = fixture_->window->datasetPage().augment();
    const auto isOffered = [&augment](const char* name) {
      const int knob = augmentationKnobs(NetworkKind::rimDepth).find(QLatin1String(name));
      return knob >= 0 && !augment.knobs().field(knob)->isHidden();
    };
    const auto* lead = augment.findChild<QLabel*>(QStringLiteral("augmentLead"));
    for (const NetworkKind network : networkKinds) {
      const int index = kind->findData(static_cast<int>(network));
      kind->setCurrentIndex(index);
      Q_EMIT kind->activated(index);
      const bool moved = network != NetworkKind::depthDenoiser;
      const bool taken = network != NetworkKind::rimDepth && moved;
      QCOMPARE(isOffered("Perspective"), taken);
      QCOMPARE(lead->text().contains(networkKindText(network)), !taken);
      for (const char* name : {"Moved at all", "Rotation", "Cut-out", "Arm or sheet"})
        QCOMPARE(isOffered(name), moved);
      QVERIFY(isOffered("Left to right") && isOffered("Gamma") && isOffered("Noise"));
      const AugmentationSpec preset = fixture_->context->learning.augmentation();
      QCOMPARE(preset, defaultConfig(network).augmentation);
      fixture_->context->learning.setAugmentation(AugmentationSpec::none());
      for (auto* button : augment.findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Defaults")) button->click();
      QCOMPARE(fixture_->context->learning.augmentation(), preset);
      AugmentationSpec turned = preset;
      if (taken) turned.perspective = 0.2;
      fixture_->context->learning.setAugmentation(turned);
      QVERIFY(page().form().plan().config.check().ok());
    }
  }

  void aDenoiserIsTrainedFromPairsAndUsed() {
    // A slope, and what a camera makes of it.
    const std::filesystem::path data = fixture_->path("pairs");
    std::filesystem::create_directories(data);
    CounterRandom random(7);
    for (int number = 1; number <= 8; ++number) {
      DepthMap truth, measured;
      truth.values = measured.values = Raster<float>(48, 40);
      for (int y = 0; y < 40; ++y)
        for (int x = 0; x < 48; ++x) {
          truth.values.at(x, y) = static_cast<float>(1 + 0.002 * (x + number));
          const bool hole = (x + y) % 13 == 0;
          measured.values.at(x, y) =
              hole ? 0.0f : truth.values.at(x, y) + static_cast<float>(random.between(-0.005, 0.005));
        }
      const std::string ending = "-" + std::to_string(number) + ".png";
      QVERIFY(saveDepth(truth, data / ("gt" + ending), 1e-4).ok());
      QVERIFY(saveDepth(measured, data / ("res" + ending), 1e-4).ok());
    }
    auto* kind = page().findChild<QComboBox*>(QStringLiteral("networkKind"));
    Q_EMIT kind->activated(kind->findText(QStringLiteral("Measured depth, denoised")));
    auto* source = page().findChild<QComboBox*>(QStringLiteral("dataSource"));
    QVERIFY(source->isEnabled()); // the generator has a depth camera
    QCOMPARE(source->itemText(1), QStringLiteral("Pairs of depth maps"));
    auto* scale = page().findChild<ScaleChooser*>();
    QVERIFY(!scale->isVisible());
    Q_EMIT source->activated(1);
    QVERIFY(scale->isVisible());
    TrainingPlan plan = page().form().plan();
    QCOMPARE(plan.config, defaultConfig(NetworkKind::depthDenoiser));
    plan.config = tinyDenoiser();
    plan.config.validationShare = 0.25;
    plan.data.place = data;
    plan.folder = fixture_->path("run");
    page().form().setPlan(plan);
    QSignalSpy finished(&training(), &TrainController::finished),
        failed(&training(), &TrainController::failed);
    press("trainStart");
    QVERIFY(failed.count() > 0 || failed.wait(longWait));
    QVERIFY(failed.front().front().value<Error>().what.find("nobody has told") != std::string::npos);
    Q_EMIT scale->edited(1e-4);
    press("trainStart");
    QVERIFY(finished.count() > 0 || finished.wait(longWait));
    QCOMPARE(failed.count(), 1);
    QCOMPARE(TrainingDataChoice::load(plan.folder)->depthScale, 1e-4);
    const auto* named = page().curves().findChild<QComboBox*>();
    for (const char* id : {"mae_mm", "mae_mm_before", "rmse_mm", "filled_abs_rel", "expected_error"}) {
      const int index = named->findData(QLatin1String(id));
      QVERIFY2(index >= 0 && named->itemText(index) != QLatin1String(id), id);
    }
    const GridTile& tile = page().predictions().tiles().front();
    QCOMPARE(tile.beside.size(), std::size_t(2)); // measured, answer, truth
    QCOMPARE(tile.beside.back().label, QStringLiteral("truth"));
    for (const GridTile::Part& part : tile.beside)
      QVERIFY(part.picture.size() == tile.picture.size() && part.picture != tile.picture);
    QVERIFY(fixture_->waitIdle());
    QSignalSpy installed(&training(), &TrainController::installed);
    press("trainUse");
    QVERIFY(installed.wait(longWait));
    QVERIFY2(fixture_->window->noticeBar().text().contains(QStringLiteral("Denoise in the Depth workspace")),
             qPrintable(fixture_->window->noticeBar().text()));
    QTRY_VERIFY(fixture_->context->networkChoice.inUse(NetworkUse::denoiser) == QStringLiteral("tiny"));
    QVERIFY(!fixture_->context->networkChoice.inUse(NetworkUse::pictureDepth));

    // What it learnt is used where depth was measured.
    writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(fixture_->path("boxes")));
    fixture_->setScale();
    QVERIFY(fixture_->waitIdle());
    fixture_->window->actions().action(QStringLiteral("measure.denoise"))->trigger();
    QVERIFY(fixture_->waitIdle());
    const std::vector<NamedDepth> maps = fixture_->context->depthMaps.of(0);
    QCOMPARE(maps.size(), std::size_t(2));
    QCOMPARE(maps[1].name, QStringLiteral("measured, denoised by tiny (error ≤ 10 mm)"));
  }

  void aDenoiserLearnsFromTheGeneratorsCamera() {
    auto* kind = page().findChild<QComboBox*>(QStringLiteral("networkKind"));
    Q_EMIT kind->activated(kind->findText(QStringLiteral("Measured depth, denoised")));
    TrainingPlan plan = tinyPlan(fixture_->path("run"));
    plan.config = tinyDenoiser();
    plan.config.epochs = 1000;
    page().form().setPlan(plan);
    QVERIFY(page().form().plan().data.synthetic);
    QSignalSpy epochs(&training(), &TrainController::epochEnded),
        failed(&training(), &TrainController::failed), stopped(&training(), &TrainController::stopped);
    press("trainStart");
    QTRY_VERIFY_WITH_TIMEOUT(epochs.count() >= 1 || failed.count() >= 1, longWait);
    QCOMPARE(failed.count(), 0);
    QVERIFY(page().predictions().shownCount() >= 1);
    training().stop();
    QVERIFY(stopped.count() > 0 || stopped.wait(longWait));
    const int seen = page().curves().epochCount();
    plan.config.epochs = seen + 1;
    page().form().setPlan(plan);
    fixture_->prompts.paths = {toText(plan.folder)};
    QSignalSpy finished(&training(), &TrainController::finished);
    press("trainResume");
    QVERIFY(finished.count() > 0 || finished.wait(longWait));
    QCOMPARE(kind->currentText(), QStringLiteral("Measured depth, denoised"));
    QCOMPARE(page().curves().epochCount(), seen + 1);
  }

  void settingsOfADenoiserAreLoaded() {
    const std::filesystem::path file = fixture_->path("denoiser.json");
    TrainingConfig config = defaultConfig(NetworkKind::depthDenoiser);
    config.noGreyShare = 0.8;
    QVERIFY(writeFileAtomically(file, trainingConfigJson(config)).ok());
    fixture_->prompts.paths = {toText(file)};
    for (auto* button : page().form().findChildren<QPushButton*>())
      if (button->text().startsWith(QStringLiteral("Load"))) button->click();
    QCOMPARE(page().form().plan().config, config);
  }

  void aNetworkWhoseWeightsDoNotFitIsNotTakenIntoUse() {
    const std::filesystem::path folder = fixture_->path("run/export/torn");
    ModelManifest manifest = manifestFor(tinyPlan({}).config);
    manifest.id = "torn";
    const Result<std::filesystem::path> file = writeNetworkFolder(folder, "weights", manifest, {});
    QVERIFY(file.ok());
    QSignalSpy failed(&training(), &TrainController::failed), taken(&training(), &TrainController::installed);
    training().install(*file, training().installedPlace(*file));
    QVERIFY(taken.count() > 0 || taken.wait(longWait));
    const std::filesystem::path place = training().installedPlace(*file);
    QVERIFY(std::filesystem::exists(place / "manifest.json"));
    QVERIFY(writeFileAtomically(folder / "network.pt", "half of other weights").ok());
    training().install(*file, training().installedPlace(*file));
    QVERIFY(failed.count() > 0 || failed.wait(longWait));
    QCOMPARE(textOf(place / "network.pt"), std::string("weights"));
  }

  void aStopThatCannotKeepTheStateSaysSo() {
    TrainingPlan plan = tinyPlan(fixture_->path("run"));
    plan.config.epochs = 1000;
    plan.config.samplesPerEpoch = 100000; // no epoch ends meanwhile
    page().form().setPlan(plan);
    QSignalSpy steps(&training(), &TrainController::stepped);
    press("trainStart");
    QVERIFY(steps.count() > 0 || steps.wait(longWait));
    std::filesystem::create_directories(plan.folder / "checkpoint.pt");
    QSignalSpy failed(&training(), &TrainController::failed), stopped(&training(), &TrainController::stopped);
    training().stop();
    QVERIFY(failed.count() > 0 || failed.wait(longWait));
    QCOMPARE(stopped.count(), 0);
    const auto* details = page().findChild<QLabel*>(QStringLiteral("trainDetails"));
    QVERIFY2(details->text().contains(QStringLiteral("No state is kept to go on from.")),
             qPrintable(details->text()));
    const auto* headline = page().findChild<QLabel*>(QStringLiteral("trainHeadline"));
    QCOMPARE(headline->text(), QStringLiteral("Stopped, and not all is kept"));
  }

  void onlyWhatANetworkUsesIsAsked_data() {
    QTest::addColumn<QStringList>("asked");
    QTest::addColumn<QStringList>("notAsked");
    const QStringList corners{"Close-ups", "Made square", "Rim in the square"}, told{"Size told"},
        far{"Farthest depth"}, depth{"SSIM", "L1", "Smoothness", "Scale-invariant log", "Gradient"},
        rim{"Content", "Fill", "Depth ratio"}, any{"Epochs", "Input", "bfloat16 on the CPU", "Id"};
    const QStringList notCorners = told + far + depth + rim + QStringList{"Loss of depth"};
    QTest::newRow("heat maps") << corners + any << notCorners;
    QTest::newRow("regression") << corners + any << notCorners;
    QTest::newRow("through the rim") << depth + rim + told + any << corners + far;
    QTest::newRow("U-Net") << depth + far + any << corners + rim + told;
    QTest::newRow("classes") << QStringList{"Classes alike"} + any << corners + notCorners;
    QTest::newRow("denoiser") << QStringList{"L1", "Gradient", "Expected error", "Holes", "Without picture"} +
                                     any
                              << corners + told + far + rim + QStringList{"SSIM", "Smoothness"};
  }
  void onlyWhatANetworkUsesIsAsked() {
    QFETCH(QStringList, asked);
    QFETCH(QStringList, notAsked);
    auto* kind = page().findChild<QComboBox*>(QStringLiteral("networkKind"));
    const QStringList rows{"heat maps", "regression", "through the rim", "U-Net", "classes", "denoiser"};
    const int chosen = int(rows.indexOf(QLatin1String(QTest::currentDataTag())));
    // Whatever was shown before leaves nothing behind.
    for (const int index : {(chosen + 2) % 6, chosen}) {
      kind->setCurrentIndex(index);
      Q_EMIT kind->activated(index);
    }
    for (auto* section : page().form().findChildren<FoldSection*>())
      section->setOpen(true);
    const auto shown = [this](const QString& name) {
      for (const auto* part : page().form().findChildren<QWidget*>())
        if (part->isVisible() && part->accessibleName() == name) return true;
      return false;
    };
    for (const QString& name : asked)
      QVERIFY2(shown(name), qPrintable(name));
    for (const QString& name : notAsked)
      QVERIFY2(!shown(name), qPrintable(name));
  }

  void aClassifierIsTrainedFromFoldersAndUsed() {
    const std::filesystem::path data = fixture_->path("repack");
    for (const char* name : {"OK", "NOK"})
      for (int k = 0; k < 8; ++k) {
        std::filesystem::create_directories(data / name);
        const auto grey = static_cast<std::uint8_t>(name[0] == 'O' ? 200 + 5 * k : 20 + 5 * k);
        QVERIFY(saveImage(Image(48, 32, 3, grey), data / name / (std::to_string(k) + ".png")).ok());
      }
    auto* kind = page().findChild<QComboBox*>(QStringLiteral("networkKind"));
    Q_EMIT kind->activated(kind->findText(QStringLiteral("Classes of pictures")));
    auto* source = page().findChild<QComboBox*>(QStringLiteral("dataSource"));
    QVERIFY(!source->isEnabled());
    QCOMPARE(source->currentText(), QStringLiteral("Pictures of known classes"));
    TrainingPlan plan = page().form().plan();
    QCOMPARE(plan.config.initialWeights, std::string("box-corners"));
    QVERIFY(!plan.data.synthetic);
    plan.config.id = "repack";
    plan.config.channels = {8, 8, 8, 8};
    plan.config.blocks = {1, 1, 1, 1};
    plan.config.inputSize = 64;
    plan.config.batch = 4;
    plan.config.epochs = 3;
    plan.config.workers = plan.config.threads = 1;
    plan.config.validationShare = 0.25;
    plan.config.initialWeights.clear();
    plan.data.place = data;
    plan.folder = fixture_->path("run");
    page().form().setPlan(plan);
    QSignalSpy finished(&training(), &TrainController::finished),
        failed(&training(), &TrainController::failed);
    press("trainStart");
    QVERIFY(finished.count() > 0 || finished.wait(longWait));
    QCOMPARE(failed.count(), 0);
    QVERIFY(page().curves().figures().contains(QStringLiteral("balanced_accuracy")));
    const GridTile& tile = page().predictions().tiles().front();
    QVERIFY(!tile.picture.isNull() && tile.beside.size() == 1);
    QCOMPARE(tile.beside.front().picture.size(), tile.picture.size());
    const QString label = tile.beside.front().label;
    QVERIFY2(label.contains(QStringLiteral("OK")), qPrintable(label));
    QVERIFY(fixture_->waitIdle());
    QSignalSpy installed(&training(), &TrainController::installed);
    press("trainUse");
    QVERIFY(installed.wait(longWait));
    QTRY_VERIFY(fixture_->context->networkChoice.inUse(NetworkUse::classes) == QStringLiteral("repack"));
    QCOMPARE(loadManifest(fixture_->path("models/repack/manifest.json"))->classes,
             (std::vector<std::string>{"NOK", "OK"}));
    // Back to a network that learns from scenes.
    Q_EMIT kind->activated(kind->findText(QStringLiteral("Corners by heat maps")));
    QVERIFY(source->isEnabled());
  }

  void theNewestFieldsAreSet() {
    auto* kind = page().findChild<QComboBox*>(QStringLiteral("networkKind"));
    const auto turn = [this](const char* name, double value) {
      for (auto* field : page().form().findChildren<QDoubleSpinBox*>())
        if (field->accessibleName() == QLatin1String(name)) field->setValue(value);
    };
    turn("Made square", 25);
    turn("Rim in the square", 55);
    for (auto* field : page().form().findChildren<QCheckBox*>())
      if (field->accessibleName() == QStringLiteral("bfloat16 on the CPU")) field->click();
    const TrainingConfig corners = page().form().plan().config;
    QCOMPARE(corners.rectifiedShare, 0.25);
    QCOMPARE(corners.rectifiedBoxShare, 0.55);
    QVERIFY(corners.cpuBfloat16);
    Q_EMIT kind->activated(kind->findText(QStringLiteral("Depth through the rim")));
    QCOMPARE(page().form().plan().config.knownSizeShare, defaultConfig(NetworkKind::rimDepth).knownSizeShare);
    turn("Size told", 40);
    QCOMPARE(page().form().plan().config.knownSizeShare, 0.4);
  }

  /// A notice stands below this page, whose buttons are at its foot.
  void aNoticeCoversNoButton() {
    fixture_->window->noticeBar().showError(QStringLiteral("Something went wrong."));
    QCoreApplication::processEvents();
    const NoticeBar& notice = fixture_->window->noticeBar();
    const auto placeOf = [this](const QWidget& widget) {
      return QRect(widget.mapTo(fixture_->window.get(), QPoint()), widget.size());
    };
    QVERIFY(notice.isVisible());
    for (const QPushButton* button : page().findChildren<QPushButton*>())
      QVERIFY2(!button->isVisible() || !placeOf(*button).intersects(placeOf(notice)),
               qPrintable(button->text()));
  }

  void whatIsWrongIsSaidInWords_data() {
    QTest::addColumn<bool>("config");
    QTest::newRow("settings") << true;
    QTest::newRow("data") << false;
  }
  void whatIsWrongIsSaidInWords() {
    QFETCH(bool, config);
    TrainingPlan plan = tinyPlan(fixture_->path("run"));
    if (config)
      plan.config.learningRate = -1;
    else
      plan.data.synthetic = false, plan.data.place = fixture_->path("nowhere");
    page().form().setPlan(plan);
    QSignalSpy failed(&training(), &TrainController::failed);
    press("trainStart");
    QVERIFY(failed.count() > 0 || failed.wait(longWait));
    auto* details = page().findChild<QLabel*>(QStringLiteral("trainDetails"));
    QVERIFY(details->text().contains(config ? QStringLiteral("learning_rate") : QStringLiteral("nowhere")));
    QVERIFY(button("trainStart")->isEnabled());
  }

  void whatNobodyReviewedIsLeftOutAndSaid() {
    PhotoSpec spec;
    spec.width = 64, spec.height = 48;
    const std::filesystem::path set = fixture_->path("set");
    SynthesisRequest request;
    request.spec = spec;
    request.count = 5;
    request.seed = 6;
    request.folder = set;
    QVERIFY(synthesise(request).ok());
    Result<Project> project = loadViaProject(set / "project.json");
    QVERIFY(project.ok());
    for (const std::size_t k : {1, 4}) {
      Rim rim = *rimOf(project->pictures[k]);
      rim.origin = {RimSource::model, "box-corners", {}, false};
      setRim(project->pictures[k], rim);
    }
    QVERIFY(saveViaProject(*project, set / "mine.json").ok());
    TrainingPlan plan = tinyPlan(fixture_->path("run"));
    plan.data.synthetic = false, plan.data.place = set / "mine.json";
    plan.config.validationShare = 0.3;
    plan.config.samplesPerEpoch = 4;
    plan.config.epochs = 1000;
    page().form().setPlan(plan);
    QSignalSpy steps(&training(), &TrainController::stepped);
    press("trainStart");
    QVERIFY(steps.wait(longWait));
    const auto* details = page().findChild<QLabel*>(QStringLiteral("trainDetails"));
    QTRY_VERIFY_WITH_TIMEOUT(details->text().endsWith(QStringLiteral("2 unreviewed proposals left out")),
                             longWait);
    QSignalSpy stopped(&training(), &TrainController::stopped);
    training().stop();
    QVERIFY(stopped.count() > 0 || stopped.wait(longWait));
  }

  void theOpenProjectHasAFileToLearnFrom() {
    QVERIFY(fixture_->open(writeBoxFolder(fixture_->path("boxes")).folder));
    const std::filesystem::path file = fixture_->context->session.projectFile();
    QVERIFY(!std::filesystem::exists(file));
    QVERIFY(!fixture_->context->session.isModified());
    TrainingPlan plan = tinyPlan(fixture_->path("run"));
    plan.data.synthetic = false;
    page().form().setPlan(plan);
    for (auto* each : page().form().findChildren<QPushButton*>())
      if (each->text() == QStringLiteral("The open project")) each->click();
    QCOMPARE(page().form().plan().data.place, file);
    QVERIFY(std::filesystem::exists(file));
  }

  void depthWithoutAScaleIsLeftOutAndSaid() {
    PhotoSpec spec;
    spec.width = 64, spec.height = 48;
    const std::filesystem::path set = fixture_->path("set");
    SynthesisRequest request;
    request.spec = spec;
    request.count = 5;
    request.seed = 6;
    request.folder = set;
    QVERIFY(synthesise(request).ok());
    Result<Project> project = loadViaProject(set / "project.json");
    QVERIFY(project.ok());
    for (const std::size_t k : {1, 4}) {
      PictureSources sources = sourcesOf(project->pictures[k]);
      QVERIFY(!sources.depthFile.empty());
      sources.depthScale = 0;
      setSources(project->pictures[k], sources);
    }
    QVERIFY(saveViaProject(*project, set / "mine.json").ok());
    TrainingPlan plan = tinyPlan(fixture_->path("run"));
    plan.config = defaultConfig(NetworkKind::unet);
    plan.config.id = "tiny-depth";
    plan.config.inputSize = 64;
    plan.config.batch = 4;
    plan.config.threads = plan.config.workers = 1;
    plan.data.synthetic = false, plan.data.place = set / "mine.json";
    plan.config.validationShare = 0.3;
    plan.config.samplesPerEpoch = 4;
    plan.config.epochs = 1000;
    page().form().setPlan(plan);
    QSignalSpy steps(&training(), &TrainController::stepped);
    press("trainStart");
    QVERIFY(steps.wait(longWait));
    const auto* details = page().findChild<QLabel*>(QStringLiteral("trainDetails"));
    QTRY_VERIFY_WITH_TIMEOUT(
        details->text().endsWith(QStringLiteral("2 pictures left out, whose depth has no scale")), longWait);
    QSignalSpy stopped(&training(), &TrainController::stopped);
    training().stop();
    QVERIFY(stopped.count() > 0 || stopped.wait(longWait));
  }

  void aTrainingDoesNotKeepThePicturesFromBeingMeasured() {
    const BoxFolder box = writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(fixture_->path("boxes")));
    fixture_->setScale();
    QVERIFY(fixture_->waitIdle());
    open();
    TrainingPlan plan = tinyPlan(fixture_->path("run"));
    plan.config.epochs = 1000;
    page().form().setPlan(plan);
    press("trainStart");
    fixture_->window->workspaces().show(Workspace::annotate);
    fixture_->context->document.setRimCorners(0, box.truth.corners);
    QTRY_VERIFY_WITH_TIMEOUT(fixture_->context->measure.report() != nullptr, longWait);
    QVERIFY(training().isActive());
    QSignalSpy stopped(&training(), &TrainController::stopped);
    training().stop();
    QVERIFY(stopped.count() > 0 || stopped.wait(longWait));
  }

 private:
  void open() {
    fixture_->window->actions().action(QStringLiteral("workspace.train"))->trigger();
    QVERIFY(page().isVisible());
  }
  /// A folder with a training of another id, its files with nothing in them.
  std::filesystem::path writeEarlier(const char* id) {
    const std::filesystem::path folder = fixture_->path("run"), network = folder / "export" / id;
    std::filesystem::create_directories(network);
    TrainingConfig config = tinyPlan(folder).config;
    config.id = id;
    bool written = writeFileAtomically(folder / "config.json", trainingConfigJson(config)).ok();
    for (const auto& file : {folder / "checkpoint.pt", folder / "best.pt", folder / "history.json",
                             network / "manifest.json", network / "network.pt", folder / "notes.txt"})
      written = writeFileAtomically(file, "earlier").ok() && written;
    return written ? folder : std::filesystem::path();
  }
  QPushButton* button(const char* name) { return page().findChild<QPushButton*>(QLatin1String(name)); }
  void press(const char* name) { QTest::mouseClick(button(name), Qt::LeftButton); }
  TrainPage& page() { return fixture_->window->trainPage(); }
  TrainController& training() { return fixture_->context->training; }
  std::unique_ptr<WindowFixture> fixture_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowTrain>(argc, argv); }
#include "test_window_train.moc"
