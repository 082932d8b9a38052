// Saving while work goes on: what is in the file, what counts as a change, and what comes back.
#include "app/gui/paths.h"
#include "app/gui/project_session.h"
#include "core/base/file_io.h"
#include "core/formats/content_hash.h"
#include "core/formats/via_project.h"
#include "tests/core/annotation/random_edits.h"
#include "tests/support/lane_gate.h"
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <limits>
#include <new>
#include <sys/mman.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace fillscope;
using namespace fillscope::tests;
namespace fs = std::filesystem;

namespace {

constexpr int pictures = 3, editsBetweenSaves = 15;

class Answers : public UserPrompts {
 public:
  std::vector<Choice> choices;
  std::vector<QString> paths;
  int questions = 0;
  std::function<void()> meanwhile; ///< what goes on while a question is open

  Choice ask(const Question&) override {
    ++questions;
    if (meanwhile) std::exchange(meanwhile, {})();
    if (choices.empty()) return Choice::cancel;
    const Choice choice = choices.front();
    choices.erase(choices.begin());
    return choice;
  }
  std::optional<QString> openFile(const QString&, const QString&, const QString&) override { return {}; }
  std::optional<QString> openFolder(const QString&, const QString&) override { return {}; }
  std::optional<QString> outputFolder(const QString&, const QString&) override { return {}; }
  std::optional<QString> saveFile(const QString&, const QString&, const QString&) override {
    if (paths.empty()) return std::nullopt;
    const QString path = paths.front();
    paths.erase(paths.begin());
    return path;
  }
};

/// The program without its window.
struct Program {
  explicit Program(const fs::path& root)
      : settings(toText(root / "settings.ini"))
      , session(document, jobs, answers, settings, RecoveryStore(root / "state"), root / "sample") {}

  bool open(const fs::path& file) {
    bool isOpened = false;
    QObject::connect(&session, &ProjectSession::projectOpened, &session, [&] { isOpened = true; });
    session.open({file});
    const bool ended = QTest::qWaitFor([&] { return jobs.idle() && !session.isOpening(); }, 60000);
    session.disconnect(&session);
    return ended && isOpened;
  }

  AnnotationDocument document;
  JobRunner jobs;
  Answers answers;
  Settings settings;
  ProjectSession session;
};

std::string bytesOf(const std::vector<Picture>& all) {
  std::string bytes;
  for (const Picture& picture : all)
    bytes += journalLine({1, 0, PicturesAdded{0, {picture}}}); // every bit of it
  return bytes;
}

/// Edits, saves while it edits, and is killed at some moment.
int editUntilKilled(const fs::path& root, unsigned seed) {
  const int counter = ::open((root / "counter").c_str(), O_RDWR);
  void* shared = ::mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE, MAP_SHARED, counter, 0);
  if (shared == MAP_FAILED) return 2;
  auto& finished = *static_cast<std::atomic<int>*>(shared);
  Program program(root);
  if (!program.open(root / "p.json")) return 3;
  RandomEditor editor(seed);
  for (int n = 1;; ++n) {
    editor.edit(program.document);
    if (n % editsBetweenSaves == 0) {
      if (!QTest::qWaitFor([&] { return !program.session.isSaving(); }, 60000)) return 4;
      program.session.save();
    }
    finished.store(n);
    QCoreApplication::processEvents();
  }
}

QStringList stepsOf(AnnotationDocument& document) {
  QStringList all = histories(document);
  for (QString& line : all)
    line.remove(QStringLiteral(" saved")); // a save may have been announced and not come about
  return all << QString::fromStdString(bytesOf(document.project().pictures));
}

} // namespace

class TestProjectSession : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    home_ = std::make_unique<QTemporaryDir>();
    root_ = home_->path().toStdString();
    file_ = root_ / "p.json";
    QVERIFY(writeFileAtomically(file_, viaProjectJson(variedProject(pictures))));
    program_ = std::make_unique<Program>(root_);
    QVERIFY(program_->open(file_));
    edit();
  }
  void cleanup() { program_.reset(); }

  void editsGoOnWhileItIsSaved() {
    LaneGate gate(jobs(), JobLane::saving);
    const std::string before = *readFile(file_), wanted = bytes();
    QSignalSpy changes(&session(), &ProjectSession::stateChanged);
    session().save();
    QVERIFY(session().isSaving() && session().isModified());
    edit();
    document().undoStack(0)->undo();
    edit(1);
    QVERIFY(*readFile(file_) == before);
    gate.open();
    QTRY_VERIFY(!session().isSaving());
    QVERIFY(bytesIn(file_) == wanted);
    QVERIFY2(session().isModified(), "picture 1 was changed since");
    QVERIFY(!changes.empty());
    document().undoStack(1)->undo();
    QVERIFY(!session().isModified());
    document().undoStack(0)->undo();
    QVERIFY(session().isModified());
  }

  void askedForAgainItIsDoneAgainWhereThereAreChanges() {
    for (const bool isChanged : {false, true}) {
      LaneGate gate(jobs(), JobLane::saving);
      const int before = savesTold();
      session().save();
      if (isChanged) edit();
      session().save();
      session().save();
      gate.open();
      QTRY_VERIFY(!session().isSaving());
      QVERIFY(!session().isModified());
      QVERIFY(bytesIn(file_) == bytes());
      QCOMPARE(savesTold() - before, isChanged ? 2 : 1);
    }
  }

  void savedElsewhereWhileItIsSaved() {
    const fs::path copy = root_ / "copy/q.json";
    fs::create_directories(copy.parent_path());
    LaneGate first(jobs(), JobLane::saving);
    const std::string saved = bytes();
    session().save();
    answers().paths = {toText(copy)};
    session().saveAs();
    edit();
    LaneGate second(jobs(), JobLane::saving); // after the first file was composed
    first.open();
    second.waitUntilReached();
    second.open();
    QTRY_VERIFY(!session().isSaving());
    QCOMPARE(session().projectFile(), copy);
    QVERIFY(!session().isModified());
    QVERIFY(bytesIn(file_) == saved);
    QVERIFY(bytesIn(copy) == bytes());
    edit();
    const std::string last = bytes();
    die();
    answers().choices = {Choice::restore};
    QVERIFY(program_->open(copy));
    QCOMPARE(answers().questions, 1);
    QVERIFY(bytes() == last);
    answers().choices = {Choice::discard};
    QVERIFY(program_->open(file_));
    QVERIFY(bytes() == saved);
  }

  void whatIsEditedWhileItIsSavedElsewhereComesBack() {
    const fs::path copy = root_ / "q.json";
    for (const bool isWrittenFirst : {false, true}) {
      LaneGate gate(jobs(), JobLane::saving);
      answers().paths = {toText(copy)};
      session().saveAs();
      const std::string saved = bytes();
      if (isWrittenFirst) {
        LaneGate second(jobs(), JobLane::saving);
        gate.open();
        second.waitUntilReached();
        QCoreApplication::processEvents();
      }
      edit();
      gate.open();
      QTRY_VERIFY(!session().isSaving());
      QVERIFY(session().isModified());
      QVERIFY(bytesIn(copy) == saved);
      const std::string last = bytes();
      die();
      answers().choices = {Choice::restore};
      QVERIFY(program_->open(copy));
      QCOMPARE(answers().questions, 1);
      QVERIFY(bytes() == last);
      document().undoStack(0)->undo();
      QVERIFY(!session().isModified());
    }
  }

  void cancelledItLeavesTheFile_data() {
    QTest::addColumn<bool>("isAnnounced");
    QTest::newRow("before it is composed") << false;
    QTest::newRow("before it is written") << true;
  }
  void cancelledItLeavesTheFile() {
    QFETCH(bool, isAnnounced);
    const std::string before = *readFile(file_);
    QSignalSpy failures(&session(), &ProjectSession::failed);
    auto first = std::make_unique<LaneGate>(jobs(), JobLane::saving);
    session().save();
    LaneGate second(jobs(), JobLane::saving);
    if (isAnnounced) {
      first.reset();
      second.waitUntilReached();
      QTRY_COMPARE(savesTold(), 2); // of the file that it began with, and this one
    }
    QTRY_VERIFY2(!jobs().jobs().empty(), "what takes long is shown, and can be stopped");
    jobs().cancel(jobs().jobs().front().id);
    first.reset();
    second.open();
    edit();
    QTRY_VERIFY(!session().isSaving());
    QVERIFY(*readFile(file_) == before);
    QVERIFY(session().isModified());
    QVERIFY2(failures.empty(), "nobody needs to be told");
    const auto kept = keptEdits(session().history(), contentHashText(before));
    QVERIFY(kept && kept->hasUnsaved() && !kept->needsCorrection);
    const std::string last = bytes();
    die();
    answers().choices = {Choice::restore};
    QVERIFY(program_->open(file_));
    QVERIFY(bytes() == last);
    QVERIFY(session().saveAndWait());
    QVERIFY(bytesIn(file_) == last);
  }

  void failedItLeavesTheDocumentModified() {
    fs::permissions(file_, fs::perms::owner_read); // nobody's, also for an administrator
    const std::string before = *readFile(file_);
    QSignalSpy failures(&session(), &ProjectSession::failed);
    QVERIFY(!session().saveAndWait());
    QCOMPARE(failures.size(), 1);
    QVERIFY(failures[0][0].value<Error>().what.find("write-protected") != std::string::npos);
    QVERIFY(session().isModified());
    QVERIFY(*readFile(file_) == before);
    QVERIFY2(jobs().jobs().empty(), "the window has told it");
    QVERIFY(!keptEdits(session().history(), contentHashText(before))->needsCorrection);
    document().undoStack(0)->undo();
    QVERIFY2(!session().isModified(), "as the file is");
    document().undoStack(0)->redo();
    fs::permissions(file_, fs::perms::owner_read | fs::perms::owner_write);
    QVERIFY(session().saveAndWait());
    QVERIFY(!session().isModified());
    answers().paths = {toText(root_ / "nowhere/q.json")};
    session().saveAs();
    QTRY_VERIFY(!session().isSaving());
    QCOMPARE(failures.size(), 2);
    QCOMPARE(session().projectFile(), file_);
  }

  void whatNobodyCanPlaceIsRefused() {
    document().addPictures({Picture{}});
    Project moved = document().project();
    moved.pictures[3].regions = {{PointShape{{std::numeric_limits<double>::infinity(), 0}}, {}, {}, {}}};
    document().reset(moved);
    edit();
    QSignalSpy failures(&session(), &ProjectSession::failed);
    QVERIFY(!session().saveAndWait());
    QCOMPARE(failures.size(), 1);
    QVERIFY(session().isModified());
  }

  void changedByAnotherProgramWhileItIsSaved() {
    LaneGate gate(jobs(), JobLane::saving);
    session().save();
    const std::string foreign = *readFile(file_) + " \n";
    QVERIFY(writeFileAtomically(file_, foreign).ok());
    gate.open();
    QTRY_VERIFY(!session().isSaving());
    QCOMPARE(answers().questions, 1);
    QVERIFY(*readFile(file_) == foreign);
    QVERIFY(session().isModified());
  }

  void closingWaits() {
    LaneGate gate(jobs(), JobLane::saving);
    session().save();
    bool isAskedAgain = true;
    QTimer::singleShot(50, &session(), [&] {
      isAskedAgain = session().mayClose();
      gate.open();
    });
    QVERIFY(session().mayClose());
    QVERIFY2(!isAskedAgain, "one answer is enough");
    QCOMPARE(answers().questions, 0);
    QVERIFY(bytesIn(file_) == bytes());
  }

  void openingAnotherWaits() {
    const fs::path other = root_ / "other.json";
    QVERIFY(writeFileAtomically(other, viaProjectJson(variedProject(1))));
    const std::string wanted = bytes();
    {
      LaneGate gate(jobs(), JobLane::saving);
      session().save();
      QTimer::singleShot(50, &session(), [&] { gate.open(); });
      QVERIFY(program_->open(other));
      QVERIFY(bytesIn(file_) == wanted);
      QCOMPARE(document().pictureCount(), 1);
    }
    // Asked for while the other one is being read.
    edit();
    const std::string last = bytes();
    LaneGate gate(jobs(), JobLane::saving);
    answers().choices = {Choice::discard};
    session().open({file_});
    session().save();
    QTimer::singleShot(50, &session(), [&] { gate.open(); });
    QTRY_COMPARE(document().pictureCount(), pictures);
    QVERIFY(bytesIn(other) == last);
    QVERIFY(bytes() == wanted);
  }

  void openedAgainWhileItIsSaved() {
    LaneGate gate(jobs(), JobLane::saving);
    answers().choices = {Choice::discard};
    const std::string wanted = bytes();
    session().open({file_}); // as it was before
    session().save();
    QTimer::singleShot(50, &session(), [&] { gate.open(); });
    QTRY_VERIFY(jobs().idle() && !session().isOpening() && !session().isSaving());
    QVERIFY(bytes() == wanted);
    QVERIFY(!session().isModified());
    QVERIFY(session().saveAndWait());
    QCOMPARE(answers().questions, 1);
  }

  void whatIsOpenedWaitsForAnAnswerAboutTheSave() {
    const fs::path other = root_ / "other.json";
    QVERIFY(writeFileAtomically(other, viaProjectJson(variedProject(1))));
    const std::string foreign = *readFile(file_) + " \n", last = bytes();
    QVERIFY(writeFileAtomically(file_, foreign).ok());
    LaneGate first(jobs(), JobLane::io), second(jobs(), JobLane::io); // it has two threads
    bool isAsked = false;
    answers().choices = {Choice::discard, Choice::overwrite};
    session().open({other});
    answers().meanwhile = [&] {
      isAsked = true;
      first.open();
      second.open();
      QVERIFY(QTest::qWaitFor([this] { return !session().isOpening(); }, 60000));
      QVERIFY(session().projectFile() == file_);
      QVERIFY2(!session().mayClose(), "nor does it close before there is an answer");
    };
    session().save();
    QTRY_COMPARE(session().projectFile(), other);
    QVERIFY(isAsked);
    QCOMPARE(answers().questions, 2);
    QCOMPARE(document().pictureCount(), 1);
    QVERIFY(bytesIn(file_) == last);
  }

  void whatIsBeingSavedOutlivesTheSession() {
    const std::string wanted = bytes();
    {
      LaneGate gate(jobs(), JobLane::saving);
      session().save();
      QTimer::singleShot(50, &jobs(), [&] { gate.open(); });
      die();
    }
    QVERIFY(bytesIn(file_) == wanted);
    QVERIFY(program_->open(file_));
    QCOMPARE(answers().questions, 0);
  }

  void killedAtAnyMoment() {
    constexpr int kills = 40;
    program_.reset();
    std::mt19937 random(7);
    int most = 0;
    for (unsigned i = 0; i < kills; ++i) {
      QTemporaryDir home;
      const fs::path root = home.path().toStdString();
      QVERIFY(writeFileAtomically(root / "p.json", viaProjectJson(variedProject(pictures))));
      const Project first = *loadViaProject(root / "p.json");
      QVERIFY(writeFileAtomically(root / "counter", std::string(sizeof(std::atomic<int>), '\0')));
      const int counter = ::open((root / "counter").c_str(), O_RDWR);
      void* shared = ::mmap(nullptr, sizeof(std::atomic<int>), PROT_READ, MAP_SHARED, counter, 0);
      QVERIFY(shared != MAP_FAILED);
      const auto& finished = *static_cast<const std::atomic<int>*>(shared);
      QProcess child;
      child.setProcessChannelMode(QProcess::ForwardedChannels);
      child.start(QCoreApplication::applicationFilePath(),
                  {QStringLiteral("--edit"), home.path(), QString::number(i)});
      QTRY_VERIFY_WITH_TIMEOUT(finished.load() > 0 || child.state() == QProcess::NotRunning, 30000);
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 60000));
      QCOMPARE(child.state(), QProcess::Running);
      ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
      QVERIFY(child.waitForFinished());
      const int made = finished.load();
      ::munmap(shared, sizeof(std::atomic<int>));
      ::close(counter);

      Program recovered(root);
      recovered.answers.choices = {Choice::restore};
      QVERIFY2(recovered.open(root / "p.json"), std::to_string(i).c_str());
      const QStringList found = stepsOf(recovered.document);
      // All edits that were finished, and as much of the next one as there was time for.
      RandomEditor editor(i);
      AnnotationDocument document;
      document.reset(first);
      EditRecords records;
      document.setRecorder([&](EditRecord record) { records.push_back(std::move(record)); });
      for (int n = 1; n <= made; ++n) {
        editor.edit(document);
        if (n % editsBetweenSaves != 0) continue;
        document.markState();
        records.push_back({0, 0, StateMarked{}});
      }
      bool isFound = stepsOf(document) == found;
      const std::size_t whole = records.size();
      if (!isFound) editor.edit(document);
      for (std::size_t part = whole; part <= records.size() && !isFound; ++part) {
        AnnotationDocument partly;
        const auto end = records.begin() + static_cast<std::ptrdiff_t>(part);
        QVERIFY(partly.reset(first, EditRecords(records.begin(), end)));
        isFound = stepsOf(partly) == found;
      }
      QVERIFY2(isFound,
               ("killed after edit " + std::to_string(made) + " of seed " + std::to_string(i)).c_str());
      most = std::max(most, made);
    }
    QVERIFY2(most > 2 * editsBetweenSaves, "none of them came to a save");
  }

 private:
  AnnotationDocument& document() { return program_->document; }
  ProjectSession& session() { return program_->session; }
  JobRunner& jobs() { return program_->jobs; }
  Answers& answers() { return program_->answers; }

  void edit(int picture = 0) {
    document().addRegions(picture, {{PointShape{{1.0 * ++edits_, 2}}, {}, {}, {}}});
  }
  std::string bytes() { return bytesOf(document().project().pictures); }
  static std::string bytesIn(const fs::path& file) {
    const auto project = loadViaProject(file);
    return project ? bytesOf(project->pictures) : std::string();
  }
  int savesTold() {
    int saves = 0;
    for (const EditRecord& record : session().history())
      if (const auto* saved = std::get_if<StateSaved>(&record.what)) saves += !saved->file.empty();
    return saves;
  }
  /// Another program over the same files.
  void die() {
    program_.reset();
    program_ = std::make_unique<Program>(root_);
  }

  std::unique_ptr<QTemporaryDir> home_;
  fs::path root_, file_;
  std::unique_ptr<Program> program_;
  int edits_ = 0;
};

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  if (argc == 4 && std::string_view(argv[1]) == "--edit")
    return editUntilKilled(argv[2], static_cast<unsigned>(std::atoi(argv[3])));
  TestProjectSession test;
  return QTest::qExec(&test, argc, argv);
}
#include "test_project_session.moc"
