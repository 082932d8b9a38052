// Homographies: found from four points, applied, undone.
#include "core/geometry/plane_map.h"
#include <QtTest>

using namespace fillscope;

namespace {
const std::array<Vec2, 4> square{Vec2{0, 0}, Vec2{100, 0}, Vec2{100, 100}, Vec2{0, 100}};
}

class TestPlaneMap : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void fourPointsAreMet_data() {
    QTest::addColumn<double>("x3");
    QTest::addColumn<double>("y3");
    QTest::newRow("parallelogram") << 130.0 << 90.0;
    QTest::newRow("perspective") << 150.0 << 140.0;
    QTest::newRow("strong perspective") << 260.0 << 190.0;
  }
  void fourPointsAreMet() {
    QFETCH(double, x3);
    QFETCH(double, y3);
    const std::array<Vec2, 4> seen{Vec2{20, 10}, Vec2{120, 20}, Vec2{x3, y3}, Vec2{30, 80}};
    const auto map = mapBetween(seen, square);
    QVERIFY(map);
    const auto back = inverse(*map);
    QVERIFY(back);
    for (std::size_t k = 0; k < 4; ++k) {
      QVERIFY(norm(applied(*map, seen[k]) - square[k]) < 1e-9);
      QVERIFY(norm(applied(*back, square[k]) - seen[k]) < 1e-9);
    }
    // Straight lines stay straight: the diagonals still meet where they met.
    const Vec2 middle = applied(*back, {50, 50});
    QVERIFY(std::abs(cross(seen[2] - seen[0], middle - seen[0])) < 1e-6);
    QVERIFY(std::abs(cross(seen[3] - seen[1], middle - seen[1])) < 1e-6);
  }

  void productsRunFromTheRight() {
    const PlaneMap twice{2, 0, 0, 0, 2, 0, 0, 0, 1}, aside{1, 0, 5, 0, 1, -3, 0, 0, 1};
    QVERIFY(norm(applied(twice * aside, {1, 1}) - Vec2{12, -4}) < 1e-12);
    QVERIFY(norm(applied(aside * twice, {1, 1}) - Vec2{7, -1}) < 1e-12);
    QCOMPARE(identityMap * aside, aside);
  }

  void theHorizonIsWhereDepthChangesItsSign() {
    const PlaneMap map{1, 0, 0, 0, 1, 0, -0.01, 0, 1};
    QVERIFY(depthOf(map, {99, 0}) > 0);
    QVERIFY(depthOf(map, {101, 0}) < 0);
  }

  void pointsInOneLineAreNoMap() {
    QVERIFY(!mapBetween({Vec2{0, 0}, Vec2{1, 1}, Vec2{2, 2}, Vec2{0, 5}}, square));
    QVERIFY(!inverse({1, 2, 0, 2, 4, 0, 0, 0, 1}));
  }
};

QTEST_APPLESS_MAIN(TestPlaneMap)
#include "test_plane_map.moc"
