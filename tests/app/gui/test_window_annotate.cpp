// The main job by mouse and keyboard: open, place the rim, see the figure, save, open again.
#include "app/gui/inspector.h"
#include "app/gui/photo_page.h"
#include "core/formats/via_project.h"
#include "tests/app/gui/window_fixture.h"
#include "tests/support/mouse.h"
#include "widgets/box_tool.h"
#include "widgets/image_canvas.h"
#include <QLabel>
#include <QTest>
#include <QUndoStack>
#include <array>

using namespace fillscope;
using namespace fillscope::tests;

using ClickOrder = std::array<int, 4>; ///< of the corners

class TestWindowAnnotate : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    box_ = writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(box_.folder));
    QCOMPARE(document().pictureCount(), 2);
    QCOMPARE(QString::fromStdString(document().picture(0).filename), QStringLiteral("box.color.png"));
  }
  void cleanup() { fixture_.reset(); }

  void saysWhatIsMissingStepByStep() {
    MeasureController& measure = fixture_->context->measure;
    QVERIFY2(measure.missing().contains(QStringLiteral("depth scale")), qPrintable(measure.missing()));
    fixture_->setScale();
    QVERIFY(fixture_->waitIdle());
    QVERIFY2(measure.missing().contains(QStringLiteral("rim corners")), qPrintable(measure.missing()));
    fixture_->click(box_.truth.corners[0]);
    QVERIFY(fixture_->waitIdle());
    QVERIFY2(measure.missing().contains(QStringLiteral("3")), qPrintable(measure.missing()));
    QVERIFY(!measure.report());
  }

  void measuresWhatTheMousePlaces() {
    fixture_->setScale();
    QVERIFY(fixture_->waitIdle());
    fixture_->placeRim(box_.truth.corners);
    QVERIFY(rim().complete());
    for (std::size_t i = 0; i < 4; ++i)
      QVERIFY2(norm(rim().corners[i] - box_.truth.corners[i]) < 1.0, qPrintable(QString::number(i)));
    Q_EMIT fixture_->window->inspector().fillPanel().boxSizeEdited(box_.size);
    QVERIFY(fixture_->waitIdle());
    const auto report = fixture_->context->measure.report();
    QVERIFY2(report, qPrintable(fixture_->context->measure.missing()));
    QVERIFY2(std::abs(report->fillPercent - box_.truth.fillPercent) < 3,
             qPrintable(QString::number(report->fillPercent)));
    QVERIFY(report->fillLow <= report->fillPercent && report->fillPercent <= report->fillHigh);
    const auto summary = fixture_->context->measure.summary(0);
    QVERIFY(summary);
    QCOMPARE(summary->percent, report->fillPercent);
  }

  void cornersInAnyOrderAreNumberedFromTheTopLeft_data() {
    QTest::addColumn<ClickOrder>("order");
    QTest::newRow("counter-clockwise") << ClickOrder{0, 3, 2, 1};
    QTest::newRow("begun at the bottom right") << ClickOrder{2, 3, 0, 1};
    QTest::newRow("crosswise") << ClickOrder{1, 3, 0, 2};
  }
  void cornersInAnyOrderAreNumberedFromTheTopLeft() {
    QFETCH(ClickOrder, order);
    const RimCorners& c = box_.truth.corners;
    const auto clicked = [&](std::size_t k) { return c[static_cast<std::size_t>(order[k])]; };
    fixture_->placeRim({clicked(0), clicked(1), clicked(2), clicked(3)});
    QVERIFY(rim().complete());
    for (std::size_t k = 0; k < 4; ++k)
      QVERIFY(norm(rim().corners[k] - c[k]) < 1.0);
    fixture_->window->actions().action(QStringLiteral("edit.undo"))->trigger();
    QCOMPARE(rim().corners.size(), std::size_t(3));
    QVERIFY(norm(rim().corners[0] - clicked(0)) < 1.0);
  }

  void backspaceTakesACornerBackAndEscAll() {
    const RimCorners& c = box_.truth.corners;
    for (std::size_t k = 0; k < 3; ++k)
      document().addRimCorner(0, c[k]);
    ImageCanvas& canvas = fixture_->window->photoPage().canvas();
    canvas.setFocus();
    QTest::keyClick(&canvas, Qt::Key_Backspace);
    QCOMPARE(rim().corners, (std::vector<Vec2>{c[0], c[1]}));
    QTest::keyClick(&canvas, Qt::Key_Escape);
    QVERIFY(!document().rim(0) || rim().corners.empty());
    fixture_->window->actions().action(QStringLiteral("edit.undo"))->trigger();
    QCOMPARE(rim().corners, (std::vector<Vec2>{c[0], c[1]}));
  }

  void dragFollowsLiveAndIsOneUndoStep() {
    fixture_->setScale();
    QVERIFY(fixture_->waitIdle());
    fixture_->placeRim(box_.truth.corners);
    QVERIFY(fixture_->waitIdle());
    const Rim before = rim();
    const auto reportBefore = fixture_->context->measure.report();
    const int steps = document().undoStack(0)->count();
    fixture_->drag(before.corners[1], before.corners[1] + Vec2{12, -7});
    QVERIFY(norm(rim().corners[1] - before.corners[1] - Vec2{12, -7}) < 1.5);
    QCOMPARE(document().undoStack(0)->count(), steps + 1);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(fixture_->context->measure.report() && fixture_->context->measure.report() != reportBefore);
    fixture_->window->actions().action(QStringLiteral("edit.undo"))->trigger();
    QCOMPARE(rim(), before);
    fixture_->window->actions().action(QStringLiteral("edit.redo"))->trigger();
    QVERIFY(rim() != before);
  }

  void arrowsNudgeTheSelectedCornerOrChangeThePicture() {
    fixture_->placeRim(box_.truth.corners);
    ImageCanvas& canvas = fixture_->window->photoPage().canvas();
    canvas.setFocus();
    fixture_->window->photoPage().boxTool().selectCorner(2);
    const Vec2 before = rim().corners[2];
    QTest::keyClick(&canvas, Qt::Key_Right);
    QTest::keyClick(&canvas, Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(rim().corners[2].x, before.x + 1);
    QCOMPARE(rim().corners[2].y, before.y - 10);
    fixture_->window->photoPage().boxTool().selectCorner(-1);
    QTest::keyClick(&canvas, Qt::Key_Right);
    QCOMPARE(fixture_->context->current.index(), 1);
    QTest::keyClick(&canvas, Qt::Key_A);
    QCOMPARE(fixture_->context->current.index(), 0);
  }

  void undoWithoutLimitReachesTheStart() {
    fixture_->placeRim(box_.truth.corners);
    for (int i = 0; i < 150; ++i)
      document().moveRimCorner(0, 0, {10.0 + i, 20.0});
    while (document().undoStack(0)->canUndo())
      fixture_->window->actions().action(QStringLiteral("edit.undo"))->trigger();
    QVERIFY(!document().rim(0) || document().rim(0)->corners.empty());
  }

  void savedAndReopenedIsEqualToTheLastBit() {
    fixture_->setScale();
    fixture_->placeRim(box_.truth.corners);
    document().moveRimCorner(0, 3, {-12.123456789012345, 250.1});
    document().setBoxSize(0, BoxSize{0.6, 0.4, 0.2});
    QVERIFY(fixture_->window->isWindowModified());
    fixture_->window->actions().action(QStringLiteral("file.save"))->trigger();
    QTRY_VERIFY(!fixture_->window->isWindowModified());
    QVERIFY(std::filesystem::exists(fixture_->context->session.projectFile()));
    const std::vector<Picture> saved = document().project().pictures;
    const std::filesystem::path file = fixture_->context->session.projectFile();
    fixture_->restart();
    QVERIFY(fixture_->open(file));
    QCOMPARE(document().pictureCount(), 2);
    for (int i = 0; i < 2; ++i)
      QVERIFY(document().picture(i).regions == saved[static_cast<std::size_t>(i)].regions);
    QCOMPARE(rim().corners[3].x, -12.123456789012345);
    QCOMPARE(rim().size->second, 0.4);
    QVERIFY(fixture_->prompts.questions.empty());
  }

  void aHiddenCornerIsToldAndKept() {
    fixture_->placeRim(box_.truth.corners);
    ImageCanvas& canvas = fixture_->window->photoPage().canvas();
    const auto* corners = fixture_->window->findChild<QLabel*>(QStringLiteral("statusCorners"));
    QCOMPARE(corners->text(), QStringLiteral("4 corners"));
    canvas.setFocus();
    QTest::keyClick(&canvas, Qt::Key_2);
    QTest::keyClick(&canvas, Qt::Key_O);
    QCOMPARE(corners->text(), QStringLiteral("4 corners (1 hidden)"));
    QTest::keyClick(&canvas, Qt::Key_Right); // what is seen of a corner does not depend on its place
    QCOMPARE(corners->text(), QStringLiteral("4 corners (1 hidden)"));
    const Rim before = rim();
    fixture_->window->actions().action(QStringLiteral("file.save"))->trigger();
    QTRY_VERIFY(!fixture_->window->isWindowModified());
    const std::filesystem::path file = fixture_->context->session.projectFile();
    fixture_->restart();
    QVERIFY(fixture_->open(file));
    QVERIFY(rim() == before);
    QVERIFY(rim().visibility[1] == KeypointVisibility::hidden);
    // The tool for regions says it of the same rim.
    fixture_->window->actions().action(QStringLiteral("tool.select"))->trigger();
    fixture_->context->regions.select({0});
    ImageCanvas& again = fixture_->window->photoPage().canvas();
    again.setFocus();
    QTest::keyClick(&again, Qt::Key_2);
    QTest::keyClick(&again, Qt::Key_O);
    QVERIFY(rim().visibility[1] == KeypointVisibility::visible);
  }

  void rimIsCopiedFromThePreviousPicture() {
    fixture_->placeRim(box_.truth.corners);
    const Rim first = rim();
    fixture_->context->current.select(1);
    QVERIFY(fixture_->waitIdle());
    fixture_->window->actions().action(QStringLiteral("edit.copyRim"))->trigger();
    QVERIFY(document().rim(1));
    QCOMPARE(document().rim(1)->corners, first.corners);
  }

  void copyingARimIsOneChangeThatIsAskedFor() {
    fixture_->placeRim(box_.truth.corners);
    document().setBoxSize(0, box_.size);
    document().markSaved();
    fixture_->context->current.select(1);
    QVERIFY(fixture_->waitIdle());
    const Project before = document().project();
    fixture_->window->actions().action(QStringLiteral("edit.copyRim"))->trigger();
    QVERIFY(document().rim(1));
    QCOMPARE(document().rim(1)->corners, rim().corners);
    QVERIFY(document().rim(1)->size == rim().size);
    QVERIFY(document().isModified() && document().isModified(1));
    QCOMPARE(document().undoStack(1)->undoText(), QStringLiteral("Copy rim"));
    QCOMPARE(document().undoStack(1)->command(0)->childCount(), 0); // every command is an edit step
    QVERIFY(!fixture_->window->close());                            // who is asked changes the mind
    QCOMPARE(fixture_->prompts.questions.size(), std::size_t(1));
    document().undoStack(1)->undo();
    QVERIFY(document().project() == before);
    QVERIFY(!document().isModified());
  }

  void aDragStaysInItsPicture() {
    document().setRimCorners(0, box_.truth.corners);
    document().setRimCorners(1, box_.truth.corners);
    QVERIFY(fixture_->waitIdle());
    QWidget* viewport = fixture_->window->photoPage().canvas().viewport();
    const QPoint from = fixture_->spot(0.5 * (box_.truth.corners[0] + box_.truth.corners[1]));
    QTest::mousePress(viewport, Qt::LeftButton, {}, from);
    moveMouse(viewport, from + QPoint(20, 10), Qt::LeftButton);
    const Project before = document().project();
    QVERIFY(before.pictures[0].regions != before.pictures[1].regions);
    fixture_->context->current.select(1);
    QVERIFY(fixture_->waitIdle());
    moveMouse(viewport, from + QPoint(40, 20), Qt::LeftButton);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, from + QPoint(40, 20));
    QVERIFY(document().project() == before);
  }

  void aCornerBeingPlacedStaysInItsPicture() {
    QWidget* viewport = fixture_->window->photoPage().canvas().viewport();
    const QPoint spot = fixture_->spot(box_.truth.corners[0]);
    QTest::mousePress(viewport, Qt::LeftButton, {}, spot);
    fixture_->context->current.select(1);
    QVERIFY(fixture_->waitIdle());
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, spot);
    QVERIFY(!document().rim(0) && !document().rim(1));
  }

  void sourcesForAllKeepEachPicturesOwnDepth() {
    const PictureSources other = sourcesOf(document().picture(1));
    PictureSources sources = sourcesOf(document().picture(0));
    sources.depthScale = 0.002;
    document().setSources(0, sources);
    Q_EMIT fixture_->window->inspector().sourcesPanel().applyToAllRequested();
    const PictureSources after = sourcesOf(document().picture(1));
    QCOMPARE(after.depthScale, 0.002);
    QCOMPARE(QString::fromStdString(after.depthFile), QString::fromStdString(other.depthFile));
    QCOMPARE(QString::fromStdString(after.emptyDepthFile), QString::fromStdString(other.emptyDepthFile));
    QVERIFY(!other.depthFile.empty() && other.depthFile != sources.depthFile);
  }

  void everyOverlayShowsAPicture() {
    fixture_->setScale();
    fixture_->placeRim(box_.truth.corners);
    QVERIFY(fixture_->waitIdle());
    PhotoPage& page = fixture_->window->photoPage();
    const QImage photo = page.canvas().image();
    fixture_->window->actions().action(QStringLiteral("view.depth"))->trigger();
    const QImage depth = page.canvas().image();
    fixture_->window->actions().action(QStringLiteral("view.classes"))->trigger();
    const QImage classes = page.canvas().image();
    QCOMPARE(depth.size(), photo.size());
    QCOMPARE(classes.size(), photo.size());
    QVERIFY(depth != photo && classes != photo && classes != depth);
  }

 private:
  AnnotationDocument& document() { return fixture_->context->document; }
  Rim rim() { return document().rim(0).value_or(Rim{}); }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowAnnotate>(argc, argv); }
#include "test_window_annotate.moc"
