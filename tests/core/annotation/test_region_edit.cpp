#include "core/annotation/keypoint_set.h"
#include "core/annotation/region_edit.h"
#include "core/annotation/region_index.h"
#include "core/annotation/rim.h"
#include <QTest>
#include <cmath>
#include <numbers>
#include <random>

using namespace fillscope;

namespace {

constexpr double pi = std::numbers::pi;

bool near(Vec2 a, Vec2 b, double tolerance = 1e-9) { return norm(a - b) <= tolerance; }
bool near(double a, double b, double tolerance = 1e-9) { return std::abs(a - b) <= tolerance; }

struct Random {
  std::mt19937 engine{20240611};
  double operator()(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(engine);
  }
  int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(engine); }
  Vec2 spot() { return {(*this)(-200, 900), (*this)(-200, 900)}; }
  Shape shape() {
    std::vector<Vec2> points;
    for (int i = whole(3, 9); i > 0; --i)
      points.push_back(spot());
    const Vec2 at = spot();
    switch (whole(0, 5)) {
    case 0:
      return RectShape{at.x, at.y, (*this)(1, 300), (*this)(1, 300)};
    case 1:
      return CircleShape{at, (*this)(1, 200)};
    case 2:
      return EllipseShape{at, (*this)(1, 200), (*this)(1, 200), (*this)(-pi, pi)};
    case 3:
      return PolygonShape{points};
    case 4:
      return PolylineShape{points};
    default:
      return PointShape{at};
    }
  }
};

Region regionOf(Shape shape) { return {std::move(shape), {}, {}, {}}; }

Region rimRegion() {
  Rim rim;
  rim.corners = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};
  return regionFromRim(rim);
}

} // namespace

class TestRegionEdit : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void boundsHoldEveryPointOfTheOutline() {
    Random random;
    for (int i = 0; i < 400; ++i) {
      const Shape shape = random.shape();
      const Bounds bounds = *boundsOf(shape);
      const Bounds outline = boundsOf(flattened(shape, 0.01));
      QVERIFY(bounds.grown(1e-9).contains(outline));
      // And no larger than the outline needs.
      QVERIFY(outline.grown(0.011).contains(bounds));
    }
    QVERIFY(!boundsOf(UnknownShape{"{}"}));
    QVERIFY(!boundsOf(PolygonShape{}));
  }

  void movingKeepsTheForm() {
    Random random;
    for (int i = 0; i < 400; ++i) {
      const Shape shape = random.shape();
      const Vec2 by{std::round(random(-300, 300)), std::round(random(-300, 300))};
      const Shape moved = movedBy(shape, by);
      QCOMPARE(int(kindOf(moved)), int(kindOf(shape)));
      const Bounds before = *boundsOf(shape), after = *boundsOf(moved);
      QVERIFY(near(after.low, before.low + by, 1e-9) && near(after.size(), before.size(), 1e-9));
    }
    const Shape unknown = UnknownShape{"{\"name\":\"cloud\"}"};
    QVERIFY(movedBy(unknown, {1, 2}) == unknown);
  }

  void theOutlineIsAtNoDistanceAndItsInsideHoldsTheMiddle() {
    Random random;
    for (int i = 0; i < 300; ++i) {
      const Region region = regionOf(random.shape());
      for (const Vec2& vertex : verticesOf(region.shape))
        QVERIFY(distanceToOutline(region, vertex) < 1e-9);
    }
    const Region ellipse = regionOf(EllipseShape{{50, 40}, 30, 10, pi / 2});
    QVERIFY(containsPoint(ellipse, {50, 65}));
    QVERIFY(!containsPoint(ellipse, {75, 40}));
    QVERIFY(distanceToOutline(ellipse, {50, 70}) < 0.06);
    const Region circle = regionOf(CircleShape{{10, 10}, 5});
    QCOMPARE(distanceToOutline(circle, {10, 10}), 5.0);
    const Region open = regionOf(PolylineShape{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}});
    QVERIFY(!containsPoint(open, {5, 5}));
    QCOMPARE(distanceToOutline(open, {-3, 5}), std::hypot(3, 5));
    const Region rim = rimRegion();
    QVERIFY(containsPoint(rim, {5, 5})); // a rim is closed, though VIA keeps it as a line
    QCOMPARE(distanceToOutline(rim, {-3, 5}), 3.0);
  }

  void aHandleGoesWhereItIsDragged() {
    Random random;
    for (int i = 0; i < 400; ++i) {
      const Shape shape = random.shape();
      const std::vector<ShapeHandle> handles = handlesOf(shape, 25);
      QVERIFY(!handles.empty());
      for (const ShapeHandle& handle : handles) {
        QVERIFY2(
            near(boundsOf(withHandleAt(shape, handle.index, handle.at))->low, boundsOf(shape)->low, 1e-6),
            "a handle put where it is changes nothing");
        if (handle.role == ShapeHandle::Role::rotation) continue;
        // Along its own direction away from the middle, so that radii and sides can follow.
        const Vec2 centre = boundsOf(shape)->centre();
        const Vec2 to = handle.role == ShapeHandle::Role::vertex || handle.role == ShapeHandle::Role::corner
                            ? random.spot()
                            : handle.at + 0.5 * (handle.at - centre);
        const Shape changed = withHandleAt(shape, handle.index, to);
        bool found = false;
        for (const ShapeHandle& after : handlesOf(changed, 25))
          found = found || near(after.at, to, 1e-6);
        QVERIFY(found);
      }
    }
  }

  void rectHandlesResize() {
    const Shape rect = RectShape{10, 20, 40, 30};
    QVERIFY(withHandleAt(rect, 2, {60, 70}) == Shape(RectShape{10, 20, 50, 50}));
    QVERIFY(withHandleAt(rect, 5, {70, -99}) == Shape(RectShape{10, 20, 60, 30}));
    QVERIFY(withHandleAt(rect, 0, {60, 60}) == Shape(RectShape{50, 50, 10, 10})); // turned inside out
    QVERIFY(withHandleAt(rect, 2, {90, 50}, true) == Shape(RectShape{10, 20, 80, 60}));
  }

  void theKnobTurnsAnEllipse() {
    const EllipseShape ellipse{{100, 100}, 40, 20, 0.3};
    const ShapeHandle knob = handlesOf(ellipse, 30)[4];
    QCOMPARE(norm(knob.at - ellipse.centre), 50.0);
    const Shape turned =
        withHandleAt(ellipse, 4, {100 + 7 * std::cos(1.1 - pi / 2), 100 + 7 * std::sin(1.1 - pi / 2)});
    QVERIFY(near(std::get<EllipseShape>(turned).theta, 1.1));
    const Shape stepped =
        withHandleAt(ellipse, 4, {100 + 7 * std::cos(1.1 - pi / 2), 100 + 7 * std::sin(1.1 - pi / 2)}, true);
    QVERIFY(near(std::get<EllipseShape>(stepped).theta, pi / 3));
    const Shape even =
        withHandleAt(ellipse, 0, ellipse.centre + Vec2{80 * std::cos(0.3), 80 * std::sin(0.3)}, true);
    QVERIFY(near(std::get<EllipseShape>(even).ry, 40));
  }

  void verticesComeAndGo() {
    Random random;
    for (int i = 0; i < 200; ++i) {
      const Shape shape = random.shape();
      const ShapeKind kind = kindOf(shape);
      const int count = static_cast<int>(verticesOf(shape).size());
      const bool line = kind == ShapeKind::polygon || kind == ShapeKind::polyline;
      const int edge = random.whole(0, std::max(count - 2, 0));
      const auto inserted = withVertexInserted(shape, edge, {1.25, 2.5});
      QCOMPARE(inserted.has_value(), line);
      if (!inserted) continue;
      QCOMPARE(verticesOf(*inserted)[static_cast<std::size_t>(edge + 1)], (Vec2{1.25, 2.5}));
      QVERIFY(withVertexRemoved(*inserted, edge + 1) == shape);
    }
    QVERIFY(!withVertexRemoved(PolygonShape{{{0, 0}, {1, 0}, {0, 1}}}, 0));
    QVERIFY(!withVertexRemoved(PolylineShape{{{0, 0}, {1, 0}}}, 0));
    QVERIFY(withVertexInserted(PolygonShape{{{0, 0}, {1, 0}, {0, 1}}}, 2, {0, 0.5}));
    QVERIFY(!withVertexInserted(PolylineShape{{{0, 0}, {1, 0}, {0, 1}}}, 2, {0, 0.5}));
    QVERIFY(hasFixedVertices(rimRegion()));
    KeypointSet set{boxTemplate(), std::vector<Keypoint>(4)};
    QVERIFY(hasFixedVertices(regionFromKeypointSet(set)));
    QVERIFY(!hasFixedVertices(regionOf(PolylineShape{{{0, 0}, {1, 0}}})));
  }

  void conversions_data() {
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    for (int from = 0; from < 6; ++from)
      for (int to = 0; to < 6; ++to)
        QTest::addRow("%d to %d", from, to) << from << to;
  }
  void conversions() {
    QFETCH(int, from);
    QFETCH(int, to);
    const Shape shapes[] = {RectShape{10, 20, 40, 30},
                            CircleShape{{30, 40}, 12.5},
                            EllipseShape{{30, 40}, 20, 10, 0.4},
                            PolygonShape{{{0, 0}, {30, 2}, {28, 33}, {-4, 20}}},
                            PolylineShape{{{0, 0}, {30, 2}, {28, 33}}},
                            PointShape{{7, 8}}};
    const auto result = converted(shapes[from], static_cast<ShapeKind>(to));
    QCOMPARE(result.has_value(), from == to || from != 5);
    if (!result) return;
    QCOMPARE(int(kindOf(*result)), to);
    QVERIFY(int(checkShape(regionOf(*result))) == int(ShapeFault::none));
    QVERIFY(boundsOf(shapes[from])->grown(20).contains(*boundsOf(*result)));
  }

  void anEllipseComesBackFromItsPolygon() {
    Random random;
    for (int i = 0; i < 100; ++i) {
      const EllipseShape ellipse{random.spot(), random(50, 200), random(10, 45), random(-1.5, 1.5)};
      const Shape polygon = *converted(ellipse, ShapeKind::polygon, 0.001);
      const auto back = std::get<EllipseShape>(*converted(polygon, ShapeKind::ellipse));
      QVERIFY(near(back.centre, ellipse.centre, 1e-6));
      QVERIFY(near(back.rx, ellipse.rx, 0.01) && near(back.ry, ellipse.ry, 0.01));
      QVERIFY(near(std::remainder(back.theta - ellipse.theta, pi), 0, 1e-6));
    }
  }

  void aClosedLineAndAPolygonAreOneAnother() {
    const PolygonShape polygon{{{0, 0}, {30, 2}, {28, 33}, {-4, 20}}};
    const Shape line = *converted(polygon, ShapeKind::polyline);
    QCOMPARE(verticesOf(line).size(), std::size_t(5));
    QVERIFY(*converted(line, ShapeKind::polygon) == Shape(polygon));
    QVERIFY(!converted(PolylineShape{{{0, 0}, {1, 1}}}, ShapeKind::polygon));
  }

  void cornersAreOrderedFromAnyStart() {
    const std::vector<Vec2> corners{{10, 10}, {90, 15}, {100, 80}, {5, 70}};
    for (std::size_t start = 0; start < 4; ++start)
      for (const bool backwards : {false, true}) {
        std::vector<Vec2> given = corners;
        std::rotate(given.begin(), given.begin() + static_cast<std::ptrdiff_t>(start), given.end());
        if (backwards) std::reverse(given.begin(), given.end());
        QCOMPARE(orderedClockwise(given), corners);
      }
    QVERIFY(orderedClockwise({}).empty());
  }

  void faults_data() {
    QTest::addColumn<std::vector<Vec2>>("points");
    QTest::addColumn<int>("asPolygon");
    QTest::addColumn<int>("asLine");
    const int none = int(ShapeFault::none), crossing = int(ShapeFault::crossing),
              repeated = int(ShapeFault::repeatedPoint), few = int(ShapeFault::tooFewPoints);
    using Points = std::vector<Vec2>;
    QTest::newRow("square") << Points{{0, 0}, {9, 0}, {9, 9}, {0, 9}} << none << none;
    QTest::newRow("dented") << Points{{0, 0}, {9, 0}, {5, 4}, {9, 9}, {0, 9}} << none << none;
    QTest::newRow("bow") << Points{{0, 0}, {9, 9}, {9, 0}, {0, 9}} << crossing << none;
    QTest::newRow("spike that runs back") << Points{{0, 0}, {9, 0}, {9, 9}, {9, 3}} << crossing << none;
    QTest::newRow("on a line") << Points{{0, 0}, {9, 0}, {4, 0}} << crossing << none;
    QTest::newRow("vertex on another side")
        << Points{{0, 0}, {9, 0}, {9, 9}, {5, 0}, {0, 9}} << crossing << none;
    QTest::newRow("twice") << Points{{0, 0}, {9, 0}, {9, 0}, {0, 9}} << repeated << repeated;
    QTest::newRow("closed line") << Points{{0, 0}, {9, 0}, {9, 9}, {0, 0}} << repeated << none;
    QTest::newRow("two points") << Points{{0, 0}, {9, 0}} << few << none;
    QTest::newRow("one point") << Points{{0, 0}} << few << few;
    QTest::newRow("none") << Points{} << few << few;
    QTest::newRow("nowhere") << Points{{0, 0}, {9, 0}, {std::nan(""), 9}} << int(ShapeFault::notFinite)
                             << int(ShapeFault::notFinite);
  }
  void faults() {
    QFETCH(std::vector<Vec2>, points);
    QFETCH(int, asPolygon);
    QFETCH(int, asLine);
    QCOMPARE(int(checkShape(regionOf(PolygonShape{points}))), asPolygon);
    QCOMPARE(int(checkShape(regionOf(PolylineShape{points}))), asLine);
  }

  void shapesWithoutAreaAreTold() {
    QCOMPARE(int(checkShape(regionOf(RectShape{1, 2, 0, 5}))), int(ShapeFault::noArea));
    QCOMPARE(int(checkShape(regionOf(CircleShape{{1, 2}, 0}))), int(ShapeFault::noArea));
    QCOMPARE(int(checkShape(regionOf(PointShape{{1, 2}}))), int(ShapeFault::none));
    QCOMPARE(int(checkShape(regionOf(UnknownShape{"{}"}))), int(ShapeFault::none));
  }

  void theLastPieceIsJudgedWhileDrawing() {
    std::vector<Vec2> points{{0, 0}, {9, 9}, {9, 0}};
    QCOMPARE(int(checkLastPiece(points)), int(ShapeFault::none));
    points.push_back({0, 9});
    QCOMPARE(int(checkLastPiece(points)), int(ShapeFault::crossing));
    points.back() = {9, 9};
    QCOMPARE(int(checkLastPiece(points)), int(ShapeFault::repeatedPoint));
    points.back() = {20, 0};
    QCOMPARE(int(checkLastPiece(points)), int(ShapeFault::none));
  }

  void theIndexFindsWhatASearchOfAllFinds() {
    Random random;
    std::vector<Region> regions;
    for (int i = 0; i < 500; ++i)
      regions.push_back(regionOf(random.shape()));
    regions.push_back(regionOf(RectShape{-5000, -5000, 12000, 12000}));
    regions.push_back(regionOf(UnknownShape{"{}"}));
    RegionIndex index;
    index.reset(regions);
    const auto agree = [&] {
      for (int i = 0; i < 60; ++i) {
        const Vec2 low = random.spot();
        const double size = i % 3 == 0 ? 1 : i % 3 == 1 ? 100 : 1e6;
        const Bounds area{low, low + Vec2{size, size}};
        std::vector<int> expected;
        for (std::size_t r = 0; r < regions.size(); ++r)
          if (const auto bounds = boundsOf(regions[r].shape); bounds && bounds->meets(area))
            expected.push_back(static_cast<int>(r));
        QCOMPARE(index.meeting(area), expected);
      }
    };
    agree();
    for (int i = 0; i < 300; ++i) {
      const int at = random.whole(0, static_cast<int>(regions.size()));
      if (at == static_cast<int>(regions.size())) regions.emplace_back();
      regions[static_cast<std::size_t>(at)].shape = random.shape();
      index.update(at, regions[static_cast<std::size_t>(at)].shape);
    }
    agree();
    QCOMPARE(index.count(), static_cast<int>(regions.size()));
  }
};

QTEST_GUILESS_MAIN(TestRegionEdit)
#include "test_region_edit.moc"
