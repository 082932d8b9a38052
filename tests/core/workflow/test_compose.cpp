// Data sets composed whole, in parts, stopped and gone on with; and the same bytes every time.
#include "core/base/file_io.h"
#include "core/formats/image_io.h"
#include "core/formats/zip_archive.h"
#include "core/workflow/compose.h"
#include "core/workflow/composition_files.h"
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <fstream>
#include <map>
#include <opencv2/imgcodecs.hpp>
#include <thread>

using namespace fillscope;
namespace fs = std::filesystem;

namespace {

/// A foreground as a file: an ellipse with a soft edge.
void writeForeground(const fs::path& path, int width, int height, int seed) {
  cv::Mat bgra(height, width, CV_8UC4);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const double dx = (x + 0.5) / width * 2 - 1, dy = (y + 0.5) / height * 2 - 1;
      const double alpha = std::clamp(3000 * (1.01 - std::sqrt(dx * dx + dy * dy)), 0.0, 255.0);
      bgra.at<cv::Vec4b>(y, x) = {std::uint8_t(seed * 40), std::uint8_t(x * 3), std::uint8_t(y * 2),
                                  std::uint8_t(alpha)};
    }
  QVERIFY(cv::imwrite(path.string(), bgra));
}

/// Names and bytes of all that lies below a folder, but seconds.
std::map<std::string, std::string> filesOf(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::string bytes = *readFile(entry.path());
    if (const auto at = bytes.find("\"seconds\""); at != std::string::npos)
      bytes.erase(at, bytes.find('\n', at) - at);
    files[entry.path().lexically_relative(folder).generic_string()] = bytes;
  }
  return files;
}

QString said(const Error& error) { return QString::fromStdString(error.sentence()); }

} // namespace

class TestCompose : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    fs::create_directories(root() / "bg/more");
    fs::create_directories(root() / "fg");
    for (int i = 0; i < 3; ++i) {
      Image image(80 + 20 * i, 64, 3);
      for (std::size_t k = 0; k < image.byteCount(); ++k)
        image.data()[k] = static_cast<std::uint8_t>(k * static_cast<std::size_t>(7 + i) % 253);
      QVERIFY(
          saveImage(image, root() / (i == 2 ? "bg/more/bg10.png" : "bg/bg" + std::to_string(i + 1) + ".png"))
              .ok());
    }
    for (int i = 0; i < 4; ++i)
      writeForeground(root() / ("fg/fg" + std::to_string(i + 1) + ".png"), 18 + i, 30, i);
    spec_.backgrounds = (root() / "bg").string(), spec_.foregrounds = (root() / "fg").string();
    spec_.width = 64, spec_.height = 48, spec_.foregroundLow = 20, spec_.foregroundHigh = 24;
    spec_.positions = 5, spec_.samplesPerShard = 25; // 3 × 4 × 2 × 5 = 120 samples, 5 shards
  }
  void init() {
    out_ =
        root() / QTest::currentTestFunction() / (QTest::currentDataTag() ? QTest::currentDataTag() : "set");
  }

  void everySplitGivesTheSameFiles_data() {
    QTest::addColumn<int>("format");
    QTest::newRow("tar") << int(ShardFormat::tar);
    QTest::newRow("zip") << int(ShardFormat::zip);
    QTest::newRow("dir") << int(ShardFormat::folder);
  }
  void everySplitGivesTheSameFiles() {
    QFETCH(int, format);
    ComposeRequest request = requestFor(out_ / "whole");
    request.format = static_cast<ShardFormat>(format);
    request.threads = 1;
    const auto whole = composeDataSet(request);
    QVERIFY2(whole.ok(), whole.ok() ? "" : qPrintable(said(whole.error())));
    QCOMPARE(whole->samples, std::uint64_t(120));
    QCOMPARE(whole->written, std::uint64_t(5));
    QCOMPARE(whole->missing, std::uint64_t(0));

    request.folder = out_ / "parts", request.threads = 3, request.parts = 3;
    for (const int part : {2, 0, 1}) {
      request.part = part;
      const auto done = composeDataSet(request);
      QVERIFY(done.ok());
      QCOMPARE(done->missing == 0, part == 1);
      QCOMPARE(fs::exists(request.folder / "dataset.json"), part == 1);
    }
    const auto a = filesOf(out_ / "whole"), b = filesOf(out_ / "parts");
    QCOMPARE(a.size(), b.size());
    for (const auto& [name, bytes] : a)
      QVERIFY2(b.contains(name) && b.at(name) == bytes, name.c_str());
    const auto checked = mergeComposedSet(out_ / "parts", true);
    QVERIFY2(checked.ok(), checked.ok() ? "" : qPrintable(said(checked.error())));
    QCOMPARE(checked->samples, std::uint64_t(120));
    QVERIFY(checked->bytes == whole->bytes);
  }

  void labelsSayWhatThePicturesShow() {
    ComposeRequest request = requestFor(out_);
    request.format = ShardFormat::folder;
    request.spec.quality = 100;
    QVERIFY(composeDataSet(request).ok());
    const QStringList lines =
        QString::fromStdString(*readFile(out_ / "labels.txt")).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 120);
    ChannelSums mask;
    std::map<QString, int> backgrounds;
    for (const QString& line : lines) {
      const QStringList fields = line.split('\t');
      QCOMPARE(fields.size(), 10);
      QVERIFY(fields[4].isEmpty());
      ++backgrounds[fields[0]];
      const auto image = loadImage(out_ / fields[2].toStdString());
      const auto shown = loadImage(out_ / fields[3].toStdString());
      QVERIFY(image.ok() && shown.ok() && image->sameSize(64, 48) && shown->sameSize(64, 48));
      // The box is the least around the mask.
      const int x = fields[6].toInt(), y = fields[7].toInt(), w = fields[8].toInt(), h = fields[9].toInt();
      int left = 64, right = -1, top = 48, bottom = -1;
      Image grey(64, 48, 1);
      for (int row = 0; row < 48; ++row)
        for (int column = 0; column < 64; ++column) {
          grey.at(column, row) = shown->at(column, row, 0);
          if (shown->at(column, row, 0) == 0) continue;
          left = std::min(left, column), right = std::max(right, column);
          top = std::min(top, row), bottom = std::max(bottom, row);
        }
      QVERIFY(left == x && right == x + w - 1 && top == y && bottom == y + h - 1);
      mask += sumsOf(grey);
    }
    QVERIFY((backgrounds == std::map<QString, int>{{"bg1.png", 40}, {"bg2.png", 40}, {"more/bg10.png", 40}}));
    const auto summary = mergeComposedSet(out_, true);
    QVERIFY(summary->mask == mask); // PNG loses nothing
  }

  void resumingKeepsWhatIsWhole() {
    ComposeRequest request = requestFor(out_);
    std::atomic<int> reports{0};
    const Progress stopSoon{[&](double, std::string_view step) { reports += step.starts_with("Sample"); },
                            [&] { return reports >= 2; }};
    const auto stopped = composeDataSet(request, stopSoon);
    QVERIFY(!stopped.ok());
    QCOMPARE(stopped.error().code, ErrorCode::cancelled);
    QVERIFY(fs::exists(out_ / "shard-000001.json") && !fs::exists(out_ / "shard-000002.tar"));
    QCOMPARE(said(mergeComposedSet(out_, false).error()).contains("3 of 5 shards are missing or not whole"),
             true);
    const auto before = filesOf(out_);

    std::ofstream(out_ / "shard-000001.json") << "{"; // damaged: made again
    request.resume = true;
    const auto done = composeDataSet(request);
    QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(said(done.error())));
    QCOMPARE(done->kept, std::uint64_t(1));
    QCOMPARE(done->written, std::uint64_t(4));
    QCOMPARE(filesOf(out_).at("shard-000001.tar") == before.at("shard-000001.tar"), true);
    QVERIFY(mergeComposedSet(out_, true).ok());
  }

  void whatIsNotWholeIsMadeAgain_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("cut");
    QTest::newRow("no archive") << int(ShardFormat::tar) << "shard-000001.tar" << false;
    QTest::newRow("a short archive") << int(ShardFormat::zip) << "data_part2.zip" << true;
    QTest::newRow("a file less") << int(ShardFormat::folder) << "data_2/Fg-Bg/fg-bg30.jpg" << false;
    QTest::newRow("a short picture") << int(ShardFormat::folder) << "data_2/Fg-Bg/fg-bg30.jpg" << true;
    QTest::newRow("no labels") << int(ShardFormat::tar) << "shard-000001.labels.txt" << false;
    QTest::newRow("no record") << int(ShardFormat::tar) << "shard-000001.json" << false;
  }
  void whatIsNotWholeIsMadeAgain() {
    QFETCH(int, format);
    QFETCH(QString, file);
    QFETCH(bool, cut);
    ComposeRequest request = requestFor(out_);
    request.format = static_cast<ShardFormat>(format);
    QVERIFY(composeDataSet(request).ok());
    const auto before = filesOf(out_);
    const fs::path path = out_ / file.toStdString();
    if (cut)
      fs::resize_file(path, 1000);
    else
      fs::remove(path);
    const auto merged = mergeComposedSet(out_, false);
    QVERIFY(!merged.ok());
    QVERIFY2(said(merged.error()).contains("1 of 5 shards are missing or not whole"),
             qPrintable(said(merged.error())));
    request.resume = true;
    const auto again = composeDataSet(request);
    QVERIFY2(again.ok(), again.ok() ? "" : qPrintable(said(again.error())));
    QCOMPARE(again->written, std::uint64_t(1));
    QCOMPARE(again->kept, std::uint64_t(4));
    QVERIFY(filesOf(out_) == before);
  }

  void changedLabelsAreFound() {
    QVERIFY(composeDataSet(requestFor(out_)).ok());
    const fs::path path = out_ / "shard-000002.labels.txt";
    std::string lines = *readFile(path);
    lines[0] ^= 1;
    QVERIFY(writeFileAtomically(path, lines).ok());
    const auto merged = mergeComposedSet(out_, false);
    QVERIFY(!merged.ok() && said(merged.error()).contains("these labels were changed"));
  }

  void partsMayStartAtOnce() {
    std::vector<std::thread> parts;
    std::atomic<int> done{0}, wrong{0};
    for (int part = 0; part < 5; ++part)
      parts.emplace_back([&, part] {
        ComposeRequest request = requestFor(out_);
        request.part = part, request.parts = 5, request.threads = 1, request.resume = true;
        const auto composed = composeDataSet(request);
        wrong += !composed.ok();
        done += composed.ok() && composed->missing == 0;
      });
    for (std::thread& part : parts)
      part.join();
    QCOMPARE(wrong.load(), 0);
    QVERIFY(done.load() >= 1);
    QVERIFY(mergeComposedSet(out_, true).ok());
  }

  void aBadForegroundSpoilsNoFolder() {
    const fs::path foregrounds = out_ / "fg";
    fs::create_directories(out_);
    fs::copy(root() / "fg", foregrounds);
    QVERIFY(cv::imwrite((foregrounds / "zz.png").string(), cv::Mat(30, 20, CV_8UC4, cv::Scalar(0, 0, 0, 0))));
    ComposeRequest request = requestFor(out_ / "set");
    request.spec.foregrounds = foregrounds.string(), request.spec.shuffled = false;
    QVERIFY(said(composeDataSet(request).error()).contains("zz.png: this foreground is transparent"));
    QVERIFY(said(planComposition(request.spec, 1, ShardFormat::tar).error()).contains("zz.png"));
    QVERIFY(!fs::exists(out_ / "set"));
    fs::remove(foregrounds / "zz.png");
    writeForeground(foregrounds / "._fg1.png", 3, 3, 1); // a Mac's, hidden
    QVERIFY(composeDataSet(request).ok());
  }

  void aSetDoesNotLieAmongItsPictures() {
    for (const char* inside : {"bg", "bg/set", "fg/a/b"})
      QVERIFY(said(composeDataSet(requestFor(root() / inside)).error()).contains("among the pictures"));
  }

  void namesThatBreakLabelsAreRefused() {
    fs::create_directories(out_ / "fg");
    for (const std::string name : {"a\tb.png", "caf\xe9.png"}) {
      writeForeground(out_ / "fg" / name, 18, 22, 1);
      CompositionSpec spec = spec_;
      spec.foregrounds = (out_ / "fg").string();
      const auto sources = openCompositionSources(spec);
      QVERIFY(!sources.ok() && said(sources.error()).contains("cannot stand in labels"));
      fs::remove(out_ / "fg" / name);
    }
  }

  void aSetsOwnFileIsASpecification() {
    QVERIFY(composeDataSet(requestFor(out_)).ok());
    const auto spec = loadCompositionSpec(out_ / "compose.json");
    QVERIFY(spec.ok());
    QVERIFY(*spec == spec_);
  }

  void changedFilesAreFound_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("file");
    QTest::newRow("tar") << int(ShardFormat::tar) << "shard-000003.tar";
    QTest::newRow("dir") << int(ShardFormat::folder) << "data_4/Fg-Bg-Mask/fg-bg-mask77.png";
  }
  void changedFilesAreFound() {
    QFETCH(int, format);
    QFETCH(QString, file);
    ComposeRequest request = requestFor(out_);
    request.format = static_cast<ShardFormat>(format);
    QVERIFY(composeDataSet(request).ok());
    const fs::path path = out_ / file.toStdString();
    std::string bytes = *readFile(path);
    bytes[bytes.size() / 2] ^= 1;
    QVERIFY(writeFileAtomically(path, bytes).ok());
    QVERIFY(mergeComposedSet(out_, false).ok());
    const auto checked = mergeComposedSet(out_, true);
    QVERIFY(!checked.ok());
    QVERIFY2(said(checked.error()).contains("shard-000003.json and compose again"),
             qPrintable(said(checked.error())));
  }

  void otherSetsAndOtherFilesAreLeftAlone() {
    ComposeRequest request = requestFor(out_);
    QVERIFY(composeDataSet(request).ok());
    request.seed = 8;
    QVERIFY(said(composeDataSet(request).error()).contains("holds a data set of seed 7"));
    request.seed = 7, request.spec.quality = 50;
    QVERIFY(said(composeDataSet(request).error()).contains("another specification"));
    request = requestFor(out_), request.format = ShardFormat::zip;
    QVERIFY(said(composeDataSet(request).error()).contains("format tar"));
    fs::create_directories(out_ / "other");
    std::ofstream(out_ / "other/notes.txt") << "mine";
    request = requestFor(out_ / "other");
    QVERIFY(said(composeDataSet(request).error()).contains("holds other files"));
    QVERIFY(said(mergeComposedSet(root() / "bg", false).error())
                .contains("choose a folder that compose wrote", Qt::CaseInsensitive));
  }

  void otherPicturesAreAnotherSet() {
    const fs::path foregrounds = out_ / "fg";
    fs::create_directories(out_);
    fs::copy(root() / "fg", foregrounds);
    ComposeRequest request = requestFor(out_ / "set");
    request.spec.foregrounds = foregrounds.string();
    QVERIFY(composeDataSet(request).ok());
    request.resume = true;
    // The same pictures elsewhere are the same set.
    request.spec.foregrounds = (root() / "fg").string();
    QCOMPARE(composeDataSet(request)->kept, std::uint64_t(5));
    writeForeground(foregrounds / "fg2.png", 19, 30, 9);
    request.spec.foregrounds = foregrounds.string();
    QVERIFY(said(composeDataSet(request).error()).contains("other pictures"));
  }

  void foldersOfASpecificationAreRelativeToIt() {
    fs::create_directories(out_);
    CompositionSpec spec = spec_;
    spec.backgrounds = "../../bg", spec.foregrounds = (root() / "fg").string();
    std::ofstream(out_ / "spec.json") << compositionSpecJson(spec);
    const auto loaded = loadCompositionSpec(out_ / "spec.json");
    QVERIFY(loaded.ok());
    QCOMPARE(QString::fromStdString(loaded->backgrounds), QString::fromStdString((root() / "bg").string()));
    const auto sources = openCompositionSources(*loaded);
    QVERIFY(sources.ok());
    QVERIFY((sources->backgrounds == std::vector<std::string>{"bg1.png", "bg2.png", "more/bg10.png"}));
  }

  void badPicturesAreNamed_data() {
    QTest::addColumn<QString>("says");
    QTest::newRow("opaque") << "fg9.png: this picture has no alpha channel";
    QTest::newRow("cut off") << "fg9.png";
    QTest::newRow("none") << "holds no pictures";
    QTest::newRow("unnamed") << "no folder of foregrounds is named";
  }
  void badPicturesAreNamed() {
    QFETCH(QString, says);
    const QString tag = QTest::currentDataTag();
    const fs::path foregrounds = out_ / "fg";
    fs::create_directories(foregrounds);
    if (tag == "opaque") {
      QVERIFY(saveImage(Image(20, 30, 3, 9), foregrounds / "fg9.png").ok());
    } else if (tag == "cut off") {
      const std::string bytes = *readFile(root() / "fg/fg1.png");
      QVERIFY(writeFileAtomically(foregrounds / "fg9.png", bytes.substr(0, bytes.size() / 2)).ok());
    }
    ComposeRequest request = requestFor(out_ / "set");
    request.spec.foregrounds = tag == "unnamed" ? std::string() : foregrounds.string();
    const auto composed = composeDataSet(request);
    QVERIFY(!composed.ok());
    QVERIFY2(said(composed.error()).contains(says), qPrintable(said(composed.error())));
    QVERIFY(!fs::exists(out_ / "set" / "shard-000000.tar"));
  }

  void aPlanIsNearWhatComesOut() {
    const auto plan = planComposition(spec_, 7, ShardFormat::tar);
    QVERIFY(plan.ok());
    QCOMPARE(plan->samples, std::uint64_t(120));
    QCOMPARE(plan->shards, std::uint64_t(5));
    QCOMPARE(plan->backgrounds * 10 + plan->foregrounds, std::uint64_t(34));
    const auto composed = composeDataSet(requestFor(out_));
    // So small a set is tried in full; what ends an archive is not foreseen.
    QVERIFY(plan->bytes < composed->bytes && plan->bytes > composed->bytes - 5 * 11'000);
    QVERIFY(plan->samplesPerSecond > 0);
  }

  void theSheetShowsSamplesAndMasks() {
    const auto sheet = compositionSheet(spec_, 7, 6, 2, 80);
    QVERIFY(sheet.ok());
    QVERIFY(sheet->width() > 4 * 80 && sheet->height() > 3 * 80);
    std::size_t white = 0;
    for (std::size_t i = 0; i < sheet->pixelCount(); ++i)
      white += sheet->data()[3 * i] == 255 && sheet->data()[3 * i + 1] == 255;
    QVERIFY(white > 6 * 100);
  }

 private:
  fs::path root() const { return folder_.path().toStdString(); }
  ComposeRequest requestFor(const fs::path& folder) const {
    ComposeRequest request;
    request.spec = spec_, request.seed = 7, request.folder = folder;
    return request;
  }

  QTemporaryDir folder_;
  CompositionSpec spec_;
  fs::path out_;
};

QTEST_GUILESS_MAIN(TestCompose)
#include "test_compose.moc"
