// A copy has nothing in common with its original but what it says.
#include "core/base/file_copy.h"
#include "core/base/file_io.h"
#include "tests/support/small_disk.h"
#include <QTemporaryDir>
#include <QTest>
#include <chrono>
#include <fstream>

using namespace fillscope;
using fillscope::tests::SmallDisk;
namespace fs = std::filesystem;

class TestFileCopy : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    temporary_ = std::make_unique<QTemporaryDir>();
    QVERIFY(temporary_->isValid());
    folder_ = temporary_->path().toStdString();
  }

  void bytesAgeAndPermissionsAreTheSame_data() {
    QTest::addColumn<int>("bytes");
    QTest::newRow("nothing") << 0;
    QTest::newRow("one") << 1;
    QTest::newRow("more than a block") << (3 << 20) + 7;
  }
  void bytesAgeAndPermissionsAreTheSame() {
    QFETCH(int, bytes);
    std::string text(static_cast<std::size_t>(bytes), 'x');
    for (std::size_t i = 0; i < text.size(); ++i)
      text[i] = static_cast<char>(i * 31 / 7);
    const fs::path from = folder_ / "a", to = folder_ / "b, ü";
    QVERIFY(writeFileAtomically(from, text).ok());
    fs::last_write_time(from, fs::file_time_type::clock::now() - std::chrono::hours(5));
    fs::permissions(from, fs::perms::owner_read | fs::perms::group_read);
    const auto copied = copyFile(from, to);
    QVERIFY2(copied.ok(), copied.ok() ? "" : copied.error().sentence().c_str());
    QCOMPARE(*readFile(to), text);
    QCOMPARE(fs::last_write_time(to), fs::last_write_time(from));
    QVERIFY(fs::status(to).permissions() == fs::status(from).permissions());
    QCOMPARE(fs::hard_link_count(from), std::uintmax_t(1));
  }

  void theOriginalSurvivesWritingInPlace() {
    const fs::path from = folder_ / "a", to = folder_ / "b";
    QVERIFY(writeFileAtomically(from, std::string(100'000, 'o')).ok());
    QVERIFY(copyFile(from, to).ok());
    std::ofstream(to, std::ios::binary | std::ios::trunc) << "other";
    QCOMPARE(*readFile(from), std::string(100'000, 'o'));
  }

  void filesWithoutASizeAreCopied() {
    const fs::path to = folder_ / "b";
    QVERIFY(copyFile("/proc/version", to).ok());
    QCOMPARE(*readFile(to), *readFile("/proc/version"));
  }

  void whatFailsLeavesNothing() {
    QCOMPARE(copyFile(folder_ / "nowhere", folder_ / "b").error().code, ErrorCode::notFound);
    QVERIFY(!fs::exists(folder_ / "b"));
    QVERIFY(writeFileAtomically(folder_ / "a", std::string(20'000, 'n')).ok());
    {
      const SmallDisk small(10'000);
      QCOMPARE(copyFile(folder_ / "a", folder_ / "b").error().code, ErrorCode::ioFailure);
    }
    QVERIFY(!fs::exists(folder_ / "b"));
    QVERIFY(writeFileAtomically(folder_ / "b", "there before").ok());
    QCOMPARE(copyFile(folder_ / "a", folder_ / "b").error().code, ErrorCode::ioFailure);
    QCOMPARE(*readFile(folder_ / "b"), std::string("there before"));
  }

 private:
  std::unique_ptr<QTemporaryDir> temporary_;
  fs::path folder_;
};

QTEST_GUILESS_MAIN(TestFileCopy)
#include "test_file_copy.moc"
