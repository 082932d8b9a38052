// The event file is read back by a reader of this test's own and, where it is installed, by protobuf's.
#include "core/base/file_io.h"
#include "core/learning/event_log.h"
#include "core/learning/png.h"
#include "core/learning/prediction_picture.h"
#include <QDir>
#include <QImage>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>
#include <bit>
#include <cstring>
#include <map>

namespace fillscope {
namespace {

/// CRC-32C bit by bit, as RFC 3720 defines it.
std::uint32_t slowCrc(const std::string& bytes) {
  std::uint32_t crc = 0xffffffffu;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit)
      crc = crc & 1u ? (crc >> 1) ^ 0x82f63b78u : crc >> 1;
  }
  return ~crc;
}

std::uint32_t unmasked(std::uint32_t crc) {
  crc -= 0xa282ead8u;
  return (crc >> 17) | (crc << 15);
}

template <class T>
T numberAt(const std::string& bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

/// The records of a file; empty and a message where the framing is wrong.
std::vector<std::string> recordsOf(const std::string& file, QString& fault) {
  std::vector<std::string> records;
  for (std::size_t at = 0; at < file.size();) {
    if (file.size() - at < 16) return fault = "cut short", std::vector<std::string>{};
    const auto size = numberAt<std::uint64_t>(file, at);
    if (unmasked(numberAt<std::uint32_t>(file, at + 8)) != slowCrc(file.substr(at, 8)))
      return fault = "checksum of the length", std::vector<std::string>{};
    const std::string data = file.substr(at + 12, size);
    if (unmasked(numberAt<std::uint32_t>(file, at + 12 + size)) != slowCrc(data))
      return fault = "checksum of the data", std::vector<std::string>{};
    records.push_back(data);
    at += 16 + size;
  }
  return records;
}

/// Fields of a message by number: bytes as they are, numbers as their raw bits.
struct Field {
  std::uint64_t bits = 0;
  std::string bytes;
};
using Message = std::map<unsigned, Field>;

std::uint64_t varint(const std::string& bytes, std::size_t& at) {
  std::uint64_t value = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.at(at++));
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
}

Message decoded(const std::string& bytes) {
  Message message;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto tag = varint(bytes, at);
    Field field;
    switch (tag & 7) {
    case 0:
      field.bits = varint(bytes, at);
      break;
    case 1:
      field.bits = numberAt<std::uint64_t>(bytes, at);
      at += 8;
      break;
    case 2: {
      const auto size = varint(bytes, at);
      field.bytes = bytes.substr(at, size);
      at += size;
      break;
    }
    case 5:
      field.bits = numberAt<std::uint32_t>(bytes, at);
      at += 4;
      break;
    default:
      throw std::runtime_error("unknown kind of field");
    }
    message[static_cast<unsigned>(tag >> 3)] = field;
  }
  return message;
}

double asDouble(const Field& field) { return std::bit_cast<double>(field.bits); }
float asFloat(const Field& field) { return std::bit_cast<float>(static_cast<std::uint32_t>(field.bits)); }

Image checks(int width, int height) {
  Image image(width, height, 3);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      image.at(x, y, 0) = static_cast<std::uint8_t>(x * 7);
      image.at(x, y, 1) = static_cast<std::uint8_t>(y * 11);
      image.at(x, y, 2) = (x + y) % 2 ? 200 : 10;
    }
  return image;
}

} // namespace

class TestEventLog : public QObject {
  Q_OBJECT
 private Q_SLOTS:

  void crcIsCastagnolis() {
    QCOMPARE(crc32c("123456789", 9), 0xe3069283u); // the check value of its definition
    const std::string zeros(32, '\0');
    QCOMPARE(crc32c(zeros.data(), zeros.size()), 0x8a9136aau); // RFC 3720, B.4
    QCOMPARE(crc32c("6789", 4, crc32c("12345", 5)), crc32c("123456789", 9));
  }

  void whatIsWrittenIsReadBack() {
    QTemporaryDir folder;
    const auto log = EventLog::create(folder.path().toStdString(), 1700000000.25);
    QVERIFY(log.ok());
    QVERIFY((*log)->scalar("train/loss", 300, 0.625, 1700000001.5).ok());
    QVERIFY((*log)->scalar("valid/fill_error", std::int64_t(1) << 40, -3.25, 1700000002).ok());
    const std::string png = pngBytes(checks(40, 30));
    QVERIFY((*log)->picture("prediction/1", 2, png, 40, 30, 1700000003).ok());

    QVERIFY((*log)->file().filename().string().rfind("events.out.tfevents.1700000000.", 0) == 0);
    QString fault;
    const auto records = recordsOf(readFile((*log)->file()).value(), fault);
    QVERIFY2(records.size() == 4, qPrintable(fault));
    auto event = decoded(records[0]);
    QCOMPARE(asDouble(event[1]), 1700000000.25);
    QCOMPARE(event[3].bytes, std::string("brain.Event:2"));

    event = decoded(records[1]);
    QCOMPARE(asDouble(event[1]), 1700000001.5);
    QCOMPARE(event[2].bits, std::uint64_t(300));
    auto value = decoded(decoded(event[5].bytes)[1].bytes);
    QCOMPARE(value[1].bytes, std::string("train/loss"));
    QCOMPARE(asFloat(value[2]), 0.625f);

    event = decoded(records[2]);
    QCOMPARE(event[2].bits, std::uint64_t(1) << 40);
    QCOMPARE(asFloat(decoded(decoded(event[5].bytes)[1].bytes)[2]), -3.25f);

    value = decoded(decoded(decoded(records[3])[5].bytes)[1].bytes);
    QCOMPARE(value[1].bytes, std::string("prediction/1"));
    auto picture = decoded(value[4].bytes);
    QCOMPARE(picture[1].bits, std::uint64_t(30));
    QCOMPARE(picture[2].bits, std::uint64_t(40));
    QCOMPARE(picture[3].bits, std::uint64_t(3));
    QVERIFY(picture[4].bytes == png);
  }

  void goesOnInItsOwnFile() {
    QTemporaryDir folder;
    for (int k = 0; k < 2; ++k) {
      const auto log = EventLog::create(folder.path().toStdString(), 1700000000 + 0.3 * k);
      QVERIFY(log.ok());
      QVERIFY((*log)->scalar("a", k, k, 1700000001).ok());
    }
    const auto files = QDir(folder.path()).entryList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QString fault;
    QVERIFY2(recordsOf(readFile(folder.filePath(files[0]).toStdString()).value(), fault).size() == 3,
             qPrintable(fault));
  }

  void protobufReadsIt() {
    const QString protoc = QStandardPaths::findExecutable("protoc");
    QVERIFY2(!protoc.isEmpty(), "the Debian package protobuf-compiler is missing");
    QTemporaryDir folder;
    const auto log = EventLog::create(folder.path().toStdString(), 1700000000);
    QVERIFY(log.ok());
    QVERIFY((*log)->scalar("valid/polygon_iou", 12, 0.9375, 1700000001).ok());
    QString fault;
    const auto records = recordsOf(readFile((*log)->file()).value(), fault);
    QCOMPARE(records.size(), std::size_t(2));
    QProcess process;
    process.start(protoc, {"--decode_raw"});
    process.write(records[1].data(), static_cast<qint64>(records[1].size()));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    const QString text = QString::fromUtf8(process.readAllStandardOutput()).simplified();
    // 0.9375 as a float's bits.
    QCOMPARE(text.mid(text.indexOf("2: 12")),
             QString("2: 12 5 { 1 { 1: \"valid/polygon_iou\" 2: 0x3f700000 } }"));
  }

  void picturesAreRealPng() {
    const Image image = checks(37, 21);
    const std::string png = pngBytes(image);
    QImage read;
    QVERIFY(
        read.loadFromData(reinterpret_cast<const uchar*>(png.data()), static_cast<int>(png.size()), "PNG"));
    QCOMPARE(read.size(), QSize(37, 21));
    for (int y = 0; y < 21; ++y)
      for (int x = 0; x < 37; ++x)
        QCOMPARE(read.pixel(x, y), qRgb(image.at(x, y, 0), image.at(x, y, 1), image.at(x, y, 2)));
    QVERIFY(pngBytes({}).empty());
  }

  void predictionsAreDrawn() {
    SamplePrediction corners;
    corners.picture = Image(40, 30, 3);
    corners.truth = {{{5.5, 5.5}, {}}, {{30.5, 5.5}, {}}, {{30.5, 20.5}, {}}, {{-500, 20.5}, {}}};
    corners.predicted = {{{5.5, 15.5}, {}}, {{30.5, 15.5}, {}}, {{30.5, 25.5}, {}}, {{5.5, 25.5}, {}}};
    const Image drawn = predictionPicture(corners);
    QVERIFY(drawn.sameSize(40, 30));
    QVERIFY(drawn.at(5, 4, 1) > drawn.at(5, 4, 0));     // green at a true corner
    QVERIFY(drawn.at(18, 15, 0) > drawn.at(18, 15, 1)); // magenta along the predicted outline

    SamplePrediction depth;
    depth.picture = checks(16, 16);
    depth.trueDepth = depth.predictedDepth = Raster<float>(16, 16, 1, 0.5f);
    depth.trueDepth.at(3, 3) = 0.9f;
    depth.predictedDepth.at(3, 3) = 0.9f;
    depth.predictedDepth.at(8, 8) = 0.7f;
    const Image side = predictionPicture(depth);
    QVERIFY(side.sameSize(48, 16));
    for (int c = 0; c < 3; ++c) {
      QCOMPARE(side.at(5, 5, c), depth.picture.at(5, 5, c));
      QCOMPARE(side.at(16 + 3, 3, c), side.at(32 + 3, 3, c)); // one scale of colours for both
    }
    QVERIFY(side.at(16 + 8, 8, 0) != side.at(32 + 8, 8, 0) || side.at(16 + 8, 8, 1) != side.at(32 + 8, 8, 1));
  }
};

} // namespace fillscope

QTEST_GUILESS_MAIN(fillscope::TestEventLog)
#include "test_event_log.moc"
