// Masks as polygons: how near they stay, holes, what is left out.
#include "core/annotation/mask_outline.h"
#include "core/annotation/mask_polygons.h"
#include "core/annotation/region_edit.h"
#include <QTest>
#include <cmath>

using namespace fillscope;

namespace {

template <class Inside>
Mask maskOf(int width, int height, Inside inside) {
  Mask mask(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      mask.at(x, y) = inside(x + 0.5, y + 0.5);
  return mask;
}

bool inDisc(double x, double y) { return std::hypot(x - 60, y - 50) <= 40; }

/// Of the pixels' centres.
double iou(const Mask& mask, const std::vector<Vec2>& polygon, Vec2 offset) {
  const Region region{PolygonShape{polygon}, {}, {}, {}};
  int both = 0, any = 0;
  for (int y = 0; y < mask.height(); ++y)
    for (int x = 0; x < mask.width(); ++x) {
      const bool in = containsPoint(region, offset + Vec2{x + 0.5, y + 0.5});
      both += in && mask.at(x, y);
      any += in || mask.at(x, y);
    }
  return static_cast<double>(both) / any;
}

} // namespace

class TestMaskPolygons : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aRectangleKeepsItsFourCorners() {
    const Mask mask = maskOf(60, 40, [](double x, double y) { return x > 10 && x < 50 && y > 5 && y < 30; });
    const MaskPolygons polygons = maskPolygons(mask, {100, 200}, {1.5, 4});
    QCOMPARE(polygons.parts.size(), std::size_t(1));
    QCOMPARE(orderedClockwise(polygons.parts[0]),
             (std::vector<Vec2>{{110, 205}, {150, 205}, {150, 230}, {110, 230}}));
  }

  void staysWithinItsTolerance_data() {
    QTest::addColumn<double>("tolerance");
    QTest::addColumn<double>("least");
    QTest::newRow("half a pixel") << 0.5 << 0.985;
    QTest::newRow("one") << 1.0 << 0.97;
    QTest::newRow("one and a half") << 1.5 << 0.96;
    QTest::newRow("five") << 5.0 << 0.85;
  }
  void staysWithinItsTolerance() {
    QFETCH(double, tolerance);
    QFETCH(double, least);
    const Mask mask = maskOf(120, 100, inDisc);
    const MaskPolygons polygons = maskPolygons(mask, {7, 3}, {tolerance, 4});
    QCOMPARE(polygons.parts.size(), std::size_t(1));
    const auto& polygon = polygons.parts[0];
    for (const auto& loop : maskLoops(mask, {7, 3}))
      for (const Vec2& corner : loop.corners) {
        const double off = distanceToOutline(Region{PolygonShape{polygon}, {}, {}, {}}, corner);
        QVERIFY2(off <= tolerance + 1.1, qPrintable(QString::number(off))); // and half a step of the outline
      }
    QVERIFY2(iou(mask, polygon, {7, 3}) >= least, qPrintable(QString::number(iou(mask, polygon, {7, 3}))));
    QVERIFY(polygon.size() < 70);
    QVERIFY(checkShape(Region{PolygonShape{polygon}, {}, {}, {}}) == ShapeFault::none);
  }

  void straightSidesNeedNoVertices_data() {
    QTest::addColumn<int>("turns"); // wherever the outline begins
    for (int turns = 0; turns < 8; ++turns)
      QTest::addRow("turned %d", turns) << turns;
  }
  void straightSidesNeedNoVertices() {
    QFETCH(int, turns);
    const double angle = 0.3 + turns * 0.785;
    const std::vector<Vec2> corners{{-50, -30}, {45, -38}, {52, 24}, {-20, 40}};
    std::vector<Vec2> turned;
    for (const Vec2& p : corners)
      turned.push_back({70 + std::cos(angle) * p.x - std::sin(angle) * p.y,
                        70 + std::sin(angle) * p.x + std::cos(angle) * p.y});
    const Region truth{PolygonShape{turned}, {}, {}, {}};
    const Mask mask = maskOf(140, 140, [&truth](double x, double y) {
      return containsPoint(truth, Vec2{x, y});
    });
    const auto parts = maskPolygons(mask, {}, {1.5, 4}).parts;
    QCOMPARE(parts.size(), std::size_t(1));
    QVERIFY2(parts[0].size() <= 6, qPrintable(QString::number(parts[0].size())));
    QVERIFY(iou(mask, parts[0], {}) > 0.96);
  }

  void fewerVerticesForAGreaterTolerance() {
    const Mask mask = maskOf(120, 100, inDisc);
    int last = 1000;
    for (const double tolerance : {0.0, 0.7, 1.5, 3.0, 8.0}) {
      const int count = maskPolygons(mask, {}, {tolerance, 1}).vertexCount(true);
      QVERIFY(count < last);
      last = count;
    }
    QVERIFY(last >= 3);
  }

  void holesAndSmallPartsAreCounted() {
    const Mask mask = maskOf(140, 100, [](double x, double y) {
      const bool hole = std::hypot(x - 60, y - 50)<15, pinhole = x> 40 && x < 42 && y > 30 && y < 32;
      const bool speck = x > 120 && x < 122 && y > 90 && y<92, second = x> 110 && x < 135 && y > 10 && y < 40;
      return (inDisc(x, y) && !hole && !pinhole) || speck || second;
    });
    const MaskPolygons polygons = maskPolygons(mask, {}, {1, 16});
    QCOMPARE(polygons.parts.size(), std::size_t(2));
    QCOMPARE(polygons.holes.size(), std::size_t(1));
    QCOMPARE(polygons.partsLeftOut, 1);
    QCOMPARE(polygons.holesLeftOut, 1);
    QVERIFY(
        containsPoint(Region{PolygonShape{polygons.parts[0]}, {}, {}, {}}, {60, 50})); // the largest first
    QVERIFY(containsPoint(Region{PolygonShape{polygons.holes[0]}, {}, {}, {}}, {60, 50}));
    QCOMPARE(polygons.vertexCount(true) - polygons.vertexCount(false), int(polygons.holes[0].size()));
    for (const auto& part : {polygons.parts[0], polygons.parts[1], polygons.holes[0]}) {
      double doubled = 0;
      for (std::size_t i = 0; i < part.size(); ++i)
        doubled += cross(part[i], part[(i + 1) % part.size()]);
      QVERIFY(doubled > 0); // clockwise in the picture
    }
  }

  void thinThingsDoNotCrossThemselves() {
    // A comb whose teeth are thinner than the tolerance.
    const Mask mask = maskOf(100, 60, [](double x, double y) {
      return y > 40 && y < 52 ? x > 5 && x < 95 : y > 6 && y < 45 && int(x) % 9 < 2 && x > 5 && x < 95;
    });
    for (const double tolerance : {1.0, 2.0, 4.0, 10.0})
      for (const auto& part : maskPolygons(mask, {}, {tolerance, 4}).parts)
        QVERIFY(checkShape(Region{PolygonShape{part}, {}, {}, {}}) == ShapeFault::none);
  }

  void anEmptyMaskHasNone() {
    QVERIFY(maskPolygons(Mask(20, 20), {}, {}).parts.empty());
    QVERIFY(maskPolygons(Mask(), {}, {}).parts.empty());
  }
};

QTEST_APPLESS_MAIN(TestMaskPolygons)
#include "test_mask_polygons.moc"
