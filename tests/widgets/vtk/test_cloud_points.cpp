// Which points are shown, in which colour, and how a place in space finds its pixel.
#include "tests/widgets/vtk/small_box.h"
#include "widgets/vtk/cloud_lookup.h"
#include "widgets/vtk/cloud_points.h"
#include <QTest>
#include <algorithm>

using namespace fillscope;
using tests::SmallBox;

class TestCloudPoints : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void boxCornersFollowThePose();
  void withoutBoxEveryMeasuredPointIsShown();
  void farBackgroundIsLeftOut();
  void strideThinsEvenly_data();
  void strideThinsEvenly();
  void photoColoursPassThrough();
  void heightsUseTheScale();
  void hullIgnoresOutliers();
  void lookupFindsEveryPixel();
  void lookupFindsEveryPixelThroughALens();
  void lookupRefusesPlacesWithoutPoints();
};

void TestCloudPoints::boxCornersFollowThePose() {
  const SmallBox small(16, 12);
  const BoxVolume box{small.report.rim.pose, small.size};
  const auto corners = box.corners();
  QCOMPARE(norm(corners[1] - corners[0]), 0.6);
  QCOMPARE(norm(corners[2] - corners[1]), 0.4);
  QCOMPARE(norm(corners[6] - corners[2]), 0.2);
  QVERIFY(norm(box.pose.toBox(corners[7]) - Vec3{0, 0.4, 0.2}) < 1e-12);
}

void TestCloudPoints::withoutBoxEveryMeasuredPointIsShown() {
  SmallBox small(40, 30);
  for (int x = 0; x < 10; ++x)
    small.cloud->xyz.at(x, 3, 2) = std::numeric_limits<float>::quiet_NaN();
  const CloudPoints points = choosePoints(*small.cloud, {}, 1);
  QCOMPARE(points.pixels.size(), std::size_t(40 * 30 - 10));
  QVERIFY(std::all_of(points.muted.begin(), points.muted.end(), [](auto m) { return m == 0; }));
  QVERIFY(points.spacing > 0.01 && points.spacing < 0.1);
}

void TestCloudPoints::farBackgroundIsLeftOut() {
  SmallBox small(80, 60);
  float* far = small.cloud->xyz.row(0);
  for (int c = 0; c < 3; ++c)
    far[c] *= 20;
  const BoxVolume box{small.report.rim.pose, small.size};
  const CloudPoints points = choosePoints(*small.cloud, box, 1);
  QVERIFY(std::find(points.pixels.begin(), points.pixels.end(), 0u) == points.pixels.end());
  const auto middle = std::find(points.pixels.begin(), points.pixels.end(), 30u * 80 + 40);
  QVERIFY(middle != points.pixels.end());
  QCOMPARE(int(points.muted[std::size_t(middle - points.pixels.begin())]), 0);
  QVERIFY(std::count(points.muted.begin(), points.muted.end(), 1) > 0);
}

void TestCloudPoints::strideThinsEvenly_data() {
  QTest::addColumn<int>("count");
  QTest::addColumn<int>("most");
  QTest::addColumn<int>("stride");
  QTest::newRow("few enough") << 1000 << 1000 << 1;
  QTest::newRow("640×480") << 640 * 480 << 120000 << 2;
  QTest::newRow("a million") << 1000000 << 120000 << 3;
}

void TestCloudPoints::strideThinsEvenly() {
  QFETCH(int, count);
  QFETCH(int, most);
  QFETCH(int, stride);
  QCOMPARE(int(strideFor(std::size_t(count), std::size_t(most))), stride);
  const SmallBox small(40, 30);
  const CloudPoints points = choosePoints(*small.cloud, {}, std::uint32_t(stride));
  QCOMPARE(points.pixels.size(), std::size_t((39 / stride + 1) * (29 / stride + 1)));
}

void TestCloudPoints::photoColoursPassThrough() {
  const SmallBox small(80, 60);
  const BoxVolume box{small.report.rim.pose, small.size};
  const CloudPoints points = choosePoints(*small.cloud, box, 1);
  const auto colours = colourPoints(*small.cloud, points, CloudColouring::photo, {}, box, {});
  for (std::size_t k = 0; k < colours.size(); ++k) {
    const std::uint8_t* c = small.cloud->colour.data() + std::size_t(points.pixels[k]) * 3;
    const auto [low, high] = std::minmax_element(colours[k].begin(), colours[k].end());
    if (points.muted[k])
      QVERIFY(*high - *low < 16); // the blue ground turned grey
    else
      QCOMPARE(colours[k], (Rgb8{c[0], c[1], c[2]}));
  }
}

void TestCloudPoints::heightsUseTheScale() {
  const SmallBox small(80, 60);
  const BoxVolume box{small.report.rim.pose, small.size};
  const CloudPoints points = choosePoints(*small.cloud, box, 1);
  const ColourScale scale{ColourMap::viridis, 0, 0.2, false, "m"};
  const auto colours = colourPoints(*small.cloud, points, CloudColouring::height, scale, box, {});
  const Rgb8 block = colourOf(tests::blockHeight, scale), floor = colourOf(0, scale);
  int blocks = 0, floors = 0;
  for (std::size_t k = 0; k < colours.size(); ++k) {
    if (points.muted[k]) continue;
    const auto near = [&](Rgb8 c) {
      return std::abs(colours[k][0] - c[0]) < 4 && std::abs(colours[k][1] - c[1]) < 4 &&
             std::abs(colours[k][2] - c[2]) < 4;
    };
    blocks += near(block);
    floors += near(floor);
  }
  QVERIFY(blocks > 200);
  QVERIFY(floors > 200);
}

void TestCloudPoints::hullIgnoresOutliers() {
  SmallBox small(80, 60);
  for (int x = 0; x < 10; ++x)
    for (int c = 0; c < 3; ++c)
      small.cloud->xyz.at(x, 0, c) *= 50;
  const CloudPoints points = choosePoints(*small.cloud, {}, 1);
  QVERIFY(!points.hull.empty());
  for (const Vec3& p : points.hull)
    QVERIFY(p.z < 2);
  // Points of the cloud: a corner of the block around a wedge is far from all of them.
  const CloudLookup lookup(small.cloud);
  for (const Vec3& p : points.hull)
    QVERIFY(lookup.pixelOf(p, 1e-3));
}

void TestCloudPoints::lookupFindsEveryPixel() {
  const SmallBox small(80, 60);
  const CloudLookup lookup(small.cloud);
  for (int y = 0; y < 60; ++y)
    for (int x = 0; x < 80; ++x) {
      const auto point = lookup.pointOf(x, y);
      QVERIFY(point);
      const auto pixel = lookup.pixelOf(*point + Vec3{0.001, -0.001, 0}, 0.02);
      QVERIFY(pixel);
      QCOMPARE((*pixel)[0], x);
      QCOMPARE((*pixel)[1], y);
    }
}

void TestCloudPoints::lookupFindsEveryPixelThroughALens() {
  const SmallBox small(160, 120);
  DepthMap depth;
  depth.values = Raster<float>(160, 120);
  for (int y = 0; y < 120; ++y)
    for (int x = 0; x < 160; ++x)
      depth.values.at(x, y) = small.cloud->xyz.row(y)[3 * x + 2];
  for (const double k1 : {-0.3, 0.15}) {
    const CloudLookup lookup(std::make_shared<PointCloud>(unproject(depth, small.camera, {}, nullptr, k1)));
    for (int y = 0; y < 120; ++y)
      for (int x = 0; x < 160; ++x) {
        const auto point = lookup.pointOf(x, y);
        QVERIFY(point);
        const auto pixel = lookup.pixelOf(*point + Vec3{0.001, -0.001, 0}, 0.02);
        QVERIFY2(pixel && *pixel == (std::array<int, 2>{x, y}),
                 qPrintable(QStringLiteral("%1, %2 with %3").arg(x).arg(y).arg(k1)));
      }
  }
}

void TestCloudPoints::lookupRefusesPlacesWithoutPoints() {
  SmallBox small(80, 60);
  const CloudLookup lookup(small.cloud);
  QVERIFY(!lookup.pixelOf({0, 0, 0.5}, 0.02));
  QVERIFY(!lookup.pixelOf({0, 0, -1}, 0.02));
  QVERIFY(!lookup.pointOf(-1, 4));
  QVERIFY(!lookup.pointOf(80, 4));
  const auto unmeasured = std::make_shared<PointCloud>();
  unmeasured->xyz = Raster<float>(20, 20, 3, std::numeric_limits<float>::quiet_NaN());
  QVERIFY(!CloudLookup(unmeasured).pixelOf({0, 0, 1}, 1));
}

QTEST_GUILESS_MAIN(TestCloudPoints)
#include "test_cloud_points.moc"
