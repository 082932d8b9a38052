// The turntable camera: what stays where while the view turns, moves and zooms.
#include "widgets/vtk/orbit_camera.h"
#include <QTest>
#include <numbers>

using namespace fillscope;

namespace {
constexpr Vec2 view{800, 600};
bool near(Vec3 a, Vec3 b, double within = 1e-9) { return norm(a - b) < within; }
bool near(Vec2 a, Vec2 b, double within = 1e-6) { return norm(a - b) < within; }

OrbitCamera sample() {
  OrbitCamera camera;
  camera.eye = {0.3, -0.8, -1.1};
  camera.target = {0.1, 0.2, 0.9};
  return camera;
}
} // namespace

class TestOrbitCamera : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void looksAsThePictureDoes();
  void rayInvertsProjection();
  void orbitKeepsDistanceAndStopsAtThePoles();
  void panCarriesThePointUnderTheMouse();
  void zoomKeepsThePointUnderTheMouse();
  void fitHoldsEveryPoint_data();
  void fitHoldsEveryPoint();
  void fitOfOnePointKeepsItsDistance();
  void behindTheEyeIsNowhere();
};

void TestOrbitCamera::looksAsThePictureDoes() {
  const OrbitCamera camera;
  QVERIFY(near(camera.right(), {1, 0, 0}));
  QVERIFY(near(camera.viewUp(), {0, -1, 0}));
  const auto place = camera.project({0.1, 0.1, 0}, view);
  QVERIFY(place && place->x > 400 && place->y > 300);
}

void TestOrbitCamera::rayInvertsProjection() {
  const OrbitCamera camera = sample();
  const Vec3 world{0.2, 0.05, 0.7};
  const auto place = camera.project(world, view);
  QVERIFY(place);
  QVERIFY(near(camera.eye + camera.depthOf(world) * camera.ray(*place, view), world));
}

void TestOrbitCamera::orbitKeepsDistanceAndStopsAtThePoles() {
  OrbitCamera camera = sample();
  const double distance = camera.distance();
  const Vec3 before = camera.right();
  camera.orbit(0.4, 0.1);
  QCOMPARE(camera.distance(), distance);
  QVERIFY(!near(camera.right(), before, 0.1));
  for (int k = 0; k < 50; ++k)
    camera.orbit(0, 0.2);
  QCOMPARE(camera.distance(), distance);
  const double elevation = std::asin(dot(camera.eye - camera.target, camera.up) / distance);
  QVERIFY(elevation < std::numbers::pi / 2 && elevation > 1.5);
  QVERIFY(std::isfinite(camera.right().x));
}

void TestOrbitCamera::panCarriesThePointUnderTheMouse() {
  OrbitCamera camera = sample();
  const Vec3 world{0.2, 0.05, 0.7};
  const Vec2 from = *camera.project(world, view), to{from.x + 120, from.y - 45};
  camera.pan(from, to, view, camera.depthOf(world));
  QVERIFY(near(*camera.project(world, view), to));
}

void TestOrbitCamera::zoomKeepsThePointUnderTheMouse() {
  OrbitCamera camera = sample();
  const Vec3 world{0.2, 0.05, 0.7};
  const Vec2 before = *camera.project(world, view);
  const double depth = camera.depthOf(world);
  camera.zoom(world, 0.5);
  QVERIFY(near(*camera.project(world, view), before));
  QVERIFY(std::abs(camera.depthOf(world) - depth / 2) < 1e-9);
}

void TestOrbitCamera::fitHoldsEveryPoint_data() {
  QTest::addColumn<double>("width");
  QTest::addColumn<double>("height");
  QTest::newRow("wide") << 1200.0 << 300.0;
  QTest::newRow("high") << 300.0 << 900.0;
  QTest::newRow("even") << 600.0 << 600.0;
}

void TestOrbitCamera::fitHoldsEveryPoint() {
  QFETCH(double, width);
  QFETCH(double, height);
  OrbitCamera camera = sample();
  std::vector<Vec3> points;
  for (int k = 0; k < 8; ++k)
    points.push_back({k & 1 ? 0.3 : -0.3, k & 2 ? 0.2 : -0.2, k & 4 ? 1.2 : 1.0});
  camera.fit(points, {width, height}, 0.1);
  double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
  for (const Vec3& p : points) {
    const Vec2 place = *camera.project(p, {width, height});
    left = std::min(left, place.x);
    right = std::max(right, place.x);
    top = std::min(top, place.y);
    bottom = std::max(bottom, place.y);
  }
  QVERIFY(left >= 0.049 * width && right <= 0.951 * width && top >= 0.049 * height &&
          bottom <= 0.951 * height);
  // One direction is used up to its margin.
  QVERIFY(right - left > 0.84 * width || bottom - top > 0.84 * height);
}

void TestOrbitCamera::fitOfOnePointKeepsItsDistance() {
  OrbitCamera camera = sample();
  const double before = camera.distance();
  camera.fit({{0.4, 0.1, 1.5}}, view, 0.1);
  QCOMPARE(camera.distance(), before);
  QVERIFY(near(*camera.project({0.4, 0.1, 1.5}, view), {400, 300}));
}

void TestOrbitCamera::behindTheEyeIsNowhere() {
  const OrbitCamera camera;
  QVERIFY(!camera.project({0, 0, -2}, view));
}

QTEST_GUILESS_MAIN(TestOrbitCamera)
#include "test_orbit_camera.moc"
