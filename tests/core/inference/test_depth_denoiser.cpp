#include "core/inference/depth_denoiser.h"
#include "core/inference/network_answer.h"
#include "tests/core/inference/function_network.h"
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

using namespace fillscope;
using fillscope::tests::FunctionNetwork;

namespace {

constexpr int side = 32;
constexpr float nothing = std::numeric_limits<float>::quiet_NaN();

ModelManifest aboutDenoiser() {
  ModelManifest manifest;
  manifest.id = "denoiser";
  manifest.task = ModelTask::denoiser;
  manifest.inputWidth = manifest.inputHeight = side;
  return manifest;
}

Tensor answerOf(float correction, float logError) {
  Tensor answer{{1, 2, side, side}, std::vector<float>(2 * side * side, correction)};
  std::fill(answer.values.begin() + side * side, answer.values.end(), logError);
  return answer;
}

FunctionNetwork constantNetwork(float correction, float logError) {
  return {aboutDenoiser(),
          [=](const Tensor&, int) { return std::vector<Tensor>{answerOf(correction, logError)}; }};
}

/// Moves what is measured half the way to the mean of the measured pixels two away at most, and fills with
/// it.
std::vector<Tensor> towardsNeighbours(const Tensor& input, int) {
  Tensor answer = answerOf(0, -3);
  const auto at = [](int x, int y) { return static_cast<std::size_t>(y * side + x); };
  constexpr std::size_t plane = side * side;
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      double sum = 0, count = 0;
      for (int j = std::max(0, y - 2); j <= std::min(side - 1, y + 2); ++j)
        for (int i = std::max(0, x - 2); i <= std::min(side - 1, x + 2); ++i)
          sum += input.values[at(i, j)], count += input.values[plane + at(i, j)];
      if (count == 0) continue;
      const double way = input.values[plane + at(x, y)] > 0 ? 0.5 : 1;
      answer.values[at(x, y)] = static_cast<float>(way * (sum / count - input.values[at(x, y)]));
    }
  return {answer};
}

/// A tilted plane with waves and holes; (left, top) is its first pixel.
DepthMap waves(int width, int height, int left = 0, int top = 0) {
  DepthMap depth;
  depth.values = Raster<float>(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const int u = x + left, v = y + top;
      const bool hole = (u + 3 * v) % 11 == 0;
      depth.values.at(x, y) =
          hole ? 0.0f
               : static_cast<float>(1 + 0.002 * u + 0.001 * v + 0.01 * std::sin(0.7 * u) * std::cos(0.9 * v));
    }
  return depth;
}

} // namespace

class TestDepthDenoiser : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void planesAreRelativeToTheMedian() {
    Raster<float> depth(4, 4, 1, 2.0f);
    depth.at(1, 0) = 2.5f;
    depth.at(2, 0) = 0;
    depth.at(3, 0) = nothing;
    depth.at(0, 1) = 9; // farther than twice the median
    Image picture(4, 4, 3, 255);
    picture.at(1, 1, 0) = picture.at(1, 1, 1) = picture.at(1, 1, 2) = 0;
    const auto tile = depthTile(depth, picture, 0, 0, {8, 0.1});
    QVERIFY(tile.has_value());
    QCOMPARE(tile->median, 2.0);
    QCOMPARE(tile->input.shape, (std::vector<std::int64_t>{1, 4, 8, 8}));
    const auto value = [&](int plane, int x, int y) {
      return tile->input.values[static_cast<std::size_t>(64 * plane + 8 * y + x)];
    };
    QCOMPARE(value(0, 0, 0), 0.0f);
    QCOMPARE(value(0, 1, 0), 2.5f); // a quarter farther, tenths
    QCOMPARE(value(0, 0, 1), 10.0f);
    for (const int hole : {2, 3, 5})
      QVERIFY(value(0, hole, 0) == 0 && value(1, hole, 0) == 0);
    QVERIFY(value(1, 0, 0) == 1 && value(1, 0, 1) == 1 && value(1, 0, 5) == 0);
    QVERIFY(std::abs(value(2, 0, 0) - 1) < 1e-6 && value(2, 1, 1) == 0);
    QVERIFY(value(2, 5, 0) == 0.5f && value(2, 0, 5) == 0.5f);
    const auto blind = depthTile(depth, {}, 0, 0, {8, 0.1});
    QVERIFY(std::all_of(blind->input.values.begin() + 128, blind->input.values.begin() + 192,
                        [](float grey) { return grey == 0.5f; }));
  }

  void detailIsWhatNeighboursOnTheSameSurfaceDoNotShare() {
    Raster<float> depth(16, 8);
    for (int y = 0; y < 8; ++y)
      for (int x = 0; x < 16; ++x)
        depth.at(x, y) = x < 8 ? 1.0f : 2.0f; // a step
    depth.at(3, 3) = 1.01f;
    depth.at(5, 5) = 0;
    const auto tile = depthTile(depth, {}, 0, 0, {16, 0.1});
    QVERIFY(tile.has_value());
    const auto detail = [&](int x, int y) {
      return tile->input.values[static_cast<std::size_t>(3 * 256 + 16 * y + x)];
    };
    const double one = tile->median * 0.1 * detailShare;
    QVERIFY(std::abs(detail(3, 3) - 0.01 * 47 / 48 / one) < 1e-3); // of 7×7 one is not measured
    QVERIFY(std::abs(detail(0, 0) + 0.01 / 16 / one) < 1e-3);
    for (const int x : {8, 12})
      QCOMPARE(detail(x, 2), 0.0f);
    QVERIFY(detail(5, 5) == 0 && detail(3, 12) == 0);
  }

  void planesAreThoseOfThePlaceAlone() {
    const DepthMap depth = waves(60, 50);
    Image picture(60, 50, 1);
    for (int y = 0; y < 50; ++y)
      for (int x = 0; x < 60; ++x)
        picture.at(x, y) = static_cast<std::uint8_t>(3 * x + y);
    Raster<float> part(side, side);
    Image partPicture(side, side, 1);
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x) {
        part.at(x, y) = depth.values.at(x + 17, y + 9);
        partPicture.at(x, y) = picture.at(x + 17, y + 9);
      }
    const auto whole = depthTile(depth.values, picture, 17, 9, {side, 0.1});
    const auto cut = depthTile(part, partPicture, 0, 0, {side, 0.1});
    QVERIFY(whole && cut && whole->input.values == cut->input.values && whole->median == cut->median);
    QVERIFY(!depthTile(Raster<float>(9, 9), {}, 0, 0, {8, 0.1}).has_value());
  }

  void tilesOverlapByAQuarter() {
    QCOMPARE(tileStarts(20, side), (std::vector<int>{0}));
    QCOMPARE(tileStarts(side, side), (std::vector<int>{0}));
    for (int length = side + 1; length < 300; ++length) {
      const auto starts = tileStarts(length, side);
      QVERIFY(starts.front() == 0 && starts.back() == length - side);
      for (std::size_t k = 1; k < starts.size(); ++k)
        QVERIFY(starts[k] > starts[k - 1] && starts[k] - starts[k - 1] <= side - side / 4);
    }
  }

  void zerosLeaveMeasuredDepthBitForBit() {
    auto network = constantNetwork(0, -3);
    for (const auto& [width, height] : {std::pair(20, 15), std::pair(side, side), std::pair(90, 71)}) {
      const DepthMap depth = waves(width, height);
      const auto result = denoise(network, depth, {});
      QVERIFY2(result.ok(), result ? "" : result.error().sentence().c_str());
      for (std::size_t k = 0; k < depth.values.pixelCount(); ++k) {
        const float before = depth.values.data()[k], after = result->depth.values.data()[k];
        QVERIFY(before > 0 ? after == before : after > 0.9f && after < 1.4f);
        const float error = result->expectedError.data()[k];
        QVERIFY(error > 0.9 * 0.1 * std::exp(-3) && error < 1.4 * 0.1 * std::exp(-3));
      }
      QVERIFY(result->depth.kind == DepthKind::metric && result->depth.unit == "m");
    }
  }

  void answersCountInSharesOfTheMedian() {
    auto network = constantNetwork(0.5, std::log(0.2f));
    DepthMap depth;
    depth.values = Raster<float>(100, 40, 1, 2.0f);
    depth.values.at(50, 20) = 0;
    const auto result = denoise(network, depth, {});
    QVERIFY(result.ok());
    for (std::size_t k = 0; k < depth.values.pixelCount(); ++k) {
      QVERIFY(std::abs(result->depth.values.data()[k] - 2.1f) < 1e-6);
      QVERIFY(std::abs(result->expectedError.data()[k] - 0.04f) < 1e-6);
    }
  }

  void theGridOfTilesHardlyShows() {
    FunctionNetwork network(aboutDenoiser(), towardsNeighbours);
    const auto whole = denoise(network, waves(150, 121), {});
    QVERIFY(whole.ok());
    for (const auto& [left, top] : {std::pair(13, 7), std::pair(1, 20), std::pair(24, 24)}) {
      const auto part = denoise(network, waves(150 - left, 121 - top, left, top), {});
      QVERIFY(part.ok());
      double worst = 0;
      for (int y = 3; y < 121 - top; ++y) // at the border itself other pixels are seen
        for (int x = 3; x < 150 - left; ++x)
          worst = std::max<double>(
              worst, std::abs(part->depth.values.at(x, y) - whole->depth.values.at(x + left, y + top)));
      QVERIFY2(worst < 5e-4, qPrintable(QString::number(worst)));
    }
  }

  void whatNoTileMeasuresStaysSo() {
    auto network = constantNetwork(0, -3);
    DepthMap depth;
    depth.values = Raster<float>(200, 40);
    for (int y = 0; y < 40; ++y)
      for (int x = 0; x < 20; ++x)
        depth.values.at(x, y) = 1;
    const auto result = denoise(network, depth, {});
    QVERIFY(result.ok());
    QCOMPARE(result->depth.values.at(10, 10), 1.0f);
    QCOMPARE(result->depth.values.at(25, 10), 1.0f);
    for (int x = side + side; x < 200; ++x)
      QVERIFY(!result->depth.isMeasuredAt(x, 10) && result->expectedError.at(x, 10) == 0);
    DepthMap empty;
    empty.values = Raster<float>(50, 50);
    network.runs = 0;
    QVERIFY(denoise(network, empty, {})->depth.values == empty.values);
    QCOMPARE(network.runs, 0);
  }

  void unsurePixelsLoseTheirValue() {
    FunctionNetwork network(aboutDenoiser(), [](const Tensor& input, int) {
      Tensor answer = answerOf(0, std::log(0.05f));
      constexpr std::size_t plane = side * side;
      for (std::size_t k = 0; k < plane; ++k)
        if (input.values[plane + k] == 0) answer.values[plane + k] = std::log(0.5f);
      return std::vector<Tensor>{answer};
    });
    DepthMap depth;
    depth.values = Raster<float>(side, side, 1, 1.0f);
    depth.values.at(3, 4) = 0;
    const auto strict = denoise(network, depth, {}, {.mostError = 0.02});
    QVERIFY(strict.ok() && !strict->depth.isMeasuredAt(3, 4) && strict->depth.isMeasuredAt(4, 4));
    QVERIFY(std::abs(strict->expectedError.at(3, 4) - 0.05f) < 1e-6);
    QVERIFY(denoise(network, depth, {}, {.mostError = 0.06})->depth.isMeasuredAt(3, 4));
    QVERIFY(!denoise(network, depth, {}, {.mostError = 0.001})->depth.isMeasuredAt(4, 4));
  }

  void distancesStayAboveZero() {
    auto network = constantNetwork(-20, 0);
    const auto result = denoise(network, waves(40, 40), {});
    QVERIFY(result.ok());
    for (std::size_t k = 0; k < result->depth.values.pixelCount(); ++k)
      QCOMPARE(result->depth.values.data()[k], 0.0f);
  }

  void whatDoesNotFitIsRefused_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("said");
    QTest::newRow("relative") << "relative"
                              << "only depth in metres";
    QTest::newRow("none") << "none"
                          << "only depth in metres";
    QTest::newRow("picture of another size") << "picture"
                                             << "another size";
    QTest::newRow("another network") << "network"
                                     << "denoises no depth";
    QTest::newRow("another answer") << "shape"
                                    << "a denoiser answers 1×2×32×32 numbers";
    QTest::newRow("no number") << "nan"
                               << "is no number";
  }
  void whatDoesNotFitIsRefused() {
    QFETCH(QString, what);
    QFETCH(QString, said);
    ModelManifest manifest = aboutDenoiser();
    if (what == "network") manifest.task = ModelTask::depth;
    FunctionNetwork network(manifest, [&](const Tensor&, int) {
      if (what == "shape") return std::vector<Tensor>{{{1, 1, side, side}, std::vector<float>(side * side)}};
      return std::vector<Tensor>{answerOf(what == "nan" ? nothing : 0, 0)};
    });
    DepthMap depth = waves(40, 40);
    if (what == "relative") depth.kind = DepthKind::relative;
    if (what == "none") depth = {};
    const Image picture = what == "picture" ? Image(39, 40, 3) : Image();
    const auto result = denoise(network, depth, picture);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::badInput);
    QVERIFY2(QString::fromStdString(result.error().what).contains(said), result.error().what.c_str());
  }

  void stops() {
    auto network = constantNetwork(0, -3);
    Progress progress;
    progress.isCancelled = [&] { return network.runs >= 2; };
    const auto result = denoise(network, waves(150, 150), {}, {}, progress);
    QVERIFY(!result.ok() && result.error().code == ErrorCode::cancelled);
    QCOMPARE(network.runs, 2);
  }
};

QTEST_GUILESS_MAIN(TestDepthDenoiser)
#include "test_depth_denoiser.moc"
