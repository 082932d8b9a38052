#include "core/base/file_io.h"
#include "core/formats/ros_messages.h"
#include "core/formats/rosbag.h"
#include "tests/support/bag_writer.h"
#include <QTemporaryDir>
#include <QTest>

using namespace fillscope;
using namespace fillscope::test;

namespace {

constexpr std::int64_t second = 1'000'000'000;

/// Six messages of two topics in three chunks.
BagWriter smallBag(const std::string& packing) {
  BagWriter bag(packing);
  bag.headSize = 80;
  bag.chunkSize = 700;
  for (int i = 0; i < 3; ++i) {
    bag.add("/depth", "a/Depth", i * second, "depth " + std::to_string(i) + std::string(200, 'd'));
    bag.add("/colour", "a/Colour", i * second + 5, "colour " + std::to_string(i) + std::string(200, 'c'));
  }
  return bag;
}

} // namespace

class TestRosbag : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  Result<Rosbag> open(const std::string& bytes) const {
    const std::filesystem::path path = std::filesystem::path(folder_.path().toStdString()) / "box.bag";
    if (const auto written = writeFileQuickly(path, bytes); !written) return written.error();
    return Rosbag::open(path);
  }
  static void checkMessages(const Rosbag& bag, std::size_t least) {
    QVERIFY(bag.messages().size() >= least);
    for (std::size_t i = 0; i < bag.messages().size(); ++i) {
      const auto message = bag.read(bag.messages()[i]);
      QVERIFY2(message.ok(), message ? "" : message.error().sentence().c_str());
      const bool isDepth = bag.topics()[bag.messages()[i].topic].name == "/depth";
      QVERIFY(message->starts_with((isDepth ? "depth " : "colour ") + std::to_string(i / 2)));
      QCOMPARE(bag.messages()[i].time, std::int64_t(i / 2) * second + (isDepth ? 0 : 5));
    }
  }

 private Q_SLOTS:
  void readsEveryCompression_data() {
    QTest::addColumn<QString>("packing");
    for (const char* packing : {"none", "bz2", "lz4"})
      QTest::newRow(packing) << packing;
  }
  void readsEveryCompression() {
    QFETCH(QString, packing);
    const auto bag = open(smallBag(packing.toStdString()).bytes());
    QVERIFY2(bag.ok(), bag ? "" : bag.error().sentence().c_str());
    QCOMPARE(bag->remark(), std::string());
    QCOMPARE(bag->topics().size(), std::size_t(2));
    QCOMPARE(bag->topics()[0].name, std::string("/colour"));
    QCOMPARE(bag->topics()[1].type, std::string("a/Depth"));
    QCOMPARE(bag->topics()[1].messages, std::uint64_t(3));
    QCOMPARE(bag->topics()[1].last, 2 * second);
    QCOMPARE(bag->messages().size(), std::size_t(6));
    checkMessages(*bag, 6);
  }

  /// Written by ROS's own rosbag: tests/data/ros_bag.py.
  void readsWhatRosWrites() {
    for (const char* name : {"ros-lz4.bag", "ros-bz2.bag"}) {
      const auto bag = Rosbag::open(std::filesystem::path(FILLSCOPE_SOURCE_DIR) / "tests/data" / name);
      QVERIFY2(bag.ok(), bag ? "" : bag.error().sentence().c_str());
      QCOMPARE(bag->remark(), std::string());
      QCOMPARE(bag->topics().size(), std::size_t(1));
      QCOMPARE(bag->topics()[0].name, std::string("/camera/depth/image_rect_raw"));
      QCOMPARE(bag->topics()[0].messages, std::uint64_t(3));
      QCOMPARE(bag->topics()[0].last, 102 * second + 7);
      const auto depth = rosDepth(*bag->read(bag->messages()[2]), bag->topics()[0].type, name);
      QVERIFY(depth.ok() && depth->values.sameSize(6, 4));
      QCOMPARE(depth->values.at(5, 3), 543.0f);
    }
  }

  void readsWhatHasNoIndex_data() { readsEveryCompression_data(); }
  void readsWhatHasNoIndex() {
    QFETCH(QString, packing);
    const auto bag = open(smallBag(packing.toStdString()).bytes(false));
    QVERIFY2(bag.ok(), bag ? "" : bag.error().sentence().c_str());
    QCOMPARE(bag->remark(),
             std::string("The recording box.bag was not closed; the 6 messages that are whole are read."));
    QCOMPARE(bag->messages().size(), std::size_t(6));
    checkMessages(*bag, 6);
  }

  void readsWhatIsWholeOfACutOffOne_data() { readsEveryCompression_data(); }
  void readsWhatIsWholeOfACutOffOne() {
    QFETCH(QString, packing);
    const std::string whole = smallBag(packing.toStdString()).bytes();
    std::size_t most = 0;
    for (std::size_t size = 0; size < whole.size(); ++size) {
      const auto bag = open(whole.substr(0, size));
      if (!bag) {
        QCOMPARE(most, std::size_t(0));
        continue;
      }
      // All six are there before the last connections and chunk infos are.
      QVERIFY(bag->remark().empty() == false || bag->messages().size() == 6);
      QVERIFY(bag->messages().size() >= most);
      most = bag->messages().size();
      checkMessages(*bag, most);
    }
    QCOMPARE(most, std::size_t(6));
  }

  void readsAChunkThatWasBeingWritten() {
    // Until a chunk ends its head says that nothing is in it.
    std::string bytes = smallBag("none").bytes(false);
    const std::size_t chunk = bytes.rfind("size=");
    const std::string nothing = raw(std::uint32_t{0});
    bytes.replace(chunk + 5, 4, nothing);
    bytes.replace(chunk + 9, 4, nothing);
    const auto bag = open(bytes);
    QVERIFY(bag.ok());
    checkMessages(*bag, 6);
  }

  void survivesAnyDamage_data() { readsEveryCompression_data(); }
  void survivesAnyDamage() {
    QFETCH(QString, packing);
    const std::string whole = smallBag(packing.toStdString()).bytes();
    for (std::size_t at = 0; at < whole.size(); ++at)
      for (const char damage : {'\xff', '\0', '\x80'}) {
        std::string bytes = whole;
        bytes[at] = damage;
        const auto bag = open(bytes);
        if (!bag) continue;
        for (const BagMessage& message : bag->messages())
          (void)bag->read(message);
      }
  }

  void refusesWhatIsNoSuchFile() {
    const auto sentence = [&](const std::string& bytes) {
      const auto bag = open(bytes);
      return bag ? std::string() : bag.error().sentence();
    };
    QVERIFY(sentence("").find("this is no ROS bag. Choose a recording that ends in .bag.") !=
            std::string::npos);
    QVERIFY(sentence("#ROSBAG V1.2\n").find("older version than 2.0") != std::string::npos);
    QVERIFY(sentence("SQLite format 3\0").find("recording of ROS 2") != std::string::npos);
    QVERIFY(sentence("\x89MCAP0\r\n").find("recording of ROS 2") != std::string::npos);
    QVERIFY(sentence("#ROSBAG V2.0\n").find("holds no messages") != std::string::npos ||
            sentence("#ROSBAG V2.0\n").find("no message") != std::string::npos);
    std::string other = smallBag("none").bytes();
    other.replace(other.find("compression=none") + 12, 4, "zstd");
    QVERIFY(sentence(other).find("compressed with \"zstd\"") != std::string::npos);
    QCOMPARE(Rosbag::open(folder_.filePath("missing.bag").toStdString()).error().code, ErrorCode::notFound);
    QCOMPARE(Rosbag::open(folder_.path().toStdString()).error().code, ErrorCode::badInput);
  }

  void believesNoLength() {
    // Gigabytes are claimed by a file of kilobytes: nothing of that size is reserved.
    for (const char* packing : {"none", "bz2", "lz4"}) {
      std::string bytes = smallBag(packing).bytes(false);
      bytes.replace(bytes.find("size=") + 5, 4, raw(~0u >> 2));
      const auto bag = open(bytes);
      QVERIFY(bag.ok());
      QVERIFY(!bag->remark().empty());
      for (const BagMessage& message : bag->messages())
        (void)bag->read(message);
    }
  }
};

QTEST_GUILESS_MAIN(TestRosbag)
#include "test_rosbag.moc"
