#include "app/cli/arguments.h"
#include <QTest>

using namespace fillscope;

class TestArguments : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void readsCorners_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("ok");
    QTest::newRow("plain") << "158,8 489,8 594,560 27,560" << true;
    QTest::newRow("outside and fractions") << "-12.5,-3 489.25,8 594,560 27,560" << true;
    QTest::newRow("semicolons and plus signs") << "+1,2; 3,4; 5,6; 7,8" << true;
    QTest::newRow("exponents") << "1e2,8 489,8 594,5.6e2 27,560" << true;
    QTest::newRow("three corners") << "1,2 3,4 5,6" << false;
    QTest::newRow("five corners") << "1,2 3,4 5,6 7,8 9,10" << false;
    QTest::newRow("a word") << "1,2 3,4 5,6 7,x" << false;
    QTest::newRow("number with a tail") << "1,2 3,4 5,6 7,8px" << false;
    QTest::newRow("not a number") << "nan,2 3,4 5,6 7,8" << false;
    QTest::newRow("empty") << "" << false;
  }
  void readsCorners() {
    QFETCH(QString, text);
    QFETCH(bool, ok);
    const auto corners = cli::parseCorners(text.toStdString());
    QCOMPARE(corners.ok(), ok);
    if (!ok) QVERIFY(corners.error().sentence().find("clockwise") != std::string::npos);
  }
  void keepsOrderAndBits() {
    const auto corners = cli::parseCorners("0.1,0.2 -0.3,4 5,6.000000000000001 7,8");
    QVERIFY(corners.ok());
    QCOMPARE((*corners)[0], (Vec2{0.1, 0.2}));
    QCOMPARE((*corners)[1], (Vec2{-0.3, 4}));
    QCOMPARE((*corners)[2], (Vec2{5, 6.000000000000001}));
    QCOMPARE((*corners)[3], (Vec2{7, 8}));
  }
};

QTEST_APPLESS_MAIN(TestArguments)
#include "test_arguments.moc"
