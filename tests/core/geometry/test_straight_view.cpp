// A lens's distortion taken out of pictures and depth, and what was found put back where the picture shows
// it.
#include "core/geometry/fill.h"
#include "core/geometry/lens.h"
#include "core/geometry/straight_view.h"
#include "lens_support.h"
#include <QTest>
#include <algorithm>

using namespace fillscope;
using namespace fillscope::tests;

class TestStraightView : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cornersComeStraight_data() {
    QTest::addColumn<double>("k1");
    for (const double k1 : {-0.15, -0.05, 0.1})
      QTest::addRow("k1 %g", k1) << k1;
  }
  void cornersComeStraight() {
    QFETCH(double, k1);
    const PhotoSample sample = cartonThroughLens(k1, 3);
    const StraightView view(sample.camera, k1);
    const RimCorners straight = view.straightened(rimOf(sample));
    const auto pose = estimateRimPose(straight, view.camera(), sample.size);
    QVERIFY(pose.ok());
    const Vec3 places[4] = {{0, 0, 0},
                            {sample.size.first, 0, 0},
                            {sample.size.first, sample.size.second, 0},
                            {0, sample.size.second, 0}};
    for (std::size_t k = 0; k < 4; ++k) {
      const Vec3 truth = sample.pose.toCamera(places[k]);
      QVERIFY(norm(straight[k] - pictureFromPixel(view.camera().project(truth))) < 0.01);
      QVERIFY(norm(pose->pose.toCamera(places[k]) - truth) < 1e-3);
    }
  }

  void thePictureComesBack_data() { cornersComeStraight_data(); }
  void thePictureComesBack() {
    QFETCH(double, k1);
    const CameraIntrinsics camera = CameraIntrinsics::fromFieldOfView(1.1, 320, 240);
    Image ramp(320, 240, 1);
    for (int y = 0; y < 240; ++y)
      for (int x = 0; x < 320; ++x)
        ramp.at(x, y) = static_cast<std::uint8_t>(x / 2 + y / 4);
    const StraightView view(camera, k1);
    const Image straight = view.straightPicture(ramp);
    // A barrel lens squeezes more into the picture than a pinhole of the same size would show.
    QCOMPARE(straight.width() > 320, k1 < 0);
    QVERIFY(straight.sameSize(view.camera().width, view.camera().height));
    const Image back = view.asSeen(straight);
    QVERIFY(back.sameSize(ramp));
    for (int y = 4; y < 236; ++y)
      for (int x = 4; x < 316; ++x)
        QVERIFY2(std::abs(int(back.at(x, y)) - int(ramp.at(x, y))) <= 2,
                 qPrintable(QStringLiteral("%1, %2").arg(x).arg(y)));
  }

  // Longer than OpenCV's remap can count.
  void aPanoramaComesBack_data() { cornersComeStraight_data(); }
  void aPanoramaComesBack() {
    QFETCH(double, k1);
    constexpr int width = 33000, height = 24;
    const CameraIntrinsics camera = CameraIntrinsics::fromFieldOfView(1.1, width, height);
    Image ramp(width, height, 1);
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        ramp.at(x, y) = static_cast<std::uint8_t>(x / 150);
    const StraightView view(camera, k1);
    const Image back = view.asSeen(view.straightPicture(ramp));
    QVERIFY(back.sameSize(ramp));
    for (int y = 4; y < height - 4; ++y)
      for (int x = 4; x < width - 4; ++x)
        QVERIFY2(std::abs(int(back.at(x, y)) - int(ramp.at(x, y))) <= 1,
                 qPrintable(QStringLiteral("%1, %2").arg(x).arg(y)));
  }

  void surfacesAreNotMixed() {
    const CameraIntrinsics camera = CameraIntrinsics::fromFieldOfView(1.1, 320, 240);
    Raster<float> halves(320, 240, 1, 1.0f);
    for (int y = 0; y < 240; ++y)
      for (int x = 160; x < 320; ++x)
        halves.at(x, y) = 5;
    const StraightView view(camera, -0.15);
    const Raster<float> straight = view.straightDepth(halves);
    QVERIFY(straight.sameSize(view.camera().width, view.camera().height));
    const float* end = straight.data() + straight.pixelCount();
    QVERIFY(std::all_of(straight.data(), end, [](float v) { return v == 0 || v == 1 || v == 5; }));
    QCOMPARE(straight.at(straight.width() / 2 - 3, straight.height() / 2), 1.0f);
    QCOMPARE(straight.at(straight.width() / 2 + 2, straight.height() / 2), 5.0f);
    // Straightened, a barrel's picture has pointed corners and sides that bend inwards.
    QCOMPARE(straight.at(straight.width() / 2, 0), 0.0f);
    QCOMPARE(straight.at(4, 4), 1.0f);
  }

  void planesStayPlanes_data() { cornersComeStraight_data(); }
  void planesStayPlanes() {
    QFETCH(double, k1);
    const CameraIntrinsics camera = CameraIntrinsics::fromFieldOfView(1.1, 320, 240);
    const auto depthAlong = [](Vec3 ray) { return 1 / (0.8 + 0.3 * ray.x - 0.2 * ray.y); };
    Raster<float> seen(320, 240);
    for (int y = 0; y < 240; ++y)
      for (int x = 0; x < 320; ++x)
        seen.at(x, y) = static_cast<float>(depthAlong(undistortedRay(camera, k1, {double(x), double(y)})));
    const StraightView view(camera, k1);
    const Raster<float> straight = view.straightDepth(seen);
    std::size_t found = 0, off = 0; // half a pixel from the edge there is nothing to interpolate
    for (int y = 0; y < straight.height(); ++y)
      for (int x = 0; x < straight.width(); ++x) {
        if (straight.at(x, y) == 0) continue;
        const double truth = depthAlong(view.camera().ray({double(x), double(y)}));
        off += std::abs(straight.at(x, y) - truth) > 5e-5;
        ++found;
      }
    QVERIFY(found > straight.pixelCount() / 2);
    QVERIFY2(off < found / 50, qPrintable(QStringLiteral("%1 of %2").arg(off).arg(found)));
  }

  void fillIsThatOfThePinhole_data() {
    QTest::addColumn<double>("k1");
    for (const double k1 : {-0.15, 0.1})
      QTest::addRow("k1 %g", k1) << k1;
  }
  void fillIsThatOfThePinhole() {
    QFETCH(double, k1);
    double worst = 0, without = 0;
    for (std::uint64_t index = 0; index < 4; ++index) {
      const PhotoSample pinhole = cartonThroughLens(0, index, true),
                        bent = cartonThroughLens(k1, index, true);
      const auto fillOf = [](const PhotoSample& sample, double lens) {
        FillRequest request;
        request.depth = std::make_shared<const DepthMap>(sample.depth);
        request.corners = rimOf(sample);
        request.camera = sample.camera;
        request.k1 = lens;
        request.size = sample.size;
        const auto report = measureFill(request);
        if (!report) qFatal("%s", report.error().sentence().c_str());
        if (!report->pixelClass.sameSize(sample.image)) qFatal("classes of another picture");
        return report->fillPercent;
      };
      const double truth = fillOf(pinhole, 0);
      worst = std::max(worst, std::abs(fillOf(bent, k1) - truth));
      without = std::max(without, std::abs(fillOf(bent, 0) - truth));
    }
    QVERIFY2(worst < 0.5, qPrintable(QString::number(worst)));
    QVERIFY2(worst < 0.5 * without, qPrintable(QStringLiteral("%1, without %2").arg(worst).arg(without)));
  }

  void whatThePhotoDoesNotShowIsNoHole() {
    const auto partOf = [](const PhotoSample& sample, double lens) {
      const RimCorners rim = rimOf(sample);
      const int cut = static_cast<int>(0.25 * (rim[0].x + rim[1].x + rim[2].x + rim[3].x));
      DepthMap depth = sample.depth;
      depth.values = Raster<float>(sample.depth.width() - cut, sample.depth.height());
      for (int y = 0; y < depth.height(); ++y)
        for (int x = 0; x < depth.width(); ++x)
          depth.values.at(x, y) = sample.depth.values.at(x + cut, y);
      FillRequest request;
      for (int k = 0; k < 4; ++k)
        request.corners[k] = {rim[k].x - cut, rim[k].y};
      request.camera = sample.camera;
      request.camera->cx -= cut;
      request.camera->width -= cut;
      request.depth = std::make_shared<const DepthMap>(std::move(depth));
      request.k1 = lens;
      request.size = sample.size;
      auto report = measureFill(request);
      if (!report) qFatal("%s", report.error().sentence().c_str());
      return *std::move(report);
    };
    const auto shareOutside = [](const FillReport& report) {
      for (const FillWarning& warning : report.warnings)
        if (warning.id == "rim-outside-picture" && !warning.values.empty())
          return std::stod(warning.values.front());
      return 0.0;
    };
    for (const double k1 : {-0.15, 0.1}) {
      const FillReport pinhole = partOf(cartonThroughLens(0, 1), 0),
                       bent = partOf(cartonThroughLens(k1, 1), k1);
      QVERIFY(shareOutside(pinhole) > 20);
      QVERIFY2(std::abs(shareOutside(bent) - shareOutside(pinhole)) < 6,
               qPrintable(QStringLiteral("%1 and %2").arg(shareOutside(bent)).arg(shareOutside(pinhole))));
      QVERIFY(bent.holePercent < 2);
    }
  }
};

QTEST_APPLESS_MAIN(TestStraightView)
#include "test_straight_view.moc"
