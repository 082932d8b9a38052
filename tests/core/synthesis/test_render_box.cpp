// Depth, corners and picture of scenes that can be worked out on paper.
#include "core/synthesis/box_scene.h"
#include <QtTest>
#include <cmath>
#include <numbers>

using namespace fillscope;

namespace {

constexpr double pi = std::numbers::pi;

BoxScene fromAbove(std::vector<SceneItem> items = {}) {
  BoxScene scene;
  scene.size = {0.5, 0.4, 0.3};
  scene.items = std::move(items);
  scene.camera = {500, 500, 160, 120, 321, 241};
  scene.pose = poseAbove(scene.size, 1.0, 0, 0);
  return scene;
}

RenderedBox depthOf(const BoxScene& scene) {
  RenderOptions options;
  options.colour = false;
  auto rendered = renderBox(scene, options);
  if (!rendered) qFatal("%s", rendered.error().sentence().c_str());
  return std::move(rendered).value();
}

double mean(const Image& image, int x0, int y0, int x1, int y1) {
  double sum = 0;
  int count = 0;
  for (int y = y0; y < y1; ++y)
    for (int x = x0; x < x1; ++x)
      for (int c = 0; c < 3; ++c, ++count)
        sum += image.at(x, y, c);
  return sum / count;
}

} // namespace

class TestRenderBox : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void depthFromStraightAbove();
  void wallsAndTaper();
  void wallThicknessAndGround();
  void tiltedDepthIsAlongTheOpticalAxis();
  void poseOfTheCamera_data();
  void poseOfTheCamera();
  void cornersLieOnTheRim();
  void turningTheViewByHalfATurnTurnsThePicture();
  void colour();
  void sameTwiceAndForAnyNumberOfThreads();
  void refusals_data();
  void refusals();
  void cancelled();
};

void TestRenderBox::depthFromStraightAbove() {
  const double r = 0.05;
  const BoxScene scene = fromAbove({CuboidItem{{0.35, 0.2, 0.25}, {0.1, 0.1, 0.1}, 0},
                                    SphereItem{{0.15, 0.2, 0.3 - r}, r}, LayerItem{0.02, 0, 0}});
  const RenderedBox rendered = depthOf(scene);
  QVERIFY(rendered.image.empty());
  QVERIFY(rendered.depth.kind == DepthKind::metric);
  // Exactly below the camera: the layer.
  QVERIFY(std::abs(rendered.depth.values.at(160, 120) - 1.28f) < 1e-6f);
  // Top of the cuboid: 0.1 m beside the axis at 1.2 m.
  QVERIFY(std::abs(rendered.depth.values.at(160 + 42, 120) - 1.2f) < 1e-6f);
  // The ball, by solving the quadratic for the pixel's ray.
  const double slope = -35.0 / 500, cx = -0.1, cz = 1.25;
  const double a = slope * slope + 1, b = slope * cx + cz, c = cx * cx + cz * cz - r * r;
  const double z = (b - std::sqrt(b * b - a * c)) / a;
  QVERIFY(std::abs(rendered.depth.values.at(160 - 35, 120) - z) < 1e-6);
}

void TestRenderBox::wallsAndTaper() {
  // The ray of pixel +110 meets x = 0.25 (half of the box) at 0.25 · 500 / 110 below the camera: on the wall.
  BoxScene scene = fromAbove();
  QVERIFY(std::abs(depthOf(scene).depth.values.at(160 + 110, 120) - 0.25 * 500 / 110) < 1e-6);
  scene.taper = 0.06; // x = 0.25 − 0.06 (z − 1) / 0.3 and x = 0.22 z
  QVERIFY(std::abs(depthOf(scene).depth.values.at(160 + 110, 120) - (0.25 + 0.2) / (0.22 + 0.2)) < 1e-6);
}

void TestRenderBox::wallThicknessAndGround() {
  BoxScene scene = fromAbove();
  scene.wall = 0.03;
  const RenderedBox rendered = depthOf(scene);
  QVERIFY(std::abs(rendered.depth.values.at(160 + 126, 120) - 1.0f) < 1e-6f); // x = 0.252: inner edge at 0.25
  QVERIFY(std::abs(rendered.depth.values.at(160 + 139, 120) - 1.0f) < 1e-6f); // 0.278: still the rim
  QVERIFY(std::abs(rendered.depth.values.at(160 + 145, 120) - 1.33f) <
          1e-6f); // beyond: the ground under the box
}

void TestRenderBox::tiltedDepthIsAlongTheOpticalAxis() {
  BoxScene scene = fromAbove({LayerItem{0.1, 0.2, -0.1}});
  scene.pose = poseAbove(scene.size, 0.9, 0.35, 0.2, 0.8);
  const RenderedBox rendered = depthOf(scene);
  int onLayer = 0;
  for (int y = 0; y < 241; y += 3)
    for (int x = 0; x < 321; x += 3) {
      const Vec3 point = scene.pose.toBox(static_cast<double>(rendered.depth.values.at(x, y)) *
                                          scene.camera.ray({double(x), double(y)}));
      const bool inside =
          point.x > 0.001 && point.y > 0.001 && point.x < 0.499 && point.y < 0.399 && point.z > 0.001;
      if (!inside) continue;
      ++onLayer;
      QVERIFY(std::abs(point.z - (0.3 - contentHeight(scene, point.x, point.y))) < 1e-5);
    }
  QVERIFY(onLayer > 1000);
}

void TestRenderBox::poseOfTheCamera_data() {
  QTest::addColumn<double>("tilt");
  QTest::addColumn<double>("roll");
  QTest::addColumn<double>("azimuth");
  for (const double tilt : {0.0, 0.2, 0.5})
    for (const double roll : {0.0, -0.25})
      for (const double azimuth : {0.0, 1.0, -2.6})
        QTest::addRow("tilt %.1f roll %.2f azimuth %.1f", tilt, roll, azimuth) << tilt << roll << azimuth;
}

void TestRenderBox::poseOfTheCamera() {
  QFETCH(double, tilt);
  QFETCH(double, roll);
  QFETCH(double, azimuth);
  const BoxSize size{0.6, 0.4, 0.2};
  const BoxPose pose = poseAbove(size, 0.8, tilt, roll, azimuth);
  const Vec3 eye = pose.toBox({0, 0, 0}), middle = pose.toCamera({0.3, 0.2, 0});
  QVERIFY(std::abs(eye.z + 0.8) < 1e-12);
  QVERIFY(std::hypot(middle.x, middle.y) < 1e-12);
  QVERIFY(std::abs(middle.z - 0.8 / std::cos(tilt)) < 1e-12);
  const Vec3 x = pose.rotation.columns[0], y = pose.rotation.columns[1], z = pose.rotation.columns[2];
  QVERIFY(norm(cross(x, y) - z) < 1e-12); // right-handed
  QVERIFY(std::abs(norm(x) - 1) < 1e-12 && std::abs(norm(y) - 1) < 1e-12 && std::abs(dot(x, y)) < 1e-12);
  QVERIFY(std::abs(z.z - std::cos(tilt)) < 1e-12);
  if (tilt == 0) QVERIFY(norm(x - Vec3{std::cos(roll), -std::sin(roll), 0}) < 1e-12);
  if (azimuth == 0 && tilt > 0) QVERIFY(eye.y > 0.2 && std::abs(eye.x - 0.3) < 1e-12);
}

void TestRenderBox::cornersLieOnTheRim() {
  BoxScene scene = fromAbove();
  scene.wall = 0.03;
  scene.camera = {480, 470, 318, 242, 640, 480};
  scene.pose = poseAbove(scene.size, 0.9, 0.3, -0.1, 0.5);
  const RenderedBox rendered = depthOf(scene);
  const Vec3 truth[4] = {{0, 0, 0}, {0.5, 0, 0}, {0.5, 0.4, 0}, {0, 0.4, 0}};
  const Vec2 middle = pictureFromPixel(scene.camera.project(scene.pose.toCamera({0.25, 0.2, 0})));
  double turn = 0;
  for (std::size_t c = 0; c < 4; ++c) {
    const Vec2 corner = rendered.corners[c];
    // A little outside a corner the rim's upper side is seen, at the depth of that plane.
    const Vec2 outside = middle + 1.015 * (corner - middle), pixel = pixelFromPicture(outside);
    const int x = static_cast<int>(std::lround(pixel.x)), y = static_cast<int>(std::lround(pixel.y));
    const Vec3 seen = scene.pose.toBox(static_cast<double>(rendered.depth.values.at(x, y)) *
                                       scene.camera.ray({double(x), double(y)}));
    QVERIFY2(std::abs(seen.z) < 1e-6, qPrintable(QString::number(seen.z)));
    QVERIFY(norm(seen - truth[c]) < 0.02);
    const Vec3 floor = scene.pose.toCamera({truth[c].x, truth[c].y, 0.3});
    QVERIFY(norm(rendered.floorCorners[c] - pictureFromPixel(scene.camera.project(floor))) < 1e-9);
    turn += cross(rendered.corners[(c + 1) % 4] - corner,
                  rendered.corners[(c + 2) % 4] - rendered.corners[(c + 1) % 4]);
  }
  QVERIFY(turn > 0); // clockwise as seen, y down
}

void TestRenderBox::turningTheViewByHalfATurnTurnsThePicture() {
  const BoxScene upright = fromAbove({CuboidItem{{0.12, 0.15, 0.25}, {0.1, 0.2, 0.1}, 0.4}});
  BoxScene turned = upright;
  turned.pose = poseAbove(upright.size, 1.0, 0, pi);
  const DepthMap a = depthOf(upright).depth, b = depthOf(turned).depth;
  int same = 0;
  for (int y = 0; y < 241; ++y)
    for (int x = 0; x < 321; ++x)
      same += std::abs(a.values.at(x, y) - b.values.at(320 - x, 240 - y)) < 1e-5f;
  QVERIFY2(same > 321 * 241 - 40,
           qPrintable(QString::number(same))); // rays that graze an edge may fall to either side
}

void TestRenderBox::colour() {
  BoxScene scene = fromAbove();
  scene.light = {-1, 0, -1}; // from the side x = 0: its wall lies in shadow
  RenderOptions options;
  const auto rendered = renderBox(scene, options);
  QVERIFY(rendered.ok());
  const Image& image = rendered->image;
  QCOMPARE(image.channels(), 3);
  QVERIFY(image.sameSize(321, 241));
  const double left = mean(image, 43, 110, 60, 130), right = mean(image, 258, 110, 275, 130);
  QVERIFY2(right > left + 15, qPrintable(QString("%1 %2").arg(left).arg(right)));
  options.shadows = false;
  const auto bright = renderBox(scene, options);
  QVERIFY(mean(bright->image, 75, 80, 110, 160) >
          mean(image, 75, 80, 110, 160) + 10); // the floor beside that wall
  options.shadows = true;
  options.texture = false;
  const auto plain = renderBox(scene, options);
  QVERIFY(!(plain->image == image));
  QVERIFY(plain->depth.values == rendered->depth.values);
}

void TestRenderBox::sameTwiceAndForAnyNumberOfThreads() {
  const BoxScene scene = randomScene(9, 3, 0.4);
  RenderOptions single;
  single.threads = 1;
  const auto a = renderBox(scene), b = renderBox(scene, single);
  QVERIFY(a->image == b->image);
  QVERIFY(a->depth.values == b->depth.values);
  QCOMPARE(a->fillPercent, b->fillPercent);
}

void TestRenderBox::refusals_data() {
  QTest::addColumn<int>("fault");
  QTest::addColumn<QString>("field");
  QTest::newRow("no size") << 0 << "size";
  QTest::newRow("walls meet") << 1 << "taper";
  QTest::newRow("no camera") << 2 << "camera";
  QTest::newRow("camera without size") << 3 << "camera";
  QTest::newRow("camera in the box") << 4 << "pose";
  QTest::newRow("looks away") << 5 << "pose";
  QTest::newRow("negative wall") << 6 << "wall";
}

void TestRenderBox::refusals() {
  QFETCH(int, fault);
  QFETCH(QString, field);
  BoxScene scene = fromAbove();
  if (fault == 0) scene.size.depth = 0;
  if (fault == 1) scene.taper = 0.2;
  if (fault == 2) scene.camera.fx = 0;
  if (fault == 3) scene.camera.width = 0;
  if (fault == 4) scene.pose.translation = scene.pose.translation - Vec3{0, 0, 1.1};
  if (fault == 5) scene.pose = poseAbove(scene.size, 0.05, 1.2, 0);
  if (fault == 6) scene.wall = -0.01;
  const auto rendered = renderBox(scene);
  QVERIFY(!rendered.ok());
  QCOMPARE(rendered.error().code, ErrorCode::badInput);
  QCOMPARE(QString::fromStdString(rendered.error().where), field);
}

void TestRenderBox::cancelled() {
  int asked = 0;
  Progress progress;
  progress.isCancelled = [&] { return ++asked > 5; };
  const auto rendered = renderBox(fromAbove(), {}, progress);
  QVERIFY(!rendered.ok());
  QCOMPARE(rendered.error().code, ErrorCode::cancelled);
}

QTEST_APPLESS_MAIN(TestRenderBox)
#include "test_render_box.moc"
