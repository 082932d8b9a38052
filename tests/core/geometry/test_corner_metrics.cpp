#include "core/base/counter_random.h"
#include "core/geometry/corner_metrics.h"
#include <QtTest>

using namespace fillscope;

namespace {

using Outline = std::vector<Vec2>;

bool insideOddly(const Outline& outline, Vec2 p) {
  bool inside = false;
  for (std::size_t k = 0; k < outline.size(); ++k) {
    const Vec2 a = outline[k], b = outline[(k + 1) % outline.size()];
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) inside = !inside;
  }
  return inside;
}

double countedIou(const Outline& a, const Outline& b, int steps) {
  long both = 0, either = 0;
  for (int y = 0; y < steps; ++y)
    for (int x = 0; x < steps; ++x) {
      const Vec2 p{(x + 0.5) * 100 / steps, (y + 0.5) * 100 / steps};
      const bool inA = insideOddly(a, p), inB = insideOddly(b, p);
      both += inA && inB;
      either += inA || inB;
    }
  return either ? double(both) / double(either) : 0;
}

Outline randomOutline(CounterRandom& random, std::size_t count) {
  Outline outline;
  for (std::size_t k = 0; k < count; ++k)
    outline.push_back({random.between(0, 100), random.between(0, 100)});
  return outline;
}

const Outline square{{0, 0}, {10, 0}, {10, 10}, {0, 10}};

bool near(double a, double b, double tolerance = 1e-12) { return std::abs(a - b) <= tolerance; }

} // namespace

class TestCornerMetrics : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void overlapsThatFollowFromFormulas_data() {
    QTest::addColumn<Outline>("a");
    QTest::addColumn<Outline>("b");
    QTest::addColumn<double>("polygon");
    QTest::addColumn<double>("hull");
    const Outline half{{5, 0}, {15, 0}, {15, 10}, {5, 10}}, away{{20, 0}, {30, 0}, {30, 10}, {20, 10}};
    const Outline inner{{2, 2}, {4, 2}, {4, 4}, {2, 4}}, dart{{0, 0}, {5, 5}, {10, 0}, {5, 10}};
    const Outline bowTie{{0, 0}, {10, 10}, {10, 0}, {0, 10}}, backwards{{0, 10}, {10, 10}, {10, 0}, {0, 0}};
    const Outline diamond{{5, 0}, {10, 5}, {5, 10}, {0, 5}}, touching{{10, 0}, {20, 0}, {20, 10}, {10, 10}};
    QTest::newRow("identical") << square << square << 1.0 << 1.0;
    QTest::newRow("the other way round") << square << backwards << 1.0 << 1.0;
    QTest::newRow("shifted by half") << square << half << 1.0 / 3 << 1.0 / 3;
    QTest::newRow("apart") << square << away << 0.0 << 0.0;
    QTest::newRow("touching") << square << touching << 0.0 << 0.0;
    QTest::newRow("one inside") << square << inner << 0.04 << 0.04;
    QTest::newRow("diamond") << square << diamond << 0.5 << 0.5;
    QTest::newRow("concave") << square << dart << 0.25 << 0.5;
    QTest::newRow("concave with itself") << dart << dart << 1.0 << 1.0;
    QTest::newRow("crossing itself") << square << bowTie << 0.5 << 1.0;
    QTest::newRow("a line") << square << Outline{{0, 0}, {10, 10}} << 0.0 << 0.0;
    QTest::newRow("nothing at all") << Outline{} << Outline{} << 0.0 << 0.0;
    QTest::newRow("points") << Outline{{1, 1}, {1, 1}, {1, 1}} << Outline{{1, 1}} << 0.0 << 0.0;
  }
  void overlapsThatFollowFromFormulas() {
    QFETCH(Outline, a);
    QFETCH(Outline, b);
    QFETCH(double, polygon);
    QFETCH(double, hull);
    QVERIFY2(near(polygonIou(a, b), polygon), qPrintable(QString::number(polygonIou(a, b), 'g', 17)));
    QVERIFY2(near(hullIou(a, b), hull), qPrintable(QString::number(hullIou(a, b), 'g', 17)));
  }

  void anyOutlinesOverlapAsCounted() {
    CounterRandom random(11);
    for (int round = 0; round < 60; ++round) {
      const Outline a = randomOutline(random, round % 3 == 0 ? 6 : 4), b = randomOutline(random, 4);
      const double iou = polygonIou(a, b);
      QVERIFY2(near(iou, countedIou(a, b, 400), 0.01), qPrintable(QString::number(round)));
      QVERIFY(near(iou, polygonIou(b, a), 1e-12));
      QVERIFY(near(polygonIou(a, a), 1, 1e-9));
      QVERIFY(iou >= 0 && iou <= 1 + 1e-12);
      Outline turned{b[2], b[3], b[0], b[1]}, moved = a, movedB = b;
      QVERIFY(near(polygonIou(a, turned), iou, 1e-12));
      for (Outline* outline : {&moved, &movedB})
        for (Vec2& p : *outline)
          p = Vec2{3 * p.y - 40, -3 * p.x + 7};
      QVERIFY(near(polygonIou(moved, movedB), iou, 1e-9));
    }
  }

  void similarityFollowsCoco() {
    // Off by d, area s² = 100: exp(−d² / (2 · 100 · 0.05²)).
    Outline off = square;
    off[0].x += 1;
    const double one = std::exp(-1 / (2 * 100 * 0.0025));
    QVERIFY(near(objectKeypointSimilarity(off, square), (3 + one) / 4));
    QVERIFY(near(objectKeypointSimilarity(square, square), 1));
    QVERIFY(near(objectKeypointSimilarity(off, square, 0.5), (3 + std::exp(-1.0 / 200)) / 4));
  }

  void errorsAreDistances() {
    const Outline predicted{{3, 4}, {10, 0}, {10, 10}, {0, 10}};
    const CornerErrors errors = cornerErrors(predicted, square);
    QCOMPARE(errors.pixels, (std::vector<double>{5, 0, 0, 0}));
    QVERIFY(near(errors.share[0], 5 / std::sqrt(200.0)));
    const Outline turned{square[1], square[2], square[3], square[0]};
    QVERIFY(cornerErrors(turned, square).pixels[0] > 9);
    QCOMPARE(cornerErrors(turned, square, true).pixels, (std::vector<double>{0, 0, 0, 0}));
    // Rim and floor turn together.
    Outline both = square, bothTurned = turned;
    for (std::size_t k = 0; k < 4; ++k) {
      both.push_back(square[k] + Vec2{1, 1});
      bothTurned.push_back(turned[k] + Vec2{1, 1});
    }
    QCOMPARE(cornerErrors(bothTurned, both, true).pixels, std::vector<double>(8, 0.0));
  }

  void scoresArePooled() {
    std::vector<CornerErrors> errors;
    // Distances 0.5, 1.5, 2.5, 3.5 … percent of the diagonal, each picture's corners alike.
    for (int k = 0; k < 10; ++k) {
      CornerErrors e;
      e.share.assign(4, 0.005 + 0.01 * k);
      e.pixels.assign(4, 1 + k);
      e.polygon = 1 - 0.02 * k;
      e.hull = 1 - 0.01 * k;
      e.oks = 1.01 - 0.1 * k; // clear of the thresholds
      errors.push_back(e);
    }
    const CornerScore score = summarise("a", errors);
    QCOMPARE(score.pictures, std::size_t(10));
    QVERIFY(near(score.meanPixels, 5.5) && near(score.medianPixels, 5.5));
    QVERIFY(near(score.pck01, 0.1) && near(score.pck02, 0.2) && near(score.pck05, 0.5));
    QVERIFY(near(score.polygonIou, 0.91) && near(score.hullIou, 0.955) && near(score.oks, 0.56));
    // 40 sorted distances: rank 0.95 · 39 = 37.05 lies among the four tens.
    QVERIFY(near(score.p95Pixels, 10));
    QVERIFY(score.medianShare > 0.04 && score.p95Share > 0.09);
    // OKS 1.01, .91, … .51 reach the thresholds .50, .55 … .95: six, five, five, four, four … of ten.
    QVERIFY(near(score.oksMap, 0.35));
    QCOMPARE(summarise("none", {}).pictures, std::size_t(0));
    QCOMPARE(summarise("none", {}).p95Pixels, 0.0);
  }

  void cornersOfEachVisibilityAreScoredApart() {
    using enum KeypointVisibility;
    CornerErrors first, second;
    first.share = {0.01, 0.03, 0.05, 0.015};
    first.pixels = {1, 3, 5, 1.5};
    first.visibility = {visible, visible, outside, visible};
    second.share = {0.1, 0.01, 0.01, 0.02};
    second.pixels = {10, 1, 1, 2};
    second.visibility = {outside, visible, visible, visible};
    const auto parts = summarise("a", {first, second}).byVisibility;
    QCOMPARE(parts.size(), std::size_t(2)); // none is hidden
    QVERIFY(parts[0].visibility == visible && parts[1].visibility == outside);
    QCOMPARE(parts[0].keypoints, std::size_t(6));
    QVERIFY(near(parts[0].meanShare, 0.095 / 6) && near(parts[0].pck02, 4.0 / 6));
    QCOMPARE(parts[1].keypoints, std::size_t(2));
    QVERIFY(near(parts[1].meanShare, 0.075) && near(parts[1].pck02, 0));
    second.visibility.clear(); // not known: that picture is left out
    QCOMPARE(summarise("a", {first, second}).byVisibility.front().keypoints, std::size_t(3));
    first.visibility.clear();
    QVERIFY(summarise("a", {first, second}).byVisibility.empty());
  }

  void theBestComesFirst() {
    CornerScore good, better, same;
    good.name = "good";
    good.polygonIou = 0.9;
    good.meanPixels = 1;
    better.name = "better";
    better.polygonIou = 0.95;
    better.meanPixels = 9;
    same.name = "same";
    same.polygonIou = 0.9;
    same.meanPixels = 0.5;
    std::vector<CornerScore> scores{good, better, same};
    sortBestFirst(scores);
    QCOMPARE(scores[0].name, better.name);
    QCOMPARE(scores[1].name, same.name);
  }
};

QTEST_APPLESS_MAIN(TestCornerMetrics)
#include "test_corner_metrics.moc"
