#include "core/inference/corner_detector.h"
#include "tests/core/inference/function_network.h"
#include <QTest>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

using namespace fillscope;
using fillscope::tests::FunctionNetwork;

namespace {

constexpr int inputSize = 96, cells = 24;

ModelManifest aboutCorners(int passes, std::size_t keypoints = 4) {
  ModelManifest manifest;
  manifest.id = "corners";
  manifest.task = ModelTask::corners;
  manifest.inputWidth = manifest.inputHeight = inputSize;
  manifest.corners.passes = passes;
  for (std::size_t k = 0; k < keypoints; ++k)
    manifest.corners.keypoints.push_back("k" + std::to_string(k));
  return manifest;
}

Tensor heatMaps(const std::vector<Vec2>& inInput, double sigma = 0.8, int side = cells) {
  Tensor logits{{1, static_cast<std::int64_t>(inInput.size()), side, side}, {}};
  for (const Vec2 p : inInput) {
    const Vec2 centre = (static_cast<double>(side) / inputSize) * p;
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x) {
        const Vec2 d = Vec2{x + 0.5, y + 0.5} - centre;
        logits.values.push_back(static_cast<float>(-0.5 * dot(d, d) / (sigma * sigma)));
      }
  }
  return logits;
}

/// Sees the four blobs of a picture: strong red, green, blue and white on black. To a coarse grid's accuracy
/// alone, as a network would.
std::vector<Vec2> blobsIn(const Tensor& input, double grid) {
  const std::size_t plane = inputSize * inputSize;
  std::vector<Vec2> sums(4);
  std::vector<double> weights(4, 0);
  for (std::size_t k = 0; k < plane; ++k) {
    const double r = input.values[k], g = input.values[plane + k], b = input.values[2 * plane + k];
    const double white = std::min({r, g, b});
    const double parts[4] = {r - white, g - white, b - white, white};
    for (std::size_t n = 0; n < 4; ++n) {
      sums[n] = sums[n] + parts[n] * Vec2{k % inputSize + 0.5, std::floor(double(k) / inputSize) + 0.5};
      weights[n] += parts[n];
    }
  }
  for (std::size_t n = 0; n < 4; ++n) {
    sums[n] = weights[n] > 0 ? (1 / weights[n]) * sums[n] : Vec2{48, 48};
    sums[n] = {std::round(sums[n].x / grid) * grid, std::round(sums[n].y / grid) * grid};
  }
  return sums;
}

const std::vector<Vec2> truth{{230, 140}, {303, 151}, {310, 222}, {221, 214}};

Image blobs() {
  Image picture(640, 400, 3);
  for (std::size_t n = 0; n < 4; ++n)
    for (int dy = -6; dy < 6; ++dy)
      for (int dx = -6; dx < 6; ++dx)
        for (int c = 0; c < 3; ++c)
          if (n == 3 || c == static_cast<int>(n))
            picture.at(static_cast<int>(truth[n].x) + dx, static_cast<int>(truth[n].y) + dy, c) = 255;
  return picture;
}

/// As a network names four corners: clockwise from the top-left one of what it is shown, or another.
std::vector<Vec2> named(const std::vector<Vec2>& places, std::size_t first = 0) {
  std::vector<Vec2> out;
  const auto order = clockwiseFromTopLeft(places);
  for (std::size_t k = 0; k < order.size(); ++k)
    out.push_back(places[static_cast<std::size_t>(order[(k + first) % order.size()])]);
  return out;
}

ModelManifest aboutSides(int passes, int starts, int finalViews) {
  ModelManifest manifest = aboutCorners(passes);
  manifest.corners.starts = starts;
  manifest.corners.finalViews = finalViews;
  return manifest;
}

double worst(const DetectedCorners& found) {
  double most = 0;
  for (std::size_t k = 0; k < 4; ++k)
    most = std::max(most, norm(found.points[k].point.at - truth[k]));
  return most;
}

} // namespace

class TestCornerDetector : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void mapsOfTwoMindsMakeAnOutlineTogether() {
    // The second map holds the first corner for a little likelier than its own.
    const std::vector<Vec2> rim{{20, 20}, {76, 24}, {72, 70}, {18, 66}};
    Tensor logits = heatMaps(rim);
    const Tensor wrong = heatMaps({rim[0]});
    constexpr std::size_t map = cells * cells;
    for (std::size_t k = 0; k < map; ++k)
      logits.values[map + k] = std::max(logits.values[map + k], wrong.values[k] + 0.3f);
    FunctionNetwork network(aboutCorners(1), [&](const Tensor&, int) { return std::vector<Tensor>{logits}; });
    double reported = 0;
    const auto found =
        detectCorners(network, Image(96, 96, 3, 100), {[&](double part, auto) { reported = part; }, {}});
    QCOMPARE(reported, 1.0);
    QVERIFY(found.ok());
    const CornerView view = wholePictureView(96, 96, inputSize, network.manifest().corners.border);
    for (std::size_t k = 0; k < 4; ++k)
      QVERIFY(norm(view.toInput(found->points[k].point.at) - rim[k]) < 0.5);
    QVERIFY(found->confidence < 0.5);
  }

  void theSecondLookIsFiner() {
    const auto see = [](const Tensor& input, int) {
      return std::vector<Tensor>{heatMaps(blobsIn(input, 2))};
    };
    FunctionNetwork once(aboutCorners(1), see), twice(aboutCorners(2), see);
    const auto coarse = detectCorners(once, blobs()), fine = detectCorners(twice, blobs());
    QVERIFY(coarse.ok() && fine.ok());
    QCOMPARE(once.runs, 1);
    QCOMPARE(twice.runs, 2);
    QCOMPARE(coarse->passes, 1);
    QCOMPARE(fine->passes, 2);
    QVERIFY(worst(*coarse) < 13); // a grid of two input pixels is one of 17 in the picture
    QVERIFY2(worst(*fine) < 2.5, qPrintable(QString::number(worst(*fine))));
    QVERIFY(worst(*fine) < worst(*coarse));
    for (const auto& p : fine->points)
      QVERIFY(p.point.visibility == KeypointVisibility::visible && p.confidence > 0.8);
    QVERIFY(fine->confidence > 0.8 && fine->confidence <= fine->points[0].confidence);
  }

  void theThirdLookSeesTheRimMadeSquare() {
    std::vector<Vec2> last;
    FunctionNetwork network(aboutCorners(3), [&](const Tensor& input, int) {
      last = blobsIn(input, 2);
      return std::vector<Tensor>{heatMaps(last)};
    });
    const auto found = detectCorners(network, blobs());
    QVERIFY(found.ok());
    QCOMPARE(network.runs, 3);
    QCOMPARE(found->passes, 3);
    QVERIFY2(worst(*found) < 2.5, qPrintable(QString::number(worst(*found))));
    const double low = 0.2 * inputSize, high = 0.8 * inputSize;
    const Vec2 square[] = {{low, low}, {high, low}, {high, high}, {low, high}};
    for (std::size_t k = 0; k < 4; ++k)
      QVERIFY(norm(last[k] - square[k]) < 3);
  }

  void aThirdLookThatDisagreesIsDropped() {
    FunctionNetwork network(aboutCorners(3), [](const Tensor& input, int run) {
      auto places = blobsIn(input, 1);
      if (run == 2) places[2] = {92, 40};
      return std::vector<Tensor>{heatMaps(places)};
    });
    const auto found = detectCorners(network, blobs());
    QVERIFY(found.ok());
    QCOMPARE(network.runs, 3);
    QCOMPARE(found->passes, 2);
    QVERIFY(worst(*found) < 2.5);
  }

  void aSecondLookThatDisagreesIsDropped_data() {
    QTest::addColumn<int>("fault");
    QTest::newRow("another place") << 0;
    QTest::newRow("unsure") << 1;
    QTest::newRow("no rim") << 2;
  }
  void aSecondLookThatDisagreesIsDropped() {
    QFETCH(int, fault);
    FunctionNetwork network(aboutCorners(2), [fault](const Tensor& input, int run) {
      auto places = blobsIn(input, 1);
      if (run == 1 && fault == 0) places[2] = {90, 20};
      if (run == 1 && fault == 2) places[2] = 0.25 * (places[0] + places[1] + places[3] + places[1]);
      return std::vector<Tensor>{heatMaps(places, run == 1 && fault == 1 ? 9 : 0.8)};
    });
    const auto found = detectCorners(network, blobs());
    QVERIFY(found.ok());
    QCOMPARE(network.runs, 2);
    QCOMPARE(found->passes, 1);
    QVERIFY(worst(*found) < 7);
  }

  // The plain look finds no outline, the mirrored one is of two minds.
  void mapsOfTwoMindsMakeAnOutlineInAMirror() {
    const std::vector<Vec2> rim{{20, 20}, {76, 24}, {72, 70}, {18, 66}};
    FunctionNetwork network(aboutSides(1, 2, 1), [&](const Tensor&, int run) {
      if (run == 0) return std::vector<Tensor>{heatMaps({rim[0], rim[1], rim[0], rim[3]})};
      std::vector<Vec2> mirrored;
      for (const Vec2 p : rim)
        mirrored.push_back({inputSize - p.x, p.y});
      const auto places = named(mirrored);
      Tensor logits = heatMaps(places);
      const Tensor wrong = heatMaps({places[0]});
      constexpr std::size_t map = cells * cells;
      for (std::size_t k = 0; k < map; ++k)
        logits.values[map + k] = std::max(logits.values[map + k], wrong.values[k] + 0.3f);
      return std::vector<Tensor>{logits};
    });
    const auto found = detectCorners(network, Image(96, 96, 3, 100));
    QVERIFY2(found.ok(), found ? "" : found.error().sentence().c_str());
    QCOMPARE(network.runs, 2);
    const CornerView view = wholePictureView(96, 96, inputSize, network.manifest().corners.border);
    for (std::size_t k = 0; k < 4; ++k)
      QVERIFY(norm(view.toInput(found->points[k].point.at) - rim[k]) < 0.5);
  }

  // From the first start and the last it takes a wrong place for a corner, as surely as the right ones.
  void theMostPlausibleStartIsKept_data() {
    QTest::addColumn<int>("starts");
    QTest::addColumn<int>("runs");
    QTest::addColumn<bool>("right");
    QTest::newRow("one start") << 1 << 2 << false;
    QTest::newRow("two") << 2 << 4 << true;
    QTest::newRow("four") << 4 << 8 << true;
  }
  void theMostPlausibleStartIsKept() {
    QFETCH(int, starts);
    QFETCH(int, runs);
    QFETCH(bool, right);
    FunctionNetwork network(aboutSides(2, starts, 1), [](const Tensor& input, int run) {
      auto places = named(blobsIn(input, 1));
      if (run < 2 || run > 5) places[2] = places[2] + 0.6 * (places[2] - places[0]);
      return std::vector<Tensor>{heatMaps(places)};
    });
    const auto found = detectCorners(network, blobs());
    QVERIFY2(found.ok(), found ? "" : found.error().sentence().c_str());
    QCOMPARE(network.runs, runs);
    QCOMPARE(found->passes, 2);
    QCOMPARE(worst(*found) < 2.5, right);
  }

  // It misses by the same step in what it is shown, wherever the picture's top is: from all sides the misses
  // cancel out.
  void theLastLookIsTheMeanOfItsViews_data() {
    QTest::addColumn<int>("finalViews");
    QTest::addColumn<int>("first");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    QTest::newRow("one") << 1 << 0 << 3.0 << 6.0;
    QTest::newRow("half a turn") << 4 << 0 << 0.0 << 1.0;
    QTest::newRow("all") << 8 << 0 << 0.0 << 1.0;
    QTest::newRow("all, the bottom-left corner first") << 8 << 3 << 0.0 << 1.0;
  }
  void theLastLookIsTheMeanOfItsViews() {
    QFETCH(int, finalViews);
    QFETCH(int, first);
    QFETCH(double, least);
    QFETCH(double, most);
    const auto seeing = [first](Vec2 step) {
      return [first, step](const Tensor& input, int) {
        auto places = named(blobsIn(input, 0.25), static_cast<std::size_t>(first));
        for (Vec2& p : places)
          p = p + step;
        Tensor seen{{1, 12},
                    {0, 9, 0, /**/ 0, 0, 9, /**/ 0, 0, 9, /**/ 0, 0, 9}}; // the first of them: hidden
        return std::vector<Tensor>{heatMaps(places, 1.5), seen};
      };
    };
    FunctionNetwork missing(aboutSides(3, 1, finalViews), seeing({2.5, 1.5}));
    FunctionNetwork exact(aboutSides(3, 1, finalViews), seeing({0, 0}));
    const auto found = detectCorners(missing, blobs()), meant = detectCorners(exact, blobs());
    QVERIFY2(found.ok(), found ? "" : found.error().sentence().c_str());
    QVERIFY2(meant.ok(), meant ? "" : meant.error().sentence().c_str());
    const bool fromSides = finalViews > 1;
    QCOMPARE(missing.runs, fromSides ? 3 + finalViews : 3);
    QCOMPARE(found->passes, fromSides ? 4 : 3);
    double miss = 0; // on average
    for (std::size_t k = 0; k < 4; ++k) {
      miss += norm(found->points[k].point.at - meant->points[k].point.at) / 4;
      // Each corner was the first one in as many of the eight views.
      if (finalViews == 8) QVERIFY(found->points[k].point.visibility == KeypointVisibility::visible);
    }
    QVERIFY2(miss >= least && miss <= most, qPrintable(QString::number(miss)));
  }

  void fewerPassesAskedForArePlainLooks() {
    const auto see = [](const Tensor& input, int) {
      return std::vector<Tensor>{heatMaps(named(blobsIn(input, 1)))};
    };
    FunctionNetwork network(aboutSides(3, 4, 8), see);
    QVERIFY(detectCorners(network, blobs(), {}, 2).ok());
    QCOMPARE(network.runs, 2);
    QVERIFY(detectCorners(network, blobs(), {}, 3).ok());
    QCOMPARE(network.runs, 2 + 4 * 3 + 8);
  }

  void onlyFourHeatMapsAreTurned() {
    ModelManifest regression = aboutSides(1, 4, 8);
    regression.corners.regression = true;
    FunctionNetwork shares(regression, [](const Tensor&, int) {
      return std::vector<Tensor>{{{1, 8}, {0.2f, 0.2f, 0.8f, 0.2f, 0.8f, 0.8f, 0.2f, 0.8f}}};
    });
    QVERIFY(detectCorners(shares, blobs()).ok());
    QCOMPARE(shares.runs, 1);
    ModelManifest two = aboutSides(1, 4, 8);
    two.corners.keypoints.resize(2);
    FunctionNetwork pair(two, [](const Tensor&, int) {
      return std::vector<Tensor>{heatMaps({{70, 60}, {30, 40}})};
    });
    QVERIFY(detectCorners(pair, blobs()).ok());
    QCOMPARE(pair.runs, 1);
    FunctionNetwork oblong(aboutSides(1, 2, 1), [](const Tensor&, int) {
      return std::vector<Tensor>{{{1, 4, 2, 3}, std::vector<float>(24)}};
    });
    const auto refused = detectCorners(oblong, blobs());
    QVERIFY(!refused.ok() && refused.error().code == ErrorCode::badInput);
    QVERIFY(QString::fromStdString(refused.error().what).contains("not square"));
  }

  void cornersAreOrderedClockwise() {
    FunctionNetwork network(aboutCorners(1), [](const Tensor& input, int) {
      const auto p = blobsIn(input, 1);
      return std::vector<Tensor>{heatMaps({p[2], p[0], p[3], p[1]})};
    });
    const auto found = detectCorners(network, blobs());
    QVERIFY(found.ok() && worst(*found) < 7);
  }

  void otherNumbersOfKeypointsKeepTheirOrder() {
    FunctionNetwork network(aboutCorners(1, 2), [](const Tensor&, int) {
      return std::vector<Tensor>{heatMaps({{70, 60}, {30, 40}})};
    });
    const auto found = detectCorners(network, Image(96, 96, 3));
    QVERIFY(found.ok());
    QCOMPARE(found->points.size(), std::size_t(2));
    QVERIFY(found->points[0].point.at.x > found->points[1].point.at.x);
  }

  // The picture takes the middle 80 % of the input: a peak in its border lies outside the picture.
  void visibilityFollowsPlaceAndNetwork() {
    FunctionNetwork network(aboutCorners(1), [](const Tensor&, int) {
      Tensor seen{{1, 12}, {9, 0, 0, /**/ 0, 9, 0, /**/ 9, 1, 2, /**/ 0, 0, 9}};
      return std::vector<Tensor>{heatMaps({{4, 20}, {70, 20}, {70, 70}, {20, 70}}), seen};
    });
    const auto found = detectCorners(network, Image(200, 200, 3));
    QVERIFY(found.ok());
    using enum KeypointVisibility;
    const KeypointVisibility expected[4] = {outside, hidden, visible, visible};
    for (std::size_t k = 0; k < 4; ++k)
      QVERIFY2(found->points[k].point.visibility == expected[k], qPrintable(QString::number(k)));
    QVERIFY(found->points[0].point.at.x < -5);
  }

  void aRegressionHeadAnswersShares() {
    ModelManifest manifest = aboutCorners(1);
    manifest.corners.regression = true;
    manifest.corners.confidence = 0.83;
    FunctionNetwork network(manifest, [](const Tensor&, int) {
      return std::vector<Tensor>{{{1, 8}, {0.2f, 0.2f, 0.8f, 0.2f, 0.8f, 0.8f, 0.2f, 0.8f}}};
    });
    const auto found = detectCorners(network, Image(100, 100, 3));
    QVERIFY(found.ok());
    QVERIFY(norm(found->points[2].point.at - Vec2{87.5, 87.5}) < 1e-4);
    QCOMPARE(found->confidence, 0.83);
  }

  void aRegressionHeadWithoutNumbersAnswersTheCentre() {
    ModelManifest manifest = aboutCorners(1);
    manifest.corners.regression = true;
    FunctionNetwork network(manifest, [](const Tensor&, int) {
      return std::vector<Tensor>{
          {{1, 8}, {std::numeric_limits<float>::quiet_NaN(), 0.2f, 0.8f, 0.2f, 0.8f, 0.8f, 0.2f, 0.8f}}};
    });
    const auto found = detectCorners(network, Image(100, 100, 3));
    QVERIFY(found.ok());
    QCOMPARE(found->confidence, 0.0);
    const auto isCentre = [](const DetectedKeypoint& p) { return norm(p.point.at - Vec2{50, 50}) < 1e-4; };
    QCOMPARE(std::count_if(found->points.begin(), found->points.end(), isCentre), 1);
  }

  void wrongAnswersAreTold_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("said");
    QTest::newRow("no output") << 0 << "answers nothing";
    QTest::newRow("too few maps") << 1 << "answers 1×3×24×24";
    QTest::newRow("visibility") << 2 << "and 1×8";
    QTest::newRow("one plane") << 3 << "answers 24×24";
  }
  void wrongAnswersAreTold() {
    QFETCH(int, kind);
    QFETCH(QString, said);
    FunctionNetwork network(aboutCorners(1), [kind](const Tensor&, int) -> std::vector<Tensor> {
      if (kind == 0) return {};
      if (kind == 1) return {heatMaps({{1, 1}, {2, 2}, {3, 3}})};
      if (kind == 2)
        return {heatMaps({{1, 1}, {2, 2}, {3, 3}, {4, 4}}), Tensor{{1, 8}, std::vector<float>(8)}};
      return {Tensor{{24, 24}, std::vector<float>(576)}};
    });
    const auto found = detectCorners(network, Image(50, 50, 3));
    QVERIFY(!found.ok());
    QCOMPARE(found.error().code, ErrorCode::badInput);
    QVERIFY2(QString::fromStdString(found.error().what).contains(said), found.error().what.c_str());
  }

  void refusals() {
    ModelManifest depth;
    const auto none = [](const Tensor&, int) { return std::vector<Tensor>{}; };
    FunctionNetwork other(depth, none), network(aboutCorners(2), none);
    QVERIFY(!detectCorners(other, Image(50, 50, 3)).ok());
    QVERIFY(!detectCorners(network, Image()).ok());
    Progress stop;
    stop.isCancelled = [] { return true; };
    QCOMPARE(detectCorners(network, Image(50, 50, 3), stop).error().code, ErrorCode::cancelled);
  }
};

QTEST_APPLESS_MAIN(TestCornerDetector)
#include "test_corner_detector.moc"
