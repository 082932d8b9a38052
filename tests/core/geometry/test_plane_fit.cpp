#include "core/base/counter_random.h"
#include "core/formats/depth_io.h"
#include "core/formats/intrinsics_io.h"
#include "core/geometry/lens.h"
#include "core/geometry/plane_fit.h"
#include "tests/support/shared_data.h"
#include <QTest>
#include <cmath>
#include <limits>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

const CameraIntrinsics camera{500, 510, 159.5, 119.5, 320, 240};

/// A plane through (0, 0, z) with that normal, seen by the camera; every point moved along the normal.
template <class Moved>
DepthMap planeSeen(Vec3 normal, double z, Moved moved, double k1 = 0) {
  DepthMap depth;
  depth.values = Raster<float>(camera.width, camera.height);
  normal = normalized(normal);
  for (int y = 0; y < camera.height; ++y)
    for (int x = 0; x < camera.width; ++x) {
      const Vec3 ray = undistortedRay(camera, k1, {double(x), double(y)});
      const double inFront = moved(x, y);
      depth.values.at(x, y) = static_cast<float>((normal.z * z + inFront) /
                                                 dot(normal, ray)); // normal · p = normal.z · z + inFront
    }
  return depth;
}

double flat(int, int) { return 0; }

} // namespace

class TestPlaneFit : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aPlaneIsFoundExactly_data() {
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<double>("k1");
    QTest::newRow("square to the camera") << 0.0 << 0.0 << 0.0;
    QTest::newRow("tilted") << 0.3 << -0.6 << 0.0;
    QTest::newRow("steep, through a lens") << 1.2 << 0.5 << -0.1;
  }
  void aPlaneIsFoundExactly() {
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(double, k1);
    const Vec3 normal = normalized({x, y, -1});
    const DepthMap depth = planeSeen(normal, 1.5, flat, k1);
    const PixelArea area{100, 75, 120, 90};
    const auto fit = fitPlane(depth, camera, area, {0, k1});
    QVERIFY2(fit.ok(), fit ? "" : fit.error().sentence().c_str());
    QVERIFY(norm(fit->normal - normal) < 1e-6);
    QVERIFY(std::abs(fit->offset + 1.5 * normal.z) < 1e-6);
    QVERIFY(std::abs(fit->tilt - std::acos(-normal.z)) < 1e-6);
    QVERIFY(std::abs(fit->depth - 1.5) <
            1e-3 + 0.01 * std::hypot(x, y)); // the area's middle is half a pixel aside
    QVERIFY2(fit->rms < 1e-6 && fit->meanAbs < 1e-6 && fit->p95 < 1e-6,
             qPrintable(QString::number(fit->rms)));
    QCOMPARE(fit->pixels, std::size_t(120 * 90));
    QCOMPARE(fit->used, fit->pixels);
    QVERIFY(fit->deviation.sameSize(120, 90));
  }

  void noiseIsItsRms() {
    CounterRandom random(7);
    const DepthMap depth = planeSeen({0.2, 0.1, -1}, 0.9, [&](int, int) { return 0.003 * random.normal(); });
    const auto fit = fitPlane(depth, camera, {0, 0, 320, 240});
    QVERIFY2(fit.ok(), fit ? "" : fit.error().sentence().c_str());
    QVERIFY2(std::abs(fit->rms / 0.003 - 1) < 0.01, qPrintable(QString::number(fit->rms)));
    QVERIFY(std::abs(fit->meanAbs / (0.003 * std::sqrt(2 / M_PI)) - 1) < 0.01);
    QVERIFY(std::abs(fit->p95 / (0.003 * 1.96) - 1) < 0.02);
  }

  /// What is nearer to the camera stands in front of the plane.
  void deviationsAreTowardsTheCamera() {
    const DepthMap depth =
        planeSeen({0, -0.4, -1}, 1, [](int x, int y) { return x == 160 && y == 120 ? 0.01 : 0; });
    const auto fit = fitPlane(depth, camera, {60, 60, 200, 120});
    QVERIFY(fit.ok());
    QVERIFY2(std::abs(fit->deviation.at(100, 60) - 0.01f) < 1e-4f,
             qPrintable(QString::number(fit->deviation.at(100, 60))));
    QVERIFY(std::abs(fit->deviation.at(10, 10)) < 1e-4f);
  }

  void holesAreNoPoints() {
    DepthMap depth = planeSeen({0.1, 0, -1}, 1, flat);
    for (int y = 0; y < 240; ++y)
      for (int x = 0; x < 160; ++x)
        depth.values.at(x, y) = x % 2 ? 0 : std::numeric_limits<float>::quiet_NaN();
    const auto fit = fitPlane(depth, camera, {80, 10, 160, 50});
    QVERIFY(fit.ok());
    QCOMPARE(fit->pixels, std::size_t(8000));
    QCOMPARE(fit->measured, std::size_t(4000));
    QCOMPARE(fit->measuredShare(), 0.5);
    QVERIFY(std::isnan(fit->deviation.at(0, 0)) && std::isfinite(fit->deviation.at(159, 0)));
    QVERIFY(fit->rms < 1e-6);
  }

  void strayPointsAreTrimmed() {
    CounterRandom random(3);
    const DepthMap depth = planeSeen({0, 0.3, -1}, 1, [&](int x, int y) {
      return x > 200 && x < 230 && y > 100 && y < 130 ? 0.2
                                                      : 0.001 * random.normal(); // something stands there
    });
    const PixelArea area{100, 50, 160, 120};
    const auto all = fitPlane(depth, camera, area), middle = fitPlane(depth, camera, area, {0.06, 0});
    QVERIFY(all.ok() && middle.ok());
    QVERIFY(all->rms > 0.02);
    QVERIFY2(middle->rms < 0.0011, qPrintable(QString::number(middle->rms)));
    QVERIFY(std::abs(middle->tilt - std::atan(0.3)) < 2e-4);
    QCOMPARE(middle->measured, area.width * area.height * std::size_t{1});
    QVERIFY(middle->used < middle->measured && middle->used > 0.87 * middle->measured);
    QVERIFY(middle->deviation.at(115, 65) > 0.15f); // it is still shown
  }

  void anAreaIsClipped() {
    QCOMPARE(clipped({-5, 230, 20, 100}, 320, 240), (PixelArea{0, 230, 15, 10}));
    QCOMPARE(clipped({400, 10, 20, 20}, 320, 240).width, 0);
    QCOMPARE(clipped({2147483000, 0, 2147483000, 1}, 320, 240).width, 0);
    const auto fit = fitPlane(planeSeen({0, 0, -1}, 1, flat), camera, {300, 200, 500, 500});
    QVERIFY(fit.ok());
    QCOMPARE(fit->area, (PixelArea{300, 200, 20, 40}));
  }

  void saysWhatIsMissing() {
    DepthMap depth = planeSeen({0, 0, -1}, 1, flat);
    const auto sentence = [](const Result<PlaneFit>& fit) {
      return fit ? QString() : QString::fromStdString(fit.error().sentence());
    };
    QVERIFY(sentence(fitPlane(depth, {}, {0, 0, 9, 9})).contains("camera"));
    QVERIFY(sentence(fitPlane(depth, camera, {500, 0, 9, 9})).contains("outside"));
    QVERIFY(sentence(fitPlane(depth, camera, {0, 0, 9, 9}, {0.5, 0})).contains("left out"));
    QVERIFY(sentence(fitPlane(depth, camera, {0, 0, 9, 1})).contains("one line"));
    // A row of any depths lies in a plane with the camera.
    CounterRandom random(5);
    const DepthMap rough = planeSeen({0, 0, -1}, 1, [&](int, int) { return 0.05 * random.normal(); });
    QVERIFY(sentence(fitPlane(rough, camera, {0, 20, 60, 1})).contains("one line"));
    QVERIFY(sentence(fitPlane(rough, camera, {10, 5, 1, 30})).contains("one line"));
    QVERIFY(fitPlane(rough, camera, {10, 5, 3, 30}).ok());
    Progress stop;
    stop.isCancelled = [] { return true; };
    QCOMPARE(fitPlane(depth, camera, {0, 0, 9, 9}, {}, stop).error().code, ErrorCode::cancelled);
    for (std::size_t k = 0; k < depth.values.pixelCount(); ++k)
      depth.values.data()[k] = 0;
    QVERIFY(sentence(fitPlane(depth, camera, {0, 0, 9, 9})).contains("fewer than three"));
    depth.kind = DepthKind::relative;
    QVERIFY(sentence(fitPlane(depth, camera, {0, 0, 9, 9})).contains("metres"));
  }

  /// The floor of the empty tote: flat to some millimetres, seen from about 35° off vertical.
  void theFloorOfARecordedTote() {
    FILLSCOPE_NEEDS_SHARED_DATA(tote, "boxes/tote");
    const auto depth = loadDepth((tote + "/empty.depth.png").toStdString(), {1e-4, 0});
    const auto lens = loadIntrinsics((tote + "/intrinsics.txt").toStdString());
    QVERIFY(depth.ok() && lens.ok());
    const auto fit = fitPlane(*depth, *lens, {250, 160, 140, 100}, {0.02, 0});
    QVERIFY2(fit.ok(), fit ? "" : fit.error().sentence().c_str());
    QVERIFY2(fit->rms < 0.002, qPrintable(QString::number(fit->rms)));
    QVERIFY2(std::abs(fit->tilt * 180 / M_PI - 35) < 2, qPrintable(QString::number(fit->tilt * 180 / M_PI)));
  }
};

QTEST_GUILESS_MAIN(TestPlaneFit)
#include "test_plane_fit.moc"
