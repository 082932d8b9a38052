// How a rim, its size and a picture's sources become VIA regions and attributes, and come back.
#include "core/annotation/box_keypoints.h"
#include "core/annotation/rim.h"
#include <QTest>

using namespace fillscope;

namespace {

Region line(std::vector<Vec2> points, Attributes attributes = {}) {
  Region region;
  region.shape = PolylineShape{std::move(points)};
  region.attributes = std::move(attributes);
  return region;
}

Region polygon(std::vector<Vec2> points) {
  Region region;
  region.shape = PolygonShape{std::move(points)};
  return region;
}

Attributes labelled(const std::string& name, const std::string& value) {
  Attributes attributes;
  attributes.set(name, value);
  return attributes;
}

const std::vector<Vec2> square{{10, 10}, {90, 12}, {88, 70}, {9, 71}};

} // namespace

class TestRim : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void rimComesBackEqual() {
    Picture picture;
    const Rim rim{{{158.123456789012345, 8}, {-489.1, 8.0 / 3}, {594, 1e4}, {27, 560}},
                  BoxSize{0.6, 0.4, 1.0 / 3}};
    setRim(picture, rim);
    QCOMPARE(picture.regions.size(), std::size_t(1));
    const Region& region = picture.regions[0];
    QVERIFY(std::holds_alternative<PolylineShape>(region.shape));
    QCOMPARE(region.attributes.text("type"), std::string("box rim"));
    QCOMPARE(region.attributes.text("corners"),
             std::string("1 top-left, 2 top-right, 3 bottom-right, 4 bottom-left"));
    QVERIFY(rimOf(picture) == rim);
  }

  void whatIsHiddenGoesWithItsCorner() {
    using enum KeypointVisibility;
    Picture picture;
    const Rim rim{square, {}, {}, {visible, hidden, visible, outside}};
    setRim(picture, rim);
    QCOMPARE(picture.regions[0].attributes.text("visibility"), std::string("2 1 2 0"));
    QVERIFY(rimOf(picture) == rim);
    // New corners of which nobody says anything have none of the old ones' words.
    setRim(picture, {{{1, 1}, {5, 1}, {5, 5}, {1, 5}}, {}});
    QVERIFY(!picture.regions[0].attributes.find("visibility"));
    QVERIFY(rimOf(picture)->visibility.empty());
  }

  void anOlderOutlineTakesWhatIsHiddenAlongAsItIsTurned() {
    using enum KeypointVisibility;
    Picture picture;
    picture.regions = {line({square[2], square[1], square[0], square[3]}, labelled("visibility", "1 2 2 2"))};
    const auto rim = rimOf(picture);
    QVERIFY(rim && rim->corners == square);
    QVERIFY((rim->visibility == std::vector{visible, visible, hidden, visible}));
  }

  void anotherProgramsWordForVisibilityStays() {
    Picture picture;
    picture.regions = {line(square, labelled("visibility", "good"))};
    QVERIFY(rimOf(picture)->visibility.empty());
    setRim(picture, *rimOf(picture));
    QCOMPARE(picture.regions[0].attributes.text("visibility"), std::string("good"));
  }

  void aBoxOfKeypointsIsToldWhatIsHiddenOfItsRim() {
    using enum KeypointVisibility;
    KeypointSet set{boxTemplate(8), {}};
    for (const double down : {0.0, 30.0})
      for (const Vec2 corner : square)
        set.points.push_back({corner + Vec2{0, down}, down > 0 ? hidden : visible});
    Picture picture;
    picture.regions = {regionFromKeypointSet(set)};
    Rim rim = *rimOf(picture);
    QVERIFY((rim.visibility == std::vector(4, visible)));
    rim.visibility = {visible, outside, visible, hidden}; // whoever has a place there is in the picture
    setRim(picture, rim);
    QCOMPARE(picture.regions[0].attributes.text("visibility"), std::string("2 1 2 1 1 1 1 1"));
    QVERIFY((rimOf(picture)->visibility == std::vector{visible, hidden, visible, hidden}));
  }

  void theSourceOfARimIsKept_data() {
    QTest::addColumn<int>("source");
    QTest::addColumn<bool>("reviewed");
    QTest::addColumn<QString>("written");
    QTest::newRow("by hand") << int(RimSource::manual) << true << "manual";
    QTest::newRow("proposed") << int(RimSource::model) << false << "model";
    QTest::newRow("accepted") << int(RimSource::model) << true << "model";
    QTest::newRow("edited") << int(RimSource::edited) << true << "edited";
  }
  void theSourceOfARimIsKept() {
    QFETCH(int, source);
    QFETCH(bool, reviewed);
    QFETCH(QString, written);
    const bool byHand = source == int(RimSource::manual);
    RimOrigin origin;
    origin.source = static_cast<RimSource>(source);
    origin.reviewed = reviewed;
    if (!byHand) {
      origin.network = "box-corners";
      origin.confidence = {0.98, 1.0 / 3, 0.95, 0.99};
    }
    Picture picture;
    setRim(picture, {square, {}, origin});
    const Attributes& attributes = picture.regions[0].attributes;
    QCOMPARE(QString::fromStdString(attributes.text("source")), written);
    QCOMPARE(attributes.text("model"), std::string(byHand ? "" : "box-corners"));
    QCOMPARE(attributes.text("confidence").empty(), byHand);
    QCOMPARE(attributes.text("reviewed"), std::string(reviewed ? "" : "no"));
    QVERIFY(rimOf(picture)->origin == origin);
    QCOMPARE(rimOf(picture)->origin.leastConfidence().value_or(-1), byHand ? -1 : 1.0 / 3);
  }

  void aRimByHandLosesWhatTheNetworkSaid() {
    Picture picture;
    setRim(picture, {square, {}, {RimSource::model, "box-corners", {0.5, 0.5, 0.5, 0.5}, false}});
    setRim(picture, {square, {}});
    const Attributes& attributes = picture.regions[0].attributes;
    QCOMPARE(attributes.text("source"), std::string("manual"));
    for (const char* name : {"model", "confidence", "corner_confidence", "reviewed"})
      QVERIFY2(!attributes.find(name), name);
  }

  void aForeignSourceIsNotLost() {
    const Region before = line(square, labelled("source", "camera 2"));
    QCOMPARE(regionFromRim({square, {}}, &before).attributes.text("source"), std::string("camera 2"));
    const Region after = regionFromRim({square, {}, {RimSource::model, "box-corners", {}, true}}, &before);
    QCOMPARE(after.attributes.text("source"), std::string("model"));
    QCOMPARE(after.attributes.text("source_before"), std::string("camera 2"));
  }

  void oneConfidenceCountsForEveryCorner() {
    Picture picture;
    setRim(picture, {square, {}, {RimSource::model, "box-corners", {}, true}});
    picture.regions[0].attributes.set("confidence", std::string("0.75"));
    QCOMPARE(rimOf(picture)->origin.confidence, std::vector<double>(4, 0.75));
  }

  void partOfARimKeepsItsOrder() {
    Picture picture;
    const Rim rim{{{500, 400}, {10, 10}}, {}};
    setRim(picture, rim);
    QCOMPARE(picture.regions[0].attributes.text("corners"), std::string("1 top-left, 2 top-right"));
    QVERIFY(rimOf(picture) == rim);
  }

  void sizeWithoutCornersLeavesNoRegion() {
    Picture picture;
    setRim(picture, {{}, BoxSize{0.5, 0.4, 0.3}});
    QVERIFY(picture.regions.empty());
    QVERIFY((rimOf(picture) == Rim{{}, BoxSize{0.5, 0.4, 0.3}}));
    setRim(picture, {square, rimOf(picture)->size});
    QVERIFY(picture.attributes.empty());
    QVERIFY((rimOf(picture)->size == BoxSize{0.5, 0.4, 0.3}));
    setRim(picture, {});
    QVERIFY(!rimOf(picture));
  }

  void olderOutlines_data() {
    QTest::addColumn<int>("sample");
    QTest::addColumn<int>("index");
    QTest::newRow("lone four-point polyline") << 0 << 0;
    QTest::newRow("lone four-point polygon") << 1 << 0;
    QTest::newRow("five points, last on the first") << 2 << 0;
    QTest::newRow("five points, last 2 px from the first") << 3 << 0;
    QTest::newRow("five points, last 10 px away in a large outline") << 4 << 0;
    QTest::newRow("five points, last 10 px away in a small outline") << 5 << -1;
    QTest::newRow("two outlines, neither called a box") << 6 << -1;
    QTest::newRow("two outlines, one called a box") << 7 << 1;
    QTest::newRow("a marked rim among others") << 8 << 2;
    QTest::newRow("three points") << 9 << -1;
    QTest::newRow("counter-clockwise, from another corner") << 10 << 0;
  }

  void olderOutlines() {
    QFETCH(int, sample);
    QFETCH(int, index);
    auto closed = [](double dx) {
      auto points = square;
      points.push_back(points[0] + Vec2{dx, 0});
      return points;
    };
    auto large = closed(0);
    for (Vec2& p : large)
      p = 100.0 * p;
    large[4].x += 10;
    Picture picture;
    switch (sample) {
    case 0:
      picture.regions = {line(square)};
      break;
    case 1:
      picture.regions = {polygon(square)};
      break;
    case 2:
      picture.regions = {line(closed(0))};
      break;
    case 3:
      picture.regions = {line(closed(2))};
      break;
    case 4:
      picture.regions = {line(large)};
      break;
    case 5:
      picture.regions = {line(closed(10))};
      break;
    case 6:
      picture.regions = {line(square), polygon(square)};
      break;
    case 7:
      picture.regions = {polygon(square), line(closed(0), labelled("label", "Box"))};
      break;
    case 8:
      picture.regions = {line(square), line(square), regionFromRim({{{1, 2}}, {}})};
      break;
    case 9:
      picture.regions = {line({{1, 1}, {2, 2}, {3, 1}})};
      break;
    case 10:
      picture.regions = {line({square[2], square[1], square[0], square[3]})};
      break;
    }
    QCOMPARE(rimRegionIndex(picture), index);
    QCOMPARE(rimOf(picture).has_value(), index >= 0);
    if (sample == 10) QVERIFY(rimOf(picture)->corners == square);
    if (index >= 0 && sample != 8) QVERIFY(rimOf(picture)->complete());
  }

  void whatOthersWroteIsKept() {
    Region before = line(square, labelled("material", "cardboard"));
    before.attributes.set("type", std::string("carton"));
    before.attributes.set("flags", AttributeValue{"{\"truncated\":true}", true});
    before.extras = {{"score", "0.75"}};
    before.shapeExtras = {{"id", "7"}};
    const Region after = regionFromRim({square, {}}, &before);
    QCOMPARE(after.attributes.text("material"), std::string("cardboard"));
    QCOMPARE(after.attributes.text("type"), std::string("box rim"));
    QCOMPARE(after.attributes.text("type_before"), std::string("carton"));
    QVERIFY(after.attributes.find("flags")->isJson);
    QVERIFY(after.extras == before.extras && after.shapeExtras == before.shapeExtras);
    QVERIFY(regionFromRim({square, {}}, &after) == after);
  }

  void aBoxOfFourKeypointsStaysOne() {
    KeypointSet box{boxTemplate(4), {}};
    for (const Vec2 at : square)
      box.points.push_back({at, KeypointVisibility::visible});
    box.points[2].visibility = KeypointVisibility::hidden;
    Picture picture;
    picture.regions = {regionFromKeypointSet(box)};
    auto rim = rimOf(picture);
    QVERIFY(rim && rim->complete() && rim->corners == square);
    rim->corners[1] = {93, 14};
    setRim(picture, *rim);
    box.points[1].at = {93, 14};
    const auto kept = keypointSetOf(picture.regions[0]);
    QVERIFY2(kept && *kept == box, "names, places and what is hidden");
    QVERIFY(*rimOf(picture) == *rim);

    box.points[2].visibility = KeypointVisibility::outside; // not labelled, wherever it lies
    picture.regions = {regionFromKeypointSet(box)};
    QCOMPARE(rimRegionIndex(picture), -1);
  }

  void fourKeypointsOfSomethingElseAreNoRim() {
    KeypointSet hand{{"hand", {"thumb", "index", "ring", "little"}, {}, {}}, {}};
    for (const Vec2 at : square)
      hand.points.push_back({at, KeypointVisibility::visible});
    Picture picture;
    picture.regions = {regionFromKeypointSet(hand)};
    QCOMPARE(rimRegionIndex(picture), -1);
    setRim(picture, Rim{square, {}, {}});
    QCOMPARE(picture.regions.size(), std::size_t(2));
    QVERIFY(*keypointSetOf(picture.regions[0]) == hand);
  }

  void sizeTextOfAPersonStays() {
    Region before = regionFromRim({square, BoxSize{0.6, 0.4, 0.2}});
    before.attributes.set("size", std::string("0.60 x 0.40 x 0.20"));
    QCOMPARE(regionFromRim({square, BoxSize{0.6, 0.4, 0.2}}, &before).attributes.text("size"),
             std::string("0.60 x 0.40 x 0.20"));
    QCOMPARE(regionFromRim({square, BoxSize{0.6, 0.4, 0.25}}, &before).attributes.text("size"),
             std::string("0.6x0.4x0.25"));
  }

  void sourcesComeBackEqual() {
    Picture picture;
    picture.attributes.set("split", std::string("train"));
    const PictureSources sources{"größe, a#1.depth.png", "empty.depth.png", 1.0 / 5000, 3, "K.txt",
                                 1.0471975511965976};
    setSources(picture, sources);
    QVERIFY(sourcesOf(picture) == sources);
    setSources(picture, {});
    QVERIFY(sourcesOf(picture) == PictureSources{});
    QVERIFY(picture.attributes == labelled("split", "train"));
  }

  void theKindOfTheDepthIsSaidWhereItIsNotMetres_data() {
    QTest::addColumn<DepthKind>("kind");
    QTest::addColumn<QString>("word");
    QTest::newRow("metric") << DepthKind::metric << QString();
    QTest::newRow("relative") << DepthKind::relative << QStringLiteral("relative");
    QTest::newRow("inverse") << DepthKind::inverse << QStringLiteral("inverse");
  }
  void theKindOfTheDepthIsSaidWhereItIsNotMetres() {
    QFETCH(DepthKind, kind);
    QFETCH(QString, word);
    Picture picture;
    PictureSources sources;
    sources.depthFile = "d.npy";
    sources.depthKind = kind;
    setSources(picture, sources);
    QVERIFY(sourcesOf(picture) == sources);
    QCOMPARE(picture.attributes.find("depth_kind") != nullptr, kind != DepthKind::metric);
    QCOMPARE(picture.attributes.text("depth_kind"), word.toStdString());
    QCOMPARE(sources.mayLackScale(), kind == DepthKind::metric);
    QVERIFY(isKeptForMeasuring("depth_kind"));
    sources.depthKind = DepthKind::metric;
    setSources(picture, sources);
    QVERIFY(!picture.attributes.find("depth_kind"));
  }

  void anUnknownKindOfDepthStaysUntilAnotherIsChosen() {
    Picture picture;
    picture.attributes.set("depth_kind", std::string("disparity"));
    PictureSources sources = sourcesOf(picture);
    QVERIFY(sources.depthKind == DepthKind::metric);
    sources.depthFile = "d.npy";
    setSources(picture, sources);
    QCOMPARE(picture.attributes.text("depth_kind"), std::string("disparity"));
    sources.depthKind = DepthKind::inverse;
    setSources(picture, sources);
    QCOMPARE(picture.attributes.text("depth_kind"), std::string("inverse"));
  }
};

QTEST_GUILESS_MAIN(TestRim)
#include "test_rim.moc"
