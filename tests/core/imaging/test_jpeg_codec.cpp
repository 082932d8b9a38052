// JPEG in memory: what comes back, and what is said of bytes that are none.
#include "core/imaging/jpeg_codec.h"
#include <QTest>
#include <cmath>

using namespace fillscope;

namespace {

Image slope(int width, int height, int channels) {
  Image image(width, height, channels);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      for (int c = 0; c < channels; ++c)
        image.at(x, y, c) = static_cast<std::uint8_t>(c == 0 ? 2 * x : c == 1 ? 3 * y : 255 - x - y);
  return image;
}

constexpr std::size_t anySize = 1 << 20;

} // namespace

class TestJpegCodec : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void coloursComeBackNear() {
    const Image image = slope(90, 61, 3);
    const auto file = compressJpeg(image, 92);
    QVERIFY(file.has_value());
    Image back;
    QVERIFY(decompressJpeg(*file, 1, anySize, {}, back) == JpegOutcome::done);
    QVERIFY(back.sameSize(image));
    QCOMPARE(back.channels(), 3);
    double sum = 0;
    for (std::size_t i = 0; i < image.byteCount(); ++i)
      sum += std::abs(double(back.data()[i]) - image.data()[i]);
    QVERIFY(sum / static_cast<double>(image.byteCount()) < 2);
  }

  void greyComesBackAsRgb() {
    const auto file = compressJpeg(Image(20, 11, 1, 77), 90);
    QVERIFY(file.has_value());
    Image back;
    QVERIFY(decompressJpeg(*file, 1, anySize, {}, back) == JpegOutcome::done);
    QCOMPARE(back.channels(), 3);
    for (int c = 0; c < 3; ++c)
      QCOMPARE(int(back.at(7, 5, c)), 77);
  }

  void shrunkSidesAreRoundedUp() {
    const auto file = compressJpeg(slope(61, 43, 3), 90);
    Image half;
    QVERIFY(decompressJpeg(*file, 2, anySize, {}, half) == JpegOutcome::done);
    QCOMPARE(half.width(), 31);
    QCOMPARE(half.height(), 22);
    QVERIFY(std::abs(int(half.at(10, 10, 0)) - 41) < 6);
  }

  void everyCutIsDamage() {
    const auto file = compressJpeg(slope(64, 64, 3), 90);
    for (std::size_t bytes = 0; bytes + 2 < file->size(); bytes += 7) { // the last two only say that it ends
      Image back;
      QVERIFY(decompressJpeg(file->substr(0, bytes), 1, anySize, {}, back) == JpegOutcome::damaged);
    }
  }

  void whatIsTooLargeIsNotDecoded() {
    const auto file = compressJpeg(slope(64, 64, 3), 90);
    Image back;
    QVERIFY(decompressJpeg(*file, 1, 64 * 64 - 1, {}, back) == JpegOutcome::tooLarge);
    QVERIFY(back.empty());
    QVERIFY(decompressJpeg(*file, 1, 64 * 64, {}, back) == JpegOutcome::done);
  }

  void stopsWhenAskedTo() {
    const auto file = compressJpeg(slope(64, 200, 3), 90);
    const Progress stopped{{}, [] { return true; }};
    Image back;
    QVERIFY(decompressJpeg(*file, 1, anySize, stopped, back) == JpegOutcome::stopped);
  }

  void whatLibjpegRefusesIsNothing() {
    QVERIFY(!compressJpeg(Image(), 90).has_value());
    QVERIFY(!compressJpeg(Image(65600, 1, 1), 90).has_value());
  }
};

QTEST_GUILESS_MAIN(TestJpegCodec)
#include "test_jpeg_codec.moc"
