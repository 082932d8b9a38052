// What a specification of a composed data set may say.
#include "core/composition/composition_spec.h"
#include <QtTest>

using namespace fillscope;

class TestCompositionSpec : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void whatIsWrittenReadsBack() {
    CompositionSpec spec;
    spec.backgrounds = "/photos", spec.foregrounds = "cut outs/ä";
    spec.width = 320, spec.height = 240, spec.foregroundLow = 50, spec.foregroundHigh = 240;
    spec.positions = 3, spec.mirrored = false, spec.shuffled = false, spec.threshold = 0.25;
    spec.quality = 30, spec.maskFile = MaskFile::jpeg, spec.samplesPerShard = 80000;
    const auto read = parseCompositionSpec(compositionSpecJson(spec), "spec.json");
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().sentence().c_str());
    QVERIFY(*read == spec);
    QVERIFY(*parseCompositionSpec("{}", "spec.json") == CompositionSpec{});
  }

  void whatCannotBeIsRefusedByName_data() {
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("says");
    QTest::newRow("out of range") << R"({"positions": 0})"
                                  << "positions";
    QTest::newRow("no such field") << R"({"position": 3})"
                                   << "Known here: backgrounds";
    QTest::newRow("no number") << R"({"width": "224"})"
                               << "\"width\" must be a whole number";
    QTest::newRow("no such file") << R"({"mask_file": "gif"})"
                                  << "\"png\" or \"jpeg\"";
    QTest::newRow("turned round") << R"({"foreground_height_low": 121})"
                                  << "Exchange the two";
    QTest::newRow("too high") << R"({"height": 110})"
                              << "above that of the pictures, 110";
    QTest::newRow("everything is mask") << R"({"mask_threshold": 0})"
                                        << "mask_threshold";
    QTest::newRow("no object") << "[1]"
                               << "must hold an object";
  }
  void whatCannotBeIsRefusedByName() {
    QFETCH(QString, json);
    QFETCH(QString, says);
    const auto read = parseCompositionSpec(json.toStdString(), "spec.json");
    QVERIFY(!read.ok());
    const QString sentence = QString::fromStdString(read.error().sentence());
    QVERIFY2(sentence.contains(says) && sentence.startsWith("spec.json"), qPrintable(sentence));
    QCOMPARE(read.error().code, ErrorCode::badInput);
  }
};

QTEST_APPLESS_MAIN(TestCompositionSpec)
#include "test_composition_spec.moc"
