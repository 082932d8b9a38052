#include "fill_support.h"
#include <QtTest>
#include <random>

using namespace fillscope;
using namespace fillscope::test;

class TestFill : public QObject {
  Q_OBJECT

  static FillReport measured(const FillRequest& request) {
    auto report = measureFill(request);
    if (!report) qFatal("%s", report.error().sentence().c_str());
    return std::move(*report);
  }

 private Q_SLOTS:
  void closedForms_data() {
    QTest::addColumn<double>("layer");
    QTest::addColumn<double>("slope");
    QTest::addColumn<double>("tilt");
    QTest::addColumn<double>("roll");
    QTest::addColumn<double>("expected");
    QTest::addColumn<double>("within");
    QTest::newRow("empty") << 0.0 << 0.0 << 0.0 << 0.0 << 0.0 << 0.1;
    QTest::newRow("half") << 0.15 << 0.0 << 0.0 << 0.0 << 50.0 << 0.1;
    QTest::newRow("nearly full") << 0.299 << 0.0 << 0.0 << 0.0 << 99.667 << 0.1;
    QTest::newRow("full") << 0.30 << 0.0 << 0.0 << 0.0 << 100.0 << 0.1;
    QTest::newRow("thin layer") << 0.009 << 0.0 << 0.0 << 0.0 << 3.0 << 0.1;
    QTest::newRow("wedge") << 0.15 << 0.2 << 0.0 << 0.0 << 50.0 << 0.1;
    QTest::newRow("empty, rolled") << 0.0 << 0.0 << 0.0 << 0.7 << 0.0 << 0.1;
    QTest::newRow("half, tilted and rolled") << 0.15 << 0.0 << radians(20) << 0.4 << 50.0 << 0.3;
    QTest::newRow("empty, tilted") << 0.0 << 0.0 << radians(30) << 0.0 << 0.0 << 0.1;
  }
  void closedForms() {
    QFETCH(double, layer);
    QFETCH(double, slope);
    QFETCH(double, tilt);
    QFETCH(double, roll);
    QFETCH(double, expected);
    QFETCH(double, within);
    BoxScene scene = plainScene(1.1, tilt, roll);
    if (layer > 0) scene.items.push_back(LayerItem{layer, slope, 0});
    const RenderedBox box = rendered(scene);
    const FillReport report = measured(requestFor(scene, box));
    QVERIFY2(std::abs(report.fillPercent - expected) < within,
             qPrintable(QString::number(report.fillPercent)));
    QVERIFY(std::abs(report.fillPercent + report.emptySpacePercent - 100) < 1e-9);
    QVERIFY(report.fillLow <= report.fillPercent && report.fillPercent <= report.fillHigh);
    QVERIFY(std::abs(*report.boxLitres - 60.48) < 0.01);
    QVERIFY(std::abs(report.tilt - tilt) < 1e-4);
    QCOMPARE(report.method.substr(0, 10), std::string("size given"));
    QVERIFY(!report.sizeMeasured && !report.cameraGuessed);
  }
  void oneCuboidFromAbove() {
    BoxScene scene = plainScene(1.0, 0);
    scene.items.push_back(CuboidItem{{0.28, 0.18, 0.22}, {0.2, 0.12, 0.16}, 0});
    const RenderedBox box = rendered(scene);
    const FillReport report = measured(requestFor(scene, box));
    const double expected = 100 * 0.2 * 0.12 * 0.16 / (0.56 * 0.36 * 0.30);
    QVERIFY2(std::abs(report.fillPercent - expected) < 0.25, qPrintable(QString::number(report.fillPercent)));
    QVERIFY(report.fillLow <= expected + 0.1 && expected <= report.fillHigh);
    QVERIFY(std::abs(*report.cutHeight - (0.16 + 0.005)) < 0.002);
    // The middle of the map shows the top, a corner the floor.
    const HeightMap& map = report.heights;
    QVERIFY(std::abs(map.height.at(map.height.width() / 2, map.height.height() / 2) - 0.16f) < 0.001f);
    QVERIFY(map.height.at(2, 2) < 0.001f);
    QVERIFY(report.hiddenPercent > 0 && report.hiddenPercent < 15);
    QCOMPARE(int(report.pixelClass.at(319, 239)), int(PixelClass::content));
    QCOMPARE(int(report.pixelClass.at(2, 2)), int(PixelClass::outside));
  }
  void depthScaleCancels() {
    for (int k = 0; k < 6; ++k) {
      const BoxScene scene = randomScene(11, k, radians(25));
      const RenderedBox box = rendered(scene);
      FillRequest request = requestFor(scene, box);
      const double before = measured(request).fillPercent;
      request.depth = mapped(box.depth, [](double v) { return 1.1 * v; });
      const FillReport scaled = measured(request);
      QVERIFY(std::abs(scaled.fillPercent - before) < 0.05);
      QVERIFY(std::abs(scaled.depthScale * 1.1 - 1) < 0.01);
    }
  }
  void inverseAndRelativeDepthAreFitted() {
    const BoxScene scene = randomScene(7, 4, radians(15));
    const RenderedBox box = rendered(scene);
    FillRequest request = requestFor(scene, box);
    const double metric = measured(request).fillPercent;
    DepthMap inverse = *mapped(box.depth, [](double v) { return 3 / v + 0.7; });
    inverse.kind = DepthKind::inverse;
    inverse.unit.clear();
    request.depth = std::make_shared<DepthMap>(inverse);
    const FillReport report = measured(request);
    QVERIFY(std::abs(report.fillPercent - metric) < 0.2);
    QVERIFY(warns(report, "relative-depth"));
    DepthMap relative = *mapped(box.depth, [](double v) { return (v - 0.3) * 2.5; });
    relative.kind = DepthKind::relative;
    relative.unit.clear();
    request.depth = std::make_shared<DepthMap>(relative);
    QVERIFY(std::abs(measured(request).fillPercent - metric) < 0.2);
    request.size.reset(); // no metres anywhere: the share stays, litres go
    const FillReport lengths = measured(request);
    QVERIFY(!lengths.contentLitres && !lengths.boxLitres);
  }
  void unknownSizeIsMeasured() {
    BoxScene scene = plainScene(1.0, radians(12), 0.2);
    scene.items.push_back(CuboidItem{{0.2, 0.18, 0.25}, {0.2, 0.12, 0.1}, 0.4});
    const RenderedBox box = rendered(scene);
    FillRequest request = requestFor(scene, box);
    request.size.reset();
    const FillReport report = measured(request);
    QVERIFY(report.sizeMeasured);
    QVERIFY(std::abs(report.size.first - 0.56) < 0.002 && std::abs(report.size.second - 0.36) < 0.002);
    QVERIFY(std::abs(report.size.depth - 0.30) < 0.002);
    QVERIFY(std::abs(report.fillPercent - box.fillPercent) < 1);
    QVERIFY(warns(report, "floor-fitted"));
  }
  void taperedBoxWithItsEmptyPicture() {
    BoxScene scene = plainScene(1.0, radians(10));
    scene.taper = 0.04;
    const RenderedBox empty = rendered(scene);
    scene.items.push_back(LayerItem{0.12, 0, 0});
    const RenderedBox box = rendered(scene);
    FillRequest request = requestFor(scene, box);
    request.size.reset();
    request.emptyDepth = std::make_shared<DepthMap>(empty.depth);
    const FillReport report = measured(request);
    QVERIFY2(std::abs(report.fillPercent - box.fillPercent) < 2,
             qPrintable(QString::number(report.fillPercent)));
    QVERIFY(std::abs(*report.boxLitres / box.boxLitres - 1) < 0.03);
    QCOMPARE(report.method.substr(0, 15), std::string("empty reference"));
    request.depth = request.emptyDepth;
    QVERIFY(measured(request).fillPercent < 0.3);
  }
  void anEmptyReferenceThatIsNoneIsTold() {
    BoxScene scene = plainScene(1.0, radians(12));
    const RenderedBox empty = rendered(scene);
    scene.items.push_back(CuboidItem{{0.2, 0.15, 0.13}, {0.3, 0.2, 0.2}, 0});
    const RenderedBox box = rendered(scene);
    FillRequest request = requestFor(scene, box);
    request.size.reset();
    request.emptyDepth = std::make_shared<DepthMap>(empty.depth);
    const auto told = [](const FillReport& report) {
      return warns(report, "reference-same") || warns(report, "reference-deeper") ||
             warns(report, "reference-scale");
    };
    QVERIFY(!told(measured(request)));
    FillRequest noisy = request;
    noisy.depth = std::make_shared<DepthMap>(asDepthCamera(box.depth, 0.003, 0.05, 5));
    noisy.emptyDepth = std::make_shared<DepthMap>(asDepthCamera(empty.depth, 0.003, 0.05, 6));
    QVERIFY(!told(measured(noisy)));

    FillRequest same = request;
    same.emptyDepth = same.depth;
    QVERIFY(warns(measured(same), "reference-same"));
    FillRequest swapped = request;
    std::swap(swapped.depth, swapped.emptyDepth);
    QVERIFY(warns(measured(swapped), "reference-deeper"));
    FillRequest otherScale = request;
    otherScale.depth = mapped(box.depth, [](double v) { return 10 * v; });
    QVERIFY(warns(measured(otherScale), "reference-scale"));
  }
  void aMapOfSomethingElseSaysNothing() {
    BoxScene scene = plainScene(1.0, radians(20));
    scene.items.push_back(LayerItem{0.1, 0, 0});
    const RenderedBox box = rendered(scene);
    FillRequest request = requestFor(scene, box);
    std::mt19937 random(3);
    std::uniform_real_distribution<double> metres(0.2, 6.5);
    for (const bool sizeIsKnown : {true, false}) {
      if (!sizeIsKnown) request.size.reset();
      request.depth = mapped(box.depth, [&](double) { return metres(random); });
      const auto report = measureFill(request);
      if (!report) continue; // refused is as good
      QVERIFY(warns(*report, "alignment-poor"));
      QVERIFY2(report->fillLow < 1 && report->fillHigh > 99,
               qPrintable(QString("%1 to %2").arg(report->fillLow).arg(report->fillHigh)));
    }
  }
  void aSlippedScaleIsTold() {
    BoxScene scene = plainScene(1.0, radians(12));
    const RenderedBox box = rendered(scene);
    FillRequest request = requestFor(scene, box);
    request.size.reset();
    QVERIFY(!warns(measured(request), "size-odd"));
    request.depth = mapped(box.depth, [](double v) { return 10 * v; });
    QVERIFY(warns(measured(request), "size-odd"));
    request.depth = mapped(box.depth, [](double v) { return 0.01 * v; });
    QVERIFY(warns(measured(request), "size-odd"));
  }
  void rimPartlyOutsideThePicture() {
    BoxScene scene = plainScene(0.62, radians(20));
    scene.items.push_back(LayerItem{0.1, 0, 0});
    scene.camera.cy += 170;
    const RenderedBox box = rendered(scene);
    const FillReport report = measured(requestFor(scene, box));
    QVERIFY(warns(report, "rim-outside-picture"));
    QVERIFY(std::abs(report.fillPercent - box.fillPercent) < 2);
    QVERIFY(report.fillHigh > report.fillPercent + 1);
    QVERIFY(report.fillLow < box.fillPercent && box.fillPercent < report.fillHigh);
  }
  void heapedContentCountsToTheRim() {
    BoxScene scene = plainScene(1.0, 0);
    scene.items.push_back(CuboidItem{{0.28, 0.18, 0.13}, {0.3, 0.2, 0.34}, 0});
    const RenderedBox box = rendered(scene);
    const FillReport report = measured(requestFor(scene, box));
    QVERIFY(std::abs(*report.overfillLitres - 0.3 * 0.2 * 0.04 * 1000) < 0.2);
    QVERIFY(std::abs(report.fillPercent - box.fillPercent) < 1);
    QVERIFY(warns(report, "overfill"));
  }
  void smallBoxesHaveSmallCells() {
    BoxScene scene = plainScene(0.25, radians(5), 0.2, 0.4);
    scene.size = {0.09, 0.06, 0.05};
    scene.pose = poseAbove(scene.size, 0.25, radians(5), 0.2, 0.4);
    scene.items.push_back(CuboidItem{{0.031, 0.027, 0.035}, {0.017, 0.013, 0.03}, 0.5});
    const RenderedBox box = rendered(scene);
    const auto report = measureFill(requestFor(scene, box));
    QVERIFY(report.ok());
    QCOMPARE(report->heights.height.width(), 60);
    QCOMPARE(report->heights.height.height(), 40);
    QVERIFY2(std::abs(report->fillPercent - box.fillPercent) < 0.1,
             qPrintable(QString("%1, is %2").arg(report->fillPercent).arg(box.fillPercent)));
  }
  void goodsHigherThanTheBoxIsDeep_data() {
    QTest::addColumn<double>("over");
    for (const double over : {0.04, 0.06, 0.2})
      QTest::addRow("%.0f mm over the rim", 1000 * over) << over;
  }
  void goodsHigherThanTheBoxIsDeep() {
    QFETCH(double, over);
    BoxScene scene = plainScene(1.0, radians(8), 0.2, 0.4);
    scene.size = {0.4, 0.3, 0.05};
    scene.pose = poseAbove(scene.size, 1.0, radians(8), 0.2, 0.4);
    const double height = scene.size.depth + over;
    scene.items.push_back(CuboidItem{{0.2, 0.15, scene.size.depth - 0.5 * height}, {0.2, 0.15, height}, 0});
    const RenderedBox box = rendered(scene);
    const auto report = measureFill(requestFor(scene, box));
    QVERIFY(report.ok());
    QVERIFY2(report->fillLow - 1 <= box.fillPercent && box.fillPercent <= report->fillHigh + 1,
             qPrintable(
                 QString("%1 in %2 to %3").arg(box.fillPercent).arg(report->fillLow).arg(report->fillHigh)));
    QVERIFY2(std::abs(*report->overfillLitres - 30 * over) < 3 * over,
             qPrintable(QString::number(*report->overfillLitres)));
    QVERIFY2(std::abs(*report->cutHeight - height - 0.005) < 0.004,
             qPrintable(QString::number(*report->cutHeight)));
  }
  void saysWhatItDoubts() {
    BoxScene scene = plainScene(1.0, 0.1);
    const RenderedBox box = rendered(scene);
    FillRequest request = requestFor(scene, box);
    request.camera.reset();
    const FillReport guessed = measured(request);
    QVERIFY(guessed.cameraGuessed && warns(guessed, "focal-guessed"));
    QVERIFY(!warns(guessed, "camera-odd") && !warns(measured(requestFor(scene, box)), "camera-odd"));
    // A matrix file holds no size: that of a picture twice as wide is told by its middle alone.
    CameraIntrinsics larger = scene.camera.scaledTo(2 * scene.camera.width, 2 * scene.camera.height);
    request.camera = larger;
    QVERIFY(!warns(measured(request), "camera-odd"));
    larger.width = larger.height = 0;
    request.camera = larger;
    const auto odd = measureFill(request);
    QVERIFY(odd.ok() && warns(*odd, "camera-odd"));
    request = requestFor(scene, box);
    request.depth = mapped(box.depth, [](double v) { return 1.3 * v; });
    QVERIFY(warns(measured(request), "size-disagrees"));
    request.depth = std::make_shared<DepthMap>(asDepthCamera(box.depth, 0.002, 0.3, 5));
    QVERIFY(warns(measured(request), "depth-holes"));
    for (const FillWarning& w : measured(request).warnings)
      QVERIFY(!w.meaning.empty() && !w.remedy.empty());
  }
  void refusesWhatCannotBeMeasured() {
    const BoxScene scene = plainScene(1.0, 0.1);
    const RenderedBox box = rendered(scene);
    const FillRequest good = requestFor(scene, box);
    const auto refused = [](const FillRequest& request) {
      const auto report = measureFill(request);
      return !report && report.error().code == ErrorCode::badInput;
    };
    FillRequest request = good;
    request.depth.reset();
    QVERIFY(refused(request));
    request = good;
    std::swap(request.corners[1], request.corners[3]);
    QVERIFY(refused(request));
    request = good;
    request.depth = mapped(box.depth, [](double) { return 0.0; });
    QVERIFY(refused(request));
    request = good;
    DepthMap small;
    small.values = Raster<float>(320, 240, 1, 1.0f);
    request.emptyDepth = std::make_shared<DepthMap>(small);
    QVERIFY(refused(request));
    request = good;
    request.size = BoxSize{0.6, 1e9, 0.3};
    QVERIFY(refused(request));
    request = good;
    request.options.cellSize = 0;
    QVERIFY(refused(request));
    Progress stop;
    stop.isCancelled = [] { return true; };
    const auto stopped = measureFill(good, stop);
    QVERIFY(!stopped.ok());
    QCOMPARE(stopped.error().code, ErrorCode::cancelled);
  }
};

QTEST_GUILESS_MAIN(TestFill)
#include "test_fill.moc"
