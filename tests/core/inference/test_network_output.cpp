#include "core/inference/network_output.h"
#include <QTest>
#include <limits>

using namespace fillscope;

namespace {

ModelManifest sized(int width, int height, bool keepAspect = false) {
  ModelManifest manifest;
  manifest.id.push_back('n');
  manifest.inputWidth = width;
  manifest.inputHeight = height;
  manifest.keepAspect = keepAspect;
  return manifest;
}

Result<DepthMap> resized(const std::vector<float>& output, int w, int h, const ModelManifest& manifest,
                         int pictureWidth, int pictureHeight) {
  return depthFromOutput(output, w, h, placeInInput(pictureWidth, pictureHeight, manifest), manifest,
                         pictureWidth, pictureHeight);
}

} // namespace

class TestNetworkOutput : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theSameSizeIsTheSameValues() {
    const std::vector<float> output{1, 2, 3, 4, 5, 6};
    const auto depth = resized(output, 3, 2, sized(3, 2), 3, 2);
    QVERIFY(depth.ok());
    QCOMPARE(std::vector<float>(depth->values.data(), depth->values.data() + 6), output);
    QCOMPARE(depth->unit, std::string("m"));
    QVERIFY(depth->kind == DepthKind::metric);
    QCOMPARE(depth->source, std::string("network n"));
  }

  // The same numbers as torch.nn.functional.interpolate(mode="bilinear", align_corners=False).
  void growsBilinearlyAboutPixelCentres() {
    const auto depth = resized({1, 3}, 2, 1, sized(2, 1), 4, 2);
    QVERIFY(depth.ok());
    for (int y = 0; y < 2; ++y) {
      QCOMPARE(depth->values.at(0, y), 1.0f);
      QCOMPARE(depth->values.at(1, y), 1.5f);
      QCOMPARE(depth->values.at(2, y), 2.5f);
      QCOMPARE(depth->values.at(3, y), 3.0f);
    }
  }

  void aPlaneStaysAPlane() {
    // 40×30 of 80×60: away from the edge a linear ramp is met exactly.
    std::vector<float> output;
    for (int y = 0; y < 30; ++y)
      for (int x = 0; x < 40; ++x)
        output.push_back(static_cast<float>(1 + 0.02 * (x + 0.5) + 0.01 * (y + 0.5)));
    const auto depth = resized(output, 40, 30, sized(80, 60), 200, 150);
    QVERIFY(depth.ok());
    for (int y = 10; y < 140; y += 7)
      for (int x = 10; x < 190; x += 7) {
        const double expected = 1 + 0.02 * (x + 0.5) / 5 + 0.01 * (y + 0.5) / 5;
        QVERIFY(std::abs(depth->values.at(x, y) - expected) < 1e-6);
      }
  }

  void paddingNeverMixesIn() {
    // A 32×16 picture in the middle of 16×16: rows 4 to 11 are its own, the others hold nonsense.
    std::vector<float> output(16 * 16, 99.0f);
    for (int y = 4; y < 12; ++y)
      for (int x = 0; x < 16; ++x)
        output[static_cast<std::size_t>(y * 16 + x)] = 2.0f;
    const auto depth = resized(output, 16, 16, sized(16, 16, true), 32, 16);
    QVERIFY(depth.ok());
    QVERIFY(depth->values.sameSize(32, 16));
    for (int y = 0; y < 16; ++y)
      for (int x = 0; x < 32; ++x)
        QCOMPARE(depth->values.at(x, y), 2.0f);
  }

  void unitsReachMetres() {
    auto manifest = sized(2, 1);
    manifest.outputScale = 0.001;
    const auto depth = resized({500, 1500}, 2, 1, manifest, 2, 1);
    QCOMPARE(depth->values.at(0, 0), 0.5f);
    QCOMPARE(depth->values.at(1, 0), 1.5f);
  }

  void kindAndUnitComeFromTheManifest() {
    auto manifest = sized(2, 1);
    manifest.outputKind = DepthKind::inverse;
    manifest.outputUnit = "1/m";
    auto depth = resized({2, 4}, 2, 1, manifest, 2, 1);
    QVERIFY(depth->kind == DepthKind::inverse);
    QCOMPARE(depth->unit, std::string("1/m"));
    QCOMPARE(depth->values.at(1, 0), 4.0f);
    manifest.outputUnit.clear();
    manifest.outputKind = DepthKind::relative;
    depth = resized({2, 4}, 2, 1, manifest, 2, 1);
    QCOMPARE(depth->unit, std::string());
    QCOMPARE(depth->values.at(1, 0), 4.0f);
  }

  void holesStayHoles() {
    const float nan = std::numeric_limits<float>::quiet_NaN(), inf = std::numeric_limits<float>::infinity();
    const auto depth = resized({1, nan, -1, inf, 0, 2}, 6, 1, sized(6, 1), 6, 1);
    QVERIFY(depth.ok());
    const float expected[] = {1, 0, 0, 0, 0, 2};
    for (int x = 0; x < 6; ++x)
      QCOMPARE(depth->values.at(x, 0), expected[x]);
  }

  void aHoleDoesNotPullItsNeighbourDown() {
    const auto depth = resized({1, 0}, 2, 1, sized(2, 1), 8, 1);
    QVERIFY(depth.ok());
    for (int x = 0; x < 8; ++x)
      QCOMPARE(depth->values.at(x, 0), x < 4 ? 1.0f : 0.0f);
  }

  void aRelativeMapIsShiftedAboveZero() {
    auto manifest = sized(3, 1);
    manifest.outputKind = DepthKind::relative;
    manifest.outputUnit.clear();
    const auto depth = resized({-1, 0, 3}, 3, 1, manifest, 3, 1);
    QVERIFY(depth.ok());
    QVERIFY(depth->values.at(0, 0) > 0);
    QVERIFY(std::abs(depth->values.at(1, 0) - depth->values.at(0, 0) - 1) < 1e-6f);
    QVERIFY(std::abs(depth->values.at(2, 0) - depth->values.at(0, 0) - 4) < 1e-6f);
  }

  void anEmptyAnswerIsAnError() {
    const auto depth = resized({0, -1}, 2, 1, sized(2, 1), 2, 1);
    QVERIFY(!depth.ok());
    QVERIFY(QString::fromStdString(depth.error().what).contains("no depth"));
  }
};

QTEST_APPLESS_MAIN(TestNetworkOutput)
#include "test_network_output.moc"
