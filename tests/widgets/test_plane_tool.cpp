#include "tests/support/mouse.h"
#include "tests/support/widget_look.h"
#include "widgets/image_canvas.h"
#include "widgets/plane_tool.h"
#include <QSignalSpy>
#include <QTest>

using namespace fillscope;

namespace {

struct Stage {
  Stage() {
    canvas.resize(640, 480);
    QImage depth(320, 240, QImage::Format_RGB32);
    depth.fill(QColor(60, 70, 80));
    canvas.setImage(depth);
    canvas.show();
    if (!QTest::qWaitForWindowExposed(&canvas)) qFatal("the canvas does not show");
    canvas.setTool(&tool);
    canvas.setFocus();
    QCoreApplication::processEvents();
    QObject::connect(&tool, &PlaneTool::areaChosen, &tool,
                     [this](const std::optional<PixelArea>& area) { chosen.push_back(area); });
  }
  ~Stage() { canvas.setTool(nullptr); }
  QPoint spot(Vec2 p) const { return canvas.viewportFromPicture({p.x, p.y}).toPoint(); }
  void drag(Vec2 from, Vec2 to, bool release = true) {
    QWidget* view = canvas.viewport();
    QTest::mousePress(view, Qt::LeftButton, {}, spot(from));
    for (const double t : {0.3, 0.7, 1.0})
      tests::moveMouse(view, spot((1 - t) * from + t * to), Qt::LeftButton);
    if (release) QTest::mouseRelease(view, Qt::LeftButton, {}, spot(to));
  }
  /// Whether the area lies about there: a viewport's pixel may be half a pixel of the picture aside.
  static bool isAbout(const std::optional<PixelArea>& area, PixelArea wanted) {
    return area && std::abs(area->x - wanted.x) <= 1 && std::abs(area->y - wanted.y) <= 1 &&
           std::abs(area->width - wanted.width) <= 2 && std::abs(area->height - wanted.height) <= 2;
  }

  ImageCanvas canvas;
  PlaneTool tool;
  std::vector<std::optional<PixelArea>> chosen;
};

} // namespace

class TestPlaneTool : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    QLocale::setDefault(QLocale::c());
    tests::useLook(false);
  }

  void aDragChoosesWholePixels() {
    Stage stage;
    const QString before = stage.tool.hint();
    stage.drag({200, 150}, {80, 60}); // whichever corner comes first
    QCOMPARE(stage.chosen.size(), std::size_t(1));
    QVERIFY(Stage::isAbout(stage.chosen[0], {80, 60, 120, 90}));
    QVERIFY(stage.tool.area() == stage.chosen[0]);
    QVERIFY(stage.tool.hint() != before);
    stage.drag({10, 10}, {50, 40});
    QVERIFY(Stage::isAbout(stage.tool.area(), {10, 10, 40, 30}));
    QCOMPARE(stage.chosen.size(), std::size_t(2));
  }

  void whatLiesOutsideThePictureIsCutOff() {
    Stage stage;
    stage.drag({300, 200}, {340, 260});
    QVERIFY(stage.tool.area().has_value());
    QCOMPARE(stage.tool.area()->x + stage.tool.area()->width, 320);
    QCOMPARE(stage.tool.area()->y + stage.tool.area()->height, 240);
  }

  void aSlipOfTheHandChoosesNothing() {
    Stage stage;
    stage.drag({100, 100}, {101, 101});
    QVERIFY(stage.chosen.empty() && !stage.tool.area());
  }

  void escapeGivesUpTheDrawingThenTheRectangle() {
    Stage stage;
    stage.drag({50, 50}, {100, 100});
    stage.drag({150, 50}, {200, 100}, false);
    QTest::keyClick(&stage.canvas, Qt::Key_Escape);
    QTest::mouseRelease(stage.canvas.viewport(), Qt::LeftButton, {}, stage.spot({200, 100}));
    QCOMPARE(stage.chosen.size(), std::size_t(1));
    QVERIFY(Stage::isAbout(stage.tool.area(), {50, 50, 50, 50}));
    QTest::keyClick(&stage.canvas, Qt::Key_Escape);
    QCOMPARE(stage.chosen.size(), std::size_t(2));
    QVERIFY(!stage.chosen[1] && !stage.tool.area());
  }

  void arrowKeysMoveItWithinThePicture() {
    Stage stage;
    stage.tool.setArea(PixelArea{5, 100, 40, 30});
    QVERIFY(stage.chosen.empty()); // set, not chosen
    QTest::keyClick(&stage.canvas, Qt::Key_Right);
    QCOMPARE(*stage.tool.area(), (PixelArea{6, 100, 40, 30}));
    QTest::keyClick(&stage.canvas, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(*stage.tool.area(), (PixelArea{0, 100, 40, 30}));
    QTest::keyClick(&stage.canvas, Qt::Key_Left);
    QCOMPARE(stage.chosen.size(), std::size_t(2)); // it is at the edge
    QTest::keyClick(&stage.canvas, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(*stage.chosen.back(), (PixelArea{0, 110, 40, 30}));
  }

  void deviationsAreShownInTheirPlace() {
    Stage stage;
    const PixelArea area{100, 80, 60, 40};
    stage.tool.setArea(area);
    PlaneFit fit;
    fit.area = area;
    fit.deviation = Raster<float>(60, 40, 1, 0.001f);
    for (int y = 0; y < 40; ++y)
      for (int x = 0; x < 30; ++x)
        fit.deviation.at(x, y) = -0.001f;
    const ColourScale scale{ColourMap::coolwarm, -0.001, 0.001, false, "m"};
    const auto colourAt = [&](Vec2 at) {
      return stage.canvas.viewport()->grab().toImage().pixelColor(stage.spot(at));
    };
    const QColor bare = colourAt({110, 100});
    stage.tool.setFit(std::make_shared<const PlaneFit>(fit), scale);
    const QColor behind = colourAt({110, 100}), inFront = colourAt({150, 100});
    QVERIFY(behind.blue() > behind.red() + 50);
    QVERIFY(inFront.red() > inFront.blue() + 50);
    QCOMPARE(colourAt({180, 100}), bare);
    // Of another rectangle it is not shown.
    fit.area.x = 101;
    stage.tool.setFit(std::make_shared<const PlaneFit>(fit), scale);
    QCOMPARE(colourAt({110, 100}), bare);
  }
};

QTEST_MAIN(TestPlaneTool)
#include "test_plane_tool.moc"
