#include "fill_support.h"
#include <QtTest>

using namespace fillscope;
using namespace fillscope::test;

// How far off the answer is, on random boxes whose fill is known.
class TestFillScenes : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void exactDepth_data() {
    QTest::addColumn<double>("tilt");
    QTest::addColumn<double>("meanError");
    QTest::newRow("from above") << 0.0 << 1.0;
    QTest::newRow("to 15 degrees") << 15.0 << 1.0;
    QTest::newRow("to 30 degrees") << 30.0 << 0.8;
    QTest::newRow("to 45 degrees") << 45.0 << 1.8;
  }
  void exactDepth() {
    QFETCH(double, tilt);
    QFETCH(double, meanError);
    const Judged judged = judge(7, 40, tilt, [](FillRequest&, int) {});
    QVERIFY(judged.meanError <= meanError);
    QVERIFY(judged.covered >= 95);
  }
  void emptyBoxesReadEmpty() {
    for (int k = 0; k < 12; ++k) {
      BoxScene scene = randomScene(21, k, radians(30));
      scene.items.clear();
      const auto report = measureFill(requestFor(scene, rendered(scene)));
      QVERIFY(report.ok());
      QVERIFY(report->fillPercent < 0.1);
    }
  }
  // A wall that the camera looks over from behind takes nothing of the box away, whatever goods stand before
  // it.
  void wallsTurnedAwayStayUpright() {
    for (int k = 0; k < 45; ++k) {
      const BoxScene scene = randomScene(7, k, radians(45));
      const RenderedBox box = rendered(scene);
      const auto report = measureFill(requestFor(scene, box));
      QVERIFY(report.ok());
      QVERIFY2(std::abs(*report->boxLitres / box.boxLitres - 1) < 0.002,
               qPrintable(QString("scene %1: %2").arg(k).arg(*report->boxLitres / box.boxLitres)));
    }
  }
  void slantingWalls_data() {
    QTest::addColumn<double>("slope");
    QTest::addColumn<double>("depthNoise");
    QTest::newRow("0.02") << 0.02 << 0.0;
    QTest::newRow("0.04") << 0.04 << 0.0;
    QTest::newRow("0.04, depth noise 3 mm at 1 m") << 0.04 << 0.003;
    QTest::newRow("0.10") << 0.10 << 0.0;
  }
  // A slant too small to be taken still counts in the interval.
  void slantingWalls() {
    QFETCH(double, slope);
    QFETCH(double, depthNoise);
    const Judged judged = judge(
        7, 30, 15,
        [&](FillRequest& request, int k) {
          if (depthNoise > 0)
            request.depth = std::make_shared<DepthMap>(
                asDepthCamera(*request.depth, depthNoise, 0, std::uint32_t(k + 1)));
        },
        slope);
    QVERIFY(judged.meanError <= 2.5);
    QVERIFY(judged.covered >= 96);
  }
  void disturbed_data() {
    QTest::addColumn<double>("cornerNoise");
    QTest::addColumn<double>("depthNoise");
    QTest::addColumn<double>("holes");
    QTest::addColumn<double>("focal");
    QTest::addColumn<double>("scale");
    QTest::addColumn<double>("meanError");
    QTest::newRow("corners 1 px") << 1.0 << 0.0 << 0.0 << 1.0 << 1.0 << 0.9;
    QTest::newRow("corners 2 px") << 2.0 << 0.0 << 0.0 << 1.0 << 1.0 << 1.2;
    QTest::newRow("depth noise 3 mm at 1 m") << 0.0 << 0.003 << 0.0 << 1.0 << 1.0 << 0.9;
    QTest::newRow("depth noise 10 mm at 1 m") << 0.0 << 0.010 << 0.0 << 1.0 << 1.0 << 1.2;
    QTest::newRow("noise and a fifth holes") << 0.0 << 0.003 << 0.2 << 1.0 << 1.0 << 1.8;
    QTest::newRow("focal length 2 % off") << 0.0 << 0.0 << 0.0 << 1.02 << 1.0 << 1.5;
    QTest::newRow("focal length 5 % off") << 0.0 << 0.0 << 0.0 << 1.05 << 1.0 << 2.5;
    QTest::newRow("depth scale 10 % off") << 0.0 << 0.0 << 0.0 << 1.0 << 1.1 << 0.6;
  }
  void disturbed() {
    QFETCH(double, cornerNoise);
    QFETCH(double, depthNoise);
    QFETCH(double, holes);
    QFETCH(double, focal);
    QFETCH(double, scale);
    QFETCH(double, meanError);
    const Judged judged = judge(7, 30, 15, [&](FillRequest& request, int k) {
      if (depthNoise > 0 || holes > 0)
        request.depth = std::make_shared<DepthMap>(
            asDepthCamera(*request.depth, depthNoise, holes, std::uint32_t(k + 1)));
      request.depth = mapped(*request.depth, [&](double v) { return scale * v; });
      request.camera->fx *= focal;
      request.camera->fy *= focal;
      if (cornerNoise > 0) shakeCorners(request, cornerNoise, k);
    });
    QVERIFY(judged.meanError <= meanError);
  }
};

QTEST_GUILESS_MAIN(TestFillScenes)
#include "test_fill_scenes.moc"
