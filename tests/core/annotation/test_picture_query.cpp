#include "core/annotation/picture_query.h"
#include "core/annotation/region_words.h"
#include "core/annotation/rim.h"
#include <QTest>

using namespace fillscope;

namespace {

Region labelled(Shape shape, const std::string& label) {
  Region region;
  region.shape = std::move(shape);
  region.attributes.set("label", label);
  return region;
}

/// 0: nothing. 1: a reviewed rim. 2: two corners. 3: a polygon and a circle, a checkbox and a number. 4: a
/// proposal.
std::vector<Picture> pictures() {
  std::vector<Picture> all(5);
  setRim(all[1], {{{0, 0}, {9, 0}, {9, 9}, {0, 9}}, {}, {}});
  all[1].attributes = withReviewed({}, true);
  setRim(all[2], {{{0, 0}, {9, 0}}, {}, {}});
  all[2].attributes.set("weather", "Rain and snow");
  all[3].regions = {labelled(PolygonShape{{{0, 0}, {5, 0}, {5, 5}}}, "Crate"),
                    labelled(CircleShape{{1, 1}, 2}, "lid")};
  all[3].regions[1].attributes.set("damage", AttributeValue{R"({"dent":true,"tear":false})", true});
  all[3].attributes.set("pieces", "12");
  all[3].attributes.set("weather", "sun");
  setRim(all[4],
         {{{0, 0}, {9, 0}, {9, 9}, {0, 9}}, {}, {RimSource::model, "net", {0.9, 0.4, 0.8, 0.9}, false}});
  return all;
}

const QStringList names{QStringLiteral("tote_01.png"), QStringLiteral("tote_02.png"),
                        QStringLiteral("crate one.png"), QStringLiteral("Crate_02.png"),
                        QStringLiteral("measured.png")};

PictureFacts factsOf(const std::vector<Picture>& all, int i) {
  PictureFacts facts;
  facts.name = names[i];
  facts.picture = &all[static_cast<std::size_t>(i)];
  facts.annotated = i > 0;
  facts.measured = i == 1;
  facts.predicted = i == 3;
  facts.proposed = i == 4;
  facts.doubtful = i == 2;
  if (i == 1) facts.fill = 42.0;
  if (i == 4) facts.confidence = 0.4;
  return facts;
}

} // namespace

class TestPictureQuery : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void finds_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QList<int>>("found");
    const auto row = [](const char* query, QList<int> found) {
      QTest::newRow(query) << QString::fromUtf8(query) << found;
    };
    row("", {0, 1, 2, 3, 4});
    row("tote", {0, 1});
    row("CRATE", {2, 3});
    row("\"crate one\"", {2});
    row("tote 02", {1});
    row("-tote", {2, 3, 4});
    row("not tote", {2, 3, 4});
    row("tote or one", {0, 1, 2});
    row("not (tote or one)", {3, 4});
    row("tote and reviewed", {1});
    row("corners<4", {0, 2, 3});
    row("corners < 4", {0, 2, 3});
    row("corners>=1 corners<=3", {2});
    row("corners=1..3", {2});
    row("corners!=4", {0, 2, 3});
    row("corners:4", {1, 4});
    row("corners<4 and not reviewed label:box", {2});
    row("reviewed", {1});
    row("is:reviewed", {1});
    row("unreviewed", {0, 2, 3, 4});
    row("is:open", {0});
    row("unannotated", {0});
    row("IS:Proposed", {4});
    row("doubtful or proposed", {2, 4});
    row("measured", {1});
    row("predicted", {3});
    row("is:predicted or measured", {1, 3});
    row("name:measured", {4});
    row("name=tote_01.PNG", {0});
    row("fill>40 fill<50", {1});
    row("confidence<50%", {4});
    row("confidence<0.3", {});
    row("regions=2", {3});
    row("label:crate", {3});
    row("label=crat", {});
    row("label=LID", {3});
    row("label::lid", {3});
    row("shape:polygon", {3});
    row("shape:rim", {1, 2, 4});
    row("shape!=circle", {0, 1, 2, 4});
    row("weather:rain", {2});
    row("weather=sun", {3});
    row("weather!=sun", {0, 1, 2, 4});
    row("weather=\"rain AND snow\"", {2});
    row("has:weather", {2, 3});
    row("-has:weather", {0, 1, 4});
    row("pieces>10", {3});
    row("pieces > -1", {3});
    row("pieces<10", {});
    row("damage:dent", {3});
    row("damage:tear", {});
    row("reviewed=yes", {1});
    row("((tote))", {0, 1});
  }
  void finds() {
    QFETCH(QString, query);
    QFETCH(QList<int>, found);
    const auto parsed = parsePictureQuery(query.toStdString());
    if (!parsed) QFAIL(parsed.error().sentence().c_str());
    const std::vector<Picture> all = pictures();
    QList<int> got;
    for (int i = 0; i < 5; ++i)
      if (parsed->holds(factsOf(all, i))) got << i;
    QCOMPARE(got, found);
  }

  void faults_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* query, const char* says) {
      QTest::newRow(query) << QString::fromUtf8(query) << QString::fromUtf8(says);
    };
    row("corners<four", "corners<4");
    row("corners<", "a value is missing");
    row("<4", "a name is missing");
    row("(tote", "not closed");
    row("tote)", "without its");
    row("\"tote", "quotation mark");
    row("tote and", "something is missing");
    row("or tote", "something is missing");
    row("not", "something is missing");
    row("()", "something is missing");
    row("is:grey", "no picture can be");
    row("label>3", "label:3");
    row("weather>wet", "number only");
  }
  void faults() {
    QFETCH(QString, query);
    QFETCH(QString, says);
    const auto parsed = parsePictureQuery(query.toStdString());
    QVERIFY(!parsed);
    const QString sentence = QString::fromStdString(parsed.error().sentence());
    QVERIFY2(sentence.contains(says), qPrintable(sentence));
  }
  void deepNestingIsRefused() {
    QVERIFY(!parsePictureQuery(std::string(100000, '(')));
    std::string refusals;
    for (int i = 0; i < 100000; ++i)
      refusals += "not ";
    QVERIFY(!parsePictureQuery(refusals));
  }

  void namesOfAttributes() {
    const auto parsed = parsePictureQuery("cornes<4 weather=sun has:damage reviewed");
    QVERIFY(parsed);
    QCOMPARE(parsed->attributes(), (std::vector<std::string>{"cornes", "weather", "damage"}));
    QCOMPARE(nearestQueryWord("cornes"), std::string("corners"));
    QCOMPARE(nearestQueryWord("Lable"), std::string("label"));
    QCOMPARE(nearestQueryWord("weather"), std::string());
  }

  void statistics() {
    Project project;
    project.pictures = pictures();
    const AnnotationStatistics statistics = statisticsOf(project);
    QCOMPARE(statistics.pictures, 5);
    QCOMPARE(statistics.annotated, 4);
    QCOMPARE(statistics.withRim, 2);
    QCOMPARE(statistics.unfinished, 1);
    QCOMPARE(statistics.proposed, 1);
    QCOMPARE(statistics.reviewed, 1);
    QCOMPARE(statistics.regions, 5);
    QCOMPARE(statistics.byShapeAndLabel.at({"box rim", "box"}), 3);
    QCOMPARE(statistics.byShapeAndLabel.at({"circle", "lid"}), 1);
  }
};

QTEST_APPLESS_MAIN(TestPictureQuery)
#include "test_picture_query.moc"
