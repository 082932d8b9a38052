// What a region becomes when the other one's shape is taken.
#include "core/annotation/keypoint_set.h"
#include "core/annotation/rim.h"
#include "core/annotation/take_over.h"
#include <QtTest>
#include <cmath>
#include <numbers>

using namespace fillscope;

namespace {

using Points = std::vector<Vec2>;
constexpr double pi = std::numbers::pi;
const Points square{{100, 100}, {200, 100}, {200, 200}, {100, 200}};

Region labelled(Shape shape, const std::string& label = "tin") {
  Region region;
  region.shape = std::move(shape);
  region.attributes.set("label", label);
  return region;
}
Picture pictureWith(std::vector<Region> regions) {
  Picture picture;
  picture.id = picture.filename = "a.jpg";
  picture.regions = std::move(regions);
  return picture;
}
Points moved(Points points, Vec2 by) {
  for (Vec2& p : points)
    p = p + by;
  return points;
}

/// The first region of both; what was done to it, or nothing.
std::optional<Region> taken(const Region& mine, const Region& theirs, TakeOver how, int corner = -1) {
  Picture picture = pictureWith({mine});
  const Picture other = pictureWith({theirs});
  const PictureAgreement agreement = comparePictures(picture, other);
  if (agreement.matches.size() != 1) return std::nullopt;
  if (!takeOver(picture, other, agreement.matches[0], how, corner)) {
    if (picture.regions[0] != mine) qFatal("changed all the same");
    return std::nullopt;
  }
  return picture.regions[0];
}

} // namespace

Q_DECLARE_METATYPE(fillscope::Shape)

class TestTakeOver : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void shapes_data() {
    QTest::addColumn<Shape>("mine");
    QTest::addColumn<Shape>("theirs");
    QTest::addColumn<Shape>("middle");
    const auto row = [](const char* name, Shape mine, Shape theirs, Shape middle) {
      QTest::newRow(name) << std::move(mine) << std::move(theirs) << std::move(middle);
    };
    row("rectangle", RectShape{10, 20, 100, 60}, RectShape{14, 18, 110, 70}, RectShape{12, 19, 105, 65});
    row("point", PointShape{{5, 5}}, PointShape{{9, 2}}, PointShape{{7, 3.5}});
    row("circle", CircleShape{{50, 50}, 20}, CircleShape{{52, 48}, 24}, CircleShape{{51, 49}, 22});
    row("ellipse", EllipseShape{{50, 50}, 40, 20, 0.25}, EllipseShape{{52, 50}, 44, 22, 0.75},
        EllipseShape{{51, 50}, 42, 21, 0.5});
    row("circle and ellipse", CircleShape{{50, 50}, 20}, EllipseShape{{50, 50}, 24, 20, 0.5},
        EllipseShape{{50, 50}, 22, 20, 0.5});
    row("ellipse and circle", EllipseShape{{50, 50}, 20, 24, 0.5}, CircleShape{{50, 50}, 20},
        EllipseShape{{50, 50}, 20, 22, 0.5});
    row("polygon", PolygonShape{square}, PolygonShape{moved(square, {4, 2})},
        PolygonShape{moved(square, {2, 1})});
    row("rectangle and polygon", RectShape{100, 100, 100, 100}, PolygonShape{moved(square, {4, 2})},
        PolygonShape{moved(square, {2, 1})});
  }
  void shapes() {
    QFETCH(Shape, mine);
    QFETCH(Shape, theirs);
    QFETCH(Shape, middle);
    const auto all = taken(labelled(mine), labelled(theirs), TakeOver::theirs);
    QVERIFY(all);
    QVERIFY(all->shape == theirs);
    QCOMPARE(all->attributes.text("label"), std::string("tin"));
    const auto half = taken(labelled(mine), labelled(theirs), TakeOver::middle);
    QVERIFY(half);
    QVERIFY(half->shape == middle);
    QVERIFY2(!taken(labelled(theirs), labelled(theirs), TakeOver::theirs), "there already");
  }

  void anEllipseIsTheSameTurnedByHalfACircle() {
    const EllipseShape mine{{50, 50}, 40, 20, 0.1}, theirs{{50, 50}, 22, 44, 0.3 + pi / 2};
    const auto half = taken(labelled(mine), labelled(theirs), TakeOver::middle);
    QVERIFY(half);
    const auto& middle = std::get<EllipseShape>(half->shape);
    QVERIFY(std::abs(middle.rx - 42) < 1e-9 && std::abs(middle.ry - 21) < 1e-9);
    QVERIFY(std::abs(std::remainder(middle.theta - 0.2, pi)) < 1e-9);
  }

  void oneCorner() {
    const Region mine = labelled(RectShape{10, 20, 100, 60}), theirs = labelled(RectShape{14, 18, 110, 70});
    const auto first = taken(mine, theirs, TakeOver::theirs, 0);
    QVERIFY(first);
    QVERIFY(first->shape == Shape(RectShape{14, 18, 96, 62})); // the opposite one stays at 110, 80
    const auto third = taken(mine, theirs, TakeOver::middle, 2);
    QVERIFY(third);
    QVERIFY(third->shape == Shape(RectShape{10, 20, 107, 64}));
    const auto point = taken(labelled(PointShape{{5, 5}}), labelled(PointShape{{9, 2}}), TakeOver::theirs, 0);
    QVERIFY(point);
    QVERIFY(point->shape == Shape(PointShape{{9, 2}}));
    QVERIFY(!taken(mine, theirs, TakeOver::theirs, 4));
  }

  void nothingBetween() {
    const Region circle = labelled(CircleShape{{150, 150}, 56}), polygon = labelled(PolygonShape{square});
    QVERIFY(!taken(circle, polygon, TakeOver::middle));
    const auto theirs = taken(circle, polygon, TakeOver::theirs);
    QVERIFY(theirs);
    QVERIFY(theirs->shape == polygon.shape);
    // A rim has four corners.
    const Region rim = regionFromRim({square, {}, {}});
    QVERIFY(!taken(rim, labelled(CircleShape{{150, 150}, 56}, "box"), TakeOver::theirs));
    const auto around = taken(labelled(CircleShape{{150, 150}, 56}, "box"), rim, TakeOver::theirs);
    QVERIFY(around);
    QVERIFY(around->shape == Shape(PolygonShape{square})); // it encloses something
  }

  void anOutlineIsNoRim() {
    Picture mine = pictureWith({labelled(RectShape{100, 100, 100, 100}, "lid")});
    const Picture theirs = pictureWith({labelled(PolygonShape{moved(square, {4, 2})}, "lid")});
    Region drawn = theirs.regions[0];
    setNoRim(drawn, true);
    const Picture said = pictureWith({drawn});
    QVERIFY(takeOver(mine, said, comparePictures(mine, said).matches[0], TakeOver::theirs));
    QCOMPARE(rimRegionIndex(mine), -1);
    QVERIFY(std::holds_alternative<PolygonShape>(mine.regions[0].shape));
  }

  // Each goes where the other one was.
  void keypointsThatChangePlaces() {
    const KeypointSet set{{"face", {"left", "right", "chin"}, {}, {}}, {{{10, 10}}, {{12, 10}}, {{60, 90}}}};
    KeypointSet other = set;
    std::swap(other.points[0].at, other.points[1].at);
    const Region mine = regionFromKeypointSet(set), theirs = regionFromKeypointSet(other);
    const auto all = taken(mine, theirs, TakeOver::theirs);
    QVERIFY(all);
    QVERIFY(all->shape == theirs.shape);
  }

  void aRim_data() {
    QTest::addColumn<Points>("outline");
    QTest::newRow("marked") << Points();
    QTest::newRow("an older outline") << square;
    QTest::newRow("whose last point is the first")
        << Points{square[0], square[1], square[2], square[3], square[0]};
  }
  void aRim() {
    QFETCH(Points, outline);
    Rim rim{square, BoxSize{0.6, 0.4, 0.2}, {}};
    rim.origin.source = RimSource::model;
    rim.origin.network = "corners-1";
    rim.origin.confidence = {0.5, 0.6, 0.7, 0.8};
    Region older;
    older.shape = PolylineShape{outline};
    Picture mine = pictureWith({outline.empty() ? regionFromRim(rim) : older});
    const Picture same = mine, theirs = pictureWith({regionFromRim({moved(square, {4, 2}), {}, {}})});
    QVERIFY(!takeOver(mine, same, comparePictures(mine, same).matches[0], TakeOver::theirs));
    QVERIFY(mine == same); // it is the network's as ever
    QVERIFY(takeOver(mine, theirs, comparePictures(mine, theirs).matches[0], TakeOver::middle));
    const auto now = rimOf(mine);
    QVERIFY(now);
    QCOMPARE(now->corners, moved(square, {2, 1}));
    QCOMPARE(now->origin, RimOrigin()); // nothing is left that a network said
    QCOMPARE(now->size.has_value(), outline.empty());
    QCOMPARE(mine.regions.size(), std::size_t(1));
  }
};

QTEST_GUILESS_MAIN(TestTakeOver)
#include "test_take_over.moc"
