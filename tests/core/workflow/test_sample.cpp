// The bundled sample: complete, readable by the program itself, and never half-made.
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/formats/intrinsics_io.h"
#include "core/formats/via_project.h"
#include "core/synthesis/box_scene.h"
#include "core/workflow/measure.h"
#include <QTemporaryDir>
#include <QtTest>
#include <fstream>

using namespace fillscope;
namespace fs = std::filesystem;

class TestSample : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void everyFileReads();
  void rimsAreTheTrueOnes();
  void secondCallKeepsChanges();
  void refusesAFolderWithOtherFiles();
  void anEmptyFolderStaysTheSameFolder();
  void cancelledLeavesNothing();

 private:
  QTemporaryDir temporary_;
  fs::path root_, project_;
};

void TestSample::initTestCase() {
  QVERIFY(temporary_.isValid());
  root_ = temporary_.path().toStdString();
  double last = 0;
  Progress progress;
  progress.onReport = [&](double fraction, std::string_view) {
    QVERIFY(fraction >= last && fraction <= 1);
    last = fraction;
  };
  const auto written = writeSample(root_ / "sample" / "", progress);
  QVERIFY2(written.ok(), written ? "" : written.error().sentence().c_str());
  project_ = *written;
  QCOMPARE(last, 1.0);
  QVERIFY(project_ == root_ / "sample" / "sample.fillscope.json");
  QCOMPARE(std::distance(fs::directory_iterator(root_), {}), 1); // nothing beside it
}

void TestSample::everyFileReads() {
  const auto project = loadViaProject(project_);
  QVERIFY2(project.ok(), project ? "" : project.error().sentence().c_str());
  QVERIFY(project->pictures.size() >= 8);
  int withEmpty = 0, withoutRim = 0, withoutSize = 0;
  for (const Picture& picture : project->pictures) {
    const fs::path file = project_.parent_path() / picture.filename;
    QCOMPARE(static_cast<long long>(fs::file_size(file)), picture.size);
    const auto image = loadImage(file);
    QVERIFY(image.ok() && image->sameSize(640, 480) && image->channels() == 3);
    const PictureSources sources = sourcesOf(picture);
    const auto depth = loadDepth(project_.parent_path() / sources.depthFile, {sources.depthScale, 0});
    QVERIFY(depth.ok() && depth->values.sameSize(640, 480));
    int measured = 0;
    for (int y = 0; y < 480; ++y)
      for (int x = 0; x < 640; ++x) {
        measured += depth->isMeasuredAt(x, y);
        QVERIFY(depth->values.at(x, y) < 3);
      }
    QVERIFY(measured > 0.95 * 640 * 480 && measured < 0.995 * 640 * 480);
    QVERIFY(loadIntrinsics(project_.parent_path() / sources.intrinsicsFile).ok());
    if (!sources.emptyDepthFile.empty()) {
      ++withEmpty;
      const auto empty = loadDepth(project_.parent_path() / sources.emptyDepthFile, {sources.depthScale, 0});
      QVERIFY(empty.ok() && empty->values.sameSize(640, 480));
    }
    const auto rim = rimOf(picture);
    withoutRim += !rim;
    withoutSize += rim && !rim->size;
  }
  QCOMPARE(withEmpty, 1);
  QCOMPARE(withoutRim, 2);
  QCOMPARE(withoutSize, 1);
}

void TestSample::rimsAreTheTrueOnes() {
  const auto project = loadViaProject(project_);
  const auto scenes = sampleScenes();
  QCOMPARE(project->pictures.size(), scenes.size());
  RenderOptions options;
  options.colour = false;
  for (std::size_t i = 0; i < scenes.size(); ++i) {
    QVERIFY(project->pictures[i].filename.find(scenes[i].name) != std::string::npos);
    const auto rim = rimOf(project->pictures[i]);
    if (!rim) continue;
    QVERIFY(rim->complete());
    if (rim->size) QVERIFY(*rim->size == scenes[i].scene.size);
    const auto truth = renderBox(scenes[i].scene, options);
    for (std::size_t c = 0; c < 4; ++c)
      QVERIFY(norm(rim->corners[c] - truth->corners[c]) < 0.01);
  }
}

void TestSample::secondCallKeepsChanges() {
  auto project = loadViaProject(project_);
  project->pictures.resize(3);
  QVERIFY(saveViaProject(*project, project_).ok());
  const auto again = writeSample(root_ / "sample");
  QVERIFY(again.ok());
  QCOMPARE(loadViaProject(*again)->pictures.size(), std::size_t{3});
}

void TestSample::refusesAFolderWithOtherFiles() {
  fs::create_directories(root_ / "mine");
  std::ofstream(root_ / "mine" / "letter.txt") << "dear";
  const auto written = writeSample(root_ / "mine");
  QVERIFY(!written.ok());
  QCOMPARE(written.error().code, ErrorCode::badInput);
  QCOMPARE(std::distance(fs::directory_iterator(root_ / "mine"), {}), 1);
  fs::remove_all(root_ / "mine");
}

void TestSample::anEmptyFolderStaysTheSameFolder() {
  fs::create_directories(root_ / "empty");
  fs::create_directory_symlink("empty", root_ / "link");
  const fs::path before = fs::current_path();
  fs::current_path(root_ / "link");
  const auto written = writeSample(".");
  const bool isHere = fs::exists("sample.fillscope.json");
  fs::current_path(before);
  QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
  QVERIFY(isHere);
  QVERIFY(loadViaProject(root_ / "empty" / "sample.fillscope.json").ok());
  QVERIFY(fs::is_symlink(root_ / "link"));
  fs::remove(root_ / "link");
  fs::remove_all(root_ / "empty");
  QCOMPARE(std::distance(fs::directory_iterator(root_), {}), 1);
}

void TestSample::cancelledLeavesNothing() {
  int asked = 0;
  Progress progress;
  progress.isCancelled = [&] { return ++asked > 20; }; // in the second picture
  const auto written = writeSample(root_ / "stopped", progress);
  QVERIFY(!written.ok());
  QCOMPARE(written.error().code, ErrorCode::cancelled);
  QCOMPARE(std::distance(fs::directory_iterator(root_), {}), 1); // the sample alone
}

QTEST_APPLESS_MAIN(TestSample)
#include "test_sample.moc"
