#include "tests/support/widget_look.h"
#include "widgets/attribute_cell.h"
#include "widgets/attribute_table.h"
#include "widgets/attribute_text.h"
#include "widgets/cell_text.h"
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace fillscope;

namespace {

AttributeDefinition definition(const std::string& name, AttributeKind kind,
                               std::vector<std::pair<std::string, std::string>> options = {}) {
  AttributeDefinition made;
  made.name = name;
  made.kind = kind;
  for (const auto& [id, text] : options)
    made.options.push_back({id, text, false, true});
  return made;
}

std::vector<AttributeDefinition> columns() {
  return {definition("note", AttributeKind::text),
          definition("side", AttributeKind::dropdown, {{"l", "left"}, {"r", "right"}}),
          definition("light", AttributeKind::radio, {{"day", "Day"}, {"night", "Night"}}),
          definition("damage", AttributeKind::checkbox, {{"dent", "Dent"}, {"torn", "Torn, deep"}}),
          definition("logo", AttributeKind::image, {{"a", "a.png"}, {"b", "b.png"}}),
          definition("made", AttributeKind::foreign)};
}

/// Answers edits as the window does.
class Things : public AttributeRows {
 public:
  explicit Things(int count) {
    for (int i = 0; i < count; ++i) {
      Attributes attributes;
      attributes.set("note", std::to_string((i * 7) % 100));
      attributes.set("side", i % 2 ? "l" : "r");
      attributes.set("damage", checkboxValue({"torn"}));
      attributes.set("made", AttributeValue{"[1]", true});
      all.push_back(attributes);
    }
  }
  int count() const override { return static_cast<int>(all.size()); }
  QString name(int row) const override { return QStringLiteral("thing %1").arg(row); }
  const Attributes& attributes(int row) const override { return all[static_cast<std::size_t>(row)]; }
  bool isKept(int row, const std::string& attribute) const override {
    return row == 3 && attribute == "note";
  }
  std::string text(int row, const std::string& name) const { return attributes(row).text(name); }
  std::vector<Attributes> all;
};

struct Shown {
  explicit Shown(int count = 5)
      : things(count) {
    table.model().setRows(&things, columns());
    QObject::connect(&table, &AttributeTable::edited, &table,
                     [this](const std::vector<AttributeEdit>& edits) {
                       ++steps;
                       for (const AttributeEdit& edit : edits)
                         things.all[static_cast<std::size_t>(edit.row)].set(edit.name, edit.value);
                       table.model().refresh();
                     });
    table.resize(900, 400);
    table.show();
    if (!QTest::qWaitForWindowExposed(&table)) qFatal("the table does not show");
    table.activateWindow();
    table.view()->setFocus();
  }
  QModelIndex cell(int row, int column) { return table.model().index(row, column); }
  void choose(int row, int column, int lastRow = -1) {
    // Said outright: the view itself would go by the modifiers of the key pressed last.
    QItemSelectionModel* chosen = table.view()->selectionModel();
    chosen->setCurrentIndex(cell(row, column), QItemSelectionModel::ClearAndSelect);
    chosen->select({cell(row, column), cell(std::max(row, lastRow), column)},
                   QItemSelectionModel::ClearAndSelect);
  }
  QList<int> order() {
    QList<int> rows;
    for (int i = 0; i < table.model().rowCount(); ++i)
      rows << table.model().rowAt(i);
    return rows;
  }
  Things things;
  AttributeTable table;
  int steps = 0;
};

} // namespace

class TestAttributeTable : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { tests::useLook(false); }

  void textOfValues_data() {
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("taken");
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("shown");
    QTest::newRow("text") << 0 << "a, b " << true << "a, b "
                          << "a, b ";
    QTest::newRow("option's text") << 1 << "Left" << true << "l"
                                   << "left";
    QTest::newRow("option's id") << 1 << "r" << true << "r"
                                 << "right";
    QTest::newRow("no such option") << 1 << "up" << false << ""
                                    << "";
    QTest::newRow("nothing") << 2 << "" << true << ""
                             << "";
    QTest::newRow("checks") << 3 << "dent, torn" << true << R"({"dent":true,"torn":true})"
                            << "Dent, Torn, deep";
    QTest::newRow("a check with a comma") << 3 << "Torn, deep" << true << R"({"torn":true})"
                                          << "Torn, deep";
    QTest::newRow("one of the checks unknown") << 3 << "dent, wet" << false << ""
                                               << "";
    QTest::newRow("no check") << 3 << " " << true << "{}"
                              << "";
  }
  void textOfValues() {
    QFETCH(int, column);
    QFETCH(QString, typed);
    QFETCH(bool, taken);
    QFETCH(QString, stored);
    QFETCH(QString, shown);
    const AttributeDefinition of = columns()[static_cast<std::size_t>(column)];
    const std::optional<AttributeValue> value = attributeFromText(of, typed);
    QCOMPARE(value.has_value(), taken);
    if (!value) return;
    QCOMPARE(QString::fromStdString(value->text), stored);
    QCOMPARE(attributeText(of, *value), shown);
  }

  void cellsAsText_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<QStringList>>("cells");
    QTest::newRow("one") << "a" << QList<QStringList>{{"a"}};
    QTest::newRow("two by two") << "a\tb\nc\td\n" << QList<QStringList>{{"a", "b"}, {"c", "d"}};
    QTest::newRow("from a spreadsheet") << "a\tb\r\nc\td\r\n" << QList<QStringList>{{"a", "b"}, {"c", "d"}};
    QTest::newRow("quotes") << "\"x\ty\"\t\"say \"\"hi\"\"\"" << QList<QStringList>{{"x\ty", "say \"hi\""}};
    QTest::newRow("empty ones") << "\t\n\t\n" << QList<QStringList>{{"", ""}, {"", ""}};
  }
  void cellsAsText() {
    QFETCH(QString, text);
    QFETCH(QList<QStringList>, cells);
    const std::vector<QStringList> read = cellsFromText(text);
    QCOMPARE(QList<QStringList>(read.begin(), read.end()), cells);
    QCOMPARE(cellsFromText(cellsToText(read)), read);
  }

  void typesInPlace() {
    Shown shown;
    shown.choose(0, 0);
    QTest::keyClicks(shown.table.view(), QStringLiteral("d"));
    auto* line = shown.table.view()->viewport()->findChild<QLineEdit*>();
    QVERIFY(line);
    QTest::keyClicks(line, QStringLiteral("ent"));
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(shown.things.text(0, "note"), std::string("dent"));
    QCOMPARE(shown.table.view()->currentIndex(), shown.cell(1, 0)); // and on to the next
  }

  void oneEditForAllChosenCells() {
    Shown shown;
    shown.choose(0, 0, 4);
    QTest::keyClicks(shown.table.view(), QStringLiteral("x"));
    auto* line = shown.table.view()->viewport()->findChild<QLineEdit*>();
    QVERIFY(line);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(shown.steps, 1);
    for (int i = 0; i < 5; ++i)
      QCOMPARE(shown.things.text(i, "note"), i == 3 ? std::string("21") : std::string("x")); // 3 is kept
  }

  void optionsInPlace_data() {
    QTest::addColumn<int>("column");
    QTest::addColumn<QList<int>>("keys");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("stored");
    QTest::newRow("dropdown") << 1 << QList<int>{Qt::Key_L, Qt::Key_Return} << "side"
                              << "l";
    QTest::newRow("dropdown to none") << 1 << QList<int>{Qt::Key_Home, Qt::Key_Return} << "side"
                                      << "";
    QTest::newRow("radio") << 2 << QList<int>{Qt::Key_Down, Qt::Key_Down, Qt::Key_Return} << "light"
                           << "night";
    QTest::newRow("checkbox") << 3 << QList<int>{Qt::Key_Space, Qt::Key_Return} << "damage"
                              << R"({"dent":true,"torn":true})";
    QTest::newRow("image") << 4 << QList<int>{Qt::Key_Down, Qt::Key_Return} << "logo"
                           << "a";
    QTest::newRow("left alone") << 2 << QList<int>{Qt::Key_Down, Qt::Key_Escape} << "light"
                                << "";
  }
  void optionsInPlace() {
    QFETCH(int, column);
    QFETCH(QList<int>, keys);
    QFETCH(QString, name);
    QFETCH(QString, stored);
    Shown shown;
    shown.choose(0, column);
    QTest::keyClick(shown.table.view(), Qt::Key_Return);
    auto* list = shown.table.view()->viewport()->findChild<OptionList*>();
    QVERIFY(list);
    QVERIFY(shown.table.view()->viewport()->rect().contains(list->geometry()));
    for (const int key : keys)
      QTest::keyClick(list, static_cast<Qt::Key>(key));
    const AttributeValue* value = shown.things.attributes(0).find(name.toStdString());
    QCOMPARE(value ? QString::fromStdString(value->text) : QString(), stored);
  }

  void aClickTakesAnOption() {
    Shown shown;
    shown.choose(4, 1);
    QTest::keyClick(shown.table.view(), Qt::Key_F2);
    auto* list = shown.table.view()->viewport()->findChild<OptionList*>();
    QVERIFY(list);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(1)).center());
    QCOMPARE(shown.things.text(4, "side"), std::string("l"));
  }

  void copiesPastesAndClears() {
    Shown shown;
    shown.table.view()->selectionModel()->select({shown.cell(0, 0), shown.cell(1, 1)},
                                                 QItemSelectionModel::ClearAndSelect);
    QTest::keySequence(shown.table.view(), QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("0\tright\n7\tleft\n"));
    shown.choose(2, 0);
    QTest::keySequence(shown.table.view(), QKeySequence::Paste);
    QCOMPARE(shown.steps, 1);
    QCOMPARE(shown.things.text(2, "note") + shown.things.text(2, "side"), std::string("0r"));
    QCOMPARE(shown.things.text(3, "note") + shown.things.text(3, "side"), std::string("21l"));
    QVERIFY(shown.table.note().contains(QStringLiteral("note"))); // of row 3 is kept
    QApplication::clipboard()->setText(QStringLiteral("left\n"));
    shown.choose(0, 1, 4); // one value into all of them
    QTest::keySequence(shown.table.view(), QKeySequence::Paste);
    for (int i = 0; i < 5; ++i)
      QCOMPARE(shown.things.text(i, "side"), std::string("l"));
    QApplication::clipboard()->setText(QStringLiteral("up"));
    shown.choose(0, 1);
    QTest::keySequence(shown.table.view(), QKeySequence::Paste);
    QCOMPARE(shown.things.text(0, "side"), std::string("l"));
    QVERIFY(!shown.table.note().isEmpty());
    shown.choose(0, 3, 4);
    QTest::keyClick(shown.table.view(), Qt::Key_Delete);
    for (int i = 0; i < 5; ++i)
      QVERIFY(checkedOptions(*shown.things.attributes(i).find("damage")).empty());
    QCOMPARE(shown.things.attributes(0).find("made")->text, std::string("[1]"));
  }

  void sortsNumbersByValueAndEmptyLast() {
    Shown shown;
    shown.things.all[1].set("note", "");
    shown.things.all[2].set("note", "9b");
    shown.table.model().sort(0, Qt::AscendingOrder); // 0, –, 9b, 21, 28
    QCOMPARE(shown.order(), (QList<int>{0, 3, 4, 2, 1}));
    shown.table.model().sort(0, Qt::DescendingOrder);
    QCOMPARE(shown.order(), (QList<int>{2, 4, 3, 0, 1}));
    shown.table.model().sort(-1, Qt::AscendingOrder);
    QCOMPARE(shown.order(), (QList<int>{0, 1, 2, 3, 4}));
  }

  void filters_data() {
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<int>>("rows");
    QTest::newRow("value") << "left" << QList<int>{1, 3};
    QTest::newRow("name") << "\"thing" << QList<int>{};
    QTest::newRow("one attribute") << "note:2" << QList<int>{3, 4};
    QTest::newRow("refused") << "-left note:1" << QList<int>{2};
  }
  void filters() {
    QFETCH(QString, filter);
    QFETCH(QList<int>, rows);
    Shown shown;
    shown.table.setFilter(filter);
    QCOMPARE(shown.order(), rows);
  }

  void choiceSurvivesAValueThatNoLongerFits() {
    Shown shown;
    shown.table.setFilter(QStringLiteral("left"));
    shown.table.chooseRows({3});
    QSignalSpy chosen(&shown.table, &AttributeTable::rowsChosen);
    shown.things.all[3].set("side", "r");
    shown.table.model().refresh();
    QCOMPARE(shown.order(), (QList<int>{1, 3})); // until the filter is next edited
    QCOMPARE(shown.table.chosenRows(), std::vector<int>{3});
    QCOMPARE(chosen.size(), 0);
  }

  void twentyThousandRows() {
    Shown shown(20000);
    QCOMPARE(shown.table.model().rowCount(), 20000);
    shown.table.model().sort(0, Qt::DescendingOrder);
    shown.table.view()->selectAll();
    QCOMPARE(shown.table.chosenRows().size(), std::size_t(20000));
    shown.choose(0, 1, 19999);
    QTest::keyClick(shown.table.view(), Qt::Key_Return);
    auto* list = shown.table.view()->viewport()->findChild<OptionList*>();
    QVERIFY(list);
    list->setCurrentRow(1);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(shown.steps, 1);
    for (int i = 0; i < 20000; ++i)
      if (shown.things.text(i, "side") != "l") QFAIL("a row was left out");
    // A widget a row would show here.
    QVERIFY(shown.table.findChildren<QWidget*>().size() < 60);
  }
};

QTEST_MAIN(TestAttributeTable)
#include "test_attribute_table.moc"
