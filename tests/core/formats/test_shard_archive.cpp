// Archives of many small files: what other programs read out of them, and what is left of one that was not
// finished.
#include "core/base/file_io.h"
#include "core/formats/indexed_png.h"
#include "core/formats/jpeg.h"
#include "core/formats/shard_archive.h"
#include "core/formats/zip_archive.h"
#include "tests/support/small_disk.h"
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <opencv2/imgcodecs.hpp>

using namespace fillscope;
using fillscope::tests::SmallDisk;
namespace fs = std::filesystem;

namespace {

/// Of every length around a block's, and one larger than what is buffered.
std::vector<std::pair<std::string, std::string>> entries() {
  std::vector<std::pair<std::string, std::string>> all;
  for (const std::size_t size : {0, 1, 511, 512, 513, 1023, 10239, 3'000'000})
    all.emplace_back("data_1/part of " + std::to_string(size) + ".bin",
                     std::string(size, static_cast<char>('a' + size % 26)));
  all.emplace_back(std::string(95, 'n') + ".json", "{}");
  return all;
}

Result<void> write(ShardFormat format, const fs::path& path) {
  auto archive = createShardArchive(format, path);
  if (!archive) return archive.error();
  for (const auto& [name, bytes] : entries())
    if (auto added = (*archive)->add(name, bytes); !added) return added;
  return (*archive)->commit();
}

int filesIn(const fs::path& folder) {
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    files += entry.is_regular_file();
  return files;
}

Image waves(int width, int height) {
  Image image(width, height, 3);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      for (int c = 0; c < 3; ++c)
        image.at(x, y, c) = static_cast<std::uint8_t>(128 + 100 * std::sin(x * 0.1 + c) * std::cos(y * 0.07));
  return image;
}

} // namespace

class TestShardArchive : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    temporary_ = std::make_unique<QTemporaryDir>();
    folder_ = temporary_->path().toStdString();
  }

  void tarReadsWhatWasWritten() {
    const fs::path path = folder_ / "shard.tar";
    QVERIFY(write(ShardFormat::tar, path).ok());
    QCOMPARE(fs::file_size(path) % 10240, std::uintmax_t(0));
    fs::create_directory(folder_ / "out");
    QProcess tar;
    tar.start("tar", {"xf", QString::fromStdString(path), "-C", QString::fromStdString(folder_ / "out")});
    QVERIFY(tar.waitForFinished());
    QCOMPARE(tar.exitCode(), 0);
    QCOMPARE(tar.readAllStandardError(), QByteArray());
    for (const auto& [name, bytes] : entries())
      QVERIFY2(*readFile(folder_ / "out" / name) == bytes, name.c_str());
    QCOMPARE(filesIn(folder_ / "out"), static_cast<int>(entries().size()));
    QProcess listing;
    listing.start("tar", {"tvf", QString::fromStdString(path), "--utc"});
    QVERIFY(listing.waitForFinished());
    const QString first = QString::fromUtf8(listing.readLine());
    QVERIFY2(first.startsWith("-rw-r--r-- root/root") && first.contains("1970-01-01"), qPrintable(first));
  }

  void zipUnpacksToWhatWasWritten() {
    const fs::path path = folder_ / "part.zip";
    QVERIFY(write(ShardFormat::zip, path).ok());
    const auto files = unpackZip(path, folder_ / "out");
    QVERIFY2(files.ok(), files.ok() ? "" : files.error().sentence().c_str());
    QCOMPARE(files->files.size(), entries().size());
    for (const auto& [name, bytes] : entries())
      QVERIFY2(*readFile(folder_ / "out" / name) == bytes, name.c_str());
    QProcess python; // its zipfile checks every checksum and both headers of each entry
    python.start("/usr/bin/python3", {"-m", "zipfile", "-t", QString::fromStdString(path)});
    QVERIFY(python.waitForFinished());
    QVERIFY2(python.readAllStandardOutput().contains("Done testing"), "Python reads another archive");
  }

  void zipHoldsMoreEntriesThanItsFirstVersionCounted() {
    const fs::path path = folder_ / "large.zip";
    auto archive = createShardArchive(ShardFormat::zip, path);
    constexpr int count = 66'000;
    for (int i = 0; i < count; ++i)
      QVERIFY((*archive)->add(std::to_string(i), "x").ok());
    QVERIFY((*archive)->commit().ok());
    QProcess python;
    python.start(
        "/usr/bin/python3",
        {"-c",
         "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(len(z.namelist()), z.read('65999'))",
         QString::fromStdString(path)});
    QVERIFY(python.waitForFinished());
    QCOMPARE(python.readAllStandardOutput().trimmed(), QByteArray("66000 b'x'"));
  }

  void folderHoldsTheFiles() {
    QVERIFY(write(ShardFormat::folder, folder_ / "set").ok());
    for (const auto& [name, bytes] : entries())
      QVERIFY2(*readFile(folder_ / "set" / name) == bytes, name.c_str());
  }

  void theSameEntriesGiveTheSameBytes_data() {
    QTest::addColumn<int>("format");
    QTest::newRow("tar") << int(ShardFormat::tar);
    QTest::newRow("zip") << int(ShardFormat::zip);
  }
  void theSameEntriesGiveTheSameBytes() {
    QFETCH(int, format);
    QVERIFY(write(static_cast<ShardFormat>(format), folder_ / "a").ok());
    QTest::qWait(1100); // times would differ
    QVERIFY(write(static_cast<ShardFormat>(format), folder_ / "b").ok());
    QVERIFY(*readFile(folder_ / "a") == *readFile(folder_ / "b"));
  }

  void whatIsNotFinishedIsNotThere_data() { theSameEntriesGiveTheSameBytes_data(); }
  void whatIsNotFinishedIsNotThere() {
    QFETCH(int, format);
    const fs::path path = folder_ / "shard";
    QVERIFY(writeFileAtomically(path, "an earlier one").ok());
    {
      auto archive = createShardArchive(static_cast<ShardFormat>(format), path);
      QVERIFY(archive.ok());
      QVERIFY((*archive)->add("a", std::string(5'000'000, 'a')).ok());
      QCOMPARE(QByteArray::fromStdString(*readFile(path)), QByteArray("an earlier one"));
    }
    QCOMPARE(QByteArray::fromStdString(*readFile(path)), QByteArray("an earlier one"));
    QCOMPARE(filesIn(folder_), 1);
  }

  void aFullDiskIsSaid_data() { theSameEntriesGiveTheSameBytes_data(); }
  void aFullDiskIsSaid() {
    QFETCH(int, format);
    Result<void> written;
    {
      const SmallDisk disk(2'000'000);
      written = write(static_cast<ShardFormat>(format), folder_ / "shard");
    }
    QVERIFY(!written.ok());
    QCOMPARE(written.error().code, ErrorCode::ioFailure);
    QVERIFY2(written.error().sentence().find("cannot write") != std::string::npos,
             written.error().sentence().c_str());
    QCOMPARE(filesIn(folder_), 0);
  }

  void aFolderThatIsNotThereIsSaid() {
    const auto archive = createShardArchive(ShardFormat::tar, folder_ / "none" / "shard.tar");
    QVERIFY(!archive.ok());
    QCOMPARE(archive.error().code, ErrorCode::notFound);
  }

  void masksAreOneBitAPixel_data() {
    QTest::addColumn<int>("width");
    for (const int width : {1, 7, 8, 9, 224})
      QTest::newRow(qPrintable(QString::number(width))) << width;
  }
  void masksAreOneBitAPixel() {
    QFETCH(int, width);
    Mask mask(width, 5);
    for (std::size_t i = 0; i < mask.pixelCount(); ++i)
      mask.data()[i] = i * i % 7 < 3 ? static_cast<std::uint8_t>(1 + i % 255) : 0;
    const auto png = encodeMaskPng(mask, "mask");
    QVERIFY(png.ok());
    QCOMPARE((*png)[24], '\1'); // IHDR's bit depth
    const cv::Mat read = cv::imdecode(std::vector<char>(png->begin(), png->end()), cv::IMREAD_UNCHANGED);
    QCOMPARE(read.type(), CV_8UC1);
    for (int y = 0; y < 5; ++y)
      for (int x = 0; x < width; ++x)
        QCOMPARE(int(read.at<std::uint8_t>(y, x)), mask.at(x, y) ? 255 : 0);
  }

  void jpegKeepsColoursInTheirOrder() {
    const Image image = waves(61, 43);
    const auto bytes = encodeJpeg(image, 95, "picture");
    QVERIFY(bytes.ok());
    const auto back = decodeJpeg(*bytes, "picture");
    QVERIFY(back.ok() && back->has_value());
    QVERIFY((*back)->sameSize(image));
    double squares = 0;
    for (std::size_t i = 0; i < image.byteCount(); ++i)
      squares += std::pow((*back)->data()[i] - image.data()[i], 2);
    QVERIFY(std::sqrt(squares / static_cast<double>(image.byteCount())) < 4);
    QVERIFY(encodeJpeg(image, 30, "picture")->size() < bytes->size() * 2 / 3);
    QVERIFY(*encodeJpeg(image, 95, "picture") == *bytes);
    const auto grey = encodeJpeg(Image(20, 10, 1, 77), 90, "mask");
    const cv::Mat read = cv::imdecode(std::vector<char>(grey->begin(), grey->end()), cv::IMREAD_UNCHANGED);
    QCOMPARE(read.type(), CV_8UC1);
    QCOMPARE(int(read.at<std::uint8_t>(5, 10)), 77);
  }

 private:
  std::unique_ptr<QTemporaryDir> temporary_;
  fs::path folder_;
};

QTEST_GUILESS_MAIN(TestShardArchive)
#include "test_shard_archive.moc"
