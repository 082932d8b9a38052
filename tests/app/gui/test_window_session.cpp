// What the window does so that no work is lost.
#include "app/gui/notice_bar.h"
#include "core/base/file_io.h"
#include "core/formats/via_project.h"
#include "tests/app/gui/window_fixture.h"
#include "tests/support/lane_gate.h"
#include <QDragEnterEvent>
#include <QFile>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QUrl>

using namespace fillscope;
using namespace fillscope::tests;

class TestWindowSession : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    box_ = writeBoxFolder(fixture_->path("boxes"));
  }
  void cleanup() { fixture_.reset(); }

  void startsEmptyAndOffersTheWaysIn() {
    QVERIFY(!session().isOpen());
    for (const char* name : {"openFolder", "openFile", "openSample"}) {
      auto* button = fixture_->window->findChild<QWidget*>(QLatin1String(name));
      QVERIFY(button && button->isVisible() && button->isEnabled());
    }
  }

  void corruptProjectIsRefusedWithItsLineAndLeftAlone() {
    const std::filesystem::path file = box_.folder / "broken.fillscope.json";
    const std::string broken = "{\n \"_via_settings\": {},\n \"_via_img_metadata\": {,\n}\n";
    QVERIFY(writeFileAtomically(file, broken).ok());
    session().open({file});
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!session().isOpen());
    const QString notice = fixture_->window->noticeBar().text();
    QVERIFY2(notice.contains(QStringLiteral("line 3")), qPrintable(notice));
    QVERIFY(!session().saveAndWait());
    QCOMPARE(*readFile(file), broken);
    QVERIFY2(waysInAreOpen(), "the program goes on");
    QVERIFY(fixture_->open(box_.folder / "box.color.png"));
    QVERIFY(fixture_->context->current.loaded());
  }

  void cancelledOpeningLeavesTheStartPageUsable() {
    auto* sample = fixture_->window->findChild<QPushButton*>(QStringLiteral("openSample"));
    sample->click();
    QVERIFY(session().isOpening());
    QVERIFY(!sample->isEnabled());
    QTRY_VERIFY(!fixture_->context->jobs.jobs().empty());
    fixture_->context->jobs.cancel(fixture_->context->jobs.jobs().front().id);
    QVERIFY2(waysInAreOpen(), "a stopped job does not keep the ways in closed");
    QVERIFY(!session().isOpening());
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!session().isOpen());
    QVERIFY(fixture_->open(box_.folder));
  }

  void openingAnotherStopsTheFirst() {
    fixture_->window->findChild<QPushButton*>(QStringLiteral("openSample"))->click();
    QVERIFY(session().isOpening());
    session().open({box_.folder});
    QVERIFY(fixture_->waitIdle());
    QVERIFY2(session().isOpen(), "what was asked for last");
    QCOMPARE(session().folder(), box_.folder);
    QCOMPARE(fixture_->context->document.pictureCount(), 2);
  }

  void noWorkspaceIsShownBeforeAProject() {
    for (const Workspace workspace : allWorkspaces)
      QVERIFY(
          !fixture_->window->actions().action(QStringLiteral("workspace.") + idOf(workspace))->isChecked());
    QVERIFY(fixture_->open(box_.folder));
    QVERIFY(fixture_->window->actions().action(QStringLiteral("workspace.annotate"))->isChecked());
    QAction* volume = fixture_->window->actions().action(QStringLiteral("workspace.volume"));
    volume->trigger();
    volume->trigger();
    QVERIFY2(volume->isChecked(), "a second click does not leave none");
  }

  void workGoesOnWithTheLastPicture() {
    QVERIFY(fixture_->open(box_.folder));
    fixture_->context->current.select(1);
    QVERIFY(fixture_->waitIdle());
    fixture_->restart();
    QVERIFY(fixture_->open(box_.folder));
    QCOMPARE(fixture_->context->current.index(), 1);
    std::filesystem::copy(box_.folder, fixture_->path("others"));
    QVERIFY(fixture_->open(fixture_->path("others")));
    QCOMPARE(fixture_->context->current.index(), 0);
  }

  void failedOpeningKeepsWhatIsOpen() {
    QVERIFY(fixture_->open(box_.folder));
    session().open({fixture_->path("nowhere")});
    QVERIFY(fixture_->waitIdle());
    QVERIFY(session().isOpen());
    QCOMPARE(document().pictureCount(), 2);
    QVERIFY(!fixture_->window->noticeBar().text().isEmpty());
  }

  void changedOnDiskAsksBeforeOverwriting() {
    change();
    QVERIFY(session().saveAndWait());
    const std::filesystem::path file = session().projectFile();
    const std::string foreign = *readFile(file) + " \n";
    QVERIFY(writeFileAtomically(file, foreign).ok());
    document().moveRim(0, {1, 0});
    fixture_->prompts.choices = {Choice::cancel};
    QVERIFY(!session().saveAndWait());
    QCOMPARE(*readFile(file), foreign);
    QCOMPARE(fixture_->prompts.questions.size(), std::size_t(1));
    fixture_->prompts.choices = {Choice::overwrite};
    QVERIFY(session().saveAndWait());
    QVERIFY(*readFile(file) != foreign);
  }

  void changedOnDiskCanBeSavedElsewhere() {
    change();
    QVERIFY(session().saveAndWait());
    const std::filesystem::path file = session().projectFile(), copy = fixture_->path("mine.fillscope.json");
    const std::string foreign = *readFile(file) + " \n";
    QVERIFY(writeFileAtomically(file, foreign).ok());
    document().moveRim(0, {1, 0});
    fixture_->prompts.choices = {Choice::saveAs};
    QVERIFY2(!session().saveAndWait(), "no place was chosen");
    QVERIFY(session().isModified());
    QCOMPARE(*readFile(file), foreign);
    fixture_->prompts.choices = {Choice::saveAs};
    fixture_->prompts.paths = {toText(copy)};
    QVERIFY(session().saveAndWait());
    QCOMPARE(*readFile(file), foreign);
    QCOMPARE(session().projectFile(), copy);
    QVERIFY(!session().isModified());
    const auto questions = fixture_->prompts.questions.size();
    document().moveRim(0, {1, 0});
    QVERIFY(session().saveAndWait());
    QVERIFY2(fixture_->prompts.questions.size() == questions, "the copy is nobody else's");
  }

  void closingDoesNotOverwriteWhatChangedOnDisk() {
    change();
    QVERIFY(session().saveAndWait());
    const std::filesystem::path file = session().projectFile();
    const std::string foreign = *readFile(file) + " \n";
    QVERIFY(writeFileAtomically(file, foreign).ok());
    document().moveRim(0, {1, 0});
    fixture_->prompts.choices = {Choice::save, Choice::cancel};
    QVERIFY(!fixture_->window->close());
    QCOMPARE(fixture_->prompts.questions.size(), std::size_t(2));
    QCOMPARE(*readFile(file), foreign);
    QVERIFY(session().isModified());
  }

  void fileThatAppearedMeanwhileIsNotOverwritten() {
    change();
    const std::filesystem::path file = session().projectFile();
    QVERIFY(writeFileAtomically(file, "somebody else's").ok());
    QVERIFY(!session().saveAndWait());
    QCOMPARE(*readFile(file), std::string("somebody else's"));
  }

  void savingElsewhereStillFindsPicturesAndDepth() {
    change();
    fixture_->setScale();
    QVERIFY(fixture_->waitIdle());
    std::filesystem::create_directories(fixture_->path("other/place"));
    fixture_->prompts.paths = {toText(fixture_->path("other/place/p.fillscope.json"))};
    fixture_->window->actions().action(QStringLiteral("file.saveAs"))->trigger();
    fixture_->restart();
    QVERIFY(fixture_->open(fixture_->path("other/place/p.fillscope.json")));
    const auto loaded = fixture_->context->current.loaded();
    QVERIFY2(loaded, qPrintable(fixture_->context->current.problem()));
    QVERIFY(loaded->depth && loaded->camera);
  }

  void closingAsks_data() {
    QTest::addColumn<int>("choice");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<bool>("written");
    QTest::newRow("save") << int(Choice::save) << true << true;
    QTest::newRow("discard") << int(Choice::discard) << true << false;
    QTest::newRow("cancel") << int(Choice::cancel) << false << false;
  }
  void closingAsks() {
    QFETCH(int, choice);
    QFETCH(bool, closes);
    QFETCH(bool, written);
    change();
    fixture_->prompts.choices = {Choice(choice)};
    QCOMPARE(fixture_->window->close(), closes);
    QCOMPARE(fixture_->prompts.questions.size(), std::size_t(1));
    QCOMPARE(std::filesystem::exists(session().projectFile()), written);
    fixture_->restart();
    QCOMPARE(session().unfinished().empty(), closes);
  }

  void closingUnchangedAsksNothing() {
    QVERIFY(fixture_->open(box_.folder));
    QVERIFY(fixture_->window->close());
    QVERIFY(fixture_->prompts.questions.empty());
  }

  void changesComeBackAfterACrash() {
    change();
    const Rim rim = *document().rim(0);
    fixture_->restart();
    QCOMPARE(session().unfinished().size(), std::size_t(1));
    auto* offer = fixture_->window->findChild<QPushButton*>(QStringLiteral("restore"));
    QVERIFY2(offer && offer->isVisible(), "the first page offers it");
    fixture_->prompts.choices = {Choice::restore};
    QVERIFY(fixture_->open(box_.folder));
    QCOMPARE(fixture_->prompts.questions.size(), std::size_t(1));
    QVERIFY(document().rim(0));
    QCOMPARE(*document().rim(0), rim);
    QVERIFY2(session().isModified(), "what was restored is not saved yet");
    QVERIFY(session().saveAndWait());
    fixture_->restart();
    QVERIFY(fixture_->open(box_.folder));
    QVERIFY2(fixture_->prompts.questions.size() == 1, "a saved project is not offered again");
    QCOMPARE(*document().rim(0), rim);
  }

  void changesOnADiskThatIsAwayAreOfferedWhenItIsBack() {
    change();
    const auto folder = box_.folder;
    fixture_->window.reset();
    fixture_->context.reset();
    std::filesystem::rename(folder, fixture_->path("away"));
    fixture_->restart();
    QVERIFY2(session().unfinished().empty(), "there is nothing to go on with at present");
    std::filesystem::rename(fixture_->path("away"), folder);
    QCOMPARE(session().unfinished().size(), std::size_t(1));
  }

  void droppedFolderOpensAndDroppedPictureIsAdded() {
    drop({box_.folder});
    QVERIFY(session().isOpen());
    QCOMPARE(document().pictureCount(), 2);
    std::filesystem::create_directories(fixture_->path("more"));
    std::filesystem::copy_file(box_.folder / "box.color.png", fixture_->path("more/third.png"));
    drop({fixture_->path("more/third.png")});
    QCOMPARE(document().pictureCount(), 3);
    QVERIFY(session().isModified());
    fixture_->context->current.select(2);
    QVERIFY(fixture_->waitIdle());
    QVERIFY2(fixture_->context->current.loaded(), qPrintable(fixture_->context->current.problem()));
  }

  void droppedAnnotationsAskWhereRegionsDiffer_data() {
    QTest::addColumn<int>("answer");
    QTest::addColumn<int>("regions");
    QTest::newRow("keep both") << int(Choice::keepBoth) << 2;
    QTest::newRow("replace") << int(Choice::replace) << 1;
    QTest::newRow("skip") << int(Choice::skip) << 1;
    QTest::newRow("changed their mind") << int(Choice::cancel) << 1;
  }
  void droppedAnnotationsAskWhereRegionsDiffer() {
    QFETCH(int, answer);
    QFETCH(int, regions);
    QVERIFY(fixture_->open(box_.folder));
    Region own;
    own.shape = RectShape{1, 2, 30, 40};
    document().addRegions(0, {own});
    const std::vector<Region> before = document().picture(0).regions;
    fixture_->prompts.choices = {static_cast<Choice>(answer)};
    drop({annotations(document().picture(0).filename)});
    QCOMPARE(fixture_->prompts.questions.size(), std::size_t(1));
    QCOMPARE(document().pictureCount(), 2);
    QCOMPARE(int(document().picture(0).regions.size()), regions);
    const bool isOwn = document().picture(0).regions.front() == own;
    QCOMPARE(isOwn, answer != int(Choice::replace));
    if (document().picture(0).regions == before) return;
    document().undoStack(0)->undo();
    QCOMPARE(document().picture(0).regions, before);
    QVERIFY(!fixture_->window->noticeBar().text().isEmpty());
  }

  void droppedFolderJoinsTheProjectOrIsOpened() {
    QVERIFY(fixture_->open(box_.folder));
    document().setRimCorners(0, box_.truth.corners);
    std::filesystem::create_directories(fixture_->path("more"));
    std::filesystem::copy_file(box_.folder / "box.color.png", fixture_->path("more/third.png"));
    const std::filesystem::path project = session().projectFile();
    drop({fixture_->path("more")}); // nobody says what to do with it
    QCOMPARE(document().pictureCount(), 2);
    fixture_->prompts.choices = {Choice::add};
    drop({fixture_->path("more")});
    QCOMPARE(document().pictureCount(), 3);
    QCOMPARE(session().projectFile(), project);
    QVERIFY(document().rim(0));
    fixture_->prompts.choices = {Choice::add};
    drop({fixture_->path("more")}); // what is there already does not come twice
    QCOMPARE(document().pictureCount(), 3);
    fixture_->prompts.choices = {Choice::openOther, Choice::discard};
    drop({fixture_->path("more")});
    QCOMPARE(document().pictureCount(), 1);
    QVERIFY(session().projectFile() != project);
  }

  void whatIsAddedStaysOutOfAProjectOpenedMeanwhile_data() {
    QTest::addColumn<bool>("drops");
    QTest::newRow("pictures") << false;
    QTest::newRow("dropped") << true;
  }
  void whatIsAddedStaysOutOfAProjectOpenedMeanwhile() {
    QFETCH(bool, drops);
    QVERIFY(fixture_->open(box_.folder));
    const std::filesystem::path others = fixture_->path("others"), third = fixture_->path("more/third.png");
    std::filesystem::copy(box_.folder, others);
    std::filesystem::create_directories(third.parent_path());
    std::filesystem::copy_file(box_.folder / "box.color.png", third);
    LaneGate gate(fixture_->context->jobs, JobLane::io), other(fixture_->context->jobs, JobLane::io);
    session().open({others});
    if (drops)
      fixture_->context->exchange.add({third});
    else
      session().add({third});
    gate.open(); // one thread of two: what comes first is done first
    QTRY_COMPARE(session().folder(), others);
    other.open();
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(document().pictureCount(), 2);
    QVERIFY(!session().isModified());
    const QString notice = fixture_->window->noticeBar().text();
    QVERIFY2(notice.contains(QStringLiteral("Nothing was added")), qPrintable(notice));
  }

  void anAnswerForAProjectThatWasLeftAddsNothing() {
    change();
    document().addRegions(0, {{CircleShape{{30, 40}, 15}, {}, {}, {}}});
    QVERIFY(session().saveAndWait());
    const std::filesystem::path others = fixture_->path("others");
    std::filesystem::copy(box_.folder, others);
    fixture_->prompts.choices = {Choice::keepBoth};
    fixture_->prompts.meanwhile = [&] { QVERIFY(fixture_->open(others)); };
    fixture_->context->exchange.add({annotations("box.color.png")});
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(fixture_->prompts.questions.size(), std::size_t(1));
    QCOMPARE(session().folder(), others);
    QVERIFY(!session().isModified());
    const QString notice = fixture_->window->noticeBar().text();
    QVERIFY2(notice.contains(QStringLiteral("Nothing was added")), qPrintable(notice));
  }

  void whatIsAddedComesWhileTheProjectIsSavedElsewhere_data() {
    whatIsAddedStaysOutOfAProjectOpenedMeanwhile_data();
  }
  void whatIsAddedComesWhileTheProjectIsSavedElsewhere() {
    QFETCH(bool, drops);
    change();
    const std::filesystem::path elsewhere = fixture_->path("else/where/p.fillscope.json"),
                                third = fixture_->path("more/third.png");
    std::filesystem::create_directories(elsewhere.parent_path());
    std::filesystem::create_directories(third.parent_path());
    std::filesystem::copy_file(box_.folder / "box.color.png", third);
    LaneGate gate(fixture_->context->jobs, JobLane::io), other(fixture_->context->jobs, JobLane::io);
    if (drops)
      fixture_->context->exchange.add({third});
    else
      session().add({third});
    fixture_->prompts.paths = {toText(elsewhere)};
    session().saveAs();
    QTRY_COMPARE(session().projectFile(), elsewhere);
    gate.open();
    other.open();
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(document().pictureCount(), 3);
    fixture_->context->current.select(2);
    QVERIFY(fixture_->waitIdle());
    QVERIFY2(fixture_->context->current.loaded(), qPrintable(fixture_->context->current.problem()));
  }

  void lastProjectAndRecentAreRemembered() {
    QVERIFY(fixture_->open(box_.folder));
    fixture_->restart();
    QCOMPARE(fixture_->context->settings.lastProject(), toText(box_.folder));
    QCOMPARE(fixture_->context->settings.recentPaths(), QStringList{toText(box_.folder)});
  }

 private:
  AnnotationDocument& document() { return fixture_->context->document; }
  ProjectSession& session() { return fixture_->context->session; }

  bool waysInAreOpen() {
    for (const char* name : {"openFolder", "openFile", "openSample"})
      if (!fixture_->window->findChild<QWidget*>(QLatin1String(name))->isEnabled()) return false;
    return true;
  }

  void change() {
    QVERIFY(fixture_->open(box_.folder));
    document().setRimCorners(0, box_.truth.corners);
    QVERIFY(session().isModified());
  }

  /// A VIA CSV with one rectangle on that picture.
  std::filesystem::path annotations(const std::string& picture) {
    const std::filesystem::path file = fixture_->path("one.csv");
    const std::string text =
        "filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_"
        "attributes\n" +
        picture + R"(,-1,"{}",1,0,"{""name"":""rect"",""x"":9,""y"":9,""width"":20,""height"":10}","{}")" +
        "\n";
    if (!writeFileAtomically(file, text)) qFatal("cannot write");
    return file;
  }

  void drop(const std::vector<std::filesystem::path>& paths) {
    QMimeData data;
    QList<QUrl> urls;
    for (const auto& path : paths)
      urls << QUrl::fromLocalFile(toText(path));
    data.setUrls(urls);
    QDragEnterEvent enter({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(fixture_->window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(fixture_->window.get(), &event);
    QCoreApplication::processEvents();
    QVERIFY(fixture_->waitIdle());
  }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowSession>(argc, argv); }
#include "test_window_session.moc"
