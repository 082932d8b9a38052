#include "core/geometry/point_cloud.h"
#include <QtTest>
#include <limits>

using namespace fillscope;

class TestPointCloud : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyMeasuredPixelLiesOnItsRay() {
    const CameraIntrinsics camera{50, 55, 9.5, 7.5, 20, 16};
    DepthMap depth;
    depth.values = Raster<float>(20, 16, 1, 0.5f);
    depth.values.at(3, 4) = 1.25f;
    depth.values.at(5, 5) = 0;
    depth.values.at(6, 5) = -1;
    depth.values.at(7, 5) = std::numeric_limits<float>::quiet_NaN();
    const PointCloud cloud = unproject(depth, camera, {2.0});
    QCOMPARE(cloud.measuredCount(), std::size_t(20 * 16 - 3));
    for (int x = 5; x < 8; ++x)
      QVERIFY(std::isnan(cloud.xyz.at(x, 5, 2)));
    QCOMPARE(cloud.xyz.at(3, 4, 2), 2.5f);
    const Vec3 p{cloud.xyz.at(3, 4, 0), cloud.xyz.at(3, 4, 1), cloud.xyz.at(3, 4, 2)};
    QVERIFY(norm(camera.project(p) - Vec2{3, 4}) < 1e-4);
    QVERIFY(cloud.colour.empty());
  }
  void inverseDepthIsTurnedOver() {
    DepthMap depth;
    depth.values = Raster<float>(2, 2, 1, 4.0f);
    depth.kind = DepthKind::inverse;
    QCOMPARE(unproject(depth, {10, 10, 0.5, 0.5, 2, 2}).xyz.at(1, 1, 2), 0.25f);
  }
  void aLineWithAShiftIsTheFills_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<float>("value");
    QTest::addColumn<float>("z");
    QTest::newRow("relative") << int(DepthKind::relative) << 0.25f << 1.0f;
    QTest::newRow("inverse") << int(DepthKind::inverse) << 0.75f << 0.5f;
    QTest::newRow("behind the camera")
        << int(DepthKind::inverse) << 0.2f << std::numeric_limits<float>::quiet_NaN();
  }
  void aLineWithAShiftIsTheFills() {
    QFETCH(int, kind);
    QFETCH(float, value);
    QFETCH(float, z);
    DepthMap depth;
    depth.values = Raster<float>(2, 2, 1, value);
    depth.kind = static_cast<DepthKind>(kind);
    const DepthLine line = depth.kind == DepthKind::inverse ? DepthLine{4, -1} : DepthLine{2, 0.5};
    const float found = unproject(depth, {10, 10, 0.5, 0.5, 2, 2}, line).xyz.at(1, 1, 2);
    QVERIFY(std::isnan(z) ? std::isnan(found) : found == z);
  }
  void colourComesInTheDepthsSize() {
    DepthMap depth;
    depth.values = Raster<float>(4, 4, 1, 1.0f);
    Image colour(8, 8, 3, 10);
    for (int y = 0; y < 8; ++y)
      for (int x = 4; x < 8; ++x)
        colour.at(x, y, 2) = 200;
    const PointCloud cloud = unproject(depth, {10, 10, 1.5, 1.5, 4, 4}, {}, &colour);
    QVERIFY(cloud.colour.sameSize(4, 4));
    QCOMPARE(int(cloud.colour.at(0, 2, 2)), 10);
    QCOMPARE(int(cloud.colour.at(3, 2, 2)), 200);
  }
};

QTEST_GUILESS_MAIN(TestPointCloud)
#include "test_point_cloud.moc"
