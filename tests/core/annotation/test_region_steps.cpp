// Regions of any shape, attributes and definitions: what each edit changes, reports, is called and leaves
// after undo.
#include "core/annotation/annotation_document.h"
#include <QTest>
#include <functional>
#include <limits>

using namespace fillscope;
using Kind = DocumentChange::Kind;
using Verb = std::function<void(AnnotationDocument&)>;
using Kinds = std::vector<int>;

namespace {

Region region(Shape shape, const std::string& label = "box") {
  Region made;
  made.shape = std::move(shape);
  made.attributes.set("label", label);
  made.extras = {{"score", "0.5"}};
  return made;
}

Region circle(double x, const std::string& label = "lid") { return region(CircleShape{{x, 5}, 3}, label); }

Project project(int circles = 6) {
  Project made;
  for (const char* name : {"a.png", "b.png"}) {
    Picture picture;
    picture.filename = picture.id = name;
    for (int i = 0; i < circles; ++i)
      picture.regions.push_back(circle(i));
    picture.regions.push_back(region(PolygonShape{{{1, 1}, {9, 1}, {9, 9}, {5, 12}, {1, 9}, {0, 4}}}));
    picture.attributes.set("split", std::string("train"));
    made.pictures.push_back(std::move(picture));
  }
  return made;
}

Region moved(Region region, Vec2 offset) {
  for (Vec2& p : std::get<PolygonShape>(region.shape).points)
    p = p + offset;
  return region;
}

} // namespace

class TestRegionSteps : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void verbs_data() {
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<QString>("name");
    QTest::addColumn<Kinds>("kinds");
    QTest::addColumn<int>("regions");
    const Kinds regions{int(Kind::regionsChanged)},
        regionsAndRim{int(Kind::regionsChanged), int(Kind::rimChanged)};
    QTest::newRow("add one") << Verb([](auto& d) { d.addRegions(0, {circle(7)}); }) << "Add circle" << regions
                             << 8;
    QTest::newRow("add many") << Verb([](auto& d) {
      d.addRegions(0, {circle(7), region(PointShape{{1, 2}}), region(UnknownShape{"{\"name\":\"cuboid\"}"})});
    }) << "Add 3 regions" << regions
                              << 10;
    QTest::newRow("named") << Verb([](auto& d) { d.addRegions(0, {circle(7)}, "Paste"); }) << "Paste"
                           << regions << 8;
    QTest::newRow("add an outline") << Verb([](auto& d) {
      d.addRegions(0, {region(PolygonShape{{{1, 1}, {9, 1}, {9, 9}, {1, 9}}})});
    }) << "Add polygon" << regionsAndRim
                                    << 8;
    QTest::newRow("remove one") << Verb([](auto& d) { d.removeRegions(0, {6}); }) << "Delete polygon"
                                << regions << 6;
    QTest::newRow("remove several") << Verb([](auto& d) {
      d.removeRegions(0, {5, 0, 3, 3});
    }) << "Delete 3 regions" << regions
                                    << 4;
    QTest::newRow("remove all") << Verb([](auto& d) {
      d.removeRegions(0, {0, 1, 2, 3, 4, 5, 6});
    }) << "Delete 7 regions" << regions
                                << 0;
    QTest::newRow("move a vertex") << Verb([](auto& d) {
      Region polygon = d.picture(0).regions[6];
      std::get<PolygonShape>(polygon.shape).points[2].x = 1.0 / 3;
      d.replaceRegions(0, {{6, polygon}}, "Move vertex");
    }) << "Move vertex" << regions << 7;
    QTest::newRow("add a vertex") << Verb([](auto& d) {
      Region polygon = d.picture(0).regions[6];
      std::get<PolygonShape>(polygon.shape).points.push_back({0, 2});
      d.replaceRegions(0, {{6, polygon}}, {});
    }) << "Change polygon" << regions
                                  << 7;
    QTest::newRow("convert into a rim") << Verb([](auto& d) {
      d.replaceRegions(0, {{2, regionFromRim({{{1, 1}, {9, 1}, {9, 9}, {1, 9}}, {}})}}, "Convert to box rim");
    }) << "Convert to box rim" << regionsAndRim
                                        << 7;
    QTest::newRow("relabel two") << Verb([](auto& d) {
      d.replaceRegions(0, {{0, circle(0, "cup")}, {3, circle(3, "cup")}}, {});
    }) << "Change 2 regions" << regions
                                 << 7;
    QTest::newRow("reshape, place a rim and add") << Verb([](auto& d) {
      Picture after = d.picture(0);
      after.regions[2] = circle(8);
      setRim(after, {{{1, 1}, {9, 1}, {9, 9}, {1, 9}}, {}, {}});
      after.regions.push_back(circle(9));
      d.editRegions(0, after, "Take all");
    }) << "Take all" << regionsAndRim << 9;
    QTest::newRow("attributes of the picture") << Verb([](auto& d) {
      Attributes attributes;
      attributes.set("light", AttributeValue{"{\"dim\":true}", true});
      d.setPictureAttributes(0, attributes);
    }) << "Change picture attributes" << Kinds{int(Kind::attributesChanged)}
                                               << 7;
    QTest::newRow("attributes with depth and size")
        << Verb([](auto& d) {
             Attributes attributes = d.picture(0).attributes;
             attributes.set("depth_file", std::string("a.npy"));
             attributes.set("box_size", std::string("0.6x0.4x0.2"));
             d.setPictureAttributes(0, attributes, "Edit attribute");
           })
        << "Edit attribute"
        << Kinds{int(Kind::attributesChanged), int(Kind::rimChanged), int(Kind::sourcesChanged)} << 7;
    QTest::newRow("definitions") << Verb([](auto& d) {
      d.setAttributeDefinitions("{\"region\":{},\"file\":{}}");
    }) << "Change attributes" << Kinds{int(Kind::definitionsChanged)}
                                 << 7;
  }

  void verbs() {
    QFETCH(Verb, verb);
    QFETCH(QString, name);
    QFETCH(Kinds, kinds);
    QFETCH(int, regions);
    AnnotationDocument document;
    document.reset(project());
    Kinds seen;
    connect(&document, &AnnotationDocument::changed, this, [&](const DocumentChange& change) {
      const bool ofAll = change.kind == Kind::definitionsChanged;
      if (change.kind == Kind::savedStateChanged) return;
      QCOMPARE(change.picture, ofAll ? -1 : 0);
      seen.push_back(int(change.kind));
    });
    const Project before = document.project();
    verb(document);
    QCOMPARE(seen, kinds);
    const Project after = document.project();
    QVERIFY(after != before);
    QCOMPARE(int(after.pictures[0].regions.size()), regions);
    QVERIFY(after.pictures[1] == before.pictures[1]);
    QUndoStack* stack = document.undoStack(0);
    QCOMPARE(stack->undoText(), name);
    QVERIFY(document.isModified());
    for (int round = 0; round < 2; ++round) {
      seen.clear();
      stack->undo();
      QVERIFY(document.project() == before);
      QCOMPARE(seen, kinds);
      QVERIFY(!document.isModified());
      stack->redo();
      QVERIFY(document.project() == after);
    }
  }

  void nonsenseIsIgnored_data() {
    QTest::addColumn<Verb>("verb");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto row = [](const char* name, Verb verb) { QTest::newRow(name) << std::move(verb); };
    row("no such picture", [](auto& d) { d.addRegions(9, {circle(1)}); });
    row("nothing added", [](auto& d) { d.addRegions(0, {}); });
    row("no place", [nan](auto& d) { d.addRegions(0, {circle(1), circle(nan)}); });
    row("no vertex", [nan](auto& d) { d.addRegions(0, {region(PolygonShape{{{1, 1}, {1, nan}}})}); });
    row("no such region", [](auto& d) { d.removeRegions(0, {1, 7}); });
    row("negative", [](auto& d) { d.removeRegions(0, {-1}); });
    row("same region", [](auto& d) { d.replaceRegions(0, {{1, circle(1)}}, "x"); });
    row("replaced beyond the end", [](auto& d) {
      d.replaceRegions(0, {{1, circle(2)}, {7, circle(2)}}, "x");
    });
    row("infinite", [](auto& d) {
      d.replaceRegions(0, {{1, circle(std::numeric_limits<double>::infinity())}}, "x");
    });
    row("same regions", [](auto& d) { d.editRegions(0, d.picture(0), "x"); });
    row("regions of no such picture", [](auto& d) { d.editRegions(9, d.picture(0), "x"); });
    row("a region nowhere", [nan](auto& d) {
      Picture after = d.picture(0);
      after.regions.push_back(circle(nan));
      d.editRegions(0, after, "x");
    });
    row("same attributes", [](auto& d) { d.setPictureAttributes(0, d.picture(0).attributes); });
    row("no JSON", [](auto& d) { d.setAttributeDefinitions("{\"region\":"); });
    row("no object", [](auto& d) { d.setAttributeDefinitions("[1]"); });
  }

  void nonsenseIsIgnored() {
    QFETCH(Verb, verb);
    AnnotationDocument document;
    document.reset(project());
    verb(document);
    QVERIFY(document.project() == project());
    QVERIFY(!document.isModified());
    QCOMPARE(document.undoStack(0)->count(), 0);
  }

  void aGestureIsOneStep() {
    AnnotationDocument document;
    document.reset(project());
    const Region polygon = document.picture(0).regions[6];
    const int drag = document.newGesture();
    for (int i = 1; i <= 40; ++i)
      document.replaceRegions(0, {{6, moved(polygon, {0.1 * i, 0})}}, "Move polygon", drag);
    for (int i = 1; i <= 3; ++i) // a second region joins in
      document.replaceRegions(0, {{6, moved(polygon, {9.0 + i, 0})}, {1, circle(50 + i)}}, "Move 2 regions",
                              drag);
    QCOMPARE(document.undoStack(0)->count(), 1);
    const Project after = document.project();
    document.replaceRegions(0, {{1, circle(60)}}, "Move circle", document.newGesture());
    QCOMPARE(document.undoStack(0)->count(), 2);
    document.undoStack(0)->undo();
    QVERIFY(document.project() == after);
    document.undoStack(0)->undo();
    QVERIFY(document.project() == project());
    document.undoStack(0)->redo();
    QVERIFY(document.project() == after);
  }

  void shapesOfOneGestureMerge() {
    // Vertex moved, vertex added, label changed, vertex moved: four kinds of edits of one region.
    AnnotationDocument document;
    document.reset(project());
    Region polygon = document.picture(0).regions[6];
    const int gesture = document.newGesture();
    auto& points = std::get<PolygonShape>(polygon.shape).points;
    const auto put = [&] { document.replaceRegions(0, {{6, polygon}}, "Edit polygon", gesture); };
    points[0] = {2, 2}, put();
    points.push_back({0, 0}), put();
    points[1] = {7, 7}, put();
    polygon.attributes.set("label", std::string("crate")), put();
    points[2] = {8, 8}, put();
    polygon.shape = RectShape{1, 2, 3, 4}, put();
    QCOMPARE(document.undoStack(0)->count(), 1);
    QVERIFY(document.picture(0).regions[6] == polygon);
    document.undoStack(0)->undo();
    QVERIFY(document.project() == project());
    document.undoStack(0)->redo();
    QVERIFY(document.picture(0).regions[6] == polygon);
  }

  void aDragBackVanishes() {
    AnnotationDocument document;
    document.reset(project());
    document.replaceRegions(0, {{0, circle(9)}}, "Move circle");
    const Project before = document.project();
    const int drag = document.newGesture();
    Region polygon = document.picture(0).regions[6];
    for (const double step : {0.1, 0.2, -0.3}) { // back, but for rounding
      polygon = moved(polygon, {step, step});
      document.replaceRegions(0, {{6, polygon}}, "Move polygon", drag);
    }
    QCOMPARE(document.undoStack(0)->count(), 1);
    QVERIFY(document.project() == before);
  }

  void aDragOfTheRimAsARegionMovesTheRim() {
    AnnotationDocument document;
    document.reset(project());
    document.setRimCorners(0, {Vec2{1, 1}, Vec2{9, 1}, Vec2{9, 9}, Vec2{1, 9}});
    int rims = 0;
    connect(&document, &AnnotationDocument::changed, this,
            [&](const DocumentChange& change) { rims += change.kind == Kind::rimChanged; });
    Region rim = document.picture(0).regions[7];
    std::get<PolylineShape>(rim.shape).points[0] = {2, 2};
    document.replaceRegions(0, {{7, rim}}, "Move vertex");
    QCOMPARE(rims, 1);
    QVERIFY(document.rim(0)->corners[0] == (Vec2{2, 2}));
    document.replaceRegions(0, {{1, circle(70)}}, "Move circle");
    QCOMPARE(rims, 1);
    document.removeRegions(0, {0, 7});
    QCOMPARE(rims, 2);
    document.undoStack(0)->undo();
    QCOMPARE(rims, 3);
    QVERIFY(document.rim(0)->complete());
  }

  void undoInAnyOrderOfPicturesLeadsBack() {
    const auto edited = [](AnnotationDocument& document) {
      document.reset(project());
      Attributes first = document.picture(1).attributes;
      first.set("depth_file", std::string("own.npy"));
      document.setPictureAttributes(1, first);
      document.setCurrentPicture(0);
      document.setSourcesForAll({{"x.npy", "", 1e-3, 0, "", 0}, {"y.npy", "", 1e-3, 0, "", 0}});
      document.setSources(1, {"z.npy", "", 1e-3, 0, "K.txt", 0});
      document.setAttributeDefinitions("{\"region\":{\"a\":{}}}");
      document.setCurrentPicture(1);
      document.setAttributeDefinitions("{\"region\":{\"b\":{}}}");
      Attributes last;
      last.set("split", std::string("test"));
      document.setPictureAttributes(1, last);
    };
    for (const auto& order : {std::pair{0, 1}, std::pair{1, 0}}) {
      AnnotationDocument document;
      edited(document);
      const Project after = document.project();
      for (const int picture : {order.first, order.second})
        while (document.undoStack(picture)->canUndo())
          document.undoStack(picture)->undo();
      QVERIFY(document.project() == project());
      for (const int picture : {order.first, order.second})
        while (document.undoStack(picture)->canRedo())
          document.undoStack(picture)->redo();
      QVERIFY(document.project() == after);
    }
  }

  void deletingManyOfManyIsQuickAndExact() {
    AnnotationDocument document;
    document.reset(project(20000));
    std::vector<int> odd;
    for (int i = 1; i < 20000; i += 2)
      odd.push_back(i);
    const Project before = document.project();
    document.removeRegions(0, odd);
    QCOMPARE(int(document.picture(0).regions.size()), 10001);
    QVERIFY(document.picture(0).regions[1] == before.pictures[0].regions[2]);
    document.undoStack(0)->undo();
    QVERIFY(document.project() == before);
  }
};

QTEST_GUILESS_MAIN(TestRegionSteps)
#include "test_region_steps.moc"
