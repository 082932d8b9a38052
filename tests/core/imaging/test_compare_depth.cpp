// Depth comparison against NumPy, scikit-image and OpenCV on a generated pair with holes.
#include "core/imaging/compare_depth.h"
#include "core/imaging/order_statistics.h"
#include "tests/core/imaging/compare_depth_support.h"
#include <QSize>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <random>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

DepthMap transformed(const DepthMap& depth, DepthKind kind, double (*function)(double)) {
  DepthMap result = depth;
  result.kind = kind;
  result.unit.clear();
  for (std::size_t i = 0; i < depth.values.pixelCount(); ++i)
    if (float& v = result.values.data()[i]; DepthMap::isMeasured(v)) v = static_cast<float>(function(v));
  return result;
}

} // namespace

class TestCompareDepth : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void metricsEqualNumpy_data() {
    QTest::addColumn<int>("alignment");
    QTest::addColumn<QVector<double>>("expected");
    QTest::addColumn<QVector<double>>("fit");
    QTest::newRow("none") << int(DepthAlignment::none)
                          << QVector<double>{0.313196100256, 0.182964470324, 0.508401587728,
                                             0.309513652239, 0.115002867655, 24.2947946724,
                                             0.442718883637, 0.815214944857, 1,
                                             0.392793365623, 0.302169799805, 0.311730744789}
                          << QVector<double>{1, 0};
    QTest::newRow("median") << int(DepthAlignment::median)
                            << QVector<double>{0.220313925045,
                                               0.0820853854773,
                                               0.339762759468,
                                               0.245222106063,
                                               0.0926324133356,
                                               24.2947946724,
                                               0.511816340311,
                                               1,
                                               1,
                                               0.275021782161,
                                               0.234371744283,
                                               0.0832675356803}
                            << QVector<double>{0.8534666875032557, 0};
    QTest::newRow("scale and shift") << int(DepthAlignment::scaleShift)
                                     << QVector<double>{0.180661525384, 0.0505944227223, 0.247965680599,
                                                        0.21308599906,  0.0756844445412, 21.1211250033,
                                                        0.6788206167,   0.975241953635,  1,
                                                        0.20255207458,  0.180460210389,  0}
                                     << QVector<double>{0.5328066743149332, 0.4166803218922814};
    QTest::newRow("scale and shift of inverse depth")
        << int(DepthAlignment::scaleShiftInverse)
        << QVector<double>{0.164742685757, 0.0456651805407, 0.244360134271,
                           0.203841835848, 0.0721196794775, 20.2283301575,
                           0.690524420437, 0.989196488859,  1,
                           0.193325285975, 0.162586656915,  -0.0585657747264}
        << QVector<double>{0.8126159541188652, 0.2847340262066638};
  }
  void metricsEqualNumpy() {
    QFETCH(int, alignment);
    QFETCH(QVector<double>, expected);
    QFETCH(QVector<double>, fit);
    const auto [estimate, reference] = generated();
    CompareOptions options;
    options.alignment = static_cast<DepthAlignment>(alignment);
    const auto result = compareDepth(estimate, reference, options);
    QVERIFY2(result.ok(), result.ok() ? "" : result.error().sentence().c_str());
    QCOMPARE(result->validPixels, std::size_t(4443));
    QCOMPARE(result->metrics.count, std::size_t(4443));
    QVERIFY(near(result->alignScale, fit[0]));
    QVERIFY(near(result->alignShift, fit[1]));
    const auto found = asList(result->metrics);
    for (int i = 0; i < found.size(); ++i)
      QVERIFY2(near(found[i], expected[i]), qPrintable(QString::number(i)));
  }

  void mapsEqualScikitImageAndOpenCv() {
    const auto [estimate, reference] = generated();
    const auto result = compareDepth(estimate, reference);
    QVERIFY(result.ok());
    QVERIFY(near(result->rangeLow, 0.515625));
    QVERIFY(near(result->rangeHigh, 1.971875));
    QVERIFY(near(result->differenceLow, -0.32763794));
    QVERIFY(near(result->differenceHigh, 1.21785645));
    QVERIFY(near(result->ssim, 0.708498186554743, 1e-9));
    QCOMPARE(result->threshold, 184.0 / 255.0); // Otsu's 183 belongs to the lower class
    std::size_t different = 0;
    for (int y = 0; y < 60; ++y) {
      for (int x = 0; x < 80; ++x) {
        const bool valid = estimate.isMeasuredAt(x, y) && reference.isMeasuredAt(x, y);
        QCOMPARE(std::isfinite(result->difference.at(x, y)), valid);
        QCOMPARE(std::isfinite(result->ssimMap.at(x, y)), valid);
        different += result->different.at(x, y);
        if (valid)
          QCOMPARE(result->difference.at(x, y), estimate.values.at(x, y) - reference.values.at(x, y));
        else
          QCOMPARE(int(result->different.at(x, y)), 0);
      }
    }
    QCOMPARE(different, std::size_t(2653));

    CompareOptions wide;
    wide.range = {0.0, 2.0};
    wide.threshold = 0.5;
    const auto given = compareDepth(estimate, reference, wide);
    QVERIFY(near(given->ssim, 0.709532453113326, 1e-9));
    QCOMPARE(given->rangeHigh, 2.0);
    QCOMPARE(given->threshold, 0.5);
    QCOMPARE(given->validPixels, std::size_t(4443)); // the range leaves nothing out
    for (int y = 0; y < 60; ++y)
      for (int x = 0; x < 80; ++x)
        QCOMPARE(given->different.at(x, y) != 0, given->ssimMap.at(x, y) < 0.5f);
  }

  void anotherAspectRatioIsTold_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("stretched");
    QTest::newRow("same") << QSize(80, 60) << false;
    QTest::newRow("half") << QSize(40, 30) << false;
    QTest::newRow("rounded") << QSize(27, 20) << false; // 1.35 for 1.333
    QTest::newRow("multiples of 14") << QSize(518, 392) << false;
    QTest::newRow("square") << QSize(32, 32) << true;
  }
  void anotherAspectRatioIsTold() {
    QFETCH(QSize, size);
    QFETCH(bool, stretched);
    const auto [unused, reference] = generated();
    DepthMap estimate;
    estimate.values = Raster<float>(size.width(), size.height(), 1, 1.0f);
    estimate.values.at(0, 0) = 1.5f;
    const auto result = compareDepth(estimate, reference);
    QVERIFY(result.ok());
    QCOMPARE(result->stretched(), stretched);
    QCOMPARE(result->estimateSize.width, size.width());
    QCOMPARE(result->referenceSize.height, 60);
  }

  void alignmentUndoesWhatWasDone_data() {
    QTest::addColumn<int>("what");
    QTest::newRow("relative: scale") << 0;
    QTest::newRow("relative: scale and shift") << 1;
    QTest::newRow("inverse: scale and shift") << 2;
    QTest::newRow("inverse: median") << 3;
    QTest::newRow("inverse in 1/m") << 4;
  }
  void alignmentUndoesWhatWasDone() {
    QFETCH(int, what);
    const auto [unused, reference] = generated();
    const auto kind = what < 2 ? DepthKind::relative : DepthKind::inverse;
    DepthMap estimate = transformed(
        reference, kind,
        what == 0   ? +[](double d) { return 7 * d; }
        : what == 1 ? +[](double d) { return 3 * d + 5; }
        : what == 2 ? +[](double d) { return 40 / d + 9; }
        : what == 3 ? +[](double d) { return 12 / d; }
                    : +[](double d) { return 1 / d; });
    CompareOptions options;
    options.alignment = what == 0 || what == 3 ? DepthAlignment::median
                        : what == 1            ? DepthAlignment::scaleShift
                        : what == 2            ? DepthAlignment::scaleShiftInverse
                                               : DepthAlignment::none;
    if (what == 4) estimate.unit = "1/m";
    const auto result = compareDepth(estimate, reference, options);
    QVERIFY2(result.ok(), result.ok() ? "" : result.error().sentence().c_str());
    QVERIFY2(result->metrics.absRel < 1e-5, qPrintable(QString::number(result->metrics.absRel)));
    QVERIFY(result->ssim > 1 - 1e-6);
    QCOMPARE(result->metrics.delta1, 1.0);
  }

  void deltaIsStrict() {
    DepthMap reference, estimate;
    reference.values = Raster<float>(8, 8, 1, 1.0f);
    estimate.values = Raster<float>(8, 8, 1, 1.25f);
    const auto result = compareDepth(estimate, reference);
    QVERIFY(result.ok());
    QCOMPARE(result->metrics.delta1, 0.0);
    QCOMPARE(result->metrics.delta2, 1.0);
    QVERIFY(result->rangeHigh - result->rangeLow >= 0.001 - 1e-12);
  }

  void ofNothingNoMetricIsANumber() {
    const DepthMetrics none = MetricSums().metrics();
    for (const double value : asList(none))
      QVERIFY(std::isnan(value));
    QVERIFY(std::isnan(none.siLogHalf));
  }

  void whatLiesWithinAMillimetreCountsAsOne() {
    DepthMap reference, estimate;
    reference.values = Raster<float>(8, 8, 1, 1.0f);
    estimate.values = Raster<float>(8, 8, 1, 1.0f);
    estimate.values.at(4, 4) = 1e-30f;
    for (const DepthAlignment alignment : {DepthAlignment::none, DepthAlignment::median}) {
      CompareOptions options;
      options.alignment = alignment;
      const auto result = compareDepth(estimate, reference, options);
      QVERIFY(result.ok());
      QVERIFY(near(result->metrics.iRmse, 999.0 / 8));
      QVERIFY(near(result->difference.at(4, 4), 1e-3 - 1));
    }
  }

  void pixelsOfTheEdgeAloneHaveMetricsAndNoSsim() {
    const auto [estimate, reference] = generated();
    Mask edge(80, 60);
    for (int x = 0; x < 80; ++x)
      edge.at(x, 1) = 1;
    CompareOptions options;
    options.counted.within = std::make_shared<const Mask>(edge), options.counted.withinName = "mask";
    const auto result = compareDepth(estimate, reference, options);
    QVERIFY2(result.ok(), result.ok() ? "" : result.error().sentence().c_str());
    QVERIFY(std::isnan(result->ssim));
    QCOMPARE(result->ssimWindows, std::size_t(0));
    QCOMPARE(result->metrics.count, result->validPixels);
    QVERIFY(result->metrics.absRel > 0);
  }

  void anotherSizeIsTakenFromTheNearestPixel() {
    const auto [unused, reference] = generated();
    DepthMap half;
    half.values = Raster<float>(40, 30);
    for (int y = 0; y < 30; ++y)
      for (int x = 0; x < 40; ++x)
        half.values.at(x, y) = 1.0f + static_cast<float>(x) + 100.0f * static_cast<float>(y);
    half.values.at(3, 4) = 0;
    const auto result = compareDepth(half, reference);
    QVERIFY(result.ok());
    QVERIFY(result->difference.sameSize(80, 60));
    for (const auto& [x, y] : {std::pair{11, 7}, {40, 31}, {79, 59}})
      if (reference.isMeasuredAt(x, y))
        QCOMPARE(result->difference.at(x, y), half.values.at(x / 2, y / 2) - reference.values.at(x, y));
    for (const auto& [x, y] : {std::pair{6, 8}, {7, 8}, {6, 9}, {7, 9}})
      QVERIFY(std::isnan(result->difference.at(x, y)));
  }

  void errorsSayWhatToDo_data() {
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("words");
    QTest::newRow("relative as it is") << 0 << "Align by scale and shift.";
    QTest::newRow("inverse as it is") << 1 << "inverse depth";
    QTest::newRow("constant estimate") << 2 << "nearly the same value";
    QTest::newRow("nothing in common") << 3 << "no pixel is measured";
    QTest::newRow("reference without unit") << 4 << "reference has no unit";
    QTest::newRow("range upside down") << 5 << "range: ";
    QTest::newRow("threshold") << 6 << "threshold: ";
    QTest::newRow("empty") << 7 << "empty";
    QTest::newRow("smaller than the window") << 8 << "smaller than the window";
    QTest::newRow("mask of another size") << 9 << "rim: the mask has 8×8 pixels, the reference 80×60";
    QTest::newRow("caps upside down") << 10 << "the least depth must be above 0 and below the greatest";
    QTest::newRow("NYU's crop of another size") << 11 << "nyu-eigen is of pictures of 640×480";
    QTest::newRow("nothing counts") << 12 << "no measured pixel of the reference counts";
  }
  void errorsSayWhatToDo() {
    QFETCH(int, fault);
    QFETCH(QString, words);
    auto [estimate, reference] = generated();
    CompareOptions options;
    switch (fault) {
    case 0:
      estimate.kind = DepthKind::relative;
      break;
    case 1:
      estimate.kind = DepthKind::inverse, estimate.unit.clear();
      break;
    case 2:
      estimate.values = Raster<float>(80, 60, 1, 0.7f), options.alignment = DepthAlignment::scaleShift;
      break;
    case 3:
      estimate.values = Raster<float>(80, 60, 1, hole);
      break;
    case 4:
      reference.kind = DepthKind::relative;
      break;
    case 5:
      options.range = {2.0, 1.0};
      break;
    case 6:
      options.threshold = 1.5;
      break;
    case 7:
      estimate.values = {};
      break;
    case 9:
      options.counted.within = std::make_shared<const Mask>(8, 8), options.counted.withinName = "rim";
      break;
    case 10:
      options.counted.minDepth = 2, options.counted.maxDepth = 1;
      break;
    case 11:
      options.counted.crop = DepthCrop::nyuEigen;
      break;
    case 12:
      options.counted.maxDepth = 0.1;
      break;
    default:
      estimate.values = reference.values = Raster<float>(5, 5, 1, 1.0f);
      break;
    }
    const auto result = compareDepth(estimate, reference, options);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::badInput);
    QVERIFY2(QString::fromStdString(result.error().sentence()).contains(words),
             result.error().sentence().c_str());
  }

  void itStopsOnRequest() {
    const auto [estimate, reference] = generated();
    Progress progress;
    int reports = 0;
    progress.onReport = [&](double, std::string_view) { ++reports; };
    progress.isCancelled = [&] { return reports >= 2; };
    const auto result = compareDepth(estimate, reference, {}, progress);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::cancelled);
    QCOMPARE(reports, 2);
  }

  void quantilesEqualASortedList_data() {
    QTest::addColumn<int>("count");
    for (const int count : {1, 2, 3, 100, 4097})
      QTest::addRow("%d", count) << count;
  }
  void quantilesEqualASortedList() {
    QFETCH(int, count);
    std::mt19937 random(static_cast<unsigned>(count));
    std::normal_distribution<float> value(0, 3);
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float& v : values)
      v = count == 100 ? std::round(value(random)) : value(random);
    std::vector<float> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    const std::vector<double> shares{0, 0.02, 0.25, 0.5, 0.98, 1};
    const auto found = quantiles(values, shares);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const double rank = shares[i] * (count - 1);
      const auto low = static_cast<std::size_t>(rank), high = std::min(low + 1, sorted.size() - 1);
      const double expected = sorted[low] + (rank - double(low)) * (double(sorted[high]) - sorted[low]);
      QVERIFY(near(found[i], expected, 1e-12));
    }
    QCOMPARE(quantiles({}, {0.5}).front(), 0.0);
  }
};

QTEST_GUILESS_MAIN(TestCompareDepth)
#include "test_compare_depth.moc"
