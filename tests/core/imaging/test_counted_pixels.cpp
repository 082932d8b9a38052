// A comparison of the pixels that are asked about, against NumPy, scikit-image and a second reading of the
// definitions.
#include "core/imaging/compare_depth.h"
#include "core/imaging/polygon_mask.h"
#include "tests/core/imaging/compare_depth_support.h"
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

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

} // namespace

class TestCountedPixels : public QObject {
  Q_OBJECT

 private Q_SLOTS:
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
};

QTEST_GUILESS_MAIN(TestCountedPixels)
#include "test_counted_pixels.moc"
