// The maps of grey pictures against scikit-image 0.19.3, NumPy and OpenCV's definition of Otsu.
#include "core/imaging/compare_grey.h"
#include <QSize>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <numeric>

using namespace fillscope;

namespace {

/// A slope with a chessboard, and the same with noise; NumPy makes the same pair.
std::pair<Image, Image> generated(int width, int height, int noise) {
  Image a(width, height), b(width, height);
  std::int64_t state = 12345;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      state = state * 48271 % 2147483647;
      const int v = std::min(255, 3 * (x * 255 / (width - 1)) / 4 + (((x / 8 + y / 8) & 1) ? 40 : 0));
      a.at(x, y) = static_cast<std::uint8_t>(v);
      b.at(x, y) =
          static_cast<std::uint8_t>(std::clamp<std::int64_t>(v + state % (2 * noise + 1) - noise, 0, 255));
    }
  return {a, b};
}

long long sumOf(const Image& image) {
  return std::accumulate(image.data(), image.data() + image.pixelCount(), 0LL);
}

} // namespace

class TestCompareGrey : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void mapsEqualScikitImage_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("noise");
    QTest::addColumn<double>("score");
    QTest::addColumn<QVector<int>>("sums"); // difference, SSIM difference, threshold, white pixels
    QTest::newRow("little noise") << QSize(64, 48) << 20 << 0.814086768627
                                  << QVector<int>{752102, 619218, 168, 423};
    // 14 pixels have S below 0, which earlier programs let wrap to white.
    QTest::newRow("much noise") << QSize(320, 240) << 60 << 0.360742183773
                                << QVector<int>{17334891, 6959178, 72, 15544};
  }
  void mapsEqualScikitImage() {
    QFETCH(QSize, size);
    QFETCH(int, noise);
    QFETCH(double, score);
    QFETCH(QVector<int>, sums);
    const auto [a, b] = generated(size.width(), size.height(), noise);
    const auto result = compareGrey(a, b);
    QVERIFY(result.ok());
    QVERIFY2(std::abs(result->ssim - score) < 1e-11, qPrintable(QString::number(result->ssim, 'g', 15)));
    QCOMPARE(sumOf(result->difference), sums[0]);
    // Rounding down, the last bit of a float may decide.
    QVERIFY2(std::abs(sumOf(result->ssimDifference) - sums[1]) <= 2,
             qPrintable(QString::number(sumOf(result->ssimDifference))));
    QCOMPARE(result->threshold, sums[2]);
    QVERIFY(std::abs(sumOf(result->different) / 255 - sums[3]) <= 2);
    QCOMPARE(sumOf(result->different) % 255, 0);
    for (std::size_t i = 0; i < a.pixelCount(); ++i)
      QCOMPARE(result->different.data()[i] == 255, result->ssimDifference.data()[i] <= result->threshold);
  }

  void equalPicturesAreWhite() {
    const auto [a, b] = generated(64, 48, 20);
    const auto result = compareGrey(a, a);
    QCOMPARE(result->ssim, 1.0);
    QCOMPARE(result->difference, Image(64, 48, 1, 255));
    QCOMPARE(result->ssimDifference, Image(64, 48, 1, 255));
  }

  void coloursAndOtherSizesBecomeTheReferencesGrey() {
    const auto [a, b] = generated(64, 48, 20);
    Image colours(64, 48, 3), twice(128, 96);
    for (int y = 0; y < 96; ++y)
      for (int x = 0; x < 128; ++x)
        twice.at(x, y) = a.at(x / 2, y / 2);
    for (std::size_t i = 0; i < a.pixelCount(); ++i)
      std::fill_n(colours.data() + 3 * i, 3, a.data()[i]);
    for (const Image& estimate : {colours, twice}) {
      const auto result = compareGrey(estimate, b);
      QVERIFY(result.ok() && result->difference.sameSize(b));
      QVERIFY2(std::abs(result->ssim - 0.814086768627) < 1e-11, qPrintable(QString::number(result->ssim)));
    }
    QVERIFY(!compareGrey(Image(), b).ok());
    QVERIFY(!compareGrey(Image(5, 5), Image(5, 5)).ok());
  }
};

QTEST_GUILESS_MAIN(TestCompareGrey)
#include "test_compare_grey.moc"
