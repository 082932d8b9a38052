#include "tests/support/widget_look.h"
#include "widgets/fold_section.h"
#include "widgets/knob_panel.h"
#include "widgets/range_slider.h"
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace fillscope;

namespace {

enum { share, span, count, flag, choice, text };

std::vector<KnobGroup> groups() {
  Knob way{Knob::Kind::choice, "Way", {}, {}};
  way.choices = QStringList{"one", "two"};
  return {{"First",
           {{Knob::Kind::number, "Share", "A share", "%", 0, 1, 0, 100},
            {Knob::Kind::range, "Span", {}, "cm", 0.1, 2, 1, 100}}},
          {"Second",
           {{Knob::Kind::whole, "Count", {}, {}, 1, 100, 0},
            {Knob::Kind::toggle, "Flag", {}, {}},
            way,
            {Knob::Kind::text, "Text", {}, {}}},
           false}};
}

std::vector<KnobValue> some() { return {{0.25}, {0.2, 0.5}, {7}, {1}, {1}, {0, 0, QStringLiteral("abc")}}; }

} // namespace

class TestKnobPanel : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    QLocale::setDefault(QLocale::c());
    tests::useLook(false);
  }

  void valuesComeBackAndAreSilent() {
    KnobPanel panel(groups());
    QSignalSpy edited(&panel, &KnobPanel::edited);
    panel.setValues(some());
    QCOMPARE(edited.count(), 0);
    QCOMPARE(panel.knobCount(), 6);
    QVERIFY(panel.values() == some());
    QCOMPARE(qobject_cast<QDoubleSpinBox*>(panel.field(share))->text(), QStringLiteral("25 %"));
    QCOMPARE(qobject_cast<QDoubleSpinBox*>(panel.field(span))->text(), QStringLiteral("20.0 cm"));
  }

  void everyKindTellsWhatWasEdited() {
    KnobPanel panel(groups());
    panel.setValues(some());
    QSignalSpy edited(&panel, &KnobPanel::edited);
    const auto last = [&] { return edited.last().at(1).value<KnobValue>(); };
    qobject_cast<QDoubleSpinBox*>(panel.field(share))->setValue(40);
    QCOMPARE(last().low, 0.4);
    qobject_cast<QDoubleSpinBox*>(panel.field(count))->setValue(9);
    QCOMPARE(last().low, 9.0);
    qobject_cast<QCheckBox*>(panel.field(flag))->click();
    QCOMPARE(last().low, 0.0);
    qobject_cast<QComboBox*>(panel.field(choice))->setCurrentIndex(0);
    QCOMPARE(last().low, 0.0);
    QTest::keyClicks(panel.field(text), QStringLiteral("d"));
    QCOMPARE(last().text, QStringLiteral("abcd"));
    QList<int> knobs;
    for (const auto& call : edited)
      knobs << call.first().toInt();
    QCOMPARE(knobs, (QList<int>{share, count, flag, choice, text}));
  }

  void theEndsOfARangePushEachOther() {
    KnobPanel panel(groups());
    panel.setValues(some());
    qobject_cast<QDoubleSpinBox*>(panel.field(span))->setValue(80);
    QCOMPARE(panel.value(span).low, 0.8);
    QCOMPARE(panel.value(span).high, 0.8);
  }

  void theSliderFollowsAndLeads() {
    KnobPanel panel(groups());
    panel.setValues(some());
    panel.resize(400, 300);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto* slider = panel.findChildren<RangeSlider*>().at(1);
    QVERIFY(std::abs(slider->low() - 0.1 / 1.9) < 1e-9);
    QSignalSpy edited(&panel, &KnobPanel::edited);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(panel.value(span).high, 2.0);
    QTest::keyClick(slider, Qt::Key_Space);
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(panel.value(span).low, 0.1);
    QCOMPARE(edited.count(), 2);
    QTest::mouseClick(slider, Qt::LeftButton, {}, QPoint(slider->width() / 2 - 8, slider->height() / 2));
    QVERIFY(panel.value(span).low > 0.6 && panel.value(span).high == 2.0);
  }

  void groupsFold() {
    KnobPanel panel(groups());
    const auto sections = panel.findChildren<FoldSection*>();
    QCOMPARE(sections.size(), 2);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QVERIFY(panel.field(share)->isVisible());
    QVERIFY(!panel.field(count)->isVisible());
    sections.at(1)->setOpen(true);
    QVERIFY(panel.field(count)->isVisible());
    panel.setKnobVisible(count, false);
    QVERIFY(!panel.field(count)->isVisible());
  }

  void aGroupWithoutAKnobIsNotShown() {
    KnobPanel panel(groups());
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto* second = panel.findChildren<FoldSection*>().at(1);
    for (const int knob : {count, flag, choice})
      panel.setKnobVisible(knob, false);
    QVERIFY(second->isVisible());
    panel.setKnobVisible(text, false);
    QVERIFY(!second->isVisible());
    panel.setKnobVisible(flag, true);
    QVERIFY(second->isVisible());
    QVERIFY(panel.findChildren<FoldSection*>().front()->isVisible());
  }

  void everyFieldHasAName() {
    KnobPanel panel(groups());
    for (int i = 0; i < panel.knobCount(); ++i)
      QVERIFY(!panel.field(i)->accessibleName().isEmpty());
    QCOMPARE(panel.field(span)->accessibleName(), QStringLiteral("Span, from"));
  }
};

QTEST_MAIN(TestKnobPanel)
#include "test_knob_panel.moc"
