#include "core/geometry/lens.h"
#include "core/geometry/point_cloud.h"
#include <QtTest>
#include <cmath>

using namespace fillscope;

class TestLens : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void raysThroughALens() {
    const CameraIntrinsics camera = CameraIntrinsics::fromFieldOfView(1.4, 640, 480);
    for (const double k1 : {-0.12, 0.0, 0.08})
      for (const Vec2 p : {Vec2{0.4, -0.3}, Vec2{0, 0}, Vec2{-0.7, 0.5}}) {
        const double factor = 1 + k1 * dot(p, p);
        const Vec2 seen = camera.project({factor * p.x, factor * p.y, 1});
        QVERIFY(norm(projectThroughLens(camera, k1, {3 * p.x, 3 * p.y, 3}) - seen) < 1e-9);
        const Vec3 ray = undistortedRay(camera, k1, seen);
        QVERIFY(std::abs(ray.x - p.x) < 1e-9 && std::abs(ray.y - p.y) < 1e-9 && ray.z == 1);
      }
    const Vec3 beyond = undistortedRay(camera, -0.12, {50000, 0});
    QVERIFY(std::isfinite(beyond.x));
  }

  void beyondTheFoldNothingLiesFartherOut() {
    const CameraIntrinsics camera = CameraIntrinsics::fromFieldOfView(1.4, 640, 480);
    const double fold = foldRadius(-0.12);
    QVERIFY(std::abs(fold - std::sqrt(1 / 0.36)) < 1e-12);
    QVERIFY(std::isinf(foldRadius(0)) && std::isinf(foldRadius(0.1)));
    const auto seenAt = [&](double r) { return projectThroughLens(camera, -0.12, {r, 0, 1}).x; };
    QVERIFY(seenAt(fold) > seenAt(fold - 0.01) && seenAt(fold) > seenAt(fold + 0.01));
    QVERIFY(std::abs(undistortedRay(camera, -0.12, {50000, camera.cy}).x - fold) < 1e-9);
  }

  void pointsOfACloudLieWhereTheLensShowsThem() {
    const CameraIntrinsics camera{50, 55, 9.5, 7.5, 20, 16};
    DepthMap depth;
    depth.values = Raster<float>(20, 16, 1, 0.8f);
    depth.values.at(2, 2) = 0;
    const PointCloud cloud = unproject(depth, camera, {}, nullptr, 0.2);
    QCOMPARE(cloud.measuredCount(), std::size_t(20 * 16 - 1));
    for (const auto& [x, y] : {std::pair{0, 0}, std::pair{19, 3}, std::pair{10, 15}}) {
      const Vec3 p{cloud.xyz.at(x, y, 0), cloud.xyz.at(x, y, 1), cloud.xyz.at(x, y, 2)};
      QVERIFY(std::abs(p.z - 0.8) < 1e-6);
      QVERIFY(norm(projectThroughLens(camera, 0.2, p) - Vec2{double(x), double(y)}) < 1e-4);
    }
  }
};

QTEST_APPLESS_MAIN(TestLens)
#include "test_lens.moc"
