#include "core/imaging/tone_curve.h"
#include <QTest>
#include <algorithm>

using namespace fillscope;

class TestToneCurve : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void neutralChangesNothing() {
    QVERIFY(ToneCurve().isNeutral());
    const auto table = toneTable({});
    for (int i = 0; i < 256; ++i)
      QCOMPARE(int(table[std::size_t(i)]), i);
  }

  void eachKnob_data() {
    QTest::addColumn<double>("brightness");
    QTest::addColumn<double>("contrast");
    QTest::addColumn<double>("gamma");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::newRow("brighter") << 0.2 << 0.0 << 1.0 << 100 << 151;
    QTest::newRow("darker, clamped") << -0.5 << 0.0 << 1.0 << 100 << 0;
    QTest::newRow("all white") << 1.0 << 0.0 << 1.0 << 0 << 255;
    QTest::newRow("no contrast") << 0.0 << -1.0 << 1.0 << 10 << 128;
    QTest::newRow("slope 2.41 about the middle") << 0.0 << 0.5 << 1.0 << 150 << 182;
    QTest::newRow("most contrast, below") << 0.0 << 1.0 << 1.0 << 126 << 0;
    QTest::newRow("most contrast, above") << 0.0 << 1.0 << 1.0 << 129 << 255;
    QTest::newRow("gamma 2") << 0.0 << 0.0 << 2.0 << 64 << 128;
    QTest::newRow("gamma keeps white") << 0.0 << 0.0 << 2.0 << 255 << 255;
  }
  void eachKnob() {
    QFETCH(double, brightness);
    QFETCH(double, contrast);
    QFETCH(double, gamma);
    QFETCH(int, from);
    QFETCH(int, to);
    const ToneCurve tone{brightness, contrast, gamma};
    QVERIFY(!tone.isNeutral());
    QCOMPARE(int(toneTable(tone)[std::size_t(from)]), to);
  }

  void neverFalls() {
    for (const double contrast : {-0.7, 0.0, 0.9})
      for (const double gamma : {0.3, 1.0, 4.0}) {
        const auto table = toneTable({0.1, contrast, gamma});
        QVERIFY(std::is_sorted(table.begin(), table.end()));
      }
  }
};

QTEST_APPLESS_MAIN(TestToneCurve)
#include "test_tone_curve.moc"
