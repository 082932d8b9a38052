// An editor killed at any moment, while editing, saving or compacting: what comes back is what it had made,
// but for the edit that it was at.
#include "core/base/file_io.h"
#include "core/formats/content_hash.h"
#include "core/formats/journal_writer.h"
#include "core/formats/via_project.h"
#include "tests/core/annotation/random_edits.h"
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <csignal>
#include <new>
#include <sys/mman.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace fillscope;
using namespace fillscope::tests;
namespace fs = std::filesystem;

namespace {

constexpr int pictures = 3, editsBetweenSaves = 60, editsUntilAnnounced = 7, editsUntilWritten = 40;

struct Files {
  fs::path project, journal;
};

/// The same edits for the same seed, wherever they are made.
class Session {
 public:
  explicit Session(unsigned seed)
      : editor_(seed) {
    document.reset(variedProject(pictures));
  }
  void edit() { editor_.edit(document); }
  AnnotationDocument document;

 private:
  RandomEditor editor_;
};

/// As the program does: the state is marked, announced some edits later, written by another thread, and edits
/// go on.
class Saver {
 public:
  Saver(AnnotationDocument& document, JournalWriter& journal, Files files)
      : document_(document)
      , journal_(journal)
      , files_(std::move(files)) {}
  ~Saver() { end(); }

  void mark() {
    document_.markState();
    journal_.append({0, 0, StateMarked{}});
    mark_ = journal_.lastNumber();
    text_ = viaProjectJson(document_.project());
  }
  void announceAndWrite() {
    journal_.append({0, 0, StateSaved{contentHashText(text_), {}, mark_}});
    writer_ = std::thread([this, number = journal_.lastNumber()] {
      isWritten_ = journal_.sync(number).ok() && writeFileAtomically(files_.project, text_).ok();
    });
  }
  bool end() {
    if (!writer_.joinable()) return isWritten_;
    writer_.join();
    document_.stateSaved();
    journal_.compact();
    return isWritten_;
  }

 private:
  AnnotationDocument& document_;
  JournalWriter& journal_;
  const Files files_;
  std::string text_;
  std::thread writer_;
  bool isWritten_ = true;
  long long mark_ = 0;
};

[[noreturn]] void editForever(unsigned seed, const Files& files, std::atomic<int>& finished) {
  Session session(seed);
  auto journal = JournalWriter::open(files.journal, 0, 0);
  if (!journal) ::_exit(1);
  Saver saver(session.document, **journal, files);
  saver.mark();
  saver.announceAndWrite();
  if (!saver.end()) ::_exit(1);
  session.document.setRecorder([&](EditRecord record) { (*journal)->append(std::move(record)); });
  for (int n = 1;; ++n) {
    session.edit();
    const int since = n % editsBetweenSaves;
    if (since == 0) saver.mark();
    if (since == editsUntilAnnounced && n > editsBetweenSaves) saver.announceAndWrite();
    if (since == editsUntilWritten && !saver.end()) ::_exit(1);
    finished.store(n);
  }
}

/// The document as its files lead to it.
bool reopen(AnnotationDocument& document, const Files& files) {
  const auto text = readFile(files.project);
  const auto journal = readJournal(files.journal);
  if (!text || !journal || journal->isDamaged) return false;
  const auto kept = keptEdits(journal->records, contentHashText(*text));
  auto project = parseViaProject(*text, files.project.string());
  return kept && project && document.reset(std::move(*project), kept->records);
}

QStringList state(AnnotationDocument& document) {
  QStringList all = histories(document);
  for (QString& line : all)
    line.remove(QStringLiteral(" saved")); // a save may have been announced and not come about
  for (const Picture& picture : document.project().pictures) {
    EditRecord whole{1, 0, PicturesAdded{0, {picture}}};
    all << QString::fromStdString(journalLine(whole)); // every bit of it
  }
  return all;
}

} // namespace

class TestJournalSurvivesKill : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void killedWhileEditing() {
    constexpr int kills = 200;
    QTemporaryDir folder;
    const Files files{folder.filePath("p.fillscope.json").toStdString(),
                      folder.filePath("p.fillscope.journal").toStdString()};
    void* shared =
        ::mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    QVERIFY(shared != MAP_FAILED);
    auto& finished = *new (shared) std::atomic<int>(0);
    std::mt19937 random(11);
    int most = 0;
    for (unsigned i = 0; i < kills; ++i) {
      fs::remove(files.project);
      fs::remove(files.journal);
      finished.store(-1);
      const pid_t child = ::fork();
      QVERIFY(child >= 0);
      if (child == 0) editForever(i, files, finished);
      while (finished.load() < 0 && ::waitpid(child, nullptr, WNOHANG) == 0) // its first save
        std::this_thread::sleep_for(std::chrono::microseconds(100));
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 15000));
      ::kill(child, SIGKILL);
      int status = 0;
      ::waitpid(child, &status, 0);
      QVERIFY2(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "it failed before it was killed");

      const int made = finished.load();
      AnnotationDocument recovered;
      QVERIFY2(reopen(recovered, files), std::to_string(i).c_str());
      // All edits that were finished, and as much of the next one as there was time for.
      Session session(i);
      EditRecords records;
      session.document.setRecorder([&](EditRecord record) { records.push_back(std::move(record)); });
      for (int n = 1; n <= made; ++n) {
        session.edit();
        if (n % editsBetweenSaves != 0) continue;
        records.push_back({0, 0, StateMarked{}});
        session.document.markState();
      }
      const QStringList found = state(recovered);
      bool isFound = state(session.document) == found;
      const std::size_t whole = records.size();
      if (!isFound) session.edit();
      for (std::size_t part = whole; part <= records.size() && !isFound; ++part) {
        AnnotationDocument partly;
        const auto end = records.begin() + static_cast<std::ptrdiff_t>(part);
        QVERIFY(partly.reset(variedProject(pictures), EditRecords(records.begin(), end)));
        isFound = state(partly) == found;
      }
      QVERIFY2(isFound,
               ("killed after edit " + std::to_string(made) + " of seed " + std::to_string(i)).c_str());
      most = std::max(most, made);
    }
    ::munmap(shared, sizeof(std::atomic<int>));
    QVERIFY2(most > 2 * editsBetweenSaves, "none of them came to a save");
  }
};

QTEST_GUILESS_MAIN(TestJournalSurvivesKill)
#include "test_journal_survives_kill.moc"
