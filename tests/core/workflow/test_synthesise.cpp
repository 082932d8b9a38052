// Synthetic sets on disk: the same bytes for every split, whole after every stop, and opened by the program.
#include "core/annotation/rim.h"
#include "core/base/json.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/formats/intrinsics_io.h"
#include "core/formats/via_project.h"
#include "core/workflow/measure.h"
#include "core/workflow/photo_files.h"
#include "synthesis_support.h"
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <cmath>
#include <fstream>

using namespace fillscope;
using namespace fillscope::tests;
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t setSize = 7;

std::string sentenceOf(const Result<SynthesisSummary>& result) {
  return result ? std::string() : result.error().sentence();
}

} // namespace

class TestSynthesise : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(temporary_.isValid());
    root_ = temporary_.path().toStdString();
    const auto written = synthesise(smallSet(root_ / "whole", setSize));
    QVERIFY2(written.ok(), sentenceOf(written).c_str());
    QCOMPARE(written->written, setSize);
    QCOMPARE(written->kept, std::uint64_t{0});
    QVERIFY(written->project == root_ / "whole" / "project.json");
    whole_ = contentsOf(root_ / "whole");
    QCOMPARE(whole_.size(), std::size_t{6 * setSize + 2});
  }

  void filesHoldWhatTheRendererGave() {
    const SynthesisRequest request = smallSet(root_ / "whole", setSize);
    for (std::uint64_t k = 0; k < setSize; ++k) {
      const auto photo = renderPhoto(samplePhotoScene(request.spec, request.seed, k));
      QVERIFY(photo.ok());
      const std::string name = photoName(k, setSize);
      QCOMPARE(name, "00000" + std::to_string(k));
      QVERIFY(*loadImage(request.folder / (name + ".color.png")) == photo->image);
      const auto depth = loadDepth(request.folder / (name + ".depth.png"), {1e-4, 0});
      const auto seen = loadDepth(request.folder / (name + ".camera-depth.png"), {1e-4, 0});
      QVERIFY(depth.ok() && seen.ok());
      for (int y = 0; y < 48; ++y)
        for (int x = 0; x < 64; ++x) {
          const float exact = photo->depth.values.at(x, y);
          if (exact > 6.5535f || !DepthMap::isMeasured(exact))
            QCOMPARE(depth->values.at(x, y), 0.0f);
          else
            QVERIFY(std::abs(depth->values.at(x, y) - exact) < 0.51e-4);
          if (photo->cameraDepth.isMeasuredAt(x, y) && photo->cameraDepth.values.at(x, y) < 6.5f)
            QVERIFY(std::abs(seen->values.at(x, y) - photo->cameraDepth.values.at(x, y)) < 0.51e-4);
          else
            QVERIFY(seen->values.at(x, y) == 0 || seen->values.at(x, y) > 6.49f);
        }
      const auto mask = loadImage(request.folder / (name + ".mask.png"));
      QVERIFY(mask.ok());
      for (int y = 0; y < 48; ++y)
        for (int x = 0; x < 64; ++x)
          QCOMPARE(int(mask->at(x, y)), photo->content.at(x, y) ? 255 : 0);
      const auto camera = loadIntrinsics(request.folder / (name + ".K.txt"));
      QVERIFY(camera.ok());
      QCOMPARE(camera->fx, photo->camera.fx);
      QCOMPARE(camera->cy, photo->camera.cy);
      const auto record = loadPhotoRecord(request.folder, name);
      QVERIFY2(record.ok(), record.ok() ? "" : record.error().sentence().c_str());
      QVERIFY(record->corners == photo->corners);
      QVERIFY(record->size == photo->size);
      QVERIFY(record->pose.rotation == photo->pose.rotation);
      QVERIFY(record->pose.translation == photo->pose.translation);
      QVERIFY(record->camera == photo->camera);
      QCOMPARE(record->k1, photo->k1);
      QCOMPARE(record->tilt, photo->tilt);
      QCOMPARE(record->fillPercent, photo->fillPercent);
      QCOMPARE(record->contentLitres, photo->contentLitres);
      QCOMPARE(record->boxLitres, photo->boxLitres);
    }
  }

  void everySplitGivesTheSameBytes_data() {
    QTest::addColumn<QList<int>>("order");
    QTest::addColumn<int>("threads");
    QTest::newRow("three shards") << QList<int>{0, 1, 2} << 1;
    QTest::newRow("shards the other way round") << QList<int>{2, 1, 0} << 1;
    QTest::newRow("one shard, three threads") << QList<int>{0} << 3;
    QTest::newRow("more shards than samples") << QList<int>{0, 1, 2, 3, 4, 5, 6, 7, 8} << 2;
  }
  void everySplitGivesTheSameBytes() {
    QFETCH(QList<int>, order);
    QFETCH(int, threads);
    const fs::path folder = freshFolder();
    std::uint64_t written = 0;
    for (qsizetype i = 0; i < order.size(); ++i) {
      SynthesisRequest request = smallSet(folder, setSize);
      request.shard = order[i];
      request.shards = static_cast<int>(order.size());
      request.threads = threads;
      const auto summary = synthesise(request);
      QVERIFY2(summary.ok(), sentenceOf(summary).c_str());
      written += summary->written;
      const bool complete = written == setSize;
      QCOMPARE(summary->project.empty(), !complete);
    }
    QCOMPARE(written, setSize);
    QVERIFY(contentsOf(folder) == whole_);
  }

  void resumeMendsWhatIsMissing() {
    const fs::path folder = freshFolder();
    fs::copy(root_ / "whole", folder, fs::copy_options::recursive);
    fs::remove(folder / "000001.color.png");
    fs::resize_file(folder / "000002.depth.png", 100);
    fs::remove(folder / "000003.json");
    std::ofstream(folder / "000004.json", std::ios::app) << "{";
    std::ofstream(folder / ".000005.mask.png~01234567.tmp") << "left by a killed writer";
    SynthesisRequest request = smallSet(folder, setSize);
    request.resume = true;
    const auto summary = synthesise(request);
    QVERIFY2(summary.ok(), sentenceOf(summary).c_str());
    QCOMPARE(summary->written, std::uint64_t{4});
    QCOMPARE(summary->kept, setSize - 4);
    QVERIFY(contentsOf(folder) == whole_);
  }

  void stoppedIsResumedToTheSameBytes() {
    const fs::path folder = freshFolder();
    SynthesisRequest request = smallSet(folder, setSize);
    std::atomic<int> asked{0};
    Progress progress;
    progress.isCancelled = [&] { return ++asked > 3; };
    const auto stopped = synthesise(request, progress);
    QVERIFY(!stopped.ok());
    QCOMPARE(stopped.error().code, ErrorCode::cancelled);
    QCOMPARE(contentsOf(folder).size(), std::size_t{6 * 3 + 1}); // whole samples and the marker
    request.resume = true;
    const auto summary = synthesise(request);
    QVERIFY2(summary.ok(), sentenceOf(summary).c_str());
    QCOMPARE(summary->kept, std::uint64_t{3});
    QVERIFY(contentsOf(folder) == whole_);
  }

  void aSetGrowsToWhatALargerOneIs() {
    const fs::path folder = freshFolder();
    QVERIFY(synthesise(smallSet(folder, 3)).ok());
    SynthesisRequest request = smallSet(folder, setSize);
    request.resume = true;
    const auto summary = synthesise(request);
    QVERIFY2(summary.ok(), sentenceOf(summary).c_str());
    QCOMPARE(summary->kept, std::uint64_t{3});
    QVERIFY(contentsOf(folder) == whole_);
  }

  void workOnTheProjectIsKept() {
    const fs::path folder = freshFolder();
    QVERIFY(synthesise(smallSet(folder, 2)).ok());
    std::ofstream(folder / "project.json", std::ios::app) << "\n";
    const auto before = readFile(folder / "project.json");
    SynthesisRequest request = smallSet(folder, 2);
    request.resume = true;
    QVERIFY(synthesise(request).ok());
    QCOMPARE(*readFile(folder / "project.json"), *before);
  }

  /// Somebody has named the project, moved a corner, drawn an outline and taken a picture out.
  void aSetThatGrowsKeepsWorkOnTheProject() {
    const fs::path folder = freshFolder();
    QVERIFY(synthesise(smallSet(folder, 4)).ok());
    auto project = loadViaProject(folder / "project.json");
    QVERIFY(project.ok());
    project->name = "Warehouse";
    auto rim = rimOf(project->pictures[1]);
    rim->corners[0] = {3.5, 4.25};
    setRim(project->pictures[1], *rim);
    Region outline;
    outline.shape = PolygonShape{{{1, 2}, {5, 2}, {3, 6}}};
    project->pictures[0].regions.push_back(outline);
    project->pictures.erase(project->pictures.begin() + 2);
    QVERIFY(saveViaProject(*project, folder / "project.json").ok());

    SynthesisRequest request = smallSet(folder, setSize);
    request.resume = true;
    request.shards = 2;
    const auto first = synthesise(request);
    QVERIFY2(first.ok(), sentenceOf(first).c_str());
    QVERIFY(first->project.empty()); // it lists too few
    request.shard = 1;
    for (int again = 0; again < 2; ++again) {
      const auto summary = synthesise(request);
      QVERIFY2(summary.ok(), sentenceOf(summary).c_str());
      QVERIFY(summary->project == folder / "project.json");
      const auto grown = loadViaProject(folder / "project.json");
      QVERIFY(grown.ok());
      QCOMPARE(grown->name, std::string("Warehouse"));
      QCOMPARE(grown->pictures.size(), std::size_t(setSize - 1));
      QVERIFY(std::equal(project->pictures.begin(), project->pictures.end(), grown->pictures.begin()));
      for (std::size_t i = 3; i < grown->pictures.size(); ++i)
        QCOMPARE(grown->pictures[i].filename, photoName(i + 1, setSize) + ".color.png");
    }
    QCOMPARE(*readFile(folder / "synth.json"), whole_.at("synth.json"));
  }

  void aSetThatGrowsKeepsAnUnreadableProjectAside() {
    const fs::path folder = freshFolder();
    QVERIFY(synthesise(smallSet(folder, 3)).ok());
    std::ofstream(folder / "project.json") << "{ cut sho";
    std::ofstream(folder / "project.json.unreadable") << "an older one";
    SynthesisRequest request = smallSet(folder, setSize);
    request.resume = true;
    const auto summary = synthesise(request);
    QVERIFY2(summary.ok(), sentenceOf(summary).c_str());
    auto files = contentsOf(folder);
    QCOMPARE(files["project.json.unreadable"], std::string("an older one"));
    QCOMPARE(files["project.json.unreadable-2"], std::string("{ cut sho"));
    files.erase("project.json.unreadable");
    files.erase("project.json.unreadable-2");
    QVERIFY(files == whole_);
  }

  void refuses_data() {
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("says");
    QTest::newRow("another seed") << "seed"
                                  << "samples of seed 5";
    QTest::newRow("another specification") << "spec"
                                           << "another specification";
    QTest::newRow("fewer samples") << "count"
                                   << "a set of 7 samples";
    QTest::newRow("longer names") << "names"
                                  << "longer names";
    QTest::newRow("other files") << "files"
                                 << "holds other files";
    QTest::newRow("no samples") << "none"
                                << "number of samples";
    QTest::newRow("a shard too many") << "shard"
                                      << "no such shard";
    QTest::newRow("a wrong range") << "range"
                                   << "width";
  }
  void refuses() {
    QFETCH(QString, change);
    QFETCH(QString, says);
    SynthesisRequest request = smallSet(root_ / "whole", setSize);
    if (change == QLatin1String("seed")) request.seed = 6;
    if (change == QLatin1String("spec")) request.spec.handShare = 0.5;
    if (change == QLatin1String("count")) request.count = 3;
    if (change == QLatin1String("names")) request.count = 1'000'001;
    if (change == QLatin1String("none")) request.count = 0;
    if (change == QLatin1String("shard")) request.shard = 1;
    if (change == QLatin1String("range")) request.spec.width = 0;
    if (change == QLatin1String("files")) {
      request.folder = freshFolder();
      fs::create_directories(request.folder);
      std::ofstream(request.folder / "letter.txt") << "dear";
    }
    const auto result = synthesise(request);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::badInput);
    QVERIFY2(sentenceOf(result).find(says.toStdString()) != std::string::npos, sentenceOf(result).c_str());
    QVERIFY(contentsOf(root_ / "whole") == whole_);
  }

  void refusesSamplesOfAnOlderGenerator() {
    const SynthesisRequest request = smallSet(freshFolder(), 2);
    QVERIFY(synthesise(request).ok());
    std::string said = contentsOf(request.folder)["synth.json"];
    const std::string own = "\"generator\": " + std::to_string(photoGeneratorVersion) + ",\n";
    QVERIFY(said.find(own) != std::string::npos);
    said.erase(said.find(own), own.size()); // as the first wrote it
    std::ofstream(request.folder / "synth.json") << said;
    const auto result = synthesise(request);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::badInput);
    QVERIFY2(sentenceOf(result).find("version 1 of the generator") != std::string::npos,
             sentenceOf(result).c_str());
  }

  void floatDepthIsExact() {
    const fs::path folder = freshFolder();
    SynthesisRequest request = smallSet(folder, 1);
    request.floatDepth = true;
    QVERIFY(synthesise(request).ok());
    const auto photo = renderPhoto(samplePhotoScene(request.spec, request.seed, 0));
    const auto depth = loadDepth(folder / "000000.depth.npy", {});
    QVERIFY(depth.ok());
    QVERIFY(depth->values == photo->depth.values);
    QCOMPARE(*readFile(folder / "000000.json"), whole_.at("000000.json")); // the option changes nothing else
  }

  /// The window opens the folder and measures the fill that the generator knows.
  void opensAndMeasures() {
    const fs::path folder = freshFolder();
    SynthesisRequest request = smallSet(folder, 20);
    request.spec.width = 256;
    request.spec.height = 192;
    request.spec.partialShare = 0;
    request.spec.protrudeShare = 0;
    request.spec.handShare = 0;
    request.spec.taper = request.spec.distortion = {0, 0};
    request.spec.tilt = {0, 15};
    request.spec.flapAngle = {90, 175};
    QVERIFY(synthesise(request).ok());
    const auto opened = openPath(folder);
    QVERIFY(opened.ok());
    QVERIFY(opened->projectFile == folder / "project.json");
    QCOMPARE(opened->project.pictures.size(), std::size_t{20});
    const auto items = measureProject(*opened, {}, {});
    QVERIFY(items.ok());
    QCOMPARE(items->size(), std::size_t{20});
    double sum = 0;
    for (std::size_t i = 0; i < items->size(); ++i) {
      const ReportItem& item = (*items)[i];
      QVERIFY2(item.error.empty(), item.error.c_str());
      const auto record = loadPhotoRecord(folder, photoName(i, 20));
      const double off = std::abs(item.report.fillPercent - record->fillPercent);
      qInfo("%s: %.1f %% measured, %.1f %% true", item.name.c_str(), item.report.fillPercent,
            record->fillPercent);
      QVERIFY2(off < 15, item.name.c_str()); // what is hidden is guessed
      sum += off;
    }
    QVERIFY2(sum / 20 < 3, std::to_string(sum / 20).c_str());
  }

  void recordSaysWhatIsWrong_data() {
    QTest::addColumn<QString>("member");
    for (const char* name :
         {"corners", "size", "tilt", "fill_percent", "litres", "pose", "camera", "bytes", "seed"})
      QTest::newRow(name) << name;
  }
  void recordSaysWhatIsWrong() {
    QFETCH(QString, member);
    std::string text = whole_.at("000000.json");
    const std::string key = '"' + member.toStdString() + '"';
    text.replace(text.find(key), key.size(), "\"other\"");
    const auto record = parsePhotoRecord(text, "a.json");
    QVERIFY(!record.ok());
    QVERIFY2(record.error().what.find(key) != std::string::npos, record.error().sentence().c_str());
  }

 private:
  fs::path freshFolder() { return root_ / ("set" + std::to_string(++folders_)); }

  QTemporaryDir temporary_;
  fs::path root_;
  std::map<std::string, std::string> whole_;
  int folders_ = 0;
};

QTEST_APPLESS_MAIN(TestSynthesise)
#include "test_synthesise.moc"
