// Figures for the whole list: predicted in one step that can be undone, or measured where they are not known.
#include "app/gui/notice_bar.h"
#include "core/annotation/depth_network.h"
#include "core/formats/via_project.h"
#include "tests/app/gui/window_fixture.h"
#include "tests/support/lane_gate.h"
#include "widgets/picture_list.h"
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

constexpr int networkWait = 60000;
constexpr const char* network = "rim-half";
const RimOrigin proposed{RimSource::model, "corners", {}, false};

} // namespace

class TestWindowFillBatch : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    box_ = writeBoxFolder(fixture_->path("boxes"));
    std::filesystem::create_directories(fixture_->path("models"));
    std::filesystem::copy(std::filesystem::path(FILLSCOPE_TEST_NETWORKS) / network,
                          fixture_->path("models") / network, std::filesystem::copy_options::recursive);
  }
  void cleanup() { fixture_.reset(); }

  void whatHasNoFigureIsPredictedInOneStep() {
    addPhotos({"a.png", "b.png", "c.png"});
    open(box_.folder);
    fixture_->setScale();
    const int a = indexOf("a.png"), b = indexOf("b.png"), c = indexOf("c.png"),
              box = indexOf("box.color.png"), empty = indexOf("empty.color.png");
    for (const int placed : {a, box, empty})
      document().setRimCorners(placed, box_.truth.corners);
    document().proposeRim(b, box_.truth.corners, proposed);
    context().current.select(box);
    QVERIFY(fixture_->waitIdle());
    const double measured = context().measure.report()->fillPercent;
    const int steps = document().undoStack(box)->count();

    const FillBatch::Counts counts = predictAll();
    QCOMPARE(counts.done, 2);
    QCOMPARE(counts.throughProposals, 1);
    QCOMPARE(counts.known + counts.withDepth, 2);
    QCOMPARE(counts.withoutRim, 1);
    QCOMPARE(counts.failed + counts.changed, 0);
    for (int i = 0; i < document().pictureCount(); ++i)
      QCOMPARE(depthNetworkOf(document().picture(i)), std::string(i == a || i == b ? network : ""));
    QVERIFY(!document().rim(c));
    const auto figure = context().measure.summary(a);
    QVERIFY(figure && figure->predicted && figure->percent > 5 && figure->percent < 95);
    QVERIFY(countsText().contains(QStringLiteral("2 predicted")));
    const QString notice = fixture_->window->noticeBar().text();
    QVERIFY2(notice.contains(QStringLiteral("2 pictures")) &&
                 notice.contains(QStringLiteral("1 without a rim")) &&
                 notice.contains(QStringLiteral("1 of them")),
             qPrintable(notice));
    // The picture that is shown keeps what it has.
    QVERIFY(fixture_->waitIdle());
    QVERIFY(context().pictures.cached(box));
    QVERIFY(context().depthMaps.chosenMap(box));
    QCOMPARE(context().measure.report()->fillPercent, measured);

    QUndoStack& stack = *document().undoStack(box);
    QCOMPARE(stack.count(), steps + 1);
    stack.undo();
    for (const int picture : {a, b}) {
      QCOMPARE(depthNetworkOf(document().picture(picture)), std::string());
      QVERIFY(!context().measure.summary(picture));
    }
    stack.redo();
    QCOMPARE(depthNetworkOf(document().picture(a)), std::string(network));
    QCOMPARE(context().measure.summary(a)->percent, figure->percent);
    // Nothing is left to do.
    trigger("measure.predictFillAll");
    QVERIFY(!context().fillBatch.isBusy());
    QVERIFY(fixture_->window->noticeBar().text().contains(QStringLiteral("No picture is left")));
  }

  void cornersAreLookedForWhereThereAreNone() {
    std::filesystem::copy(std::filesystem::path(FILLSCOPE_TEST_NETWORKS) / "corners",
                          fixture_->path("models") / "corners", std::filesystem::copy_options::recursive);
    addPhotos({"a.png", "b.png"});
    open(box_.folder);
    const int a = indexOf("a.png"), box = indexOf("box.color.png");
    document().setRimCorners(a, box_.truth.corners);
    QVERIFY(!document().rim(indexOf("b.png")));
    const FillBatch::Counts counts = predictAll();
    QCOMPARE(counts.done, 2);
    QCOMPARE(counts.throughProposals, 1);
    QCOMPARE(counts.withoutRim, document().pictureCount() - 2);
    QVERIFY(document().rim(indexOf("b.png"))->origin.isProposal());
    QVERIFY2(!document().rim(box), "it has depth of its own");
    QVERIFY(fixture_->window->noticeBar().text().contains(QStringLiteral("2 pictures")));
  }

  /// It is shown as Predict fill would show it: with the network's depth.
  void thePictureThatIsShownFollows() {
    addPhotos({"a.png"});
    open(box_.folder);
    const int a = indexOf("a.png");
    context().current.select(a);
    document().setRimCorners(a, box_.truth.corners);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(predictAll().done, 1);
    QTRY_COMPARE_WITH_TIMEOUT(context().measure.network(), QLatin1String(network), networkWait);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(context().measure.report()->fillPercent, context().measure.summary(a)->percent);
    trigger("edit.undo");
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!context().measure.report());
    QVERIFY(!context().measure.summary(a));
  }

  void whatWasDoneStaysWhenItIsStopped() {
    addPhotos({"a.png", "b.png", "c.png", "d.png"});
    open(box_.folder);
    for (const char* name : {"a.png", "b.png", "c.png", "d.png"})
      document().setRimCorners(indexOf(name), box_.truth.corners);
    context().current.select(indexOf("box.color.png"));
    QVERIFY(fixture_->waitIdle());
    QSignalSpy ended(&context().fillBatch, &FillBatch::predicted);
    trigger("measure.predictFillAll");
    LaneGate gate(context().jobs, JobLane::inference); // the first picture is done before
    gate.waitUntilReached();
    // Meanwhile its neighbour has got another rim.
    RimCorners other = box_.truth.corners;
    other[0] = other[0] + Vec2{3, 3};
    document().setRimCorners(indexOf("d.png"), other);
    QCoreApplication::processEvents();
    context().fillBatch.cancel();
    gate.open();
    QTRY_COMPARE(ended.count(), 1);
    QVERIFY(fixture_->waitIdle());
    int kept = 0;
    for (const Picture& picture : document().project().pictures)
      kept += depthNetworkOf(picture) == network;
    QCOMPARE(kept, ended.first().first().value<FillBatch::Counts>().done);
    QVERIFY(kept >= 1 && kept < 4);
    // The others, later.
    QCOMPARE(predictAll().done, 4 - kept);
  }

  void whatWasEditedMeanwhileIsLeftOut() {
    openWithTwoPhotos();
    QSignalSpy ended(&context().fillBatch, &FillBatch::predicted);
    trigger("measure.predictFillAll");
    document().moveRim(indexOf("b.png"), {2, 2});
    QVERIFY(ended.wait(networkWait));
    const auto counts = ended.first().first().value<FillBatch::Counts>();
    QCOMPARE(counts.done, 1);
    QCOMPARE(counts.changed, 1);
    QCOMPARE(depthNetworkOf(document().picture(indexOf("b.png"))), std::string());
    QVERIFY(!context().measure.summary(indexOf("b.png")));
  }

  void aPictureThatIsGoneIsSaid() {
    openWithTwoPhotos();
    std::filesystem::remove(box_.folder / "b.png");
    const FillBatch::Counts counts = predictAll();
    QCOMPARE(counts.done, 1);
    QCOMPARE(counts.failed, 1);
    QVERIFY(fixture_->window->noticeBar().text().contains(QStringLiteral("1 could not be read")));
    QCOMPARE(depthNetworkOf(document().picture(indexOf("b.png"))), std::string());
  }

  /// The list measures what it shows; the counts say how many are left, and these are measured when asked
  /// for.
  void whatTheListHasNotShownIsCountedAndMeasured() {
    constexpr int count = 40;
    const std::filesystem::path file = writeLongProject(count);
    open(file);
    PictureListPanel& list = fixture_->window->pictureList();
    const auto waiting = [this] {
      int number = 0;
      for (int i = 0; i < document().pictureCount(); ++i)
        number += context().measure.isWaiting(i);
      return number;
    };
    const int left = waiting();
    QVERIFY2(left > 1 && left < count - 1, qPrintable(QString::number(left)));
    QTRY_VERIFY2(countsText().contains(QStringLiteral("%1 not measured yet").arg(left)),
                 qPrintable(countsText()));
    list.setFilter(QStringLiteral("fill>0"));
    QCOMPARE(list.shownCount(), count - left);
    QVERIFY(fixture_->waitIdle());

    QSignalSpy ended(&context().fillBatch, &FillBatch::measured);
    trigger("measure.all");
    QVERIFY(context().fillBatch.isBusy());
    QVERIFY(ended.wait(networkWait));
    const auto counts = ended.first().first().value<FillBatch::Counts>();
    QCOMPARE(counts.done, left - 1); // the last one's depth is not there
    QCOMPARE(counts.failed, 1);
    QCOMPARE(waiting(), 0);
    QCOMPARE(list.shownCount(), count - 1);
    QVERIFY(!context().measure.summary(count - 1));
    QTRY_VERIFY2(countsText().contains(QStringLiteral("%1 measured").arg(count - 1)),
                 qPrintable(countsText()));
    QVERIFY(!countsText().contains(QStringLiteral("not measured yet")));
    QVERIFY2(!fixture_->window->isWindowModified(), "looking is no edit");
    // What failed is tried again, since its file may be there by now.
    std::filesystem::copy(box_.folder / "box.depth.png", fixture_->path("long") / "gone.png");
    ended.clear();
    trigger("measure.all");
    QVERIFY(ended.wait(networkWait));
    QCOMPARE(ended.first().first().value<FillBatch::Counts>().done, 1);
    trigger("measure.all");
    QVERIFY(!context().fillBatch.isBusy());
    QVERIFY(fixture_->window->noticeBar().text().contains(QStringLiteral("figure already")));
  }

  /// A project of yesterday: each picture is asked of the network that it remembers.
  void rememberedNetworksAreAskedToo() {
    openWithTwoPhotos();
    QCOMPARE(predictAll().done, 2);
    const double before = context().measure.summary(indexOf("b.png"))->percent;
    fixture_->prompts.paths = {toText(fixture_->path("boxes") / "all.json")};
    context().session.saveAs();
    QVERIFY(fixture_->waitIdle());
    fixture_->restart();
    open(fixture_->path("boxes") / "all.json");
    const int b = indexOf("b.png");
    QVERIFY(context().current.index() != b);
    QVERIFY(!context().measure.summary(b) && context().measure.isWaiting(b));
    QSignalSpy ended(&context().fillBatch, &FillBatch::measured);
    trigger("measure.all");
    QVERIFY(ended.wait(networkWait));
    QVERIFY(context().measure.summary(b)->predicted);
    QCOMPARE(context().measure.summary(b)->percent, before);
    QVERIFY(!fixture_->window->isWindowModified());
  }

 private:
  AppContext& context() { return *fixture_->context; }
  AnnotationDocument& document() { return context().document; }
  void trigger(const char* id) { fixture_->window->actions().action(QLatin1String(id))->trigger(); }
  QString countsText() {
    for (const QLabel* label : fixture_->window->pictureList().findChildren<QLabel*>())
      if (label->accessibleName() == QStringLiteral("Counts")) return label->text();
    return {};
  }
  int indexOf(const char* name) {
    for (int i = 0; i < document().pictureCount(); ++i)
      if (std::filesystem::path(document().picture(i).filename).filename() == name) return i;
    return -1;
  }
  /// Photos of the box without depth.
  void addPhotos(std::initializer_list<const char*> names) {
    for (const char* name : names)
      std::filesystem::copy(box_.folder / "box.color.png", box_.folder / name);
  }
  void open(const std::filesystem::path& path) {
    QSignalSpy changed(&context().predict, &PredictController::networksChanged);
    context().predict.rescan();
    QVERIFY(changed.wait(networkWait));
    QVERIFY(fixture_->open(path));
  }
  /// a.png and b.png have a rim and no depth; another picture is shown.
  void openWithTwoPhotos() {
    addPhotos({"a.png", "b.png"});
    open(box_.folder);
    for (const char* name : {"a.png", "b.png"})
      document().setRimCorners(indexOf(name), box_.truth.corners);
    context().current.select(indexOf("box.color.png"));
    QVERIFY(fixture_->waitIdle());
  }
  FillBatch::Counts predictAll() {
    QSignalSpy ended(&context().fillBatch, &FillBatch::predicted);
    trigger("measure.predictFillAll");
    if (ended.empty() && !ended.wait(networkWait)) return {};
    return ended.first().first().value<FillBatch::Counts>();
  }
  /// Every picture with rim, size and depth; the last one's depth file is not there.
  std::filesystem::path writeLongProject(int count) {
    const std::filesystem::path folder = fixture_->path("long");
    std::filesystem::create_directories(folder);
    Project project;
    for (int i = 0; i < count; ++i) {
      Picture picture;
      picture.id = picture.filename = "p" + std::to_string(100 + i) + ".png";
      std::filesystem::copy(box_.folder / "box.color.png", folder / picture.filename);
      const std::string depth = i + 1 < count ? (box_.folder / "box.depth.png").string() : "gone.png";
      setSources(picture, {depth, "", 1e-4, 0, (box_.folder / "intrinsics.txt").string(), 0});
      setRim(picture, Rim{{box_.truth.corners.begin(), box_.truth.corners.end()}, box_.size, {}});
      project.pictures.push_back(std::move(picture));
    }
    const auto file = folder / "long.json";
    if (const auto saved = saveViaProject(project, file); !saved)
      qFatal("%s", saved.error().sentence().c_str());
    return file;
  }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowFillBatch>(argc, argv); }
#include "test_window_fill_batch.moc"
