// What once went wrong by ten points and more: hand-placed corners over level goods, unknown cameras, full
// boxes.
#include "core/geometry/fill_figures.h"
#include "fill_support.h"
#include <QtTest>

using namespace fillscope;
using namespace fillscope::test;

namespace {

BoxScene levelScene(double share) {
  BoxScene scene = plainScene(0.8, 0, 0.2);
  if (share > 0) scene.items.push_back(LayerItem{share * scene.size.depth, 0, 0});
  return scene;
}

} // namespace

class TestFillHardCases : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void handPlacedCornersOverLevelGoods_data() {
    QTest::addColumn<double>("share");
    QTest::addColumn<double>("noise");
    QTest::addColumn<double>("most");
    for (const double share : {0.15, 0.5, 0.75, 0.9})
      for (const double noise : {1.0, 2.0})
        QTest::addRow("%.0f %%, corners %.0f px off", 100 * share, noise) << share << noise << 3.5;
  }
  void handPlacedCornersOverLevelGoods() {
    QFETCH(double, share);
    QFETCH(double, noise);
    QFETCH(double, most);
    const BoxScene scene = levelScene(share);
    const RenderedBox box = rendered(scene);
    for (int seed = 0; seed < 4; ++seed) {
      FillRequest request = requestFor(scene, box);
      shakeCorners(request, noise, seed);
      const auto report = measureFill(request);
      QVERIFY(report.ok());
      QVERIFY2(std::abs(report->fillPercent - 100 * share) < most,
               qPrintable(QString::number(report->fillPercent)));
      QVERIFY(report->fillLow - 1 <= 100 * share && 100 * share <= report->fillHigh + 1);
    }
  }
  void unknownCameraFollowsFromTheRim() {
    const Judged judged = judge(7, 20, 15, [](FillRequest& request, int) { request.camera.reset(); });
    QVERIFY(judged.meanError < 1.5);
    QVERIFY(judged.covered >= 95);
  }
  void oneCameraKeepsItsScale_data() {
    QTest::addColumn<double>("share");
    QTest::newRow("low") << 0.1;
    QTest::newRow("half") << 0.5;
    QTest::newRow("nearly full") << 0.95;
  }
  void oneCameraKeepsItsScale() {
    QFETCH(double, share);
    const BoxScene empty = levelScene(0), filled = levelScene(share);
    FillRequest request = requestFor(filled, rendered(filled));
    request.emptyDepth = std::make_shared<DepthMap>(rendered(empty).depth);
    const auto report = measureFill(request);
    QVERIFY(report.ok());
    QVERIFY2(std::abs(report->fillPercent - 100 * share) < 0.1,
             qPrintable(QString::number(report->fillPercent)));
  }
  void goodsLevelWithTheRimAreFull() {
    const BoxScene scene = levelScene(1);
    const auto report = measureFill(requestFor(scene, rendered(scene)));
    QVERIFY(report.ok());
    QVERIFY2(report->fillPercent > 99.5, qPrintable(QString::number(report->fillPercent)));
  }
  void unknownFloorLeavesRoomBelow() {
    const BoxScene scene = levelScene(0.4);
    FillRequest request = requestFor(scene, rendered(scene));
    request.size.reset();
    const auto report = measureFill(request);
    QVERIFY(report.ok());
    QVERIFY(report->fillHigh > 40 && report->fillHigh < 100);
    QVERIFY(warns(*report, "floor-fitted"));
  }
  void noUnknownFloorHoldsMoreThanABoxful() {
    for (int first = 20; first <= 200; first += 3)
      for (int depth = 10; depth <= 100; depth += 2) {
        BoxShape shape;
        shape.first = 0.01 * first;
        shape.second = 1.5 * shape.first;
        shape.depth = 0.01 * depth;
        const double high = highAboveUnknownFloor(100, shape);
        QVERIFY2(high <= 100 && high > 99.999, qPrintable(QString::number(high, 'g', 17)));
      }
  }
  void constantDepthIsRefused() {
    const BoxScene scene = levelScene(0);
    FillRequest request = requestFor(scene, rendered(scene));
    auto flat = std::make_shared<DepthMap>(*request.depth);
    for (std::size_t k = 0; k < flat->values.pixelCount(); ++k)
      flat->values.data()[k] = 0.8f;
    request.depth = flat;
    QVERIFY(!measureFill(request).ok());
  }
};

QTEST_APPLESS_MAIN(TestFillHardCases)
#include "test_fill_hard_cases.moc"
