// JSON and numbers as text: exact both ways, errors with their place.
#include "core/base/json.h"
#include "core/base/number_text.h"
#include <QTest>
#include <bit>
#include <clocale>
#include <cmath>
#include <limits>
#include <locale>
#include <random>

using namespace fillscope;

namespace {
QString text(const std::string& utf8) { return QString::fromStdString(utf8); }
} // namespace

class TestJson : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void errorsNameThePlace_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");
    QTest::newRow("missing comma") << QByteArray("{\n \"a\": 1\n \"b\": 2\n}") << "line 3, column 2: ";
    QTest::newRow("cut off") << QByteArray("{\"a\": [1, 2") << "line 1, column 12: ";
    QTest::newRow("nothing") << QByteArray("") << "line 1, column 1: ";
    QTest::newRow("after a byte order mark") << QByteArray("\xEF\xBB\xBF[1,]") << "line 1, column 4: ";
    QTest::newRow("two documents") << QByteArray("{}\n{}") << "line 2, column 1: ";
    QTest::newRow("too deep") << QByteArray(600, '[') + QByteArray(600, ']') << "line 1, column 513: ";
    QTest::newRow("too large") << QByteArray("[1, 1.8e308]") << "line 1, column 5: Number too big";
    QTest::newRow("an exponent without end")
        << QByteArray("[0.0000000000001e-2147483639]") << "line 1, column 17: this number's exponent";
    QTest::newRow("a fault before something like one")
        << QByteArray("[\n1 2, \"a\", e1234567890]") << "line 2, column 3: ";
    QTest::newRow("a million brackets") << QByteArray(1000000, '[') << "line 1, column 1000001: ";
  }
  void errorsNameThePlace() {
    QFETCH(QByteArray, json);
    QFETCH(QString, place);
    const auto parsed = parseJson({json.data(), static_cast<std::size_t>(json.size())}, "boxes.json");
    QVERIFY(!parsed.ok());
    QCOMPARE(parsed.error().code, ErrorCode::badInput);
    QCOMPARE(parsed.error().where, std::string("boxes.json"));
    QVERIFY2(text(parsed.error().what).startsWith(place), parsed.error().what.c_str());
  }

  void membersKeepTheirOrder() {
    const std::string json = R"({"z":1,"a":[true,null,"ü\n\u0001"],"m":{"y":0.1,"b":-2}})";
    const auto parsed = parseJson(json, {});
    QVERIFY(parsed.ok());
    QCOMPARE(text(compactJson(*parsed)), text(json));
    const std::string pretty = prettyJson(*parsed);
    QVERIFY(pretty.ends_with("}\n"));
    QCOMPARE(text(compactJson(*parseJson(pretty, {}))), text(json));
    QVERIFY(parseJson("\xEF\xBB\xBF{}", {}).ok());
  }

  void numbersKeepEveryBit() {
    std::mt19937_64 random(11);
    for (int i = 0; i < 20000; ++i) {
      const double value =
          i % 2 ? std::bit_cast<double>(random()) : std::round(double(random() % 2000000)) / 1000;
      if (!std::isfinite(value)) continue;
      rapidjson::Document document;
      document.SetArray().PushBack(value, document.GetAllocator());
      const auto again = parseJson(compactJson(document), {});
      QVERIFY(again.ok());
      QCOMPARE(std::bit_cast<std::uint64_t>((*again)[0].GetDouble()), std::bit_cast<std::uint64_t>(value));
      QCOMPARE(std::bit_cast<std::uint64_t>(*parseNumber(numberText(value))),
               std::bit_cast<std::uint64_t>(value));
    }
  }

  void unusualNumbersAreExact_data() {
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<double>("expected");
    const QByteArray zeros(400, '0');
    QTest::newRow("zero, exponent") << QByteArray("0e-99") << 0.0;
    QTest::newRow("zero, large exponent") << QByteArray("0.0E+300") << 0.0;
    QTest::newRow("zero, many digits") << QByteArray("0." + zeros) << 0.0;
    QTest::newRow("minus zero") << QByteArray("-0.0") << -0.0;
    QTest::newRow("minus zero, exponent") << QByteArray("-0e-400") << -0.0;
    QTest::newRow("far behind the point") << QByteArray("0." + zeros + "1") << 0.0;
    QTest::newRow("far behind the point, minus") << QByteArray("-0." + zeros + "1") << -0.0;
    QTest::newRow("far behind the point and back") << QByteArray("0." + zeros + "1e401") << 1.0;
    QTest::newRow("underflow") << QByteArray("1e-99999999") << 0.0;
    QTest::newRow("smallest") << QByteArray("4.9406564584124654e-324") << 4.9406564584124654e-324;
    QTest::newRow("largest") << QByteArray("1.7976931348623157e308") << std::numeric_limits<double>::max();
    QTest::newRow("half way") << QByteArray("9007199254740993.0") << 9007199254740992.0;
    QTest::newRow("above half way") << QByteArray("9007199254740993.0" + zeros + "1") << 9007199254740994.0;
    QTest::newRow("20 digits") << QByteArray("18446744073709551617") << 18446744073709551616.0;
    QTest::newRow("capital") << QByteArray("25E-1") << 2.5;
  }
  void unusualNumbersAreExact() {
    QFETCH(QByteArray, written);
    QFETCH(double, expected);
    for (const QByteArray& json : {written, "[" + written + "]", "{\"a\":" + written + " }"}) {
      const auto parsed = parseJson(json.toStdString(), {});
      QVERIFY2(parsed.ok(), parsed.ok() ? "" : parsed.error().what.c_str());
      const rapidjson::Value& value = parsed->IsArray()    ? (*parsed)[0]
                                      : parsed->IsObject() ? (*parsed)["a"]
                                                           : *parsed;
      QVERIFY(value.IsDouble());
      QCOMPARE(std::bit_cast<std::uint64_t>(value.GetDouble()), std::bit_cast<std::uint64_t>(expected));
    }
  }

  void wholeNumbersStayWhole() {
    const std::string json = "[0,-1,2147483648,-2147483649,9223372036854775807,-9223372036854775808,"
                             "18446744073709551615]";
    const auto parsed = parseJson(json, {});
    QVERIFY(parsed.ok());
    for (const rapidjson::Value& value : parsed->GetArray())
      QVERIFY(value.IsInt64() || value.IsUint64());
    QCOMPARE(text(compactJson(*parsed)), text(json));
  }

  void numbersAreShort_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("expected");
    QTest::newRow("whole") << 158.0 << "158";
    QTest::newRow("tenth") << 0.1 << "0.1";
    QTest::newRow("third") << 1.0 / 3 << "0.3333333333333333";
    QTest::newRow("negative") << -27.25 << "-27.25";
    QTest::newRow("minus zero") << -0.0 << "-0.0";
    QTest::newRow("small") << 1e-7 << "1e-07";
    QTest::newRow("large") << 1e20 << "100000000000000000000";
    QTest::newRow("larger") << 1e21 << "1e+21";
  }
  void numbersAreShort() {
    QFETCH(double, value);
    QFETCH(QString, expected);
    QCOMPARE(text(numberText(value)), expected);
  }

  void numbersAreReadWholeOrNotAtAll_data() {
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<bool>("fine");
    for (const char* written : {"10", " 10 ", "+10", "1e1", "10.0"})
      QTest::newRow(written) << QByteArray(written) << true;
    for (const char* written :
         {"", " ", "10x", "1 0", "ten", "nan", "inf", "1e999", "0x10", "10,0", "+-10", "++10"})
      QTest::addRow("not \"%s\"", written) << QByteArray(written) << false;
  }
  void numbersAreReadWholeOrNotAtAll() {
    QFETCH(QByteArray, written);
    QFETCH(bool, fine);
    const auto number = parseNumber(written.toStdString());
    QCOMPARE(number.has_value(), fine);
    if (fine) QCOMPARE(*number, 10.0);
    std::string json = "[";
    appendJsonString(json, written.toStdString());
    const auto parsed = parseJson(json + "]", {});
    QVERIFY(parsed.ok());
    QCOMPARE(asNumber((*parsed)[0]).has_value(), fine); // a number that a file wrote as a string
  }

  void numbersHaveAPointInEveryLocale() {
    // A comma for streams needs no installed locale; for printf and strtod it does, and one is tried for.
    struct Comma : std::numpunct<char> {
      char do_decimal_point() const override { return ','; }
      char do_thousands_sep() const override { return '.'; }
      std::string do_grouping() const override { return "\3"; }
    };
    const std::locale streams = std::locale::global(std::locale(std::locale::classic(), new Comma));
    const std::string before = std::setlocale(LC_ALL, nullptr);
    const bool hasComma = std::setlocale(LC_ALL, "de_DE.UTF-8") || std::setlocale(LC_ALL, "de_DE.utf8") ||
                          std::setlocale(LC_ALL, "fr_FR.UTF-8");
    const std::string written = numberText(1234.5);
    const auto read = parseNumber("1234.5");
    const auto json = parseJson("[0.25]", {});
    const std::string compact = json.ok() ? compactJson(*json) : std::string();
    std::locale::global(streams);
    std::setlocale(LC_ALL, before.c_str());
    if (!hasComma) qInfo("no locale with a decimal comma is installed");
    QCOMPARE(written, std::string("1234.5"));
    QVERIFY(read && *read == 1234.5);
    QCOMPARE(compact, std::string("[0.25]"));
  }

  void whatIsNoNumberIsNull() {
    rapidjson::Document document(rapidjson::kObjectType);
    document.AddMember("a", std::numeric_limits<double>::infinity(), document.GetAllocator());
    document.AddMember("b", std::nan(""), document.GetAllocator());
    document.AddMember("c", 1.5, document.GetAllocator());
    QCOMPARE(compactJson(document), std::string(R"({"a":null,"b":null,"c":1.5})"));
    QVERIFY(parseJson(prettyJson(document), {}).ok());
  }

  void membersAreFoundByName() {
    const auto parsed = parseJson(R"({"a": 1, "b": "x", "c": {}})", {});
    QVERIFY(member(*parsed, "a") && asNumber(*member(*parsed, "a")) == 1.0);
    QVERIFY(!asString(*member(*parsed, "a")));
    QCOMPARE(*asString(*member(*parsed, "b")), std::string("x"));
    QVERIFY(!asNumber(*member(*parsed, "b")));
    QVERIFY(!member(*parsed, "missing"));
    QVERIFY(!member(*member(*parsed, "a"), "a")); // a number has no members
  }

  void stringsAreEscaped() {
    const std::string hard = "quote \" slash \\ line\nreturn\rtab\tzero" + std::string(1, '\0') + "end ü €";
    std::string json;
    appendJsonString(json, hard);
    const auto parsed = parseJson(json, {});
    QVERIFY(parsed.ok());
    QCOMPARE(*asString(*parsed), hard);
  }
};

QTEST_APPLESS_MAIN(TestJson)
#include "test_json.moc"
