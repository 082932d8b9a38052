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
};

QTEST_APPLESS_MAIN(TestFillWithoutUnit)
#include "test_fill_without_unit.moc"
