#include "core/annotation/attribute_definitions.h"
#include "core/annotation/rim.h"
#include <QTest>

using namespace fillscope;

namespace {
const char* const allTypes =
    R"({"region":{"name":{"type":"text","description":"what it is","default_value":"box"},)"
    R"("damage":{"type":"checkbox","description":"","options":{"dent":"a dent","tear":"a tear"},"default_options":{"tear":true}},)"
    R"("side":{"type":"radio","description":"","options":{"l":"left","r":"right"},"default_options":{"l":true}},)"
    R"("kind":{"type":"dropdown","description":"","options":{"a":"","b":""},"default_options":{}},)"
    R"("look":{"type":"image","description":"","options":{"1":"x/1.png"},"default_options":{}},)"
    R"("count":{"type":"number","unit":"pieces"}},)"
    R"("file":{"weather":{"type":"dropdown","description":"","options":{"sun":"Sonne"},"default_options":{"sun":false},"mine":[1,2]}},"later":{"a":1}})";
}

class TestAttributeDefinitions : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void comesBackAsItWas_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("every type") << QByteArray(allTypes);
    QTest::newRow("none") << QByteArray(R"({"region":{},"file":{}})");
    QTest::newRow("odd ones") << QByteArray(
        R"({"region":{"a":"text","b":{"type":"radio","options":["x","y"]},"":{}},"file":{"c":null}})");
  }
  void comesBackAsItWas() {
    QFETCH(QByteArray, json);
    const auto parsed = parseAttributeDefinitions(json.toStdString());
    QVERIFY(parsed);
    QCOMPARE(QByteArray::fromStdString(attributeDefinitionsJson(*parsed)), json);
  }

  void readsEveryType() {
    const AttributeDefinitions all = *parseAttributeDefinitions(allTypes);
    QCOMPARE(all.region.size(), std::size_t(6));
    QCOMPARE(all.region[0].defaultValue, std::string("box"));
    QCOMPARE(all.region[1].kind, AttributeKind::checkbox);
    QCOMPARE(all.region[1].options[1].text, std::string("a tear"));
    QVERIFY(all.region[1].options[1].isDefault && !all.region[1].options[0].isDefault);
    QCOMPARE(all.region[4].kind, AttributeKind::image);
    QCOMPARE(all.region[5].kind, AttributeKind::foreign);
    QVERIFY(!all.file[0].options[0].isDefault); // false counts as not set
  }

  void aChangeKeepsTheRest() {
    AttributeDefinitions all = *parseAttributeDefinitions(allTypes);
    all.file[0].options.push_back({"rain", "Regen", true, true});
    const std::string json = attributeDefinitionsJson(all);
    QVERIFY(json.find(
                R"("options":{"sun":"Sonne","rain":"Regen"},"default_options":{"rain":true},"mine":[1,2])") !=
            std::string::npos);
    const AttributeDefinitions again = *parseAttributeDefinitions(json);
    QCOMPARE(again.region, parseAttributeDefinitions(allTypes)->region);
    QCOMPARE(again.extras, all.extras);
  }

  void showsWhatIsUsedButNotDeclared() {
    Project project;
    Picture picture;
    picture.attributes.set("weather", "fog");
    picture.attributes.set("camera", "2");
    Region region;
    region.attributes.set("damage", AttributeValue{R"({"hole":true,"dent":false})", true});
    region.attributes.set("extra", AttributeValue{R"({"a":true})", true});
    picture.regions = {region, region};
    project.pictures = {picture, picture};
    const AttributeDefinitions declared = *parseAttributeDefinitions(allTypes);
    const AttributeDefinitions used = withUsedAttributes(declared, project);
    QCOMPARE(used.region.size(), declared.region.size() + 1);
    QCOMPARE(used.region[1].options.size(), std::size_t(3));
    QVERIFY(!used.region[1].options[2].declared);
    QCOMPARE(used.region.back().kind, AttributeKind::checkbox);
    QVERIFY(!used.region.back().declared);
    QVERIFY(used.file[0].option("fog") && !used.file[0].option("fog")->declared);
    QCOMPARE(used.file.back().name, std::string("camera"));
    // Looking changes nothing.
    QCOMPARE(attributeDefinitionsJson(used), std::string(allTypes));
  }

  void defaults() {
    const Attributes attributes = defaultAttributes(parseAttributeDefinitions(allTypes)->region);
    QCOMPARE(attributes.items.size(), std::size_t(3));
    QCOMPARE(attributes.text("name"), std::string("box"));
    QCOMPARE(attributes.text("side"), std::string("l"));
    QCOMPARE(attributes.find("damage")->text, std::string(R"({"tear":true})"));
  }

  void checkboxes() {
    QCOMPARE(checkedOptions({R"({"a":true,"b":false,"c":true})", true}),
             (std::vector<std::string>{"a", "c"}));
    QCOMPARE(checkedOptions({"a", false}), std::vector<std::string>{"a"});
    QVERIFY(checkedOptions({"", false}).empty());
    QVERIFY(checkedOptions({"[1", true}).empty());
    QCOMPARE(checkboxValue({"a", "say \"b\""}).text, std::string("{\"a\":true,\"say \\\"b\\\"\":true}"));
    QVERIFY(checkboxValue({}).isJson);
  }

  void faults_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("fine");
    QTest::newRow("every type") << QByteArray(allTypes) << true;
    QTest::newRow("no name") << QByteArray(R"({"region":{"":{"type":"text"}}})") << false;
    QTest::newRow("twice") << QByteArray(R"({"file":{"a":{"type":"text"},"a":{"type":"text"}}})") << false;
    QTest::newRow("option twice") << QByteArray(
                                         R"({"file":{"a":{"type":"radio","options":{"x":"","x":""}}}})")
                                  << false;
  }
  void faults() {
    QFETCH(QByteArray, json);
    QFETCH(bool, fine);
    QCOMPARE(definitionsFault(*parseAttributeDefinitions(json.toStdString())).empty(), fine);
  }
  void aNewChoiceNeedsOptions() {
    AttributeDefinitions all;
    all.region.push_back({"side", AttributeKind::radio, {}, {}, {}, true, {}});
    QVERIFY(!definitionsFault(all).empty());
    all.region[0].options.push_back({"l", "left", false, true});
    QVERIFY(definitionsFault(all).empty());
  }

  void brokenListsAreRefused() {
    QVERIFY(!parseAttributeDefinitions("{\"region\":"));
    QVERIFY(!parseAttributeDefinitions("[]"));
    QVERIFY(parseAttributeDefinitions(""));
  }

  void theProgramsOwnAttributes() {
    const Region rim = regionFromRim({{{0, 0}, {9, 0}, {9, 9}, {0, 9}}, {}, {}});
    QVERIFY(isKeptByShape(rim, "corners"));
    QVERIFY(!isKeptByShape(rim, "colour"));
    QVERIFY(!isKeptByShape(Region{}, "corners"));
  }
};

QTEST_APPLESS_MAIN(TestAttributeDefinitions)
#include "test_attribute_definitions.moc"
