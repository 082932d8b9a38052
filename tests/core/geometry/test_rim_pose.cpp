#include "pose_support.h"
#include <QtTest>
#include <numbers>
#include <random>

using namespace fillscope;
using namespace fillscope::test;

class TestRimPose : public QObject {
  Q_OBJECT
  const CameraIntrinsics camera_{600, 605, 315.2, 244.7, 640, 480};

  static void views() {
    QTest::addColumn<double>("tilt");
    QTest::addColumn<double>("roll");
    QTest::addColumn<double>("yaw");
    QTest::addColumn<double>("height");
    QTest::newRow("straight down") << 0.0 << 0.0 << 0.0 << 1.0;
    QTest::newRow("rolled") << 0.0 << 0.5 << 0.0 << 0.8;
    QTest::newRow("tilted 15") << 0.26 << 0.0 << 0.0 << 0.8;
    QTest::newRow("tilted 30, rolled, turned") << 0.52 << -0.2 << 0.6 << 1.2;
    QTest::newRow("tilted the other way") << -0.4 << 0.1 << 0.3 << 0.9;
    QTest::newRow("tilted 55") << 0.96 << 0.1 << 0.4 << 1.5;
    QTest::newRow("tilted 70") << 1.22 << 0.0 << 0.7 << 2.0;
    QTest::newRow("steep") << 0.9 << 0.05 << 1.2 << 1.0;
    QTest::newRow("corners outside the picture") << 0.5 << 0.3 << 0.1 << 0.45;
  }

 private Q_SLOTS:
  void knownSizeGivesThePoseBack_data() { views(); }
  void knownSizeGivesThePoseBack() {
    QFETCH(double, tilt);
    QFETCH(double, roll);
    QFETCH(double, yaw);
    QFETCH(double, height);
    const BoxSize size{0.6, 0.4, 0.3};
    const BoxPose truth = poseOver(size.first, size.second, height, tilt, roll, yaw);
    const auto found = estimateRimPose(cornersOf(truth, size.first, size.second, camera_), camera_, size);
    QVERIFY(found.ok());
    QVERIFY(found->metric);
    QVERIFY(found->reprojectionError < 1e-6);
    QVERIFY(largestDifference(found->pose.rotation, truth.rotation) < 1e-6);
    QVERIFY(norm(found->pose.translation - truth.translation) < 1e-6);
    QVERIFY(std::abs(found->pose.tilt() - std::abs(tilt)) < 1e-6);
  }
  void unknownSizeGivesThePoseInRimLengths_data() { views(); }
  void unknownSizeGivesThePoseInRimLengths() {
    QFETCH(double, tilt);
    QFETCH(double, roll);
    QFETCH(double, yaw);
    QFETCH(double, height);
    const double first = 0.5, second = 0.35;
    const BoxPose truth = poseOver(first, second, height, tilt, roll, yaw);
    const auto found = estimateRimPose(cornersOf(truth, first, second, camera_), camera_, std::nullopt);
    QVERIFY(found.ok());
    QVERIFY(!found->metric);
    QCOMPARE(found->first, 1.0);
    QVERIFY(std::abs(found->second - second / first) < 1e-6);
    QVERIFY(largestDifference(found->pose.rotation, truth.rotation) < 1e-5);
    QVERIFY(norm(found->pose.translation - (1.0 / first) * truth.translation) < 1e-5);
  }
  void aPixelOfCornerErrorMovesThePoseLittle() {
    const BoxSize size{0.6, 0.4, 0.3};
    const BoxPose truth = poseOver(0.6, 0.4, 0.9, 0.3, 0.1);
    RimCorners corners = cornersOf(truth, 0.6, 0.4, camera_);
    corners[0] = corners[0] + Vec2{1, -1};
    corners[2] = corners[2] + Vec2{-0.5, 1};
    const auto found = estimateRimPose(corners, camera_, size);
    QVERIFY(found.ok());
    QVERIFY(found->reprojectionError > 0.05 && found->reprojectionError < 1.5);
    QVERIFY(norm(found->pose.toCamera({0.3, 0.2, 0}) - truth.toCamera({0.3, 0.2, 0})) < 0.01);
    QVERIFY(std::abs(found->pose.tilt() - 0.3) < 0.03);
  }
  void theBetterOfTwoPosesIsTaken_data() {
    QTest::addColumn<double>("tilt");
    for (const int degrees : {20, 40, 50, 60, 70, 75})
      QTest::addRow("tilted %d", degrees) << degrees * std::numbers::pi / 180;
  }
  void theBetterOfTwoPosesIsTaken() {
    QFETCH(double, tilt);
    const BoxSize size{0.6, 0.4, 0.3};
    std::mt19937 random(7);
    std::uniform_real_distribution<double> turn(-3.1, 3.1), height(1.2, 4);
    std::normal_distribution<double> pixel(0, 1);
    for (int trial = 0; trial < 300; ++trial) {
      const BoxPose truth =
          poseOver(size.first, size.second, height(random), tilt, 0.2 * turn(random), turn(random));
      RimCorners corners = cornersOf(truth, size.first, size.second, camera_);
      if (checkRim(corners) != RimFault::none) continue;
      double spread = 0;
      for (Vec2& corner : corners) {
        const Vec2 error{pixel(random), pixel(random)};
        corner = corner + error;
        spread += dot(error, error);
      }
      if (checkRim(corners) != RimFault::none) continue;
      const auto found = estimateRimPose(corners, camera_, size);
      QVERIFY(found.ok());
      // The least residual is at most that of the true pose.
      QVERIFY2(found->reprojectionError <= std::sqrt(spread / 4) * 1.0001,
               qPrintable(QString("trial %1: %2 px, the true pose has %3")
                              .arg(trial)
                              .arg(found->reprojectionError)
                              .arg(std::sqrt(spread / 4))));
    }
  }
  void refusesWhatIsNoRim() {
    const RimCorners crossing{Vec2{10, 10}, {90, 12}, {5, 72}, {95, 70}};
    QVERIFY(!estimateRimPose(crossing, camera_, std::nullopt).ok());
    const RimCorners backwards{Vec2{10, 10}, {5, 72}, {95, 70}, {90, 12}};
    const auto refused = estimateRimPose(backwards, camera_, BoxSize{0.6, 0.4, 0.2});
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::badInput);
    const RimCorners good{Vec2{100, 100}, {500, 100}, {500, 380}, {100, 380}};
    QVERIFY(!estimateRimPose(good, CameraIntrinsics{}, std::nullopt).ok());
  }
  void focalLengthFromATiltedRim() {
    const CameraIntrinsics square{640, 640, 319.5, 239.5, 640, 480};
    const BoxPose pose = poseOver(0.6, 0.4, 0.8, 0.55, 0.1, 0.7);
    const auto focal = focalFromRim(cornersOf(pose, 0.6, 0.4, square), {319.5, 239.5});
    QVERIFY(focal.has_value());
    QVERIFY(std::abs(*focal - 640) < 1e-3);
  }
  void noFocalLengthFromAbove() {
    const CameraIntrinsics square{640, 640, 319.5, 239.5, 640, 480};
    const double tilts[] = {0.0, 0.01, 0.05};
    for (double tilt : tilts)
      QVERIFY(!focalFromRim(cornersOf(poseOver(0.6, 0.4, 0.9, tilt, 0.2, 0.3), 0.6, 0.4, square),
                            {319.5, 239.5}));
    // Tilted about one side only: the other pair of sides stays parallel and says nothing.
    QVERIFY(!focalFromRim(cornersOf(poseOver(0.6, 0.4, 0.9, 0.5, 0, 0), 0.6, 0.4, square), {319.5, 239.5}));
  }
};

QTEST_GUILESS_MAIN(TestRimPose)
#include "test_rim_pose.moc"
