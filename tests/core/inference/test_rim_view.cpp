#include "core/geometry/lens.h"
#include "core/inference/rim_view.h"
#include "core/synthesis/box_scene.h"
#include <QTest>
#include <algorithm>
#include <cmath>

using namespace fillscope;

namespace {

constexpr RimViewShape shape{112, 8};

struct Seen {
  BoxScene scene;
  RimPose rim;
  RimCorners corners;
};

/// An empty box under a camera, seen through a lens of distortion k1.
Seen emptyBox(double tilt, double roll, double azimuth, int width, int height, double k1 = 0) {
  Seen seen;
  seen.scene.size = {0.5, 0.35, 0.25};
  seen.scene.camera = CameraIntrinsics::fromFieldOfView(1.1, width, height);
  seen.scene.pose = poseAbove(seen.scene.size, 0.7, tilt, roll, azimuth);
  seen.rim = {seen.scene.pose, 0.5, 0.35, 0, true};
  const Vec3 places[4] = {{0, 0, 0}, {0.5, 0, 0}, {0.5, 0.35, 0}, {0, 0.35, 0}};
  for (std::size_t k = 0; k < 4; ++k) {
    const Vec3 p = seen.scene.pose.toCamera(places[k]);
    const double factor = 1 + k1 * (p.x * p.x + p.y * p.y) / (p.z * p.z);
    seen.corners[k] = pictureFromPixel(seen.scene.camera.project({factor * p.x, factor * p.y, p.z}));
  }
  return seen;
}

float plane(const RimView& view, int index, int i, int j) {
  return view.input.values[static_cast<std::size_t>((index * shape.size + j) * shape.size + i)];
}

RimAnswer constantAnswer(float share, float content) {
  return {Raster<float>(shape.size, shape.size, 1, share), Raster<float>(shape.size, shape.size, 1, content),
          0, 0, 0};
}

} // namespace

class TestRimView : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void views_data() {
    QTest::addColumn<double>("tilt");
    QTest::addColumn<double>("roll");
    QTest::addColumn<double>("azimuth");
    QTest::addColumn<double>("k1");
    QTest::newRow("straight down") << 0.0 << 0.0 << 0.0 << 0.0;
    QTest::newRow("tilted") << 0.6 << 0.2 << 0.9 << 0.0;
    QTest::newRow("barrel") << 0.5 << -0.3 << 2.0 << -0.12;
    QTest::newRow("pincushion") << 0.3 << 0.1 << 4.0 << 0.08;
  }

  void planesFollowTheGeometry_data() { views_data(); }
  void planesFollowTheGeometry() {
    QFETCH(double, tilt);
    QFETCH(double, roll);
    QFETCH(double, azimuth);
    QFETCH(double, k1);
    const Seen seen = emptyBox(tilt, roll, azimuth, 256, 192, k1);
    // A ramp in x and y: the colour tells where in the picture a pixel was read.
    Image ramp(256, 192, 3);
    for (int y = 0; y < 192; ++y)
      for (int x = 0; x < 256; ++x)
        ramp.at(x, y, 0) = static_cast<std::uint8_t>(x), ramp.at(x, y, 1) = static_cast<std::uint8_t>(y);
    const auto view =
        rimView(ramp, seen.corners, seen.scene.camera, seen.rim, 0.25, shape, ModelManifest{}, k1);
    QVERIFY2(view.ok(), view ? "" : view.error().sentence().c_str());
    QVERIFY((view->input.shape == std::vector<std::int64_t>{1, rimViewPlanes, 112, 112}));
    for (const Vec2 r : view->residual)
      QVERIFY(norm(r) < 1e-9);
    const BoxPose& pose = seen.scene.pose;
    for (int j = 0; j < shape.size; ++j)
      for (int i = 0; i < shape.size; ++i) {
        const double u = (i + 0.5 - 8) / 96, v = (j + 0.5 - 8) / 96;
        const Vec2 at = view->pictureAt[static_cast<std::size_t>(j * shape.size + i)];
        // The ray through the pixel, from the picture alone.
        const Vec3 ray = undistortedRay(seen.scene.camera, k1, pixelFromPicture(at));
        const Vec3 eye = pose.toBox({0, 0, 0}), d = transposedTimes(pose.rotation, ray);
        const double t = -eye.z / d.z;
        QVERIFY(std::abs(eye.x + t * d.x - 0.5 * u) < 1e-9 && std::abs(eye.y + t * d.y - 0.35 * v) < 1e-9);
        QVERIFY(std::abs(plane(*view, 4, i, j) - d.x / d.z) < 1e-5);
        QVERIFY(std::abs(plane(*view, 5, i, j) - d.y / d.z) < 1e-5);
        // One step down the ray from the empty depth stays on the box's surface.
        const double share = plane(*view, 3, i, j);
        QCOMPARE(static_cast<float>(share), view->emptyDepth.at(i, j));
        const bool inside = u >= 0 && v >= 0 && u <= 1 && v <= 1;
        QVERIFY(inside ? share > 0 && share <= 1 : share == 0);
        if (inside) {
          const double z = 0.25 * share, x = 0.5 * u + z * d.x / d.z, y = 0.35 * v + z * d.y / d.z;
          const double gap = std::min({x, y, 0.5 - x, 0.35 - y, 0.25 - z});
          QVERIFY2(std::abs(gap) < 1e-6, qPrintable(QString::number(gap)));
        }
        if (at.x > 4 && at.y > 4 && at.x < 252 && at.y < 188) {
          QVERIFY(std::abs(255 * plane(*view, 0, i, j) - (at.x - 0.5)) < 1);
          QVERIFY(std::abs(255 * plane(*view, 1, i, j) - (at.y - 0.5)) < 1);
        }
      }
    QVERIFY(std::abs(plane(*view, 6, 3, 3) - std::log(0.25 / std::sqrt(0.5 * 0.35))) < 1e-6);
    QVERIFY(std::abs(plane(*view, 7, 90, 3) - std::log(0.5 / 0.35)) < 1e-6);
    QCOMPARE(plane(*view, 8, 50, 50), 1.0f);
  }

  void withoutDepthThatIsNotToldEither() {
    const Seen seen = emptyBox(0.4, 0, 0, 256, 192);
    const auto view = rimView(Image(256, 192, 3, 90), seen.corners, seen.scene.camera, seen.rim, std::nullopt,
                              shape, ModelManifest{});
    QVERIFY(view.ok());
    for (const int index : {3, 6, 8})
      for (int i = 0; i < shape.size; ++i)
        QCOMPARE(plane(*view, index, i, 50), 0.0f);
    QVERIFY(plane(*view, 7, 50, 50) != 0);
    QCOMPARE(depthFromRimAnswer(constantAnswer(1, 0), *view, 256, 192, false).values,
             Raster<float>(256, 192));
  }

  // Corners placed by hand do not agree with any pose: the square's corners must still show theirs.
  void givenCornersAreMet() {
    Seen seen = emptyBox(0.5, 0.1, 0.4, 640, 480);
    const Vec2 errors[4] = {{3, -2}, {-1, 4}, {2, 2}, {-4, 0}};
    for (std::size_t k = 0; k < 4; ++k)
      seen.corners[k] = seen.corners[k] + errors[k];
    const auto view = rimView(Image(640, 480, 3, 90), seen.corners, seen.scene.camera, seen.rim, 0.25, shape,
                              ModelManifest{});
    QVERIFY(view.ok());
    const Vec2 places[4] = {{0, 0}, {0.5, 0}, {0.5, 0.35}, {0, 0.35}};
    for (std::size_t k = 0; k < 4; ++k) {
      const auto at = pictureOfRimPoint(*view, places[k].x, places[k].y);
      QVERIFY(at && norm(*at - seen.corners[k]) < 1e-9);
      QVERIFY(norm(view->residual[k] - errors[k]) < 1e-6);
    }
  }

  void anEmptyAnswerIsTheEmptyBox_data() { views_data(); }
  void anEmptyAnswerIsTheEmptyBox() {
    QFETCH(double, tilt);
    QFETCH(double, roll);
    QFETCH(double, azimuth);
    QFETCH(double, k1);
    if (k1 != 0) { // the ray-caster knows no lens: a pixel is compared by its own undistorted ray
      const Seen seen = emptyBox(tilt, roll, azimuth, 256, 192, k1);
      const auto view = rimView(Image(256, 192, 3), seen.corners, seen.scene.camera, seen.rim, 0.25, shape,
                                ModelManifest{}, k1);
      QVERIFY(view.ok());
      const DepthMap depth = depthFromRimAnswer(constantAnswer(1, 0), *view, 256, 192, false);
      int measured = 0;
      for (int y = 0; y < 192; ++y)
        for (int x = 0; x < 256; ++x) {
          if (!depth.isMeasuredAt(x, y)) continue;
          ++measured;
          const Vec3 ray = undistortedRay(seen.scene.camera, k1, {double(x), double(y)});
          const Vec3 p = seen.scene.pose.toBox(static_cast<double>(depth.values.at(x, y)) * ray);
          const double gap = std::min({p.x, p.y, 0.5 - p.x, 0.35 - p.y, 0.25 - p.z});
          QVERIFY(std::abs(gap) < 1e-5);
        }
      QVERIFY(measured > 5000);
      return;
    }
    const Seen seen = emptyBox(tilt, roll, azimuth, 256, 192);
    RenderOptions options;
    options.colour = false;
    const auto truth = renderBox(seen.scene, options);
    QVERIFY(truth.ok());
    const auto view =
        rimView(Image(256, 192, 3), seen.corners, seen.scene.camera, seen.rim, 0.25, shape, ModelManifest{});
    QVERIFY(view.ok());
    for (const bool snap : {false, true}) {
      // Snapping takes any share for 1 where no content is.
      const DepthMap depth = depthFromRimAnswer(constantAnswer(snap ? 0.3f : 1.0f, 0), *view, 256, 192, snap);
      int measured = 0;
      for (int y = 0; y < 192; ++y)
        for (int x = 0; x < 256; ++x) {
          if (!depth.isMeasuredAt(x, y)) continue;
          ++measured;
          QVERIFY2(std::abs(depth.values.at(x, y) - truth->depth.values.at(x, y)) < 1e-5,
                   qPrintable(QString("%1,%2").arg(x).arg(y)));
        }
      QVERIFY(measured > 5000);
    }
  }

  void halfTheShareIsHalfWayDown() {
    const Seen seen = emptyBox(0, 0, 0, 256, 192);
    const auto view =
        rimView(Image(256, 192, 3), seen.corners, seen.scene.camera, seen.rim, 0.25, shape, ModelManifest{});
    const DepthMap depth = depthFromRimAnswer(constantAnswer(0.5f, 1), *view, 256, 192, true);
    QVERIFY(std::abs(depth.values.at(128, 96) - (0.7 + 0.125)) < 1e-5);
    QVERIFY(!depth.isMeasuredAt(2, 2));
  }

  void theShareIsReadWhereThePixelIs() {
    const Seen seen = emptyBox(0.5, 0.2, 1.0, 256, 192);
    const auto view =
        rimView(Image(256, 192, 3), seen.corners, seen.scene.camera, seen.rim, 0.25, shape, ModelManifest{});
    QVERIFY(view.ok());
    RimAnswer answer = constantAnswer(0, 1);
    for (int j = 0; j < shape.size; ++j)
      for (int i = 0; i < shape.size; ++i) // u where inside; what lies outside the rim must not be read
        answer.share.at(i, j) =
            i < 8 || i >= 104 || j < 8 || j >= 104 ? 1000.0f : static_cast<float>((i + 0.5 - 8) / 96);
    const DepthMap depth = depthFromRimAnswer(answer, *view, 256, 192, false);
    const BoxPose& pose = seen.scene.pose;
    const Vec3 eye = pose.toBox({0, 0, 0});
    for (int y = 0; y < 192; ++y)
      for (int x = 0; x < 256; ++x) {
        if (!depth.isMeasuredAt(x, y)) continue;
        const Vec3 ray = seen.scene.camera.ray({double(x), double(y)});
        const Vec3 p = pose.toBox(static_cast<double>(depth.values.at(x, y)) * ray);
        const Vec3 d = transposedTimes(pose.rotation, ray);
        const double u = (eye.x - eye.z / d.z * d.x) / 0.5, v = (eye.y - eye.z / d.z * d.y) / 0.35;
        const double empty = emptyDepthBelow(0.5 * u, 0.35 * v, d.x / d.z, d.y / d.z, 0.5, 0.35, 0.25);
        // Half a pixel of the square at the rim's edge, where the nearest inside pixel stands in.
        QVERIFY(std::abs(p.z - u * empty) < (u < 0.006 || u > 0.994 ? 0.006 * 0.25 : 1e-5));
      }
  }

  void largePicturesAreAveraged() {
    const Seen seen = emptyBox(0.1, 0, 0, 2048, 1536);
    Image checks(2048, 1536, 3);
    for (int y = 0; y < 1536; ++y)
      for (int x = 0; x < 2048; ++x)
        for (int c = 0; c < 3; ++c)
          checks.at(x, y, c) = (x + y) % 2 ? 255 : 0;
    const auto view =
        rimView(checks, seen.corners, seen.scene.camera, seen.rim, 0.25, shape, ModelManifest{});
    QVERIFY(view.ok());
    for (int i = 10; i < 100; ++i)
      QVERIFY(std::abs(plane(*view, 1, i, 40) - 0.5f) < 0.05f);
  }

  void whatIsNoRimIsRefused() {
    const Seen seen = emptyBox(0.3, 0, 0, 256, 192);
    const Image picture(256, 192, 3);
    const CameraIntrinsics& camera = seen.scene.camera;
    RimCorners crossing = seen.corners;
    std::swap(crossing[0], crossing[1]);
    QVERIFY(!rimView(picture, crossing, camera, seen.rim, 0.2, shape, ModelManifest{}).ok());
    QVERIFY(!rimView(Image(), seen.corners, camera, seen.rim, 0.2, shape, ModelManifest{}).ok());
    QVERIFY(!rimView(picture, seen.corners, camera, seen.rim, 0.2, {16, 8}, ModelManifest{}).ok());
    RimPose below = seen.rim;
    below.pose.translation = -below.pose.translation;
    QVERIFY(!rimView(picture, seen.corners, camera, below, 0.2, shape, ModelManifest{}).ok());
  }

  void answersAreChecked() {
    const RimViewShape small{4, 1};
    Tensor planes{{1, 2, 4, 4}, std::vector<float>(32, 0.5f)};
    Tensor figures{{1, 3}, {0.25f, -3.0f, 0.1f}};
    planes.values[0] = 1.5f;
    const auto answer = rimAnswer({planes, figures}, small);
    QVERIFY(answer.ok());
    QCOMPARE(answer->share.at(0, 0), 1.0f);
    QCOMPARE(answer->content.at(3, 3), 0.5f);
    QCOMPARE(answer->fill, 0.25);
    QCOMPARE(answer->fillError, -3.0);
    QVERIFY(std::abs(answer->depthRatio - 0.1) < 1e-6);
    QVERIFY(!rimAnswer({planes}, small).ok());
    QVERIFY(!rimAnswer({planes, figures}, shape).ok());
    figures.values[1] = std::nanf("");
    QVERIFY(!rimAnswer({planes, figures}, small).ok());
  }
};

QTEST_APPLESS_MAIN(TestRimView)
#include "test_rim_view.moc"
