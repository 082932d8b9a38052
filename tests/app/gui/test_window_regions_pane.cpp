// Regions, attributes, labels, review state and the filter, in the real window.
#include "app/gui/attribute_pane.h"
#include "app/gui/notice_bar.h"
#include "app/gui/picture_actions.h"
#include "app/gui/picture_rows.h"
#include "app/gui/regions_pane.h"
#include "app/gui/statistics_dialog.h"
#include "core/annotation/picture_query.h"
#include "tests/app/gui/window_fixture.h"
#include "widgets/attribute_dialog.h"
#include "widgets/picture_list.h"
#include <QDockWidget>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

Region labelled(Shape shape, const std::string& label) {
  Region region;
  region.shape = std::move(shape);
  if (!label.empty()) region.attributes.set("label", label);
  return region;
}

} // namespace

class TestWindowRegionsPane : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    box_ = writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(box_.folder));
    document().addRegions(0, {labelled(RectShape{10, 10, 50, 40}, "crate"),
                              labelled(PolygonShape{{{80, 80}, {120, 80}, {120, 120}}}, "lid"),
                              labelled(CircleShape{{200, 100}, 20}, "")});
    auto* dock = fixture_->window->findChild<QDockWidget*>(QStringLiteral("regionsDock"));
    QVERIFY(dock);
    dock->raise();
    pane().refresh();
  }
  void cleanup() { fixture_.reset(); }

  void listFollowsTheDocumentAndTheSelection() {
    QCOMPARE(pane().list().model().regionCount(), 3);
    QCOMPARE(pane().list().model().row(0).label, QStringLiteral("crate"));
    context().regions.select(std::vector<int>{0, 2});
    QCOMPARE(pane().list().selection(), (std::vector<int>{0, 2}));
    pane().list().view()->selectionModel()->select(
        pane().list().model().index(1, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QCOMPARE(context().regions.selected(), std::vector<int>{1});
    document().removeRegions(0, {0});
    QTRY_COMPARE(pane().list().model().regionCount(), 2);
    document().undoStack(0)->undo();
    QTRY_COMPARE(pane().list().model().regionCount(), 3);
  }

  void digitsAndTypingGiveLabels() {
    QCOMPARE(pane().labels().labels(), (QStringList{QStringLiteral("crate"), QStringLiteral("lid")}));
    context().regions.select(2);
    action("region.label2")->trigger();
    QCOMPARE(label(2), std::string("lid"));
    context().regions.select(std::vector<int>{1, 2});
    action("region.label1")->trigger();
    QCOMPARE(label(1) + label(2), std::string("cratecrate"));
    document().undoStack(0)->undo(); // both at once
    QCOMPARE(label(1) + label(2), std::string("lidlid"));
    Q_EMIT pane().list().labelEdited(0, QStringLiteral("pallet"));
    QCOMPARE(label(0), std::string("pallet"));
    QVERIFY(pane().labels().labels().contains(QStringLiteral("pallet")));
    context().regions.clear();
    QVERIFY(!action("region.label1")->isEnabled());
  }

  void hiddenLockedAndGrouped() {
    context().regions.select(std::vector<int>{0, 1});
    action("region.group")->trigger();
    QCOMPARE(region(0).attributes.text("group_id"), std::string("1"));
    QCOMPARE(region(1).attributes.text("group_id"), std::string("1"));
    action("region.lock")->trigger();
    QVERIFY(context().regions.isLocked(0) && context().regions.isLocked(1));
    Q_EMIT pane().list().removeRequested({0, 1, 2}); // locked ones stay
    QCOMPARE(document().picture(0).regions.size(), std::size_t(2));
    context().regions.select(0);
    action("region.hide")->trigger();
    QTRY_VERIFY(pane().list().model().row(0).hidden);
    action("region.showAll")->trigger();
    QTRY_VERIFY(!pane().list().model().row(0).hidden);
  }

  void attributesAreDefinedAndEdited() {
    action("region.attributes")->trigger();
    auto* dialog = fixture_->window->findChild<AttributeDialog*>();
    QVERIFY(dialog);
    dialog->fileEditor().findChild<QToolButton*>(QStringLiteral("addAttribute"))->click();
    std::vector<AttributeDefinition> files = dialog->fileEditor().definitions();
    files.back() = {
        "light", AttributeKind::radio, "", "", {{"day", "", false, true}, {"night", "", false, true}}, true,
        ""};
    dialog->fileEditor().setDefinitions(files);
    dialog->accept();
    const auto declared = parseAttributeDefinitions(document().project().attributesJson);
    QVERIFY(declared);
    QCOMPARE(declared->file.size(), std::size_t(1));
    const auto radio = [this]() -> QRadioButton* {
      for (auto* button : pane().pictureForm().findChildren<QRadioButton*>())
        if (button->text() == QStringLiteral("night")) return button;
      return nullptr;
    };
    QTRY_VERIFY(radio());
    radio()->click();
    QCOMPARE(document().picture(0).attributes.text("light"), std::string("night"));
    document().undoStack(0)->undo();
    QCOMPARE(document().picture(0).attributes.text("light"), std::string());
  }

  void attributesOfSeveralRegionsAtOnce() {
    context().regions.select(std::vector<int>{0, 1});
    auto* line = pane().regionForm().findChild<QLineEdit*>();
    QVERIFY(line);
    QCOMPARE(line->text(), QString());
    QCOMPARE(line->placeholderText(), QStringLiteral("several values"));
    line->setText(QStringLiteral("tote"));
    Q_EMIT line->editingFinished();
    QCOMPARE(label(0) + label(1), std::string("totetote"));
    QCOMPARE(label(2), std::string());
  }

  void whatIsTypedCountsBeforeWhatIsDoneNext_data() {
    QTest::addColumn<QString>("id");
    for (const char* id : {"picture.reviewedNext", "picture.next", "view.fit"})
      QTest::newRow(id) << QString::fromLatin1(id);
  }
  void whatIsTypedCountsBeforeWhatIsDoneNext() {
    QFETCH(QString, id);
    QLineEdit* line = typeIntoNote();
    fixture_->window->actions().action(id)->trigger();
    QCOMPARE(document().picture(0).attributes.text("note"), std::string("new"));
    QCOMPARE(document().picture(1).attributes.text("note"), std::string());
    if (id == QStringLiteral("view.fit")) QVERIFY2(line->hasFocus(), "one goes on typing");
  }

  void whatIsTypedBelongsToItsPicture() {
    typeIntoNote();
    context().current.select(1);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(document().picture(0).attributes.text("note"), std::string("new"));
    QCOMPARE(document().picture(1).attributes.text("note"), std::string());
  }

  void whatIsTypedStaysOutOfAnotherProject() {
    QVERIFY(context().session.saveAndWait());
    std::filesystem::copy(box_.folder, fixture_->path("others"));
    typeIntoNote();
    QVERIFY(context().session.saveAndWait());
    QVERIFY(fixture_->open(fixture_->path("others")));
    fixture_->window->pictureList().setFocus();
    QCOMPARE(document().picture(0).attributes.text("note"), std::string());
    QVERIFY(!document().isModified());
  }

  void attributesThatComeLeaveTheFieldThatIsTypedInto() {
    const QPointer<QLineEdit> line = typeIntoNote();
    Attributes attributes = document().picture(0).attributes;
    attributes.set("depth_network", std::string("box-depth-s"));
    attributes.set("another", std::string("one"));
    document().setPictureAttributes(0, attributes);
    pane().refresh();
    QVERIFY(noteLine("another"));
    QVERIFY2(line && line->hasFocus(), "the next letters would be shortcuts");
    QCOMPARE(line->text(), QStringLiteral("new"));
    QTest::keyClicks(line, QStringLiteral("er"));
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(document().picture(0).attributes.text("note"), std::string("newer"));
    QCOMPARE(document().picture(0).attributes.text("another"), std::string("one"));
  }

  void whatIsTypedIntoTheTableStaysWhileOthersChangeTheProject() {
    action("region.table")->trigger();
    AttributePane& table = fixture_->window->attributePane();
    QTRY_VERIFY(table.isVisible());
    table.refresh();
    QTableView& view = *table.table().view();
    view.setFocus();
    view.setCurrentIndex(table.table().model().index(0, 0));
    view.edit(view.currentIndex());
    auto* line = view.findChild<QLineEdit*>();
    QVERIFY(line && table.table().isEditing());
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("tote"));
    document().addRegions(0, {labelled(RectShape{5, 5, 9, 9}, "late")}); // as a job does
    document().setPictureAttributes(0, withNote("from elsewhere"));
    QTest::qWait(200);
    QVERIFY(table.table().isEditing());
    QCOMPARE(line->text(), QStringLiteral("tote"));
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(label(0), std::string("tote"));
    QTRY_COMPARE(table.table().model().rowCount(), 4);
  }

  void aLockKeepsLabelsGroupsAndAttributes() {
    QSignalSpy refused(&pane(), &RegionsPane::refused);
    context().regions.setLocked({0}, true);
    context().regions.select(0);
    pane().refresh();
    QVERIFY(!pane().regionForm().isEnabled());
    const std::vector<Region> before = document().picture(0).regions;
    for (const char* id : {"region.label2", "region.group"})
      action(id)->trigger();
    Q_EMIT pane().list().labelEdited(0, QStringLiteral("pallet"));
    Q_EMIT pane().regionForm().edited(QStringLiteral("label"), {"pallet", false});
    QVERIFY(document().picture(0).regions == before);
    QCOMPARE(refused.count(), 4);
    QVERIFY2(fixture_->window->noticeBar().text().contains(QStringLiteral("unlocks")),
             qPrintable(fixture_->window->noticeBar().text()));
    context().regions.select(std::vector<int>{0, 1});
    action("region.label1")->trigger(); // of those that are not locked
    action("region.group")->trigger();
    QVERIFY(region(0) == before[0]);
    QCOMPARE(label(1), std::string("crate"));
    action("region.table")->trigger();
    AttributeTableModel& table = fixture_->window->attributePane().table().model();
    fixture_->window->attributePane().refresh();
    QVERIFY(!(table.flags(table.index(0, 0)) & Qt::ItemIsEditable));
    QVERIFY(table.flags(table.index(1, 0)) & Qt::ItemIsEditable);
  }

  void reviewedIsChosenAgainAfterItWasSaved() {
    action("picture.reviewed")->trigger();
    QVERIFY(context().session.saveAndWait());
    const std::filesystem::path file = context().session.projectFile();
    fixture_->restart();
    QVERIFY(fixture_->open(file));
    pane().refresh();
    QStringList names;
    for (const auto* radio : pane().pictureForm().findChildren<QRadioButton*>())
      names << radio->accessibleName() + (radio->isChecked() ? QStringLiteral("!") : QString());
    QVERIFY2(names.contains(QStringLiteral("reviewed: yes!")), qPrintable(names.join(QLatin1Char(','))));
  }

  void definitionsForAProjectThatWasLeftAreNotTaken() {
    QVERIFY(context().session.saveAndWait());
    std::filesystem::copy(box_.folder, fixture_->path("others"));
    action("region.attributes")->trigger();
    const QPointer<AttributeDialog> dialog = fixture_->window->findChild<AttributeDialog*>();
    QVERIFY(dialog);
    QVERIFY(fixture_->open(fixture_->path("others")));
    QTRY_VERIFY(!dialog);
    QVERIFY(!document().isModified());
  }

  void reviewedIsKeptAndFiltered() {
    action("picture.reviewed")->trigger();
    QVERIFY(isReviewed(document().picture(0)));
    QCOMPARE(document().picture(0).attributes.text("reviewed"), std::string("yes"));
    PictureListPanel& list = fixture_->window->pictureList();
    list.setFilter(QStringLiteral("reviewed"));
    QCOMPARE(list.shownCount(), 1);
    list.setFilter(QStringLiteral("unreviewed and corners<4"));
    QCOMPARE(list.shownCount(), 1);
    list.setFilter(QStringLiteral("label:crate shape=rect"));
    QCOMPARE(list.shownCount(), 1);
    list.setFilter(QStringLiteral("label:("));
    QVERIFY(!list.problem().isEmpty());
    QCOMPARE(list.shownCount(), 1); // what was shown stays
    list.setFilter(QStringLiteral("lable:crate"));
    QVERIFY2(list.problem().contains(QStringLiteral("Did you mean label")), qPrintable(list.problem()));
    list.setFilter({});
    QVERIFY(list.problem().isEmpty());
    action("picture.queue")->trigger();
    QCOMPARE(list.order(), PictureOrder::confidence);
    QCOMPARE(context().current.index(), 1);
  }

  void goesToAPicture() {
    action("picture.goTo")->trigger();
    auto* dialog = fixture_->window->findChild<GoToDialog*>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit*>()->setText(QStringLiteral("empty"));
    dialog->accept();
    QCOMPARE(context().current.index(), 1);
    action("picture.first")->trigger();
    QCOMPARE(context().current.index(), 0);
  }

  void countsWhatThereIs() {
    action("picture.statistics")->trigger();
    auto* dialog = fixture_->window->findChild<StatisticsDialog*>();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QTreeWidget*>()->topLevelItemCount(), 3);
  }

 private:
  AppContext& context() { return *fixture_->context; }
  AnnotationDocument& document() { return context().document; }
  RegionsPane& pane() { return fixture_->window->regionsPane(); }
  QAction* action(const char* id) { return fixture_->window->actions().action(QLatin1String(id)); }
  QLineEdit* noteLine(const char* name) {
    for (auto* line : pane().pictureForm().findChildren<QLineEdit*>())
      if (line->accessibleName() == QLatin1String(name)) return line;
    return nullptr;
  }
  /// "new" into the field of the picture's attribute "note", without finishing it.
  QLineEdit* typeIntoNote() {
    document().setPictureAttributes(0, withNote("old"));
    pane().refresh();
    QLineEdit* line = noteLine("note");
    if (!line) qFatal("no field");
    auto* dock = fixture_->window->findChild<QDockWidget*>(QStringLiteral("regionsDock"));
    dock->show();
    dock->raise();
    line->setFocus();
    if (!QTest::qWaitFor([line] { return line->hasFocus(); })) qFatal("the field has no focus");
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("new"));
    return line;
  }
  Attributes withNote(const std::string& text) {
    Attributes attributes = document().picture(0).attributes;
    attributes.set("note", text);
    return attributes;
  }
  const Region& region(int index) { return document().picture(0).regions[static_cast<std::size_t>(index)]; }
  std::string label(int index) { return region(index).attributes.text("label"); }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowRegionsPane>(argc, argv); }
#include "test_window_regions_pane.moc"
