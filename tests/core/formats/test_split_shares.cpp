// How a data set is divided, as it is written.
#include "core/formats/split_shares.h"
#include <QTest>

using namespace fillscope;

class TestSplitShares : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsShares_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    QTest::newRow("three") << "0.8/0.1/0.1" << 3;
    QTest::newRow("two") << "0.75/0.25" << 2;
    QTest::newRow("one") << "1" << 1;
    QTest::newRow("none of one") << "0.5/0/0.5" << 3;
    QTest::newRow("empty") << "" << 0;
    QTest::newRow("four") << "0.25/0.25/0.25/0.25" << 0;
    QTest::newRow("too much") << "0.8/0.3" << 0;
    QTest::newRow("below zero") << "1.5/-0.5" << 0;
    QTest::newRow("words") << "most/rest" << 0;
    QTest::newRow("open end") << "0.5/0.5/" << 0;
  }
  void readsShares() {
    QFETCH(QString, text);
    QFETCH(int, count);
    const auto shares = parseShares(text.toStdString());
    QCOMPARE(shares.ok(), count > 0);
    if (shares) QCOMPARE(int(shares->size()), count);
  }
};

QTEST_APPLESS_MAIN(TestSplitShares)
#include "test_split_shares.moc"
