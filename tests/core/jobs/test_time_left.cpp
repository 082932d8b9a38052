#include "core/jobs/time_left.h"
#include <QTest>

using fillscope::TimeLeft;

class TestTimeLeft : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void knowsNothingAtFirst() {
    TimeLeft left;
    QVERIFY(left.seconds() < 0);
    left.add(0.5, 0.3);
    QVERIFY(left.seconds() < 0);
    left.add(5, 0.005);
    QVERIFY(left.seconds() < 0);
  }

  void isExactAtConstantSpeed() {
    TimeLeft left;
    for (int i = 1; i <= 40; ++i)
      left.add(i * 0.1, i * 0.01);
    QCOMPARE(left.seconds(), 6.0);
  }

  void followsAChangeOfSpeed() {
    TimeLeft left;
    for (int i = 1; i <= 10; ++i)
      left.add(i, i * 0.01);
    for (int i = 1; i <= 20; ++i)
      left.add(10 + i, 0.1 + i * 0.04);
    const double truth = 0.1 / 0.04;
    QVERIFY2(left.seconds() > 0.8 * truth && left.seconds() < 1.3 * truth,
             qPrintable(QString::number(left.seconds())));
  }

  void startsAnewWhenTheFractionShrinks() {
    TimeLeft left;
    left.add(2, 0.9);
    left.add(3, 0.1);
    QVERIFY(left.seconds() < 0);
    left.add(4, 0.2);
    QCOMPARE(left.seconds(), 8.0);
  }

  void aRunThatIsGoneOnWithHasOnlyItsOwnSpeed() {
    TimeLeft left;
    left.add(3, 0.5);
    QVERIFY(left.seconds() < 0);
    left.add(13, 0.51);
    left.add(23, 0.52);
    QVERIFY2(std::abs(left.seconds() - 480) < 1, qPrintable(QString::number(left.seconds())));
  }

  void pausesDoNotCount() {
    TimeLeft straight, paused;
    for (int i = 1; i <= 20; ++i)
      straight.add(i, i * 0.01);
    for (int i = 1; i <= 10; ++i)
      paused.add(i, i * 0.01);
    paused.pause(10);
    paused.pause(500); // is on already
    QCOMPARE(paused.seconds(), 90.0);
    paused.resume(3610);
    paused.resume(4000); // it runs already
    for (int i = 11; i <= 20; ++i)
      paused.add(3600 + i, i * 0.01);
    QCOMPARE(paused.seconds(), straight.seconds());
  }

  void whatWasBegunBeforeAPauseEndsInIt() {
    TimeLeft left;
    for (int i = 1; i <= 10; ++i)
      left.add(i, i * 0.01);
    left.pause(10.5);
    left.add(11, 0.11);
    QVERIFY2(left.seconds() > 60 && left.seconds() < 90, qPrintable(QString::number(left.seconds())));
    left.resume(1000);
    for (int i = 12; i <= 20; ++i)
      left.add(990 + i, i * 0.01);
    QVERIFY2(left.seconds() > 60 && left.seconds() < 90, qPrintable(QString::number(left.seconds())));
  }

  void startingAnewForgetsNoPause() {
    TimeLeft left;
    left.pause(0);
    left.resume(1000);
    left.add(1001, 0.5);
    left.add(1002, 0.1); // the next part
    left.add(1003, 0.2);
    QCOMPARE(left.seconds(), 8.0);
  }

  void endsAtZero() {
    TimeLeft left;
    left.add(2, 0.5);
    left.add(4, 1.0);
    QCOMPARE(left.seconds(), 0.0);
  }
};

QTEST_APPLESS_MAIN(TestTimeLeft)
#include "test_time_left.moc"
