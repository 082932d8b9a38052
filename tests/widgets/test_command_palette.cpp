#include "tests/support/image_baseline.h"
#include "tests/support/widget_look.h"
#include "widgets/command_palette.h"
#include "widgets/fuzzy_match.h"
#include "widgets/theme.h"
#include <QAction>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTest>

using namespace fillscope;

class TestCommandPalette : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QMainWindow> window_;
  QList<QAction*> actions_;

  QAction* add(QMenu* menu, const char* text, const char* icon, const char* key) {
    QAction* action =
        menu->addAction(theme::icon(QString::fromLatin1(icon), window_->palette()), QString::fromUtf8(text));
    action->setShortcut(QKeySequence(QString::fromLatin1(key)));
    actions_ << action;
    return action;
  }
  static QStringList shown(const CommandPalette& palette) {
    QStringList names;
    const auto* list = palette.findChild<QListWidget*>();
    for (int i = 0; i < list->count(); ++i)
      names << list->item(i)->text();
    return names;
  }

 private Q_SLOTS:
  void init() {
    tests::useLook(false);
    actions_.clear();
    window_ = std::make_unique<QMainWindow>();
    QMenu* file = window_->menuBar()->addMenu(QStringLiteral("&File"));
    add(file, "&Open…", "open", "Ctrl+O");
    add(file, "&Save project", "save", "Ctrl+S");
    actions_ << file->addSeparator();
    QMenu* exports = file->addMenu(QStringLiteral("&Export"));
    actions_ << exports->menuAction();
    add(exports, "Point &cloud…", "cloud", "");
    QMenu* edit = window_->menuBar()->addMenu(QStringLiteral("&Edit"));
    add(edit, "&Undo", "undo", "Ctrl+Z");
    add(edit, "&Redo", "redo", "Ctrl+Shift+Z")->setEnabled(false);
    QMenu* view = window_->menuBar()->addMenu(QStringLiteral("&View"));
    add(view, "&Fit picture", "fit", "F");
    add(view, "Zoom &in", "zoom-in", "+");
  }
  void cleanup() { window_.reset(); }

  void scores_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("start of words") << QStringLiteral("sp") << QStringLiteral("Save project")
                                    << QStringLiteral("Display");
    QTest::newRow("run of letters") << QStringLiteral("fit") << QStringLiteral("Fit picture")
                                    << QStringLiteral("Filter it");
    QTest::newRow("shorter") << QStringLiteral("zoom") << QStringLiteral("Zoom in")
                             << QStringLiteral("Zoom to the whole");
    QTest::newRow("case and spaces") << QStringLiteral("SAVE PRO") << QStringLiteral("save project")
                                     << QStringLiteral("Save as a problem report");
  }
  void scores() {
    QFETCH(QString, pattern);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    QVERIFY(fuzzyScore(pattern, better) && fuzzyScore(pattern, worse));
    QVERIFY(*fuzzyScore(pattern, better) > *fuzzyScore(pattern, worse));
  }

  void lettersInAnotherOrderAreNotFound() {
    QVERIFY(!fuzzyScore(QStringLiteral("tcejorp"), QStringLiteral("Save project")));
    QVERIFY(!fuzzyScore(QStringLiteral("savex"), QStringLiteral("Save project")));
    QVERIFY(!fuzzyScore(QStringLiteral("a"), QString()));
    QCOMPARE(fuzzyScore(QString(), QStringLiteral("Save project")), std::optional(0));
  }

  void listsEveryActionOnceWithItsMenuAndKey() {
    CommandPalette palette(actions_ + actions_);
    QCOMPARE(shown(palette).size(), 7);
    const auto* list = palette.findChild<QListWidget*>();
    const QString cloud = list->findItems(QStringLiteral("Point cloud…"), Qt::MatchExactly)[0]
                              ->data(Qt::AccessibleTextRole)
                              .toString();
    QVERIFY(cloud.contains(QStringLiteral("File › Export")));
    const QString open = list->findItems(QStringLiteral("Open…"), Qt::MatchExactly)[0]
                             ->data(Qt::AccessibleTextRole)
                             .toString();
    QVERIFY(open.contains(QStringLiteral("Ctrl+O")));
  }

  void findsAndRuns() {
    CommandPalette palette(actions_);
    palette.show();
    QVERIFY(QTest::qWaitForWindowExposed(&palette));
    QSignalSpy undone(actions_[4], &QAction::triggered);
    QCOMPARE(actions_[4]->text(), QStringLiteral("Point &cloud…"));
    auto* field = palette.findChild<QLineEdit*>();
    QTest::keyClicks(field, QStringLiteral("pcl"));
    QCOMPARE(shown(palette).first(), QStringLiteral("Point cloud…"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!palette.isVisible());
    QTRY_COMPARE(undone.size(), 1);
  }

  void arrowsChoose() {
    CommandPalette palette(actions_);
    palette.show();
    auto* list = palette.findChild<QListWidget*>();
    auto* field = palette.findChild<QLineEdit*>();
    QTest::keyClick(field, Qt::Key_Down);
    QCOMPARE(list->currentRow(), 1);
    QTest::keyClick(field, Qt::Key_Up);
    QTest::keyClick(field, Qt::Key_Up);
    QCOMPARE(list->currentRow(), 0);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!palette.isVisible());
  }

  void menusAreFoundToo() {
    CommandPalette palette(actions_);
    palette.findChild<QLineEdit*>()->setText(QStringLiteral("export"));
    QCOMPARE(shown(palette), QStringList{QStringLiteral("Point cloud…")});
  }

  void whatIsDisabledDoesNotRun() {
    CommandPalette palette(actions_);
    palette.show();
    QSignalSpy redone(actions_[6], &QAction::triggered);
    QCOMPARE(actions_[6]->text(), QStringLiteral("&Redo"));
    auto* field = palette.findChild<QLineEdit*>();
    field->setText(QStringLiteral("redo"));
    QCOMPARE(shown(palette), QStringList{QStringLiteral("Redo")});
    QTest::keyClick(field, Qt::Key_Return);
    QTest::qWait(20);
    QCOMPARE(redone.size(), 0);
    QVERIFY(palette.isVisible());
  }

  void looks_data() {
    tests::lightAndDark();
  }
  void looks() {
    QFETCH(bool, dark);
    tests::useLook(dark);
    CommandPalette palette(actions_);
    palette.resize(480, 300);
    palette.show();
    QVERIFY(QTest::qWaitForWindowExposed(&palette));
    QCoreApplication::processEvents();
    const QImage shot = palette.grab().toImage();
    FILLSCOPE_COMPARE_BASELINE(shot, "palette", dark);
  }
};

QTEST_MAIN(TestCommandPalette)
#include "test_command_palette.moc"
