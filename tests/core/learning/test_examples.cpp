#include "core/inference/depth_denoiser.h"
#include "core/learning/examples.h"
#include "tests/core/inference/function_network.h"
#include "tests/core/learning/learning_support.h"
#include <QtTest>
#include <set>

using namespace fillscope;
using namespace fillscope::test;

namespace {

RimExample through(const TrainingSample& sample, bool tellDepth = true, double jitter = 0) {
  CounterRandom random(7);
  auto example = rimExample(sample, defaultConfig(NetworkKind::rimDepth), tellDepth, jitter, random);
  if (!example) qFatal("%s", example.error().sentence().c_str());
  return *example;
}

struct ShareErrors {
  double mean = 0, worst = 0, weighed = 0;
};
/// Against a share that is the same everywhere.
ShareErrors awayFrom(const RimExample& example, double share) {
  ShareErrors errors;
  double sum = 0;
  for (std::size_t k = 0; k < example.share.size(); ++k) {
    if (example.weight[k] < 0.5f) continue;
    const double error = std::abs(double(example.share[k]) - share);
    sum += error;
    errors.weighed += 1;
    errors.worst = std::max(errors.worst, error);
  }
  errors.mean = sum / std::max(1.0, errors.weighed);
  errors.weighed /= static_cast<double>(example.share.size());
  return errors;
}

/// The share map as the flip of the box shows it.
std::vector<float> transformed(const std::vector<float>& map, int size, int how) {
  std::vector<float> out(map.size());
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) {
      int u = how & 4 ? y : x, v = how & 4 ? x : y;
      if (how & 1) u = size - 1 - u;
      if (how & 2) v = size - 1 - v;
      out[static_cast<std::size_t>(y * size + x)] = map[static_cast<std::size_t>(v * size + u)];
    }
  return out;
}

/// A slope with holes in both maps; every third row was measured a hundredth too far.
TrainingSample measuredSample(int width, int height) {
  TrainingSample sample;
  sample.name = "slope";
  sample.image = Image(width, height, 3);
  sample.depth.values = sample.measured.values = Raster<float>(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const float truth = 0.8f + 0.003f * static_cast<float>(x) + 0.001f * static_cast<float>(y);
      sample.depth.values.at(x, y) = x % 17 == 3 ? 0 : truth;
      sample.measured.values.at(x, y) = (x + y) % 11 == 0 ? 0 : truth * (y % 3 == 0 ? 1.01f : 1.0f);
      for (int c = 0; c < 3; ++c)
        sample.image.at(x, y, c) = static_cast<std::uint8_t>((2 * x + 3 * y + 40 * c) % 256);
    }
  return sample;
}

double meanDifference(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k)
    sum += std::abs(double(a[k]) - double(b[k]));
  return sum / static_cast<double>(a.size());
}

} // namespace

class TestExamples : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void anEmptyBoxIsEmptyEverywhere_data() {
    QTest::addColumn<double>("k1");
    QTest::addColumn<double>("tilt");
    QTest::addColumn<double>("focalY");
    QTest::addColumn<QString>("change");
    for (const char* change : {"none", "flip x", "flip y", "flip xy", "rotate", "scale", "all"})
      for (const double k1 : {0.0, -0.12, 0.08})
        for (const double tilt : {0.05, 0.35, 0.7})
          QTest::addRow("%s k1 %g tilt %g", change, k1, tilt) << k1 << tilt << 240.0 << QString(change);
    QTest::addRow("oblong pixels") << 0.0 << 0.4 << 265.0 << QString("rotate");
  }
  void anEmptyBoxIsEmptyEverywhere() {
    QFETCH(double, k1);
    QFETCH(double, tilt);
    QFETCH(double, focalY);
    QFETCH(QString, change);
    BoxCase box;
    box.k1 = k1;
    box.tilt = tilt;
    box.focalY = focalY;
    AugmentationSpec spec = AugmentationSpec::none();
    if (change == "flip x" || change == "flip xy" || change == "all") spec.flipHorizontal = 1;
    if (change == "flip y" || change == "flip xy") spec.flipVertical = 1;
    if (change == "rotate" || change == "all") spec.rotate = 25;
    if (change == "scale" || change == "all") {
      spec.scaleLow = spec.scaleHigh = 0.8;
      spec.translate = 0.05;
    }
    if (change == "rotate" || change == "scale" || change == "all") spec.geometricChance = 1;
    CounterRandom random(5);
    const TrainingSample sample = augment(boxSample(box), spec, random);
    const RimExample example = through(sample);
    const ShareErrors errors = awayFrom(example, 1);
    QVERIFY2(errors.weighed > 0.5, qPrintable(QString::number(errors.weighed)));
    // A turned or scaled depth map holds values from up to half a pixel beside; on walls seen slantwise that
    // shows.
    const double allowed = spec.geometricChance > 0 ? 0.03 : 0.006;
    QVERIFY2(errors.mean < allowed, qPrintable(QString::number(errors.mean)));
    for (const float share : example.content)
      QCOMPARE(share, 0.0f);
    // Where the size is not told the view differs, the truth does not.
    const ShareErrors untold = awayFrom(through(sample, false), 1);
    QVERIFY2(untold.mean < allowed, qPrintable(QString::number(untold.mean)));
    // Nor does it where corners are a little off.
    const ShareErrors moved = awayFrom(through(sample, true, 1.5), 1);
    QVERIFY2(moved.mean < allowed + 0.002, qPrintable(QString::number(moved.mean)));
  }

  void aLevelFillHasItsShare_data() {
    QTest::addColumn<double>("fill");
    for (const double fill : {0.25, 0.5, 0.9})
      QTest::addRow("%g", fill) << fill;
  }
  void aLevelFillHasItsShare() {
    QFETCH(double, fill);
    BoxCase box;
    box.tilt = 0.02;
    box.height = 5; // nearly parallel rays: the floor is all that is seen
    box.focalX = box.focalY = 1300;
    box.fill = fill;
    const RimExample example = through(boxSample(box));
    double content = 0, inside = 0, floor = 0, off = 0;
    for (std::size_t k = 0; k < example.share.size(); ++k)
      if (example.weight[k] > 0.99f) {
        inside += 1;
        content += example.content[k];
        if (example.content[k] > 0 && example.emptyDepth[k] > 0.999f) {
          floor += 1;
          off += std::abs(example.share[k] - (1 - fill)) > 0.005;
        }
      }
    QVERIFY(content > 0.8 * inside);
    QVERIFY(off < 0.02 * floor); // but where a pixel holds floor and wall
    QCOMPARE(example.fill, static_cast<float>(fill));
    QVERIFY(std::abs(example.depthRatio - std::log(0.3 / std::sqrt(0.5 * 0.35))) < 1e-6);
  }

  void aFlippedBoxShowsTheFlippedShares_data() {
    QTest::addColumn<bool>("horizontal");
    QTest::addColumn<bool>("vertical");
    QTest::addColumn<double>("yaw");
    for (const double yaw : {0.2, 0.75, 1.4})
      for (int k = 1; k < 4; ++k)
        QTest::addRow("flips %d yaw %g", k, yaw) << bool(k & 1) << bool(k & 2) << yaw;
  }
  void aFlippedBoxShowsTheFlippedShares() {
    QFETCH(bool, horizontal);
    QFETCH(bool, vertical);
    QFETCH(double, yaw);
    BoxCase box;
    box.fill = 0.4;
    box.yaw = yaw;
    const TrainingSample original = boxSample(box);
    AugmentationSpec spec = AugmentationSpec::none();
    spec.flipHorizontal = horizontal;
    spec.flipVertical = vertical;
    CounterRandom random(3);
    const TrainingSample flipped = augment(original, spec, random);
    const RimExample before = through(original), after = through(flipped);
    QVERIFY(meanDifference(before.share, std::vector<float>(before.share.size(), 1.0f)) > 0.1);
    // One of the square's eight symmetries takes one map to the other, and the same one all maps.
    const int size = defaultConfig(NetworkKind::rimDepth).inputSize;
    int matches = 0;
    for (int how = 0; how < 8; ++how)
      if (meanDifference(transformed(before.share, size, how), after.share) < 0.004) {
        ++matches;
        QVERIFY(meanDifference(transformed(before.content, size, how), after.content) < 0.01);
        QVERIFY(meanDifference(transformed(before.emptyDepth, size, how), after.emptyDepth) < 0.001);
      }
    QCOMPARE(matches, 1);
    QCOMPARE(after.depthRatio, before.depthRatio);
  }

  void whatIsNotSeenHasNoWeight() {
    BoxCase box;
    box.fill = 0.3;
    TrainingSample sample = boxSample(box);
    // A hand well above the rim over the left of the box; no depth over the right.
    for (int y = 0; y < 192; ++y)
      for (int x = 0; x < 256; ++x)
        if (x < 120)
          sample.depth.values.at(x, y) = 0.5f;
        else if (x > 150)
          sample.depth.values.at(x, y) = 0.0f;
    const RimExample example = through(sample);
    const auto view = rimView(
        sample.image,
        {sample.keypoints[0].at, sample.keypoints[1].at, sample.keypoints[2].at, sample.keypoints[3].at},
        *sample.camera,
        *estimateRimPose(
            {sample.keypoints[0].at, sample.keypoints[1].at, sample.keypoints[2].at, sample.keypoints[3].at},
            *sample.camera, sample.size),
        sample.size->depth, {}, manifestFor(defaultConfig(NetworkKind::rimDepth)));
    QVERIFY(view.ok());
    int seen = 0;
    for (std::size_t k = 0; k < example.weight.size(); ++k) {
      const double x = view->pictureAt[k].x;
      if (x < 120 || x > 151) QCOMPARE(example.weight[k], 0.0f);
      seen += example.weight[k] > 0;
    }
    QVERIFY(seen > 500);
  }

  void theInputKeepsTheDepthToItself() {
    const TrainingSample sample = boxSample({});
    const std::size_t cells = 112 * 112;
    const RimExample told = through(sample), untold = through(sample, false);
    QVERIFY(told.depthKnown && !untold.depthKnown);
    QCOMPARE(told.input.values[8 * cells], 1.0f);
    QCOMPARE(untold.input.values[8 * cells], 0.0f);
    for (std::size_t k = 0; k < cells; ++k)
      QCOMPARE(untold.input.values[3 * cells + k], 0.0f);
    for (std::size_t k = 0; k < cells; ++k)
      QVERIFY(std::abs(told.input.values[3 * cells + k] - told.emptyDepth[k]) < 1e-5);
    QVERIFY(meanDifference(told.emptyDepth, untold.emptyDepth) < 0.01);
  }

  void samplesThatLackSomethingAreRefused_data() {
    QTest::addColumn<int>("lack");
    const char* names[] = {"corners", "camera", "size", "fill", "depth", "mask of another size"};
    for (int k = 0; k < 6; ++k)
      QTest::newRow(names[k]) << k;
  }
  void samplesThatLackSomethingAreRefused() {
    QFETCH(int, lack);
    TrainingSample sample = boxSample({});
    if (lack == 0) sample.keypoints.pop_back();
    if (lack == 1) sample.camera.reset();
    if (lack == 2) sample.size.reset();
    if (lack == 3) sample.fillPercent.reset();
    if (lack == 4) sample.depth.values = {};
    if (lack == 5) sample.content = Mask(3, 3);
    CounterRandom random(1);
    const auto example = rimExample(sample, defaultConfig(NetworkKind::rimDepth), true, 0, random);
    QVERIFY(!example.ok());
    QCOMPARE(example.error().code, ErrorCode::badInput);
  }

  void cornersAreWhereTheViewShowsThem_data() {
    QTest::addColumn<CornerLook>("look");
    QTest::newRow("whole") << CornerLook::whole;
    QTest::newRow("close-up") << CornerLook::closeUp;
    QTest::newRow("made square") << CornerLook::rectified;
  }
  void cornersAreWhereTheViewShowsThem() {
    QFETCH(CornerLook, look);
    TrainingSample sample = boxSample({});
    // A bright dot about each corner, found again in the input.
    sample.image = Image(256, 192, 3);
    for (const Keypoint& point : sample.keypoints)
      for (int y = 0; y < 192; ++y)
        for (int x = 0; x < 256; ++x)
          for (int c = 0; c < 3; ++c) {
            const double d = norm(Vec2{x + 0.5, y + 0.5} - point.at);
            auto& value = sample.image.at(x, y, c);
            value = static_cast<std::uint8_t>(std::max<double>(value, 255 * std::exp(-0.5 * d * d / 2.25)));
          }
    const TrainingConfig config = defaultConfig(NetworkKind::cornersHeatmap);
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
      CounterRandom random(seed);
      const CornerExample example = cornerExample(sample, config, look, random);
      const int size = config.inputSize;
      QCOMPARE(example.input.shape, (std::vector<std::int64_t>{1, 3, size, size}));
      QVERIFY(example.diagonal > 50);
      QVERIFY(look == CornerLook::rectified || example.diagonal < 1.3 * size);
      for (const Keypoint& point : example.points) {
        if (point.at.x < 8 || point.at.y < 8 || point.at.x > size - 8 || point.at.y > size - 8) continue;
        double sum = 0, sumX = 0, sumY = 0;
        for (int y = int(point.at.y) - 6; y <= int(point.at.y) + 6; ++y)
          for (int x = int(point.at.x) - 6; x <= int(point.at.x) + 6; ++x) {
            const double value = example.input.values[static_cast<std::size_t>(y * size + x)] * 0.229 + 0.485;
            sum += value;
            sumX += value * (x + 0.5);
            sumY += value * (y + 0.5);
          }
        // Perspective stretches a dot more on its near side.
        const double allowed = look == CornerLook::rectified ? 0.6 : 0.25;
        QVERIFY2(norm(Vec2{sumX / sum, sumY / sum} - point.at) < allowed,
                 qPrintable(QString("%1 %2").arg(sumX / sum - point.at.x).arg(sumY / sum - point.at.y)));
      }
    }
  }

  void rimsMadeSquareMissAsLooksDo() {
    const TrainingSample sample = boxSample({});
    const TrainingConfig config = defaultConfig(NetworkKind::cornersHeatmap);
    const double low = 0.5 * (1 - config.rectifiedBoxShare) * config.inputSize, high = config.inputSize - low;
    const Vec2 square[] = {{low, low}, {high, low}, {high, high}, {low, high}};
    int near = 0, far = 0, wild = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      CounterRandom random(seed);
      const CornerExample example = cornerExample(sample, config, CornerLook::rectified, random);
      double off = 0;
      for (std::size_t k = 0; k < 4; ++k)
        off = std::max(off, norm(example.points[k].at - square[k]) / (high - low));
      ++(off < 0.05 ? near : far);
      QVERIFY(off > 0);
      wild += off > 1;
    }
    QVERIFY2(near > 20 && far > 60 && wild < 20,
             qPrintable(QString("%1 %2 %3").arg(near).arg(far).arg(wild)));
  }

  void aPictureAndItsDepthAreStretchedAlike() {
    TrainingSample sample;
    sample.image = Image(64, 32, 3);
    sample.depth.values = Raster<float>(64, 32);
    for (int y = 0; y < 32; ++y)
      for (int x = 0; x < 64; ++x) {
        for (int c = 0; c < 3; ++c)
          sample.image.at(x, y, c) = static_cast<std::uint8_t>(4 * x);
        sample.depth.values.at(x, y) = y == 3 ? NAN : static_cast<float>(4 * x / 255.0);
      }
    TrainingConfig config = defaultConfig(NetworkKind::unet);
    config.inputSize = 32;
    const PictureExample example = pictureExample(sample, config);
    QCOMPARE(example.depth.size(), std::size_t(32 * 32));
    for (std::size_t y = 0; y < 32; ++y)
      for (std::size_t x = 0; x < 32; ++x) {
        const float depth = example.depth[32 * y + x];
        if (y == 3)
          QCOMPARE(depth, 0.0f);
        else
          QVERIFY(std::abs(example.input.values[32 * y + x] - depth) < 0.02f);
      }
  }

  void manifestsSayWhatTheConfigurationSays() {
    TrainingConfig config = defaultConfig(NetworkKind::cornersRegression);
    config.id = "tote-corners";
    ModelManifest manifest = manifestFor(config);
    QCOMPARE(manifest.id, std::string("tote-corners"));
    QVERIFY(manifest.corners.regression && manifest.task == ModelTask::corners);
    QCOMPARE(manifest.corners.keypoints, config.keypoints);
    QCOMPARE(manifest.corners.passes, 2);
    config.closeUpShare = 0;
    QCOMPARE(manifestFor(config).corners.passes, 1);
    config = defaultConfig(NetworkKind::cornersHeatmap);
    config.rectifiedBoxShare = 0.55;
    QCOMPARE(manifestFor(config).corners.passes, 3);
    QCOMPARE(manifestFor(config).corners.rectifiedBoxShare, 0.55);
    config.keypoints = {"one", "two"};
    QCOMPARE(manifestFor(config).corners.passes, 2);
    manifest = manifestFor(defaultConfig(NetworkKind::rimDepth));
    QVERIFY(manifest.looksThroughRim() && manifest.task == ModelTask::depth);
    manifest = manifestFor(defaultConfig(NetworkKind::unet));
    QVERIFY(!manifest.looksThroughRim());
    QCOMPARE(manifest.outputScale, 1.0); // the network answers in metres
  }

  // What a network learns from is what it is shown later, bit for bit.
  void aDenoiserSeesTheSameInTrainingAndInUse() {
    TrainingConfig config = defaultConfig(NetworkKind::depthDenoiser);
    config.inputSize = 64;
    for (const auto& [width, height] : {std::pair(64, 64), std::pair(50, 40)})
      for (const bool grey : {true, false}) {
        TrainingSample sample = measuredSample(width, height);
        if (!grey) sample.image = {};
        CounterRandom random(3);
        const auto example = denoiseExample(sample, config, false, random);
        QVERIFY2(example.ok(), example ? "" : example.error().sentence().c_str());
        std::vector<float> shown;
        fillscope::tests::FunctionNetwork network(manifestFor(config), [&](const Tensor& input, int) {
          shown = input.values;
          return std::vector<Tensor>{{{1, 2, 64, 64}, std::vector<float>(2 * 64 * 64)}};
        });
        QVERIFY(denoise(network, sample.measured, sample.image).ok());
        QCOMPARE(network.runs, 1);
        QVERIFY(shown == example->input.values);
      }
  }

  void denoisedTilesHoldTheirTruth() {
    TrainingConfig config = defaultConfig(NetworkKind::depthDenoiser);
    config.inputSize = 32;
    config.noGreyShare = 0.5;
    const double unit = manifestFor(config).denoiserUnit;
    const TrainingSample sample = measuredSample(90, 70);
    std::set<double> medians;
    int blind = 0;
    for (std::uint64_t k = 0; k < 40; ++k) {
      CounterRandom random(k);
      const auto example = denoiseExample(sample, config, true, random);
      QVERIFY(example.ok());
      medians.insert(example->median);
      const std::size_t plane = 32 * 32;
      blind += std::all_of(example->input.values.begin() + 2 * plane,
                           example->input.values.begin() + 3 * plane, [](float v) { return v == 0.5f; });
      for (std::size_t i = 0; i < plane; ++i) {
        const bool measured = example->input.values[plane + i] > 0;
        QCOMPARE(example->given[i], example->input.values[i]); // nothing is as far as twice the median
        if (!measured || !(example->weight[i] > 0)) continue;
        // Every third row was measured a hundredth too far.
        const double given = metresOfRelative(example->given[i], example->median, unit),
                     truth = metresOfRelative(example->truth[i], example->median, unit);
        QVERIFY(std::abs(given / truth - 1) < 1e-5 || std::abs(given / truth - 1.01) < 1e-5);
      }
    }
    QVERIFY(medians.size() > 20);
    QVERIFY(blind > 8 && blind < 32);
  }

  void whatTeachesNoDenoisingIsLeftOut_data() {
    QTest::addColumn<QString>("what");
    for (const char* what : {"no truth", "nothing measured", "another size", "relative", "no overlap"})
      QTest::newRow(what) << QString(what);
  }
  void whatTeachesNoDenoisingIsLeftOut() {
    QFETCH(QString, what);
    TrainingSample sample = measuredSample(40, 30);
    if (what == "no truth") sample.depth = {};
    if (what == "nothing measured") sample.measured.values = Raster<float>(40, 30);
    if (what == "another size") sample.measured.values = Raster<float>(41, 30, 1, 1.0f);
    if (what == "relative") sample.measured.kind = DepthKind::relative;
    if (what == "no overlap") sample.depth.values = Raster<float>(40, 30);
    CounterRandom random(1);
    const auto example = denoiseExample(sample, defaultConfig(NetworkKind::depthDenoiser), true, random);
    QVERIFY(!example.ok());
    QCOMPARE(example.error().code, ErrorCode::badInput);
  }

  void theSameRandomGivesTheSameExample() {
    const TrainingSample sample = boxSample({});
    CounterRandom a(4), b(4), c(5);
    const TrainingConfig config = defaultConfig(NetworkKind::cornersHeatmap);
    const CornerExample first = cornerExample(sample, config, CornerLook::closeUp, a),
                        again = cornerExample(sample, config, CornerLook::closeUp, b),
                        other = cornerExample(sample, config, CornerLook::closeUp, c);
    QCOMPARE(first.input.values, again.input.values);
    QVERIFY(first.points == again.points);
    QVERIFY(first.points != other.points);
  }
};

QTEST_APPLESS_MAIN(TestExamples)
#include "test_examples.moc"
