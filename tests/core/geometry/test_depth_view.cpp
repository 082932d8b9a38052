#include "core/geometry/depth_view.h"
#include "core/synthesis/box_scene.h"
#include <QTest>
#include <algorithm>

using namespace fillscope;

namespace {

constexpr double angle = 0.03; ///< by which the colour camera looks aside
const RigidMotion toColour = [] {
  RigidMotion motion;
  motion.rotation = *rotationOf(0, std::sin(angle / 2), 0, std::cos(angle / 2));
  motion.translation = {0.05, 0.002, 0.001};
  return motion;
}();

BoxScene scene() {
  BoxScene box;
  box.size = {0.5, 0.35, 0.25};
  box.camera = CameraIntrinsics{420, 420, 211, 119, 424, 240};
  box.pose = poseAbove(box.size, 0.9, 0.2, 0.1);
  box.items.push_back(CuboidItem{{0.2, 0.15, 0.2}, {0.15, 0.1, 0.1}, 0.3});
  return box;
}

BoxScene seenBy(BoxScene box, const CameraIntrinsics& camera, const RigidMotion& motion) {
  box.camera = camera;
  const RigidMotion pose = motion * RigidMotion{box.pose.rotation, box.pose.translation};
  box.pose.rotation = pose.rotation;
  box.pose.translation = pose.translation;
  return box;
}

DepthMap rendered(const BoxScene& box) {
  RenderOptions options;
  options.colour = false;
  return renderBox(box, options)->depth;
}

struct Miss {
  double median = 0, worst95 = 0, foundShare = 0;
};
Miss missOf(const DepthMap& found, const DepthMap& truth) {
  std::vector<double> misses;
  std::size_t expected = 0;
  for (std::size_t i = 0; i < truth.values.pixelCount(); ++i) {
    if (!DepthMap::isMeasured(truth.values.data()[i])) continue;
    ++expected;
    if (DepthMap::isMeasured(found.values.data()[i]))
      misses.push_back(std::abs(found.values.data()[i] - truth.values.data()[i]));
  }
  std::sort(misses.begin(), misses.end());
  if (misses.empty()) return {};
  return {misses[misses.size() / 2], misses[misses.size() * 95 / 100],
          double(misses.size()) / double(expected)};
}

} // namespace

class TestDepthView : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void matchesWhatTheOtherCameraSees() {
    for (const CameraIntrinsics& colour :
         {CameraIntrinsics{430, 431, 214, 118, 424, 240}, CameraIntrinsics{860, 862, 430, 236, 848, 480},
          CameraIntrinsics{215, 215, 107, 59, 212, 120}}) {
      const BoxScene box = scene();
      const DepthMap truth = rendered(seenBy(box, colour, toColour));
      const DepthMap found = depthSeenFrom(colour, rendered(box), {box.camera}, toColour);
      QVERIFY(found.width() == colour.width && found.height() == colour.height);
      const Miss miss = missOf(found, truth);
      qInfo("%d px: median %.6f m, 95 %% %.6f m, found %.3f", colour.width, miss.median, miss.worst95,
            miss.foundShare);
      QVERIFY(miss.median < 2e-5);
      QVERIFY(miss.worst95 < 2e-3);
      QVERIFY(miss.foundShare > 0.85);
      // Where nothing was moved, the wrong view is far off.
      const DepthMap kept = depthSeenFrom(colour, rendered(box), {box.camera}, RigidMotion{});
      QVERIFY(missOf(kept, truth).worst95 > 0.02);
    }
  }

  void staysWhereNothingMoves() {
    const BoxScene box = scene();
    const DepthMap truth = rendered(box);
    const DepthMap found = depthSeenFrom(box.camera, truth, {box.camera}, RigidMotion{});
    const Miss miss = missOf(found, truth);
    QVERIFY(miss.worst95 < 1e-6);
    QVERIFY(miss.foundShare > 0.97); // edges go
  }

  void theNearestHides() {
    // A small plate at half a metre before a wall at one: seen from the side it covers another part of it.
    const CameraIntrinsics camera{200, 200, 49.5, 49.5, 100, 100};
    DepthMap depth;
    depth.values = Raster<float>(100, 100, 1, 1.0f);
    for (int y = 40; y < 60; ++y)
      for (int x = 40; x < 60; ++x)
        depth.values.at(x, y) = 0.5f;
    const RigidMotion aside{{}, {0.05, 0, 0}}; // 20 pixels at half a metre, 10 at one
    const DepthMap seen = depthSeenFrom(camera, depth, {camera}, aside);
    QCOMPARE(seen.values.at(70, 50), 0.5f);
    QCOMPARE(seen.values.at(45, 50), 1.0f);
    QVERIFY(!seen.isMeasuredAt(55, 50)); // behind the plate for one camera alone
    QVERIFY(!seen.isMeasuredAt(5, 50));  // beyond what the depth camera saw
  }

  void takesLensesIntoAccount() {
    const CameraIntrinsics camera{420, 420, 211, 119, 424, 240};
    LensCamera lens{camera, LensModel::brown, {0.12, -0.2, 0.001, -0.0008, 0.06}};
    for (const Vec2 ray : {Vec2{0.3, 0.2}, Vec2{-0.45, 0.25}, Vec2{0, 0}}) {
      QVERIFY(norm(lens.rayOf(lens.appears(ray)) - ray) < 1e-9);
      QVERIFY(norm(lens.appears(ray)) == 0 || norm(lens.appears(ray) - ray) > 1e-4);
    }
    // Through the lens a plane across all of the view is still a plane.
    const Vec3 normal = normalized({0.2, 0.1, -1});
    const auto planeDepth = [&](Vec2 ray) { return float(-0.8 / dot(normal, {ray.x, ray.y, 1})); };
    DepthMap bent;
    bent.values = Raster<float>(camera.width, camera.height);
    for (int y = 0; y < camera.height; ++y)
      for (int x = 0; x < camera.width; ++x) {
        const Vec3 at = camera.ray({double(x), double(y)});
        bent.values.at(x, y) = planeDepth(lens.rayOf({at.x, at.y}));
      }
    const DepthMap straight = depthSeenFrom(camera, bent, lens, RigidMotion{});
    double worst = 0;
    for (int y = 30; y < 210; ++y)
      for (int x = 40; x < 380; ++x) {
        const Vec3 at = camera.ray({double(x), double(y)});
        worst = std::max(worst, double(std::abs(straight.values.at(x, y) - planeDepth({at.x, at.y}))));
      }
    QVERIFY2(worst < 1e-4, std::to_string(worst).c_str());
  }

  void fisheyeThereAndBack() {
    const LensCamera lens{{300, 300, 320, 240, 640, 480}, LensModel::fisheye, {0.05, -0.01, 0.002, 0}};
    QVERIFY(norm(lens.rayOf(lens.appears({0.8, -0.6})) - Vec2{0.8, -0.6}) < 1e-9);
  }

  void straightensPictures() {
    // A line that the lens bends is straight again: its pixels lie on one row.
    const CameraIntrinsics camera{200, 200, 99.5, 99.5, 200, 200};
    const LensCamera lens{camera, LensModel::brown, {-0.2, 0, 0, 0, 0}};
    Image bent(200, 200, 1);
    for (double x = -0.45; x < 0.45; x += 0.0005) {
      const Vec2 at = lens.appears({x, 0.3});
      const Vec2 pixel = camera.project({at.x, at.y, 1});
      bent.at(int(pixel.x + 0.5), int(pixel.y + 0.5)) = 255;
    }
    const Image straight = straightened(bent, lens);
    for (int x = 20; x < 180; x += 10) {
      int brightest = 0;
      for (int y = 0; y < 200; ++y)
        if (straight.at(x, y) > straight.at(x, brightest)) brightest = y;
      QVERIFY(std::abs(brightest - 159.5) < 1.6);
    }
    QCOMPARE(straightened(bent, LensCamera{camera}), bent);
  }

  void motionsAndBack() {
    const Vec3 p{0.1, -0.2, 0.9}, back = (toColour.inverse() * toColour)(p);
    QVERIFY(norm(back - p) < 1e-12);
    QVERIFY(!rotationOf(0, 0, 0, 0));
  }
};

QTEST_GUILESS_MAIN(TestDepthView)
#include "test_depth_view.moc"
