// Volumes of scenes against closed forms and against many more vertical lines.
#include "core/base/counter_random.h"
#include "core/synthesis/photo_scene.h"
#include <QtTest>
#include <cmath>
#include <numbers>

using namespace fillscope;

namespace {

constexpr double pi = std::numbers::pi;

PhotoScene boxWith(std::vector<Solid> solids, double taper = 0) {
  PhotoScene scene;
  scene.size = {0.5, 0.4, 0.3};
  scene.taper = taper;
  for (Solid& solid : solids)
    scene.items.push_back({std::move(solid), {}, true});
  return scene;
}

Mat3 aboutX(double angle) {
  const double c = std::cos(angle), s = std::sin(angle);
  return {{Vec3{1, 0, 0}, Vec3{0, c, s}, Vec3{0, -s, c}}};
}

SolidHeights heightsOf(double low, double high) {
  auto raster = std::make_shared<Raster<float>>(2, 2, 1, static_cast<float>(low));
  raster->at(1, 0) = raster->at(1, 1) = static_cast<float>(high);
  return {{0.25, 0.2}, 0, 0.25, 0.2, 0.3, raster};
}

struct Case {
  const char* name;
  std::vector<Solid> solids;
  double content; ///< m³ under the top surface
};

std::vector<Case> cases() {
  const double r = 0.05, side = 0.1;
  const Vec3 middle{0.23, 0.17, 0};
  auto at = [&](double z, const Mat3& turn = {}) { return Placement{middle + Vec3{0, 0, z}, turn}; };
  return {
      {"cuboid", {SolidCuboid{at(0.2), {0.1, 0.08, 0.1}}}, 0.2 * 0.16 * 0.2},
      {"floating cuboid counts to the floor", {SolidCuboid{at(0.1), {0.1, 0.08, 0.05}}}, 0.2 * 0.16 * 0.25},
      {"cuboid on its edge",
       {SolidCuboid{at(0.3 - side / std::sqrt(2.0), aboutX(pi / 4)), {0.1, side / 2, side / 2}}},
       0.2 * 1.5 * side * side},
      {"cuboid over the rim", {SolidCuboid{at(0.1), {0.1, 0.08, 0.2}}}, 0.2 * 0.16 * 0.3},
      {"sphere", {SolidSphere{middle + Vec3{0, 0, 0.25}, r}}, 5.0 / 3 * pi * r * r * r},
      {"standing cylinder", {SolidCylinder{at(0.2), r, 0.1}}, pi * r * r * 0.2},
      {"lying cylinder", {SolidCylinder{at(0.25, aboutX(pi / 2)), r, 0.1}}, 0.2 * (2 + pi / 2) * r * r},
      {"frustum, wide below",
       {SolidCylinder{at(0.2), 0.02, 0.1, 0.06}},
       0.2 * pi / 3 * (0.02 * 0.02 + 0.02 * 0.06 + 0.06 * 0.06)},
      {"frustum, wide above", {SolidCylinder{at(0.2), 0.06, 0.1, 0.02}}, 0.2 * pi * 0.06 * 0.06},
      {"lying capsule",
       {SolidCapsule{{0.15, 0.2, 0.25}, {0.35, 0.2, 0.25}, r}},
       0.2 * (2 + pi / 2) * r * r + 5.0 / 3 * pi * r * r * r},
      {"layer", {heightsOf(0.12, 0.12)}, 0.5 * 0.4 * 0.12},
      {"sloped layer", {heightsOf(0.05, 0.2)}, 0.5 * 0.4 * 0.125},
      {"layer and cuboid above",
       {heightsOf(0.1, 0.1), SolidCuboid{at(0.15), {0.1, 0.08, 0.05}}},
       0.5 * 0.4 * 0.1 + 0.2 * 0.16 * 0.1},
  };
}

} // namespace

class TestPhotoSceneVolumes : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void closedForms_data() {
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Case& each : cases())
      QTest::newRow(each.name) << index++;
  }
  void closedForms() {
    QFETCH(int, index);
    const Case each = cases()[static_cast<std::size_t>(index)];
    const SceneVolumes volumes = volumesOf(boxWith(each.solids));
    QVERIFY(std::abs(volumes.capacity - 0.06) < 1e-12);
    const double points = 100 * std::abs(volumes.content - each.content) / volumes.capacity;
    QVERIFY2(points < 0.02, qPrintable(QString::number(points)));
  }

  void emptyIsExactlyZero() {
    QCOMPARE(volumesOf(boxWith({})).content, 0.0);
    PhotoScene scene = boxWith({SolidSphere{{0.2, 0.2, 0.2}, 0.1}});
    scene.items[0].content = false;
    QCOMPARE(volumesOf(scene).content, 0.0);
    QCOMPARE(contentHeight(scene, 0.2, 0.2), 0.0);
  }

  void taperedWallsBoundContentAndCapacity() {
    const double t = 0.03;
    const PhotoScene scene = boxWith({heightsOf(0.3, 0.3)}, t);
    const SceneVolumes volumes = volumesOf(scene);
    // A prismatoid: (rim + 4 · middle + floor) / 6 · depth.
    const double rim = 0.5 * 0.4, middle = 0.47 * 0.37, floor = 0.44 * 0.34;
    QVERIFY(std::abs(volumes.capacity - (rim + 4 * middle + floor) / 6 * 0.3) < 1e-12);
    QVERIFY(100 * std::abs(volumes.content / volumes.capacity - 1) < 0.05);
    QVERIFY(std::abs(contentHeight(boxWith({}, t), t / 2, 0.2) - 0.15) < 1e-12);
  }

  void randomScenesAgainstManyLines() {
    const PhotoSpec spec;
    for (std::uint64_t k = 0; k < 8; ++k) {
      const PhotoScene scene = samplePhotoScene(spec, 5, k);
      constexpr int columns = 900, rows = 700;
      CounterRandom random(k);
      const PhotoScene walls = [&] {
        PhotoScene bare = scene;
        bare.items.clear();
        return bare;
      }();
      double sum = 0;
      for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
          const double x = (column + random.unit()) / columns * scene.size.first;
          const double y = (row + random.unit()) / rows * scene.size.second;
          const double top = std::min(contentHeight(scene, x, y), scene.size.depth);
          sum += std::max(0.0, top - contentHeight(walls, x, y));
        }
      const SceneVolumes volumes = volumesOf(scene);
      const double reference = sum / (columns * rows) * scene.size.first * scene.size.second;
      const double points = 100 * std::abs(volumes.content - reference) / volumes.capacity;
      QVERIFY2(points < 0.02, qPrintable(QString("scene %1: %2 points").arg(k).arg(points)));
    }
  }
};

QTEST_APPLESS_MAIN(TestPhotoSceneVolumes)
#include "test_photo_scene_volumes.moc"
