#include "core/geometry/camera.h"
#include <QtTest>

using namespace fillscope;

class TestCamera : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void projectsBackOntoTheRay() {
    const CameraIntrinsics camera{600, 610, 319.5, 239.5, 640, 480};
    const Vec2 pixel{17.25, 401.5};
    const Vec2 back = camera.project(1.37 * camera.ray(pixel));
    QVERIFY(norm(back - pixel) < 1e-10);
  }
  void scalingKeepsTheView() {
    const CameraIntrinsics camera{600, 610, 311.3, 231.1, 640, 480};
    const CameraIntrinsics half = camera.scaledTo(320, 240);
    QCOMPARE(half.width, 320);
    const Vec3 point{0.11, -0.07, 0.9};
    // In continuous picture coordinates a picture of half the size shows everything at half the place.
    const Vec2 full = pictureFromPixel(camera.project(point)), small = pictureFromPixel(half.project(point));
    QVERIFY(norm(0.5 * full - small) < 1e-10);
    QCOMPARE(half.scaledTo(640, 480), camera);
  }
  void scalingWithoutKnownSizeKeepsTheNumbers() {
    const CameraIntrinsics camera{600, 610, 311.3, 231.1, 0, 0};
    const CameraIntrinsics taken = camera.scaledTo(320, 240);
    QCOMPARE(taken.fx, 600.0);
    QCOMPARE(taken.cx, 311.3);
    QCOMPARE(taken.width, 320);
  }
  void fieldOfViewReachesTheEdges() {
    const double view = 1.0;
    const auto camera = CameraIntrinsics::fromFieldOfView(view, 640, 480);
    const Vec3 left = camera.ray(pixelFromPicture({0, 240})),
               right = camera.ray(pixelFromPicture({640, 240}));
    QVERIFY(std::abs(std::atan(right.x) - std::atan(left.x) - view) < 1e-12);
    QVERIFY(std::abs(left.x + right.x) < 1e-12);
    QVERIFY(std::abs(left.y) < 1e-12);
  }
};

QTEST_GUILESS_MAIN(TestCamera)
#include "test_camera.moc"
