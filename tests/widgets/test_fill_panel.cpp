#include "tests/support/image_baseline.h"
#include "tests/support/widget_look.h"
#include "widgets/fill_panel.h"
#include "widgets/fill_texts.h"
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <algorithm>

using namespace fillscope;

namespace {

FillReport toteReport() {
  FillReport report;
  report.fillPercent = 31.2;
  report.fillLow = 24.1;
  report.fillHigh = 38.4;
  report.emptySpacePercent = 68.8;
  report.contentLitres = 14.98;
  report.boxLitres = 48.0;
  report.cutHeight = 0.124;
  report.hiddenPercent = 14.3;
  report.holePercent = 2.6;
  report.tilt = 0.37;
  report.depthScale = 1.012;
  report.alignmentResidual = 0.0031;
  report.size = {0.6, 0.4, 0.2};
  report.method = "size given, scale from the rim";
  report.warnings = {{"rim-outside-picture",
                      "part of the rim lies outside the picture, so the content there is a guess",
                      "take the picture from further away"}};
  return report;
}

QStringList textsOf(const QWidget& widget) {
  QStringList texts;
  for (const QLabel* label : widget.findChildren<QLabel*>())
    if (label->isVisibleTo(&widget) && !label->text().isEmpty()) texts << label->text();
  return texts;
}

QDoubleSpinBox* field(const QWidget& widget, const QString& name) {
  for (QDoubleSpinBox* box : widget.findChildren<QDoubleSpinBox*>())
    if (box->accessibleName() == name) return box;
  return nullptr;
}

void type(QDoubleSpinBox* box, const QString& text) {
  box->setFocus();
  box->selectAll();
  QTest::keyClicks(box, text);
  QTest::keyClick(box, Qt::Key_Return);
}

} // namespace

class TestFillPanel : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    QLocale::setDefault(QLocale::c());
    tests::useLook(false);
  }

  void saysTheVerdictInWords_data() {
    QTest::addColumn<double>("fill");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("limit");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("tone");
    QTest::newRow("over") << 31.2 << 24.0 << 38.0 << 50.0
                          << QStringLiteral("69 % empty · over the 50 % limit by 19 points")
                          << int(Tone::bad);
    QTest::newRow("over by one") << 49.0 << 48.0 << 49.5 << 50.0
                                 << QStringLiteral("51 % empty · over the 50 % limit by 1 point")
                                 << int(Tone::bad);
    QTest::newRow("within") << 70.0 << 65.0 << 75.0 << 50.0
                            << QStringLiteral("30 % empty · within the 50 % limit") << int(Tone::good);
    QTest::newRow("over, perhaps within")
        << 45.0 << 40.0 << 55.0 << 50.0
        << QStringLiteral("55 % empty · over the 50 % limit by 5 points. What is hidden could change that.")
        << int(Tone::warning);
    QTest::newRow("within, perhaps over")
        << 55.0 << 45.0 << 60.0 << 50.0
        << QStringLiteral("45 % empty · within the 50 % limit. What is hidden could change that.")
        << int(Tone::warning);
  }
  void saysTheVerdictInWords() {
    QFETCH(double, fill);
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(double, limit);
    QFETCH(QString, text);
    QFETCH(int, tone);
    FillReport report;
    report.fillPercent = fill;
    report.fillLow = low;
    report.fillHigh = high;
    report.emptySpacePercent = 100 - fill;
    const FillVerdict verdict = verdictOf(report, limit);
    QCOMPARE(verdict.text, text);
    QCOMPARE(int(verdict.tone), tone);
    QVERIFY(!verdict.icon.isEmpty());
  }

  void showsTheReport() {
    FillPanel panel;
    panel.showReport(toteReport(), {});
    const QStringList texts = textsOf(panel);
    for (const char* text : {"31 %", "between 24 and 38 %", "15.0 of 48.0\u00a0l", "12.4\u00a0cm",
                             "14\u00a0%", "3\u00a0%", "21°", "3.1\u00a0mm", "× 1.012",
                             "Part of the rim lies outside the picture, so the content there is a guess.",
                             "Take the picture from further away."})
      QVERIFY2(texts.contains(QString::fromUtf8(text)), text);
  }

  void contradictionsAreNoVerdict_data() {
    QTest::addColumn<double>("depthScale");
    QTest::addColumn<bool>("warned");
    QTest::addColumn<bool>("trusted");
    QTest::newRow("in step") << 1.01 << false << true;
    QTest::newRow("somewhat off") << 1.2 << true << true;
    QTest::newRow("a slipped unit") << 0.013 << true << false;
    QTest::newRow("far too small") << 75.0 << true << false;
    QTest::newRow("a map without a unit") << 0.013 << false << true;
  }
  void contradictionsAreNoVerdict() {
    QFETCH(double, depthScale);
    QFETCH(bool, warned);
    QFETCH(bool, trusted);
    FillReport report = toteReport();
    report.depthScale = depthScale;
    if (warned) report.warnings = {{"size-disagrees", "m", "r"}};
    FillVerdict verdict = verdictOf(report, 50);
    QCOMPARE(verdict.tone == Tone::warning, !trusted);
    QCOMPARE(verdict.text.contains(QStringLiteral("contradict")), !trusted);
    report.warnings.push_back({"relative-depth", "m", "r"});
    verdict = verdictOf(report, 50);
    QVERIFY(!verdict.text.contains(QStringLiteral("contradict")));
  }

  void saysWhyTheIntervalIsNone() {
    FillReport report = toteReport();
    QCOMPARE(intervalText(report), QStringLiteral("between 24 and 38 %"));
    report.fillLow = 30.8;
    report.fillHigh = 31.4;
    report.hiddenPercent = 1.2;
    QCOMPARE(intervalText(report), QStringLiteral("give or take less than 1 %"));
    report.hiddenPercent = 0;
    QCOMPARE(intervalText(report), QStringLiteral("nothing hidden"));
  }

  void leavesOutWhatHasNoScale() {
    FillReport report = toteReport();
    report.contentLitres.reset();
    report.boxLitres.reset();
    report.cutHeight.reset();
    FillPanel panel;
    panel.showReport(report, {});
    for (const QString& text : textsOf(panel)) {
      QVERIFY2(!text.endsWith(QStringLiteral(" l")), qPrintable(text));
      QVERIFY2(!text.endsWith(QStringLiteral(" mm")), qPrintable(text));
    }
  }

  void theScaleOfAMapWithoutAUnitSaysNothing() {
    const auto saysScale = [](const FillReport& report) {
      const std::vector<FillRow> rows = tableOf(report);
      return std::any_of(rows.begin(), rows.end(),
                         [](const FillRow& row) { return row.value.startsWith(QStringLiteral("×")); });
    };
    FillReport report = toteReport();
    QVERIFY(saysScale(report));
    report.warnings.push_back({"relative-depth", "m", "r"});
    QVERIFY(!saysScale(report));
  }

  void everyFigureIsExplained() {
    for (const FillRow& row : tableOf(toteReport())) {
      QVERIFY(row.explanation.size() > 20);
      QVERIFY(row.explanation.endsWith(QLatin1Char('.')));
    }
  }

  void saysWhatIsMissing() {
    FillPanel panel;
    panel.showReport(toteReport(), {});
    panel.showMissing(QStringLiteral("Place the four corners of the rim."));
    const QStringList texts = textsOf(panel);
    QVERIFY(texts.contains(QStringLiteral("Place the four corners of the rim.")));
    QVERIFY(!texts.contains(QStringLiteral("31 %")));
    QVERIFY(!texts.contains(QStringLiteral("12.4 cm")));
  }

  void keepsTheOldFigureWhileBusy() {
    FillPanel panel;
    panel.showReport(toteReport(), {});
    panel.setBusy(true);
    QVERIFY(textsOf(panel).contains(QStringLiteral("31 %")));
    QVERIFY(textsOf(panel).contains(QStringLiteral("measuring…")));
    QVERIFY(!panel.findChild<IntervalBar*>()->isEnabled());
    panel.setBusy(false);
    QVERIFY(panel.findChild<IntervalBar*>()->isEnabled());
    QVERIFY(!textsOf(panel).contains(QStringLiteral("measuring…")));
  }

  void sizesAreEditedInCentimetres() {
    FillPanel panel;
    panel.show();
    QSignalSpy edited(&panel, &FillPanel::boxSizeEdited);
    panel.setBoxSize(BoxSize{0.6, 0.4, 0.2});
    QCOMPARE(field(panel, QStringLiteral("Side 1–2"))->value(), 60.0);
    QCOMPARE(edited.size(), 0);
    type(field(panel, QStringLiteral("Inner height")), QStringLiteral("23.5"));
    QCOMPARE(edited.size(), 1);
    const auto size = edited.back().front().value<std::optional<BoxSize>>();
    QVERIFY(size.has_value());
    QCOMPARE(*size, (BoxSize{0.6, 0.4, 0.235}));
    panel.findChild<QCheckBox*>()->setChecked(false);
    QCOMPARE(edited.size(), 2);
    QVERIFY(!edited.back().front().value<std::optional<BoxSize>>().has_value());
    QVERIFY(!field(panel, QStringLiteral("Inner height"))->isEnabled());
  }

  void anUnknownSizeIsTypedInOnceComplete() {
    FillPanel panel;
    panel.show();
    panel.setBoxSize({});
    QSignalSpy edited(&panel, &FillPanel::boxSizeEdited);
    panel.findChild<QCheckBox*>()->setChecked(true);
    type(field(panel, QStringLiteral("Side 1–2")), QStringLiteral("60"));
    type(field(panel, QStringLiteral("Side 2–3")), QStringLiteral("40"));
    QCOMPARE(edited.size(), 0);
    type(field(panel, QStringLiteral("Inner height")), QStringLiteral("20"));
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited.back().front().value<std::optional<BoxSize>>(), std::optional(BoxSize{0.6, 0.4, 0.2}));
  }

  void theUnitIsShownBeforeOneTypes() {
    FillPanel panel;
    panel.setBoxSize({});
    for (const char* name : {"Side 1–2", "Side 2–3", "Inner height"})
      QCOMPARE(field(panel, QString::fromUtf8(name))->text(), QStringLiteral("— cm"));
  }

  void anOddSizeIsSaidAndTaken() {
    FillPanel panel;
    panel.show();
    QSignalSpy edited(&panel, &FillPanel::boxSizeEdited);
    panel.setBoxSize(BoxSize{0.6, 0.4, 0.2});
    const auto* odd = panel.findChild<QLabel*>(QStringLiteral("oddSize"));
    QVERIFY(odd && !odd->isVisible());
    type(field(panel, QStringLiteral("Side 1–2")), QStringLiteral("600"));
    QCOMPARE(edited.back().front().value<std::optional<BoxSize>>(), std::optional(BoxSize{6, 0.4, 0.2}));
    QVERIFY(odd->isVisible());
    QVERIFY2(odd->text().startsWith(QStringLiteral("A box of 6\u00a0m is very large.")),
             qPrintable(odd->text()));
    type(field(panel, QStringLiteral("Side 1–2")), QStringLiteral("60"));
    QVERIFY(!odd->isVisible());
    type(field(panel, QStringLiteral("Inner height")), QStringLiteral("1 mm"));
    QVERIFY2(odd->text().startsWith(QStringLiteral("A box of 1\u00a0mm is very small.")),
             qPrintable(odd->text()));
    panel.findChild<QCheckBox*>()->setChecked(false);
    QVERIFY(!odd->isVisible());
  }

  void anyUnitIsTyped_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("centimetres");
    QTest::newRow("plain") << QStringLiteral("40") << 40.0;
    QTest::newRow("centimetres") << QStringLiteral("40 cm") << 40.0;
    QTest::newRow("metres") << QStringLiteral("0.4 m") << 40.0;
    QTest::newRow("metres, comma") << QStringLiteral("0,4m") << 40.0;
    QTest::newRow("millimetres") << QStringLiteral("300 mm") << 30.0;
    QTest::newRow("many millimetres") << QStringLiteral("4000 mm") << 400.0;
    QTest::newRow("decimal comma") << QStringLiteral("40,5") << 40.5;
    QTest::newRow("inches") << QStringLiteral("12 in") << 30.5;
    QTest::newRow("capitals") << QStringLiteral("300 MM") << 30.0;
    QTest::newRow("too long") << QStringLiteral("4000") << 23.0; // what stood there
  }
  void anyUnitIsTyped() {
    QFETCH(QString, text);
    QFETCH(double, centimetres);
    FillPanel panel;
    panel.show();
    panel.setBoxSize(BoxSize{0.6, 0.5, 0.23});
    QDoubleSpinBox* depth = field(panel, QStringLiteral("Inner height"));
    type(depth, text);
    QCOMPARE(depth->value(), centimetres);
    QCOMPARE(depth->text(), QStringLiteral("%1 cm").arg(centimetres, 0, 'f', 1));
  }

  void aUnitIsTypedInFrontOfTheShownOne() {
    FillPanel panel;
    panel.show();
    panel.setBoxSize(BoxSize{0.6, 0.5, 0.23});
    QDoubleSpinBox* depth = field(panel, QStringLiteral("Inner height"));
    auto* edit = depth->findChild<QLineEdit*>();
    edit->setSelection(0, 4);
    QTest::keyClicks(edit, QStringLiteral("300 mm"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(depth->value(), 30.0);
  }

  void theWheelTurnsOnlyWhatThePointerCameToAndHasTheFocus() {
    FillPanel panel;
    panel.setBoxSize(BoxSize{0.6, 0.5, 0.23});
    panel.show();
    panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    QDoubleSpinBox* depth = field(panel, QStringLiteral("Inner height"));
    panel.findChild<QCheckBox*>()->setFocus();
    const auto isUsed = [&] {
      const QPointF middle = QRectF(depth->rect()).center();
      QWheelEvent event(middle, depth->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                        Qt::NoScrollPhase, false);
      QApplication::sendEvent(depth, &event);
      return event.isAccepted();
    };
    QVERIFY(!isUsed()); // what lies around gets it
    QCOMPARE(depth->value(), 23.0);
    QVERIFY((depth->focusPolicy() & Qt::WheelFocus) != Qt::WheelFocus);
    depth->setFocus();
    QTest::mouseMove(panel.windowHandle(), {1, 1});
    QTRY_VERIFY(!depth->underMouse());
    QVERIFY2(!isUsed(), "the panel was scrolled, and it came under the pointer");
    QCOMPARE(depth->value(), 23.0);
    QTest::mouseMove(panel.windowHandle(), depth->mapTo(&panel, depth->rect().center()));
    QTRY_VERIFY(depth->underMouse());
    QVERIFY(isUsed());
    QCOMPARE(depth->value(), 23.5);
  }

  void thereIsOneCapacity() {
    FillReport report = toteReport();
    report.sizeMeasured = true;
    report.size = {0.37, 0.57, 0.195};
    report.boxLitres = 34.0;
    FillPanel panel;
    panel.setBoxSize({});
    panel.showReport(report, {});
    const QStringList texts = textsOf(panel);
    QVERIFY(texts.contains(QStringLiteral("Found from the depth map: holds 34.0\u00a0l")));
    for (const QString& text : texts)
      QVERIFY2(!text.contains(QStringLiteral("41.1")), qPrintable(text));
    report.sizeMeasured = false;
    panel.setBoxSize(report.size);
    panel.showReport(report, {});
    QVERIFY(textsOf(panel).contains(QStringLiteral("Holds 34.0\u00a0l")));
    // Another size makes the old capacity void.
    type(field(panel, QStringLiteral("Inner height")), QStringLiteral("10"));
    QVERIFY(textsOf(panel).contains(QStringLiteral("Holds 21.1\u00a0l")));
  }

  void aMeasuredSizeIsShownAndCanBeTakenOver() {
    FillPanel panel;
    FillReport report = toteReport();
    report.sizeMeasured = true;
    report.size = {0.581, 0.372, 0.198};
    panel.setBoxSize({});
    panel.showReport(report, {});
    QCOMPARE(field(panel, QStringLiteral("Side 1–2"))->value(), 58.1);
    QVERIFY(!field(panel, QStringLiteral("Side 1–2"))->isEnabled());
    QSignalSpy edited(&panel, &FillPanel::boxSizeEdited);
    panel.show();
    panel.findChild<QCheckBox*>()->setChecked(true);
    // A floor under goods is found too high: nobody knows that height until it is typed in.
    QCOMPARE(edited.size(), 0);
    QCOMPARE(field(panel, QStringLiteral("Side 2–3"))->value(), 37.2);
    QCOMPARE(field(panel, QStringLiteral("Inner height"))->value(), 0.0);
    type(field(panel, QStringLiteral("Inner height")), QStringLiteral("20"));
    QCOMPARE(edited.back().front().value<std::optional<BoxSize>>(),
             std::optional(BoxSize{0.581, 0.372, 0.2}));
  }

  void theLimitIsEdited() {
    FillPanel panel;
    panel.show();
    FillOptions options;
    options.limitPercent = 40;
    QSignalSpy edited(&panel, &FillPanel::limitEdited);
    panel.showReport(toteReport(), options);
    QCOMPARE(edited.size(), 0);
    QDoubleSpinBox* limit = nullptr;
    for (QDoubleSpinBox* box : panel.findChildren<QDoubleSpinBox*>())
      if (box->suffix() == QStringLiteral(" %")) limit = box;
    QVERIFY(limit);
    QCOMPARE(limit->value(), 40.0);
    type(limit, QStringLiteral("75"));
    QCOMPARE(edited.back().front().toDouble(), 75.0);
  }

  void looks_data() { tests::lightAndDark(); }
  void looks() {
    QFETCH(bool, dark);
    tests::useLook(dark);
    FillPanel panel;
    panel.resize(320, 660);
    panel.setBoxSize(BoxSize{0.6, 0.4, 0.2});
    panel.showReport(toteReport(), {});
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const QImage shot = panel.grab().toImage();
    FILLSCOPE_COMPARE_BASELINE(shot, "fill_panel", dark);
    tests::useLook(false);
  }
};

QTEST_MAIN(TestFillPanel)
#include "test_fill_panel.moc"
