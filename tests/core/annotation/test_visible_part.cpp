// Parts that a picture shows, and turned boxes around them that do not leave it.
#include "core/annotation/region_geometry.h"
#include "core/annotation/visible_part.h"
#include <QTest>
#include <cmath>
#include <numbers>
#include <random>

using namespace fillscope;
using Points = std::vector<Vec2>;

namespace {

constexpr PictureSize size{64, 64};

/// Intersection over union of the even-odd insides of two outlines, by the middles of a fine grid.
double overlap(const Points& a, const Points& b) {
  const auto in = [](const Points& points, Vec2 at) {
    bool inside = false;
    for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++) {
      const Vec2 p = points[i], q = points[j];
      if ((p.y > at.y) != (q.y > at.y) && at.x < (q.x - p.x) * (at.y - p.y) / (q.y - p.y) + p.x)
        inside = !inside;
    }
    return inside;
  };
  double both = 0, either = 0;
  for (double y = 0.125; y < 64; y += 0.25)
    for (double x = 0.125; x < 64; x += 0.25) {
      const bool inA = in(a, {x, y}), inB = in(b, {x, y});
      both += inA && inB, either += inA || inB;
    }
  return either > 0 ? both / either : 0;
}

bool isRectangle(const Points& p) {
  return p.size() == 4 && std::abs(dot(p[1] - p[0], p[3] - p[0])) < 1e-6 &&
         norm(p[0] + p[2] - p[1] - p[3]) < 1e-6;
}

} // namespace

class TestVisiblePart : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void hulls() {
    QCOMPARE(visibleHull({{{10, 10}, {20, 10}, {20, 20}}}, size).size(), std::size_t(3));
    QCOMPARE(polygonArea(visibleHull({{{-100, -100}, {200, -100}, {200, 200}, {-100, 200}}}, size)),
             64.0 * 64);
    QVERIFY(polygonArea(visibleHull({{{70, 0}, {80, 0}, {80, 10}}}, size)) == 0);
    QVERIFY(polygonArea(visibleHull({{{64, 0}, {80, 0}, {80, 10}, {64, 10}}}, size)) == 0); // beside it
    // Around a corner of the picture, without it: clipping alone would go through the corner.
    const Points around{{-20, -20}, {40, -20}, {40, 10}, {30, 10}, {30, -10},
                        {-10, -10}, {-10, 30}, {10, 30}, {10, 40}, {-20, 40}};
    for (const Vec2 p : visibleHull({around}, size))
      QVERIFY(norm(p) > 20);
    // A bow tie half in the picture.
    QCOMPARE(polygonArea(visibleHull({{{-5, 10}, {5, 10}, {-5, 30}, {5, 30}}}, size)), 100.0 - 0);
  }

  void aSmallestRectangleThatFitsStays() {
    const Points turned = turnedRectangle({20, 20, 20, 10}, 0.4);
    const Points found = rectangleInPicture(visibleHull({turned}, size), size);
    QVERIFY(overlap(found, turned) > 0.995);
    QVERIFY(std::abs(polygonArea(found) - 200) < 1e-9);
  }

  void thinOnesAcrossACornerAreNotLost() {
    const Points thin{{70, 0}, {99, -8}, {-8, 64}};
    const Points seen = visibleHull({thin}, size), found = rectangleInPicture(seen, size);
    QVERIFY(isInside(found, size) && isRectangle(found));
    QVERIFY2(overlap(found, seen) > 0.35, qPrintable(QString::number(overlap(found, seen))));
  }

  // Never worse than what stays in the picture of itself, and a good deal better on the whole.
  void cutAtTheBorder() {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> place(-20, 84), length(8, 60), angle(0, std::numbers::pi);
    double sum = 0, upright = 0, least = 1;
    int count = 0;
    for (int round = 0; round < 150; ++round) {
      const double w = length(random), h = length(random) / 2;
      const Points box = turnedRectangle({place(random) - w / 2, place(random) - h / 2, w, h}, angle(random));
      const Points seen = visibleHull({box}, size);
      if (isInside(box, size) || polygonArea(seen) < 20) continue;
      const Points found = rectangleInPicture(seen, size);
      QVERIFY(isInside(found, size));
      QVERIFY(isRectangle(found));
      const double now = overlap(found, seen);
      double left = 64, top = 64, right = 0, bottom = 0;
      for (const Vec2 p : seen) {
        left = std::min(left, p.x), right = std::max(right, p.x);
        top = std::min(top, p.y), bottom = std::max(bottom, p.y);
      }
      const double before = overlap({{left, top}, {right, top}, {right, bottom}, {left, bottom}}, seen);
      QVERIFY2(now > before - 0.02, qPrintable(QString("%1 %2").arg(now).arg(before)));
      sum += now, upright += before, least = std::min(least, now);
      ++count;
    }
    QVERIFY(count > 50);
    qInfo("mean overlap %.3f, upright boxes %.3f, least %.3f", sum / count, upright / count, least);
    QVERIFY(sum / count > 0.75 && least > 0.4);
  }
};

QTEST_GUILESS_MAIN(TestVisiblePart)
#include "test_visible_part.moc"
