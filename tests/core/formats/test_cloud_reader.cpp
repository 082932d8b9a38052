// Clouds of every layout read the same; what is cut off or garbled is refused with a sentence, never a crash.
#include "core/base/file_io.h"
#include "core/formats/cloud_reader.h"
#include "core/formats/cloud_writer.h"
#include "tests/support/shared_data.h"
#include <QTemporaryDir>
#include <QTest>
#include <bit>
#include <cstring>
#include <liblzf/lzf.h>
#include <limits>
#include <random>

using namespace fillscope;

namespace {

constexpr float none = std::numeric_limits<float>::quiet_NaN();

template <class T>
void append(std::string& bytes, T value, bool swapped = false) {
  auto raw = std::bit_cast<std::array<char, sizeof(T)>>(value);
  if (swapped) std::reverse(raw.begin(), raw.end());
  bytes.append(raw.data(), raw.size());
}

std::string repeated(const char* text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i)
    all += text;
  return all;
}

/// Three points: the first and the last have a place, 1 2 3 and −0.5 0.25 8.
std::string pcdHead(const std::string& fields, const std::string& sizes, const std::string& types,
                    const std::string& encoding, const std::string& size = "WIDTH 3\nHEIGHT 1\nPOINTS 3") {
  return "# .PCD v0.7 - Point Cloud Data file format\nVERSION 0.7\nFIELDS " + fields + "\nSIZE " + sizes +
         "\nTYPE " + types + "\n" + size + "\nVIEWPOINT 1 2 3 0 1 0 0\nDATA " + encoding + "\n";
}

/// A point as rgb x y z and an intensity of two bytes.
std::string record(std::uint32_t rgb, float x, float y, float z) {
  std::string bytes;
  append(bytes, rgb);
  append(bytes, x);
  append(bytes, y);
  append(bytes, z);
  append(bytes, std::uint16_t{7});
  return bytes;
}

std::string binaryPcd(const std::string& size = "WIDTH 3\nHEIGHT 1\nPOINTS 3") {
  return pcdHead("rgb x y z intensity", "4 4 4 4 2", "F F F F U", "binary", size) +
         record(0x102030, 1, 2, 3) + record(0, none, none, none) + record(0xffc8b4a0, -0.5f, 0.25f, 8);
}

std::string packedPcd() {
  const std::array<std::array<float, 3>, 3> places{{{1, 2, 3}, {none, none, none}, {-0.5f, 0.25f, 8}}};
  std::string data;
  for (const std::uint32_t rgb : {0x102030u, 0u, 0xffc8b4a0u})
    append(data, rgb);
  for (std::size_t c = 0; c < 3; ++c)
    for (const auto& place : places)
      append(data, place[c]);
  for (int i = 0; i < 3; ++i)
    append(data, std::uint16_t{7});
  std::string packed(data.size() * 2 + 64, '\0');
  packed.resize(lzf_compress(data.data(), static_cast<unsigned>(data.size()), packed.data(),
                             static_cast<unsigned>(packed.size())));
  std::string bytes = pcdHead("rgb x y z intensity", "4 4 4 4 2", "F F F F U", "binary_compressed");
  append(bytes, static_cast<std::uint32_t>(packed.size()));
  append(bytes, static_cast<std::uint32_t>(data.size()));
  return bytes + packed;
}

std::string binaryPly(bool lowFirst, bool isDouble) {
  const std::string real = isDouble ? "double" : "float";
  std::string bytes =
      std::string("ply\r\nformat binary_") + (lowFirst ? "little" : "big") +
      "_endian 1.0\r\ncomment made here\r\nelement camera 2\r\nproperty list uchar short focal\r\n"
      "property int id\r\nelement vertex 3\r\nproperty " +
      real + " x\r\nproperty " + real + " y\r\nproperty " + real +
      " z\r\nproperty list uchar float weights\r\nproperty uchar red\r\nproperty uchar green\r\n"
      "property uchar blue\r\nelement face 9\r\nproperty list uchar int vertex_index\r\nend_header\r\n";
  const bool swapped = lowFirst != (std::endian::native == std::endian::little);
  for (const int focal : {2, 0}) {
    append(bytes, static_cast<std::uint8_t>(focal));
    for (int i = 0; i < focal; ++i)
      append(bytes, std::int16_t{300}, swapped);
    append(bytes, std::int32_t{-1}, swapped);
  }
  const auto point = [&](double x, double y, double z, std::array<std::uint8_t, 3> colour) {
    for (const double value : {x, y, z})
      isDouble ? append(bytes, value, swapped) : append(bytes, static_cast<float>(value), swapped);
    append(bytes, std::uint8_t{1});
    append(bytes, 0.5f, swapped);
    for (const std::uint8_t part : colour)
      append(bytes, part);
  };
  point(1, 2, 3, {0x10, 0x20, 0x30});
  point(0, 0, 0, {});
  point(-0.5, 0.25, 8, {0xc8, 0xb4, 0xa0});
  return bytes + "the faces are not read";
}

void holdsTheTwoPoints(const CloudFile& file, bool coloured) {
  QCOMPARE(file.cloud.size(), std::size_t(2));
  QCOMPARE(file.dropped, std::size_t(1));
  QVERIFY(file.cloud.point(0) == (Vec3{1, 2, 3}));
  QVERIFY(file.cloud.point(1) == (Vec3{-0.5, 0.25, 8}));
  QCOMPARE(file.cloud.colour.empty(), !coloured);
  if (!coloured) return;
  QVERIFY(std::equal(file.cloud.colour.data(), file.cloud.colour.data() + 6,
                     std::array<std::uint8_t, 6>{0x10, 0x20, 0x30, 0xc8, 0xb4, 0xa0}.data()));
}

PointCloud grid(int width, int height, bool coloured) {
  std::mt19937 random(static_cast<unsigned>(width * height));
  std::uniform_real_distribution<float> places(-2, 2);
  PointCloud cloud;
  cloud.xyz = Raster<float>(width, height, 3);
  if (coloured) cloud.colour = Image(width, height, 3);
  for (std::size_t i = 0; i < cloud.xyz.pixelCount(); ++i)
    for (std::size_t c = 0; c < 3; ++c) {
      cloud.xyz.data()[3 * i + c] = i % 7 == 3 ? none : places(random);
      if (coloured) cloud.colour.data()[3 * i + c] = static_cast<std::uint8_t>(random());
    }
  return cloud;
}

} // namespace

class TestCloudReader : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyLayoutReadsAlike_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("coloured");
    const auto row = [](const char* name, const std::string& bytes, bool coloured) {
      QTest::newRow(name) << QByteArray::fromStdString(bytes) << coloured;
    };
    row("PCD binary", binaryPcd(), true);
    row("PCD binary_compressed", packedPcd(), true);
    row("PCD one column", binaryPcd("WIDTH 1\nHEIGHT 3\nPOINTS 3"), true);
    row("PCD ascii, doubles, fields between",
        pcdHead("x _ y z rgb", "8 4 8 8 4", "F F F F U", "ascii") +
            "1 9 2 3 1056816\nnan 9 nan nan 0\n-0.5 9 +2.5e-1 8 4291343520\n",
        true);
    row("PCD 0.5, no counts, no viewpoint",
        "VERSION .5\nCOLUMNS x y z\nSIZE 4 4 4\nTYPE F F F\nPOINTS 3\nDATA ascii\n1 2 3\r\n0 0 0\r\n-0.5 .25 "
        "8",
        false);
    row("PCD ascii, a colour of no numbers",
        pcdHead("x y z rgb", "4 4 4 4", "F F F F\nCOUNT 1 1 1 0", "ascii") +
            "1 2 3\nnan nan nan\n-0.5 .25 8\n",
        false);
    std::string places;
    for (const float number : {1.f, 2.f, 3.f, none, none, none, -0.5f, 0.25f, 8.f})
      append(places, number);
    row("PCD binary, a colour of no numbers",
        pcdHead("x y z rgb", "4 4 4 4", "F F F F\nCOUNT 1 1 1 0", "binary") + places, false);
    for (const bool lowFirst : {true, false})
      for (const bool isDouble : {true, false})
        row(lowFirst ? (isDouble ? "PLY little, double" : "PLY little, float")
                     : (isDouble ? "PLY big, double" : "PLY big, float"),
            binaryPly(lowFirst, isDouble), true);
    row("PLY ascii, r g b",
        "ply\nformat ascii 1.0\nelement face 1\nproperty list uchar int i\nelement vertex 3\nproperty float "
        "x\n"
        "property float y\nproperty float z\nproperty uchar r\nproperty uchar g\nproperty uchar "
        "b\nend_header\n"
        "3 0 1 2\n1 2 3 16 32 48\ninf 0 0 0 0 0\n-0.5 .25 8 200 180 160\n",
        true);
    row("PLY ascii, colours as shares",
        "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float "
        "z\nproperty float "
        "red\nproperty float green\nproperty float blue\nend_header\n1 2 3 0.0627 0.1255 0.1882\n0 0 0 0 0 "
        "0\n-0.5 .25 "
        "8 0.7843 0.7059 0.6275",
        true);
    row("text with colours",
        "x y z r g b\n# a comment\n1 2 3 16 32 48\n\n0 0 0 1 1 1\n-0.5 .25 8 200 180 160\n", true);
    row("text, commas", "//X,Y,Z\n1,2,3\n0,0,0\n-0.5,0.25,8\n", false);
    row("text, decimal commas", "1;2;3\r\n0;0;0\r\n-0,5;0,25;8\r\n", false);
    row("text, commas and blanks", "1, 2, 3\n0, 0, 0\n-0.5, 0.25, 8\n", false);
    row("text, decimal commas and blanks", "1,0 2,0 3,0\n0,0 0,0 0,0\n-0,5 0,25 8,000\n", false);
    row("text, decimal commas, tabs and colours",
        "1,0\t2,0\t3,0\t16\t32\t48\n0,0\t0,0\t0,0\t1\t1\t1\n-0,5\t0,25\t8,000\t200\t180\t160\n", true);
    row("text, tabs and a count", "3\n1\t2\t3\n0 0 0\n-0.5  .25 8", false);
    row("text with normals", "1 2 3 0.5 0.5 0.7\n0 0 0 0 0 1\n-0.5 .25 8 0 0 1\n", false);
    row("text with an echo and colours", "1 2 3 -800 16 32 48\n0 0 0 1 0 0 0\n-0.5 .25 8 12 200 180 160\n",
        true);
  }
  void everyLayoutReadsAlike() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, coloured);
    const auto file = parseCloud({bytes.data(), static_cast<std::size_t>(bytes.size())}, "cloud");
    QVERIFY2(file.ok(), file ? "" : file.error().sentence().c_str());
    holdsTheTwoPoints(*file, coloured);
  }

  void aGridStaysOne() {
    const std::string bytes =
        pcdHead("rgb x y z intensity", "4 4 4 4 2", "F F F F U", "binary", "WIDTH 2\nHEIGHT 2\nPOINTS 4") +
        record(1, 1, 2, 3) + record(2, none, none, none) + record(3, 0, 0, 0) + record(4, 4, 5, 6);
    const auto file = parseCloud(bytes, "cloud");
    QVERIFY(file.ok() && file->cloud.isOrganised());
    QVERIFY(file->cloud.xyz.sameSize(2, 2) && file->cloud.colour.sameSize(2, 2));
    QCOMPARE(file->dropped, std::size_t(2));
    QVERIFY(!file->cloud.isMeasured(1) && !file->cloud.isMeasured(2));
    QVERIFY(file->cloud.point(3) == (Vec3{4, 5, 6}));
    QVERIFY(file->cloud.sensorPlace == (Vec3{1, 2, 3}));
    QVERIFY(norm(file->cloud.sensorAxes.columns[1] - Vec3{0, -1, 0}) < 1e-12); // half a turn about x
  }

  void longCoordinatesKeepTheirMillimetres() {
    const auto file =
        parseCloud("4500000.125 5300000.001 310.5\n4500000.126 5300000.002 310.501\n", "survey.xyz");
    QVERIFY(file.ok());
    const Vec3 step = file->cloud.point(1) - file->cloud.point(0);
    QVERIFY(norm(step - Vec3{0.001, 0.001, 0.001}) < 5e-5);
    QVERIFY(norm(file->cloud.point(0) - Vec3{4500000.125, 5300000.001, 310.5}) < 1e-6);
  }

  void oneOddPointSpoilsNoOther_data() {
    QTest::addColumn<QString>("odd");
    QTest::addColumn<bool>("isKept");
    QTest::newRow("near 0") << "1 1 1" << true;
    QTest::newRow("far away") << "1e7 1e7 1e7" << true;
    QTest::newRow("no float holds it") << "1.797e308 1 1" << false;
  }
  void oneOddPointSpoilsNoOther() {
    QFETCH(QString, odd);
    QFETCH(bool, isKept);
    constexpr int others = 6002;
    const auto placeOf = [](int i) {
      return Vec3{450000 + 0.001 * i, 5300000 + 0.001 * (i % 77), 310 + 0.001 * (i % 5)};
    };
    std::string places;
    for (int i = 0; i < others; ++i) {
      const Vec3 place = placeOf(i);
      places +=
          std::to_string(place.x) + ' ' + std::to_string(place.y) + ' ' + std::to_string(place.z) + '\n';
    }
    const std::string first = odd.toStdString() + '\n';
    const std::string size = std::to_string((others + 1) / 3);
    const std::string grid =
        pcdHead("x y z", "8 8 8", "F F F", "ascii", "WIDTH 3\nHEIGHT " + size) + first + places;
    for (const std::string& bytes : {first + places, places + first, grid}) {
      const bool isGrid = bytes == grid;
      const auto file = parseCloud(bytes, "cloud");
      QVERIFY(file.ok());
      QCOMPARE(file->dropped, std::size_t(isKept ? 0 : 1));
      QCOMPARE(file->cloud.size(), std::size_t(others + (isKept || isGrid ? 1 : 0)));
      QVERIFY(!isGrid || file->cloud.isMeasured(0) == isKept);
      const int before = bytes.starts_with(places) || (!isKept && !isGrid) ? 0 : 1;
      for (int i = 0; i < others; ++i)
        QVERIFY(norm(file->cloud.point(static_cast<std::size_t>(i + before)) - placeOf(i)) < 1e-4);
    }
  }

  void numbersBeyondAllNumbersAreNotTheLineBefore() {
    const auto file = parseCloud("1 2 3\n1e400 5 6\n7 8 9\n1e-400 1 1\n", "cloud");
    QVERIFY(file.ok());
    QCOMPARE(file->dropped, std::size_t(1));
    QCOMPARE(file->cloud.size(), std::size_t(3));
    QVERIFY(norm(file->cloud.point(1) - Vec3{7, 8, 9}) < 1e-6);
    QVERIFY(norm(file->cloud.point(2) - Vec3{0, 1, 1}) < 1e-6);
  }

  void whatIsWrittenIsRead_data() {
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<bool>("coloured");
    for (const char* suffix : {"ply", "pcd", "xyz"})
      for (const bool coloured : {true, false})
        QTest::addRow("%s %s", suffix, coloured ? "with colour" : "without") << QString(suffix) << coloured;
  }
  void whatIsWrittenIsRead() {
    QFETCH(QString, suffix);
    QFETCH(bool, coloured);
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("c." + suffix).toStdString();
    for (const auto& [width, height] : {std::pair{4, 3}, {31, 17}, {100, 1}}) {
      const PointCloud cloud = grid(width, height, coloured);
      QVERIFY(writeCloud(cloud, path));
      const auto file = loadCloud(path);
      QVERIFY2(file.ok(), file ? "" : file.error().sentence().c_str());
      const bool isGrid = suffix == "pcd" && height > 1;
      QCOMPARE(file->cloud.isOrganised(), isGrid);
      std::size_t k = 0;
      for (std::size_t i = 0; i < cloud.xyz.pixelCount(); ++i) {
        const float* place = cloud.xyz.data() + 3 * i;
        const std::size_t at = isGrid ? i : k;
        if (std::isnan(place[0])) {
          QVERIFY(!isGrid || !file->cloud.isMeasured(at));
          continue;
        }
        ++k;
        QVERIFY(std::memcmp(file->cloud.xyz.data() + 3 * at, place, 12) == 0);
        if (coloured)
          QVERIFY(std::memcmp(file->cloud.colour.data() + 3 * at, cloud.colour.data() + 3 * i, 3) == 0);
      }
      QVERIFY(isGrid || file->cloud.size() == k);
    }
  }

  void whatCannotBeReadSaysWhy_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("what");
    const auto row = [](const char* name, const std::string& bytes, const char* what) {
      QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString(what);
    };
    const std::string pcd = binaryPcd(), packed = packedPcd(), ply = binaryPly(true, false);
    row("PCD cut off", pcd.substr(0, pcd.size() - 30), "holds 1 of the 3 points");
    row("PCD packed, cut off", packed.substr(0, packed.size() - 5), "cut off");
    row("PCD claims the moon",
        pcdHead("x y z", "4 4 4", "F F F", "binary", "WIDTH 200000000\nHEIGHT 1") + "abc",
        "holds 0 of the 200000000 points");
    row("PCD claims the sun",
        pcdHead("x y z", "4 4 4", "F F F", "binary", "WIDTH 4294967296\nHEIGHT 4294967296"),
        "claims more than");
    row("PCD ascii claims much",
        pcdHead("x y z", "4 4 4", "F F F", "ascii", "WIDTH 200000000\nHEIGHT 1") + "1 2 3", "cut off");
    row("PCD without z", pcdHead("x y intensity", "4 4 4", "F F F", "ascii") + "1 2 3", "no field z");
    row("PCD of another kind", pcdHead("x y z", "4 4 4", "F F F", "binary_zstd"),
        "\"binary_zstd\" is not known");
    row("PCD without DATA", "# .PCD v0.7\nVERSION 0.7\nFIELDS x y z\n", "no line DATA");
    row("PCD that disagrees", pcdHead("x y z", "4 4 4", "F F F", "ascii", "WIDTH 3\nHEIGHT 1\nPOINTS 4"),
        "3 × 1 and 4");
    row("PCD without points", pcdHead("x y z", "4 4 4", "F F F", "ascii", "WIDTH 0\nHEIGHT 1\nPOINTS 0"),
        "no points");
    row("PCD with words", pcdHead("x y z", "4 4 4", "F F F", "ascii", "WIDTH 1\nHEIGHT 1") + "1 two 3\n",
        "\"two\"");
    row("PCD of nothing", pcdHead("x y z", "4 4 4", "F F F", "ascii", "WIDTH 1\nHEIGHT 1") + "nan nan nan\n",
        "no point of this cloud was measured");
    row("PCD of a trillion columns",
        "FIELDS " + repeated("x y z ", 1000) + "\nSIZE " + repeated("8 ", 3000) + "\nCOUNT " +
            repeated("1048576 ", 3000) + "\nWIDTH 1\nHEIGHT 1\nDATA ascii\n1 2 3",
        "cut off");
    row("PLY cut off", ply.substr(0, ply.size() - 60), "cut off");
    row("PLY without its end", ply.substr(0, 60), "no end");
    row("PLY claims the moon",
        "ply\nformat binary_little_endian 1.0\nelement vertex 200000000\nproperty float x\nproperty float "
        "y\nproperty "
        "float z\nend_header\n123456789012",
        "holds 1 of the 200000000 points");
    row("PLY skips the moon",
        "ply\nformat ascii 1.0\nelement face 99999999999\nproperty int i\nelement vertex 1\nproperty float "
        "x\nproperty "
        "float y\nproperty float z\nend_header\n1 2 3\n",
        "cut off in its element \"face\"");
    row("PLY without y",
        "ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nproperty float z\nend_header\n1 2\n",
        "no x, y and z");
    row("PLY of another kind", "ply\nformat binary_middle_endian 1.0\nelement vertex 0\nend_header\n",
        "\"binary_middle_endian\" is not known");
    row("text of something else", "Dear reader,\nthis is a letter.\n", "no point cloud");
    row("no text",
        std::string("\x7f"
                    "ELF\0\0\1",
                    7),
        "no point cloud");
    row("text with a fault", "1 2 3\n4 5 6\n7 eight 9\n", "line 3");
    row("nothing", "", "no point cloud");
  }
  void whatCannotBeReadSaysWhy() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, what);
    const auto file = parseCloud({bytes.data(), static_cast<std::size_t>(bytes.size())}, "box.pcd");
    QVERIFY(!file.ok());
    QCOMPARE(file.error().code, ErrorCode::badInput);
    const QString sentence = QString::fromStdString(file.error().sentence());
    QVERIFY2(sentence.startsWith("box.pcd: ") && sentence.contains(what), qPrintable(sentence));
    QVERIFY2(!file.error().hint.empty(), qPrintable(sentence));
  }

  /// Every start of a file, and a thousand with some bytes changed: no crash, no hanging, no giant
  /// allocation.
  void garbledFilesAreRefusedOrRead() {
    std::mt19937 random(5);
    const std::string text = "x y z r g b\n1 2 3 16 32 48\n-0.5 .25 8 200 180 160\n";
    for (const std::string& whole :
         {binaryPcd(), packedPcd(), binaryPly(true, true), binaryPly(false, false), text}) {
      for (std::size_t length = 0; length <= whole.size(); ++length)
        if (const auto file = parseCloud(whole.substr(0, length), "a"); !file)
          QVERIFY(!file.error().what.empty());
      for (int round = 0; round < 1000; ++round) {
        std::string garbled = whole;
        for (int k = 0; k < 1 + round % 4; ++k)
          garbled[random() % garbled.size()] = static_cast<char>(round % 2 ? random() : '0' + random() % 10);
        if (const auto file = parseCloud(garbled, "a"); file) QVERIFY(file->cloud.size() > 0);
      }
    }
  }

  void canBeStopped() {
    const auto stopped = parseCloud(binaryPcd(), "a", Progress{{}, [] { return true; }});
    QVERIFY(!stopped.ok());
    QCOMPARE(stopped.error().code, ErrorCode::cancelled);
  }

  void recordedClouds_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("points");
    QTest::addColumn<int>("dropped");
    QTest::newRow("lidar, empty") << "boxes/lidar-bin/empty-box.pcd" << 77181 << 0;
    QTest::newRow("lidar, balls") << "boxes/lidar-bin/just-balls-75.pcd" << 71753 << 0;
    QTest::newRow("lidar, rim") << "boxes/lidar-bin/full-box-raw.pcd" << 23236 << 0;
    QTest::newRow("Kinect") << "rgbd/tabletop/learn0.pcd" << 307200 << 124908;
    QTest::newRow("parcel") << "boxes/parcels/example_1.ply" << 20055 << 0;
    QTest::newRow("two parcels") << "boxes/parcels/example_2.ply" << 29429 << 0;
  }
  void recordedClouds() {
    FILLSCOPE_NEEDS_SHARED_DATA(root, "boxes");
    QFETCH(QString, file);
    QFETCH(int, points);
    QFETCH(int, dropped);
    const auto read = loadCloud(tests::sharedData(file).toStdString());
    QVERIFY2(read.ok(), read ? "" : read.error().sentence().c_str());
    QCOMPARE(read->cloud.size(), static_cast<std::size_t>(points));
    QCOMPARE(read->dropped, static_cast<std::size_t>(dropped));
  }
};

QTEST_GUILESS_MAIN(TestCloudReader)
#include "test_cloud_reader.moc"
