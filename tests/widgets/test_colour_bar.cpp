#include "tests/support/widget_look.h"
#include "widgets/colour_bar.h"
#include "widgets/range_editor.h"
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace fillscope;

class TestColourBar : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    QLocale::setDefault(QLocale::c());
    tests::useLook(false);
  }

  void ticksReadWell_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("step");
    QTest::addColumn<QString>("text");
    QTest::newRow("whole") << 20.0 << 10.0 << QStringLiteral("20");
    QTest::newRow("tenths") << 0.8 << 0.2 << QStringLiteral("0.8");
    QTest::newRow("hundredths") << 1.25 << 0.05 << QStringLiteral("1.25");
    QTest::newRow("quarters of a tenth") << 1.025 << 0.025 << QStringLiteral("1.025");
    QTest::newRow("quarters of ten") << 7.5 << 2.5 << QStringLiteral("7.5");
    QTest::newRow("negative") << -20.0 << 20.0 << QStringLiteral("−20");
    QTest::newRow("rounded zero") << -1e-17 << 0.5 << QStringLiteral("0.0");
  }
  void ticksReadWell() {
    QFETCH(double, value);
    QFETCH(double, step);
    QFETCH(QString, text);
    QCOMPARE(tickText(value, step), text);
  }

  void paintsTheMapFromLowAtTheBottom() {
    ColourBar bar;
    bar.resize(bar.sizeHint().width(), 300);
    const ColourScale scale{ColourMap::viridis, 0, 2, false, "m"};
    bar.setScale(scale);
    const QImage shot = bar.grab().toImage();
    const auto expect = [&](double value) {
      const auto rgb = colourOf(value, scale);
      return QColor(rgb[0], rgb[1], rgb[2]);
    };
    const auto close = [](const QColor& a, const QColor& b) {
      return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) <
             24;
    };
    const int x = int(9 * shot.devicePixelRatio());
    QVERIFY(close(shot.pixelColor(x, shot.height() - 32), expect(0.05)));
    QVERIFY(close(shot.pixelColor(x, 32), expect(1.95)));
  }

  void theRangeIsEditedAndLocked() {
    ColourBar bar;
    bar.resize(80, 300);
    bar.setScale({ColourMap::turbo, 0.5, 2, false, "m"});
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    QSignalSpy edited(&bar, &ColourBar::rangeEdited), locked(&bar, &ColourBar::lockToggled);
    QTest::mouseDClick(&bar, Qt::LeftButton, {}, {10, 100});
    auto* editor = bar.findChild<RangeEditor*>();
    QVERIFY(editor);
    const auto fields = editor->findChildren<QLineEdit*>();
    QCOMPARE(fields.size(), 2);
    fields[0]->setText(QStringLiteral("0.1")); // the highest below the lowest is not taken
    QTest::keyClick(fields[0], Qt::Key_Return);
    QCOMPARE(edited.size(), 0);
    fields[0]->setText(QStringLiteral("1.5"));
    QTest::keyClick(fields[0], Qt::Key_Return);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited[0][0].toDouble(), 0.5);
    QCOMPARE(edited[0][1].toDouble(), 1.5);
    QCOMPARE(bar.scale().high, 1.5);
    QVERIFY(bar.isLocked());
    QCOMPARE(locked.size(), 1);
    QTest::keyClick(&bar, Qt::Key_L);
    QVERIFY(!bar.isLocked());
    QCOMPARE(locked.size(), 2);
  }

  void aFixedScaleIsNotEdited() {
    ColourBar bar;
    bar.setEditable(false);
    bar.editRange();
    QVERIFY(!bar.findChild<RangeEditor*>());
    QCOMPARE(bar.focusPolicy(), Qt::NoFocus);
  }

  void theMarkerSkipsHoles() {
    ColourBar bar;
    bar.setMarker(0.4);
    QCOMPARE(*bar.marker(), 0.4);
    bar.setMarker(std::nan(""));
    QVERIFY(!bar.marker());
  }
};

QTEST_MAIN(TestColourBar)
#include "test_colour_bar.moc"
