// Pictures as the stage needs them: upright whatever format says how they were held, with their numbers, and
// a first look at large ones.
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/formats/npy.h"
#include "core/formats/orientation.h"
#include "core/formats/picture_file.h"
#include "core/formats/picture_header.h"
#include "core/formats/picture_set.h"
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <zlib.h>

using namespace fillscope;

namespace {

constexpr int width = 64, height = 32;

/// Red in the top-left quarter of what is stored, blue elsewhere.
cv::Mat stored() {
  cv::Mat picture(height, width, CV_8UC3, cv::Scalar(250, 10, 10));
  picture(cv::Rect(0, 0, width / 2, height / 2)) = cv::Scalar(10, 10, 250);
  return picture;
}

std::string encoded(const std::string& suffix, const cv::Mat& picture = stored()) {
  std::vector<unsigned char> bytes;
  std::vector<int> options;
  if (suffix == ".webp") options = {cv::IMWRITE_WEBP_QUALITY, 101}; // without loss
  cv::imencode(suffix, picture, bytes, options);
  return {bytes.begin(), bytes.end()};
}

std::string bigEndian(std::uint32_t value) {
  return {char(value >> 24), char(value >> 16), char(value >> 8), char(value)};
}
std::string littleEndian(std::uint32_t value) {
  return {char(value), char(value >> 8), char(value >> 16), char(value >> 24)};
}

/// A TIFF directory with the one tag, in either byte order.
std::string exifBlock(int orientation, bool lowFirst) {
  std::string block = lowFirst ? std::string("II*\0\x8\0\0\0\x1\0\x12\x1\x3\0\x1\0\0\0", 18)
                               : std::string("MM\0*\0\0\0\x8\0\x1\x1\x12\0\x3\0\0\0\x1", 18);
  block += lowFirst ? std::string{char(orientation), 0} : std::string{0, char(orientation)};
  return block + std::string(6, '\0');
}

std::string inJpeg(const std::string& jpeg, const std::string& block) {
  const std::string exif = std::string("Exif\0\0", 6) + block;
  return jpeg.substr(0, 2) + "\xff\xe1" + bigEndian(std::uint32_t(exif.size() + 2)).substr(2) + exif +
         jpeg.substr(2);
}

std::string inPng(const std::string& png, const std::string& block) {
  const std::string chunk = "eXIf" + block;
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(chunk.data()), uInt(chunk.size()));
  return png.substr(0, 33) + bigEndian(std::uint32_t(block.size())) + chunk + bigEndian(std::uint32_t(sum)) +
         png.substr(33);
}

std::string inWebp(const std::string& webp, const std::string& block) {
  std::string extended("VP8X\x0a\0\0\0\x08\0\0\0", 12);
  extended += littleEndian(width - 1).substr(0, 3) + littleEndian(height - 1).substr(0, 3);
  std::string body =
      "WEBP" + extended + webp.substr(12) + "EXIF" + littleEndian(std::uint32_t(block.size())) + block;
  return "RIFF" + littleEndian(std::uint32_t(body.size())) + body;
}

/// OpenCV's TIFF ends with its directory; the tag of orientation that it lacks or has is set.
std::string inTiff(std::string tiff, int orientation) {
  const auto number = [&](std::size_t at, int count) {
    std::uint32_t value = 0;
    for (int i = count; i-- > 0;)
      value = value << 8 | static_cast<unsigned char>(tiff[at + std::size_t(i)]);
    return value;
  };
  const std::size_t directory = number(4, 4), entries = number(directory, 2);
  std::string table = tiff.substr(directory + 2, 12 * entries), fresh;
  const std::string entry =
      std::string("\x12\x01\x03\0\x01\0\0\0", 8) + littleEndian(std::uint32_t(orientation));
  bool placed = false;
  std::size_t count = 0;
  for (std::size_t i = 0; i < entries; ++i) {
    const std::string one = table.substr(12 * i, 12);
    const auto tag = std::uint32_t(static_cast<unsigned char>(one[0])) |
                     std::uint32_t(static_cast<unsigned char>(one[1])) << 8;
    if (tag >= 0x112 && !placed) fresh += entry, placed = true, ++count;
    if (tag != 0x112) fresh += one, ++count;
  }
  const std::string whole = littleEndian(std::uint32_t(count)).substr(0, 2) + fresh + std::string(4, '\0');
  const auto at = std::uint32_t(tiff.size());
  tiff.replace(4, 4, littleEndian(at));
  return tiff + whole;
}

struct Quarter {
  int x, y;
};
/// Where the stored top-left corner is seen, by EXIF's definition of each orientation.
constexpr std::array<Quarter, 8> seenAt{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {1, 0}, {1, 1}, {0, 1}}};

/// An uncompressed OpenEXR picture whose channels, named in alphabetical order, hold 32-bit floats.
std::string exrOf(const std::vector<std::string>& channels, int columns, int rows) {
  const auto attribute = [](const std::string& name, const std::string& type, const std::string& value) {
    return name + '\0' + type + '\0' + littleEndian(std::uint32_t(value.size())) + value;
  };
  std::string list;
  for (const std::string& channel : channels) // float, 3 reserved bytes and linear, sampled at every pixel
    list += channel + '\0' + littleEndian(2) + littleEndian(0) + littleEndian(1) + littleEndian(1);
  list += '\0';
  const std::string window = littleEndian(0) + littleEndian(0) + littleEndian(std::uint32_t(columns - 1)) +
                             littleEndian(std::uint32_t(rows - 1));
  const std::string one("\0\0\x80\x3f", 4), zero(4, '\0');
  std::string file("\x76\x2f\x31\x01\x02\0\0\0", 8);
  file += attribute("channels", "chlist", list) +
          attribute("compression", "compression", std::string(1, '\0')) +
          attribute("dataWindow", "box2i", window) + attribute("displayWindow", "box2i", window) +
          attribute("lineOrder", "lineOrder", std::string(1, '\0')) +
          attribute("pixelAspectRatio", "float", one) + attribute("screenWindowCenter", "v2f", zero + zero) +
          attribute("screenWindowWidth", "float", one) + '\0';
  std::string line;
  for (std::size_t i = 0; i < channels.size() * std::size_t(columns); ++i)
    line += one;
  const std::size_t first = file.size() + 8 * std::size_t(rows), step = 8 + line.size();
  for (int y = 0; y < rows; ++y)
    file += littleEndian(std::uint32_t(first + std::size_t(y) * step)) + littleEndian(0);
  for (int y = 0; y < rows; ++y)
    file += littleEndian(std::uint32_t(y)) + littleEndian(std::uint32_t(line.size())) + line;
  return file;
}

} // namespace

class TestPictureFile : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;
  std::filesystem::path at(const QString& name) const { return folder_.filePath(name).toStdString(); }
  void write(const QString& name, const std::string& bytes) { QVERIFY(writeFileAtomically(at(name), bytes)); }

 private Q_SLOTS:
  void floatPicturesHaveOneChannelOrColours() {
    QTemporaryDir folder;
    const auto load = [&](const std::vector<std::string>& channels) {
      const std::filesystem::path path = folder.filePath("light.exr").toStdString();
      [[maybe_unused]] const bool written = writeFileAtomically(path, exrOf(channels, 40, 24)).ok();
      return loadPictureFile(path);
    };
    const auto depth = load({"Y"});
    QVERIFY2(depth.ok(), depth ? "" : depth.error().sentence().c_str());
    QCOMPARE(depth->samples.width(), 40);
    QCOMPARE(depth->samples.at(39, 23), 1.0f);
    const auto colours = load({"B", "G", "R"});
    QVERIFY2(colours.ok(), colours ? "" : colours.error().sentence().c_str());
    QVERIFY(colours->samples.empty());
    QCOMPARE(colours->image.height(), 24);
    for (const char* name : {"Z", "V", "R"}) { // as renderers call depth
      const auto named = load({name});
      QVERIFY2(named.ok(), named ? "" : named.error().sentence().c_str());
      QCOMPARE(named->samples.at(0, 23), 1.0f);
    }
    const auto odd = load({"View Layer.Depth.Z"});
    QVERIFY(!odd.ok());
    QVERIFY(odd.error().sentence().find("View Layer.Depth.Z") != std::string::npos);
    const auto two = load({"A", "Y"});
    if (two.ok()) // where OpenCV drops the second one
      QVERIFY(two->image.sameSize(40, 24));
    else
      QVERIFY2(two.error().sentence().find("2 channels") != std::string::npos,
               two.error().sentence().c_str());
  }

  void everyFormatOpens_data() {
    QTest::addColumn<QString>("suffix");
    for (const char* suffix : {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".ppm"})
      QTest::newRow(suffix) << QString(suffix);
  }
  void everyFormatOpens() {
    QFETCH(QString, suffix);
    const QString name = "plain" + suffix;
    write(name, encoded(suffix.toStdString()));
    for (const Image& image : {loadImage(at(name)).value(), loadPictureFile(at(name)).value().image}) {
      QCOMPARE(image.width(), width);
      QCOMPARE(image.height(), height);
      QVERIFY(image.at(10, 8, 0) > 200 && image.at(10, 8, 2) < 60);
      QVERIFY(image.at(50, 24, 2) > 200 && image.at(50, 24, 0) < 60);
    }
    QVERIFY(loadPictureFile(at(name)).value().samples.empty());
    QVERIFY(std::ranges::count(imageSuffixes(), suffix.toStdString()) == 1);
    QCOMPARE(pictureSizeInFile(at(name)).width, width);
  }

  void everyOrientation_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("orientation");
    for (const char* format : {"jpg, low byte first", "jpg, high byte first", "png", "webp", "tiff"})
      for (int orientation = 1; orientation <= 8; ++orientation)
        QTest::newRow(qPrintable(QString("%1: %2").arg(format).arg(orientation)))
            << QString(format) << orientation;
  }
  void everyOrientation() {
    QFETCH(QString, format);
    QFETCH(int, orientation);
    const QString suffix = format.section(',', 0, 0), name = "turned." + suffix;
    const std::string block = exifBlock(orientation, !format.contains("high"));
    const std::string plain = encoded("." + suffix.toStdString());
    write(name, suffix == "jpg"    ? inJpeg(plain, block)
                : suffix == "png"  ? inPng(plain, block)
                : suffix == "webp" ? inWebp(plain, block)
                                   : inTiff(plain, orientation));
    const auto file = loadPictureFile(at(name));
    QVERIFY(file);
    QCOMPARE(file->orientation, orientation);
    QCOMPARE(storedOrientationInFile(at(name)), orientation);
    const Image& image = file->image;
    const bool onItsSide = orientation >= 5;
    QCOMPARE(image.width(), onItsSide ? height : width);
    QCOMPARE(image.height(), onItsSide ? width : height);
    const Quarter red = seenAt[std::size_t(orientation - 1)];
    for (int y = 0; y < 2; ++y)
      for (int x = 0; x < 2; ++x) {
        const int px = image.width() * (1 + 2 * x) / 4, py = image.height() * (1 + 2 * y) / 4;
        const bool isRed = image.at(px, py, 0) > 200 && image.at(px, py, 2) < 60;
        QCOMPARE(isRed, x == red.x && y == red.y);
      }
    // One place does it for all: the plain reader, the small copy and the header agree.
    QVERIFY(loadImage(at(name)).value() == image);
    const Image small = loadThumbnail(at(name), 16).value();
    QCOMPARE(small.width() > small.height(), !onItsSide);
    QVERIFY(small.at(small.width() * (1 + 2 * red.x) / 4, small.height() * (1 + 2 * red.y) / 4, 0) > 150);
    QCOMPARE(pictureSizeInFile(at(name)).width, image.width());
    QCOMPARE(pictureSizeInFile(at(name)).height, image.height());
    // And the project that is made of it says so.
    const auto opened = openPath(at(name));
    QVERIFY(opened);
    const auto recorded = recordedOrientation(opened->project.pictures.front());
    QCOMPARE(recorded.value_or(1), orientation);
    QCOMPARE(recorded.has_value(), orientation != 1);
  }

  void badBlocksSayNothing_data() {
    QTest::addColumn<QByteArray>("block");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("no TIFF") << QByteArray("hello");
    QTest::newRow("0") << QByteArray::fromStdString(exifBlock(0, true));
    QTest::newRow("9") << QByteArray::fromStdString(exifBlock(9, false));
    QTest::newRow("directory beyond the end") << QByteArray("II*\0\xff\xff\xff\x7f", 8);
    QTest::newRow("many entries") << QByteArray("II*\0\x8\0\0\0\xff\xff", 10);
  }
  void badBlocksSayNothing() {
    QFETCH(QByteArray, block);
    QCOMPARE(storedOrientation(inJpeg(encoded(".jpg"), block.toStdString())), 1);
    QCOMPARE(storedOrientation(inPng(encoded(".png"), block.toStdString())), 1);
    QCOMPARE(storedOrientation(inWebp(encoded(".webp"), block.toStdString())), 1);
  }

  void numbersStayNumbers_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("whole");
    for (const char* name : {"deep.png", "deep.tiff", "deep.pgm"})
      QTest::newRow(name) << QString(name) << true;
    for (const char* name : {"real.tiff", "real.exr", "real.pfm", "real.npy"})
      QTest::newRow(name) << QString(name) << false;
  }
  void numbersStayNumbers() {
    QFETCH(QString, name);
    QFETCH(bool, whole);
    cv::Mat values(6, 9, whole ? CV_16U : CV_32F);
    const auto put = [&](int x, int y, double value) {
      if (whole)
        values.at<std::uint16_t>(y, x) = static_cast<std::uint16_t>(value);
      else
        values.at<float>(y, x) = static_cast<float>(value);
    };
    for (int y = 0; y < 6; ++y)
      for (int x = 0; x < 9; ++x)
        put(x, y, whole ? 1000 + 100 * x + y : 0.5 + 0.25 * x - y);
    put(2, 3, 0);
    if (!whole) put(4, 4, std::nan(""));
    if (name.endsWith(".npy")) {
      Raster<float> plane(9, 6);
      std::copy_n(values.ptr<float>(), 54, plane.data());
      write(name, npyBytes(plane));
    } else {
      write(name, encoded(name.mid(4).toStdString(), values));
    }
    const auto file = loadPictureFile(at(name));
    QVERIFY(file);
    QCOMPARE(file->samplesAreWhole, whole);
    QCOMPARE(file->samples.width(), 9);
    QCOMPARE(file->samples.height(), 6);
    QVERIFY(std::isnan(file->samples.at(2, 3)));
    QCOMPARE(file->samples.at(8, 5), whole ? 1805.0f : -2.5f);
    QCOMPARE(file->samples.at(0, 0), whole ? 1000.0f : 0.5f);
    QCOMPARE(std::isnan(file->samples.at(4, 4)), !whole);
    // What is shown to finders of edges reaches from black to white, in the window and without one.
    QVERIFY(loadImage(at(name)).value() == file->image);
    const auto [low, high] =
        std::minmax_element(file->image.data(), file->image.data() + file->image.byteCount());
    QVERIFY(*low == 0 && *high == 255);
    QCOMPARE(pictureSizeInFile(at(name)).width, 9);
    QCOMPARE(pictureSizeInFile(at(name)).height, 6);
  }

  void deepPicturesAreTurnedToo() {
    cv::Mat values(2, 3, CV_16U, cv::Scalar(100));
    values.at<std::uint16_t>(0, 0) = 900;
    write("turned.png", inPng(encoded(".png", values), exifBlock(6, true)));
    const auto file = loadPictureFile(at("turned.png"));
    QVERIFY(file);
    QCOMPARE(file->samples.width(), 2);
    QCOMPARE(file->samples.at(1, 0), 900.0f);
  }

  void coloursOfSixteenBitsBecomeEight() {
    write("colours.png", encoded(".png", cv::Mat(4, 4, CV_16UC3, cv::Scalar(0, 0, 51400))));
    const auto file = loadPictureFile(at("colours.png"));
    QVERIFY(file && file->samples.empty());
    QCOMPARE(int(file->image.at(1, 1, 0)), 200);
    QCOMPARE(int(file->image.at(1, 1, 2)), 0);
  }

  void largeJpegsOfferAFirstLook() {
    cv::Mat large(4000, 4800, CV_8UC3, cv::Scalar(250, 10, 10));
    large(cv::Rect(0, 0, 2400, 2000)) = cv::Scalar(10, 10, 250);
    write("large.jpg", inJpeg(encoded(".jpg", large), exifBlock(6, true)));
    const auto preview = loadPreview(at("large.jpg"));
    QVERIFY(preview && *preview);
    QCOMPARE((*preview)->width, 4000);
    QCOMPARE((*preview)->height, 4800);
    const Image& small = (*preview)->image;
    QCOMPARE(small.width(), 500);
    QCOMPARE(small.height(), 600);
    QVERIFY(small.at(375, 150, 0) > 200 && small.at(125, 150, 0) < 60);
    // None of small pictures, of other formats, of missing ones.
    write("small.jpg", encoded(".jpg"));
    QVERIFY(!loadPreview(at("small.jpg")).value());
    QVERIFY(!loadPreview(at("nowhere.jpg")).value());
    // A load that nobody wants any more ends.
    int asked = 0;
    const Progress stop{{}, [&asked] { return ++asked > 3; }};
    const auto stopped = loadPictureFile(at("large.jpg"), stop);
    QVERIFY(!stopped);
    QCOMPARE(int(stopped.error().code), int(ErrorCode::cancelled));
    QVERIFY(asked < 10);
  }

  void smallCopies() {
    write("small.png", encoded(".png"));
    QVERIFY(loadThumbnail(at("small.png"), 16).value().sameSize(16, 8));
    QVERIFY(loadThumbnail(at("small.png"), 200).value().sameSize(width, height));
    QCOMPARE(int(loadThumbnail(at("none.png"), 16).error().code), int(ErrorCode::notFound));
  }
};

QTEST_GUILESS_MAIN(TestPictureFile)
#include "test_picture_file.moc"
