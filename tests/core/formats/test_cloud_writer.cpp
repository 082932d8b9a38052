// A PLY file read back by its own header holds the measured points and their colours.
#include "core/base/file_io.h"
#include "core/formats/cloud_writer.h"
#include <QTemporaryDir>
#include <QTest>
#include <cstring>
#include <limits>
#include <sstream>

using namespace fillscope;

namespace {

PointCloud sample(bool coloured) {
  PointCloud cloud;
  cloud.xyz = Raster<float>(4, 3, 3);
  if (coloured) cloud.colour = Image(4, 3, 3);
  for (int y = 0; y < 3; ++y)
    for (int x = 0; x < 4; ++x)
      for (int c = 0; c < 3; ++c) {
        cloud.xyz.at(x, y, c) = 0.1f * x + y + 10.0f * c;
        if (coloured) cloud.colour.at(x, y, c) = static_cast<std::uint8_t>(x + 10 * y + 100 * c);
      }
  for (int c = 0; c < 3; ++c)
    cloud.xyz.at(2, 1, c) = std::numeric_limits<float>::quiet_NaN();
  return cloud;
}

} // namespace

class TestCloudWriter : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theUnitIsSaid() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("cloud.ply").toStdString();
    PointCloud cloud = sample(false);
    QVERIFY(writeCloud(cloud, path));
    QVERIFY(readFile(path).value().find("comment metres;") != std::string::npos);
    cloud.metric = false;
    QVERIFY(writeCloud(cloud, path));
    QVERIFY(readFile(path).value().find("metres") == std::string::npos);
    QVERIFY(readFile(path).value().find("the scale is not known") != std::string::npos);
  }

  void pointsComeBack_data() {
    QTest::addColumn<bool>("coloured");
    QTest::newRow("with colour") << true;
    QTest::newRow("without colour") << false;
  }

  void pointsComeBack() {
    QFETCH(bool, coloured);
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("wölkchen #1.ply").toStdString();
    const PointCloud cloud = sample(coloured);
    QVERIFY(writeCloud(cloud, path));
    const std::string bytes = readFile(path).value();

    std::istringstream header(bytes);
    std::string line, word;
    std::size_t count = 0;
    std::vector<std::string> properties;
    QVERIFY(std::getline(header, line) && line == "ply");
    QVERIFY(std::getline(header, line) && line == "format binary_little_endian 1.0");
    while (std::getline(header, line) && line != "end_header") {
      std::istringstream words(line);
      words >> word;
      if (word == "element") words >> word >> count;
      if (word == "property") properties.push_back(line.substr(9));
    }
    std::vector<std::string> expected{"float x", "float y", "float z"};
    if (coloured) expected.insert(expected.end(), {"uchar red", "uchar green", "uchar blue"});
    QCOMPARE(properties, expected);
    QCOMPARE(count, std::size_t(11));
    const std::size_t step = coloured ? 15 : 12;
    std::size_t at = static_cast<std::size_t>(header.tellg());
    QCOMPARE(bytes.size(), at + count * step);
    for (int y = 0; y < 3; ++y)
      for (int x = 0; x < 4; ++x) {
        if (x == 2 && y == 1) continue;
        float place[3];
        std::memcpy(place, bytes.data() + at, sizeof place);
        for (int c = 0; c < 3; ++c) {
          QCOMPARE(place[c], cloud.xyz.at(x, y, c));
          if (coloured)
            QCOMPARE(static_cast<std::uint8_t>(bytes[at + 12 + static_cast<std::size_t>(c)]),
                     cloud.colour.at(x, y, c));
        }
        at += step;
      }
  }

  void whatCannotBeWritten() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("a.ply").toStdString();
    PointCloud wrong = sample(true);
    wrong.colour = Image(2, 2, 3);
    QVERIFY(!writeCloud(wrong, path));
    const auto stopped = writeCloud(sample(true), path, Progress{{}, [] { return true; }});
    QCOMPARE(int(stopped.error().code), int(ErrorCode::cancelled));
    QVERIFY(!std::filesystem::exists(path));
    QVERIFY(!writeCloud(sample(true), folder.filePath("none/a.ply").toStdString()));
    QVERIFY(writeCloud({}, path)); // an empty cloud is a cloud
  }
};

QTEST_GUILESS_MAIN(TestCloudWriter)
#include "test_cloud_writer.moc"
