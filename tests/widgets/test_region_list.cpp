#include "tests/support/widget_look.h"
#include "widgets/attribute_form.h"
#include "widgets/region_list.h"
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace fillscope;

namespace {

std::vector<RegionRow> rows() {
  RegionRow rim{QStringLiteral("box rim"), QStringLiteral("box"), QStringLiteral("2 of 4 corners"), {}};
  rim.labelFixed = true;
  RegionRow hidden{QStringLiteral("polygon"), QStringLiteral("Crate"), {}, QStringLiteral("3")};
  hidden.hidden = true;
  RegionRow locked{QStringLiteral("circle"), QStringLiteral("lid"), {}, {}};
  locked.locked = true;
  return {rim, hidden, locked, {QStringLiteral("polygon"), {}, {}, {}}};
}

} // namespace

class TestRegionList : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { tests::useLook(false); }

  void filters_data() {
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<int>>("shown");
    QTest::newRow("nothing") << QString() << QList<int>{0, 1, 2, 3};
    QTest::newRow("label") << QStringLiteral("crate") << QList<int>{1};
    QTest::newRow("shape") << QStringLiteral("polygon") << QList<int>{1, 3};
    QTest::newRow("refused") << QStringLiteral("-polygon") << QList<int>{0, 2};
    QTest::newRow("hidden") << QStringLiteral("is:hidden") << QList<int>{1};
    QTest::newRow("not locked") << QStringLiteral("-is:locked polygon") << QList<int>{1, 3};
    QTest::newRow("state") << QStringLiteral("corners") << QList<int>{0};
  }
  void filters() {
    QFETCH(QString, filter);
    QFETCH(QList<int>, shown);
    RegionListModel model;
    model.setRows(rows());
    model.setFilter(filter);
    QList<int> got;
    for (int i = 0; i < model.rowCount(); ++i)
      got << model.regionOf(i);
    QCOMPARE(got, shown);
    for (int i = 0; i < 4; ++i)
      QCOMPARE(model.shownRow(i), int(shown.indexOf(i)));
  }

  void selectionSurvivesTheFilter() {
    RegionListPanel panel;
    panel.setRows(rows());
    QSignalSpy edited(&panel, &RegionListPanel::selectionEdited);
    panel.setSelection({0, 1, 3});
    QCOMPARE(panel.selection(), (std::vector<int>{0, 1, 3}));
    QCOMPARE(edited.size(), 0); // it was told so
    panel.setFilter(QStringLiteral("polygon"));
    QCOMPARE(panel.selection(), (std::vector<int>{1, 3}));
    panel.setFilter({});
    QCOMPARE(panel.selection(), (std::vector<int>{0, 1, 3}));
    panel.view()->selectionModel()->select(panel.model().index(2, 0),
                                           QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QCOMPARE(edited.size(), 1);
  }

  void labelsAreTypedInPlace() {
    RegionListPanel panel;
    panel.setRows(rows());
    QSignalSpy edited(&panel, &RegionListPanel::labelEdited);
    QVERIFY(!(panel.model().flags(panel.model().index(0, 0)) & Qt::ItemIsEditable)); // a rim is a box
    panel.model().setData(panel.model().index(3, 0), QStringLiteral(" pallet "), Qt::EditRole);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited[0][0].toInt(), 3);
    QCOMPARE(edited[0][1].toString(), QStringLiteral("pallet"));
  }

  void changedRowsAreToldOneByOne() {
    RegionListModel model;
    std::vector<RegionRow> many(20000, {QStringLiteral("rect"), QStringLiteral("a"), {}, {}});
    model.setRows(many);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset),
        changed(&model, &QAbstractItemModel::dataChanged);
    many[777].label = QStringLiteral("b");
    model.setRows(many);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 777);
  }

  void saysItToScreenReaders() {
    RegionListModel model;
    model.setRows(rows());
    QCOMPARE(model.data(model.index(1, 0), Qt::AccessibleTextRole).toString(),
             QStringLiteral("polygon, Crate, group 3, hidden"));
  }

  void everyTypeHasItsEditor() {
    AttributeForm form;
    const std::vector<AttributeOption> options{{"a", "first", false, true}, {"b", "second", false, true}};
    form.setFields(
        {{{"t", AttributeKind::text, "", "", {}, true, ""}, AttributeValue{"x", false}},
         {{"c", AttributeKind::checkbox, "", "", options, true, ""}, checkboxValue({"b"})},
         {{"d", AttributeKind::dropdown, "", "", options, true, ""}, AttributeValue{"gone", false}}});
    QSignalSpy edited(&form, &AttributeForm::edited);
    auto* line = form.findChild<QLineEdit*>();
    QCOMPARE(line->text(), QStringLiteral("x"));
    line->setText(QStringLiteral("y"));
    Q_EMIT line->editingFinished();
    QCOMPARE(edited.takeFirst()[1].value<AttributeValue>().text, std::string("y"));
    const auto checks = form.findChildren<QCheckBox*>();
    QCOMPARE(checks.size(), 2);
    QVERIFY(!checks[0]->isChecked() && checks[1]->isChecked());
    checks[0]->click();
    QCOMPARE(checkedOptions(edited.takeFirst()[1].value<AttributeValue>()),
             (std::vector<std::string>{"b", "a"}));
    auto* combo = form.findChild<QComboBox*>();
    QCOMPARE(combo->currentData().toString(), QStringLiteral("gone")); // shown as it is, not as the first one
  }
};

QTEST_MAIN(TestRegionList)
#include "test_region_list.moc"
