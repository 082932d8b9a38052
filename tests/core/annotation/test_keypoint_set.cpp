// Keypoint sets as VIA polylines and back, labels of data sets, and sizes of pictures.
#include "core/annotation/keypoint_set.h"
#include "core/annotation/rim.h"
#include <QTest>

using namespace fillscope;

namespace {

Region regionWith(std::initializer_list<std::pair<const char*, const char*>> attributes) {
  Region region;
  region.shape = PolylineShape{{{1, 2}, {3, 4}, {5.25, -6}}};
  for (const auto& [name, text] : attributes)
    region.attributes.set(name, std::string(text));
  return region;
}

} // namespace

class TestKeypointSet : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void comesBackAsItWas_data() {
    QTest::addColumn<QStringList>("names");
    QTest::newRow("plain") << QStringList{"nose", "left eye", "right eye"};
    QTest::newRow("one") << QStringList{"tip"};
    QTest::newRow("one without a name") << QStringList{""};
    QTest::newRow("commas") << QStringList{"a, b", ",", "\\,"};
    QTest::newRow("spaces at the ends") << QStringList{" a ", "b  c", "  "};
    QTest::newRow("empty between") << QStringList{"a", "", "c"};
    QTest::newRow("unicode") << QStringList{QString::fromUtf8("左目"), QString::fromUtf8("Ecke — ö")};
  }
  void comesBackAsItWas() {
    QFETCH(QStringList, names);
    KeypointSet set;
    set.kind.name = "thing";
    for (const QString& name : names) {
      set.kind.keypoints.push_back(name.toStdString());
      set.points.push_back(
          {{0.1 * double(set.points.size()), -7}, static_cast<KeypointVisibility>(set.points.size() % 3)});
    }
    if (names.size() > 1) {
      set.kind.edges = {{0, 1}};
      set.kind.flipPairs = {{1, 0}};
    }
    const auto again = keypointSetOf(regionFromKeypointSet(set));
    QVERIFY(again);
    QVERIFY(*again == set);
  }

  void pointsFollowTheirNames() {
    KeypointSet set{{"thing", {"a", "b", "c"}, {}, {}}, {}};
    for (int i = 0; i < 3; ++i)
      set.points.push_back({{double(i), 1}, KeypointVisibility::visible});
    const auto xs = [](const KeypointSet& moved) {
      std::vector<double> all;
      for (const Keypoint& point : moved.points)
        all.push_back(point.visibility == KeypointVisibility::outside ? -1 : point.at.x);
      return all;
    };
    QCOMPARE(xs(withTemplate(set, {"thing", {"c", "a", "b"}, {}, {}})), (std::vector<double>{2, 0, 1}));
    QCOMPARE(xs(withTemplate(set, {"thing", {"a", "new", "c"}, {}, {}})), (std::vector<double>{0, 1, 2}));
    QCOMPARE(xs(withTemplate(set, {"thing", {"a", "c"}, {}, {}})), (std::vector<double>{0, 2}));
    QCOMPARE(xs(withTemplate(set, {"thing", {"a", "b", "c", "d"}, {}, {}})),
             (std::vector<double>{0, 1, 2, -1}));
    const KeypointTemplate joined{"thing", {"a", "b", "c"}, {{0, 1}}, {{1, 2}}};
    QCOMPARE(withTemplate(set, joined).kind, joined);
    QVERIFY(withTemplate(set, joined).points == set.points);
  }

  void wordsAreCountedFromOne() {
    KeypointSet set{boxTemplate(), {}};
    for (int i = 0; i < 4; ++i)
      set.points.push_back({{double(i), 0}, i ? KeypointVisibility::visible : KeypointVisibility::hidden});
    const Region region = regionFromKeypointSet(set);
    QCOMPARE(region.attributes.text("type"), std::string("keypoints"));
    QCOMPARE(region.attributes.text("keypoint_set"), std::string("box"));
    QCOMPARE(region.attributes.text("keypoints"),
             std::string("top_left, top_right, bottom_right, bottom_left"));
    QCOMPARE(region.attributes.text("visibility"), std::string("1 2 2 2"));
    QCOMPARE(region.attributes.text("skeleton"), std::string("1-2 2-3 3-4 4-1"));
    QCOMPARE(region.attributes.text("flip_pairs"), std::string("1-2 3-4"));
  }

  void eightCornersHaveTheFloorBelowTheRim() {
    const KeypointTemplate box = boxTemplate(8);
    QCOMPARE(box.keypoints.size(), std::size_t(8));
    QCOMPARE(box.keypoints[4], std::string("floor_top_left"));
    QCOMPARE(box.edges.size(), std::size_t(12));
    QVERIFY(box.edges.back() == std::pair(3, 7));
    QCOMPARE(box.flipPairs.size(), std::size_t(4));
  }

  void wordsThatDoNotFitAreNoSet_data() {
    QTest::addColumn<QString>("attribute");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isSet");
    QTest::newRow("as it should be") << "keypoint_set"
                                     << "thing" << true;
    QTest::newRow("all seen where nothing is said") << "visibility"
                                                    << "" << true;
    QTest::newRow("other type") << "type"
                                << "box rim" << false;
    QTest::newRow("a name too many") << "keypoints"
                                     << "a,b,c,d" << false;
    QTest::newRow("a name too few") << "keypoints"
                                    << "a,b" << false;
    QTest::newRow("visibility of two") << "visibility"
                                       << "2 2" << false;
    QTest::newRow("visibility 3") << "visibility"
                                  << "2 2 3" << false;
    QTest::newRow("visibility in words") << "visibility"
                                         << "yes no yes" << false;
    QTest::newRow("edge to nowhere") << "skeleton"
                                     << "1-2 2-4" << false;
    QTest::newRow("edge from zero") << "skeleton"
                                    << "0-1" << false;
    QTest::newRow("edge without an end") << "skeleton"
                                         << "1" << false;
    QTest::newRow("pair to nowhere") << "flip_pairs"
                                     << "1-9" << false;
  }
  void wordsThatDoNotFitAreNoSet() {
    QFETCH(QString, attribute);
    QFETCH(QString, text);
    QFETCH(bool, isSet);
    Region region = regionWith({{"type", "keypoints"}, {"keypoints", "a, b,c"}, {"visibility", "2 1 0"}});
    region.attributes.set(attribute.toStdString(), text.toStdString());
    QCOMPARE(keypointSetOf(region).has_value(), isSet);
  }

  void anotherShapeIsNoSet() {
    Region region = regionWith({{"type", "keypoints"}, {"keypoints", "a,b,c"}});
    QVERIFY(keypointSetOf(region));
    region.shape = PolygonShape{{{1, 2}, {3, 4}, {5, 6}}};
    QVERIFY(!keypointSetOf(region));
  }

  void whatTheRegionHadStays() {
    Region before = regionWith({{"type", "sedan"}, {"colour", "red"}});
    before.extras.emplace_back("id", "7");
    const KeypointSet set{{"car", {"a"}, {}, {}}, {{{1, 1}}}};
    Region region = regionFromKeypointSet(set, &before);
    QCOMPARE(region.attributes.text("type_before"), std::string("sedan"));
    QCOMPARE(region.attributes.text("colour"), std::string("red"));
    QCOMPARE(region.extras.size(), std::size_t(1));
    region = regionFromKeypointSet(set, &region);
    QCOMPARE(region.attributes.text("type_before"), std::string("sedan"));
  }

  void labels_data() {
    QTest::addColumn<QStringList>("attributes");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("attribute");
    QTest::newRow("none") << QStringList{} << ""
                          << "";
    QTest::newRow("label first") << QStringList{"type", "a", "label", "b"} << "b"
                                 << "label";
    QTest::newRow("empty ones are passed") << QStringList{"label", "", "class", "car"} << "car"
                                           << "class";
    QTest::newRow("any case") << QStringList{"Type", "Empty"} << "Empty"
                              << "Type";
    QTest::newRow("other words") << QStringList{"colour", "red"} << ""
                                 << "";
    QTest::newRow("a rim") << QStringList{"type", "box rim"} << "box"
                           << "type";
    QTest::newRow("a keypoint set") << QStringList{"type",  "keypoints",    "keypoints",
                                                   "a,b,c", "keypoint_set", "person"}
                                    << "person"
                                    << "keypoint_set";
    QTest::newRow("keypoints that are none")
        << QStringList{"type", "keypoints", "keypoint_set", "person"} << "keypoints"
        << "type";
  }
  void labels() {
    QFETCH(QStringList, attributes);
    QFETCH(QString, label);
    QFETCH(QString, attribute);
    Region region = regionWith({});
    for (int i = 0; i + 1 < attributes.size(); i += 2)
      region.attributes.set(attributes[i].toStdString(), attributes[i + 1].toStdString());
    QCOMPARE(QString::fromStdString(labelOf(region)), label);
    QCOMPARE(QString::fromStdString(labelAttributeOf(region)), attribute);
  }

  void labelOfAGivenAttribute() {
    Region region = regionWith({{"label", "box"}, {"colour", "red"}});
    region.attributes.set("set", AttributeValue{R"({"a":true})", true});
    QCOMPARE(labelOf(region, "colour"), std::string("red"));
    QCOMPARE(labelOf(region, "absent"), std::string());
    QCOMPARE(labelOf(region, "set"), std::string());
  }

  void sizesAreMembersBesideTheName() {
    Picture picture;
    QVERIFY(!pictureSizeOf(picture).known());
    picture.extras = {{"note", "1"}, {"height", "\"480\""}, {"width", "640"}};
    QVERIFY((pictureSizeOf(picture) == PictureSize{640, 480}));
    setPictureSize(picture, {1920, 1080});
    QVERIFY((picture.extras == Extras{{"note", "1"}, {"height", "1080"}, {"width", "1920"}}));
    setPictureSize(picture, {});
    QVERIFY((picture.extras == Extras{{"note", "1"}}));
    picture.extras = {{"width", "640.5"}, {"height", "-1"}};
    QVERIFY(!pictureSizeOf(picture).known());
    picture.extras = {{"width", "1e300"}, {"height", "{}"}};
    QVERIFY((pictureSizeOf(picture) == PictureSize{}));
  }
};

QTEST_GUILESS_MAIN(TestKeypointSet)
#include "test_keypoint_set.moc"
