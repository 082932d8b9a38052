// What the simulated depth camera adds: how much noise, how many holes, where.
#include "core/synthesis/box_scene.h"
#include <QtTest>
#include <cmath>

using namespace fillscope;

namespace {

/// A step: left half at near, right half at far.
DepthMap step(float near, float far) {
  DepthMap depth;
  depth.values = Raster<float>(400, 300);
  for (int y = 0; y < 300; ++y)
    for (int x = 0; x < 400; ++x)
      depth.values.at(x, y) = x < 200 ? near : far;
  return depth;
}

struct Spread {
  double mean = 0, sigma = 0;
};
Spread spread(const DepthMap& depth, int x0, int x1) {
  double sum = 0, squares = 0;
  int count = 0;
  for (int y = 0; y < depth.height(); ++y)
    for (int x = x0; x < x1; ++x) {
      if (!depth.isMeasuredAt(x, y)) continue;
      const double v = depth.values.at(x, y);
      sum += v;
      squares += v * v;
      ++count;
    }
  const double mean = sum / count;
  return {mean, std::sqrt(squares / count - mean * mean)};
}

int holes(const DepthMap& depth, int x0, int x1) {
  int count = 0;
  for (int y = 0; y < depth.height(); ++y)
    for (int x = x0; x < x1; ++x)
      count += !depth.isMeasuredAt(x, y);
  return count;
}

} // namespace

class TestDepthCamera : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void noiseGrowsWithTheSquareOfDepth();
  void quantisation();
  void holesHaveTheirShareAndSeekEdges();
  void holesStayHoles();
  void seeded();
};

void TestDepthCamera::noiseGrowsWithTheSquareOfDepth() {
  const DepthMap seen = asDepthCamera(step(1.0f, 2.0f), 0.003, 0, 5);
  const Spread near = spread(seen, 0, 200), far = spread(seen, 200, 400);
  QVERIFY(std::abs(near.mean - 1.0) < 2e-4 && std::abs(far.mean - 2.0) < 5e-4);
  QVERIFY2(std::abs(near.sigma - 0.003) < 0.0002, qPrintable(QString::number(near.sigma)));
  QVERIFY2(std::abs(far.sigma - 0.012) < 0.0008, qPrintable(QString::number(far.sigma)));
}

void TestDepthCamera::quantisation() {
  const DepthMap seen = asDepthCamera(step(1.0004f, 2.0004f), 0, 0, 1);
  QVERIFY(std::abs(seen.values.at(10, 10) - 1.0f) < 1e-6f);  // steps of 1 mm at one metre
  QVERIFY(std::abs(seen.values.at(300, 10) - 2.0f) < 1e-6f); // of 4 mm at two
}

void TestDepthCamera::holesHaveTheirShareAndSeekEdges() {
  const DepthMap seen = asDepthCamera(step(1.0f, 1.4f), 0.001, 0.05, 8);
  const int all = holes(seen, 0, 400), atEdge = holes(seen, 196, 204);
  QVERIFY(std::abs(all - 0.05 * 400 * 300) < 20);
  QVERIFY(atEdge > 0.25 * 8 * 300); // five times their share and more
  QVERIFY(all - atEdge > 500);      // and blobs elsewhere
  QCOMPARE(holes(asDepthCamera(step(1.0f, 1.4f), 0.001, 0, 8), 0, 400), 0);
}

void TestDepthCamera::holesStayHoles() {
  DepthMap depth = step(1.0f, 1.0f);
  depth.values.at(3, 4) = 0;
  depth.values.at(5, 4) = std::nanf("");
  const DepthMap seen = asDepthCamera(depth, 0.002, 0, 1);
  QCOMPARE(seen.values.at(3, 4), 0.0f);
  QCOMPARE(seen.values.at(5, 4), 0.0f);
  QCOMPARE(holes(seen, 0, 400), 2);
}

void TestDepthCamera::seeded() {
  const DepthMap exact = step(1.0f, 1.4f);
  QVERIFY(asDepthCamera(exact, 0.002, 0.02, 3).values == asDepthCamera(exact, 0.002, 0.02, 3).values);
  QVERIFY(!(asDepthCamera(exact, 0.002, 0.02, 3).values == asDepthCamera(exact, 0.002, 0.02, 4).values));
}

QTEST_APPLESS_MAIN(TestDepthCamera)
#include "test_depth_camera.moc"
