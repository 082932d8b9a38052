// Depth maps without a unit: relative and inverse ones, as networks give them, whose line is found on rim and
// walls.
#include "fill_support.h"
#include <QtTest>

using namespace fillscope;
using namespace fillscope::test;

namespace {

/// 3/z + 0.2 or 3·z + 0.2: what a network might answer.
std::shared_ptr<const DepthMap> withoutUnit(const DepthMap& depth, DepthKind kind, double scale = 3,
                                            double shift = 0.2) {
  auto out = std::make_shared<DepthMap>(
      *mapped(depth, [&](double z) { return scale * (kind == DepthKind::inverse ? 1 / z : z) + shift; }));
  out->kind = kind;
  out->unit.clear();
  return out;
}

BoxScene layerScene(double share, double tiltDegrees) {
  BoxScene scene = plainScene(0.8, radians(tiltDegrees), 0.2, 0.5);
  if (share > 0) scene.items.push_back(LayerItem{share * scene.size.depth, 0, 0});
  return scene;
}

} // namespace

class TestFillWithoutUnit : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void levelGoodsOverAnEmptyReference_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("share");
    for (const DepthKind kind : {DepthKind::inverse, DepthKind::relative})
      for (const double share : {0.1, 0.5, 0.9})
        QTest::addRow("%s %.1f", kind == DepthKind::inverse ? "inverse" : "relative", share)
            << int(kind) << share;
  }
  void levelGoodsOverAnEmptyReference() {
    QFETCH(int, kind);
    QFETCH(double, share);
    const BoxScene scene = layerScene(share, 8), empty = layerScene(0, 8);
    FillRequest request = requestFor(scene, rendered(scene));
    request.depth = withoutUnit(*request.depth, DepthKind(kind));
    request.emptyDepth = withoutUnit(rendered(empty).depth, DepthKind(kind), 3.3, 0.1);
    const auto report = measureFill(request);
    QVERIFY(report.ok());
    QVERIFY2(std::abs(report->fillPercent - 100 * share) < 1,
             qPrintable(QString::number(report->fillPercent)));
  }
  // The goods in front of the walls, which the search takes for wall, must not bend a line that fits exactly.
  void highLevelGoods_data() { levelGoodsOverAnEmptyReference_data(); }
  void highLevelGoods() {
    QFETCH(int, kind);
    QFETCH(double, share);
    const BoxScene scene = layerScene(share, 8);
    FillRequest request = requestFor(scene, rendered(scene));
    request.depth = withoutUnit(*request.depth, DepthKind(kind));
    const auto report = measureFill(request);
    QVERIFY(report.ok());
    QVERIFY2(std::abs(report->fillPercent - 100 * share) < 0.1,
             qPrintable(QString::number(report->fillPercent)));
  }
  void slantingWalls_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("slope");
    QTest::addColumn<double>("cornerNoise");
    QTest::addColumn<double>("meanError");
    QTest::newRow("inverse, straight") << int(DepthKind::inverse) << 0.0 << 0.0 << 0.5;
    QTest::newRow("inverse, straight, corners 1 px") << int(DepthKind::inverse) << 0.0 << 1.0 << 1.0;
    QTest::newRow("inverse, 0.06") << int(DepthKind::inverse) << 0.06 << 0.0 << 1.0;
    QTest::newRow("inverse, 0.12") << int(DepthKind::inverse) << 0.12 << 0.0 << 1.0;
    QTest::newRow("relative, 0.12") << int(DepthKind::relative) << 0.12 << 0.0 << 1.0;
  }
  void slantingWalls() {
    QFETCH(int, kind);
    QFETCH(double, slope);
    QFETCH(double, cornerNoise);
    QFETCH(double, meanError);
    const Judged judged = judge(
        7, 24, 25,
        [&](FillRequest& request, int k) {
          request.depth = withoutUnit(*request.depth, DepthKind(kind));
          if (cornerNoise > 0) shakeCorners(request, cornerNoise, k);
        },
        slope);
    QVERIFY(judged.meanError <= meanError);
    QVERIFY(judged.covered >= 99);
  }
  // Straight down into a square box no slant can be told from another line: the interval says so.
  void straightDownIntoASquareBox() {
    BoxScene scene = plainScene(0.8, 0, 0.2);
    scene.size = {0.4, 0.4, 0.25};
    scene.taper = 0.1 * scene.size.depth;
    scene.pose = poseAbove(scene.size, 0.8, 0, 0.2);
    scene.items.push_back(LayerItem{0.35 * scene.size.depth, 0, 0});
    const RenderedBox box = rendered(scene);
    FillRequest request = requestFor(scene, box);
    request.depth = withoutUnit(*request.depth, DepthKind::inverse);
    const auto report = measureFill(request);
    QVERIFY(report.ok());
    QVERIFY2(report->fillLow - 1 <= box.fillPercent && box.fillPercent <= report->fillHigh + 1,
             qPrintable(
                 QString("%1 in %2 to %3").arg(box.fillPercent).arg(report->fillLow).arg(report->fillHigh)));
  }
};

QTEST_APPLESS_MAIN(TestFillWithoutUnit)
#include "test_fill_without_unit.moc"
