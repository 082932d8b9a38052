#include "core/annotation/agreement.h"
#include "core/annotation/keypoint_set.h"
#include "core/annotation/picture_pairs.h"
#include "core/annotation/region_geometry.h"
#include "core/annotation/rim.h"
#include <QtTest>
#include <algorithm>
#include <numbers>
#include <random>

using namespace fillscope;

namespace {

Region labelled(Shape shape, const std::string& label) {
  Region region;
  region.shape = std::move(shape);
  if (!label.empty()) region.attributes.set("label", label);
  return region;
}
Picture pictureWith(std::vector<Region> regions, const std::string& name = "a.jpg") {
  Picture picture;
  picture.id = picture.filename = name;
  picture.regions = std::move(regions);
  return picture;
}
Region rimAt(const std::vector<Vec2>& corners) { return regionFromRim({corners, {}, {}}); }
const std::vector<Vec2> square{{100, 100}, {200, 100}, {200, 200}, {100, 200}};

std::vector<Vec2> moved(std::vector<Vec2> points, Vec2 by) {
  for (Vec2& p : points)
    p = p + by;
  return points;
}

} // namespace

class TestAgreement : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void overlapIsExact_data() {
    QTest::addColumn<double>("dx");
    QTest::addColumn<double>("expected");
    QTest::newRow("same") << 0.0 << 1.0;
    QTest::newRow("a quarter off") << 25.0 << 75.0 / 125.0;
    QTest::newRow("half off") << 50.0 << 0.0; // 1/3 is less than the half that is asked
  }
  void overlapIsExact() {
    QFETCH(double, dx);
    QFETCH(double, expected);
    const auto agreement =
        comparePictures(pictureWith({labelled(RectShape{100, 100, 100, 100}, "tin")}),
                        pictureWith({labelled(PolygonShape{moved(square, {dx, 0})}, "tin")}));
    QCOMPARE(agreement.matches.size(), std::size_t(expected > 0));
    QCOMPARE(agreement.missing.size(), std::size_t(expected > 0 ? 0 : 1));
    QCOMPARE(agreement.extra.size(), std::size_t(expected > 0 ? 0 : 1));
    if (expected > 0) QVERIFY(std::abs(agreement.matches[0].overlap - expected) < 1e-12);
  }

  void circlesAndEllipsesOverlap() {
    const auto agreement = comparePictures(pictureWith({labelled(CircleShape{{50, 50}, 20}, "")}),
                                           pictureWith({labelled(EllipseShape{{50, 50}, 20, 20, 0.3}, "")}));
    QCOMPARE(agreement.matches.size(), std::size_t(1));
    QVERIFY(agreement.matches[0].overlap > 0.99);
  }

  void labelsMatter() {
    const Picture a = pictureWith({labelled(RectShape{0, 0, 9, 9}, "cat")}),
                  b = pictureWith({labelled(RectShape{0, 0, 9, 9}, "dog")});
    QCOMPARE(comparePictures(a, b).missing, std::vector<int>{0});
    AgreementOptions options;
    options.anyLabel = true;
    QCOMPARE(comparePictures(a, b, options).matches.size(), std::size_t(1));
  }

  // Greedy pairing would take the 0.9 first and lose the second pair.
  void assignmentIsTheBestOfAll() {
    const auto at = [](double x) { return labelled(RectShape{x, 0, 100, 100}, ""); };
    const auto agreement = comparePictures(pictureWith({at(0), at(12)}), pictureWith({at(10), at(-20)}));
    QCOMPARE(agreement.matches.size(), std::size_t(2));
    QCOMPARE(agreement.matches[0].b, 1);
    QCOMPARE(agreement.matches[1].b, 0);
  }

  void cornersAreComparedWhateverTheirOrder_data() {
    QTest::addColumn<int>("turn");
    QTest::addColumn<bool>("reversed");
    for (int turn = 0; turn < 4; ++turn)
      for (const bool reversed : {false, true})
        QTest::addRow("turned by %d%s", turn, reversed ? ", the other way round" : "") << turn << reversed;
  }
  void cornersAreComparedWhateverTheirOrder() {
    QFETCH(int, turn);
    QFETCH(bool, reversed);
    std::vector<Vec2> corners = moved(square, {3, 4});
    corners[2] = corners[2] + Vec2{1, 0};
    std::rotate(corners.begin(), corners.begin() + turn, corners.end());
    if (reversed) std::reverse(corners.begin(), corners.end());
    const auto agreement = comparePictures(pictureWith({rimAt(square), labelled(RectShape{0, 0, 5, 5}, "x")}),
                                           pictureWith({labelled(PolygonShape{corners}, "box")}));
    QCOMPARE(agreement.matches.size(), std::size_t(1));
    const ShapeMatch& match = agreement.matches[0];
    QCOMPARE(match.shape, std::string("box rim"));
    QCOMPARE(match.names[0], std::string("top-left"));
    QVERIFY(norm(match.offsets[0] - Vec2{3, 4}) < 1e-9);
    QVERIFY(norm(match.offsets[2] - Vec2{4, 4}) < 1e-9);
    QVERIFY(std::abs(match.meanDistance - (15 + std::sqrt(32.0)) / 4) < 1e-9);
    QVERIFY(std::abs(match.meanShare - match.meanDistance / std::hypot(100.0, 100.0)) < 1e-12);
    QCOMPARE(agreement.missing, std::vector<int>{1});
  }

  void keypointsAreComparedByName() {
    KeypointSet set{{"person", {"nose", "left eye", "tail"}, {}, {}},
                    {{{10, 10}}, {{20, 10}}, {{90, 90}, KeypointVisibility::outside}}};
    KeypointSet other = set;
    std::swap(other.kind.keypoints[0], other.kind.keypoints[1]);
    std::swap(other.points[0], other.points[1]);
    other.points[0].visibility = KeypointVisibility::hidden;
    const auto agreement = comparePictures(pictureWith({regionFromKeypointSet(set)}),
                                           pictureWith({regionFromKeypointSet(other)}));
    QCOMPARE(agreement.matches.size(), std::size_t(1));
    QCOMPARE(agreement.matches[0].oks, std::optional<double>(1.0));
    QCOMPARE(agreement.matches[0].vertices, (std::vector<int>{0, 1}));
    QCOMPARE(agreement.matches[0].partners, (std::vector<int>{1, 0}));
    QVERIFY(!agreement.matches[0].sameVisibility);
  }

  void pointsAndLinesGoByDistance() {
    const auto line = [](double y) { return labelled(PolylineShape{{{0, y}, {50, y}, {100, y}}}, "lane"); };
    const auto point = [](double x) { return labelled(PointShape{{x, 5}}, "nail"); };
    const auto agreement =
        comparePictures(pictureWith({line(0), point(300)}), pictureWith({point(304), line(2), point(340)}));
    QCOMPARE(agreement.matches.size(), std::size_t(2));
    QVERIFY(std::abs(agreement.matches[0].likeness - 0.8) < 1e-9);
    QVERIFY(std::abs(agreement.matches[1].meanDistance - 4) < 1e-9);
    QCOMPARE(agreement.extra, std::vector<int>{2});
  }

  void summaryAddsUp() {
    Project a, b;
    a.pictures = {pictureWith({rimAt(square)}, "one/a.jpg"), pictureWith({rimAt(square)}, "b.jpg"),
                  pictureWith({rimAt(square)}, "only.jpg")};
    b.pictures = {pictureWith({rimAt(moved(square, {2, 0}))}, "b.jpg"),
                  pictureWith({rimAt(moved(square, {4, 0})), labelled(RectShape{0, 0, 5, 5}, "x")}, "a.jpg")};
    const auto agreement = compareAnnotations(a, b);
    QVERIFY(agreement.ok());
    const AgreementSummary& s = agreement->summary;
    QCOMPARE(s.pictures, 2);
    QCOMPARE(s.matched, 2);
    QCOMPARE(s.missing, 1);
    QCOMPARE(s.extra, 1);
    QCOMPARE(s.corners, 8);
    QVERIFY(std::abs(s.meanDistance - 3) < 1e-9);
    QVERIFY(std::abs(s.precision - 2.0 / 3) < 1e-12 && std::abs(s.recall - 2.0 / 3) < 1e-12);
    QCOMPARE(s.bias.size(), std::size_t(4));
    QCOMPARE(s.bias[1].corner, std::string("top-right"));
    QVERIFY(norm(s.bias[1].mean - Vec2{3, 0}) < 1e-9);
    QCOMPARE(agreement->onlyInA, std::vector<int>{2});
    QVERIFY(agreement->pictures[0].score < agreement->pictures[1].score);
  }

  void summaryIsOfWhatThePicturesAre() {
    Project a, b;
    a.pictures = {pictureWith({rimAt(square)}, "both.jpg"), pictureWith({rimAt(square)}, "mine.jpg")};
    b.pictures = {pictureWith({rimAt(moved(square, {4, 0}))}, "both.jpg"),
                  pictureWith({rimAt(square), labelled(PointShape{{5, 5}}, "x")}, "theirs.jpg")};
    auto agreement = compareAnnotations(a, b);
    QVERIFY(agreement.ok());
    QCOMPARE(agreement->summary.extra, 2);
    agreement->pictures[0] = comparePictures(b.pictures[0], b.pictures[0]);
    agreement->regionsOnlyInA[0] = comparedRegions(b.pictures[1]);
    const AgreementSummary s = summaryOf(*agreement);
    QCOMPARE(s.pictures, 1);
    QCOMPARE(s.matched, 1);
    QCOMPARE(s.missing, 2);
    QCOMPARE(s.extra, 2);
    QCOMPARE(s.meanDistance, 0.0);
    QCOMPARE(s.bias.size(), std::size_t(4));
    QCOMPARE(s.bias[0].mean, (Vec2{0, 0}));
  }

  void everythingAgreesWithItself() {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(0, 900), size(5, 60);
    Project project;
    for (int p = 0; p < 5; ++p) {
      Picture picture = pictureWith({}, std::to_string(p) + ".png");
      for (int i = 0; i < 40; ++i) {
        const Vec2 at{place(random), place(random)};
        const double s = size(random);
        const Shape shapes[] = {RectShape{at.x, at.y, s, s / 2},
                                CircleShape{at, s},
                                EllipseShape{at, s, s / 3, 0.4},
                                PolygonShape{{at, at + Vec2{s, 1}, at + Vec2{3, s}}},
                                PolylineShape{{at, at + Vec2{s, 1}, at + Vec2{3, s}}},
                                PointShape{at}};
        picture.regions.push_back(labelled(shapes[i % 6], i % 2 ? "a" : "b"));
      }
      project.pictures.push_back(picture);
    }
    const auto agreement = compareAnnotations(project, project);
    QVERIFY(agreement.ok());
    QCOMPARE(agreement->summary.matched, 200);
    QCOMPARE(agreement->summary.missing + agreement->summary.extra, 0);
    for (const PictureAgreement& picture : agreement->pictures)
      for (const ShapeMatch& match : picture.matches) {
        QCOMPARE(match.a, match.b);
        QVERIFY(std::abs(match.likeness - 1) < 1e-9);
      }
  }

  void picturesArePairedByTheLongestEndOfTheirPaths() {
    using Names = std::vector<std::string>;
    using Pairs = std::vector<int>;
    // Equal names first, in their order.
    QCOMPARE(pairedByName({"a.png", "a.png", "b.png"}, {"b.png", "a.png", "a.png"}), (Pairs{1, 2, 0}));
    QCOMPARE(pairedByName({"cam2/1.png", "cam1/1.png"}, {"set/cam1/1.png", "set/cam2/1.png"}), (Pairs{1, 0}));
    QCOMPARE(pairedByName({"/x/cam2/1.png", "/x/cam1/1.png"}, {"C:\\y\\cam1\\1.png", "cam2/1.png"}),
             (Pairs{1, 0}));
    QCOMPARE(pairedByName({"one/1.png"}, {"two/1.png"}), Pairs{0});
    // Nobody can tell.
    QCOMPARE(pairedByName({"a/1.png", "b/1.png"}, {"c/1.png", "d/1.png"}), (Pairs{-1, -1}));
    QCOMPARE(pairedByName({"a/1.png", "b/1.png"}, {"1.png"}), (Pairs{-1, -1}));
    // What is left of two once one is told apart.
    QCOMPARE(pairedByName({"a/1.png", "b/1.png"}, {"x/a/1.png", "1.png"}), (Pairs{0, 1}));
    QCOMPARE(pairedByName({"11.png"}, {"1.png"}), Pairs{-1});
    QCOMPARE(pairedByName(Names{}, {"1.png"}), Pairs{});
  }

  void nothingAgreesWithNothing() {
    const auto agreement = compareAnnotations({}, {});
    QVERIFY(agreement.ok());
    QCOMPARE(agreement->summary.f1, 1.0);
    Progress stopped;
    stopped.isCancelled = [] { return true; };
    Project one;
    one.pictures = {pictureWith({})};
    QCOMPARE(compareAnnotations(one, one, {}, stopped).error().code, ErrorCode::cancelled);
  }

  void areasAreExact() {
    QCOMPARE(enclosedArea(RectShape{1, 2, 3, 4}), 12.0);
    QCOMPARE(enclosedArea(CircleShape{{0, 0}, 2}), 4 * std::numbers::pi);
    QCOMPARE(enclosedArea(PolygonShape{{{0, 0}, {4, 0}, {0, 3}}}), 6.0);
    QCOMPARE(enclosedArea(PolylineShape{square}), 0.0);
    const auto many = ellipsePolygon({{5, 5}, 4, 2, 0.7}, 4096);
    QVERIFY(std::abs(polygonArea(many) - enclosedArea(EllipseShape{{5, 5}, 4, 2, 0.7})) < 1e-4);
  }

  void clippingKeepsWhatIsInside() {
    const auto clipped = clippedToPicture({{-10, -10}, {30, -10}, {30, 30}, {-10, 30}}, {20, 10});
    QVERIFY(std::abs(polygonArea(clipped) - 200) < 1e-12);
    QVERIFY(isInside(clipped, {20, 10}));
    QVERIFY(clippedToPicture({{-9, -9}, {-3, -9}, {-3, -3}}, {20, 10}).empty());
    QCOMPARE(clippedToPicture(square, {300, 300}), square);
  }

  void smallestRectangleHoldsAll() {
    const auto turned = turnedRectangle({10, 20, 60, 30}, 0.6);
    std::vector<Vec2> points = turned;
    points.push_back(0.5 * (turned[0] + turned[2]));
    QVERIFY(std::abs(polygonArea(smallestRectangle(points)) - 1800) < 1e-9);
    QCOMPARE(smallestRectangle({{3, 4}}), std::vector<Vec2>(4, Vec2{3, 4}));
    QVERIFY(smallestRectangle({}).empty());
  }
};

QTEST_GUILESS_MAIN(TestAgreement)
#include "test_agreement.moc"
