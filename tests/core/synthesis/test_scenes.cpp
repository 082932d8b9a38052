// The random family keeps to what it promises, and the sample shows what it should.
#include "core/synthesis/box_scene.h"
#include <QtTest>
#include <cmath>
#include <numbers>
#include <set>

using namespace fillscope;

namespace {

constexpr double degree = std::numbers::pi / 180;

/// Reach of an item beyond its centre along x and y.
Vec2 reachOf(const SceneItem& item) {
  if (const auto* cuboid = std::get_if<CuboidItem>(&item)) {
    const double c = std::abs(std::cos(cuboid->yaw)), s = std::abs(std::sin(cuboid->yaw));
    return {0.5 * (c * cuboid->size.x + s * cuboid->size.y), 0.5 * (s * cuboid->size.x + c * cuboid->size.y)};
  }
  const double radius = std::get<SphereItem>(item).radius;
  return {radius, radius};
}

Vec3 centreOf(const SceneItem& item) {
  if (const auto* cuboid = std::get_if<CuboidItem>(&item)) return cuboid->centre;
  return std::get<SphereItem>(item).centre;
}

bool insideThePicture(const BoxScene& scene, const RimCorners& corners) {
  for (const Vec2 c : corners)
    if (c.x < 0 || c.y < 0 || c.x > scene.camera.width || c.y > scene.camera.height) return false;
  return true;
}

RimCorners cornersOf(const BoxScene& scene) {
  const BoxSize& s = scene.size;
  RimCorners corners;
  const Vec3 points[4] = {{0, 0, 0}, {s.first, 0, 0}, {s.first, s.second, 0}, {0, s.second, 0}};
  for (std::size_t c = 0; c < 4; ++c)
    corners[c] = pictureFromPixel(scene.camera.project(scene.pose.toCamera(points[c])));
  return corners;
}

} // namespace

class TestScenes : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void familyKeepsItsBounds();
  void familyIsVaried();
  void familyIsAPureFunction();
  void sample();
};

void TestScenes::familyKeepsItsBounds() {
  const double maxTilt = 30 * degree;
  for (int k = 0; k < 300; ++k) {
    const BoxScene scene = randomScene(77, k, maxTilt);
    const BoxSize& size = scene.size;
    QVERIFY(size.first >= 0.3 && size.first <= 0.7 && size.second >= 0.25 && size.second <= 0.5);
    QVERIFY(size.depth >= 0.15 && size.depth <= 0.45);
    QCOMPARE(scene.taper, 0.0);
    const double height = -scene.pose.toBox({0, 0, 0}).z;
    QVERIFY(height >= 0.6 && height <= 1.3);
    QVERIFY(std::acos(scene.pose.rotation.columns[2].z) <= maxTilt + 1e-9);
    QVERIFY(scene.camera.width == 640 && scene.camera.height == 480);
    QVERIFY2(insideThePicture(scene, cornersOf(scene)), qPrintable(QString::number(k)));
    for (const SceneItem& item : scene.items) {
      if (std::holds_alternative<LayerItem>(item)) continue;
      const Vec3 centre = centreOf(item);
      const Vec2 reach = reachOf(item);
      QVERIFY(centre.x - reach.x > 0 && centre.x + reach.x < size.first);
      QVERIFY(centre.y - reach.y > 0 && centre.y + reach.y < size.second);
    }
    for (const double u : {0.001, 0.3, 0.5, 0.7, 0.999})
      for (const double v : {0.001, 0.4, 0.6, 0.999}) {
        const double content = contentHeight(scene, u * size.first, v * size.second);
        QVERIFY(content >= 0 && content < size.depth);
      }
  }
}

void TestScenes::familyIsVaried() {
  int empty = 0, flat = 0, withSphere = 0, turned = 0, tilted = 0;
  double least = 100, most = 0;
  for (int k = 0; k < 200; ++k) {
    const BoxScene scene = randomScene(1, k, 30 * degree);
    const SceneVolumes volumes = volumesOf(scene);
    const double fill = 100 * volumes.content / volumes.capacity;
    empty += scene.items.empty();
    flat += scene.items.size() == 1 && std::holds_alternative<LayerItem>(scene.items[0]);
    tilted += scene.pose.rotation.columns[2].z < std::cos(15 * degree);
    for (const SceneItem& item : scene.items) {
      withSphere += std::holds_alternative<SphereItem>(item);
      const auto* cuboid = std::get_if<CuboidItem>(&item);
      turned += cuboid && std::abs(cuboid->yaw) > 0.2;
    }
    QVERIFY(fill >= 0 && fill < 100);
    QCOMPARE(fill == 0, scene.items.empty());
    least = std::min(least, fill);
    most = std::max(most, fill);
  }
  QVERIFY(empty >= 4 && empty <= 40);
  QVERIFY(flat >= 8);
  QVERIFY(withSphere > 50 && turned > 100);
  QVERIFY(tilted > 60 && tilted < 140);
  QVERIFY2(least == 0 && most > 60, qPrintable(QString::number(most)));
}

void TestScenes::familyIsAPureFunction() {
  for (int k = 0; k < 5; ++k) {
    const BoxScene a = randomScene(3, k, 0.2), b = randomScene(3, k, 0.2), other = randomScene(4, k, 0.2);
    QCOMPARE(a.size.first, b.size.first);
    QVERIFY(a.pose.translation == b.pose.translation);
    QCOMPARE(volumesOf(a).content, volumesOf(b).content);
    QVERIFY(a.size.first != other.size.first);
  }
}

void TestScenes::sample() {
  const auto scenes = sampleScenes();
  QVERIFY(scenes.size() >= 8);
  std::set<std::string> names;
  std::set<double> focals;
  int outside = 0, tilted = 0, tapered = 0, empty = 0;
  RenderOptions options;
  options.colour = false;
  for (const NamedScene& named : scenes) {
    names.insert(named.name);
    QVERIFY(!named.title.empty());
    QVERIFY(named.scene.camera.width == 640 && named.scene.camera.height == 480);
    const auto rendered = renderBox(named.scene, options);
    QVERIFY2(rendered.ok(), named.name.c_str());
    QVERIFY(named.scene.itemColours.size() == named.scene.items.size());
    QCOMPARE(rendered->fillPercent == 0, named.scene.items.empty());
    QVERIFY(rendered->fillPercent < 100);
    empty += named.scene.items.empty();
    tapered += named.scene.taper > 0;
    outside += !insideThePicture(named.scene, rendered->corners);
    const double tilt = std::acos(named.scene.pose.rotation.columns[2].z) / degree;
    tilted += tilt > 9.5 && tilt < 25.5;
    focals.insert(named.scene.camera.fx);
  }
  QCOMPARE(names.size(), scenes.size());
  QVERIFY(focals.size() >= 4);
  QCOMPARE(outside, 1);
  QVERIFY(tilted >= 4 && tapered >= 1 && empty >= 1);
}

QTEST_APPLESS_MAIN(TestScenes)
#include "test_scenes.moc"
