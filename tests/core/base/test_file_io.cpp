// Whole files: what is read, what replaces what, and that a file is never half written.
#include "core/base/file_io.h"
#include "tests/support/small_disk.h"
#include <QTemporaryDir>
#include <QTest>
#include <chrono>
#include <csignal>
#include <random>
#include <set>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace fillscope;
using fillscope::tests::SmallDisk;
namespace fs = std::filesystem;

namespace {

std::set<std::string> namesIn(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.insert(entry.path().filename().string());
  return names;
}

mode_t modeOf(const fs::path& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 07777 : 0;
}

} // namespace

class TestFileIo : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    temporary_ = std::make_unique<QTemporaryDir>();
    QVERIFY(temporary_->isValid());
    folder_ = temporary_->path().toStdString();
  }

  void bytesComeBack_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("a line\n");
    QTest::newRow("zeros and high bytes") << QByteArray("\0\xff\0\r\n\x1a", 6);
    QTest::newRow("a megabyte") << QByteArray(1 << 20, 'x');
  }
  void bytesComeBack() {
    QFETCH(QByteArray, bytes);
    const fs::path path = folder_ / "file name, ü.bin";
    QVERIFY(writeFileAtomically(path, "old bytes that are longer than some of the new").ok());
    QVERIFY(writeFileAtomically(path, {bytes.data(), static_cast<std::size_t>(bytes.size())}).ok());
    const auto read = readFile(path);
    QVERIFY(read.ok());
    QCOMPARE(QByteArray::fromStdString(*read), bytes);
    QCOMPARE(namesIn(folder_), std::set<std::string>{path.filename().string()});
  }

  void whatCannotBeReadSaysWhy() {
    QCOMPARE(readFile(folder_ / "missing").error().code, ErrorCode::notFound);
    const auto aFolder = readFile(folder_);
    QCOMPARE(aFolder.error().code, ErrorCode::badInput);
    QVERIFY(aFolder.error().sentence().find("this is a folder") != std::string::npos);
    QVERIFY(writeFileAtomically(folder_ / "file", "x").ok());
    QCOMPARE(readFile(folder_ / "file" / "below a file").error().code, ErrorCode::notFound);
  }

  void aFolderThatIsNotThereIsAnError() {
    const auto written = writeFileAtomically(folder_ / "no" / "such" / "file", "x");
    QVERIFY(!written.ok());
    QCOMPARE(written.error().code, ErrorCode::notFound);
    QVERIFY(written.error().sentence().find("such") != std::string::npos);
    QVERIFY(namesIn(folder_).empty());
    // A folder in the file's place stays as it is.
    fs::create_directory(folder_ / "taken");
    const auto onFolder = writeFileAtomically(folder_ / "taken", "x");
    QVERIFY(!onFolder.ok());
    QCOMPARE(onFolder.error().code, ErrorCode::badInput);
    QCOMPARE(namesIn(folder_), std::set<std::string>{"taken"});
  }

  void aNameThatIsTooLongIsAFaultOfTheName() {
    const auto written = writeFileAtomically(folder_ / std::string(256, 'n'), "x");
    QVERIFY(!written.ok());
    QCOMPARE(written.error().code, ErrorCode::badInput);
    QVERIFY(!written.error().hint.empty());
    QVERIFY(namesIn(folder_).empty());
    QCOMPARE(readFile(folder_ / std::string(256, 'n')).error().code, ErrorCode::badInput);
  }

  void aRelativeNameIsInTheCurrentFolder() {
    const fs::path before = fs::current_path();
    fs::current_path(folder_);
    const bool written = writeFileAtomically("plain.txt", "here").ok();
    fs::current_path(before);
    QVERIFY(written);
    QCOMPARE(*readFile(folder_ / "plain.txt"), std::string("here"));
  }

  void linksAreFollowed() {
    fs::create_directory(folder_ / "elsewhere");
    const fs::path target = folder_ / "elsewhere" / "target", link = folder_ / "link";
    QVERIFY(writeFileAtomically(target, "old").ok());
    fs::create_symlink("elsewhere/target", link);
    QVERIFY(writeFileAtomically(link, "new").ok());
    QVERIFY(fs::is_symlink(link));
    QVERIFY(!fs::is_symlink(target));
    QCOMPARE(*readFile(target), std::string("new"));
    QCOMPARE(namesIn(folder_), (std::set<std::string>{"elsewhere", "link"}));
    QCOMPARE(namesIn(folder_ / "elsewhere"), std::set<std::string>{"target"});
  }

  void linksToNothingAreFollowed() {
    fs::create_directory(folder_ / "elsewhere");
    fs::create_symlink("elsewhere/second", folder_ / "link");
    fs::create_symlink("target", folder_ / "elsewhere" / "second");
    QVERIFY(writeFileAtomically(folder_ / "link", "new").ok());
    QVERIFY(fs::is_symlink(folder_ / "link"));
    QVERIFY(fs::is_symlink(folder_ / "elsewhere" / "second"));
    QCOMPARE(*readFile(folder_ / "elsewhere" / "target"), std::string("new"));
  }

  void linksInACircleEnd() {
    fs::create_symlink("b", folder_ / "a");
    fs::create_symlink("a", folder_ / "b");
    const auto written = writeFileAtomically(folder_ / "a", "x");
    QVERIFY(!written.ok());
    QCOMPARE(written.error().code, ErrorCode::ioFailure);
    QCOMPARE(namesIn(folder_), (std::set<std::string>{"a", "b"}));
    QVERIFY(fs::is_symlink(folder_ / "a"));
  }

  void aProtectedFileIsLeftAlone() {
    const fs::path path = folder_ / "file";
    QVERIFY(writeFileAtomically(path, "old").ok());
    QCOMPARE(::chmod(path.c_str(), 0444), 0);
    const auto written = writeFileAtomically(path, "new");
    QVERIFY(!written.ok());
    QCOMPARE(written.error().code, ErrorCode::ioFailure);
    QCOMPARE(*readFile(path), std::string("old"));
    QCOMPARE(namesIn(folder_), std::set<std::string>{"file"});
  }

  void pipesAreWrittenAndRead() {
    const fs::path pipe = folder_ / "pipe";
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    Result<std::string> read = std::string();
    std::thread reader([&] { read = readFile(pipe); });
    const bool written = writeFileAtomically(pipe, "through").ok();
    reader.join();
    QVERIFY(written);
    QCOMPARE(*read, std::string("through"));
    QVERIFY(fs::is_fifo(pipe)); // not replaced by a file
  }

  void devicesAreNotRead() {
    const auto endless = readFile("/dev/zero");
    QVERIFY(!endless.ok());
    QCOMPARE(endless.error().code, ErrorCode::badInput);
  }

  void aFileWithAGreatHoleIsRefused() {
    const fs::path path = folder_ / "hole";
    QVERIFY(writeFileAtomically(path, "x").ok());
    fs::resize_file(path, std::uintmax_t{1} << 40); // takes no room on the disk
    const auto read = readFile(path);
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, ErrorCode::badInput);
  }

  void permissionsAreKept_data() {
    QTest::addColumn<uint>("mode");
    for (const uint mode : {0600u, 0640u, 0644u, 0664u, 0755u})
      QTest::addRow("%o", mode) << mode;
  }
  void permissionsAreKept() {
    QFETCH(uint, mode);
    const fs::path path = folder_ / "file";
    QVERIFY(writeFileAtomically(path, "old").ok());
    QCOMPARE(::chmod(path.c_str(), mode), 0);
    QVERIFY(writeFileAtomically(path, "new").ok());
    QCOMPARE(uint(modeOf(path)), mode);
  }

  void aNewFileFollowsTheMask() {
    const mode_t before = ::umask(027);
    const bool written = writeFileAtomically(folder_ / "file", "x").ok();
    ::umask(before);
    QVERIFY(written);
    QCOMPARE(uint(modeOf(folder_ / "file")), 0640u);
  }

  void aFullDiskLeavesTheOldFile() {
    const fs::path path = folder_ / "file";
    QVERIFY(writeFileAtomically(path, "old").ok());
    Result<void> written;
    {
      const SmallDisk small(10000);
      written = writeFileAtomically(path, std::string(20000, 'n'));
    }
    QVERIFY(!written.ok());
    QCOMPARE(written.error().code, ErrorCode::ioFailure);
    QVERIFY(written.error().sentence().find(path.string()) == 0);
    QCOMPARE(*readFile(path), std::string("old"));
    QCOMPARE(namesIn(folder_), std::set<std::string>{"file"});
    QVERIFY(writeFileAtomically(path, std::string(20000, 'n')).ok());
  }

  void aKilledWriterLeavesOldOrNew() {
    const fs::path path = folder_ / "file";
    const std::string states[] = {std::string(300000, 'a'), std::string(200000, 'b')};
    QVERIFY(writeFileAtomically(path, states[0]).ok());
    std::mt19937 random(3);
    for (int i = 0; i < 60; ++i) {
      const pid_t child = ::fork();
      QVERIFY(child >= 0);
      if (child == 0) {
        for (unsigned k = 0;; ++k)
          (void)writeFileAtomically(path, states[k % 2]);
      }
      std::this_thread::sleep_for(std::chrono::microseconds(200 + random() % 6000));
      ::kill(child, SIGKILL);
      int status = 0;
      QCOMPARE(::waitpid(child, &status, 0), child);
      QVERIFY(WIFSIGNALED(status));
      const auto read = readFile(path);
      QVERIFY(read.ok());
      QVERIFY(*read == states[0] || *read == states[1]);
    }
    // What the killed ones left is cleared away by the next one that succeeds.
    QVERIFY(writeFileAtomically(path, "end").ok());
    QCOMPARE(namesIn(folder_), std::set<std::string>{"file"});
  }

  void quickWritersLeaveWholeFiles() {
    const std::string states[] = {std::string(300000, 'a'), std::string(200000, 'b')};
    QVERIFY(writeFileQuickly(folder_ / "other", "kept").ok());
    std::mt19937 random(4);
    for (int i = 0; i < 20; ++i) {
      const pid_t child = ::fork();
      QVERIFY(child >= 0);
      if (child == 0) {
        for (unsigned k = 0;; ++k)
          (void)writeFileQuickly(folder_ / "file", states[k % 2]);
      }
      std::this_thread::sleep_for(std::chrono::microseconds(500 + random() % 3000));
      ::kill(child, SIGKILL);
      int status = 0;
      QCOMPARE(::waitpid(child, &status, 0), child);
      const auto read = readFile(folder_ / "file");
      if (read) QVERIFY(*read == states[0] || *read == states[1]);
    }
    QVERIFY(writeFileQuickly(folder_ / "file", "end").ok());
    QVERIFY(syncFolder(folder_).ok());
    QCOMPARE(*readFile(folder_ / "file"), std::string("end"));
    QCOMPARE(syncFolder(folder_ / "nowhere").error().code, ErrorCode::notFound);
  }

  void abandonedTemporariesGo() {
    const std::set<std::string> kept{"file", ".hidden", ".file~0123.tmp", "file~01234567.tmp", ".tmp"};
    for (const std::string& name : kept)
      QVERIFY(writeFileAtomically(folder_ / name, "x").ok());
    for (const char* name : {".file~01234567.tmp", ".other~abcdefgh.tmp"})
      QVERIFY(writeFileAtomically(folder_ / name, "x").ok());
    removeAbandonedTemporaries(folder_);
    QCOMPARE(namesIn(folder_), kept);
  }

  void writersAtTheSameTimeDoNotMix() {
    const fs::path path = folder_ / "file";
    std::vector<std::thread> writers;
    std::atomic<int> failed{0};
    for (int i = 0; i < 4; ++i) {
      writers.emplace_back([&, i] {
        for (int k = 0; k < 25; ++k)
          if (!writeFileAtomically(
                  path, std::string(50000 + static_cast<std::size_t>(i), static_cast<char>('a' + i))))
            ++failed;
      });
    }
    for (auto& writer : writers)
      writer.join();
    QCOMPARE(failed.load(), 0);
    const std::string read = *readFile(path);
    QCOMPARE(read.size(), std::size_t(50000 + read.front() - 'a'));
    QVERIFY(read.find_first_not_of(read.front()) == std::string::npos);
    QCOMPARE(namesIn(folder_), std::set<std::string>{"file"});
  }

  void aGrowingFileTakesItsPlaceWhenItIsWhole() {
    const fs::path path = folder_ / "file";
    QVERIFY(writeFileAtomically(path, "old").ok());
    {
      auto file = GrowingFile::create(path);
      QVERIFY(file.ok());
      QVERIFY(file->write("12345").ok());
      QVERIFY(file->write(std::string(3 << 20, 'x')).ok()); // more than is buffered
      QCOMPARE(file->place(), std::uint64_t(5 + (3 << 20)));
      QVERIFY(file->moveTo(1).ok());
      QVERIFY(file->write("__").ok());
      QCOMPARE(file->place(), std::uint64_t(3));
      QCOMPARE(file->size(), std::uint64_t(5 + (3 << 20)));
      QCOMPARE(QByteArray::fromStdString(*readFile(path)), QByteArray("old"));
      QVERIFY(file->commit().ok());
    }
    QVERIFY(*readFile(path) == "1__45" + std::string(3 << 20, 'x'));
    QCOMPARE(namesIn(folder_), std::set<std::string>{"file"});
  }

  void aGrowingFileKeepsWhatItReplacesAsItWas() {
    const fs::path path = folder_ / "file", pipe = folder_ / "pipe";
    QVERIFY(writeFileAtomically(path, "old").ok());
    fs::permissions(path, fs::perms(0604));
    auto file = GrowingFile::create(path);
    QVERIFY(file.ok() && file->write("new").ok() && file->commit().ok());
    QVERIFY(fs::status(path).permissions() == fs::perms(0604));
    fs::permissions(path, fs::perms(0444));
    const auto guarded = GrowingFile::create(path);
    QVERIFY(!guarded.ok() && guarded.error().sentence().find("write-protected") != std::string::npos);
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    QCOMPARE(GrowingFile::create(pipe).error().code, ErrorCode::badInput);
    QVERIFY(fs::is_fifo(pipe));
  }

  void aGrowingFileThatIsGivenUpLeavesNothing() {
    const fs::path path = folder_ / "file";
    {
      auto file = GrowingFile::create(path);
      QVERIFY(file->write(std::string(3 << 20, 'x')).ok());
      QCOMPARE(namesIn(folder_).size(), std::size_t(1)); // its temporary
      GrowingFile moved = std::move(*file);
      QVERIFY(moved.write("more").ok());
    }
    QCOMPARE(namesIn(folder_), std::set<std::string>{});
    QCOMPARE(GrowingFile::create(folder_).error().code, ErrorCode::badInput);
    QCOMPARE(GrowingFile::create(folder_ / "none" / "file").error().code, ErrorCode::notFound);
  }

  void aGrowingFileOnAFullDiskSaysSo() {
    const fs::path path = folder_ / "file";
    QVERIFY(writeFileAtomically(path, "old").ok());
    {
      const SmallDisk disk(1 << 16);
      auto file = GrowingFile::create(path);
      QVERIFY(file->write(std::string(1 << 17, 'x')).ok()); // buffered
      const auto committed = file->commit();
      QVERIFY(!committed.ok());
      QCOMPARE(committed.error().code, ErrorCode::ioFailure);
    }
    QCOMPARE(QByteArray::fromStdString(*readFile(path)), QByteArray("old"));
    QCOMPARE(namesIn(folder_), std::set<std::string>{"file"});
  }

  void foldersAreMade() {
    const fs::path inner = folder_ / "a" / "b";
    QVERIFY(makeFolder(inner).ok());
    QVERIFY(fs::is_directory(inner));
    QVERIFY(makeFolder(inner).ok());
    QVERIFY(makeFolder({}).ok());
    QVERIFY(writeFileAtomically(folder_ / "file", "x").ok());
    const auto through = makeFolder(folder_ / "file" / "c");
    QVERIFY(!through.ok());
    QCOMPARE(through.error().code, ErrorCode::ioFailure);
    QCOMPARE(through.error().where, (folder_ / "file" / "c").string());
  }

 private:
  std::unique_ptr<QTemporaryDir> temporary_;
  fs::path folder_;
};

QTEST_APPLESS_MAIN(TestFileIo)
#include "test_file_io.moc"
