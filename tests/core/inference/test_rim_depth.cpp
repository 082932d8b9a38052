#include "core/inference/corner_detector.h"
#include "core/inference/rim_view.h"
#include "core/synthesis/box_scene.h"
#include <QTest>
#include <algorithm>
#include <cmath>

using namespace fillscope;

namespace {

/// Answers one share everywhere; the depth of the box it guesses as a share of the opening's mean side.
class ConstantNetwork : public Network {
 public:
  ConstantNetwork(float share, float ratio)
      : share_(share)
      , ratio_(ratio) {
    manifest_.id = "constant";
    manifest_.inputWidth = manifest_.inputHeight = 64;
    manifest_.rimMargin = 4;
  }
  const ModelManifest& manifest() const override { return manifest_; }
  std::string device() const override { return "cpu"; }
  Result<std::vector<Tensor>> run(const Tensor& input, const Progress& progress) override {
    if (progress.cancelled()) return cancelledError();
    const std::size_t plane = 64 * 64;
    known.push_back(input.values[8 * plane]);
    aspect.push_back(input.values[7 * plane]);
    logDepth.push_back(input.values[6 * plane]);
    Tensor planes{{1, 2, 64, 64}, std::vector<float>(2 * plane, share_)};
    std::fill(planes.values.begin() + plane, planes.values.end(), 1.0f);
    return std::vector<Tensor>{planes, {{1, 3}, {1 - share_, -3, std::log(ratio_)}}};
  }
  std::vector<float> known, aspect, logDepth;

 private:
  ModelManifest manifest_;
  float share_, ratio_;
};

/// Answers the red of what it sees, so that each place of the picture has a share of its own.
class RedNetwork : public ConstantNetwork {
 public:
  RedNetwork()
      : ConstantNetwork(1, 1) {}
  Result<std::vector<Tensor>> run(const Tensor& input, const Progress& progress) override {
    auto answer = ConstantNetwork::run(input, progress);
    std::copy_n(input.values.begin(), 64 * 64, (*answer)[0].values.begin());
    (*answer)[1].values[0] = static_cast<float>(0.1 * static_cast<double>(known.size()));
    return answer;
  }
};

const BoxSize boxSize{0.5, 0.35, 0.25};

RenderedBox rendered(CameraIntrinsics& camera) {
  BoxScene scene;
  scene.size = boxSize;
  scene.camera = camera = CameraIntrinsics::fromFieldOfView(1.1, 320, 240);
  scene.pose = poseAbove(boxSize, 0.7, 0.5, 0.1, 0.6);
  RenderOptions shapeAlone; // this network looks at no colour
  shapeAlone.colour = false;
  RenderedBox box = *renderBox(scene, shapeAlone);
  box.image = Image(320, 240, 3, 90);
  return box;
}

/// Largest difference where the network answered, after the given factor; −1 where it hardly did.
double worst(const DepthMap& found, const DepthMap& truth, double factor) {
  double most = 0;
  int count = 0;
  for (std::size_t k = 0; k < found.values.pixelCount(); ++k) {
    const float v = found.values.data()[k];
    if (!DepthMap::isMeasured(v)) continue;
    ++count;
    most = std::max(most, std::abs(v * factor - truth.values.data()[k]));
  }
  return count > 5000 ? most : -1;
}

} // namespace

class TestRimDepth : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void withTheSizeOneRoundIsEnough() {
    CameraIntrinsics camera;
    const RenderedBox box = rendered(camera);
    ConstantNetwork network(1, 9);
    const auto depth = predictRimDepth(network, box.image, box.corners, camera, boxSize);
    QVERIFY2(depth.ok(), depth ? "" : depth.error().sentence().c_str());
    QCOMPARE(network.known, (std::vector<float>{1, 1, 1, 1})); // from each corner
    QVERIFY(!depth->depthEstimated);
    QCOMPARE(depth->size, boxSize);
    QVERIFY(depth->rim.metric);
    const double gap = worst(depth->depth, box.depth, 1);
    QVERIFY2(gap >= 0 && gap < 1e-4, qPrintable(QString::number(gap)));
    QCOMPARE(depth->depth.source, std::string("network constant"));
  }

  void withoutItTheDepthIsAskedForFirst() {
    CameraIntrinsics camera;
    const RenderedBox box = rendered(camera);
    const double ratio = boxSize.depth / std::sqrt(boxSize.first * boxSize.second);
    ConstantNetwork network(1, static_cast<float>(ratio));
    const auto depth = predictRimDepth(network, box.image, box.corners, camera, std::nullopt);
    QVERIFY(depth.ok());
    QCOMPARE(network.known, (std::vector<float>{0, 0, 0, 0, 1, 1, 1, 1}));
    for (std::size_t k = 4; k < 8; ++k)
      QVERIFY(std::abs(network.logDepth[k] - std::log(ratio)) < 1e-4);
    QVERIFY(depth->depthEstimated && !depth->rim.metric);
    QCOMPARE(depth->size.first, 1.0);
    QVERIFY(std::abs(depth->size.second - 0.7) < 1e-4 && std::abs(depth->size.depth - 0.5) < 1e-4);
    const double gap = worst(depth->fillDepth, box.depth, 0.5);
    QVERIFY2(gap >= 0 && gap < 1e-3, qPrintable(QString::number(gap)));
  }

  // However the corners are numbered, the network sees the box from its top-left corner on.
  void theNumberingDoesNotMatter() {
    CameraIntrinsics camera;
    const RenderedBox box = rendered(camera);
    const float ratio = static_cast<float>(boxSize.depth / std::sqrt(boxSize.first * boxSize.second));
    for (std::size_t turn = 0; turn < 4; ++turn)
      for (const bool sized : {false, true}) {
        RimCorners corners;
        for (std::size_t k = 0; k < 4; ++k)
          corners[k] = box.corners[(k + turn) % 4];
        BoxSize size = boxSize;
        if (turn % 2) std::swap(size.first, size.second);
        ConstantNetwork network(1, ratio);
        const auto depth =
            predictRimDepth(network, box.image, corners, camera, sized ? std::optional(size) : std::nullopt);
        QVERIFY(depth.ok());
        QVERIFY(std::abs(std::abs(network.aspect.back()) - std::log(0.5 / 0.35)) < 1e-4);
        for (std::size_t k = 1; k < network.aspect.size(); ++k)
          QVERIFY(std::abs(network.aspect[k] + network.aspect[k - 1]) < 1e-3);
        const double unit = sized ? 1 : size.first;
        QVERIFY(std::abs(depth->size.second * unit - size.second) < 1e-4);
        QVERIFY(std::abs(depth->size.depth * unit - size.depth) < 1e-4);
        const double gap = worst(depth->depth, box.depth, unit);
        QVERIFY2(gap >= 0 && gap < 1e-3, qPrintable(QString("%1 %2 %3").arg(turn).arg(sized).arg(gap)));
      }
  }

  void answersFromEveryCornerAreTurnedBack() {
    CameraIntrinsics camera;
    RenderedBox box = rendered(camera);
    for (int y = 0; y < 240; ++y)
      for (int x = 0; x < 320; ++x)
        box.image.at(x, y, 0) = static_cast<std::uint8_t>(std::min(255, x / 2 + y / 3));
    RedNetwork network;
    const auto depth = predictRimDepth(network, box.image, box.corners, camera, boxSize);
    QVERIFY(depth.ok());
    QVERIFY(std::abs(depth->answer.fill - 0.25) < 1e-6); // the mean of 0.1 … 0.4
    const auto order = clockwiseFromTopLeft({box.corners.begin(), box.corners.end()});
    RimCorners corners;
    for (std::size_t k = 0; k < 4; ++k)
      corners[k] = box.corners[static_cast<std::size_t>(order[k])];
    BoxSize size = boxSize;
    if (order[0] % 2) std::swap(size.first, size.second);
    const auto rim = estimateRimPose(corners, camera, size);
    const auto view = rimView(box.image, corners, camera, *rim, size.depth, {64, 4}, network.manifest());
    QVERIFY(view.ok());
    for (int y = 8; y < 56; ++y)
      for (int x = 8; x < 56; ++x) {
        const float seen = view->input.values[static_cast<std::size_t>(64 * y + x)];
        QVERIFY2(std::abs(depth->answer.share.at(x, y) - seen) < 0.01,
                 qPrintable(QString("%1 %2").arg(x).arg(y)));
      }
  }

  void refusals() {
    CameraIntrinsics camera;
    const RenderedBox box = rendered(camera);
    ConstantNetwork network(1, 1);
    RimCorners crossing = box.corners;
    std::swap(crossing[0], crossing[1]);
    QVERIFY(!predictRimDepth(network, box.image, crossing, camera, boxSize).ok());
    QVERIFY(!predictRimDepth(network, box.image, box.corners, {}, boxSize).ok());
    QVERIFY(!predictRimDepth(network, box.image, box.corners, camera, BoxSize{1, 1, 0}).ok());
    Progress stop;
    stop.isCancelled = [] { return true; };
    QCOMPARE(predictRimDepth(network, box.image, box.corners, camera, boxSize, stop).error().code,
             ErrorCode::cancelled);
  }
};

QTEST_APPLESS_MAIN(TestRimDepth)
#include "test_rim_depth.moc"
