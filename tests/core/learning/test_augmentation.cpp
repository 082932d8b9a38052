#include "core/inference/corner_detector.h"
#include "core/learning/augmentation.h"
#include "tests/core/learning/learning_support.h"
#include <QtTest>
#include <algorithm>
#include <numeric>

using namespace fillscope;
using namespace fillscope::test;

namespace {

AugmentationSpec geometry(double rotate, double scale, double perspective = 0, double translate = 0) {
  AugmentationSpec spec = AugmentationSpec::none();
  spec.geometricChance = 1;
  spec.rotate = rotate;
  spec.scaleLow = spec.scaleHigh = scale;
  spec.perspective = perspective;
  spec.translate = translate;
  return spec;
}

TrainingSample changed(const TrainingSample& sample, const AugmentationSpec& spec, std::uint64_t key = 1) {
  CounterRandom random(key);
  return augment(sample, spec, random);
}

/// A soft dot of one colour at each keypoint, depth and mask about it.
TrainingSample dots() {
  TrainingSample sample = boxSample({});
  sample.keypoints = {{{90.5, 70.5}}, {{160.2, 64.7}}, {{170.8, 120.1}}, {{85.4, 125.6}}};
  sample.camera.reset();
  sample.image = Image(256, 192, 3);
  sample.depth.values = Raster<float>(256, 192, 1, 9.0f);
  sample.content = Mask(256, 192);
  for (std::size_t n = 0; n < 4; ++n)
    for (int y = 0; y < 192; ++y)
      for (int x = 0; x < 256; ++x) {
        const double d = norm(Vec2{x + 0.5, y + 0.5} - sample.keypoints[n].at);
        const double value = 255 * std::exp(-0.5 * d * d / 9);
        for (int c = 0; c < 3; ++c) // the colour tells which keypoint
          if ((n + 1) & (1u << c))
            sample.image.at(x, y, c) = std::max(sample.image.at(x, y, c), static_cast<std::uint8_t>(value));
        if (d < 4) {
          sample.depth.values.at(x, y) = static_cast<float>(n + 1);
          sample.content.at(x, y) = 1;
        }
      }
  return sample;
}

/// Centre of the pixels about a place.
template <class Weight>
Vec2 centreAbout(Vec2 at, Weight weight) {
  double sum = 0;
  Vec2 mean;
  for (int y = int(at.y) - 9; y <= int(at.y) + 9; ++y)
    for (int x = int(at.x) - 9; x <= int(at.x) + 9; ++x) {
      const double w = weight(x, y);
      sum += w;
      mean = mean + w * Vec2{x + 0.5, y + 0.5};
    }
  return sum > 0 ? (1 / sum) * mean : Vec2{-1e9, -1e9};
}

double meanOf(const Image& image) {
  return std::accumulate(image.data(), image.data() + image.byteCount(), 0.0) /
         static_cast<double>(image.byteCount());
}

Image plain(int r, int g, int b) {
  Image image(64, 48, 3);
  for (std::size_t k = 0; k < image.pixelCount(); ++k) {
    image.data()[3 * k] = static_cast<std::uint8_t>(r);
    image.data()[3 * k + 1] = static_cast<std::uint8_t>(g);
    image.data()[3 * k + 2] = static_cast<std::uint8_t>(b);
  }
  return image;
}

TrainingSample only(Image image) {
  TrainingSample sample;
  sample.image = std::move(image);
  return sample;
}

} // namespace

class TestAugmentation : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void nothingChangesNothing() {
    const TrainingSample sample = boxSample({});
    const TrainingSample same = changed(sample, AugmentationSpec::none());
    QVERIFY(same.image == sample.image && same.depth.values == sample.depth.values);
    QVERIFY(same.content == sample.content && same.keypoints == sample.keypoints);
    QVERIFY(same.camera == sample.camera && same.size == sample.size);
  }

  void picturesDepthMaskAndKeypointsMoveTogether_data() {
    QTest::addColumn<double>("rotate");
    QTest::addColumn<double>("scale");
    QTest::addColumn<double>("perspective");
    QTest::addColumn<double>("flip");
    QTest::newRow("flips") << 0.0 << 1.0 << 0.0 << 0.5;
    QTest::newRow("rotate") << 45.0 << 1.0 << 0.0 << 0.0;
    QTest::newRow("shrink") << 0.0 << 0.6 << 0.0 << 0.0;
    QTest::newRow("grow") << 0.0 << 1.3 << 0.0 << 0.0;
    QTest::newRow("perspective") << 0.0 << 1.0 << 0.1 << 0.0;
    QTest::newRow("all") << 30.0 << 0.8 << 0.05 << 0.5;
  }
  void picturesDepthMaskAndKeypointsMoveTogether() {
    QFETCH(double, rotate);
    QFETCH(double, scale);
    QFETCH(double, perspective);
    QFETCH(double, flip);
    TrainingSample sample = dots();
    sample.measured = sample.depth;
    AugmentationSpec spec = geometry(rotate, scale, perspective, 0.03);
    spec.flipHorizontal = spec.flipVertical = flip;
    for (std::uint64_t key = 0; key < 12; ++key) {
      const TrainingSample after = changed(sample, spec, key);
      QVERIFY(after.image.sameSize(sample.image));
      QVERIFY(after.measured.values == after.depth.values);
      for (const Keypoint& point : after.keypoints) {
        if (point.at.x < 10 || point.at.y < 10 || point.at.x > 246 || point.at.y > 182) continue;
        const auto bright = [&](int x, int y) {
          return double(
              std::max({after.image.at(x, y, 0), after.image.at(x, y, 1), after.image.at(x, y, 2)}));
        };
        const int px = static_cast<int>(point.at.x), py = static_cast<int>(point.at.y);
        QVERIFY(norm(centreAbout(point.at, bright) - point.at) < 0.2);
        // Which dot: told by colour and depth alike.
        const float dot = after.depth.values.at(px, py);
        QVERIFY(dot >= 1 && dot <= 4);
        for (int c = 0; c < 3; ++c)
          QCOMPARE(after.image.at(px, py, c) > 120, bool(int(dot) & (1 << c)));
        const auto depthDot = [&](int x, int y) { return double(after.depth.values.at(x, y) == dot); };
        const auto maskDot = [&](int x, int y) { return double(after.content.at(x, y)); };
        QVERIFY(norm(centreAbout(point.at, depthDot) - point.at) < 0.75); // nearest values
        QVERIFY(norm(centreAbout(point.at, maskDot) - point.at) < 0.75);  // nearest values
      }
      std::vector<Vec2> corners;
      for (const Keypoint& point : after.keypoints)
        corners.push_back(point.at);
      QCOMPARE(clockwiseFromTopLeft(corners), (std::vector<int>{0, 1, 2, 3}));
    }
  }

  void orderStaysWhereNotAskedFor() {
    AugmentationSpec spec = AugmentationSpec::none();
    spec.flipHorizontal = 1;
    spec.reorder = false;
    const TrainingSample sample = dots(), after = changed(sample, spec);
    for (std::size_t k = 0; k < 4; ++k)
      QVERIFY(norm(after.keypoints[k].at - Vec2{256 - sample.keypoints[k].at.x, sample.keypoints[k].at.y}) <
              1e-12);
    QCOMPARE(after.size, sample.size);
  }

  void sidesFollowTheOrderOfCorners_data() {
    QTest::addColumn<double>("yaw");
    QTest::addColumn<int>("flips");
    for (int flips = 0; flips < 4; ++flips)
      for (const double yaw : {-1.4, -0.7, 0.1, 0.8, 1.6, 2.9})
        QTest::addRow("yaw %g flips %d", yaw, flips) << yaw << flips;
  }
  void sidesFollowTheOrderOfCorners() {
    QFETCH(double, yaw);
    QFETCH(int, flips);
    BoxCase box;
    box.yaw = yaw;
    AugmentationSpec spec = geometry(20, 0.9);
    spec.flipHorizontal = flips & 1;
    spec.flipVertical = flips >> 1;
    TrainingSample sample = boxSample(box);
    // Floor corners straight below, told apart by a mark: their place less the rim's.
    for (std::size_t k = 0; k < 4; ++k)
      sample.keypoints.push_back({sample.keypoints[k].at + Vec2{0.5, 0}});
    const TrainingSample after = changed(sample, spec);
    // Camera, corners and sides agree: the pose meets all four corners.
    RimCorners corners;
    for (std::size_t k = 0; k < 4; ++k) {
      corners[k] = after.keypoints[k].at;
      QVERIFY(norm(after.keypoints[4 + k].at - corners[k]) < 0.5); // 0.5 · 0.9
    }
    const auto pose = estimateRimPose(corners, *after.camera, after.size);
    QVERIFY(pose.ok());
    QVERIFY2(pose->reprojectionError < 1e-4, qPrintable(QString::number(pose->reprojectionError)));
    // Its middle is as far away as before: neither flip, turn nor zoom moves the box along the axis.
    const Vec3 middle = pose->pose.toCamera({0.5 * pose->first, 0.5 * pose->second, 0});
    QVERIFY(std::abs(middle.z - box.height) < 1e-4);
  }

  void aCameraIsDroppedWhereItWouldBeWrong() {
    const TrainingSample after = changed(boxSample({}), geometry(0, 1, 0.05));
    QVERIFY(!after.camera);
    QVERIFY(after.size.has_value());
  }

  void visibilityFollows() {
    TrainingSample sample = dots();
    sample.keypoints[0].at = {2, 3};
    sample.keypoints[2] = {{260, 195}, KeypointVisibility::outside};
    sample.keypoints[1].visibility = KeypointVisibility::hidden;
    AugmentationSpec spec = geometry(0, 1.2);
    spec.reorder = false;
    const TrainingSample grown = changed(sample, spec);
    QCOMPARE(grown.keypoints[0].visibility, KeypointVisibility::outside);
    QVERIFY(grown.keypoints[0].at.x < 0);
    QCOMPARE(grown.keypoints[1].visibility, KeypointVisibility::hidden);
    QCOMPARE(grown.keypoints[3].visibility, KeypointVisibility::visible);
    spec.scaleLow = spec.scaleHigh = 0.6;
    const TrainingSample shrunk = changed(sample, spec);
    QCOMPARE(shrunk.keypoints[2].visibility, KeypointVisibility::hidden); // in the picture, but never shown
    QCOMPARE(shrunk.keypoints[0].visibility, KeypointVisibility::visible);
  }

  void whatComesFromOutsideIsNothing() {
    TrainingSample sample = dots();
    for (int y = 0; y < 192; ++y)
      for (int x = 0; x < 256; ++x)
        if (x == 0 || y == 0 || x == 255 || y == 191)
          for (int c = 0; c < 3; ++c)
            sample.image.at(x, y, c) = static_cast<std::uint8_t>(60 * (c + 1));
    sample.content = Mask(256, 192, 1, 1);
    const TrainingSample after = changed(sample, geometry(0, 0.5));
    for (int c = 0; c < 3; ++c)
      QCOMPARE(int(after.image.at(3, 3, c)), 60 * (c + 1));
    QCOMPARE(after.depth.values.at(3, 3), 0.0f);
    QCOMPARE(int(after.content.at(3, 3)), 0);
    QCOMPARE(int(after.content.at(128, 96)), 1);
  }

  void coloursChangeAsAsked_data() {
    QTest::addColumn<int>("what");
    const char* names[] = {"brightness", "gamma", "saturation", "hue", "grey", "noise", "blur"};
    for (int k = 0; k < 7; ++k)
      QTest::newRow(names[k]) << k;
  }
  void coloursChangeAsAsked() {
    QFETCH(int, what);
    AugmentationSpec spec = AugmentationSpec::none();
    if (what == 0) spec.brightness = 30;
    if (what == 1) spec.gammaLow = spec.gammaHigh = 2;
    if (what == 2) spec.saturation = 50;
    if (what == 3) spec.hue = 50;
    if (what == 4) spec.greyChance = 1;
    if (what == 5) spec.noise = 20;
    if (what == 6) spec.blur = 3;
    const TrainingSample sample = only(plain(180, 100, 60));
    std::vector<double> means;
    for (std::uint64_t key = 0; key < 40; ++key) {
      const Image after = changed(sample, spec, key).image;
      const int r = after.at(20, 20, 0), g = after.at(20, 20, 1), b = after.at(20, 20, 2);
      means.push_back(meanOf(after));
      if (what == 0) QVERIFY(std::abs((r - 180) - (g - 100)) <= 1 && std::abs(r - 180) <= 30);
      if (what == 1) QVERIFY(std::abs(r - 255 * std::pow(180 / 255.0, 2)) <= 1);
      if (what == 2) QVERIFY(r >= 179 && r <= 181); // value and hue stay
      if (what == 3)
        QVERIFY(std::abs(std::max({r, g, b}) - 180) <= 1 && std::abs(std::min({r, g, b}) - 60) <= 2);
      if (what == 4) QVERIFY(r == g && g == b && std::abs(r - 119) <= 2); // 0.299 R + 0.587 G + 0.114 B
      if (what == 5) {
        double squares = 0;
        for (std::size_t k = 0; k < after.byteCount(); ++k)
          squares += std::pow(after.data()[k] - sample.image.data()[k], 2);
        const double deviation = std::sqrt(squares / static_cast<double>(after.byteCount()));
        QVERIFY(deviation < 21);
        QVERIFY(std::abs(meanOf(after) - meanOf(sample.image)) < 1);
      }
      if (what == 6) QVERIFY(after == sample.image);
    }
    const auto [low, high] = std::minmax_element(means.begin(), means.end());
    if (what == 0) QVERIFY(*high - *low > 40); // both directions, up to near the limits
    if (what == 2 || what == 3) QVERIFY(*high - *low > 8);
  }

  void blurSmoothsAndNoiseRoughens() {
    TrainingSample sample = only(Image(64, 48, 3));
    for (int y = 0; y < 48; ++y)
      for (int x = 32; x < 64; ++x)
        for (int c = 0; c < 3; ++c)
          sample.image.at(x, y, c) = 200;
    AugmentationSpec spec = AugmentationSpec::none();
    spec.blur = 3;
    int soft = 0;
    for (std::uint64_t key = 0; key < 10; ++key)
      soft += changed(sample, spec, key).image.at(32, 20) < 190;
    QVERIFY(soft >= 6);
    spec = AugmentationSpec::none();
    spec.noise = 20;
    QVERIFY(changed(sample, spec).image != sample.image);
  }

  void aCoveredKeypointIsHidden() {
    TrainingSample sample = only(plain(10, 10, 10));
    for (int y = 1; y < 48; y += 4)
      for (int x = 1; x < 64; x += 4)
        sample.keypoints.push_back({{x + 0.5, y + 0.5}, KeypointVisibility::visible});
    AugmentationSpec spec = AugmentationSpec::none();
    spec.cutout = 1;
    const TrainingSample after = changed(sample, spec);
    std::size_t hidden = 0, different = 0;
    for (const Keypoint& point : after.keypoints) {
      const bool covered = after.image.at(int(point.at.x), int(point.at.y)) != 10;
      QCOMPARE(point.visibility, covered ? KeypointVisibility::hidden : KeypointVisibility::visible);
      hidden += covered;
    }
    for (std::size_t k = 0; k < after.image.pixelCount(); ++k)
      different += after.image.data()[3 * k] != 10;
    QVERIFY(hidden > 5);
    QVERIFY(different > 0.07 * 64 * 48 && different < 0.13 * 64 * 48);
  }

  void whatAnOccluderCoversIsHidden() {
    AugmentationSpec spec = AugmentationSpec::none();
    spec.occluder = 1;
    std::size_t hidden = 0, samples = 0;
    for (std::uint64_t key = 0; key < 40; ++key) {
      TrainingSample sample = only(plain(10, 10, 10));
      CounterRandom random(key);
      for (std::size_t k = 0; k < 3 * sample.image.pixelCount(); ++k)
        sample.image.data()[k] = static_cast<std::uint8_t>(random.integer(0, 255));
      for (const Vec2 at : {Vec2{12.5, 10.5}, Vec2{50.5, 10.5}, Vec2{50.5, 40.5}, Vec2{12.5, 40.5}})
        sample.keypoints.push_back({at, KeypointVisibility::visible});
      const TrainingSample after = changed(sample, spec, key);
      std::size_t here = 0;
      for (std::size_t k = 0; k < 4; ++k) {
        const Keypoint& point = after.keypoints[k];
        QCOMPARE(point.at, sample.keypoints[k].at);
        const int x = int(point.at.x), y = int(point.at.y);
        bool same = true;
        for (int c = 0; c < 3; ++c)
          same = same && after.image.at(x, y, c) == sample.image.at(x, y, c);
        if (same) QCOMPARE(point.visibility, KeypointVisibility::visible);
        here += point.visibility == KeypointVisibility::hidden;
      }
      samples += here > 0;
      hidden += here;
    }
    QVERIFY2(samples > 15, "most occluders lie over a keypoint");
    QVERIFY2(hidden < 80, "and leave the others to be seen");
  }

  void theSameRandomGivesTheSameSample() {
    const TrainingSample sample = boxSample({});
    const AugmentationSpec spec;
    const TrainingSample a = changed(sample, spec, 9), b = changed(sample, spec, 9),
                         c = changed(sample, spec, 10);
    QVERIFY(a.image == b.image && a.keypoints == b.keypoints && a.depth.values == b.depth.values);
    QVERIFY(a.image != c.image);
  }

  void aCutOutShowsTheBoxAlone() {
    TrainingSample sample = dots();
    sample.keypoints.push_back({{128, 96}});
    const auto cut = perspectiveCutOut(sample, 120, 80, 12);
    QVERIFY(cut.ok());
    QVERIFY(cut->image.sameSize(120, 80) && cut->depth.values.sameSize(120, 80) &&
            cut->content.sameSize(120, 80));
    QVERIFY(!cut->camera);
    const Vec2 expected[4] = {{12, 12}, {108, 12}, {108, 68}, {12, 68}};
    for (std::size_t k = 0; k < 4; ++k) {
      QVERIFY(norm(cut->keypoints[k].at - expected[k]) < 1e-6);
      const int x = int(expected[k].x), y = int(expected[k].y);
      QCOMPARE(cut->depth.values.at(x, y), static_cast<float>(k + 1));
      QCOMPARE(int(cut->content.at(x, y)), 1);
      for (int c = 0; c < 3; ++c)
        QCOMPARE(cut->image.at(x, y, c) > 120, bool((k + 1) & (1u << c)));
    }
    QVERIFY(cut->keypoints[4].at.x > 12 && cut->keypoints[4].at.x < 108);
  }

  // Longer than OpenCV's warps can count.
  void aPanoramaIsChangedToo() {
    constexpr int width = 33000, height = 20, edge = 32900;
    TrainingSample sample;
    sample.image = Image(width, height, 3, 0);
    sample.depth.values = Raster<float>(width, height, 1, 1.0f);
    for (int y = 0; y < height; ++y)
      for (int x = edge; x < width; ++x) {
        for (int c = 0; c < 3; ++c)
          sample.image.at(x, y, c) = 255;
        sample.depth.values.at(x, y) = 2;
      }
    for (const Vec2 at : {Vec2{32890, 2}, Vec2{32930, 2}, Vec2{32930, 18}, Vec2{32890, 18}})
      sample.keypoints.push_back({at});
    const auto cut = perspectiveCutOut(sample, 40, 16, 0);
    QVERIFY(cut.ok());
    for (int y = 0; y < 16; ++y)
      for (int x = 0; x < 40; ++x) {
        QCOMPARE(int(cut->image.at(x, y, 1)), x < 10 ? 0 : 255);
        QCOMPARE(cut->depth.values.at(x, y), x < 10 ? 1.0f : 2.0f);
      }
    AugmentationSpec spec = AugmentationSpec::none();
    spec.geometricChance = 1;
    spec.scaleLow = spec.scaleHigh = 0.5;
    CounterRandom random(3);
    const TrainingSample half = augment(sample, spec, random);
    QVERIFY(half.image.sameSize(width, height));
    const int middle = static_cast<int>(0.25 * width + 0.5 * edge);
    QVERIFY(half.image.at(middle - 3, height / 2, 0) < 40 && half.image.at(middle + 3, height / 2, 0) > 215);
    QCOMPARE(half.depth.values.at(middle - 3, height / 2), 1.0f);
    QCOMPARE(half.depth.values.at(middle + 3, height / 2), 2.0f);
  }

  void cornersOnTheBorderAreInside() {
    TrainingSample sample;
    sample.image = Image(97, 71, 3);
    for (const Vec2 at : {Vec2{13.3, 9.7}, Vec2{81.1, 15.9}, Vec2{77.7, 61.3}, Vec2{8.9, 55.1}})
      sample.keypoints.push_back({at, KeypointVisibility::visible});
    const auto cut = perspectiveCutOut(sample, 120, 80, 0);
    QVERIFY(cut.ok());
    const std::array<Vec2, 4> border{Vec2{0, 0}, Vec2{120, 0}, Vec2{120, 80}, Vec2{0, 80}};
    for (std::size_t k = 0; k < 4; ++k) {
      QVERIFY(cut->keypoints[k].at == border[k]);
      QVERIFY(cut->keypoints[k].visibility == KeypointVisibility::visible);
    }
  }
  void aCutOutNeedsABox_data() {
    QTest::addColumn<int>("fault");
    const char* names[] = {"three corners", "crossing", "no room", "concave"};
    for (int k = 0; k < 4; ++k)
      QTest::newRow(names[k]) << k;
  }
  void aCutOutNeedsABox() {
    QFETCH(int, fault);
    TrainingSample sample = dots();
    double margin = 5;
    if (fault == 0) sample.keypoints.pop_back();
    if (fault == 1) std::swap(sample.keypoints[0], sample.keypoints[1]);
    if (fault == 2) margin = 40;
    if (fault == 3) sample.keypoints[2].at = {110, 85};
    const auto cut = perspectiveCutOut(sample, 120, 80, margin);
    QVERIFY(!cut.ok());
    QCOMPARE(cut.error().code, ErrorCode::badInput);
  }
};

QTEST_APPLESS_MAIN(TestAugmentation)
#include "test_augmentation.moc"
