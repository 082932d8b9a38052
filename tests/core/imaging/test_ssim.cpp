// SSIM against reference values (an image generator that needs no files, figures of scikit-image 0.19.3) and
// against the definition written out.
#include "core/imaging/ssim.h"
#include <QTest>
#include <cmath>
#include <limits>

using namespace fillscope;

namespace {

/// Made of whole numbers alone, so every language makes the same pictures.
std::pair<Image, Image> generated(int width, int height, int noise) {
  Image a(width, height), b(width, height);
  std::int64_t state = 12345;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      state = state * 48271 % 2147483647;
      const int value = std::min(255, 3 * (x * 255 / (width - 1)) / 4 + (((x / 8 + y / 8) & 1) ? 40 : 0));
      a.at(x, y) = static_cast<std::uint8_t>(value);
      b.at(x, y) = static_cast<std::uint8_t>(
          std::clamp(value + static_cast<int>(state % (2 * noise + 1)) - noise, 0, 255));
    }
  }
  return {a, b};
}

template <class T>
Raster<T> mapped(const Image& image, T (*function)(std::uint8_t)) {
  Raster<T> result(image.width(), image.height());
  for (std::size_t i = 0; i < image.pixelCount(); ++i)
    result.data()[i] = function(image.data()[i]);
  return result;
}
std::uint16_t asWord(std::uint8_t v) { return static_cast<std::uint16_t>(v * 200 + 1000); }
float asMetres(std::uint8_t v) { return 0.6f + static_cast<float>(v) / 1024.0f; }

/// Stripes of holes and one block.
Mask holes(int width, int height) {
  Mask mask(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      mask.at(x, y) = (x * 7 + y * 13) % 29 >= 5 && !(x >= 20 && x < 30 && y >= 10 && y < 25);
  return mask;
}

SsimOptions wang(double range) {
  SsimOptions options;
  options.window = SsimWindow::gaussian;
  options.sampleCovariance = false;
  options.range = range;
  return options;
}

SsimOptions uniform(double range, int size = 7, bool sample = true) {
  SsimOptions options;
  options.range = range;
  options.size = size;
  options.sampleCovariance = sample;
  return options;
}

/// The definition, window by window, in long double, moments about the means.
template <class T>
double definition(const Raster<T>& a, const Raster<T>& b, const SsimOptions& options, const Mask* mask, int x,
                  int y) {
  const int r = options.radius();
  const auto at = [](int i, int n) { return i < 0 ? -1 - i : i >= n ? 2 * n - 1 - i : i; };
  struct Sample {
    long double w, p, q;
  };
  std::vector<Sample> samples;
  for (int dy = -r; dy <= r; ++dy) {
    for (int dx = -r; dx <= r; ++dx) {
      const int u = at(x + dx, a.width()), v = at(y + dy, a.height());
      const bool counts = (!mask || mask->at(u, v)) && std::isfinite(static_cast<double>(a.at(u, v))) &&
                          std::isfinite(static_cast<double>(b.at(u, v)));
      const long double q = std::isfinite(static_cast<double>(b.at(u, v))) ? b.at(u, v) : T{};
      const long double p = counts ? static_cast<long double>(a.at(u, v)) : q;
      const long double w = options.window == SsimWindow::uniform
                                ? 1.0L
                                : std::exp(-0.5L * (dx * dx + dy * dy) / (options.sigma * options.sigma));
      samples.push_back({w, p, q});
    }
  }
  long double weights = 0, sa = 0, sb = 0, va = 0, vb = 0, vab = 0;
  for (const auto& [w, p, q] : samples)
    weights += w, sa += w * p, sb += w * q;
  sa /= weights, sb /= weights;
  for (const auto& [w, p, q] : samples)
    va += w * (p - sa) * (p - sa), vb += w * (q - sb) * (q - sb), vab += w * (p - sa) * (q - sb);
  va /= weights, vb /= weights, vab /= weights;
  const long double n = (2 * r + 1) * (2 * r + 1), cn = options.sampleCovariance ? n / (n - 1) : 1;
  const long double c1 = std::pow(options.k1 * options.range, 2),
                    c2 = std::pow(options.k2 * options.range, 2);
  return static_cast<double>((2 * sa * sb + c1) * (2 * cn * vab + c2) /
                             ((sa * sa + sb * sb + c1) * (cn * (va + vb) + c2)));
}

template <class T>
void compareWithDefinition(const Raster<T>& a, const Raster<T>& b, const SsimOptions& options,
                           const Mask* mask) {
  const auto result = ssim(a, b, options, mask);
  QVERIFY2(result.ok(), result.ok() ? "" : result.error().sentence().c_str());
  double sum = 0, worst = 0;
  std::size_t windows = 0;
  const int r = options.radius();
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) {
      const bool counts = (!mask || mask->at(x, y)) && std::isfinite(static_cast<double>(a.at(x, y))) &&
                          std::isfinite(static_cast<double>(b.at(x, y)));
      const double expected = counts ? definition(a, b, options, mask, x, y) : 1.0;
      worst = std::max(worst, std::abs(expected - result->map.at(x, y)));
      if (counts && x >= r && y >= r && x < a.width() - r && y < a.height() - r) sum += expected, ++windows;
    }
  }
  QVERIFY2(worst < 1e-6, qPrintable(QString::number(worst)));
  QCOMPARE(result->windows, windows);
  QVERIFY2(std::abs(result->mean - sum / double(windows)) < 1e-9,
           qPrintable(QString::number(result->mean, 'g', 15)));
}

} // namespace

class TestSsim : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void bytesEqualTheReference_data() {
    QTest::addColumn<QVector<int>>("picture");  // width, height, noise, sum of a, sum of b
    QTest::addColumn<QVector<double>>("means"); // sample, population, Gaussian, range 510
    QTest::addColumn<QVector<double>>("map");   // [0,0], [3,3], middle, least, greatest
    QTest::newRow("64x48") << QVector<int>{64, 48, 20, 352848, 352800}
                           << QVector<double>{0.814086768627, 0.814488017530, 0.790855676903, 0.855445107263}
                           << QVector<double>{.326923439989, .464379021060, .855793020087, .270456746076,
                                              .939092728579};
    QTest::newRow("64x64") << QVector<int>{64, 64, 5, 470464, 470432}
                           << QVector<double>{0.982416047997, 0.982483974729, 0.980502418420, 0.987856464609}
                           << QVector<double>{.872859183807, .934914588227, .988139254575, .854746167715,
                                              .994444003465};
    QTest::newRow("320x240") << QVector<int>{320, 240, 60, 8824560, 8881515}
                             << QVector<double>{0.360742183773, 0.361187063587, 0.318248023123,
                                                0.418715651987}
                             << QVector<double>{.005557297931, .026225568097, .466345185190, -.082146658026,
                                                .678264186609};
  }
  void bytesEqualTheReference() {
    QFETCH(QVector<int>, picture);
    QFETCH(QVector<double>, means);
    QFETCH(QVector<double>, map);
    const auto [a, b] = generated(picture[0], picture[1], picture[2]);
    int sumA = 0, sumB = 0;
    for (std::size_t i = 0; i < a.pixelCount(); ++i)
      sumA += a.data()[i], sumB += b.data()[i];
    QCOMPARE(sumA, picture[3]);
    QCOMPARE(sumB, picture[4]);

    const SsimOptions options[] = {{}, uniform(255, 7, false), wang(255), uniform(510)};
    for (int i = 0; i < 4; ++i) {
      const auto result = ssim(a, b, options[i]);
      QVERIFY(result.ok());
      QVERIFY2(std::abs(result->mean - means[i]) < 1e-9, qPrintable(QString::number(result->mean, 'g', 15)));
    }
    const auto result = ssim(a, b);
    const Raster<float>& s = result->map;
    const auto [least, greatest] = std::minmax_element(s.data(), s.data() + s.pixelCount());
    const double found[] = {s.at(0, 0), s.at(3, 3), s.at(a.width() / 2, a.height() / 2), *least, *greatest};
    for (int i = 0; i < 5; ++i)
      QVERIFY2(std::abs(found[i] - map[i]) < 1e-6, qPrintable(QString::number(found[i], 'g', 9)));
    // The same numbers as 16-bit and as float are the same question.
    const auto words =
        ssim(mapped<std::uint16_t>(a, [](std::uint8_t v) -> std::uint16_t { return v; }),
             mapped<std::uint16_t>(b, [](std::uint8_t v) -> std::uint16_t { return v; }), uniform(255));
    const auto floats = ssim(mapped<float>(a, [](std::uint8_t v) -> float { return v; }),
                             mapped<float>(b, [](std::uint8_t v) -> float { return v; }), uniform(255));
    QVERIFY(std::abs(words->mean - means[0]) < 1e-9);
    QVERIFY(std::abs(floats->mean - means[0]) < 1e-9);
  }

  /// 16-bit values v·200 + 1000 and metres 0.6 + v/1024: small ranges far from zero, where float sums fail.
  void otherTypesEqualTheReference_data() {
    QTest::addColumn<QVector<int>>("picture");
    QTest::addColumn<QVector<double>>(
        "means"); // words R = 65535, words R = 1000, metres R = 0.3, the same Gaussian
    QTest::addColumn<QVector<double>>(
        "masked"); // bytes, words R = 1000, metres R = 0.3; then the same Gaussian
    QTest::addColumn<QVector<int>>("windows");
    QTest::addColumn<QVector<double>>("map"); // of words R = 1000: [0,0], [3,3], middle
    QTest::newRow("64x48") << QVector<int>{64, 48, 20}
                           << QVector<double>{0.825676348160829, 0.791367902464280, 0.822550252640183,
                                              0.800780659970843}
                           << QVector<double>{0.854662507537832, 0.838323765641352, 0.860866006019643,
                                              0.835748891338683, 0.817088545297442, 0.843063435744575}
                           << QVector<int>{1892, 1573}
                           << QVector<double>{0.074765789782264, 0.324889281280086, 0.847269050202676};
    QTest::newRow("64x64") << QVector<int>{64, 64, 5}
                           << QVector<double>{0.984209234160224, 0.977457949482521, 0.983740143842379,
                                              0.981855861959382}
                           << QVector<double>{0.985884247191592, 0.981961838212950, 0.986938241531068,
                                              0.984346687709523, 0.981017971267350, 0.985415365263731}
                           << QVector<int>{2660, 2289}
                           << QVector<double>{0.631429318344542, 0.883057238969838, 0.987297410529669};
    QTest::newRow("320x240") << QVector<int>{320, 240, 60}
                             << QVector<double>{0.374913830971380, 0.338995659748120, 0.372285222545152,
                                                0.331912238311513}
                             << QVector<double>{0.525474509560423, 0.511165863757675, 0.533921419877511,
                                                0.490160612467510, 0.473074821643710, 0.500364596687894}
                             << QVector<int>{60684, 58882}
                             << QVector<double>{-0.002836935978176, 0.004385416542658, 0.453918785706776};
  }
  void otherTypesEqualTheReference() {
    QFETCH(QVector<int>, picture);
    QFETCH(QVector<double>, means);
    QFETCH(QVector<double>, masked);
    QFETCH(QVector<int>, windows);
    QFETCH(QVector<double>, map);
    const auto [a, b] = generated(picture[0], picture[1], picture[2]);
    const auto wordsA = mapped(a, asWord), wordsB = mapped(b, asWord);
    const auto metresA = mapped(a, asMetres), metresB = mapped(b, asMetres);
    const auto near = [](const Result<SsimResult>& result, double expected) {
      return result.ok() && std::abs(result->mean - expected) < 1e-9;
    };
    QVERIFY(near(ssim(wordsA, wordsB), means[0]));
    QVERIFY(near(ssim(wordsA, wordsB, uniform(1000)), means[1]));
    QVERIFY(near(ssim(metresA, metresB, uniform(0.3)), means[2]));
    QVERIFY(near(ssim(metresA, metresB, wang(0.3)), means[3]));
    const auto s = ssim(wordsA, wordsB, uniform(1000))->map;
    QVERIFY(std::abs(s.at(0, 0) - map[0]) < 1e-6);
    QVERIFY(std::abs(s.at(3, 3) - map[1]) < 1e-6);
    QVERIFY(std::abs(s.at(a.width() / 2, a.height() / 2) - map[2]) < 1e-6);

    const Mask mask = holes(a.width(), a.height());
    QVERIFY(near(ssim(a, b, {}, &mask), masked[0]));
    QVERIFY(near(ssim(wordsA, wordsB, uniform(1000), &mask), masked[1]));
    QVERIFY(near(ssim(metresA, metresB, uniform(0.3), &mask), masked[2]));
    QVERIFY(near(ssim(a, b, wang(255), &mask), masked[3]));
    QVERIFY(near(ssim(wordsA, wordsB, wang(1000), &mask), masked[4]));
    QVERIFY(near(ssim(metresA, metresB, wang(0.3), &mask), masked[5]));
    QCOMPARE(ssim(a, b, {}, &mask)->windows, std::size_t(windows[0]));
    QCOMPARE(ssim(a, b, wang(255), &mask)->windows, std::size_t(windows[1]));
  }

  void windowsEqualTheDefinition_data() {
    QTest::addColumn<int>("size"); // 0: Gaussian
    QTest::addColumn<double>("sigma");
    QTest::addColumn<bool>("sample");
    for (const int size : {3, 5, 7, 9, 11, 21, 31})
      QTest::addRow("uniform %d", size) << size << 0.0 << (size % 4 == 3);
    for (const double sigma : {0.5, 1.5, 2.5})
      QTest::addRow("Gaussian %.1f", sigma) << 0 << sigma << (sigma > 2);
  }
  void windowsEqualTheDefinition() {
    QFETCH(int, size);
    QFETCH(double, sigma);
    QFETCH(bool, sample);
    const auto [a, b] = generated(61, 47, 25);
    const Mask mask = holes(61, 47);
    SsimOptions options = size ? uniform(0, size, sample) : wang(0);
    if (!size) options.sigma = sigma;
    options.sampleCovariance = sample;
    for (const Mask* m : {static_cast<const Mask*>(nullptr), &mask}) {
      options.range = 255;
      compareWithDefinition(a, b, options, m);
      options.range = 1000;
      compareWithDefinition(mapped(a, asWord), mapped(b, asWord), options, m);
      options.range = 0.3;
      compareWithDefinition(mapped(a, asMetres), mapped(b, asMetres), options, m);
    }
  }

  void smallRangeFarAwayStaysExact() {
    // 60 m away, 0.3 m of range: the squares are 40,000 times the variance that matters.
    auto [a, b] = generated(80, 70, 15);
    const auto far = [](std::uint8_t v) { return 60.0f + static_cast<float>(v) / 1024.0f; };
    compareWithDefinition(mapped<float>(a, far), mapped<float>(b, far), uniform(0.3), nullptr);
    const auto farWords = [](std::uint8_t v) -> std::uint16_t {
      return static_cast<std::uint16_t>(60000 + v);
    };
    compareWithDefinition(mapped<std::uint16_t>(a, farWords), mapped<std::uint16_t>(b, farWords),
                          uniform(300), nullptr);
  }

  void aValueVeryFarAwayChangesItsOwnWindowsAlone() {
    const auto [a, b] = generated(64, 48, 20);
    for (const float far : {20.0f, 1e6f, 1e10f, 1e30f}) {
      auto metresA = mapped(a, asMetres), metresB = mapped(b, asMetres);
      metresA.at(2, 2) = metresB.at(2, 2) = far;
      metresA.at(40, 20) = far;
      metresB.at(50, 40) = -far;
      for (int x = 20; x < 33; ++x)
        for (int y = 25; y < 40; ++y)
          metresA.at(x, y) = metresB.at(x, y) = far;
      compareWithDefinition(metresA, metresB, uniform(0.3), nullptr);
      compareWithDefinition(metresA, metresB, wang(0.3), nullptr);
      QCOMPARE(ssim(metresA, metresB, uniform(0.3))->map.at(26, 32), 1.0f);
    }
  }

  void valuesThatAreNotFiniteAreMaskedOut() {
    const auto [a, b] = generated(64, 48, 20);
    auto metresA = mapped(a, asMetres), metresB = mapped(b, asMetres);
    metresA.at(10, 10) = std::numeric_limits<float>::quiet_NaN();
    metresB.at(30, 20) = std::numeric_limits<float>::infinity();
    compareWithDefinition(metresA, metresB, uniform(0.3), nullptr);
    compareWithDefinition(metresA, metresB, wang(0.3), nullptr);
    const auto result = ssim(metresA, metresB, uniform(0.3));
    QCOMPARE(result->map.at(10, 10), 1.0f);
    QCOMPARE(result->windows, std::size_t(58 * 42 - 2));
  }

  void maskedValuesDoNotMatter() {
    const auto [a, b] = generated(64, 48, 20);
    const Mask mask = holes(64, 48);
    Image spoiled = a;
    for (std::size_t i = 0; i < a.pixelCount(); ++i)
      if (!mask.data()[i]) spoiled.data()[i] = static_cast<std::uint8_t>(255 - a.data()[i]);
    QCOMPARE(ssim(spoiled, b, {}, &mask)->mean, ssim(a, b, {}, &mask)->mean);
    QVERIFY(ssim(spoiled, b, {}, &mask)->map == ssim(a, b, {}, &mask)->map);
  }

  void closedForms() {
    const Image low(40, 30, 1, 100), high(40, 30, 1, 150);
    const double expected = (2.0 * 100 * 150 + 6.5025) / (100.0 * 100 + 150.0 * 150 + 6.5025);
    QVERIFY(std::abs(ssim(low, high)->mean - expected) < 1e-12);
    QVERIFY(std::abs(ssim(low, high, wang(255))->mean - expected) < 1e-12);
    const auto [a, b] = generated(64, 48, 20);
    QCOMPARE(ssim(a, a)->mean, 1.0);
    QCOMPARE(ssim(a, b)->mean, ssim(b, a)->mean);
    QVERIFY(ssim(a, b)->map == ssim(b, a)->map);
    // The range must be said: a wrong one gives another, plausible answer.
    QVERIFY(ssim(a, b, uniform(510))->mean > ssim(a, b)->mean + 0.03);
  }

  void anyNumberOfThreadsGivesTheSameBits() {
    const auto [a, b] = generated(200, 333, 30);
    const auto metresA = mapped(a, asMetres), metresB = mapped(b, asMetres);
    for (const bool gaussian : {false, true}) {
      SsimOptions options = gaussian ? wang(0.3) : uniform(0.3);
      options.threads = 1;
      const auto one = ssim(metresA, metresB, options);
      for (const int threads : {2, 3, 8}) {
        options.threads = threads;
        const auto many = ssim(metresA, metresB, options);
        QCOMPARE(many->mean, one->mean);
        QVERIFY(many->map == one->map);
      }
    }
  }

  void withoutAWindowThereIsNoMean() {
    const auto [a, b] = generated(64, 48, 20);
    const Mask nothing(64, 48);
    const auto result = ssim(a, b, {}, &nothing);
    QVERIFY(result.ok());
    QCOMPARE(result->windows, std::size_t(0));
    QVERIFY(std::isnan(result->mean));
  }

  void badInputIsNamed_data() {
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("words");
    QTest::newRow("sizes") << 0 << "64×48";
    QTest::newRow("channels") << 1 << "3 channels";
    QTest::newRow("range") << 2 << "range";
    QTest::newRow("small") << 3 << "smaller than the window";
    QTest::newRow("even") << 4 << "size: ";
    QTest::newRow("mask") << 5 << "mask";
    QTest::newRow("sigma") << 6 << "sigma: ";
  }
  void badInputIsNamed() {
    QFETCH(int, fault);
    QFETCH(QString, words);
    const auto [a, b] = generated(64, 48, 20);
    const Mask smallMask(3, 3);
    SsimOptions sigma = wang(255);
    sigma.sigma = 0;
    const auto result = fault == 0   ? ssim(a, Image(10, 10))
                        : fault == 1 ? ssim(Image(64, 48, 3), Image(64, 48, 3))
                        : fault == 2 ? ssim(mapped(a, asMetres), mapped(b, asMetres), {})
                        : fault == 3 ? ssim(Image(64, 6), Image(64, 6))
                        : fault == 4 ? ssim(a, b, uniform(255, 8))
                        : fault == 5 ? ssim(a, b, {}, &smallMask)
                                     : ssim(a, b, sigma);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::badInput);
    QVERIFY2(QString::fromStdString(result.error().sentence()).contains(words),
             result.error().sentence().c_str());
  }
};

QTEST_GUILESS_MAIN(TestSsim)
#include "test_ssim.moc"
