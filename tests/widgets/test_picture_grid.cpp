#include "tests/support/widget_look.h"
#include "widgets/picture_grid.h"
#include <QTest>

using namespace fillscope;

namespace {

QImage plain(const QColor& colour, int width = 40, int height = 30) {
  QImage image(width, height, QImage::Format_RGB32);
  image.fill(colour);
  return image;
}

/// Shares of the grabbed widget that come near to a colour.
double shareOf(const QImage& shot, const QColor& colour) {
  long found = 0;
  for (int y = 0; y < shot.height(); ++y)
    for (int x = 0; x < shot.width(); ++x) {
      const QColor c = shot.pixelColor(x, y);
      found += std::abs(c.red() - colour.red()) + std::abs(c.green() - colour.green()) +
                   std::abs(c.blue() - colour.blue()) <
               12;
    }
  return static_cast<double>(found) / (shot.width() * shot.height());
}

} // namespace

class TestPictureGrid : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { tests::useLook(false); }

  void tilesFillTheRoom_data() {
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("columns");
    QTest::newRow("one") << 1 << 0;
    QTest::newRow("eight") << 8 << 0;
    QTest::newRow("six by four") << 24 << 6;
  }
  void tilesFillTheRoom() {
    QFETCH(int, count);
    QFETCH(int, columns);
    PictureGrid grid;
    grid.resize(640, 400);
    grid.setColumns(columns);
    std::vector<GridTile> tiles(static_cast<std::size_t>(count));
    grid.setTiles(tiles);
    QCOMPARE(grid.shownCount(), 0);
    for (int i = 0; i < count; ++i) {
      GridTile tile;
      tile.picture = plain(Qt::red);
      grid.setTile(i, tile);
    }
    QCOMPARE(grid.shownCount(), count);
    QVERIFY(shareOf(grid.grab().toImage(), Qt::red) > 0.4);
  }

  void aSecondPictureStandsBesideTheFirst() {
    PictureGrid grid;
    grid.resize(400, 200);
    GridTile tile;
    tile.picture = plain(Qt::red);
    tile.beside = {{plain(Qt::blue)}};
    grid.setTiles({tile});
    const QImage shot = grid.grab().toImage();
    QVERIFY(shareOf(shot.copy(0, 0, 190, 200), Qt::red) > 0.5);
    QVERIFY(shareOf(shot.copy(210, 0, 190, 200), Qt::blue) > 0.5);
    tile.beside.push_back({plain(Qt::green), QStringLiteral("truth")});
    grid.setTiles({tile});
    const QImage three = grid.grab().toImage();
    QVERIFY(shareOf(three.copy(0, 0, 130, 200), Qt::red) > 0.4);
    QVERIFY(shareOf(three.copy(135, 0, 130, 200), Qt::blue) > 0.4);
    QVERIFY(shareOf(three.copy(270, 0, 130, 200), Qt::green) > 0.4);
  }

  void outlinesAreDrawnWhereTheyLie() {
    PictureGrid grid;
    grid.resize(416, 316);
    GridTile tile;
    tile.picture = plain(Qt::black, 400, 300);
    tile.outlines = {{GridOutline::Role::truth, {{100, 75}, {300, 75}, {300, 225}, {100, 225}}, {}}};
    grid.setTiles({tile});
    const QImage shot = grid.grab().toImage();
    const auto lightest = [&](const QRect& part) {
      int most = 0;
      for (int y = part.top(); y <= part.bottom(); ++y)
        for (int x = part.left(); x <= part.right(); ++x)
          most = std::max(most, qGray(shot.pixel(x, y)));
      return most;
    };
    QVERIFY(lightest({150, 78, 120, 10}) > 120);
    QVERIFY(lightest({150, 100, 120, 100}) < 20);
  }

  void oneIsShownLargeAndAllAgain() {
    PictureGrid grid;
    grid.resize(640, 400);
    GridTile red, blue;
    red.picture = plain(Qt::red);
    blue.picture = plain(Qt::blue);
    grid.setTiles({red, blue, red, red});
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid));
    QTest::keyClick(&grid, Qt::Key_Right);
    QTest::keyClick(&grid, Qt::Key_Return);
    QCOMPARE(grid.enlarged(), 1);
    QVERIFY(shareOf(grid.grab().toImage(), Qt::blue) > 0.6);
    QTest::keyClick(&grid, Qt::Key_Right);
    QCOMPARE(grid.enlarged(), 2);
    QTest::keyClick(&grid, Qt::Key_Escape);
    QCOMPARE(grid.enlarged(), -1);
    QTest::mouseClick(&grid, Qt::LeftButton, {}, {100, 100});
    QCOMPARE(grid.enlarged(), 0);
    QTest::mouseClick(&grid, Qt::LeftButton, {}, {100, 100});
    QCOMPARE(grid.enlarged(), -1);
  }

  void theEmptyGridSaysWhy() {
    PictureGrid grid;
    grid.resize(400, 300);
    const QImage before = grid.grab().toImage();
    grid.setEmptyText(QStringLiteral("Nothing yet"), QStringLiteral("Start a training."));
    QVERIFY(grid.grab().toImage() != before);
    QCOMPARE(grid.accessibleDescription(), QStringLiteral("Start a training."));
  }
};

QTEST_MAIN(TestPictureGrid)
#include "test_picture_grid.moc"
