#include "core/synthesis/photo_render.h"
#include <QtTest>
#include <cmath>
#include <numbers>

using namespace fillscope;

namespace {

constexpr double pi = std::numbers::pi;

/// A box of 0.4 × 0.3 × 0.25 m from above, 200 × 150 pixels.
PhotoScene openBox(double tilt = 0.2, double roll = 0) {
  PhotoScene scene;
  scene.size = {0.4, 0.3, 0.25};
  scene.camera = CameraIntrinsics::fromFieldOfView(1.0, 200, 150);
  scene.pose = poseAbove(scene.size, 0.7, tilt, roll, 0.7);
  PhotoLamp lamp;
  lamp.direction = {0.4, -0.3, -1};
  scene.lamps = {lamp};
  return scene;
}

Placement placed(Vec3 centre, double yaw, double lean) {
  const double c = std::cos(yaw), s = std::sin(yaw), a = std::cos(lean), b = std::sin(lean);
  return {centre, Mat3{{Vec3{c, s, 0}, Vec3{-a * s, a * c, b}, Vec3{b * s, -b * c, a}}}};
}

SolidHeights hills() {
  auto heights = std::make_shared<Raster<float>>(24, 20);
  for (int y = 0; y < 20; ++y)
    for (int x = 0; x < 24; ++x)
      heights->at(x, y) = static_cast<float>(0.04 + 0.05 * std::sin(0.5 * x) * std::cos(0.4 * y));
  return {{0.2, 0.15}, 0.3, 0.12, 0.09, 0.25, heights};
}

/// Signed distances of the solids (Quilez), written apart from the renderer's intersections.
double distanceTo(const Solid& solid, Vec3 p) {
  if (const auto* cuboid = std::get_if<SolidCuboid>(&solid)) {
    const Vec3 q = transposedTimes(cuboid->at.turn, p - cuboid->at.centre);
    const Vec3 d{std::abs(q.x) - cuboid->half.x, std::abs(q.y) - cuboid->half.y,
                 std::abs(q.z) - cuboid->half.z};
    const Vec3 outside{std::max(d.x, 0.0), std::max(d.y, 0.0), std::max(d.z, 0.0)};
    return norm(outside) + std::min(std::max({d.x, d.y, d.z}), 0.0);
  }
  if (const auto* sphere = std::get_if<SolidSphere>(&solid)) return norm(p - sphere->centre) - sphere->radius;
  if (const auto* capsule = std::get_if<SolidCapsule>(&solid)) {
    const Vec3 axis = capsule->b - capsule->a;
    const double along = std::clamp(dot(p - capsule->a, axis) / dot(axis, axis), 0.0, 1.0);
    return norm(p - capsule->a - along * axis) - capsule->radius;
  }
  if (const auto* cylinder = std::get_if<SolidCylinder>(&solid)) {
    const Vec3 q = transposedTimes(cylinder->at.turn, p - cylinder->at.centre);
    const double top = cylinder->topRadius < 0 ? cylinder->radius : cylinder->topRadius;
    const double slope = (top - cylinder->radius) / (2 * cylinder->half);
    const double radius = cylinder->radius + slope * (q.z + cylinder->half);
    // A bound: never more than the true distance.
    return std::max((std::hypot(q.x, q.y) - radius) / std::sqrt(1 + slope * slope),
                    std::abs(q.z) - cylinder->half);
  }
  const auto& field = std::get<SolidHeights>(solid);
  const double c = std::cos(field.yaw), s = std::sin(field.yaw);
  const double dx = p.x - field.centre.x, dy = p.y - field.centre.y;
  const double x = c * dx + s * dy, y = c * dy - s * dx;
  const Raster<float>& grid = *field.heights;
  const double beside = std::max(std::abs(x) - field.halfX, std::abs(y) - field.halfY);
  const double u = std::clamp((x / field.halfX + 1) / 2 * (grid.width() - 1), 0.0, grid.width() - 1.000001);
  const double v = std::clamp((y / field.halfY + 1) / 2 * (grid.height() - 1), 0.0, grid.height() - 1.000001);
  const int i = static_cast<int>(u), j = static_cast<int>(v);
  const double f = u - i, g = v - j;
  const double height = (1 - g) * ((1 - f) * grid.at(i, j) + f * grid.at(i + 1, j)) +
                        g * ((1 - f) * grid.at(i, j + 1) + f * grid.at(i + 1, j + 1));
  const double over = field.base - p.z - std::max(height, 0.0);
  return std::max(beside, height > 0 ? std::min(0.2 * over, 0.0005) : 0.0005); // steep: small steps
}

/// Depth along a ray that enters through the rim: the box's inside, or the solid before it.
double depthAlong(const PhotoScene& scene, Vec3 eye, Vec3 direction) {
  double end = (scene.size.depth - eye.z) / direction.z;
  const double lean = scene.taper / scene.size.depth;
  const auto wall = [&](double at, double along) { // distance inwards from a wall that leans inwards
    const double closing = along - lean * direction.z, room = at - lean * eye.z;
    if (closing < 0) end = std::min(end, -room / closing);
  };
  wall(eye.x, direction.x);
  wall(scene.size.first - eye.x, -direction.x);
  wall(eye.y, direction.y);
  wall(scene.size.second - eye.y, -direction.y);
  const double speed = norm(direction);
  for (const PhotoItem& item : scene.items) {
    double t = 0;
    for (int i = 0; i < 100000 && t < end; ++i) {
      const double d = distanceTo(item.solid, eye + t * direction);
      if (d < 1e-7) break;
      t += std::max(d, 1e-6) / speed;
    }
    end = std::min(end, t);
  }
  return end;
}

Vec2 undistorted(Vec2 p, double k1) { // by halving: the model grows with the radius here
  const double wanted = norm(p);
  double low = 0, high = 2 * wanted;
  for (int i = 0; i < 80; ++i) {
    const double r = 0.5 * (low + high);
    (r * (1 + k1 * r * r) < wanted ? low : high) = r;
  }
  return wanted > 0 ? (low / wanted) * p : p;
}

PhotoSample renderedOf(const PhotoScene& scene, PhotoRenderOptions options = {}) {
  const auto sample = renderPhoto(scene, options);
  return sample ? *sample : PhotoSample{};
}

PhotoRenderOptions geometryAlone() {
  PhotoRenderOptions options;
  options.colour = false;
  return options;
}

} // namespace

class TestPhotoRender : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void depthIsExact_data();
  void depthIsExact();
  void maskShowsContentInTheBox();
  void cornersFollowThePose_data();
  void cornersFollowThePose();
  void visibility();
  void sameForAnyNumberOfThreads();
  void refusals_data();
  void refusals();
  void cancelled();
};

void TestPhotoRender::depthIsExact_data() {
  QTest::addColumn<int>("solid");
  QTest::addColumn<double>("k1");
  QTest::addColumn<double>("taper");
  const char* names[] = {"empty", "cuboid", "sphere", "cylinder", "cone", "capsule", "heights"};
  for (int i = 0; i < 7; ++i)
    QTest::newRow(names[i]) << i << 0.0 << 0.0;
  QTest::newRow("barrel") << 1 << -0.12 << 0.0;
  QTest::newRow("pincushion") << 3 << 0.08 << 0.0;
  QTest::newRow("tapered") << 2 << -0.05 << 0.03;
}

void TestPhotoRender::depthIsExact() {
  QFETCH(int, solid);
  QFETCH(double, k1);
  QFETCH(double, taper);
  PhotoScene scene = openBox();
  scene.k1 = k1;
  scene.taper = taper;
  const Placement leaning = placed({0.2, 0.15, 0.15}, 0.5, 0.4);
  const Solid solids[] = {SolidSphere{},
                          SolidCuboid{leaning, {0.08, 0.05, 0.03}},
                          SolidSphere{{0.22, 0.13, 0.18}, 0.06},
                          SolidCylinder{leaning, 0.04, 0.08},
                          SolidCylinder{leaning, 0.06, 0.07, 0.02},
                          SolidCapsule{{0.1, 0.1, 0.2}, {0.3, 0.2, 0.12}, 0.03},
                          hills()};
  if (solid > 0) scene.items.push_back({solids[solid], {}, true});
  const PhotoSample sample = renderedOf(scene, geometryAlone());
  QVERIFY(sample.depth.values.sameSize(200, 150));
  const Vec3 eye = scene.pose.toBox({0, 0, 0});
  int compared = 0, wrong = 0;
  for (int y = 0; y < 150; y += 2)
    for (int x = 0; x < 200; x += 2) {
      const Vec3 ray = scene.camera.ray({double(x), double(y)});
      const Vec2 straight = undistorted({ray.x, ray.y}, k1);
      const Vec3 direction = transposedTimes(scene.pose.rotation, {straight.x, straight.y, 1});
      const Vec3 rim = eye + (-eye.z / direction.z) * direction;
      if (rim.x < 0.001 || rim.y < 0.001 || rim.x > 0.399 || rim.y > 0.299) continue;
      ++compared;
      // Rays that graze an outline may fall to either side.
      if (std::abs(depthAlong(scene, eye, direction) - double(sample.depth.values.at(x, y))) > 2e-5) ++wrong;
    }
  QVERIFY(compared > 1000);
  QVERIFY2(wrong <= compared / 200, qPrintable(QString("%1 of %2").arg(wrong).arg(compared)));
}

void TestPhotoRender::maskShowsContentInTheBox() {
  PhotoScene scene = openBox(0, 0);
  scene.items.push_back({SolidCuboid{placed({0.1, 0.1, 0.2}, 0, 0), {0.05, 0.05, 0.05}}, {}, true});
  scene.items.push_back({SolidSphere{{0.3, 0.2, 0.03}, 0.06}, {}, true});   // rises over the rim
  scene.items.push_back({SolidSphere{{0.3, 0.08, 0.2}, 0.04}, {}, false});  // a tool: no content
  scene.items.push_back({SolidSphere{{-0.12, 0.15, 0.2}, 0.05}, {}, true}); // beside the box
  const PhotoSample sample = renderedOf(scene, geometryAlone());
  PhotoScene empty = scene;
  empty.items.clear();
  const PhotoSample without = renderedOf(empty, geometryAlone());
  const Vec3 eye = scene.pose.toBox({0, 0, 0});
  int content = 0;
  for (int y = 0; y < 150; ++y)
    for (int x = 0; x < 200; ++x) {
      const float depth = sample.depth.values.at(x, y);
      const Vec3 ray = scene.camera.ray({double(x), double(y)});
      const Vec3 p = eye + double(depth) * transposedTimes(scene.pose.rotation, ray);
      const bool first = norm(p - Vec3{0.3, 0.2, 0.03})<0.0602, second = p.x> 0.0499 && p.x < 0.1501 &&
                         p.y > 0.0499 && p.y < 0.1501 && p.z > 0.1499 && p.z < 0.2499;
      const bool expected = depth != without.depth.values.at(x, y) && (first || second);
      QCOMPARE(int(sample.content.at(x, y)), int(expected));
      content += expected;
    }
  QVERIFY(content > 500);
}

void TestPhotoRender::cornersFollowThePose_data() {
  QTest::addColumn<double>("roll");
  QTest::addColumn<double>("k1");
  for (const double roll : {0.0, 30.0, 90.0, 180.0, 200.0})
    for (const double k1 : {0.0, -0.1})
      QTest::addRow("%g degrees, k1 %g", roll, k1) << roll << k1;
}

void TestPhotoRender::cornersFollowThePose() {
  QFETCH(double, roll);
  QFETCH(double, k1);
  PhotoScene scene = openBox(0.3, roll * pi / 180);
  scene.k1 = k1;
  scene.items.push_back({SolidCuboid{placed({0.1, 0.1, 0.2}, 0, 0), {0.05, 0.05, 0.05}}, {}, true});
  const PhotoSample sample = renderedOf(scene, geometryAlone());
  const double a = sample.size.first, b = sample.size.second, c = sample.size.depth;
  QCOMPARE(a + b, 0.7);
  const Vec3 places[] = {{0, 0, 0}, {a, 0, 0}, {a, b, 0}, {0, b, 0},
                         {0, 0, c}, {a, 0, c}, {a, b, c}, {0, b, c}};
  for (std::size_t i = 0; i < 8; ++i) {
    const Vec3 p = sample.pose.toCamera(places[i]);
    const Vec2 q{p.x / p.z, p.y / p.z};
    const double stretch = 1 + k1 * dot(q, q);
    const Vec2 expected = pictureFromPixel(scene.camera.project({stretch * q.x, stretch * q.y, 1}));
    QVERIFY(norm(expected - sample.corners[i].at) < 1e-6);
  }
  double turn = 0, left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
  for (std::size_t i = 0; i < 4; ++i) {
    const Vec2 p = sample.corners[i].at, q = sample.corners[(i + 1) % 4].at,
               r = sample.corners[(i + 2) % 4].at;
    turn += cross(q - p, r - q) > 0 ? 1 : 0;
    left = std::min(left, p.x), right = std::max(right, p.x), top = std::min(top, p.y),
    bottom = std::max(bottom, p.y);
  }
  QCOMPARE(turn, 4.0); // clockwise as seen, y down
  const auto fromTopLeft = [&](Vec2 p) {
    return (p.x - left) / (right - left) + (p.y - top) / (bottom - top);
  };
  for (std::size_t i = 1; i < 4; ++i)
    QVERIFY(fromTopLeft(sample.corners[0].at) <= fromTopLeft(sample.corners[i].at));
  QVERIFY(std::abs(sample.tilt - scene.pose.tilt()) < 1e-12);
  QVERIFY(std::abs(sample.pose.tilt() - scene.pose.tilt()) < 1e-9);
}

void TestPhotoRender::visibility() {
  PhotoScene scene =
      openBox(0, 0); // corner 1 of the scene is the picture's top-left, or turned: asked by place
  const PhotoSample open = renderedOf(scene, geometryAlone());
  for (std::size_t i = 0; i < 8; ++i)
    QCOMPARE(int(open.corners[i].visibility), int(KeypointVisibility::visible));
  // A flap folded in over the scene's corner at (0, 0), and content on the floor corner at (0.4, 0.3).
  scene.items.push_back({SolidCuboid{placed({0.2, 0.05, -0.03}, 0, 0), {0.21, 0.06, 0.002}}, {}, false});
  scene.items.push_back({SolidCuboid{placed({0.35, 0.25, 0.22}, 0, 0), {0.05, 0.05, 0.03}}, {}, true});
  // A plate that lies on the rim, less than a centimetre high, hides nothing.
  scene.items.push_back({SolidCuboid{placed({0.2, 0.32, -0.002}, 0, 0), {0.21, 0.03, 0.002}}, {}, false});
  const PhotoSample covered = renderedOf(scene, geometryAlone());
  for (std::size_t i = 0; i < 8; ++i) {
    const Vec3 place = scene.pose.toBox(
        covered.pose.toCamera({i % 4 == 1 || i % 4 == 2 ? covered.size.first : 0,
                               i % 4 >= 2 ? covered.size.second : 0, i >= 4 ? covered.size.depth : 0}));
    const bool underFlap = i < 4 && place.y < 0.01, underContent = i >= 4 && place.x > 0.39 && place.y > 0.29;
    const bool floorUnderFlap = i >= 4 && place.y < 0.01; // the eye looks past the flap's inner edge or not
    if (floorUnderFlap) continue;
    QCOMPARE(int(covered.corners[i].visibility),
             int(underFlap || underContent ? KeypointVisibility::hidden : KeypointVisibility::visible));
  }
  scene.camera.cx += 120; // the box leaves the picture to the right
  const PhotoSample beside = renderedOf(scene, geometryAlone());
  int outside = 0;
  for (const Keypoint& corner : beside.corners) {
    const bool in = corner.at.x >= 0 && corner.at.y >= 0 && corner.at.x < 200 && corner.at.y < 150;
    QCOMPARE(corner.visibility == KeypointVisibility::outside, !in);
    outside += !in;
  }
  QVERIFY(outside >= 2);
}

void TestPhotoRender::sameForAnyNumberOfThreads() {
  const PhotoSpec spec;
  for (const std::uint64_t k : {3u, 11u}) {
    const PhotoScene scene = samplePhotoScene(spec, 21, k);
    PhotoRenderOptions three;
    three.threads = 3;
    const PhotoSample a = renderedOf(scene), b = renderedOf(scene, three);
    QVERIFY(a.image.sameSize(spec.width, spec.height));
    QVERIFY(a.image == b.image);
    QVERIFY(a.depth.values == b.depth.values);
    QVERIFY(a.cameraDepth.values == b.cameraDepth.values);
    QVERIFY(a.content == b.content);
    QVERIFY(a.corners == b.corners);
    QCOMPARE(a.fillPercent, b.fillPercent);
  }
}

void TestPhotoRender::refusals_data() {
  QTest::addColumn<int>("fault");
  QTest::addColumn<QString>("field");
  QTest::newRow("no size") << 0 << "size";
  QTest::newRow("walls meet") << 1 << "taper";
  QTest::newRow("negative wall") << 2 << "wall";
  QTest::newRow("no camera") << 3 << "camera";
  QTest::newRow("camera in the box") << 4 << "pose";
  QTest::newRow("looks away") << 5 << "pose";
}

void TestPhotoRender::refusals() {
  QFETCH(int, fault);
  QFETCH(QString, field);
  PhotoScene scene = openBox();
  if (fault == 0) scene.size.second = 0;
  if (fault == 1) scene.taper = 0.2;
  if (fault == 2) scene.wall = -0.01;
  if (fault == 3) scene.camera.width = 0;
  if (fault == 4) scene.pose.translation = scene.pose.translation - Vec3{0, 0, 0.8};
  if (fault == 5) scene.pose = poseAbove(scene.size, 0.05, 1.2, 0);
  const auto sample = renderPhoto(scene);
  QVERIFY(!sample.ok());
  QCOMPARE(sample.error().code, ErrorCode::badInput);
  QCOMPARE(QString::fromStdString(sample.error().where), field);
}

void TestPhotoRender::cancelled() {
  int asked = 0;
  Progress progress;
  progress.isCancelled = [&] { return ++asked > 2; };
  const auto sample = renderPhoto(openBox(), {}, progress);
  QVERIFY(!sample.ok());
  QCOMPARE(sample.error().code, ErrorCode::cancelled);
}

QTEST_APPLESS_MAIN(TestPhotoRender)
#include "test_photo_render.moc"
