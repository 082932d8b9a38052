// Depth files of every encoding: the metres that come out, and what is refused.
#include "core/base/file_io.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/formats/npy.h"
#include "core/formats/pgm.h"
#include "tests/support/shared_data.h"
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <opencv2/imgcodecs.hpp>

using namespace fillscope;

namespace {

/// Bytes of numbers, the high ones first where swapped.
template <class T>
std::string bytesOf(const std::vector<T>& values, bool swapped = false) {
  std::string bytes;
  for (const T value : values) {
    char part[sizeof(T)];
    std::memcpy(part, &value, sizeof(T));
    if (swapped) std::reverse(part, part + sizeof(T));
    bytes.append(part, sizeof(T));
  }
  return bytes;
}

std::string npy(const std::string& descr, const std::string& shape, const std::string& data,
                bool fortran = false, char version = 1) {
  std::string header = "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") +
                       ", 'shape': " + shape + ", }";
  header.resize(117, ' ');
  header += '\n';
  std::string bytes = "\x93NUMPY";
  bytes += version;
  bytes += std::string(1, '\0') + static_cast<char>(header.size());
  bytes += std::string(version == 1 ? 1 : 3, '\0');
  return bytes + header + data;
}

double medianMeasured(const DepthMap& depth) {
  std::vector<float> values;
  for (std::size_t i = 0; i < depth.values.pixelCount(); ++i)
    if (DepthMap::isMeasured(depth.values.data()[i])) values.push_back(depth.values.data()[i]);
  if (values.empty()) return 0;
  std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
  return values[values.size() / 2];
}

double measuredShare(const DepthMap& depth) {
  const auto* begin = depth.values.data();
  return double(std::count_if(begin, begin + depth.values.pixelCount(), DepthMap::isMeasured)) /
         double(depth.values.pixelCount());
}

DepthMap ramp(int width, int height) {
  DepthMap depth;
  depth.values = Raster<float>(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      depth.values.at(x, y) = (x + y) % 7 == 0 ? 0.0f : 0.5f + 0.01f * x + 0.001f * y;
  return depth;
}

} // namespace

class TestDepthIo : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;
  std::filesystem::path made(const QString& name, const std::string& bytes) {
    const std::filesystem::path path = folder_.filePath(name).toStdString();
    if (!writeFileAtomically(path, bytes)) qFatal("cannot write the test's file");
    return path;
  }

 private Q_SLOTS:
  void recordedFiles_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<double>("scale");
    QTest::addColumn<int>("rotation");
    QTest::addColumn<double>("low"); // where the middle of the measured depths must lie, metres
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("measured");
    const auto row = [](const char* path, double scale, int rotation, double low, double high,
                        double measured) {
      QTest::newRow(path) << path << scale << rotation << low << high << measured;
    };
    row("boxes/tote/filled.depth.png", 1e-4, 0, 0.5, 1.2, 0.6);
    row("boxes/pod-bin/frame-000000.depth.png", 1e-4, 3, 0.3, 1.0, 0.2);
    row("rgbd/armchair/depth/00000.png", 1e-3, 0, 0.5, 4.0, 0.5);
    row("rgbd/indoor/depth/1.pgm", 1e-3, 0, 0.3, 6.0, 0.5);
    row("rgbd/tabletop/learn0-depth.png", 1e-3, 0, 0.3, 4.0, 0.4);
    row("rgbd/realsense/depth.png", 1e-3, 0, 0.2, 10.0, 0.3);
    row("rgbd/other-encodings/SUN_depth.png", 1e-3, 3, 0.5, 6.0, 0.4);
    row("rgbd/other-encodings/TUM_depth.png", 1.0 / 5000, 0, 0.4, 5.0, 0.4);
    row("rgbd/fastdepth/depth.npy", 0, 0, 0.5, 9.0, 0.9);
  }

  void recordedFiles() {
    QFETCH(QString, path);
    QFETCH(double, scale);
    QFETCH(int, rotation);
    FILLSCOPE_NEEDS_SHARED_DATA(root, "rgbd");
    const auto depth = loadDepth(tests::sharedData(path).toStdString(), {scale, rotation});
    QVERIFY2(depth, depth.ok() ? "" : depth.error().sentence().c_str());
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(double, measured);
    const double middle = medianMeasured(*depth);
    QVERIFY2(middle > low && middle < high, qPrintable(QString::number(middle)));
    QVERIFY2(measuredShare(*depth) > measured, qPrintable(QString::number(measuredShare(*depth))));
    QCOMPARE(QString::fromStdString(depth->source), QFileInfo(path).fileName());
    QCOMPARE(depthNeedsScale(tests::sharedData(path).toStdString()).value(), scale != 0);
  }

  void lowByteFirstInsideAPgm() {
    FILLSCOPE_NEEDS_SHARED_DATA(path, "rgbd/other-encodings/NYU_depth.pgm");
    const auto codes = parsePgm16(*readFile(path.toStdString()), "NYU_depth.pgm");
    QVERIFY(codes && *codes);
    const auto [least, most] =
        std::minmax_element((*codes)->data(), (*codes)->data() + (*codes)->pixelCount());
    QCOMPARE(*least, 839.0);
    QCOMPARE(*most, 2047.0);
  }

  /// Whatever is told of it: it grows with depth, but no scale makes it metres.
  void rawDisparityOfAKinectIsRefused() {
    FILLSCOPE_NEEDS_SHARED_DATA(path, "rgbd/other-encodings/NYU_depth.pgm");
    for (const DepthEncoding& told : {DepthEncoding{}, {0.001}, {0, 0, DepthKind::relative}}) {
      const auto refused = loadDepth(path.toStdString(), told);
      QVERIFY(!refused.ok());
      QCOMPARE(refused.error().code, ErrorCode::badInput);
      const std::string sentence = refused.error().sentence();
      QVERIFY2(sentence.find("Kinect") != std::string::npos && sentence.find("1092.5") != std::string::npos,
               sentence.c_str());
    }
    // Millimetres of about the same range are not, be they clipped at 2047 or not measured in places.
    const std::vector<std::uint16_t> near{839, 1040, 2047, 0, 900, 901}, far{839, 1040, 2047, 1300, 900, 901};
    for (const auto& values : {near, far})
      QVERIFY(loadDepth(made("mm.pgm", "P5 3 2 65535\n" + bytesOf(values, true)), {0.001}).ok());
  }

  void bothByteOrdersOfAPgm() {
    std::vector<std::uint16_t> values;
    for (int y = 0; y < 20; ++y)
      for (int x = 0; x < 30; ++x)
        values.push_back(static_cast<std::uint16_t>(900 + 7 * x + 3 * y));
    const auto high =
        loadDepth(made("high.pgm", "P5\n# a comment\n30 20\n65535\n" + bytesOf(values, true)), {1e-3, 0});
    const auto low = loadDepth(made("low.pgm", "P5 30 20 4000\n" + bytesOf(values)), {1e-3, 0});
    QVERIFY(high && low);
    QVERIFY(high->values == low->values);
    QCOMPARE(high->values.at(2, 1), 0.917f);
    const auto flat = loadDepth(
        made("flat.pgm", "P5 2 2 65535\n" + bytesOf(std::vector<std::uint16_t>(4, 258), true)), {1, 0});
    QCOMPARE(flat->values.at(0, 0), 258.0f);
  }

  void rotatedBits() {
    // d = (q << 13) | (q >> 3) on 16 bits; 4808 = 8 · 601 holds 601, 9 has its low bits at the top.
    const auto depth = loadDepth(
        made("r.npy", npy("<u2", "(1, 4)", bytesOf<std::uint16_t>({4808, 9, 65535, 0}))), {1e-4, 3});
    QVERIFY(depth);
    QCOMPARE(depth->values.at(0, 0), 0.0601f);
    QCOMPARE(depth->values.at(1, 0), float((1 << 13 | 1) * 1e-4));
    QCOMPARE(depth->values.at(2, 0), float(65535 * 1e-4));
    QCOMPARE(depth->values.at(3, 0), 0.0f);
  }

  void npyTellsItsSizeByItsBeginning() {
    const std::string one = npy("<f4", "(1, 48, 64)", std::string(48 * 64 * 4, 'x'));
    QCOMPARE(npyPlaneSize(one.substr(0, 256)), (std::pair{64, 48}));
    QCOMPARE(npyPlaneSize(npy("<f4", "(48, 64, 1)", {})), (std::pair{64, 48}));
    QCOMPARE(npyPlaneSize(npy("<f4", "(3, 48, 64)", {})), (std::pair{0, 0}));
    QCOMPARE(npyPlaneSize(one.substr(0, 20)), (std::pair{0, 0}));
    QCOMPARE(npyPlaneSize("no array"), (std::pair{0, 0}));
  }

  void npyOfAllKinds_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("integer");
    const auto row = [](const char* name, const std::string& bytes, bool integer) {
      QTest::newRow(name) << QByteArray(bytes.data(), qsizetype(bytes.size())) << integer;
    };
    const std::vector<double> d{1, 2, 3, 4, 5, 6};
    const std::vector<float> f(d.begin(), d.end());
    const std::vector<std::uint16_t> u2(d.begin(), d.end());
    row("float32", npy("<f4", "(2, 3)", bytesOf(f)), false);
    row("float64, high byte first", npy(">f8", "(2, 3)", bytesOf(d, true)), false);
    row("float16",
        npy("<f2", "(2, 3)", bytesOf<std::uint16_t>({0x3c00, 0x4000, 0x4200, 0x4400, 0x4500, 0x4600})),
        false);
    row("uint16", npy("<u2", "(2, 3)", bytesOf(u2)), true);
    row("uint16, high byte first", npy(">u2", "(2, 3)", bytesOf(u2, true)), true);
    row("int16", npy("<i2", "(2, 3)", bytesOf<std::int16_t>({1, 2, 3, 4, 5, 6})), true);
    row("uint32", npy("<u4", "(2, 3)", bytesOf<std::uint32_t>({1, 2, 3, 4, 5, 6})), true);
    row("int32, high byte first", npy(">i4", "(2, 3)", bytesOf<std::int32_t>({1, 2, 3, 4, 5, 6}, true)),
        true);
    row("int64", npy("<i8", "(2, 3)", bytesOf<std::int64_t>({1, 2, 3, 4, 5, 6})), true);
    row("one plane in front", npy("<f4", "(1, 2, 3)", bytesOf(f)), false);
    row("one channel behind", npy("<f4", "(2, 3, 1)", bytesOf(f)), false);
    row("both", npy("<f4", "(1, 1, 2, 3, 1)", bytesOf(f)), false);
    row("Fortran order", npy("<f4", "(2, 3)", bytesOf<float>({1, 4, 2, 5, 3, 6}), true), false);
    row("Fortran order, one plane", npy("<f4", "(1, 2, 3)", bytesOf<float>({1, 4, 2, 5, 3, 6}), true), false);
    row("version 2", npy("<f4", "(2, 3)", bytesOf(f), false, 2), false);
    row("Python 2's long", npy("<f4", "(2L, 3L)", bytesOf(f)), false);
  }

  void npyOfAllKinds() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, integer);
    const auto path = made("a.npy", bytes.toStdString());
    QCOMPARE(depthNeedsScale(path).value(), integer);
    const auto depth = loadDepth(path, {integer ? 0.5 : 0, 0});
    QVERIFY2(depth, depth.ok() ? "" : depth.error().sentence().c_str());
    QCOMPARE(depth->width(), 3);
    QCOMPARE(depth->height(), 2);
    for (int i = 0; i < 6; ++i)
      QCOMPARE(depth->values.at(i % 3, i / 3), float((i + 1) * (integer ? 0.5 : 1)));
    QVERIFY(
        !loadDepth(made("cut.npy", bytes.toStdString().substr(0, std::size_t(bytes.size()) - 1)), {1, 0}));
  }

  void oneColumnAndOneRow() {
    const auto column = loadDepth(made("c.npy", npy("<f4", "(3, 1)", bytesOf<float>({1, 2, 3}))), {});
    QVERIFY(column);
    QCOMPARE(column->width(), 1);
    QCOMPARE(column->height(), 3);
  }

  void whatIsNoMeasurementBecomesZero() {
    const float nan = std::numeric_limits<float>::quiet_NaN(), inf = std::numeric_limits<float>::infinity();
    const auto depth =
        loadDepth(made("n.npy", npy("<f4", "(1, 5)", bytesOf<float>({nan, inf, -inf, -1, 2}))), {});
    QVERIFY(depth);
    for (int x = 0; x < 4; ++x)
      QCOMPARE(depth->values.at(x, 0), 0.0f);
    QCOMPARE(depth->values.at(4, 0), 2.0f);
  }

  void aScaleOfIntegersIsNotThatOfFloats() {
    const DepthMap depth = ramp(8, 8);
    const auto integers = std::filesystem::path(folder_.filePath("i.png").toStdString());
    const auto floats = std::filesystem::path(folder_.filePath("f.npy").toStdString());
    QVERIFY(saveDepth(depth, integers, 1e-4));
    QVERIFY(saveDepth(depth, floats));
    const DepthEncoding told{1e-4, 3};
    QVERIFY(*encodingBeside(integers, floats, told) == DepthEncoding{});
    QVERIFY(*encodingBeside(integers, integers, told) == told);
    QVERIFY(*encodingBeside(floats, integers, told) == told);
    QVERIFY(*encodingBeside(floats, floats, told) == told); // said of both on purpose
    QVERIFY(!encodingBeside(integers, "missing.npy", told));
    QVERIFY(!encodingBeside("missing.npy", floats, told));
  }

  void mapsWithoutAUnitNeedNoScale() {
    const auto bytes = npy("<u2", "(1, 3)", bytesOf<std::uint16_t>({0, 500, 65535}));
    const auto file = made("without.npy", bytes);
    QVERIFY(!loadDepth(file, {}));
    for (const DepthKind kind : {DepthKind::relative, DepthKind::inverse}) {
      for (const double scale : {0.0, 1e-3}) {
        const auto depth = loadDepth(file, {scale, 0, kind});
        QVERIFY2(depth, depth ? "" : depth.error().sentence().c_str());
        QVERIFY(depth->kind == kind && depth->unit.empty() && !depth->hasUnit());
        QCOMPARE(depth->values.at(0, 0), 0.0f);
        QCOMPARE(depth->values.at(1, 0), 500.0f);
        QCOMPARE(depth->values.at(2, 0), 65535.0f);
      }
      QCOMPARE(loadDepth(file, {0, 3, kind})->values.at(1, 0), float(std::uint16_t(500 << 13 | 500 >> 3)));
      const DepthEncoding told{0, 3, kind};
      const auto floats = made("floats.npy", npy("<f4", "(1, 1)", bytesOf<float>({0.25f})));
      QVERIFY(*encodingBeside(file, floats, told) == told);
      QCOMPARE(loadDepth(floats, told)->values.at(0, 0), 0.25f);
    }
    const auto metric = loadDepth(file, {1e-3, 0});
    QVERIFY(metric->kind == DepthKind::metric && metric->unit == "m" && metric->hasUnit());
    QCOMPARE(metric->values.at(1, 0), 0.5f);
  }

  void savedDepthComesBack_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("tolerance");
    QTest::newRow("16-bit PNG") << "größe, #1.png" << 0.5e-4 + 1e-8;
    QTest::newRow("float TIFF") << "d.tiff" << 0.0;
    QTest::newRow("float TIF") << "d.tif" << 0.0;
    QTest::newRow("npy") << "d.npy" << 0.0;
  }

  void savedDepthComesBack() {
    QFETCH(QString, name);
    QFETCH(double, tolerance);
    const DepthMap depth = ramp(37, 21);
    const std::filesystem::path path = folder_.filePath(name).toStdString();
    const auto saved = saveDepth(depth, path);
    QVERIFY2(saved, saved.ok() ? "" : saved.error().sentence().c_str());
    const auto again = loadDepth(path, {tolerance > 0 ? 1e-4 : 0, 0});
    QVERIFY2(again, again.ok() ? "" : again.error().sentence().c_str());
    QVERIFY(again->values.sameSize(depth.values));
    QCOMPARE(depthNeedsScale(path).value(), tolerance > 0);
    for (std::size_t i = 0; i < depth.values.pixelCount(); ++i) {
      const float a = again->values.data()[i], b = depth.values.data()[i];
      QVERIFY(std::abs(a - b) <= tolerance);
      QCOMPARE(DepthMap::isMeasured(a), DepthMap::isMeasured(b));
    }
  }

  /// Asked of every picture of a project at once: the samples, which are broken here, are not read.
  void whetherSamplesAreIntegersIsInTheHeader_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("integers");
    QTest::newRow("float TIFF") << "f.tiff" << false;
    QTest::newRow("float npy") << "f.npy" << false;
    QTest::newRow("16-bit TIFF") << "u.tiff" << true;
    QTest::newRow("16-bit npy") << "u.npy" << true;
  }
  void whetherSamplesAreIntegersIsInTheHeader() {
    QFETCH(QString, name);
    QFETCH(bool, integers);
    const std::filesystem::path path = folder_.filePath(name).toStdString();
    if (name == QStringLiteral("u.npy")) {
      QVERIFY(writeFileAtomically(path, npy("<u2", "(4000, 4000)", "cut off")).ok());
    } else if (name == QStringLiteral("u.tiff")) {
      const cv::Mat samples(37, 21, CV_16U, cv::Scalar(7));
      QVERIFY(cv::imwrite(path.string(), samples));
    } else {
      QVERIFY(saveDepth(ramp(37, 21), path));
    }
    std::string bytes = readFile(path).value();
    if (name.endsWith(QStringLiteral(".npy"))) {
      bytes.resize(std::min<std::size_t>(bytes.size(), 130));
    } else {
      std::uint32_t directory = 0;
      std::memcpy(&directory, bytes.data() + 4, sizeof directory);
      QVERIFY(directory > 8 && directory < bytes.size());
      std::fill(bytes.begin() + 8, bytes.begin() + static_cast<std::ptrdiff_t>(directory), '\xff');
    }
    QVERIFY(writeFileAtomically(path, bytes).ok());
    QCOMPARE(depthNeedsScale(path).value(), integers);
  }

  void whatCannotBeSaved() {
    DepthMap far = ramp(4, 4);
    far.values.at(1, 1) = 7;
    const auto tooFar = saveDepth(far, folder_.filePath("far.png").toStdString());
    QVERIFY(!tooFar && tooFar.error().what.find("7 m do not fit") == 0);
    QVERIFY(saveDepth(far, folder_.filePath("far.png").toStdString(), 1e-3));
    DepthMap relative = ramp(4, 4);
    relative.kind = DepthKind::relative;
    QVERIFY(!saveDepth(relative, folder_.filePath("r.png").toStdString()));
    QVERIFY(saveDepth(relative, folder_.filePath("r.tiff").toStdString()));
    QVERIFY(!saveDepth(relative, folder_.filePath("r.jpg").toStdString()));
    QVERIFY(!saveDepth({}, folder_.filePath("r.npy").toStdString()));
    QVERIFY(!QFile::exists(folder_.filePath("r.png")));
  }

  /// 255 steps of 50 cm, as earlier programs kept depth; 0 is no measurement.
  void eightBitsAreReadWithAScale() {
    QTemporaryDir home;
    const auto at = [&](const char* name) { return std::filesystem::path(home.path().toStdString()) / name; };
    const std::string samples("\x00\x01\x80\xff", 4);
    Image grey(4, 1, 1);
    for (int x = 0; x < 4; ++x)
      grey.at(x, 0) = static_cast<std::uint8_t>(samples[static_cast<std::size_t>(x)]);
    QVERIFY(saveImage(grey, at("a.png")).ok());
    QVERIFY(writeFileAtomically(at("a.pgm"), "P5 4 1 255\n" + samples).ok());
    QVERIFY(writeFileAtomically(at("a.npy"), npy("|u1", "(1, 4)", samples)).ok());
    for (const char* name : {"a.png", "a.pgm", "a.npy"}) {
      QVERIFY(depthHasFewSteps(at(name)));
      QVERIFY(depthNeedsScale(at(name)).value());
      const double step = 0.5 / 255;
      const auto metric = loadDepth(at(name), {step, 0});
      QVERIFY2(metric.ok(), metric.ok() ? "" : metric.error().sentence().c_str());
      const auto inverse = loadDepth(at(name), {0, 0, DepthKind::inverse});
      QVERIFY(inverse.ok() && inverse->unit.empty());
      const int steps[] = {0, 1, 128, 255};
      for (int x = 0; x < 4; ++x) {
        QCOMPARE(metric->values.at(x, 0), static_cast<float>(steps[x] * step));
        QCOMPARE(inverse->values.at(x, 0), static_cast<float>(steps[x]));
      }
      QVERIFY(!metric->isMeasuredAt(0, 0));
    }
    const Image level(16, 16, 1, 200);
    QVERIFY(saveImage(level, at("a.jpg")).ok());
    const auto jpeg = loadDepth(at("a.jpg"), {0.001, 0});
    QVERIFY(jpeg.ok() && depthHasFewSteps(at("a.jpg")) && std::abs(jpeg->values.at(8, 8) - 0.2) < 0.002);
    DepthMap deep;
    deep.values = Raster<float>(4, 3, 1, 1.0f);
    for (const char* name : {"deep.png", "deep.tiff", "deep.npy"}) {
      QVERIFY(saveDepth(deep, at(name)).ok());
      QVERIFY2(!depthHasFewSteps(at(name)), name);
    }
    QVERIFY(!depthHasFewSteps(at("nowhere.png")));
  }

  /// As depth cameras' programs dump it; how large it is only its length tells.
  void rawDumpsAreReadBySize() {
    for (const auto& [width, height] : {std::pair{848, 480}, std::pair{640, 480}, std::pair{1280, 720}}) {
      std::vector<std::uint16_t> values(static_cast<std::size_t>(width) * height);
      for (std::size_t k = 0; k < values.size(); ++k)
        values[k] = static_cast<std::uint16_t>(k % 60000);
      const auto path = made("dump.raw", bytesOf(values));
      QVERIFY(depthNeedsScale(path).value() && !depthHasFewSteps(path));
      const auto depth = loadDepth(path, {0.001, 0});
      QVERIFY2(depth.ok(), depth.ok() ? "" : depth.error().sentence().c_str());
      QVERIFY(depth->values.sameSize(width, height));
      QVERIFY(!depth->isMeasuredAt(0, 0));
      QCOMPARE(depth->values.at(7, 3), static_cast<float>(0.001 * ((3 * width + 7) % 60000)));
      QCOMPARE(depth->values.at(width - 1, 0), static_cast<float>(0.001 * (width - 1)));
    }
  }

  void whatIsRefused_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<double>("scale");
    QTest::addColumn<int>("rotation");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* title, const char* name, const std::string& bytes, double scale,
                        int rotation, const char* words) {
      QTest::newRow(title) << name << QByteArray(bytes.data(), qsizetype(bytes.size())) << scale << rotation
                           << words;
    };
    const std::string two = bytesOf<std::uint16_t>({1, 2});
    row("no scale", "a.npy", npy("<u2", "(1, 2)", two), 0, 0, "scale of this file is not known");
    row("negative scale", "a.npy", npy("<u2", "(1, 2)", two), -1, 0, "above zero");
    row("rotation too far", "a.npy", npy("<u2", "(1, 2)", two), 1, 16, "0 to 15");
    row("rotation of 32 bits", "a.npy", npy("<u4", "(1, 1)", std::string(4, '\1')), 1, 3, "16-bit");
    row("8-bit npy without a scale", "a.npy", npy("|u1", "(1, 2)", "ab"), 0, 0,
        "this file of 8 bits, 256 steps, is not known. Give the metres per step, such as 0.00196");
    row("8-bit PGM without a scale", "a.pgm", "P5 2 1 255\nab", 0, 0, "8 bits");
    row("8-bit values are not rotated", "a.pgm", "P5 2 1 255\nab", 1, 3, "16-bit");
    row("PGM cut off", "a.pgm", "P5 2 1 65535\nabc", 1, 0, "cut off");
    row("a dump of no camera's size", "a.raw", std::string(1000, 'a'), 1, 0,
        "1000 bytes are no 16-bit depth");
    row("a dump without a scale", "a.raw", std::string(2 * 640 * 480, 'a'), 0, 0, "scale of this file");
    row("colours", "a.ppm", "P6 1 1 255\nabc", 1, 0, "3 channels");
    row("colours as npy", "a.npy", npy("<f4", "(3, 2, 2)", std::string(48, '\0')), 0, 0, "(3, 2, 2)");
    row("complex npy", "a.npy", npy("<c8", "(1, 1)", std::string(8, '\0')), 0, 0, "\"c8\"");
    row("objects", "a.npy", npy("|O8", "(1, 1)", std::string(8, '\0')), 0, 0, "expected floats or integers");
    row("sides of nothing", "a.npy", npy("<f4", "(0, 3)", ""), 0, 0, "(0, 3)");
    row("sides without end", "a.npy", npy("<f4", "(1000000, 1000000)", ""), 0, 0, "1000000");
    row("npy header cut off", "a.npy", "\x93NUMPY\1", 1, 0, "cut off");
    row("npy without a dictionary", "a.npy", std::string("\x93NUMPY\1\0\2\0{}", 12), 1, 0, "header");
    row("empty", "a.png", "", 1, 0, "empty");
    row("text", "a.png", "This is no picture.", 1, 0, "no picture");
    row("PNG cut off", "a.png", std::string("\x89PNG\r\n\x1a\n\0\0\0\xdIHDR", 16), 1, 0, "cut off");
  }

  void whatIsRefused() {
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(double, scale);
    QFETCH(int, rotation);
    QFETCH(QString, words);
    const auto depth = loadDepth(made(name, bytes.toStdString()), {scale, rotation});
    QVERIFY(!depth);
    const QString sentence = QString::fromStdString(depth.error().sentence());
    QVERIFY2(sentence.contains(words) && sentence.contains(name), qPrintable(sentence));
    QCOMPARE(int(depth.error().code), int(ErrorCode::badInput));
  }

  void missingFile() {
    QCOMPARE(int(loadDepth(folder_.filePath("none.png").toStdString(), {1, 0}).error().code),
             int(ErrorCode::notFound));
    QVERIFY(!depthNeedsScale(folder_.filePath("none.png").toStdString()));
  }

  void colouredViewIsRefused() {
    FILLSCOPE_NEEDS_SHARED_DATA(path, "rgbd/fastdepth/depth.png");
    const auto depth = loadDepth(path.toStdString(), {1, 0});
    QVERIFY(!depth);
    QVERIFY(depth.error().what.find("4 channels") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TestDepthIo)
#include "test_depth_io.moc"
