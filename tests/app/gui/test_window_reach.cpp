// Everything can be reached and named: by keys, by screen readers, by a person who remaps.
#include "app/gui/export_dialog.h"
#include "app/gui/key_sheet.h"
#include "app/gui/report_dialog.h"
#include "app/gui/statistics_dialog.h"
#include "tests/app/gui/window_fixture.h"
#include "widgets/attribute_dialog.h"
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDialog>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabBar>
#include <QTreeWidget>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

/// What somebody operates, but for the parts that Qt makes inside of it.
bool isControl(const QWidget* widget) {
  if (qobject_cast<const QScrollBar*>(widget) || widget->objectName().startsWith(QStringLiteral("qt_")))
    return false;
  for (const QWidget* part = widget->parentWidget(); part; part = part->parentWidget())
    if (part->inherits("QComboBoxPrivateContainer")) return false; // the list that a combo box unfolds
  const QWidget* parent = widget->parentWidget();
  const bool isPart =
      qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent) ||
      qobject_cast<const QKeySequenceEdit*>(parent) || qobject_cast<const QLineEdit*>(parent) ||
      qobject_cast<const QTabBar*>(parent) || qobject_cast<const QAbstractItemView*>(parent);
  if (isPart) return false;
  // The window keeps bars without a tab for panels to come.
  const auto* tabs = qobject_cast<const QTabBar*>(widget);
  if (tabs && tabs->count() == 0) return false;
  if ((widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy()) return true;
  return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
         qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
         qobject_cast<const QAbstractSlider*>(widget) || qobject_cast<const QAbstractItemView*>(widget);
}

/// Said by a screen reader: its own name, its text, or the label it is a buddy of.
QString nameOf(QWidget* widget) {
  QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
  return face ? face->text(QAccessible::Name) : QString();
}

QStringList unnamed(const QWidget& root) {
  QStringList found;
  for (QWidget* widget : root.findChildren<QWidget*>())
    if (isControl(widget) && nameOf(widget).trimmed().isEmpty()) {
      QStringList path;
      for (const QWidget* part = widget; part; part = part->parentWidget())
        path.prepend(QLatin1String(part->metaObject()->className()) + QLatin1Char('#') + part->objectName());
      found << path.join(QLatin1Char('/'));
    }
  return found;
}

} // namespace

class TestWindowReach : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    box_ = writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(box_.folder));
  }
  void cleanup() { fixture_.reset(); }

  void everyControlOfTheWindowHasAName() {
    QVERIFY(fixture_->window->findChildren<QAbstractButton*>().size() > 20);
    const QStringList found = unnamed(*fixture_->window);
    for (const QString& one : found)
      qWarning("%s", qPrintable(one));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
  }

  void everyControlOfTheDialogsHasAName_data() {
    QTest::addColumn<int>("dialog");
    QTest::newRow("export") << 0;
    QTest::newRow("keys") << 1;
    QTest::newRow("attributes") << 2;
    QTest::newRow("statistics") << 3;
    QTest::newRow("report") << 4;
  }
  void everyControlOfTheDialogsHasAName() {
    QFETCH(int, dialog);
    std::unique_ptr<QDialog> made;
    switch (dialog) {
    case 0:
      made = std::make_unique<ExportDialog>(*fixture_->context);
      break;
    case 1:
      made = std::make_unique<KeySheet>(actions());
      break;
    case 2: {
      AttributeDefinitions definitions;
      definitions.region = {{"side", AttributeKind::radio, "", "", {{"l", "left", true, true}}, true, ""}};
      made = std::make_unique<AttributeDialog>(definitions);
      break;
    }
    case 3:
      made = std::make_unique<StatisticsDialog>(AnnotationStatistics{});
      break;
    default:
      made = std::make_unique<ReportDialog>(QStringLiteral("Report"), QStringLiteral("Nothing."),
                                            std::vector<ReportSection>{});
    }
    made->show();
    QVERIFY(QTest::qWaitForWindowExposed(made.get()));
    const QStringList found = unnamed(*made);
    QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
    QVERIFY(fixture_->waitIdle());
  }

  void tabWalksThroughEveryField() {
    KeySheet sheet(actions());
    sheet.show();
    sheet.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&sheet));
    QSet<const QWidget*> met;
    QWidget* at = sheet.focusWidget();
    for (int i = 0; i < 50 && at; ++i, at = at->nextInFocusChain())
      met.insert(at);
    for (const QWidget* widget : sheet.findChildren<QLineEdit*>())
      QVERIFY(met.contains(widget));
  }

  void defaultKeysAreUnique() {
    QHash<QString, QString> owners;
    for (const QAction* action : actions().actions())
      for (const QKeySequence& keys : action->shortcuts()) {
        if (keys.isEmpty()) continue;
        const QString text = keys.toString(), id = actions().idOf(action);
        QVERIFY2(!owners.contains(text),
                 qPrintable(text + QStringLiteral(": ") + owners.value(text) + QStringLiteral(" and ") + id));
        owners.insert(text, id);
      }
  }

  void toolTipsNameTheRealKey() {
    QAction* fit = actions().action(QStringLiteral("view.fit"));
    QVERIFY2(fit->toolTip().endsWith(QStringLiteral("(F)")), qPrintable(fit->toolTip()));
    actions().setCustomShortcut(QStringLiteral("view.fit"), QKeySequence(QStringLiteral("Ctrl+Alt+F")));
    QVERIFY2(fit->toolTip().endsWith(QStringLiteral("(Ctrl+Alt+F)")), qPrintable(fit->toolTip()));
    actions().setCustomShortcut(QStringLiteral("view.fit"), QKeySequence());
    QVERIFY2(!fit->toolTip().contains(QLatin1Char('(')), qPrintable(fit->toolTip()));
  }

  void conflictsAreToldBeforeTheyHappen() {
    KeySheet sheet(actions());
    sheet.show();
    QAction* save = actions().action(QStringLiteral("file.save"));
    const QKeySequence keys = save->shortcut();
    sheet.choose(QStringLiteral("view.fit"));
    sheet.type(keys);
    QVERIFY2(sheet.message().contains(QStringLiteral("Save")), qPrintable(sheet.message()));
    QCOMPARE(save->shortcut(), keys); // nothing has happened yet
    const auto button = [&sheet](const char* text) -> QPushButton* {
      for (auto* each : sheet.findChildren<QPushButton*>())
        if (each->text() == QLatin1String(text)) return each;
      return nullptr;
    };
    QVERIFY(button("Take it"));
    button("Take it")->click();
    QVERIFY(!save->shortcuts().contains(keys));
    QCOMPARE(actions().action(QStringLiteral("view.fit"))->shortcut(), keys);
    button("Reset all")->click();
    QCOMPARE(save->shortcut(), keys);
    QCOMPARE(actions().action(QStringLiteral("view.fit"))->shortcuts(),
             actions().defaultShortcuts(QStringLiteral("view.fit")));
  }

  void keysAreFoundByNameAndByKey() {
    KeySheet sheet(actions());
    const auto shown = [&sheet] {
      QStringList names;
      const auto* tree = sheet.findChild<QTreeWidget*>();
      for (int i = 0; i < tree->topLevelItemCount(); ++i)
        for (int j = 0; j < tree->topLevelItem(i)->childCount(); ++j)
          if (!tree->topLevelItem(i)->isHidden() && !tree->topLevelItem(i)->child(j)->isHidden())
            names << tree->topLevelItem(i)->child(j)->text(0);
      return names;
    };
    const qsizetype all = shown().size();
    sheet.search(QStringLiteral("zoom in"));
    QCOMPARE(shown(), QStringList{QStringLiteral("Zoom in")});
    sheet.search(QStringLiteral("ctrl+k"));
    QCOMPARE(shown(), QStringList{QStringLiteral("Find an action")});
    sheet.search({});
    QCOMPARE(shown().size(), all);
  }

 private:
  ActionRegistry& actions() { return fixture_->window->actions(); }
  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowReach>(argc, argv); }
#include "test_window_reach.moc"
