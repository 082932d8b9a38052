#include "core/formats/contact_sheet.h"
#include <QTest>
#include <algorithm>
#include <cstdlib>

using namespace fillscope;

namespace {

const RgbColour green{60, 220, 90}, white{255, 255, 255};

/// Lines and letters are smoothed: they seldom have their colour exactly.
bool has(const Image& image, const RgbColour& colour, int left, int top, int width, int height,
         int tolerance = 0) {
  const auto isNear = [&](int x, int y) {
    for (int c = 0; c < 3; ++c)
      if (std::abs(image.at(x, y, c) - colour[static_cast<std::size_t>(c)]) > tolerance) return false;
    return true;
  };
  for (int y = top; y < std::min(top + height, image.height()); ++y)
    for (int x = left; x < std::min(left + width, image.width()); ++x)
      if (isNear(x, y)) return true;
  return false;
}

} // namespace

class TestContactSheet : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aTileHoldsItsOutlines_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("channels");
    QTest::addColumn<double>("reach"); // of the outline, in pictures' sizes
    QTest::newRow("landscape") << 640 << 480 << 3 << 0.9;
    QTest::newRow("portrait") << 384 << 512 << 3 << 0.9;
    QTest::newRow("grey") << 100 << 80 << 1 << 0.5;
    QTest::newRow("beyond the picture") << 640 << 480 << 3 << 1.3;
  }
  void aTileHoldsItsOutlines() {
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, channels);
    QFETCH(double, reach);
    const double x = reach * width, y = reach * height;
    const SheetTile tile =
        sheetTile(Image(width, height, channels, 90), {{{{5, 5}, {x, 5}, {x, y}, {5, y}}, green}}, "a", 200);
    QCOMPARE(tile.caption, std::string("a"));
    QCOMPARE(tile.image.channels(), 3);
    QVERIFY(std::max(tile.image.width(), tile.image.height()) <= 200);
    QVERIFY(has(tile.image, green, 0, 0, 200, 200, 70));
  }

  void tilesLieInRows() {
    std::vector<SheetTile> tiles;
    for (std::uint8_t k = 0; k < 5; ++k)
      tiles.push_back({Image(100, 60, 3, static_cast<std::uint8_t>(100 + k)), "picture"});
    const Image sheet = contactSheet(tiles, {{"true", green}, {"found", white}}, 2, 100);
    QVERIFY(sheet.width() > 200 && sheet.width() < 300);
    QVERIFY(sheet.height() > 300 && sheet.height() < 500);
    const int column = sheet.width() / 2, row = (sheet.height() - 40) / 3;
    for (int k = 0; k < 5; ++k) {
      const auto grey = static_cast<std::uint8_t>(100 + k);
      QVERIFY(has(sheet, {grey, grey, grey}, k % 2 * column, k / 2 * row, column, row + 40));
    }
    QVERIFY(has(sheet, green, 0, 0, sheet.width(), 40, 70));
  }

  void aLongCaptionStaysBelowItsTile() {
    const SheetTile tile{Image(100, 100, 3, 10), std::string(200, 'W')};
    const Image sheet = contactSheet({tile, {Image(100, 100, 3, 10), ""}}, {}, 2, 100);
    // Nothing brighter than the ground below the second tile.
    for (int y = sheet.height() - 36; y < sheet.height(); ++y)
      for (int x = 126; x < sheet.width(); ++x)
        QVERIFY(sheet.at(x, y, 0) < 60);
  }

  void noTileIsNoSheet() { QVERIFY(contactSheet({}, {{"true", green}}, 3, 100).empty()); }
};

QTEST_APPLESS_MAIN(TestContactSheet)
#include "test_contact_sheet.moc"
