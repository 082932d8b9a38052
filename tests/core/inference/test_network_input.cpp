#include "core/inference/network_input.h"
#include <QTest>

using namespace fillscope;

namespace {

ModelManifest sized(int width, int height, bool keepAspect = false) {
  ModelManifest manifest;
  manifest.inputWidth = width;
  manifest.inputHeight = height;
  manifest.keepAspect = keepAspect;
  return manifest;
}

float valueAt(const std::vector<float>& input, const InputPlacement& place, int channel, int x, int y) {
  return input[static_cast<std::size_t>((channel * place.inputHeight + y) * place.inputWidth + x)];
}

} // namespace

class TestNetworkInput : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void placement_data() {
    QTest::addColumn<QSize>("picture");
    QTest::addColumn<QSize>("input");
    QTest::addColumn<bool>("keepAspect");
    QTest::addColumn<QRect>("expected");
    QTest::newRow("stretched") << QSize(640, 480) << QSize(224, 224) << false << QRect(0, 0, 224, 224);
    QTest::newRow("wide") << QSize(640, 480) << QSize(224, 224) << true << QRect(0, 28, 224, 168);
    QTest::newRow("tall") << QSize(384, 512) << QSize(224, 224) << true << QRect(28, 0, 168, 224);
    QTest::newRow("same aspect") << QSize(320, 240) << QSize(640, 480) << true << QRect(0, 0, 640, 480);
    QTest::newRow("a line") << QSize(10000, 1) << QSize(64, 64) << true << QRect(0, 31, 64, 1);
  }
  void placement() {
    QFETCH(QSize, picture);
    QFETCH(QSize, input);
    QFETCH(bool, keepAspect);
    QFETCH(QRect, expected);
    const auto place =
        placeInInput(picture.width(), picture.height(), sized(input.width(), input.height(), keepAspect));
    QCOMPARE(QRect(place.x, place.y, place.width, place.height), expected);
    QCOMPARE(QSize(place.inputWidth, place.inputHeight), input);
  }

  void planesAreInTheNetworksOrder_data() {
    QTest::addColumn<bool>("bgr");
    QTest::newRow("rgb") << false;
    QTest::newRow("bgr") << true;
  }
  void planesAreInTheNetworksOrder() {
    QFETCH(bool, bgr);
    Image picture(16, 8, 3);
    for (int y = 0; y < 8; ++y)
      for (int x = 0; x < 16; ++x)
        for (int c = 0; c < 3; ++c)
          picture.at(x, y, c) = static_cast<std::uint8_t>(50 * c + 5 * y + x);
    auto manifest = sized(16, 8);
    manifest.bgr = bgr;
    manifest.inputScale = 0.5;
    manifest.mean = {1, 2, 3};
    manifest.std = {2, 4, 8};
    const auto place = placeInInput(16, 8, manifest);
    const auto input = networkInput(picture, manifest, place);
    QCOMPARE(input.size(), std::size_t(3 * 8 * 16));
    for (int c = 0; c < 3; ++c) {
      const int from = bgr ? 2 - c : c;
      const auto i = static_cast<std::size_t>(c);
      const double expected = (0.5 * (50 * from + 5 * 5 + 7) - manifest.mean[i]) / manifest.std[i];
      QCOMPARE(valueAt(input, place, c, 7, 5), static_cast<float>(expected));
    }
  }

  void greyFillsAllThreeChannels() {
    const auto manifest = sized(8, 8);
    const auto input = networkInput(Image(8, 8, 1, 51), manifest, placeInInput(8, 8, manifest));
    for (const float v : input)
      QCOMPARE(v, 0.2f);
  }

  void shrinkingAveragesTheArea() {
    Image picture(32, 32, 1, 0);
    for (int y = 0; y < 32; ++y)
      for (int x = 0; x < 32; x += 2)
        picture.at(x, y) = 200; // stripes of one pixel
    const auto manifest = sized(8, 8);
    const auto input = networkInput(picture, manifest, placeInInput(32, 32, manifest));
    for (const float v : input)
      QCOMPARE(v, 100.0f / 255);
  }

  // Stripes become grey, also where the other direction grows.
  void shrinkingInOneDirectionAveragesToo_data() {
    QTest::addColumn<QSize>("picture");
    QTest::newRow("wide and low") << QSize(90, 4);
    QTest::newRow("tall and narrow") << QSize(4, 90);
  }
  void shrinkingInOneDirectionAveragesToo() {
    QFETCH(QSize, picture);
    Image stripes(picture.width(), picture.height(), 1, 0);
    for (int y = 0; y < picture.height(); ++y)
      for (int x = 0; x < picture.width(); ++x) {
        const int place = (picture.width() > picture.height() ? x : y) % 10;
        stripes.at(x, y) = place >= 3 && place < 8 ? 200 : 0; // around the middle of ten
      }
    const auto manifest = sized(9, 9);
    const auto input =
        networkInput(stripes, manifest, placeInInput(picture.width(), picture.height(), manifest));
    for (const float v : input)
      QCOMPARE(v, 100.0f / 255);
  }

  // What loses no pixel stays bilinear, so that networks see ordinary pictures as they always did.
  void shrinkingALittleInOneDirectionIsBilinear() {
    Image stripes(18, 6, 1, 0);
    for (int y = 0; y < 6; ++y)
      for (int x = 0; x < 18; x += 3)
        stripes.at(x, y) = 240;
    const auto manifest = sized(12, 12);
    const auto place = placeInInput(18, 6, manifest);
    const auto input = networkInput(stripes, manifest, place);
    QCOMPARE(valueAt(input, place, 0, 0, 4), 180.0f / 255); // a quarter from pixel 0 to pixel 1
    QCOMPARE(valueAt(input, place, 0, 1, 4), 0.0f);         // between pixels 1 and 2
  }

  void paddingIsTheMeanColour() {
    auto manifest = sized(16, 16, true);
    manifest.mean = {0.5, 0.5, 0.5};
    manifest.std = {0.1, 0.1, 0.1};
    const auto place = placeInInput(32, 16, manifest);
    const auto input = networkInput(Image(32, 16, 3, 255), manifest, place);
    for (int c = 0; c < 3; ++c)
      for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 16; ++x) {
          const bool inside = y >= 4 && y < 12;
          QCOMPARE(valueAt(input, place, c, x, y), inside ? 5.0f : 0.0f);
        }
  }
};

QTEST_APPLESS_MAIN(TestNetworkInput)
#include "test_network_input.moc"
