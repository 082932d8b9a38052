// The keyboard alone: who has it, how it gets back to the picture, and who may take which key.
#include "app/gui/depth_page.h"
#include "app/gui/key_sheet.h"
#include "app/gui/photo_page.h"
#include "app/gui/regions_pane.h"
#include "app/gui/window_focus.h"
#include "app/gui/workspaces.h"
#include "tests/app/gui/window_fixture.h"
#include "widgets/attribute_form.h"
#include "widgets/image_canvas.h"
#include "widgets/picture_list.h"
#include "widgets/range_slider.h"
#include "widgets/region_list.h"
#include <QAbstractButton>
#include <QComboBox>
#include <QCompleter>
#include <QDockWidget>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QSlider>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QTranslator>
#include <QTreeView>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

void addClashes(QMenu& menu, QStringList& clashes) {
  Q_EMIT menu.aboutToShow(); // some are filled then
  QHash<QString, QString> owners;
  for (const QAction* action : menu.actions()) {
    if (action->menu()) addClashes(*action->menu(), clashes);
    const QString letter = QKeySequence::mnemonic(action->text()).toString();
    if (action->isSeparator() || letter.isEmpty()) continue;
    if (owners.contains(letter))
      clashes << menu.title() + QStringLiteral(": ") + owners.value(letter) + QStringLiteral(" | ") +
                     action->text();
    owners.insert(letter, action->text());
  }
}

/// Labels of fields that can be on the screen at once with the menus' titles: of two with one letter neither
/// is reached at the first stroke.
void addClashesOfTheWindow(const MainWindow& window, QStringList& clashes) {
  QHash<QString, QString> menus;
  for (const QAction* menu : window.menuBar()->actions()) {
    const QString letter = QKeySequence::mnemonic(menu->text()).toString();
    if (menus.contains(letter)) clashes << menus.value(letter) + QStringLiteral(" | ") + menu->text();
    menus.insert(letter, menu->text());
  }
  const auto compare = [&](const QString& text) {
    const QString letter = QKeySequence::mnemonic(text).toString();
    if (!letter.isEmpty() && menus.contains(letter))
      clashes << menus.value(letter) + QStringLiteral(" | ") + text;
  };
  const auto inMenu = [](const QWidget* part) {
    while (part && !qobject_cast<const QMenu*>(part))
      part = part->parentWidget();
    return part != nullptr;
  };
  for (const QLabel* label : window.findChildren<QLabel*>())
    if (label->buddy() && !inMenu(label)) compare(label->text());
  for (const QAbstractButton* button : window.findChildren<QAbstractButton*>())
    if (!inMenu(button) && !qobject_cast<const QToolButton*>(button)) compare(button->text());
}

} // namespace

class TestWindowKeys : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    box_ = writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(box_.folder));
    fixture_->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(fixture_->window.get()));
  }
  void cleanup() { fixture_.reset(); }

  void mnemonicsAreUniqueInEachMenu_data() {
    QTest::addColumn<bool>("german");
    QTest::newRow("English") << false;
    QTest::newRow("German") << true;
  }
  void mnemonicsAreUniqueInEachMenu() {
    QFETCH(bool, german);
    QTranslator translator;
    if (german) {
      QVERIFY(translator.load(QStringLiteral(":/i18n/fillscope_de.qm")));
      QCoreApplication::installTranslator(&translator);
      fixture_->restart();
    }
    QStringList clashes;
    addClashesOfTheWindow(*fixture_->window, clashes);
    QVERIFY(fixture_->window->menuBar()->actions().size() > 5);
    for (const QAction* menu : fixture_->window->menuBar()->actions())
      addClashes(*menu->menu(), clashes);
    QCoreApplication::removeTranslator(&translator);
    QVERIFY2(clashes.isEmpty(), qPrintable(clashes.join(QLatin1Char('\n'))));
  }

  void escapeGoesBackToThePicture() {
    auto* list = fixture_->window->pictureList().findChild<QListView*>();
    list->setFocus();
    QTRY_VERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Escape);
    QVERIFY(canvas().hasFocus());
    // The table keeps Tab and every letter for itself.
    Region labelled = rectangle();
    labelled.attributes.set("label", "lid");
    fixture_->context->document.addRegions(0, {labelled, labelled});
    QTest::keyClick(&canvas(), Qt::Key_T);
    auto* table = dynamic_cast<QTableView*>(QApplication::focusWidget());
    QVERIFY(table);
    QTest::keyClick(table, Qt::Key_Tab);
    QVERIFY(table->hasFocus());
    QTest::keyClick(table, Qt::Key_Escape);
    QVERIFY(canvas().hasFocus());
  }

  void tabPassesWhatIsBehindATab() {
    dock("inspectorDock")->raise();
    QTRY_VERIFY(dock("regionsDock")->isVisible() && isBehindATab(*dock("regionsDock")->widget()));
    canvas().setFocus();
    QSet<QWidget*> met;
    bool inspectorMet = false;
    for (int i = 0; i < 200; ++i) {
      QWidget* at = QApplication::focusWidget();
      QVERIFY(at);
      if (met.contains(at)) break;
      met.insert(at);
      QVERIFY2(!isBehindATab(*at), at->metaObject()->className());
      inspectorMet = inspectorMet || dock("inspectorDock")->isAncestorOf(at);
      QTest::keyClick(at, Qt::Key_Tab);
    }
    QVERIFY(inspectorMet);
    QVERIFY(met.contains(&canvas()));
    QVERIFY(canvas().hasFocus()); // all around
  }

  void keysAloneLeadThroughTheWorkspaces() {
    canvas().setFocus();
    for (const auto key : {Qt::Key_6, Qt::Key_1, Qt::Key_5, Qt::Key_6, Qt::Key_1, Qt::Key_5, Qt::Key_2}) {
      QWidget* at = QApplication::focusWidget();
      QTest::keyClick(at ? at : fixture_->window.get(), key, Qt::ControlModifier);
      QVERIFY(fixture_->waitIdle());
      if (QWidget* now = QApplication::focusWidget()) QTest::keyClick(now, Qt::Key_Tab);
    }
    QCOMPARE(fixture_->window->workspaces().current(), Workspace::depth);
  }

  void everyWorkspaceCanBeLeftFromEachOfItsFields_data() {
    QTest::addColumn<int>("workspace");
    const char* const names[] = {"annotate", "depth", "compare", "volume", "dataset", "train"};
    static_assert(std::size(names) == allWorkspaces.size());
    for (std::size_t k = 0; k < allWorkspaces.size(); ++k)
      QTest::newRow(names[k]) << static_cast<int>(allWorkspaces[k]);
  }
  void everyWorkspaceCanBeLeftFromEachOfItsFields() {
    QFETCH(int, workspace);
    MainWindow& window = *fixture_->window;
    const auto here = static_cast<Workspace>(workspace);
    window.workspaces().show(here);
    QVERIFY(fixture_->waitIdle());
    int left = 0;
    for (const QPointer<QWidget> field : window.findChildren<QWidget*>()) {
      if (!field || field->focusPolicy() == Qt::NoFocus || !field->isEnabled()) continue;
      window.workspaces().show(here);
      if (!field || !field->isVisible() || field->window() != &window || isBehindATab(*field)) continue;
      field->setFocus();
      if (!field || !field->hasFocus()) continue;
      window.workspaces().show(here == Workspace::annotate ? Workspace::train : Workspace::annotate);
      ++left;
    }
    QVERIFY(left > 0);
  }

  void panelsComeOneAfterTheOther() {
    dock("inspectorDock")->raise();
    canvas().setFocus();
    const auto next = [] { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab, Qt::ControlModifier); };
    next();
    QVERIFY(dock("picturesDock")->isAncestorOf(QApplication::focusWidget()));
    next();
    QVERIFY(dock("inspectorDock")->isAncestorOf(QApplication::focusWidget()));
    next();
    QWidget* inRegions = QApplication::focusWidget();
    QVERIFY(dock("regionsDock")->isAncestorOf(inRegions));
    QTRY_VERIFY(!isBehindATab(*inRegions));
    for (int i = 0; i < 5 && !canvas().hasFocus(); ++i)
      next();
    QVERIFY(canvas().hasFocus());
  }

  void toolKeysGiveThePictureTheKeys() {
    auto* list = fixture_->window->pictureList().findChild<QListView*>();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_P);
    QVERIFY(fixture_->window->actions().action(QStringLiteral("tool.polygon"))->isChecked());
    QVERIFY(canvas().hasFocus());
  }

  void proposedCornersAreAnsweredFromTheList() {
    AnnotationDocument& document = fixture_->context->document;
    auto* list = fixture_->window->pictureList().findChild<QListView*>();
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Escape}) {
      document.proposeRim(0, box_.truth.corners, {RimSource::model, "corners", {}, false});
      QCoreApplication::processEvents();
      list->setFocus();
      QTRY_VERIFY(list->hasFocus());
      QTest::keyClick(list, key);
      QVERIFY(!document.rim(0) || !document.rim(0)->origin.isProposal());
      QCOMPARE(document.rim(0).has_value(), key == Qt::Key_Return);
      QVERIFY(canvas().hasFocus());
      if (key == Qt::Key_Return) document.removeRim(0);
    }
    // Nothing is asked.
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(list->hasFocus());
    QVERIFY(!document.rim(0));
  }

  // Also one that never had them, as the program begins where it was left.
  void aWorkspaceGivesThePictureTheKeys() {
    fixture_->restart();
    fixture_->window->workspaces().show(Workspace::depth);
    QVERIFY(fixture_->open(box_.folder));
    QVERIFY(fixture_->window->depthPage().canvas().hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_1, Qt::ControlModifier);
    QVERIFY2(canvas().hasFocus(), QApplication::focusWidget()->metaObject()->className());
  }

  void verbsForRegionsWorkWhereRegionsAreSeen() {
    AnnotationDocument& document = fixture_->context->document;
    document.addRegions(0, {rectangle(), rectangle()});
    fixture_->context->regions.select(std::vector<int>{0});
    MainWindow& window = *fixture_->window;
    const auto press = [](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
      QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    };
    for (const Workspace unseen :
         {Workspace::train, Workspace::dataset, Workspace::compare, Workspace::depth}) {
      window.workspaces().show(unseen);
      QWidget* stage = window.findChild<QStackedWidget*>()->currentWidget();
      stage->setFocusPolicy(Qt::StrongFocus);
      stage->setFocus();
      QTRY_VERIFY(stage->hasFocus());
      press(Qt::Key_A, Qt::ControlModifier);
      press(Qt::Key_Delete);
      press(Qt::Key_B, Qt::ControlModifier);
      if (!needsProject(unseen)) press(Qt::Key_Z, Qt::ControlModifier);
      QVERIFY(fixture_->waitIdle());
      QCOMPARE(document.picture(0).regions.size(), std::size_t(2));
      QCOMPARE(fixture_->context->current.index(), 0);
      QVERIFY(window.actions().action(QStringLiteral("region.copy"))->isEnabled());
      if (needsProject(unseen)) continue; // the table tells of pictures, too
      press(Qt::Key_T);
      QVERIFY(!dock("attributesDock")->isVisible());
    }
    dock("regionsDock")->show();
    dock("regionsDock")->raise();
    auto* list = dock("regionsDock")->findChild<QTreeView*>();
    QVERIFY(list);
    list->setFocus();
    QTRY_VERIFY(list->hasFocus());
    press(Qt::Key_Delete);
    QCOMPARE(document.picture(0).regions.size(), std::size_t(1));
    window.workspaces().show(Workspace::annotate);
    canvas().setFocus();
    press(Qt::Key_A, Qt::ControlModifier);
    press(Qt::Key_Delete);
    QVERIFY(document.picture(0).regions.empty());
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(document.picture(0).regions.size(), std::size_t(1));
  }

  void enterEndsALabelAndNothingElse() {
    fixture_->context->document.addRegions(0, {rectangle()});
    fixture_->context->regions.select(std::vector<int>{0});
    canvas().setFocus();
    const double zoom = canvas().zoom();
    typeLabel(QStringLiteral("lid"));
    QTRY_COMPARE(labelOf(0), std::string("lid"));
    QTRY_VERIFY(canvas().hasFocus());
    QCOMPARE(canvas().zoom(), zoom); // Enter on a row of the list would show the region as large as it goes
  }

  void enterEndsALabelThatIsBeingOffered() {
    fixture_->context->document.addRegions(0, {rectangle(), rectangle()});
    fixture_->context->regions.select(std::vector<int>{0});
    canvas().setFocus();
    typeLabel(QStringLiteral("lid"));
    QTRY_COMPARE(labelOf(0), std::string("lid"));
    fixture_->context->regions.select(std::vector<int>{1});
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_F2);
    auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    QVERIFY(field);
    QTest::keyClicks(field, QStringLiteral("lid"));
    QTRY_VERIFY(field->completer()->popup()->isVisible());
    QTest::keyClick(field->completer()->popup(), Qt::Key_Return);
    QTRY_COMPARE(labelOf(1), std::string("lid"));
    QTRY_VERIFY(canvas().hasFocus());
  }

  void aLabelThatIsBeingTypedIsSavedOnClosing() {
    fixture_->context->document.addRegions(0, {rectangle()});
    fixture_->context->regions.select(std::vector<int>{0});
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_F2);
    auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    QVERIFY(field);
    QTest::keyClicks(field, QStringLiteral("lid"));
    fixture_->prompts.choices = {Choice::save};
    QVERIFY(fixture_->window->close());
    QCOMPARE(labelOf(0), std::string("lid"));
    QVERIFY(!fixture_->context->session.isModified());
  }

  void fieldsKeepTheKeysThatMoveInThem() {
    const int last = fixture_->context->document.pictureCount() - 1;
    fixture_->context->current.select(last);
    QVERIFY(fixture_->waitIdle());
    auto* camera = dock("inspectorDock")->findChild<QComboBox*>();
    QVERIFY(camera);
    camera->setFocus();
    QTRY_VERIFY(camera->hasFocus());
    QTest::keyClick(camera, Qt::Key_Home);
    QCOMPARE(fixture_->context->current.index(), last);
    fixture_->window->workspaces().show(Workspace::dataset);
    auto* slider = fixture_->window->findChild<RangeSlider*>();
    QVERIFY(slider);
    slider->setFocus();
    QTRY_VERIFY(slider->hasFocus());
    for (const Qt::Key key : {Qt::Key_Home, Qt::Key_PageUp, Qt::Key_End, Qt::Key_PageDown}) {
      QTest::keyClick(slider, key);
      QCOMPARE(fixture_->context->current.index(), last);
    }
    fixture_->window->workspaces().show(Workspace::annotate);
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_Home);
    QCOMPARE(fixture_->context->current.index(), 0);
    QVERIFY(fixture_->waitIdle());
  }

  void attributesComeBeforeWhatIsBelowThem() {
    fixture_->context->document.addRegions(0, {rectangle()});
    fixture_->context->regions.select(std::vector<int>{0});
    dock("regionsDock")->raise();
    auto* define = dock("regionsDock")->findChild<QToolButton*>(QStringLiteral("defineAttributes"));
    typeLabel(QStringLiteral("lid"));
    QTRY_COMPARE(labelOf(0), std::string("lid"));
    fixture_->window->regionsPane().refresh();
    const QWidget* label = nullptr;
    for (const auto* form : dock("regionsDock")->findChildren<AttributeForm*>())
      for (const auto* line : form->findChildren<QLineEdit*>())
        if (line->accessibleName() == QStringLiteral("label")) label = line;
    QVERIFY(label);
    int steps = 0;
    for (const QWidget* at = label; at != define && steps < 40; at = at->nextInFocusChain())
      ++steps;
    QVERIFY2(steps < 40, "the field comes after the button below it");
  }

  void aNewKeyCanBeSetAtOnce() {
    KeySheet sheet(fixture_->window->actions());
    sheet.show();
    sheet.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&sheet));
    sheet.choose(QStringLiteral("view.fit"));
    auto* field = sheet.findChild<QKeySequenceEdit*>();
    field->setFocus();
    QTest::keyPress(field, Qt::Key_J, Qt::ControlModifier | Qt::AltModifier);
    QCoreApplication::processEvents();
    const QKeySequence wanted(QStringLiteral("Ctrl+Alt+J"));
    QCOMPARE(field->keySequence(), wanted);
    QVERIFY2(sheet.message().contains(QStringLiteral("is free")), qPrintable(sheet.message()));
    QTest::keyPress(field, Qt::Key_K,
                    Qt::ControlModifier | Qt::AltModifier); // changed one's mind: the last one counts
    QCoreApplication::processEvents();
    QCOMPARE(field->keySequence(), QKeySequence(QStringLiteral("Ctrl+Alt+K")));
  }

  void displayIsSetByKeys() {
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_I, Qt::ShiftModifier);
    QTRY_VERIFY(qobject_cast<QMenu*>(QApplication::activePopupWidget()));
    QWidget* menu = QApplication::activePopupWidget();
    QTRY_VERIFY(menu->focusWidget() && menu->focusWidget() != menu);
    QWidget* first = menu->focusWidget();
    QTest::keyClick(first, Qt::Key_Tab);
    QVERIFY(menu->focusWidget() != first);
    QTest::keyClick(menu->focusWidget(), Qt::Key_Tab, Qt::ShiftModifier);
    QCOMPARE(menu->focusWidget(), first);
    const QImage before = canvas().viewport()->grab().toImage();
    for (int i = 0; i < 5; ++i)
      QTest::keyClick(first, Qt::Key_Right);
    QVERIFY(canvas().viewport()->grab().toImage() != before);
    QTest::keyClick(first, Qt::Key_Escape);
    QTRY_VERIFY(!QApplication::activePopupWidget());
    QVERIFY(canvas().hasFocus());
  }

  void theRingShowsAfterKeysAlone() {
    const auto edge = [this] {
      const QImage shown = canvas().viewport()->grab().toImage();
      return shown.pixel(shown.width() / 3, 1);
    };
    canvas().setFocus(Qt::MouseFocusReason);
    const QRgb plain = edge();
    auto* list = fixture_->window->pictureList().findChild<QListView*>();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Escape);
    QVERIFY(canvas().hasFocus());
    QVERIFY(edge() != plain);
    QTest::mouseClick(canvas().viewport(), Qt::MiddleButton);
    QCOMPARE(edge(), plain);
  }

 private:
  ImageCanvas& canvas() { return fixture_->window->photoPage().canvas(); }
  QDockWidget* dock(const char* name) {
    return fixture_->window->findChild<QDockWidget*>(QLatin1String(name));
  }
  static Region rectangle() {
    Region region;
    region.shape = RectShape{20, 20, 60, 40};
    return region;
  }
  void typeLabel(const QString& text) {
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F2);
    auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    QVERIFY(field);
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
  }
  std::string labelOf(int region) {
    return fixture_->context->document.picture(0).regions[static_cast<std::size_t>(region)].attributes.text(
        "label");
  }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowKeys>(argc, argv); }
#include "test_window_keys.moc"
