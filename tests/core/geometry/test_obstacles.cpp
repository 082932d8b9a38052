// Flaps and hands over the opening are no content, heaped goods are; on rendered boxes whose fill is exact.
#include "core/synthesis/photo_render.h"
#include "core/synthesis/photo_spec.h"
#include "fill_support.h"
#include <QtTest>

using namespace fillscope;
using namespace fillscope::test;

namespace {

PhotoSpec plainCartons() {
  PhotoSpec spec;
  spec.boxKinds = {1, 0, 0};
  spec.taper = {0, 0};
  spec.flapShare = spec.cutOutShare = spec.protrudeShare = 0;
  spec.handShare = spec.neighbourShare = spec.profileShare = spec.closedBoxShare = spec.partialShare = 0;
  spec.clutter = {0, 0};
  spec.tilt = {0, 15};
  return spec;
}

struct Judgement {
  double meanError = 0, covered = 0;
  int told = 0; ///< pictures with the warning "obstacle"
};

Judgement judgePhotos(const PhotoSpec& spec, int count) {
  Judgement out;
  for (int k = 0; k < count; ++k) {
    PhotoRenderOptions shapeAlone;
    shapeAlone.colour = false;
    const auto photo = renderPhoto(samplePhotoScene(spec, 77, std::uint64_t(k)), shapeAlone);
    if (!photo) qFatal("%s", photo.error().sentence().c_str());
    FillRequest request;
    request.depth = std::make_shared<DepthMap>(photo->depth);
    for (std::size_t c = 0; c < 4; ++c)
      request.corners[c] = photo->corners[c].at;
    request.camera = photo->camera;
    request.k1 = photo->k1;
    request.size = photo->size;
    const auto report = measureFill(request);
    if (!report) qFatal("photo %d: %s", k, report.error().sentence().c_str());
    const double truth = photo->fillPercent;
    out.meanError += std::abs(report->fillPercent - truth) / count;
    out.covered += 100.0 / count * (truth >= report->fillLow - 1 && truth <= report->fillHigh + 1);
    out.told += warns(*report, "obstacle");
  }
  qInfo("mean error %.2f, truth in the interval %.1f %%, obstacles told in %d of %d", out.meanError,
        out.covered, out.told, count);
  return out;
}

} // namespace

class TestObstacles : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void flapsAndHandsAreNoContent_data() {
    QTest::addColumn<double>("flaps");
    QTest::addColumn<double>("hands");
    QTest::addColumn<double>("mostError");
    QTest::addColumn<double>("leastCovered");
    QTest::addColumn<int>("leastTold");
    QTest::newRow("flaps") << 1.0 << 0.0 << 4.5 << 90.0 << 15;
    QTest::newRow("hands") << 0.0 << 1.0 << 5.5 << 93.0 << 50;
  }
  void flapsAndHandsAreNoContent() {
    QFETCH(double, flaps);
    QFETCH(double, hands);
    QFETCH(double, mostError);
    QFETCH(double, leastCovered);
    QFETCH(int, leastTold);
    PhotoSpec spec = plainCartons();
    spec.flapShare = flaps;
    spec.handShare = hands;
    const Judgement judged = judgePhotos(spec, 80);
    QVERIFY(judged.meanError <= mostError);
    QVERIFY(judged.covered >= leastCovered);
    QVERIFY(judged.told >= leastTold);
  }

  // Goods and walls hide what is low sooner than what is high.
  void whatALowViewHidesIsNotTakenTooHigh() {
    PhotoSpec spec = plainCartons();
    spec.tilt = {0, 45};
    const Judgement judged = judgePhotos(spec, 80);
    QVERIFY(judged.meanError <= 2.1);
    QVERIFY(judged.covered >= 98);
  }

  void heapedGoodsAreContent() {
    PhotoSpec spec = plainCartons();
    spec.protrudeShare = 1;
    spec.tilt = {0, 40};
    const Judgement judged = judgePhotos(spec, 80);
    QVERIFY(judged.meanError <= 3);
    QVERIFY(judged.covered >= 98);
    QVERIFY(judged.told <= 2);
  }

  void aCuboidThatStandsOutIsContent_data() {
    QTest::addColumn<double>("tilt");
    QTest::addColumn<bool>("sidesAreSeen");
    QTest::newRow("aslant") << 0.2 << true;
    QTest::newRow("straight down") << 0.0 << false;
  }
  void aCuboidThatStandsOutIsContent() {
    QFETCH(double, tilt);
    QFETCH(bool, sidesAreSeen);
    BoxScene scene = plainScene(1.0, tilt);
    scene.items.push_back(CuboidItem{{0.28, 0.18, 0.1}, {0.3, 0.2, 0.4}, 0});
    const RenderedBox box = rendered(scene);
    const auto report = measureFill(requestFor(scene, box));
    QVERIFY(report.ok());
    QVERIFY(!warns(*report, "obstacle") && warns(*report, "overfill"));
    QVERIFY(std::abs(report->fillPercent - box.fillPercent) < 2);
    // Without its sides it may as well be held over an empty box.
    if (sidesAreSeen)
      QVERIFY(report->fillLow > box.fillPercent - 2);
    else
      QVERIFY(report->fillLow < 0.5 * box.fillPercent);
  }
};

QTEST_GUILESS_MAIN(TestObstacles)
#include "test_obstacles.moc"
