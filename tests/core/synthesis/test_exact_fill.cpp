// The truth itself: volumes of scenes whose volume is known in closed form.
#include "core/synthesis/box_scene.h"
#include <QtTest>
#include <cmath>
#include <numbers>

using namespace fillscope;

namespace {

constexpr double pi = std::numbers::pi;

BoxScene box(BoxSize size, std::vector<SceneItem> items, double taper = 0) {
  BoxScene scene;
  scene.size = size;
  scene.taper = taper;
  scene.items = std::move(items);
  return scene;
}

/// Sum of column heights on a fine grid: slow, plain, and written independently of the quadrature.
double contentByColumns(const BoxScene& scene, double cell) {
  double sum = 0;
  const auto nx = static_cast<int>(std::lround(scene.size.first / cell)),
             ny = static_cast<int>(std::lround(scene.size.second / cell));
  BoxScene empty = scene;
  empty.items.clear();
  for (int j = 0; j < ny; ++j)
    for (int i = 0; i < nx; ++i) {
      const double x = (i + 0.5) * cell, y = (j + 0.5) * cell, floor = contentHeight(empty, x, y);
      sum += std::min(contentHeight(scene, x, y), scene.size.depth) - floor;
    }
  return sum * cell * cell;
}

} // namespace

class TestExactFill : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void closedForms_data();
  void closedForms();
  void capacityOfTaperedBox();
  void agreesWithColumns();
};

Q_DECLARE_METATYPE(BoxScene)

void TestExactFill::closedForms_data() {
  QTest::addColumn<BoxScene>("scene");
  QTest::addColumn<double>("litres");
  const BoxSize size{0.6, 0.4, 0.3};
  QTest::newRow("empty") << box(size, {}) << 0.0;
  QTest::newRow("cuboid") << box(size, {CuboidItem{{0.2, 0.15, 0.25}, {0.2, 0.15, 0.1}, 0}}) << 3.0;
  QTest::newRow("turned cuboid") << box(size, {CuboidItem{{0.25, 0.2, 0.25}, {0.2, 0.15, 0.1}, 0.7}}) << 3.0;
  QTest::newRow("floating cuboid counts the column below")
      << box(size, {CuboidItem{{0.3, 0.2, 0.15}, {0.2, 0.1, 0.1}, 0}}) << 4.0;
  QTest::newRow("cuboid over the rim is clipped")
      << box(size, {CuboidItem{{0.3, 0.2, 0.1}, {0.2, 0.1, 0.4}, 0.3}}) << 6.0;
  QTest::newRow("cuboid in a cuboid") << box(size, {CuboidItem{{0.3, 0.2, 0.25}, {0.2, 0.2, 0.1}, 0.4},
                                                    CuboidItem{{0.3, 0.2, 0.27}, {0.1, 0.1, 0.06}, 0.1}})
                                      << 4.0;
  QTest::newRow("two half overlapping") << box(size, {CuboidItem{{0.2, 0.2, 0.25}, {0.2, 0.2, 0.1}, 0},
                                                      CuboidItem{{0.3, 0.2, 0.2}, {0.2, 0.2, 0.2}, 0}})
                                        << 10.0;
  const double r = 0.08;
  QTest::newRow("sphere: column below the upper half")
      << box(size, {SphereItem{{0.3, 0.2, 0.3 - r}, r}})
      << 1000 * (pi * r * r * r + 2.0 / 3.0 * pi * r * r * r);
  QTest::newRow("half layer") << box(size, {LayerItem{0.15, 0, 0}}) << 36.0;
  QTest::newRow("sloped layer keeps its mean") << box(size, {LayerItem{0.15, 0.3, -0.2}}) << 36.0;
  QTest::newRow("layer that runs out on the floor")
      << box(size, {LayerItem{0, 0.5, 0}}) << 1000 * 0.5 * 0.3 * 0.15 * 0.4;
  QTest::newRow("layer over the rim") << box(size, {LayerItem{0.4, 0, 0}}) << 72.0;
  QTest::newRow("cuboid on a layer") << box(size, {LayerItem{0.1, 0, 0},
                                                   CuboidItem{{0.3, 0.2, 0.15}, {0.2, 0.1, 0.1}, 1.1}})
                                     << 26.0;
  QTest::newRow("cuboid sunk in a layer")
      << box(size, {LayerItem{0.1, 0, 0}, CuboidItem{{0.3, 0.2, 0.25}, {0.2, 0.1, 0.08}, 1.1}}) << 24.0;
}

void TestExactFill::closedForms() {
  QFETCH(BoxScene, scene);
  QFETCH(double, litres);
  const SceneVolumes volumes = volumesOf(scene);
  QVERIFY(std::abs(volumes.capacity * 1000 - 72.0) < 1e-9);
  const double points = 100 * std::abs(volumes.content * 1000 - litres) / 72.0;
  QVERIFY2(points < 0.001, qPrintable(QString("off by %1 points").arg(points)));
}

void TestExactFill::capacityOfTaperedBox() {
  const double a = 0.5, b = 0.4, d = 0.3, t = 0.05;
  const double bottom = (a - 2 * t) * (b - 2 * t), middle = (a - t) * (b - t);
  const double prismatoid = d / 6 * (a * b + 4 * middle + bottom);
  QVERIFY(std::abs(volumesOf(box({a, b, d}, {}, t)).capacity - prismatoid) < 1e-12);
  // Full to the rim is full, walls and all.
  const SceneVolumes full = volumesOf(box({a, b, d}, {LayerItem{d, 0, 0}}, t));
  QVERIFY(std::abs(full.content / full.capacity - 1) < 1e-5);
  // Half as deep: the lower frustum.
  const double waist = (a - t) * (b - t), quarter = (a - 1.5 * t) * (b - 1.5 * t);
  const double lower = d / 12 * (waist + 4 * quarter + bottom);
  const SceneVolumes half = volumesOf(box({a, b, d}, {LayerItem{d / 2, 0, 0}}, t));
  QVERIFY2(std::abs(half.content - lower) / half.capacity < 1e-5,
           qPrintable(QString::number(half.content - lower)));
  QVERIFY(std::abs(contentHeight(box({a, b, d}, {}, t), 0.025, 0.2) - 0.15) < 1e-12);
  QCOMPARE(contentHeight(box({a, b, d}, {}, t), 0.25, 0.2), 0.0);
}

void TestExactFill::agreesWithColumns() {
  for (int k = 0; k < 6; ++k) {
    BoxScene scene = randomScene(5, k, 0.3);
    scene.size = {0.6, 0.4, 0.3};
    if (k % 2) scene.taper = 0.03;
    const SceneVolumes volumes = volumesOf(scene);
    const double points =
        100 * std::abs(volumes.content - contentByColumns(scene, 0.0005)) / volumes.capacity;
    QVERIFY2(points < 0.02, qPrintable(QString("scene %1 off by %2 points").arg(k).arg(points)));
  }
}

QTEST_APPLESS_MAIN(TestExactFill)
#include "test_exact_fill.moc"
