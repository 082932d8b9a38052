#include "core/annotation/mask_outline.h"
#include "core/annotation/region_geometry.h"
#include "core/formats/rle.h"
#include <QFile>
#include <QtTest>
#include <random>

using namespace fillscope;

namespace {

/// Of one line of rle_reference.txt, which COCO's own maskApi.c printed.
struct Reference {
  int height = 0, width = 0;
  std::vector<Vec2> polygon;
  std::string counts, both, common;
  std::uint64_t area = 0;
  RectShape bounds;
};

std::vector<Reference> references() {
  QFile file(FILLSCOPE_SOURCE_DIR "/tests/core/formats/rle_reference.txt");
  std::vector<Reference> all;
  if (!file.open(QIODevice::ReadOnly)) return all;
  for (const QByteArray& line : file.readAll().split('\n')) {
    if (line.isEmpty() || line.startsWith('#')) continue;
    const auto fields = line.split('|'); // no count is written with it: '|' is beyond 'o'
    const auto size = fields[0].simplified().split(' '), places = fields[1].simplified().split(' '),
               box = fields[4].simplified().split(' '), merged = fields[5].simplified().split(' ');
    Reference r{size[0].toInt(),
                size[1].toInt(),
                {},
                fields[2].trimmed().toStdString(),
                merged[0].toStdString(),
                merged[1].toStdString(),
                fields[3].trimmed().toULongLong(),
                {box[0].toDouble(), box[1].toDouble(), box[2].toDouble(), box[3].toDouble()}};
    for (qsizetype i = 0; i + 1 < places.size(); i += 2)
      r.polygon.push_back({places[i].toDouble(), places[i + 1].toDouble()});
    all.push_back(r);
  }
  return all;
}

Mask randomMask(std::mt19937& random, int width, int height, int inTen) {
  Mask mask(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      mask.at(x, y) = static_cast<int>(random() % 10) < inTen;
  return mask;
}

bool evenOddInside(const std::vector<Vec2>& outline, Vec2 p) {
  bool in = false;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const Vec2 a = outline[i], b = outline[(i + 1) % outline.size()];
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) in = !in;
  }
  return in;
}

} // namespace

class TestRle : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void polygonsAreFilledAsByMaskApi() {
    const auto all = references();
    QCOMPARE(all.size(), std::size_t(240));
    std::optional<RunLengths> before;
    for (const Reference& r : all) {
      const auto rle = rleFromPolygon(r.polygon, r.height, r.width);
      QVERIFY(rle.has_value() && isWhole(*rle));
      QCOMPARE(rleText(*rle), r.counts);
      QCOMPARE(rleArea(*rle), r.area);
      if (r.area > 0) QVERIFY(rleBounds(*rle) == r.bounds);
      const std::vector<RunLengths> two{before ? *before : *rle, *rle};
      QCOMPARE(rleText(rleUnion(two)), r.both);
      QCOMPARE(rleText(rleIntersection(two)), r.common);
      before = rle;
    }
  }

  /// An outline a million pictures wide takes no longer, and is the same within.
  void placesFarOutsideCountForNothing() {
    std::vector<Vec2> star;
    for (int i = 0; i < 400; ++i)
      star.push_back(i % 2 ? Vec2{9e6, 9e6 - 1000.0 * i} : Vec2{-9e6, -9e6 + 1000.0 * i});
    const auto rle = rleFromPolygon(star, 48, 64);
    QVERIFY(rle && isWhole(*rle));
    const auto wide = rleFromPolygon({{-9e6, 10}, {9e6, 10}, {9e6, 20}, {-9e6, 20}}, 48, 64);
    const auto near = rleFromPolygon({{-5, 10}, {70, 10}, {70, 20}, {-5, 20}}, 48, 64);
    QCOMPARE(rleText(*wide), rleText(*near));
    const auto steep = rleFromPolygon({{20, -9e6}, {30, -9e6}, {30, 9e6}, {20, 9e6}}, 48, 64);
    QCOMPARE(rleText(*steep), rleText(*rleFromPolygon({{20, -5}, {30, -5}, {30, 60}, {20, 60}}, 48, 64)));
  }

  void textComesBack() {
    for (const Reference& r : references()) {
      const auto rle = rleFromText(r.counts, r.height, r.width);
      QVERIFY(rle.has_value());
      QCOMPARE(*rle, *rleFromPolygon(r.polygon, r.height, r.width));
    }
    const RunLengths large{1 << 14, 1 << 14, {100'000'000u, 1, 168'435'455u}};
    QCOMPARE(*rleFromText(rleText(large), large.height, large.width), large);
    QVERIFY(isWhole(large));
  }

  void brokenTextIsRefused_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("ends inside a number") << QByteArray("PP");
    QTest::newRow("letters beyond the code") << QByteArray("zz");
    QTest::newRow("below the code") << QByteArray("!!");
    QTest::newRow("too long a number") << QByteArray("oooooooooooo0");
    QTest::newRow("a count below zero") << QByteArray("O");
  }
  void brokenTextIsRefused() {
    QFETCH(QByteArray, text);
    QVERIFY(!rleFromText(text.toStdString(), 10, 10));
  }

  void masksComeBack() {
    std::mt19937 random(3);
    for (int i = 0; i < 60; ++i) {
      const Mask mask = randomMask(random, 1 + i % 17, 1 + i % 13, 1 + i % 9);
      const RunLengths rle = rleFromMask(mask);
      QVERIFY(isWhole(rle));
      QCOMPARE(maskFromRle(rle, {0, 0, 1.0 * mask.width(), 1.0 * mask.height()}), mask);
    }
  }

  void emptyAndFullMasks() {
    QCOMPARE(rleBounds(rleFromMask(Mask(5, 4))), (RectShape{0, 0, 0, 0}));
    QCOMPARE(rleBounds(rleFromMask(Mask(5, 4, 1, 1))), (RectShape{0, 0, 5, 4}));
    QVERIFY(!isWhole({1 << 20, 1 << 20, {}}));
    QVERIFY(!isWhole({4, 4, {15}}));
    QVERIFY(!rleFromPolygon({{0, 0}, {1e9, 0}, {0, 1}}, 4, 4));
  }

  // The outline that is drawn must be the mask: area, inside, and the run lengths of its filling.
  void outlinesAreTheMask() {
    std::mt19937 random(5);
    for (int i = 0; i < 80; ++i) {
      const Mask mask = randomMask(random, 1 + i % 19, 1 + i % 15, 2 + i % 8);
      std::size_t pixels = 0;
      for (int y = 0; y < mask.height(); ++y)
        for (int x = 0; x < mask.width(); ++x)
          pixels += mask.at(x, y);
      double area = 0;
      std::vector<RunLengths> filled;
      const auto outlines = maskOutlines(mask);
      for (const auto& outline : outlines) {
        area += polygonArea(outline);
        filled.push_back(*rleFromPolygon(outline, mask.height(), mask.width()));
      }
      QCOMPARE(area, static_cast<double>(pixels));
      if (!filled.empty()) QCOMPARE(rleUnion(filled), rleFromMask(mask));
      for (int y = 0; y < mask.height(); ++y)
        for (int x = 0; x < mask.width(); ++x) {
          int inside = 0;
          for (const auto& outline : outlines)
            inside += evenOddInside(outline, {x + 0.5, y + 0.5});
          QCOMPARE(inside, static_cast<int>(mask.at(x, y)));
        }
    }
  }

  void partsAreMovedByTheOffset() {
    Mask mask(3, 1);
    mask.at(0, 0) = mask.at(2, 0) = 1;
    const auto outlines = maskOutlines(mask, {10, 20});
    QCOMPARE(outlines.size(), std::size_t(2));
    QCOMPARE(outlines[1], (std::vector<Vec2>{{12, 20}, {13, 20}, {13, 21}, {12, 21}}));
  }
};

QTEST_GUILESS_MAIN(TestRle)
#include "test_rle.moc"
