#include "core/inference/corner_detector.h"
#include <QTest>
#include <algorithm>
#include <cmath>

using namespace fillscope;

namespace {

ModelManifest square(int size) {
  ModelManifest manifest;
  manifest.task = ModelTask::corners;
  manifest.inputWidth = manifest.inputHeight = size;
  return manifest;
}

float at(const Tensor& input, int channel, int x, int y) {
  const auto size = static_cast<int>(input.shape[3]);
  return input.values[static_cast<std::size_t>((channel * size + y) * size + x)];
}

/// Logits of one Gaussian of the given sigma about `centre` (cells, continuous) on a floor of −12.
Tensor gaussian(int cells, Vec2 centre, double sigma) {
  Tensor logits{{1, 1, cells, cells}, {}};
  for (int y = 0; y < cells; ++y)
    for (int x = 0; x < cells; ++x) {
      const Vec2 d = Vec2{x + 0.5, y + 0.5} - centre;
      logits.values.push_back(static_cast<float>(std::max(-12.0, -0.5 * dot(d, d) / (sigma * sigma))));
    }
  return logits;
}

} // namespace

class TestCornerView : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void thereAndBack_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("wide") << 640 << 480;
    QTest::newRow("tall") << 300 << 1200;
    QTest::newRow("tiny") << 1 << 1;
  }
  void thereAndBack() {
    QFETCH(int, width);
    QFETCH(int, height);
    const CornerView view = wholePictureView(width, height, 192, 0.1);
    const double longer = std::max(width, height);
    QVERIFY(std::abs(view.scale * longer - 0.8 * 192) < 1e-9);
    const Vec2 middle = view.toInput({0.5 * width, 0.5 * height});
    QVERIFY(norm(middle - Vec2{96, 96}) < 1e-9);
    for (const Vec2 p : {Vec2{0, 0}, Vec2{-37.5, 12}, Vec2{1e4, -3}})
      QVERIFY(norm(view.toPicture(view.toInput(p)) - p) < 1e-8);
  }

  void theBoxAloneFillsItsShare() {
    const std::vector<Vec2> corners{{100, 50}, {300, 60}, {320, 150}, {90, 140}};
    const CornerView view = boxView(corners, 192, 0.72);
    std::vector<Vec2> seen;
    for (const Vec2 c : corners)
      seen.push_back(view.toInput(c));
    QVERIFY(std::abs((seen[2].x - seen[3].x) - 0.72 * 192) < 1e-9);
    QVERIFY(std::abs(0.5 * (seen[2].x + seen[3].x) - 96) < 1e-9);
    QVERIFY(std::abs(0.5 * (seen[0].y + seen[2].y) - 96) < 1e-9);
    QVERIFY(std::isfinite(boxView({{5, 5}, {5, 5}}, 192, 0.72).scale)); // all in one place
  }

  void aRimMadeSquare() {
    const RimCorners rim{Vec2{100, 50}, Vec2{300, 60}, Vec2{330, 190}, Vec2{70, 170}};
    const auto view = rectifiedView(rim, 192, 0.6);
    QVERIFY(view);
    const Vec2 square[] = {{38.4, 38.4}, {153.6, 38.4}, {153.6, 153.6}, {38.4, 153.6}};
    for (std::size_t k = 0; k < 4; ++k) {
      QVERIFY(norm(view->toInput(rim[k]) - square[k]) < 1e-9);
      QVERIFY(norm(view->toPicture(square[k]) - rim[k]) < 1e-9);
    }
    QVERIFY(view->scale > 115.2 / 270 && view->scale < 115.2 / 120); // between its longest and shortest side
    QVERIFY(!rectifiedView({Vec2{0, 0}, Vec2{10, 0}, Vec2{4, 4}, Vec2{0, 10}}, 192, 0.6)); // not convex
  }

  void aSquareRimShowsEachPlaceWhereItLies() {
    Image ramp(250, 180, 3);
    for (int y = 0; y < 180; ++y)
      for (int x = 0; x < 250; ++x)
        ramp.at(x, y, 0) = static_cast<std::uint8_t>(x), ramp.at(x, y, 1) = static_cast<std::uint8_t>(y);
    const auto view = rectifiedView({Vec2{60, 40}, Vec2{190, 30}, Vec2{215, 150}, Vec2{40, 140}}, 96, 0.6);
    QVERIFY(view);
    const Tensor input = cornerInput(ramp, *view, square(96));
    // Reduced and interpolated: each rounds to whole values.
    for (int y = 0; y < 96; ++y)
      for (int x = 0; x < 96; ++x) {
        const Vec2 p = view->toPicture({x + 0.5, y + 0.5});
        if (p.x > 4 && p.y > 4 && p.x < 246 && p.y < 176) {
          QVERIFY(std::abs(at(input, 0, x, y) * 255 - (p.x - 0.5)) < 1.2);
          QVERIFY(std::abs(at(input, 1, x, y) * 255 - (p.y - 0.5)) < 1.2);
        } else if (p.x < -4 || p.y < -4 || p.x > 254 || p.y > 184) {
          QVERIFY(at(input, 0, x, y) == 0);
        }
      }
  }

  void nothingIsSeenBeyondTheHorizon() {
    // Sides that meet soon: a part of the square looks above the horizon, where the map runs backwards.
    const auto view = rectifiedView({Vec2{45, 40}, Vec2{55, 40}, Vec2{100, 95}, Vec2{0, 95}}, 96, 0.5);
    QVERIFY(view);
    const Tensor input = cornerInput(Image(100, 100, 3, 255), *view, square(96));
    const double front = depthOf(view->back, {48, 48});
    int beyond = 0;
    for (int y = 0; y < 96; ++y)
      for (int x = 0; x < 96; ++x)
        if (depthOf(view->back, {x + 0.5, y + 0.5}) * front <= 0) {
          ++beyond;
          QVERIFY(at(input, 0, x, y) == 0);
        }
    QVERIFY(beyond > 100);
  }

  void aViewEnlargedAboutAPlace() {
    const CornerView view = wholePictureView(200, 100, 96, 0.1).zoomed(1.25, {48, 48}, {3, -2});
    QVERIFY(norm(view.toInput({100, 50}) - Vec2{51, 46}) < 1e-9);
    QVERIFY(std::abs(norm(view.toInput({101, 50}) - view.toInput({100, 50})) - view.scale) < 1e-9);
    QVERIFY(norm(view.toPicture(view.toInput({7, 9})) - Vec2{7, 9}) < 1e-9);
  }

  // A ramp keeps its values under bilinear and area resampling: every input pixel tells where it was read.
  void inputPixelsShowTheirPlace_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<bool>("bgr");
    QTest::newRow("shrinks") << 250 << 180 << false;
    QTest::newRow("grows") << 50 << 40 << false;
    QTest::newRow("blue first") << 250 << 180 << true;
  }
  void inputPixelsShowTheirPlace() {
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(bool, bgr);
    Image ramp(width, height, 3);
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        ramp.at(x, y, 0) = static_cast<std::uint8_t>(x), ramp.at(x, y, 1) = static_cast<std::uint8_t>(y);
    ModelManifest manifest = square(64);
    manifest.bgr = bgr;
    manifest.mean = {0.5, 0.25, 0.125};
    manifest.std = {0.5, 0.2, 2};
    const CornerView view = wholePictureView(width, height, 64, 0.1);
    const Tensor input = cornerInput(ramp, view, manifest);
    QVERIFY((input.shape == std::vector<std::int64_t>{1, 3, 64, 64}));
    const std::size_t red = bgr ? 2 : 0;
    int inside = 0;
    for (int y = 0; y < 64; ++y)
      for (int x = 0; x < 64; ++x) {
        const Vec2 p = view.toPicture({x + 0.5, y + 0.5});
        const double edge = 2 + 1 / view.scale, allowed = 0.6 + 0.1 / view.scale;
        if (p.x > edge && p.y > edge && p.x < width - edge && p.y < height - edge) {
          ++inside;
          const double value =
              at(input, static_cast<int>(red), x, y) * manifest.std[red] + manifest.mean[red];
          QVERIFY2(std::abs(value * 255 - (p.x - 0.5)) < allowed,
                   qPrintable(QString::number(value * 255 - p.x)));
          const double green = at(input, 1, x, y) * 0.2 + 0.25;
          QVERIFY(std::abs(green * 255 - (p.y - 0.5)) < allowed);
        } else if (p.x < -edge || p.y < -edge || p.x > width + edge || p.y > height + edge) {
          for (int c = 0; c < 3; ++c) // the mean colour, to a step of 8 bits
            QVERIFY(std::abs(at(input, c, x, y)) <
                    0.5 / 255 / manifest.std[static_cast<std::size_t>(c)] + 1e-6);
        }
      }
    QVERIFY(inside > 500);
  }

  void greyAndFarViews() {
    const ModelManifest manifest = square(32);
    const Tensor grey = cornerInput(Image(40, 40, 1, 102), wholePictureView(40, 40, 32, 0), manifest);
    for (int c = 0; c < 3; ++c)
      QVERIFY(std::abs(at(grey, c, 16, 16) - 0.4f) < 1e-6f);
    const Tensor beside =
        cornerInput(Image(40, 40, 3, 102), boxView({{900, 900}, {950, 950}}, 32, 0.7), manifest);
    QVERIFY(std::all_of(beside.values.begin(), beside.values.end(), [](float v) { return v == 0; }));
  }

  void peaksAreFoundBetweenCells_data() {
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<double>("sigma");
    for (const double sigma : {0.8, 1.2, 1.7, 2.5})
      for (const auto& [x, y] : {std::pair(20.5, 31.5), {20.75, 31.5}, {21.0, 31.0}, {12.31, 40.87}})
        QTest::addRow("%.2f,%.2f sigma %.1f", x, y, sigma) << x << y << sigma;
  }
  void peaksAreFoundBetweenCells() {
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(double, sigma);
    const auto peaks = decodeHeatMaps(gaussian(48, {x, y}, sigma), 192);
    QCOMPARE(peaks.size(), std::size_t(1));
    const Vec2 cells{peaks[0].at.x / 4, peaks[0].at.y / 4};
    QVERIFY2(norm(cells - Vec2{x, y}) < 0.05, qPrintable(QString::number(norm(cells - Vec2{x, y}))));
    QVERIFY(peaks[0].confidence > 0.3 && peaks[0].confidence <= 1);
  }

  void twoPeaksAreDoubted() {
    Tensor logits = gaussian(48, {10, 10}, 1);
    const double alone = decodeHeatMaps(logits, 192)[0].confidence;
    const Tensor other = gaussian(48, {38, 30}, 1);
    for (std::size_t k = 0; k < logits.values.size(); ++k)
      logits.values[k] = std::max(logits.values[k], other.values[k] - 0.1f);
    const auto peak = decodeHeatMaps(logits, 192)[0];
    QVERIFY(norm(peak.at - Vec2{40, 40}) < 0.5);
    QVERIFY(peak.confidence < 0.6 * alone);
  }

  void furtherPeaksComeStrongestFirst() {
    Tensor logits = gaussian(48, {10, 10}, 1);
    const Tensor other = gaussian(48, {38, 30}, 1);
    for (std::size_t k = 0; k < logits.values.size(); ++k)
      logits.values[k] = std::max(logits.values[k], other.values[k] - 0.5f);
    const auto peaks = decodeHeatPeaks(logits, 192, 4);
    QCOMPARE(peaks.size(), std::size_t(1));
    QCOMPARE(peaks[0].size(), std::size_t(2)); // the rest of the mass is none
    QVERIFY(norm(peaks[0][0].at - Vec2{40, 40}) < 0.5 && norm(peaks[0][1].at - Vec2{152, 120}) < 0.5);
    QVERIFY(peaks[0][0].confidence > peaks[0][1].confidence);
    QCOMPARE(decodeHeatPeaks(logits, 192, 1)[0].size(), std::size_t(1));
  }

  void mapsWithoutNumbersAreNoPeak() {
    Tensor logits{{2, 4, 4}, std::vector<float>(32, std::nanf(""))};
    logits.values[16 + 5] = 3; // the second map has one
    const auto peaks = decodeHeatMaps(logits, 16);
    QCOMPARE(peaks.size(), std::size_t(2));
    QCOMPARE(peaks[0].confidence, 0.0);
    QVERIFY(norm(peaks[1].at - Vec2{6, 6}) < 1e-9);
    QVERIFY(peaks[1].confidence > 0.99);
  }

  void ordering_data() {
    QTest::addColumn<QVector<QPointF>>("corners");
    QTest::addColumn<QVector<int>>("order");
    using P = QVector<QPointF>;
    const P square{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
    QTest::newRow("as they are") << square << QVector<int>{0, 1, 2, 3};
    QTest::newRow("counter-clockwise") << P{{0, 0}, {0, 10}, {10, 10}, {10, 0}} << QVector<int>{0, 3, 2, 1};
    QTest::newRow("crossed") << P{{10, 10}, {0, 0}, {10, 0}, {0, 10}} << QVector<int>{1, 2, 0, 3};
    QTest::newRow("rotated start") << P{{10, 10}, {0, 10}, {0, 0}, {10, 0}} << QVector<int>{2, 3, 0, 1};
    // A rhombus on its tip: left and top tie; the higher one is first.
    QTest::newRow("tie") << P{{0, 10}, {10, 0}, {20, 10}, {10, 20}} << QVector<int>{1, 2, 3, 0};
    // Wide and flat: the unit square counts, not pixels.
    QTest::newRow("flat") << P{{30, 0}, {200, 4}, {180, 20}, {0, 18}} << QVector<int>{0, 1, 2, 3};
  }
  void ordering() {
    QFETCH(QVector<QPointF>, corners);
    QFETCH(QVector<int>, order);
    std::vector<Vec2> points;
    for (const QPointF p : corners)
      points.push_back({p.x(), p.y()});
    const auto found = clockwiseFromTopLeft(points);
    QCOMPARE(QVector<int>(found.begin(), found.end()), order);
  }
};

QTEST_APPLESS_MAIN(TestCornerView)
#include "test_corner_view.moc"
