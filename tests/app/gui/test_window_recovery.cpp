// Work that comes back: histories after a restart, changes after a crash, journals that are torn, foreign or
// cannot be written, and two windows on one project.
#include "app/gui/history_dialog.h"
#include "app/gui/notice_bar.h"
#include "core/base/file_io.h"
#include "core/formats/edit_journal.h"
#include "tests/app/gui/window_fixture.h"
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace fillscope;
using namespace fillscope::tests;
namespace fs = std::filesystem;

class TestWindowRecovery : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    box_ = writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(box_.folder));
    document().setRimCorners(0, box_.truth.corners);
    document().moveRim(0, {2, 0});
    document().undoStack(0)->undo();
  }
  void cleanup() { fixture_.reset(); }

  void undoAndRedoAreThereAfterARestart() {
    QVERIFY(session().saveAndWait());
    const Project saved = document().project();
    reopen();
    QVERIFY2(fixture_->prompts.questions.empty(), "nothing is unsaved");
    QVERIFY(!session().isModified());
    QVERIFY(document().project().pictures == saved.pictures);
    QUndoStack* stack = document().undoStack(0);
    QCOMPARE(stack->undoText(), QStringLiteral("Set rim"));
    QCOMPARE(stack->redoText(), QStringLiteral("Move rim"));
    stack->redo();
    QVERIFY(document().rim(0)->corners[0] == box_.truth.corners[0] + (Vec2{2, 0}));
    stack->undo();
    stack->undo();
    QVERIFY(!document().rim(0));
    QVERIFY(document().undoStack(1)->count() == 0);
  }

  void changesSinceTheSaveComeBackWithTheirSteps() {
    QVERIFY(session().saveAndWait());
    document().undoStack(0)->redo();
    document().setBoxSize(1, BoxSize{0.6, 0.4, 0.2});
    const Project last = document().project();
    fixture_->prompts.choices = {Choice::restore};
    reopen();
    QCOMPARE(fixture_->prompts.questions.size(), std::size_t(1));
    QVERIFY(document().project().pictures == last.pictures);
    QVERIFY(session().isModified());
    document().undoStack(1)->undo();
    document().undoStack(0)->undo();
    QVERIFY2(!session().isModified(), "as saved");
  }

  void changesGivenUpAreNotOfferedAgainButKept() {
    QVERIFY(session().saveAndWait());
    const Project saved = document().project();
    document().removeRim(0);
    fixture_->prompts.choices = {Choice::discard}; // open the saved one
    reopen();
    QVERIFY(document().project().pictures == saved.pictures);
    QVERIFY(!session().isModified());
    QVERIFY(document().undoStack(0)->canUndo());
    document().moveRim(0, {1, 1});
    fixture_->prompts.choices = {Choice::discard}; // close without saving
    QVERIFY(fixture_->window->close());
    const auto questions = fixture_->prompts.questions.size();
    reopen();
    QCOMPARE(fixture_->prompts.questions.size(), questions);
    QVERIFY(document().project().pictures == saved.pictures);
    int removals = 0;
    for (const EditRecord& record : session().history())
      if (const auto* step = std::get_if<EditStep>(&record.what)) removals += step->text == "Remove rim";
    QCOMPARE(removals, 1);
  }

  void workThatGoesOnAfterDiscardingIsKept() {
    QVERIFY(session().saveAndWait());
    document().removeRim(0);
    fixture_->prompts.choices = {Choice::discard};
    session().open({fixture_->path("nowhere")}); // fails: the project stays open, with its changes
    QVERIFY(fixture_->waitIdle());
    document().setBoxSize(0, BoxSize{0.6, 0.4, 0.2});
    const Project last = document().project();
    fixture_->prompts.choices = {Choice::restore};
    reopen();
    QVERIFY(document().project().pictures == last.pictures);
  }

  void aTornJournalLosesItsLastLineAlone() {
    QVERIFY(session().saveAndWait());
    document().removeRim(0);
    (void)session().history();
    fixture_->window.reset();
    fixture_->context.reset();
    const std::string text = *readFile(journal());
    QVERIFY(writeFileAtomically(journal(), text + "{\"n\":99,\"time\":12,\"edit\":{\"pict"));
    fixture_->prompts.choices = {Choice::restore};
    reopen();
    QVERIFY(!document().rim(0));
    document().undoStack(0)->undo();
    QVERIFY(document().rim(0));
    (void)session().history();
    QVERIFY(!readJournal(journal())->isTorn);
  }

  void aJournalOfAnotherFileIsPutAside_data() {
    QTest::addColumn<bool>("isMissing");
    QTest::newRow("pictures there") << false;
    QTest::newRow("a picture missing") << true;
  }
  void aJournalOfAnotherFileIsPutAside() {
    QFETCH(bool, isMissing);
    QVERIFY(session().saveAndWait());
    document().removeRim(0);
    document().setBoxSize(1, BoxSize{0.6, 0.4, 0.2});
    (void)session().history();
    const fs::path file = session().projectFile();
    fixture_->window.reset();
    fixture_->context.reset();
    QVERIFY(writeFileAtomically(file, *readFile(file) + "\n"));
    if (isMissing) fs::remove(box_.folder / "empty.color.png");
    reopen();
    QVERIFY2(fixture_->prompts.questions.empty(), "edits of another state are not offered");
    QVERIFY(document().rim(0));
    QVERIFY(!document().undoStack(0)->canUndo());
    QVERIFY2(fixture_->window->noticeBar().text().contains(QStringLiteral("put aside")),
             qPrintable(fixture_->window->noticeBar().text()));
    QVERIFY2(fixture_->window->noticeBar().text().contains(QStringLiteral("(2 steps)")) &&
                 fixture_->window->noticeBar().text().contains(QStringLiteral("boxes.fillscope.journal.1")),
             qPrintable(fixture_->window->noticeBar().text()));
    QVERIFY(fs::exists(journal().string() + ".1"));
    document().removeRim(0);
    QVERIFY(session().saveAndWait());
    QVERIFY(readJournal(journal())->records.size() > 1);
    QCOMPARE(readJournal(journal().string() + ".1")->isDamaged, false);
  }

  void whereTheFolderCannotHoldItTheStateFolderDoes() {
    // As in a folder that cannot be written to, also for an administrator.
    QVERIFY(session().saveAndWait());
    fixture_->window.reset();
    fixture_->context.reset();
    fs::remove(journal());
    fs::create_directories(journal() / "in the way");
    reopen();
    document().removeRim(0);
    QVERIFY(!session().history().empty());
    fixture_->prompts.choices = {Choice::restore};
    reopen();
    QVERIFY(!document().rim(0));
  }

  void twoWindowsOnOneProject() {
    QVERIFY(session().saveAndWait());
    ScriptedPrompts answers;
    {
      AppContext other(fixture_->paths, answers);
      const auto open = [&] {
        other.session.open({session().projectFile()});
        return QTest::qWaitFor([&] { return !other.session.isOpening(); }, 20000);
      };
      answers.choices = {Choice::cancel};
      QVERIFY(open());
      QVERIFY(!other.session.isOpen());
      QCOMPARE(answers.questions.size(), std::size_t(1));
      answers.choices = {Choice::openAnyway};
      QVERIFY(open());
      QVERIFY(other.session.isOpen());
      other.document.setBoxSize(1, BoxSize{1, 1, 1});
      document().removeRim(0);
      QVERIFY2(!other.session.history().empty(), "both are kept, each for itself");
      const auto first = session().history(), second = other.session.history();
      QVERIFY(first.back() != second.back());
    }
    fixture_->prompts.choices = {Choice::restore};
    reopen();
    QVERIFY(!document().rim(0));
  }

  void savedAsAnotherFileTheHistoryGoesAlong() {
    QVERIFY(session().saveAndWait());
    const fs::path first = session().projectFile(), copy = fixture_->path("copy/mine.fillscope.json");
    fs::create_directories(copy.parent_path());
    document().undoStack(0)->redo();
    fixture_->prompts.paths = {toText(copy)};
    session().saveAs();
    QTRY_COMPARE(session().projectFile(), copy);
    document().setBoxSize(0, BoxSize{0.6, 0.4, 0.2});
    QVERIFY(session().saveAndWait());
    const Project last = document().project();
    fixture_->restart();
    QVERIFY(fixture_->open(copy));
    QVERIFY(fixture_->prompts.questions.empty());
    QVERIFY2(fixture_->context->current.loaded(), qPrintable(fixture_->context->current.problem()));
    QVERIFY(document().rim(0) == rimOf(last.pictures[0]));
    QCOMPARE(document().undoStack(0)->count(), 3);
    document().undoStack(0)->setIndex(0);
    QVERIFY(!document().rim(0));
    fixture_->prompts.choices = {Choice::discard};
    QVERIFY(fixture_->open(first));
    QVERIFY2(fixture_->prompts.questions.size() <= 1, "the first file holds what it held");
    QVERIFY(document().rim(0)->corners[0] == box_.truth.corners[0]);
  }

  void aProjectThatWasNeverSavedComesBack() {
    document().addPictures({document().picture(1)});
    const Project last = document().project();
    fs::copy_file(box_.folder / "box.color.png", box_.folder / "a new one.png");
    fixture_->prompts.choices = {Choice::restore};
    reopen();
    QVERIFY(document().project().pictures == last.pictures);
    QCOMPARE(document().undoStack(0)->count(), 2);
    QVERIFY(session().isModified());
  }

  void anyVersionOfAPictureCanBeRestored() {
    QVERIFY(session().saveAndWait());
    reopen();
    document().removeRim(0);
    fixture_->window->actions().action(QStringLiteral("edit.history"))->trigger();
    auto* dialog = fixture_->window->findChild<HistoryDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    auto* list = dialog->findChild<QTreeWidget*>();
    auto* restore = dialog->findChild<QPushButton*>(QStringLiteral("restoreVersion"));
    QStringList changes, counts;
    for (int i = 0; i < list->topLevelItemCount(); ++i) {
      changes << list->topLevelItem(i)->text(1);
      counts << list->topLevelItem(i)->text(2);
    }
    QCOMPARE(changes, (QStringList{"Remove rim", "Undone: Move rim", "Move rim", "Set rim",
                                   "As it was first opened"}));
    QCOMPARE(counts, (QStringList{"0", "1", "1", "1", "0"}));
    QVERIFY2(!restore->isEnabled(), "it is so already");
    list->setCurrentItem(list->topLevelItem(2));
    QVERIFY(restore->isEnabled());
    restore->click();
    QVERIFY(document().rim(0)->corners[0] == box_.truth.corners[0] + (Vec2{2, 0}));
    QVERIFY(document().undoStack(0)->undoText().startsWith(QStringLiteral("Restore version of ")));
    document().undoStack(0)->undo();
    QVERIFY(!document().rim(0));
  }

  void theHistoryFollowsItsPicture() {
    fixture_->window->actions().action(QStringLiteral("edit.history"))->trigger();
    const QPointer<HistoryDialog> dialog = fixture_->window->findChild<HistoryDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    const auto* restore = dialog->findChild<QPushButton*>(QStringLiteral("restoreVersion"));
    QVERIFY(!restore->isEnabled());
    document().removeRim(0);
    QVERIFY2(restore->isEnabled(), "the latest version in the list is no longer what there is");
    QVERIFY(session().saveAndWait());
    fs::copy(box_.folder, fixture_->path("others"));
    QVERIFY(fixture_->open(fixture_->path("others")));
    QTRY_VERIFY2(!dialog, "the other project has another history");
  }

 private:
  AnnotationDocument& document() { return fixture_->context->document; }
  ProjectSession& session() { return fixture_->context->session; }
  fs::path journal() const { return box_.folder / "boxes.fillscope.journal"; }
  void reopen() {
    fixture_->restart();
    QVERIFY(fixture_->open(box_.folder));
  }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowRecovery>(argc, argv); }
#include "test_window_recovery.moc"
