// A cloud seen from above measures as the scene that it was taken from.
#include "core/geometry/cloud_picture.h"
#include "core/geometry/fill.h"
#include "core/geometry/point_cloud.h"
#include "core/synthesis/box_scene.h"
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

using namespace fillscope;

namespace {

struct Frame {
  Vec3 x, y, z; ///< where the box's axes (z: down) point in the cloud
};

Frame frameFor(UpAxis up) {
  constexpr Vec3 x{1, 0, 0}, y{0, 1, 0}, z{0, 0, 1};
  switch (up) {
  case UpAxis::z:
    return {x, -y, -z};
  case UpAxis::minusZ:
    return {x, y, z};
  case UpAxis::y:
    return {x, z, -y};
  case UpAxis::minusY:
    return {x, -z, y};
  case UpAxis::x:
    return {y, -z, -x};
  default:
    return {y, z, x};
  }
}

struct Scan {
  BoxScene scene;
  RenderedBox truth;
  ScatteredCloud cloud; ///< in no order, noisy, in units of `unit` metres about `origin`
  Frame frame;
  Vec3 origin;
};

/// What a scanner above scene k gives.
Scan scan(int k, UpAxis up, double noise, double unit = 1, Vec3 origin = {}) {
  Scan made;
  made.scene = randomScene(7, k, 5 * std::numbers::pi / 180);
  RenderOptions options;
  options.colour = false;
  made.truth = *renderBox(made.scene, options);
  made.frame = frameFor(up);
  made.origin = origin;
  const PointCloud seen = unproject(made.truth.depth, made.scene.camera);
  std::mt19937 random(static_cast<unsigned>(k));
  std::normal_distribution<double> error(0, noise);
  std::vector<std::array<float, 3>> points;
  for (std::size_t i = 0; i < seen.xyz.pixelCount(); ++i) {
    const float* p = seen.xyz.data() + 3 * i;
    if (!std::isfinite(p[2])) continue;
    Vec3 point{p[0], p[1], p[2]};
    point = (1 + error(random) / norm(point)) * point;
    const Vec3 box = made.scene.pose.toBox(point);
    point = (1 / unit) * (box.x * made.frame.x + box.y * made.frame.y + box.z * made.frame.z);
    points.push_back({static_cast<float>(point.x), static_cast<float>(point.y), static_cast<float>(point.z)});
  }
  std::shuffle(points.begin(), points.end(), random);
  // Birds and reflections.
  for (int bird = 0; bird < 40; ++bird)
    points.push_back({static_cast<float>(bird / unit), static_cast<float>(-3 * bird / unit), 50.0f});
  made.cloud.origin = origin;
  made.cloud.xyz = Raster<float>(static_cast<int>(points.size()), 1, 3);
  for (std::size_t i = 0; i < points.size(); ++i)
    std::copy(points[i].begin(), points[i].end(), made.cloud.xyz.data() + 3 * i);
  return made;
}

RimCorners cornersIn(const CloudPicture& picture, const Scan& made, double unit = 1) {
  const BoxSize& size = made.scene.size;
  const std::array<Vec2, 4> corners{Vec2{0, 0}, {size.first, 0}, {size.first, size.second}, {0, size.second}};
  RimCorners found;
  for (std::size_t i = 0; i < 4; ++i) {
    const Vec3 place = unit * made.origin + corners[i].x * made.frame.x + corners[i].y * made.frame.y;
    found[i] = pictureFromPixel(
        picture.view.camera.project(transposedTimes(picture.view.axes, place - picture.view.eye)));
  }
  return found;
}

/// An organised cloud of a camera that looks at a slanted plane, colours by place, some pixels not measured.
ScatteredCloud gridOf(const CameraIntrinsics& camera, const Mat3& axes = {}, Vec3 place = {}) {
  ScatteredCloud cloud;
  cloud.xyz = Raster<float>(camera.width, camera.height, 3, std::numeric_limits<float>::quiet_NaN());
  cloud.colour = Image(camera.width, camera.height, 3);
  for (int v = 0; v < camera.height; ++v)
    for (int u = 0; u < camera.width; ++u) {
      for (int c = 0; c < 3; ++c)
        cloud.colour.at(u, v, c) = static_cast<std::uint8_t>(u + 3 * v + c);
      if ((u * 7 + v * 3) % 11 == 0) continue;
      const double depth = 0.8 + 0.001 * u + 0.002 * v;
      const Vec3 point = place + axes * (depth * camera.ray({double(u), double(v)}));
      const std::array<double, 3> xyz{point.x, point.y, point.z};
      for (int c = 0; c < 3; ++c)
        cloud.xyz.at(u, v, c) = static_cast<float>(xyz[static_cast<std::size_t>(c)]);
    }
  return cloud;
}

} // namespace

class TestCloudPicture : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  /// Its own view shows a cloud as before, and another cloud of the sensor on the same pixels.
  void seenAlike() {
    const Scan made = scan(0, UpAxis::y, 0.002, 0.001);
    CloudViewOptions options;
    options.up = UpAxis::y;
    options.metresPerUnit = 0.001;
    const auto first = pictureOf(made.cloud, options);
    CloudViewOptions like;
    like.like = first->view;
    const auto again = pictureOf(made.cloud, like);
    QVERIFY2(again.ok(), again ? "" : again.error().sentence().c_str());
    QVERIFY(again->image == first->image && again->depth.values == first->depth.values);
    QVERIFY(again->view == first->view);

    ScatteredCloud higher = made.cloud; // a third of it, 10 mm nearer
    higher.xyz = Raster<float>(higher.xyz.width() / 3, 1, 3);
    for (int i = 0; i < higher.xyz.width(); ++i)
      for (int c = 0; c < 3; ++c)
        higher.xyz.at(i, 0, c) = made.cloud.xyz.at(3 * i, 0, c) + (c == 1 ? 10.0f : 0.0f);
    const auto nearer = pictureOf(higher, like);
    QVERIFY(nearer.ok() && nearer->view == first->view);
    std::vector<double> differences;
    for (std::size_t i = 0; i < nearer->depth.values.pixelCount(); ++i)
      if (const double a = first->depth.values.data()[i], b = nearer->depth.values.data()[i]; a > 0 && b > 0)
        differences.push_back(a - b);
    QVERIFY(differences.size() > nearer->depth.values.pixelCount() / 2);
    std::nth_element(differences.begin(), differences.begin() + std::ssize(differences) / 2,
                     differences.end());
    QVERIFY(std::abs(differences[differences.size() / 2] - 0.01) < 0.001);
  }

  /// A depth camera's full picture lies on its empty one; points in no order of the same camera do, too.
  void gridsSeenAlike() {
    const CameraIntrinsics camera{525.5, 524, 61.25, 44.75, 120, 90};
    const auto empty = pictureOf(gridOf(camera));
    CloudViewOptions like;
    like.like = empty->view;
    ScatteredCloud cloud = gridOf(camera);
    for (std::size_t i = 0; i < cloud.xyz.pixelCount() * 3; ++i)
      cloud.xyz.data()[i] *= 0.75f;
    const auto full = pictureOf(cloud, like);
    QVERIFY(full.ok() && full->view == empty->view);
    for (std::size_t i = 0; i < full->depth.values.pixelCount(); ++i)
      QVERIFY(std::abs(full->depth.values.data()[i] - 0.75f * empty->depth.values.data()[i]) < 1e-5f);

    std::vector<float> places;
    for (std::size_t i = 0; i < cloud.size(); ++i)
      if (cloud.isMeasured(i))
        places.insert(places.end(), &cloud.xyz.data()[3 * i], &cloud.xyz.data()[3 * i] + 3);
    ScatteredCloud loose;
    loose.xyz = Raster<float>(static_cast<int>(places.size() / 3), 1, 3);
    std::copy(places.begin(), places.end(), loose.xyz.data());
    const auto same = pictureOf(loose, like);
    QVERIFY(same.ok() && !same->view.isOwnGrid && same->view.camera == empty->view.camera);
    for (std::size_t i = 0; i < full->depth.values.pixelCount(); ++i)
      if (full->depth.values.data()[i] > 0)
        QVERIFY(std::abs(same->depth.values.data()[i] - full->depth.values.data()[i]) < 1e-5f);

    ScatteredCloud elsewhere = gridOf(camera, {}, {100, 0, 0});
    const auto none = pictureOf(elsewhere, like);
    QVERIFY(!none.ok());
    QCOMPARE(none.error().code, ErrorCode::badInput);
  }

  void measuresAsTheScene_data() {
    QTest::addColumn<int>("up");
    QTest::addColumn<double>("unit");
    QTest::addColumn<double>("noise");
    const auto row = [](UpAxis up, double unit, double noise) {
      QTest::addRow("%s, %g m, noise %g", nameOf(up), unit, noise) << int(up) << unit << noise;
    };
    row(UpAxis::z, 1, 0);
    row(UpAxis::z, 0.001, 0.003);
    for (const UpAxis up : {UpAxis::minusZ, UpAxis::y, UpAxis::minusY, UpAxis::x, UpAxis::minusX})
      row(up, 1, 0.002);
  }
  /// Within two points, the size given; where the scanner itself did not see a tenth and more of the floor,
  /// what lies there is guessed, and each further tenth may cost one more.
  void measuresAsTheScene() {
    QFETCH(int, up);
    QFETCH(double, unit);
    QFETCH(double, noise);
    for (int k = 0; k < (up == int(UpAxis::z) ? 8 : 2); ++k) {
      const Vec3 origin = unit == 1 ? Vec3{450000, 5300000, 310} : Vec3{};
      const Scan made = scan(k, static_cast<UpAxis>(up), noise, unit, origin);
      CloudViewOptions options;
      options.up = static_cast<UpAxis>(up);
      options.metresPerUnit = unit;
      const auto picture = pictureOf(made.cloud, options);
      QVERIFY2(picture.ok(), picture ? "" : picture.error().sentence().c_str());
      QVERIFY(!picture->view.isOwnGrid && !picture->ownColours);
      const int longSide = std::max(picture->view.camera.width, picture->view.camera.height);
      QVERIFY(longSide >= 256 && longSide <= 2048);
      QVERIFY(picture->image.sameSize(picture->depth.values));
      FillRequest request;
      request.depth = std::make_shared<const DepthMap>(picture->depth);
      request.camera = picture->view.camera;
      request.corners = cornersIn(*picture, made, unit);
      request.size = made.scene.size;
      const auto report = measureFill(request);
      QVERIFY2(report.ok(), report ? "" : report.error().sentence().c_str());
      const double error = report->fillPercent - made.truth.fillPercent;
      QVERIFY2(std::abs(error) < 2 + 0.1 * std::max(0.0, report->hiddenPercent - 10),
               qPrintable(QString("scene %1: %2").arg(k).arg(error)));
      QVERIFY(report->fillLow <= made.truth.fillPercent && made.truth.fillPercent <= report->fillHigh);
      QVERIFY(std::abs(report->depthScale - 1) < 0.01);
    }
  }

  void aCamerasGridStaysAsItIs() {
    const CameraIntrinsics camera{525.5, 524, 61.25, 44.75, 128, 96};
    const ScatteredCloud cloud = gridOf(camera);
    CloudViewOptions options;
    options.metresPerUnit = 2;
    const auto picture = pictureOf(cloud, options);
    QVERIFY(picture.ok() && picture->view.isOwnGrid && picture->ownColours);
    QCOMPARE(picture->view.up, UpAxis::camera);
    QVERIFY(*picture->gridResidual < 1e-3);
    QVERIFY(std::abs(picture->view.camera.fx - 525.5) < 0.01 &&
            std::abs(picture->view.camera.fy - 524) < 0.01);
    QVERIFY(std::abs(picture->view.camera.cx - 61.25) < 0.01 &&
            std::abs(picture->view.camera.cy - 44.75) < 0.01);
    QVERIFY(picture->image == cloud.colour);
    for (int v = 0; v < 96; ++v)
      for (int u = 0; u < 128; ++u)
        if ((u * 7 + v * 3) % 11 == 0)
          QCOMPARE(picture->depth.values.at(u, v), 0.0f);
        else
          QVERIFY(std::abs(picture->depth.values.at(u, v) - 2 * (0.8 + 0.001 * u + 0.002 * v)) < 1e-5);
  }

  /// PCD's VIEWPOINT: the grid lies in the world, and says where its sensor stood.
  void aGridInTheWorldIsSeenByItsSensor() {
    const CameraIntrinsics camera{300, 300, 63.5, 47.5, 128, 96};
    const Mat3 down{{Vec3{1, 0, 0}, Vec3{0, -1, 0}, Vec3{0, 0, -1}}};
    ScatteredCloud cloud = gridOf(camera, down, {5, 6, 2});
    QVERIFY(!pictureOf(cloud)->view.isOwnGrid);
    cloud.sensorAxes = down;
    cloud.sensorPlace = {5, 6, 2};
    const auto picture = pictureOf(cloud);
    QVERIFY(picture.ok() && picture->view.isOwnGrid);
    QVERIFY(std::abs(picture->view.camera.fx - 300) < 0.1);
    QVERIFY(picture->view.eye == (Vec3{5, 6, 2}));
  }

  void aGridOfNoCameraIsSeenFromAbove() {
    ScatteredCloud cloud;
    cloud.xyz = Raster<float>(64, 64, 3);
    for (int v = 0; v < 64; ++v)
      for (int u = 0; u < 64; ++u) {
        cloud.xyz.at(u, v, 0) = 0.01f * static_cast<float>(u);
        cloud.xyz.at(u, v, 1) = 0.01f * static_cast<float>(v);
        cloud.xyz.at(u, v, 2) = 1 + 0.1f * static_cast<float>((u / 8 + v / 8) % 2);
      }
    const auto picture = pictureOf(cloud);
    QVERIFY(picture.ok() && !picture->view.isOwnGrid);
    QCOMPARE(picture->view.up, UpAxis::z);
    QVERIFY(picture->gridResidual && *picture->gridResidual > 1);
  }

  /// From far enough away parallel rays and a camera's look alike.
  void aHeightGridFarFromZeroIsNoCameras() {
    ScatteredCloud cloud;
    cloud.xyz = Raster<float>(200, 200, 3);
    for (int v = 0; v < 200; ++v)
      for (int u = 0; u < 200; ++u) {
        const double heap = std::max(0.0, 1.5 - 0.02 * std::hypot(u - 100, v - 80));
        cloud.xyz.at(u, v, 0) = 0.1f * static_cast<float>(u);
        cloud.xyz.at(u, v, 1) = 0.1f * static_cast<float>(v);
        cloud.xyz.at(u, v, 2) = static_cast<float>(300 + heap);
      }
    const auto picture = pictureOf(cloud);
    QVERIFY(picture.ok() && !picture->view.isOwnGrid);
    QCOMPARE(picture->view.up, UpAxis::z);
  }

  /// From a camera's own place nothing is hidden that it saw, and the same ray leads to each point.
  void pointsInACamerasFrame() {
    const CameraIntrinsics camera{300, 300, 63.5, 47.5, 128, 96};
    ScatteredCloud cloud = gridOf(camera);
    ScatteredCloud loose;
    loose.xyz = Raster<float>(128 * 96, 1, 3);
    std::copy_n(cloud.xyz.data(), 3 * cloud.size(), loose.xyz.data());
    CloudViewOptions options;
    options.up = UpAxis::camera;
    const auto picture = pictureOf(loose, options);
    QVERIFY(picture.ok());
    QVERIFY(picture->view.eye == Vec3{});
    const Vec2 middle = picture->view.camera.project({0, 0, 1});
    const double depth = picture->depth.values.at(int(std::lround(middle.x)), int(std::lround(middle.y)));
    QVERIFY(std::abs(depth - (0.8 + 0.0635 + 0.095)) < 0.005);
    for (std::size_t i = 0; i < loose.size(); ++i)
      loose.xyz.data()[3 * i + 2] *= -1;
    const auto behind = pictureOf(loose, options);
    QVERIFY(!behind.ok() && behind.error().hint.find("up") != std::string::npos);
  }

  void smallGapsCloseAndHolesStay() {
    ScatteredCloud cloud;
    std::vector<float> places;
    for (int v = 0; v < 300; ++v)
      for (int u = 0; u < 300; ++u) {
        const bool isSlit = u == 150 || u == 151; // two points wide
        const bool isHole = std::hypot(u - 80, v - 80) < 20;
        if (!isSlit && !isHole) places.insert(places.end(), {0.002f * u, 0.002f * v, 0.0f});
      }
    cloud.xyz = Raster<float>(static_cast<int>(places.size() / 3), 1, 3);
    std::copy(places.begin(), places.end(), cloud.xyz.data());
    const auto picture = pictureOf(cloud);
    QVERIFY(picture.ok());
    const auto at = [&](double x, double y) {
      const Vec2 pixel = picture->view.camera.project(
          transposedTimes(picture->view.axes, Vec3{x, y, 0} - picture->view.eye));
      return picture->depth.values.at(int(std::lround(pixel.x)), int(std::lround(pixel.y)));
    };
    for (int v = 10; v < 290; ++v)
      for (const int u : {149, 150, 151, 152})
        QVERIFY(at(0.002 * u, 0.002 * v) > 0);
    QCOMPARE(at(0.16, 0.16), 0.0f);
    QVERIFY(at(0.16, 0.22) > 0);
  }

  void oneColourIsNone() {
    Scan made = scan(1, UpAxis::z, 0);
    const auto size = static_cast<int>(made.cloud.size());
    made.cloud.colour = Image(size, 1, 3, 200);
    QVERIFY(!pictureOf(made.cloud)->ownColours);
    for (int i = 0; i < size; ++i)
      made.cloud.colour.at(i, 0, 0) = static_cast<std::uint8_t>(i % 2 ? 250 : 20);
    QVERIFY(pictureOf(made.cloud)->ownColours);
  }

  void theSizeMayBeChosen() {
    CloudViewOptions options;
    options.longSide = 640;
    const auto picture = pictureOf(scan(2, UpAxis::z, 0).cloud, options);
    QVERIFY(picture.ok());
    QCOMPARE(std::max(picture->view.camera.width, picture->view.camera.height), 640);
  }

  void pointsInOppositeCornersAreSeen() {
    ScatteredCloud cloud;
    cloud.xyz = Raster<float>(2, 1, 3);
    const std::array<float, 6> places{1, 1, 1, 2, 2, 1};
    std::copy(places.begin(), places.end(), cloud.xyz.data());
    const auto picture = pictureOf(cloud);
    QVERIFY2(picture.ok(), picture ? "" : picture.error().sentence().c_str());
    QCOMPARE(std::count_if(picture->depth.values.data(),
                           picture->depth.values.data() + picture->depth.values.pixelCount(),
                           DepthMap::isMeasured) > 1,
             true);
  }

  void pointsFarOutAreNoFault_data() {
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<double>("z");
    for (const double x : {-1e9, 0.0, 1e9})
      for (const double y : {-1e9, 0.0, 1e9})
        for (const double z : {-1e9, 0.0, 1e9})
          QTest::addRow("%g %g %g", x, y, z) << x << y << z;
  }
  /// One in twenty.
  void pointsFarOutAreNoFault() {
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(double, z);
    std::mt19937 random(3);
    std::uniform_real_distribution<float> places(0, 1);
    ScatteredCloud cloud;
    cloud.xyz = Raster<float>(2000, 1, 3);
    for (int i = 0; i < 2000; ++i) {
      const std::array<double, 3> far{x, y, z};
      for (int c = 0; c < 3; ++c)
        cloud.xyz.at(i, 0, c) =
            i % 20 ? places(random) : static_cast<float>(far[static_cast<std::size_t>(c)]);
    }
    try {
      const auto picture = pictureOf(cloud);
      QVERIFY(picture.ok() || picture.error().code == ErrorCode::badInput);
    } catch (const std::exception& fault) {
      QFAIL(fault.what());
    }
  }

  /// What a grid did not measure says nothing about how dense the rest lies.
  void emptyPlacesMakeNoLargerPicture() {
    constexpr int width = 1280, height = 960;
    std::mt19937 random(4);
    std::uniform_real_distribution<float> places(0, 1);
    ScatteredCloud grid, loose;
    grid.xyz = Raster<float>(width, height, 3, std::numeric_limits<float>::quiet_NaN());
    std::vector<float> measured;
    for (std::size_t i = 0; i < grid.size(); ++i) {
      if (i % 1280 >= 102) continue;
      for (std::size_t c = 0; c < 2; ++c)
        measured.push_back(grid.xyz.data()[3 * i + c] = places(random));
      measured.push_back(grid.xyz.data()[3 * i + 2] = 0.1f * places(random));
    }
    loose.xyz = Raster<float>(static_cast<int>(measured.size() / 3), 1, 3);
    std::copy(measured.begin(), measured.end(), loose.xyz.data());
    CloudViewOptions options;
    options.up = UpAxis::z;
    const auto ofGrid = pictureOf(grid, options), ofLoose = pictureOf(loose, options);
    QVERIFY(ofGrid.ok() && ofLoose.ok());
    const double ratio = double(ofGrid->view.camera.width) / double(ofLoose->view.camera.width);
    QVERIFY2(std::abs(ratio - 1) < 0.05, qPrintable(QString::number(ratio)));
  }

  void whatCannotBeSeen() {
    ScatteredCloud cloud;
    cloud.xyz = Raster<float>(10, 1, 3, 4.0f);
    QVERIFY(!pictureOf(cloud).ok());
    CloudViewOptions options;
    options.metresPerUnit = 0;
    QCOMPARE(pictureOf(cloud, options).error().where, std::string("scale"));
    options.metresPerUnit = 1, options.longSide = 3;
    QCOMPARE(pictureOf(cloud, options).error().where, std::string("size"));
    const auto stopped = pictureOf(scan(0, UpAxis::z, 0).cloud, {}, Progress{{}, [] { return true; }});
    QVERIFY(!stopped.ok() && stopped.error().code == ErrorCode::cancelled);
  }
};

QTEST_GUILESS_MAIN(TestCloudPicture)
#include "test_cloud_picture.moc"
