// Depth comparison against NumPy, scikit-image and OpenCV on a generated pair with holes.
#include "core/imaging/compare_depth.h"
#include "core/imaging/order_statistics.h"
#include "core/imaging/polygon_mask.h"
#include <QSize>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <random>

using namespace fillscope;

namespace {

constexpr float hole = std::numeric_limits<float>::quiet_NaN();

/// Made of whole numbers and exact float steps, so NumPy makes the same pair.
std::pair<DepthMap, DepthMap> generated() {
  DepthMap estimate, reference;
  estimate.values = reference.values = Raster<float>(80, 60);
  std::int64_t state = 777;
  for (int y = 0; y < 60; ++y) {
    for (int x = 0; x < 80; ++x) {
      state = state * 48271 % 2147483647;
      const float d = 0.5f + static_cast<float>((x * 3 + y * 5) % 97) / 64.0f;
      const float p = d * (0.75f + static_cast<float>(state % 1024) / 1024.0f);
      reference.values.at(x, y) = (x * 5 + y * 11) % 23 == 0 ? 0.0f : d;
      estimate.values.at(x, y) = (x * 3 + y * 7) % 31 == 0 ? hole : p;
    }
  }
  return {estimate, reference};
}

QVector<double> asList(const DepthMetrics& m) {
  return {m.absRel, m.sqRel,  m.rmse,   m.rmseLog, m.log10,     m.siLog,
          m.delta1, m.delta2, m.delta3, m.meanAbs, m.medianAbs, m.bias};
}

QVector<double> asFullList(const DepthMetrics& m) {
  return asList(m) + QVector<double>{m.siLogHalf, m.iRmse, m.rSquared};
}

/// What an independent reading of the definitions says of some pixels, one loop a metric.
QVector<double> byDefinition(const std::vector<std::pair<double, double>>& pixels) {
  const auto mean = [&](auto&& of) {
    double sum = 0;
    for (const auto& [p, d] : pixels)
      sum += of(p, d);
    return sum / double(pixels.size());
  };
  const auto share = [&](double limit) {
    return mean([&](double p, double d) { return std::max(p / d, d / p) < limit ? 1.0 : 0.0; });
  };
  const auto logs = [](double p, double d) { return std::log(p) - std::log(d); };
  const double meanLog = mean(logs), meanDepth = mean([](double, double d) { return d; });
  const double squaredLogs = mean([&](double p, double d) { return std::pow(logs(p, d), 2); });
  const double squares = mean([](double p, double d) { return std::pow(p - d, 2); });
  const double spread = mean([&](double, double d) { return std::pow(d - meanDepth, 2); });
  std::vector<double> sizes;
  for (const auto& [p, d] : pixels)
    sizes.push_back(std::abs(p - d));
  std::sort(sizes.begin(), sizes.end());
  const double middle = (sizes[(sizes.size() - 1) / 2] + sizes[sizes.size() / 2]) / 2;
  return {mean([](double p, double d) { return std::abs(p - d) / d; }),
          mean([](double p, double d) { return std::pow(p - d, 2) / d; }),
          std::sqrt(squares),
          std::sqrt(squaredLogs),
          mean([](double p, double d) { return std::abs(std::log10(p) - std::log10(d)); }),
          100 * std::sqrt(squaredLogs - meanLog * meanLog),
          share(1.25),
          share(1.25 * 1.25),
          share(1.25 * 1.25 * 1.25),
          mean([](double p, double d) { return std::abs(p - d); }),
          middle,
          mean([](double p, double d) { return p - d; }),
          std::sqrt(squaredLogs - 0.5 * meanLog * meanLog),
          std::sqrt(mean([](double p, double d) { return std::pow(1 / p - 1 / d, 2); })),
          1 - squares / spread};
}

std::shared_ptr<const Mask> rectangle(int left, int top, int right, int bottom) {
  auto mask = std::make_shared<Mask>(80, 60);
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x)
      mask->at(x, y) = 1;
  return mask;
}

bool near(double found, double expected, double tolerance = 1e-6) {
  const bool fine = std::abs(found - expected) <= tolerance * std::max(1.0, std::abs(expected));
  if (!fine) qWarning("found %.12g, expected %.12g", found, expected);
  return fine;
}

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

  /// Frozen from NumPy, scikit-image and OpenCV's Otsu: {AbsRel … R²}, then range, SSIM, Otsu and scale.
  void whatCountsIsCountedAlone_data() {
    QTest::addColumn<bool>("within");
    QTest::addColumn<bool>("caps");
    QTest::addColumn<bool>("aligned");
    QTest::addColumn<int>("crop");
    QTest::addColumn<int>("pixels");
    QTest::addColumn<QVector<double>>("expected");
    QTest::addColumn<QVector<double>>("others");
    QTest::newRow("all") << false << false << false << int(DepthCrop::none) << 4443
                         << QVector<double>{0.313196100256, 0.182964470324, 0.508401587728,
                                            0.309513652239, 0.115002867655, 24.2947946724,
                                            0.442718883637, 0.815214944857, 1,
                                            0.392793365623, 0.302169799805, 0.311730744789,
                                            0.278228688078, 0.261124390593, -0.351139262269}
                         << QVector<double>{0.515625, 1.971875, 0.708498186554743, 183, 1};
    QTest::newRow("mask") << true << false << false << int(DepthCrop::none) << 1273
                          << QVector<double>{0.322564807541, 0.186447704976, 0.509618087248,
                                             0.314899025218, 0.118269930565, 24.3572577366,
                                             0.415553809898, 0.81775333857,  1,
                                             0.398730497518, 0.315032958984, 0.320126757506,
                                             0.281503993336, 0.268035960171, -0.373355286558}
                          << QVector<double>{0.515625, 1.96875, 0.721456894564185, 187, 1};
    QTest::newRow("mask, median") << true << false << true << int(DepthCrop::none) << 1273
                                  << QVector<double>{0.215908025997, 0.0759981306502, 0.324390718239,
                                                     0.244548513348, 0.0922142755144, 24.3572577366,
                                                     0.532600157109, 0.98586017282,   1,
                                                     0.264572853881, 0.225472958809,  0.0676839104096,
                                                     0.244061033172, 0.268103584958,  0.443544966519}
                                  << QVector<double>{0.515625, 1.96875, 0.793438717219516, 203,
                                                     0.837144953359};
    QTest::newRow("caps") << false << true << false << int(DepthCrop::none) << 2704
                          << QVector<double>{0.231365082645,  0.0787873872231, 0.274175938216, 0.261026697877,
                                             0.0910091490599, 23.7542835007,   0.606878698225, 0.91050295858,
                                             0.987795857988,  0.223107413568,  0.191650390625, 0.128007863965,
                                             0.24956115029,   0.271124273985,  -0.14100350139}
                          << QVector<double>{0.625, 1.46875, 0.794697339067064, 203, 1};
    QTest::newRow("mask, caps, median")
        << true << true << true << int(DepthCrop::none) << 799
        << QVector<double>{0.182731787485, 0.0500891629391,  0.230677426862, 0.232930999959, 0.0811022194417,
                           23.2600302098,  0.643304130163,   0.956195244055, 0.9887359199,   0.186561515083,
                           0.165625,       0.00240909181698, 0.232765709758, 0.257721003083, 0.179248820208}
        << QVector<double>{0.625, 1.46875, 0.826848803493286, 212, 0.822618162634};
    QTest::newRow("eigen") << false << false << false << int(DepthCrop::eigen) << 2428
                           << QVector<double>{0.313737998095, 0.182716229774, 0.50720047788,
                                              0.309745774063, 0.115248151923, 24.3301639857,
                                              0.43410214168,  0.817133443163, 1,
                                              0.393408824035, 0.305084228516, 0.311390042501,
                                              0.27851223717,  0.260436360132, -0.364751517927}
                           << QVector<double>{0.53125, 1.96875, 0.715783798594772, 186, 1};
    QTest::newRow("garg") << false << false << false << int(DepthCrop::garg) << 2430
                          << QVector<double>{0.313454459234, 0.182499863722, 0.507001531935,
                                             0.309854212143, 0.11510934879,  24.3759573101,
                                             0.439917695473, 0.812345679012, 1,
                                             0.392521654922, 0.302635192871, 0.31175010273,
                                             0.278772633396, 0.26282643974,  -0.332450176106}
                          << QVector<double>{0.515625, 1.96875, 0.714627366504128, 186, 1};
  }
  void whatCountsIsCountedAlone() {
    QFETCH(bool, within);
    QFETCH(bool, caps);
    QFETCH(bool, aligned);
    QFETCH(int, crop);
    QFETCH(int, pixels);
    QFETCH(QVector<double>, expected);
    QFETCH(QVector<double>, others);
    auto [estimate, reference] = generated();
    if (caps)
      for (const auto& [x, y] : {std::pair{20, 20}, {33, 21}})
        estimate.values.at(x, y) = std::numeric_limits<float>::infinity();
    CompareOptions options;
    if (within) options.counted.within = rectangle(12, 9, 55, 41);
    if (caps) options.counted.minDepth = 0.6, options.counted.maxDepth = 1.5;
    if (aligned) options.alignment = DepthAlignment::median;
    options.counted.crop = static_cast<DepthCrop>(crop);
    const auto result = compareDepth(estimate, reference, options);
    QVERIFY2(result.ok(), result.ok() ? "" : result.error().sentence().c_str());
    QCOMPARE(result->validPixels, std::size_t(pixels));
    const auto found = asFullList(result->metrics);
    for (int i = 0; i < found.size(); ++i)
      QVERIFY2(near(found[i], expected[i]), qPrintable(QString::number(i)));
    QVERIFY(near(result->rangeLow, others[0]) && near(result->rangeHigh, others[1]));
    QVERIFY2(near(result->ssim, others[2], 1e-9), qPrintable(QString::number(result->ssim, 'g', 15)));
    QCOMPARE(std::lround(result->threshold * 255), std::lround(others[3] + 1));
    QVERIFY(near(result->alignScale, others[4]));

    // A second reading, by one loop a metric over the map that was made.
    std::vector<std::pair<double, double>> counted;
    for (std::size_t i = 0; i < reference.values.pixelCount(); ++i)
      if (const float off = result->difference.data()[i]; std::isfinite(off))
        counted.emplace_back(double(reference.values.data()[i]) + off, reference.values.data()[i]);
    QCOMPARE(counted.size(), std::size_t(pixels));
    const auto defined = byDefinition(counted);
    for (int i = 0; i < found.size(); ++i) {
      const double tolerance = i >= 6 && i <= 8 ? 2e-3 : 1e-5; // the map's floats lie on either side of 1.25
      QVERIFY2(near(found[i], defined[i], tolerance), qPrintable(QString::number(i)));
    }
  }

  /// Whatever stands where it does not count, no figure and no counted pixel of a map moves.
  void whatDoesNotCountChangesNothing() {
    const auto [estimate, reference] = generated();
    DepthMap spoiled = estimate;
    CompareOptions options;
    options.counted.within = rectangle(12, 9, 55, 41);
    options.alignment = DepthAlignment::scaleShift;
    for (int y = 0; y < 60; ++y)
      for (int x = 0; x < 80; ++x)
        if (!options.counted.within->at(x, y)) spoiled.values.at(x, y) = (x + y) % 3 ? 900.0f : hole;
    const auto before = compareDepth(estimate, reference, options);
    const auto after = compareDepth(spoiled, reference, options);
    QVERIFY(before.ok() && after.ok());
    QCOMPARE(asFullList(after->metrics), asFullList(before->metrics));
    QCOMPARE(after->ssim, before->ssim);
    QCOMPARE(after->threshold, before->threshold);
    QCOMPARE(after->different, before->different);
    QCOMPARE(after->alignShift, before->alignShift);
    options.threads = 1;
    const auto alone = compareDepth(estimate, reference, options);
    QCOMPARE(asFullList(alone->metrics), asFullList(before->metrics));
    QCOMPARE(alone->ssim, before->ssim);
  }

  /// Halves of a picture, measured apart and added, are the whole; a mean of their means is not.
  void sumsOfPartsAreTheWhole() {
    const auto [estimate, reference] = generated();
    const auto whole = compareDepth(estimate, reference);
    MetricSums sums;
    double means = 0;
    for (const auto& part : {rectangle(0, 0, 80, 17), rectangle(0, 17, 80, 60)}) {
      CompareOptions options;
      options.counted.within = part;
      const auto compared = compareDepth(estimate, reference, options);
      QVERIFY(compared.ok());
      sums.add(compared->sums);
      means += compared->metrics.rmse / 2;
    }
    const auto pooled = asFullList(sums.metrics()), expected = asFullList(whole->metrics);
    for (int i = 0; i < pooled.size(); ++i)
      if (i != 10) QVERIFY2(near(pooled[i], expected[i], 1e-12), qPrintable(QString::number(i)));
    QVERIFY(std::isnan(pooled[10])); // the median of all is not in the sums
    QVERIFY(std::abs(means - whole->metrics.rmse) > 1e-4);
  }

  void polygonsCountPixelsByTheirCentres() {
    const Mask mask = polygonMask({{1.5, 1.5}, {4.5, 1.5}, {4.5, 3.6}, {1.5, 3.6}}, 6, 5);
    for (int y = 0; y < 5; ++y)
      for (int x = 0; x < 6; ++x)
        QCOMPARE(int(mask.at(x, y)), int(x >= 1 && x <= 3 && y >= 1 && y <= 3));
    // Beyond the picture on all sides; and two neighbours share no pixel and leave none out.
    const Mask all = polygonMask({{-9, -9}, {99, -9}, {99, 99}, {-9, 99}}, 6, 5);
    QCOMPARE(all, Mask(6, 5, 1, 1));
    const Mask left = polygonMask({{-1, -1}, {4.2, -1}, {1.3, 9}, {-1, 9}}, 6, 5);
    const Mask right = polygonMask({{4.2, -1}, {9, -1}, {9, 9}, {1.3, 9}}, 6, 5);
    for (std::size_t i = 0; i < left.pixelCount(); ++i)
      QCOMPARE(left.data()[i] + right.data()[i], 1);
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
