// What outlines cover, against formulas and against counting points.
#include "core/annotation/mask_outline.h"
#include "core/annotation/outline_area.h"
#include "core/annotation/region_geometry.h"
#include <QTest>
#include <cmath>
#include <numbers>
#include <random>

using namespace fillscope;
using Points = std::vector<Vec2>;

namespace {

Points square(double x, double y, double size) {
  return {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}};
}

bool goesAround(const Points& points, Vec2 at) {
  bool inside = false;
  for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++) {
    const Vec2 a = points[i], b = points[j];
    if ((a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x)
      inside = !inside;
  }
  return inside;
}

/// By the middles of a fine grid over [0, 100]².
double counted(const std::vector<Points>& outlines) {
  constexpr int steps = 400;
  int count = 0;
  for (int y = 0; y < steps; ++y)
    for (int x = 0; x < steps; ++x) {
      const Vec2 at{(x + 0.5) * 100 / steps, (y + 0.5) * 100 / steps};
      bool in = false;
      for (const Points& outline : outlines)
        in = in || goesAround(outline, at);
      count += in;
    }
  return count * 1e4 / (steps * steps);
}

} // namespace

class TestOutlineArea : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void shapesThatCrossThemselves() {
    QCOMPARE(outlineArea({{{0, 0}, {10, 10}, {10, 0}, {0, 10}}}), 50.0);                 // a bow tie
    QCOMPARE(outlineArea({{{0, 0}, {5, 5}, {10, 10}, {10, 0}, {5, 5}, {0, 10}}}), 50.0); // with its knot
    Points star;
    for (int i = 0; i < 5; ++i) {
      const double angle = 2 * std::numbers::pi * 2 * i / 5;
      star.push_back({50 + 40 * std::cos(angle), 50 + 40 * std::sin(angle)});
    }
    // Five points around a pentagon that is gone around twice and so is none of it: 5 triangles.
    const double inner = 40 * std::pow((std::sqrt(5.0) - 1) / 2, 2);
    const double triangles =
        5 * inner * std::sin(std::numbers::pi / 5) * (40 - inner * std::cos(std::numbers::pi / 5));
    QVERIFY(std::abs(outlineArea({star}) - triangles) < 1e-9);
    // The same way twice around is, even and odd, nothing.
    const Points one = square(1, 1, 4);
    Points twice = one;
    twice.insert(twice.end(), one.begin(), one.end());
    QCOMPARE(outlineArea({twice}), 0.0);
  }

  void partsCountOnce() {
    QCOMPARE(outlineArea({square(0, 0, 10), square(5, 5, 10)}), 175.0);
    QCOMPARE(outlineArea({square(0, 0, 10), square(2, 2, 3)}), 100.0); // one in another one
    QCOMPARE(outlineArea({square(0, 0, 10), square(0, 0, 10)}), 100.0);
    QCOMPARE(outlineArea({square(0, 0, 10), square(10, 0, 10)}), 200.0); // side by side
    QCOMPARE(outlineArea({square(0, 0, 10), square(30, 0, 10)}), 200.0);
    QCOMPARE(outlineArea({}), 0.0);
    QCOMPARE(outlineArea({{}, {{1, 1}}, {{1, 1}, {2, 2}}}), 0.0);
  }

  void simpleOutlinesAreMeasuredToTheLastBit() {
    std::mt19937 random(4);
    std::uniform_real_distribution<double> radius(20, 47);
    for (int round = 0; round < 50; ++round) {
      Points star;
      for (int i = 0; i < 40; ++i) {
        const double angle = 2 * std::numbers::pi * i / 40, r = radius(random);
        star.push_back({50 + r * std::cos(angle), 50 + r * std::sin(angle)});
      }
      QVERIFY(outlineArea({star}) == polygonArea(star));
      Points far = star;
      for (Vec2& p : far)
        p = p + Vec2{1000, 0};
      QVERIFY(outlineArea({star, far}) == polygonArea(star) + polygonArea(far));
    }
  }

  void randomOutlinesAsCounted() {
    std::mt19937 random(9);
    std::uniform_real_distribution<double> place(0, 100);
    for (int round = 0; round < 40; ++round) {
      std::vector<Points> outlines(1 + random() % 3);
      for (Points& outline : outlines)
        for (std::size_t i = 3 + random() % 6; i > 0; --i)
          outline.push_back(
              round % 2 ? Vec2{place(random), place(random)}
                        : Vec2{std::floor(place(random) / 10) * 10, std::floor(place(random) / 10) * 10});
      const double area = outlineArea(outlines);
      QVERIFY2(std::abs(area - counted(outlines)) < 25, qPrintable(QString::number(area)));
    }
  }

  // Holes hang on cuts without width, parts touch at corners.
  void masksHaveTheirPixels() {
    std::mt19937 random(2);
    for (int round = 0; round < 30; ++round) {
      Mask mask(1 + static_cast<int>(random() % 30), 1 + static_cast<int>(random() % 30));
      int count = 0;
      for (int y = 0; y < mask.height(); ++y)
        for (int x = 0; x < mask.width(); ++x)
          count += mask.at(x, y) = random() % 3 > 0;
      QCOMPARE(outlineArea(maskOutlines(mask)), 1.0 * count);
    }
  }

  void aScribbleComesToAnEnd() {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> place(0, 100);
    Points scribble;
    for (int i = 0; i < 3000; ++i)
      scribble.push_back({place(random), place(random)});
    const double area = outlineArea({scribble});
    QVERIFY2(area > 4000 && area < 6000, qPrintable(QString::number(area))); // every other place
  }
};

QTEST_GUILESS_MAIN(TestOutlineArea)
#include "test_outline_area.moc"
