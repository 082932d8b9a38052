#include "tests/support/mouse.h"
#include "tests/support/widget_look.h"
#include "widgets/box_tool.h"
#include "widgets/ghost_tool.h"
#include "widgets/image_canvas.h"
#include <QSignalSpy>
#include <QTest>

using namespace fillscope;

namespace {

const GhostRim ghost{{{60, 50}, {250, 60}, {260, 190}, {50, 200}}, {0.98, 0.91, 0.42, 0.99}};

struct Stage {
  Stage() {
    canvas.resize(640, 480);
    QImage photo(320, 240, QImage::Format_RGB32);
    photo.fill(QColor(60, 70, 80));
    canvas.setImage(photo);
    canvas.show();
    if (!QTest::qWaitForWindowExposed(&canvas)) qFatal("the canvas does not show");
    canvas.setTool(&tool);
    tool.setGhost(ghost);
    canvas.setFocus();
    QCoreApplication::processEvents();
    QObject::connect(&tool, &GhostTool::accepted, &tool,
                     [this](const std::vector<Vec2>& corners, bool byHand) {
                       taken.push_back(corners);
                       moved = byHand;
                     });
  }
  ~Stage() { canvas.setTool(nullptr); }
  QPoint spot(Vec2 p) const { return canvas.viewportFromPicture({p.x, p.y}).toPoint(); }
  void drag(Vec2 from, Vec2 to, bool release = true) {
    QWidget* view = canvas.viewport();
    QTest::mousePress(view, Qt::LeftButton, {}, spot(from));
    for (const double t : {0.3, 0.7, 1.0}) {
      tests::moveMouse(view, spot((1 - t) * from + t * to), Qt::LeftButton);
    }
    if (release) QTest::mouseRelease(view, Qt::LeftButton, {}, spot(to));
  }

  ImageCanvas canvas;
  BoxTool below;
  GhostTool tool{below};
  std::vector<std::vector<Vec2>> taken;
  bool moved = false;
};

} // namespace

class TestGhostTool : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    QLocale::setDefault(QLocale::c());
    tests::useLook(false);
  }

  void enterAcceptsAndEscRejects() {
    Stage stage;
    QSignalSpy rejected(&stage.tool, &GhostTool::rejected);
    QTest::keyClick(&stage.canvas, Qt::Key_Return);
    QCOMPARE(stage.taken.size(), std::size_t(1));
    QVERIFY(stage.taken.front() == ghost.corners && !stage.moved);
    QTest::keyClick(&stage.canvas, Qt::Key_Escape);
    QCOMPARE(rejected.count(), 1);
    stage.tool.setGhost({});
    QTest::keyClick(&stage.canvas, Qt::Key_Return);
    QCOMPARE(stage.taken.size(), std::size_t(1));
  }

  void anArrowKeyAcceptsMended() {
    Stage stage;
    QSignalSpy nudged(&stage.tool, &GhostTool::nudged), rejected(&stage.tool, &GhostTool::rejected);
    QTest::keyClick(&stage.canvas, Qt::Key_Right);
    QVERIFY2(stage.taken.empty(), "no corner is chosen");
    QTest::keyClick(&stage.canvas, Qt::Key_2);
    QTest::keyClick(&stage.canvas, Qt::Key_Escape);
    QVERIFY2(rejected.empty(), "Esc lets go of the corner first");
    QTest::keyClick(&stage.canvas, Qt::Key_2);
    QTest::keyClick(&stage.canvas, Qt::Key_Tab);
    QTest::keyClick(&stage.canvas, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(stage.taken.size(), std::size_t(1));
    std::vector<Vec2> expected = ghost.corners;
    expected[2].x += 10;
    QVERIFY(stage.taken.front() == expected && stage.moved);
    QCOMPARE(nudged.count(), 1);
    QCOMPARE(nudged.front().front().toInt(), 2);
  }

  void aDraggedCornerAcceptsMended() {
    Stage stage;
    stage.drag(ghost.corners[2], {240, 170});
    QCOMPARE(stage.taken.size(), std::size_t(1));
    QVERIFY(stage.moved);
    for (std::size_t i = 0; i < 4; ++i) {
      const Vec2 expected = i == 2 ? Vec2{240, 170} : ghost.corners[i];
      QVERIFY(norm(stage.taken.front()[i] - expected) < (i == 2 ? 1.0 : 1e-9));
    }
  }

  void aClickOrAnAbortedDragChangesNothing() {
    Stage stage;
    QSignalSpy rejected(&stage.tool, &GhostTool::rejected);
    QTest::mouseClick(stage.canvas.viewport(), Qt::LeftButton, {}, stage.spot(ghost.corners[0]));
    QTest::mouseClick(stage.canvas.viewport(), Qt::LeftButton, {}, stage.spot({150, 120}));
    stage.drag(ghost.corners[1], {200, 100}, false);
    QTest::keyClick(&stage.canvas, Qt::Key_Escape);
    QTest::mouseRelease(stage.canvas.viewport(), Qt::LeftButton, {}, stage.spot({200, 100}));
    QVERIFY(stage.taken.empty());
    QCOMPARE(rejected.count(), 0);
    QVERIFY(stage.tool.ghost().has_value());
  }

  void theGhostIsSeenAndSaysHowSureItIs() {
    Stage stage;
    const QImage with = stage.canvas.grab().toImage();
    QVERIFY(stage.tool.hint().contains(QStringLiteral("42 %")));
    QVERIFY(stage.tool.hint().contains(QStringLiteral("Enter")));
    QCOMPARE(stage.tool.landmarks().size(), 4);
    stage.tool.setGhost({});
    QVERIFY(stage.tool.hint().isEmpty());
    QVERIFY(stage.canvas.grab().toImage() != with);
  }

  void theRimBelowStaysInSight() {
    Stage stage;
    stage.tool.setGhost(ghost, true);
    const QImage alone = stage.canvas.grab().toImage();
    stage.below.setCorners({{20, 20}, {300, 20}, {300, 220}, {20, 220}});
    QCOMPARE(stage.canvas.grab().toImage(), alone);
    stage.tool.setGhost(ghost, false);
    QVERIFY(stage.canvas.grab().toImage() != alone);
    QCOMPARE(stage.tool.landmarks().size(), 8);
  }
};

QTEST_MAIN(TestGhostTool)
#include "test_ghost_tool.moc"
