#include "core/base/file_io.h"
#include "core/formats/zip_archive.h"
#include <QTemporaryDir>
#include <QTest>
#include <minizip/zip.h>

using namespace fillscope;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, const std::vector<std::pair<std::string, std::string>>& entries) {
  zipFile zip = zipOpen64(path.c_str(), APPEND_STATUS_CREATE);
  for (const auto& [name, bytes] : entries) {
    zip_fileinfo info{};
    zipOpenNewFileInZip64(zip, name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED, 6, 0);
    zipWriteInFileInZip(zip, bytes.data(), static_cast<unsigned>(bytes.size()));
    zipCloseFileInZip(zip);
  }
  zipClose(zip, nullptr);
}

} // namespace

class TestZipArchive : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() { home_ = std::make_unique<QTemporaryDir>(); }

  void unpacksBelowTheFolder() {
    write(path("a.zip"),
          {{"set/a.txt", "alpha"}, {"set/sub/ä b.txt", std::string(100000, 'x')}, {"set/", ""}});
    QVERIFY(isZipArchive(path("a.zip")));
    const auto unpacked = unpackZip(path("a.zip"), path("out"));
    QVERIFY(unpacked);
    QCOMPARE(unpacked->files.size(), std::size_t(2));
    QCOMPARE(*readFile(path("out/set/a.txt")), std::string("alpha"));
    QCOMPARE(readFile(path("out/set/sub/ä b.txt"))->size(), std::size_t(100000));
    const auto again = unpackZip(path("a.zip"), path("out"));
    QVERIFY(again->files == unpacked->files && again->others.empty());
  }

  void namesCannotLeadOut() {
    write(path("a.zip"), {{"../evil.txt", "x"},
                          {"/evil.txt", "x"},
                          {"a/../../evil.txt", "x"},
                          {"..\\evil.txt", "x"},
                          {"__MACOSX/a.txt", "x"},
                          {"good.txt", "y"}});
    const auto unpacked = unpackZip(path("a.zip"), path("deep/out"));
    QVERIFY(unpacked);
    QCOMPARE(unpacked->files.size(), std::size_t(1));
    QVERIFY(!fs::exists(path("deep/evil.txt")) && !fs::exists(path("evil.txt")));
    QCOMPARE(*readFile(path("deep/out/good.txt")), std::string("y"));
  }

  void nothingIsWrittenOver() {
    fs::create_directories(path("out"));
    QVERIFY(writeFileAtomically(path("out/a.txt"), "mine, and longer"));
    QVERIFY(writeFileAtomically(path("out/b.txt"), "as long"));
    write(path("a.zip"), {{"a.txt", "theirs"}, {"b.txt", "so long"}, {"c.txt", "new"}});
    const auto unpacked = unpackZip(path("a.zip"), path("out"));
    QVERIFY(unpacked);
    QVERIFY(unpacked->files == std::vector{path("out/c.txt")});
    QVERIFY((unpacked->others == std::vector{path("out/a.txt"), path("out/b.txt")}));
    QCOMPARE(*readFile(path("out/a.txt")), std::string("mine, and longer"));
    QCOMPARE(*readFile(path("out/b.txt")), std::string("as long"));
  }

  void damagedOnesAreRefused_data() {
    QTest::addColumn<int>("cut");
    QTest::newRow("nearly all") << 20;
    QTest::newRow("half") << 300;
    QTest::newRow("no end") << 700;
  }
  void damagedOnesAreRefused() {
    QFETCH(int, cut);
    std::string noise;
    for (unsigned i = 0, state = 1; i < 800; ++i, state = state * 1664525u + 1013904223u)
      noise += static_cast<char>(state >> 24);
    write(path("a.zip"), {{"a.bin", noise}});
    std::string bytes = *readFile(path("a.zip"));
    QVERIFY(writeFileAtomically(path("b.zip"), bytes.substr(0, static_cast<std::size_t>(cut))));
    QVERIFY(!unpackZip(path("b.zip"), path("out")));
    bytes[200] = static_cast<char>(bytes[200] ^ 0x55); // in the middle of the packed bytes
    QVERIFY(writeFileAtomically(path("c.zip"), bytes));
    QVERIFY(!unpackZip(path("c.zip"), path("out")));
    QVERIFY(!fs::exists(path("out/a.bin")));
    QVERIFY(!isZipArchive(path("missing.zip")));
  }

  void stopsOnRequest() {
    write(path("a.zip"), {{"a.txt", "alpha"}});
    Progress progress;
    progress.isCancelled = [] { return true; };
    const auto files = unpackZip(path("a.zip"), path("out"), progress);
    QVERIFY(!files && files.error().code == ErrorCode::cancelled);
  }

 private:
  fs::path path(const char* name) const { return fs::path(home_->path().toStdString()) / name; }
  std::unique_ptr<QTemporaryDir> home_;
};

QTEST_APPLESS_MAIN(TestZipArchive)
#include "test_zip_archive.moc"
