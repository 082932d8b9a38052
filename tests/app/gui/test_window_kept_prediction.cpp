// A fill from a network is the picture's own: in the file, in reports, through undo and redo.
#include "app/gui/notice_bar.h"
#include "core/annotation/depth_network.h"
#include "core/base/file_io.h"
#include "tests/app/gui/window_fixture.h"
#include "tests/support/lane_gate.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace fillscope;
using namespace fillscope::tests;

namespace {
constexpr int networkWait = 30000;
}

class TestWindowKeptPrediction : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    box_ = writeBoxFolder(fixture_->path("boxes"));
    std::filesystem::create_directories(fixture_->path("models"));
    std::filesystem::copy(std::filesystem::path(FILLSCOPE_TEST_NETWORKS) / "rim-half",
                          fixture_->path("models") / "rim-half", std::filesystem::copy_options::recursive);
    lookForNetworks();
    QVERIFY(fixture_->open(box_.folder));
    fixture_->setScale();
    document().setRimCorners(0, box_.truth.corners);
    document().setBoxSize(0, box_.size);
    QVERIFY(fixture_->waitIdle());
    measured_ = measure().report()->fillPercent;
    predictFill();
    predicted_ = measure().report()->fillPercent;
    QVERIFY(std::abs(measured_ - predicted_) > 1);
  }
  void cleanup() { fixture_.reset(); }

  void undoGoesBackToWhatWasMeasured() {
    QCOMPARE(depthNetworkOf(document().picture(0)), std::string("rim-half"));
    QUndoStack& stack = *document().undoStack(0);
    const int steps = stack.count();
    stack.undo();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(measure().network().isEmpty());
    QCOMPARE(measure().report()->fillPercent, measured_);
    QCOMPARE(depthNetworkOf(document().picture(0)), std::string());
    QVERIFY2(stack.canRedo(), "what undo shows is no edit");
    stack.redo();
    QTRY_COMPARE_WITH_TIMEOUT(measure().network(), QStringLiteral("rim-half"), networkWait);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(measure().report()->fillPercent, predicted_);
    QCOMPARE(stack.count(), steps);
    QCOMPARE(stack.index(), steps);
  }

  void whatChangesWhileItIsPredictedIsPredictedAnew() {
    document().undoStack(0)->undo();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(measure().network().isEmpty());
    QSignalSpy predicted(&context().fill, &FillPredictor::predicted);
    LaneGate gate(context().jobs, JobLane::inference);
    context().fill.predict();
    const PictureStore::Loaded before = context().current.loaded();
    PictureSources sources = sourcesOf(document().picture(0));
    sources.intrinsicsFile.clear();
    sources.fieldOfView = 0.8;
    document().setSources(0, sources);
    QTRY_VERIFY(context().current.loaded() && context().current.loaded() != before);
    gate.open();
    QTRY_COMPARE_WITH_TIMEOUT(predicted.size(), 1, networkWait);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(measure().network(), QStringLiteral("rim-half"));
    const auto depth = context().depthMaps.chosenDepth(0);
    QVERIFY(depth && depth->prediction && depth->prediction->camera == context().current.loaded()->camera);
  }

  void whatIsPredictedToCompareLeavesTheMeasuredFigure() {
    QUndoStack& stack = *document().undoStack(0);
    stack.undo();
    QVERIFY(fixture_->waitIdle());
    const int steps = stack.index();
    fixture_->window->actions().action(QStringLiteral("workspace.compare"))->trigger();
    QSignalSpy predicted(&context().fill, &FillPredictor::predicted);
    fixture_->window->actions().action(QStringLiteral("measure.predictFill"))->trigger();
    QVERIFY(predicted.count() > 0 || predicted.wait(networkWait));
    QVERIFY(fixture_->waitIdle());
    QVERIFY(measure().network().isEmpty());
    QCOMPARE(measure().report()->fillPercent, measured_);
    QCOMPARE(depthNetworkOf(document().picture(0)), std::string());
    QCOMPARE(stack.index(), steps);
    QCOMPARE(DepthMaps::namesOf(context().depthMaps.of(0)).indexOf(QStringLiteral("network rim-half")), 1);

    // Chosen, it brings its figure; for a rim that was moved meanwhile it is predicted anew.
    RimCorners moved = box_.truth.corners;
    moved[0].x += 3;
    document().setRimCorners(0, moved);
    QVERIFY(fixture_->waitIdle());
    context().depthMaps.choose(0, 1);
    QTRY_VERIFY_WITH_TIMEOUT(measure().report() && measure().network() == QStringLiteral("rim-half") &&
                                 context().depthMaps.chosenDepth(0)->prediction->isFor(
                                     *document().rim(0), *context().current.loaded()),
                             networkWait);
    QVERIFY(fixture_->waitIdle());
  }

  void choosingTheMeasuredDepthIsKept() {
    context().depthMaps.choose(0, 0);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(measure().report()->fillPercent, measured_);
    QCOMPARE(depthNetworkOf(document().picture(0)), std::string());
    QCOMPARE(context().depthMaps.of(0).size(), std::size_t(2)); // still there to compare with
    document().undoStack(0)->undo();
    QTRY_COMPARE_WITH_TIMEOUT(measure().network(), QStringLiteral("rim-half"), networkWait);
  }

  /// What was made of the measured map goes when that is read otherwise; the choice is still the measured
  /// one.
  void theMeasuredDepthStaysChosenWhenItIsReadOtherwise() {
    context().depthMaps.choose(0, 0);
    QVERIFY(fixture_->waitIdle());
    const NamedDepth measured = context().depthMaps.of(0)[0];
    QCOMPARE(measured.role, NamedDepth::Role::measured);
    context().depthMaps.addDenoised(0, measured, QStringLiteral("smooth"), 0, measured.map);
    const int steps = document().undoStack(0)->index();
    bool wasNetworks = false;
    QObject here;
    connect(&measure(), &MeasureController::reportChanged, &here,
            [&] { wasNetworks = wasNetworks || !measure().network().isEmpty(); });
    PictureSources sources = sourcesOf(document().picture(0));
    sources.depthScale *= 1.01;
    document().setSources(0, sources);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!wasNetworks);
    QVERIFY(measure().report() && measure().network().isEmpty());
    QCOMPARE(depthNetworkOf(document().picture(0)), std::string());
    QCOMPARE(document().undoStack(0)->index(), steps + 1);
  }

  void aFigureOfAnotherRimDoesNotStay_data() {
    QTest::addColumn<bool>("cancelled");
    QTest::newRow("its prediction fails") << false;
    QTest::newRow("its prediction is cancelled") << true;
  }
  void aFigureOfAnotherRimDoesNotStay() {
    QFETCH(bool, cancelled);
    QSignalSpy failed(&context().fill, &FillPredictor::failed);
    LaneGate gate(context().jobs, JobLane::inference);
    RimCorners corners = box_.truth.corners;
    if (cancelled)
      corners[0].x += 3;
    else
      std::swap(corners[0], corners[1]); // the sides cross
    document().setRimCorners(0, corners);
    QTRY_VERIFY(context().fill.isBusy());
    QVERIFY2(measure().report(), "the next one is on its way");
    if (cancelled) context().fill.cancel();
    gate.open();
    QTRY_VERIFY_WITH_TIMEOUT(!measure().report(), networkWait);
    QCOMPARE(failed.empty(), cancelled);
    QVERIFY(!measure().missing().isEmpty());
    QVERIFY(!measure().summary(0));
    document().undoStack(0)->undo();
    QTRY_VERIFY_WITH_TIMEOUT(measure().report(), networkWait);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(measure().report()->fillPercent, predicted_);
  }

  void theFigureIsThereAgain() {
    reopen(0);
    QTRY_COMPARE_WITH_TIMEOUT(measure().network(), QStringLiteral("rim-half"), networkWait);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(measure().report()->fillPercent, predicted_);
    QVERIFY2(!fixture_->window->isWindowModified(), "looking is no edit");
  }

  void aPictureNotShownLosesTheFigureWithTheNetwork() {
    context().current.select(1);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(measure().summary(0) && measure().summary(0)->predicted);
    const Attributes predicted = document().picture(0).attributes;
    document().setPictureAttributes(0, withDepthNetwork(predicted, {}));
    QTRY_VERIFY_WITH_TIMEOUT(measure().summary(0) && !measure().summary(0)->predicted, networkWait);
    QCOMPARE(measure().summary(0)->percent, measured_);
    QCOMPARE(reported(), measured_);
    document().setPictureAttributes(0, predicted);
    QVERIFY2(!measure().summary(0), "its depth file is not what it is measured by");
    QCOMPARE(depthNetworkOf(document().picture(0)), std::string("rim-half"));
  }

  void theReportHoldsTheFigureThatIsShown() { QCOMPARE(reported(), predicted_); }

  void theReportHoldsTheFigureOfAPictureNotShown() {
    reopen(1);
    QCOMPARE(context().current.index(), 1);
    QCOMPARE(reported(), predicted_);
    QVERIFY2(!measure().summary(0), "its depth file is not what it is measured by");
  }

  void aNetworkThatIsGoneIsSaid() {
    std::filesystem::remove_all(fixture_->path("models") / "rim-half");
    reopen(0);
    const NoticeBar& notice = fixture_->window->noticeBar();
    QTRY_VERIFY_WITH_TIMEOUT(notice.text().contains(QStringLiteral("rim-half")), networkWait);
    QVERIFY(fixture_->waitIdle());
    QSignalSpy failed(&context().fill, &FillPredictor::failed);
    Attributes attributes = document().picture(0).attributes;
    attributes.set("note", "x");
    document().setPictureAttributes(0, attributes);
    QTest::qWait(300);
    QVERIFY(fixture_->waitIdle());
    QVERIFY2(failed.empty(), "it is not asked again and again");
    QCOMPARE(depthNetworkOf(document().picture(0)), std::string("rim-half"));
  }

 private:
  AppContext& context() { return *fixture_->context; }
  AnnotationDocument& document() { return context().document; }
  MeasureController& measure() { return context().measure; }

  void lookForNetworks() {
    QSignalSpy changed(&context().predict, &PredictController::networksChanged);
    context().predict.rescan();
    QVERIFY(changed.wait(networkWait));
  }
  void predictFill() {
    QSignalSpy predicted(&context().fill, &FillPredictor::predicted);
    context().fill.predict();
    QVERIFY(predicted.count() > 0 || predicted.wait(networkWait));
    QVERIFY(fixture_->waitIdle());
  }
  /// Saved, closed, and opened at that picture by another run of the program.
  void reopen(int picture) {
    context().current.select(picture);
    QVERIFY(fixture_->waitIdle());
    QTest::keyClick(fixture_->window.get(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(!fixture_->window->isWindowModified());
    const std::filesystem::path file = context().session.projectFile();
    fixture_->restart();
    lookForNetworks();
    QVERIFY(fixture_->open(file));
    QCOMPARE(context().current.index(), picture);
  }
  /// The first picture's figure in a report of all.
  double reported() {
    fixture_->prompts.paths = {toText(fixture_->path("out"))};
    context().exports.writeReport(true);
    if (!fixture_->waitIdle()) return -1;
    const auto text = readFile(fixture_->path("out") / "fillscope-report" / "report.json");
    if (!text) return -1;
    const QJsonObject written = QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object();
    return written.value(QStringLiteral("fill_percent")).toDouble(-1);
  }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
  double measured_ = 0, predicted_ = 0;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowKeptPrediction>(argc, argv); }
#include "test_window_kept_prediction.moc"
