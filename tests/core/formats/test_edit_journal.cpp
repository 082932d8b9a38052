// Journals: what is written comes back to the last bit; what is cut short, flipped or foreign is left out.
#include "core/base/file_io.h"
#include "core/formats/content_hash.h"
#include "core/formats/journal_writer.h"
#include "tests/core/annotation/random_edits.h"
#include "tests/support/small_disk.h"
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <bit>
#include <chrono>
#include <random>
#include <thread>

using namespace fillscope;
using namespace fillscope::tests;
namespace fs = std::filesystem;

namespace {

EditRecords randomRecords(unsigned seed, int edits, Project* last = nullptr) {
  RandomEditor editor(seed);
  AnnotationDocument document;
  EditRecords records;
  document.reset(variedProject(3));
  document.setRecorder([&](EditRecord record) {
    record.number = static_cast<long long>(records.size()) + 1;
    records.push_back(std::move(record));
  });
  for (int i = 0; i < edits; ++i)
    editor.edit(document);
  document.addPictures(variedProject(2).pictures);
  document.movePictures(document.project());
  const auto add = [&](decltype(EditRecord::what) what) {
    records.push_back({static_cast<long long>(records.size()) + 1, 5, std::move(what)});
  };
  add(StateSaved{"12ab", "/some/where \"x\""});
  add(StateMarked{});
  if (last) *last = document.project();
  return records;
}

std::string textOf(const EditRecords& records) {
  std::string text;
  for (const EditRecord& record : records)
    text += journalLine(record);
  return text;
}

} // namespace

class TestEditJournal : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void hashesAreThoseOfTheSpecification_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<quint64>("hash");
    QTest::newRow("nothing") << QByteArray() << quint64(0xEF46DB3751D8E999);
    QTest::newRow("a") << QByteArray("a") << quint64(0xD24EC4F1A98C6E5B);
    QTest::newRow("abc") << QByteArray("abc") << quint64(0x44BC2CF5AD770999);
    QTest::newRow("63 letters") << QByteArray(
                                       "Call me Ishmael. Some years ago--never mind how long precisely-")
                                << quint64(0x02A2E85470D6FD96);
  }
  void hashesAreThoseOfTheSpecification() {
    QFETCH(QByteArray, bytes);
    QFETCH(quint64, hash);
    QCOMPARE(quint64(contentHash({bytes.data(), static_cast<std::size_t>(bytes.size())})), hash);
  }

  void recordsComeBack() {
    for (unsigned seed = 0; seed < 40; ++seed) {
      Project last;
      EditRecords records = randomRecords(seed, 60, &last);
      records.push_back({records.back().number + 1, 6, StateSaved{"34cd", {}, records.back().number}});
      const std::string text = textOf(records);
      const ReadJournal read = parseJournal(text);
      QCOMPARE(read.records.size(), records.size());
      for (std::size_t i = 0; i < records.size(); ++i)
        QVERIFY2(read.records[i] == records[i], journalLine(records[i]).c_str());
      QCOMPARE(read.goodBytes, std::uintmax_t(text.size()));
      QVERIFY(!read.isTorn && !read.isDamaged);
      QCOMPARE(textOf(read.records), text); // to the last bit, the sign of zero included
      AnnotationDocument reopened;
      QVERIFY(reopened.reset(variedProject(3), withoutTakenBack(read.records)));
      QVERIFY(reopened.project() == last);
    }
  }

  void olderSavesSayNothingOfAMark() {
    const std::string content = R"({"n":7,"time":2,"saved":{"file":"12ab","folder":"/x"})";
    const ReadJournal read = parseJournal(content + ",\"sum\":\"" + contentHashText(content) + "\"}\n");
    QCOMPARE(read.records.size(), std::size_t(1));
    QVERIFY((read.records[0] == EditRecord{7, 2, StateSaved{"12ab", "/x", 0}}));
  }

  void everyCutLeavesWhatWasBefore() {
    const EditRecords records = randomRecords(1, 12);
    const std::string text = textOf(records);
    std::size_t whole = 0, end = journalLine(records[0]).size();
    for (std::size_t cut = 0; cut < text.size(); ++cut) {
      if (cut >= end) end += journalLine(records[++whole]).size();
      const ReadJournal read = parseJournal(std::string_view(text).substr(0, cut));
      QCOMPARE(read.records.size(), whole);
      QVERIFY(!read.isDamaged);
      QCOMPARE(read.isTorn, read.goodBytes != cut);
    }
  }

  void everyFlippedBitIsSeen() {
    const EditRecords records = randomRecords(2, 8);
    const std::string text = textOf(records);
    std::mt19937 random(5);
    for (int i = 0; i < 3000; ++i) {
      std::string bent = text;
      const std::size_t at = random() % text.size();
      bent[at] = static_cast<char>(bent[at] ^ (1 << random() % 8));
      const ReadJournal read = parseJournal(bent);
      QVERIFY(read.records.size() < records.size());
      QVERIFY(read.goodBytes <= at);
      QVERIFY(read.isTorn || read.isDamaged);
      for (std::size_t k = 0; k < read.records.size(); ++k)
        QVERIFY(read.records[k] == records[k]);
    }
  }

  void linesOutOfOrderAreDamage() {
    const EditRecords records = randomRecords(3, 8);
    const std::string line = journalLine(records[0]);
    QVERIFY(parseJournal(line + line + journalLine(records[1])).isDamaged);
    for (const char* foreign : {"{}\n{}\n", "[1,2]\nx\n", "\n\n\n", "no journal at all\nof any kind\n"}) {
      const ReadJournal read = parseJournal(foreign);
      QVERIFY(read.records.empty() && read.goodBytes == 0 && read.isDamaged);
    }
  }

  void wellFormedNonsenseIsRefused() {
    for (const char* what :
         {R"("edit":{})", R"("edit":{"picture":0,"kind":"dance","text":""})", R"("edit":[])",
          R"("base":{"picture":"a"})", R"("undo":{"picture":1e99})", R"("saved":{"file":1,"folder":""})",
          R"("saved":{"file":"a","folder":"","at":"1"})",
          R"("edit":{"picture":0,"kind":"rim","text":"","regions":[{"index":0}]})",
          R"("edit":{"picture":0,"kind":"rim","text":"","regions":[{"index":0,"moves":[[0,1]]}]})",
          R"("add":{"first":0,"pictures":[7]})", R"("x":1)"}) {
      const std::string content = std::string(R"({"n":1,"time":2,)") + what;
      const std::string line = content + ",\"sum\":\"" + contentHashText(content) + "\"}\n";
      QVERIFY2(parseJournal(line).records.empty(), what);
    }
  }

  void writerAppendsAndCutsOffWhatWasTorn() {
    QTemporaryDir folder;
    const fs::path path = folder.filePath("p.fillscope.journal").toStdString();
    const EditRecords records = randomRecords(4, 30);
    {
      auto writer = JournalWriter::open(path, 0, 0);
      QVERIFY(writer);
      for (std::size_t i = 0; i < 10; ++i)
        (*writer)->append(records[i]);
      QVERIFY(!JournalWriter::open(path, 0, 0)); // held by the first
    }
    QVERIFY(writeFileAtomically(path, *readFile(path) + "{\"n\":11,\"time"));
    ReadJournal read = *readJournal(path);
    QCOMPARE(read.records.size(), std::size_t(10));
    QVERIFY(read.isTorn);
    auto writer = JournalWriter::open(path, read.goodBytes, read.lastNumber());
    for (std::size_t i = 10; i < records.size(); ++i)
      (*writer)->append(records[i]);
    QVERIFY((*writer)->flush());
    QVERIFY((readJournal(path)->records == records));
  }

  void compactingKeepsWhatItLeadsToAndWhatComesMeanwhile() {
    QTemporaryDir folder;
    const fs::path path = folder.filePath("p.journal").toStdString();
    AnnotationDocument document;
    document.reset(variedProject(1));
    auto writer = *JournalWriter::open(path, 0, 0);
    document.setRecorder([&](EditRecord record) { writer->append(std::move(record)); });
    for (int round = 0; round < 5; ++round) {
      const int drag = document.newGesture();
      for (int i = 0; i < 400; ++i) {
        document.replaceRegions(0, {{1, {RectShape{1.0 * i, 1.0 * round, 3, 4}, {}, {}, {}}}}, "Move", drag);
        if (i == 300) writer->compact();
      }
    }
    QVERIFY(writer->flush());
    writer->compact();
    QVERIFY(writer->flush());
    document.removeRegions(0, {0});
    writer.reset();
    const ReadJournal read = *readJournal(path);
    QVERIFY2(read.records.size() < 500, std::to_string(read.records.size()).c_str());
    QVERIFY(!read.isTorn && !read.isDamaged);
    AnnotationDocument reopened;
    QVERIFY(reopened.reset(variedProject(1), read.records));
    QVERIFY(reopened.project() == document.project());
    QCOMPARE(histories(reopened), histories(document));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"p.journal"});
  }

  void largeRecordsKeepTheirPlace() {
    QTemporaryDir folder;
    const fs::path path = folder.filePath("p.journal").toStdString();
    const Region region{CircleShape{{1, 2}, 3}, {}, {}, {}};
    auto writer = *JournalWriter::open(path, 0, 0);
    for (int i = 0; i < 6; ++i) {
      writer->append({0, 0, PictureBase{i, std::vector<Region>(i % 2 ? 1 : 20000, region), {}}});
      writer->append({0, 0, StepUndone{i}});
    }
    QVERIFY(writer->flush());
    const ReadJournal read = *readJournal(path);
    QCOMPARE(read.records.size(), std::size_t(12));
    for (int i = 0; i < 12; ++i)
      QCOMPARE(read.records[static_cast<std::size_t>(i)].what.index(), std::size_t(i % 2 ? 2 : 0));
  }

  void oneRecordCanBeWaitedForWhileOthersCome() {
    QTemporaryDir folder;
    const fs::path path = folder.filePath("p.journal").toStdString();
    const Region region{CircleShape{{1, 2}, 3}, {}, {}, {}};
    auto writer = *JournalWriter::open(path, 0, 0);
    std::atomic<bool> ends{false};
    writer->append({0, 0, PictureBase{0, std::vector<Region>(20000, region), {}}});
    writer->append({0, 0, StateMarked{}});
    const long long wanted = writer->lastNumber();
    std::thread editor([&] { // so that there is always something that is not on the disk yet
      while (!ends) {
        writer->append({0, 0, StepUndone{0}});
        std::this_thread::sleep_for(std::chrono::microseconds(50));
      }
    });
    const Result<void> synced = writer->sync(wanted);
    const auto read = readJournal(path);
    ends = true;
    editor.join();
    QVERIFY(synced && read && read->lastNumber() >= wanted);
    QVERIFY(writer->sync(writer->lastNumber()));
    QCOMPARE(readJournal(path)->lastNumber(), writer->lastNumber());
    QVERIFY(writer->waiting().empty());
  }

  void aFullDiskLosesNothing() {
    QTemporaryDir folder;
    const fs::path path = folder.filePath("p.journal").toStdString();
    const EditRecords records = randomRecords(6, 60);
    const std::size_t half = records.size() / 2;
    auto writer = *JournalWriter::open(path, 0, 0);
    for (std::size_t i = 0; i < half; ++i)
      writer->append(records[i]);
    QVERIFY(writer->flush());
    const auto whole = fs::file_size(path);
    {
      const SmallDisk full(whole + 10); // room for the beginning of a line
      for (std::size_t i = half; i < records.size(); ++i)
        writer->append(records[i]);
      QVERIFY(!writer->flush());
      QVERIFY(writer->failure());
      QVERIFY2(writer->failure()->what.find("history of changes") != std::string::npos,
               writer->failure()->what.c_str());
      QCOMPARE(fs::file_size(path), whole); // nothing half written stays behind
      QVERIFY(!writer->sync(writer->lastNumber()));
      QVERIFY((writer->waiting() ==
               EditRecords(records.begin() + static_cast<std::ptrdiff_t>(half), records.end())));
    }
    QTRY_VERIFY(!writer->failure()); // by itself, without another edit
    QVERIFY(writer->flush());
    QVERIFY((readJournal(path)->records == records));
  }

  void aFullDiskLeavesTheOldJournalWhenCompacting() {
    QTemporaryDir folder;
    const fs::path path = folder.filePath("p.journal").toStdString();
    AnnotationDocument document;
    document.reset(variedProject(1));
    auto writer = *JournalWriter::open(path, 0, 0);
    document.setRecorder([&](EditRecord record) { writer->append(std::move(record)); });
    for (int round = 0; round < 2; ++round) { // two drags: compacted, two steps are left
      const int drag = document.newGesture();
      for (int i = 0; i < 600; ++i)
        document.replaceRegions(0, {{1, {RectShape{1.0 * i, 1.0 * round, 3, 4}, {}, {}, {}}}}, "Move", drag);
    }
    QVERIFY(writer->flush());
    const std::string before = *readFile(path);
    {
      const SmallDisk full(100);
      writer->compact();
      QVERIFY(writer->flush());
    }
    QVERIFY(*readFile(path) == before);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"p.journal"});
    document.removeRegions(0, {0});
    QVERIFY(writer->flush());
    AnnotationDocument reopened;
    QVERIFY(reopened.reset(variedProject(1), readJournal(path)->records));
    QVERIFY(reopened.project() == document.project());
  }

  void whatIsNeverSavedDoesNotGrowWithEveryMove() {
    QTemporaryDir folder;
    const fs::path path = folder.filePath("p.journal").toStdString();
    AnnotationDocument document;
    document.reset(variedProject(1));
    auto writer = *JournalWriter::open(path, 0, 0);
    std::size_t written = 0;
    document.setRecorder([&](EditRecord record) {
      written += journalLine(record).size();
      writer->append(std::move(record));
    });
    constexpr std::size_t muchMore = 20 << 20;
    for (int round = 0; written < muchMore; ++round) {
      const int drag = document.newGesture();
      for (int i = 0; i < 3000; ++i)
        document.replaceRegions(0, {{1, {RectShape{1.0 * i, 1.0 * round, 3, 4}, {}, {}, {}}}}, "Move", drag);
    }
    QVERIFY(writer->flush());
    QVERIFY2(fs::file_size(path) < muchMore / 2, std::to_string(fs::file_size(path)).c_str());
    AnnotationDocument reopened;
    QVERIFY(reopened.reset(variedProject(1), readJournal(path)->records));
    QVERIFY(reopened.project() == document.project());
    QCOMPARE(histories(reopened), histories(document));
  }

  void placesThatCannotBeWrittenSaySo() {
    QTemporaryDir folder;
    QVERIFY(!JournalWriter::open(folder.filePath("no/such/folder.journal").toStdString(), 0, 0));
    QVERIFY(!JournalWriter::open(folder.path().toStdString(), 0, 0));
    // The device that is always full.
    const fs::path full = "/dev/full";
    QVERIFY(!JournalWriter::open(full, 0, 0));
  }
};

QTEST_GUILESS_MAIN(TestEditJournal)
#include "test_edit_journal.moc"
