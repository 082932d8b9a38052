// Data sets as sources of samples: synthetic folders, annotated pictures, cut-outs.
#include "core/annotation/box_keypoints.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/formats/via_project.h"
#include "core/learning/augmentation.h"
#include "core/workflow/cut_out.h"
#include "core/workflow/training_data.h"
#include "synthesis_support.h"
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <cmath>
#include <map>
#include <new>
#include <thread>
#include <tuple>
#include <utility>

using namespace fillscope;
using namespace fillscope::tests;
namespace fs = std::filesystem;

namespace {

template <class T>
std::string sentenceOf(const Result<T>& result) {
  return result ? std::string() : result.error().sentence();
}

/// One grey picture with the regions given.
Picture pictureWith(const std::string& filename, std::vector<Region> regions) {
  Picture picture;
  picture.filename = filename;
  picture.id = filename;
  picture.regions = std::move(regions);
  return picture;
}

Region outline(std::vector<Vec2> points) {
  Region region;
  region.shape = PolylineShape{std::move(points)};
  return region;
}

} // namespace

class TestTrainingData : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(temporary_.isValid());
    root_ = temporary_.path().toStdString();
    SynthesisRequest request = smallSet(root_ / "synthetic", count_);
    request.floatDepth = true;
    QVERIFY(synthesise(request).ok());
  }

  void syntheticSamplesAreTheRenderers_data() {
    QTest::addColumn<int>("keypoints");
    QTest::addColumn<bool>("exact");
    QTest::newRow("rim") << 4 << true;
    QTest::newRow("rim and floor") << 8 << true;
    QTest::newRow("16-bit depth") << 4 << false;
  }
  void syntheticSamplesAreTheRenderers() {
    QFETCH(int, keypoints);
    QFETCH(bool, exact);
    const SynthesisRequest request = smallSet(root_ / "synthetic", count_);
    if (!exact)
      for (std::uint64_t k = 0; k < count_; ++k)
        fs::remove(request.folder / ("00000" + std::to_string(k) + ".depth.npy"));
    const auto source = openTrainingData(request.folder, keypoints);
    QVERIFY2(source.ok(), sentenceOf(source).c_str());
    QCOMPARE((*source)->size(), std::size_t{count_});
    for (std::size_t k = 0; k < count_; ++k) {
      const auto sample = (*source)->load(k);
      QVERIFY2(sample.ok(), sample.ok() ? "" : sample.error().sentence().c_str());
      auto photo = renderPhoto(samplePhotoScene(request.spec, request.seed, k));
      const TrainingSample truth = sampleFromPhoto(std::move(*photo), "00000" + std::to_string(k), keypoints);
      QCOMPARE(sample->name, truth.name);
      QCOMPARE(sample->group, (*source)->group(k));
      QVERIFY(sample->image == truth.image);
      QVERIFY(sample->content == truth.content);
      QVERIFY(sample->keypoints == truth.keypoints);
      QVERIFY(sample->camera == truth.camera);
      QCOMPARE(sample->k1, truth.k1);
      QVERIFY(sample->size == truth.size);
      QCOMPARE(*sample->fillPercent, *truth.fillPercent);
      if (exact) {
        QVERIFY(sample->depth.values == truth.depth.values);
        continue;
      }
      for (std::size_t i = 0; i < truth.depth.values.pixelCount(); ++i) {
        const float true_ = truth.depth.values.data()[i];
        QVERIFY(std::abs(sample->depth.values.data()[i] - (true_ > 6.5535f ? 0 : true_)) < 0.51e-4);
      }
    }
  }

  void picturesAloneAreReadWithoutDepth() {
    const auto whole = openTrainingData(root_ / "synthetic");
    const auto pictures = openTrainingData(root_ / "synthetic", 4, SampleParts::picture);
    QVERIFY(whole.ok() && pictures.ok());
    const auto a = (*whole)->load(0), b = (*pictures)->load(0);
    QVERIFY(a.ok() && b.ok());
    QVERIFY(a->image == b->image && a->keypoints == b->keypoints && a->size == b->size);
    QVERIFY(!a->depth.values.empty() && b->depth.values.empty() && b->content.empty());
  }

  void manyThreadsLoadTheSame() {
    const auto source = openTrainingData(root_ / "synthetic");
    QVERIFY(source.ok());
    std::vector<Image> images(count_);
    for (std::size_t k = 0; k < count_; ++k)
      images[k] = (*source)->load(k)->image;
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 4; ++t)
      threads.emplace_back([&, t] {
        for (std::size_t i = 0; i < 12; ++i) {
          const auto sample = (*source)->load((i + t) % count_);
          if (!sample || sample->image != images[(i + t) % count_]) ++wrong;
        }
      });
    for (auto& thread : threads)
      thread.join();
    QCOMPARE(wrong.load(), 0);
  }

  /// Detectors answer in one order; the generator must count its corners in the same.
  void annotatedRimsStartWhereSyntheticOnesDo() {
    const auto byRecord = openTrainingData(root_ / "synthetic");
    const auto byProject = openTrainingData(root_ / "synthetic" / "project.json");
    QVERIFY2(byProject.ok(), sentenceOf(byProject).c_str());
    QCOMPARE((*byProject)->size(), (*byRecord)->size());
    for (std::size_t k = 0; k < count_; ++k) {
      const auto a = (*byRecord)->load(k), b = (*byProject)->load(k);
      QVERIFY2(b.ok(), b.ok() ? "" : b.error().sentence().c_str());
      for (std::size_t i = 0; i < 4; ++i)
        QVERIFY(norm(a->keypoints[i].at - b->keypoints[i].at) < 0.01);
      QVERIFY(std::abs(a->size->first - b->size->first) < 1e-4);
      QVERIFY(std::abs(a->size->second - b->size->second) < 1e-4);
      QVERIFY(b->image == a->image);
      QVERIFY(!b->depth.values.empty());
      QVERIFY(std::abs(a->camera->fx - b->camera->fx) < 1e-9);
    }
  }

  void annotatedPictures() {
    const fs::path folder = root_ / "annotated";
    fs::create_directories(folder);
    Project project;
    const auto add = [&](const std::string& name, std::vector<Region> regions) -> Picture& {
      const auto shade = static_cast<std::uint8_t>(project.pictures.size());
      if (!saveImage(Image(40, 30, 3, shade), folder / name)) qFatal("no picture can be written");
      project.pictures.push_back(pictureWith(name, std::move(regions)));
      return project.pictures.back();
    };
    // Begun at the lower left, counter-clockwise, one corner outside.
    Region turned = regionFromRim({{{5, 25}, {45, 26}, {32, 4}, {6, 5}}, BoxSize{0.6, 0.4, 0.2}});
    Picture& first = add("a.png", {turned});
    first.attributes.set("group", std::string("monday"));
    first.attributes.set("fill_percent", std::string("37.5"));
    first.attributes.set("mask_file", std::string("a.mask.png"));
    Image mask(40, 30, 1, 0);
    mask.at(7, 9) = 255;
    QVERIFY(saveImage(mask, folder / "a.mask.png").ok());
    PictureSources sources;
    sources.depthFile = "a.depth.npy";
    setSources(first, sources);
    DepthMap depth;
    depth.values = Raster<float>(40, 30, 1, 1.25f);
    QVERIFY(saveDepth(depth, folder / "a.depth.npy").ok());
    add("b.png", {}); // nothing to learn from
    Region seen = regionFromRim({{{5, 5}, {30, 5}, {30, 25}, {5, 25}}, {}});
    seen.attributes.set("visibility", std::string("2 1 2 2"));
    add("c.png", {seen, outline({{1, 2}, {3, 4}, {5, 6}})});
    QVERIFY(saveViaProject(project, folder / "boxes.json").ok());

    const auto source = openTrainingData(folder);
    QVERIFY2(source.ok(), sentenceOf(source).c_str());
    QCOMPARE((*source)->size(), std::size_t{2});
    QCOMPARE((*source)->group(0), std::string("monday"));
    QCOMPARE((*source)->group(1), std::string("c.png"));
    const auto a = (*source)->load(0);
    QVERIFY2(a.ok(), a.ok() ? "" : a.error().sentence().c_str());
    QCOMPARE(a->image.at(0, 0), std::uint8_t(0));
    const std::vector<Keypoint> expected{{{6, 5}, KeypointVisibility::visible},
                                         {{32, 4}, KeypointVisibility::visible},
                                         {{45, 26}, KeypointVisibility::outside},
                                         {{5, 25}, KeypointVisibility::visible}};
    QVERIFY(a->keypoints == expected);
    QVERIFY((a->size == BoxSize{0.6, 0.4, 0.2})); // the drawn first side is the one across from the new first
    QCOMPARE(*a->fillPercent, 37.5);
    QCOMPARE(a->depth.values.at(3, 3), 1.25f);
    QCOMPARE(int(a->content.at(7, 9)), 1);
    QCOMPARE(int(a->content.at(8, 9)), 0);
    const auto c = (*source)->load(1);
    QVERIFY(c.ok());
    QVERIFY(!c->size && !c->fillPercent && c->depth.values.empty() && c->content.empty());
    QVERIFY(c->keypoints[1].visibility == KeypointVisibility::hidden);

    const auto three = openTrainingData(folder, 3);
    QVERIFY2(three.ok(), sentenceOf(three).c_str());
    QCOMPARE((*three)->size(), std::size_t{1});
    QVERIFY(((*three)->load(0)->keypoints[2].at == Vec2{5, 6}));
  }

  void labelsCalledByNumbersAreNoSyntheticSamples() {
    const fs::path folder = root_ / "numbers";
    fs::create_directories(folder);
    QVERIFY(saveImage(Image(256, 192, 3), folder / "0001.png"));
    QVERIFY(writeFileAtomically(folder / "0001.json", R"({"version":"5.1.1","shapes":[{"label":"box",
      "points":[[50,50],[250,50],[250,180],[50,180]],"shape_type":"polygon","attributes":{"type":"box rim"}}],
      "imagePath":"0001.png","imageHeight":192,"imageWidth":256})")
                .ok());
    const auto source = openTrainingData(folder, 4, SampleParts::picture);
    QVERIFY2(source.ok(), sentenceOf(source).c_str());
    QCOMPARE((*source)->size(), std::size_t{1});
    const auto sample = (*source)->load(0);
    QVERIFY2(sample.ok(), sentenceOf(sample).c_str());
    QCOMPARE(sample->keypoints.size(), std::size_t{4});
    // Records alone are a set, whatever became of synth.json.
    const fs::path bare = root_ / "bare records";
    fs::copy(root_ / "synthetic", bare, fs::copy_options::recursive);
    fs::remove(bare / "synth.json");
    const auto samples = openTrainingData(bare, 8);
    QVERIFY2(samples.ok(), sentenceOf(samples).c_str());
    QCOMPARE((*samples)->size(), std::size_t{count_});
  }

  void cornersNeedNoMask() {
    const fs::path folder = root_ / "masks gone";
    fs::create_directories(folder);
    QVERIFY(saveImage(Image(256, 192, 3), folder / "a.png"));
    Project project;
    Picture picture;
    picture.id = picture.filename = "a.png";
    picture.regions = {regionFromRim({{{50, 50}, {250, 50}, {250, 180}, {50, 180}}, {}, {}})};
    picture.attributes.set(maskAttribute, "gone.png");
    project.pictures = {picture};
    QVERIFY(saveViaProject(project, folder / "project.json").ok());
    const auto corners = openTrainingData(folder / "project.json", 4, SampleParts::picture);
    QVERIFY2(corners.ok() && (*corners)->load(0).ok(), sentenceOf(corners).c_str());
    const auto everything = openTrainingData(folder / "project.json", 4);
    QVERIFY(everything.ok() && !(*everything)->load(0).ok());
  }

  void proposalsThatNobodyReviewedAreNoTruth_data() {
    QTest::addColumn<int>("keypoints");
    QTest::newRow("rim") << 4;
    QTest::newRow("whole box") << 8;
  }
  void proposalsThatNobodyReviewedAreNoTruth() {
    QFETCH(int, keypoints);
    const fs::path folder = root_ / ("proposed" + std::to_string(keypoints));
    fs::create_directories(folder);
    const std::vector<Vec2> corners{{5, 5}, {30, 5}, {30, 25}, {5, 25}};
    const auto rim = [&](RimSource source, bool reviewed) {
      const Rim placed{corners, {}, {source, "box-corners", {}, reviewed}};
      if (keypoints == 4) return regionFromRim(placed);
      KeypointSet box{boxTemplate(8), {}};
      for (const Vec2 inwards : {Vec2{0, 0}, Vec2{3, 3}})
        for (const Vec2 at : corners)
          box.points.push_back({{at.x < 15 ? at.x + inwards.x : at.x - inwards.x,
                                 at.y < 15 ? at.y + inwards.y : at.y - inwards.y},
                                KeypointVisibility::visible});
      const Region whole = regionFromKeypointSet(box);
      return regionFromRim(placed, &whole);
    };
    Project project;
    for (const auto& [name, region] :
         std::map<std::string, Region>{{"a.png", rim(RimSource::model, false)},
                                       {"b.png", rim(RimSource::propagated, false)},
                                       {"c.png", rim(RimSource::model, true)},
                                       {"d.png", rim(RimSource::edited, true)}}) {
      QVERIFY(saveImage(Image(40, 30, 3), folder / name).ok());
      project.pictures.push_back(pictureWith(name, {region}));
    }
    QVERIFY(saveViaProject(project, folder / "boxes.json").ok());
    const auto source = openTrainingData(folder, keypoints);
    QVERIFY2(source.ok(), sentenceOf(source).c_str());
    QCOMPARE((*source)->size(), std::size_t{2});
    QCOMPARE((*source)->unreviewed(), std::size_t{2});
    QCOMPARE(joined({*source, *source})->unreviewed(), std::size_t{4});
    QCOMPARE((*source)->group(0), std::string("c.png"));
    QCOMPARE((*source)->group(1), std::string("d.png"));
    QCOMPARE((*source)->load(0)->proposedBy, std::string("box-corners")); // accepted as they were
    QCOMPARE((*source)->load(1)->proposedBy, std::string());

    project.pictures.resize(2);
    QVERIFY(saveViaProject(project, folder / "boxes.json").ok());
    const auto none = openTrainingData(folder, keypoints);
    QVERIFY(!none.ok());
    for (const char* says : {"only proposals", "(2)", "Accept or correct them"})
      QVERIFY2(sentenceOf(none).find(says) != std::string::npos, sentenceOf(none).c_str());
  }

  void depthNeedsNoRim() {
    const fs::path folder = root_ / "depth";
    fs::create_directories(folder);
    DepthMap depth;
    depth.values = Raster<float>(40, 30);
    std::fill_n(depth.values.data(), depth.values.pixelCount(), 1.25f);
    Project project;
    const std::vector<Vec2> corners{{5, 5}, {30, 5}, {30, 25}, {5, 25}};
    const auto add = [&](const std::string& name, const std::string& depthFile, std::vector<Region> regions) {
      QVERIFY(saveImage(Image(40, 30, 3), folder / name).ok());
      if (!depthFile.empty()) QVERIFY(saveDepth(depth, folder / depthFile, 0.001).ok());
      project.pictures.push_back(pictureWith(name, std::move(regions)));
      PictureSources sources;
      sources.depthFile = depthFile;
      setSources(project.pictures.back(), sources);
    };
    add("a.png", "a.depth.tif", {});
    add("b.png", "b.depth.png", {}); // of whole millimetres, which nobody has told
    add("c.png", "", {regionFromRim({corners, {}})});
    add("d.png", "d.depth.tif", {regionFromRim({corners, {}, {RimSource::model, "box-corners", {}, false}})});
    add("e.png", "e.depth.tif", {regionFromRim({corners, BoxSize{0.6, 0.4, 0.2}})});
    QVERIFY(saveViaProject(project, folder / "a.json").ok());
    const auto namesIn = [](const SampleSource& source) {
      std::vector<std::string> names;
      for (std::size_t i = 0; i < source.size(); ++i)
        names.push_back(source.group(i));
      return names;
    };

    const auto untold = openTrainingData(folder / "a.json", 4, SampleParts::depth);
    QVERIFY2(untold.ok(), sentenceOf(untold).c_str());
    QCOMPARE(namesIn(**untold), (std::vector<std::string>{"a.png", "d.png", "e.png"}));
    QCOMPARE((*untold)->unscaled(), std::size_t{1});
    QCOMPARE(joined({*untold, *untold})->unscaled(), std::size_t{2});
    const auto told = openTrainingData(folder / "a.json", 4, SampleParts::depth, {0.001, 0});
    QVERIFY2(told.ok(), sentenceOf(told).c_str());
    QCOMPARE(namesIn(**told), (std::vector<std::string>{"a.png", "b.png", "d.png", "e.png"}));
    for (std::size_t i = 0; i < 4; ++i) {
      const auto sample = (*told)->load(i);
      QVERIFY2(sample.ok(), sentenceOf(sample).c_str());
      QCOMPARE(sample->depth.values.at(3, 3), 1.25f); // floats are metres whatever is told of integers
      QCOMPARE(sample->keypoints.size(), std::size_t(i == 3 ? 4 : 0));
    }
    // The same where the pictures lie in another folder than their project.
    const fs::path elsewhere = folder.parent_path() / "depth elsewhere";
    fs::create_directories(elsewhere);
    Project moved = project;
    moved.defaultPath = fs::path("..") / folder.filename() / "";
    QVERIFY(saveViaProject(moved, elsewhere / "a.json").ok());
    const auto movedUntold = openTrainingData(elsewhere / "a.json", 4, SampleParts::depth);
    QVERIFY2(movedUntold.ok(), sentenceOf(movedUntold).c_str());
    QCOMPARE((*movedUntold)->unscaled(), std::size_t{1});
    const auto movedTold = openTrainingData(elsewhere / "a.json", 4, SampleParts::depth, {0.001, 0});
    QCOMPARE((*movedTold)->size(), std::size_t{4});
    for (std::size_t i = 0; i < 4; ++i) {
      const auto sample = (*movedTold)->load(i);
      QVERIFY2(sample.ok(), sentenceOf(sample).c_str());
      QCOMPARE(sample->depth.values.at(3, 3), 1.25f);
    }
    // For corners and for depth through the rim, a rim that somebody has marked is what makes a sample.
    const auto rims = openTrainingData(folder / "a.json");
    QCOMPARE(namesIn(**rims), (std::vector<std::string>{"c.png", "e.png"}));

    // What cannot be read is no file without a scale: whoever loads it is told what is wrong.
    const auto whole = readFile(folder / "a.depth.tif");
    QVERIFY(whole.ok() &&
            writeFileAtomically(folder / "a.depth.tif", whole->substr(0, whole->size() / 2)).ok());
    const auto broken = openTrainingData(folder / "a.json", 4, SampleParts::depth);
    QCOMPARE(namesIn(**broken), (std::vector<std::string>{"a.png", "d.png", "e.png"}));
    const auto cutOff = (*broken)->load(0);
    QVERIFY(!cutOff.ok());
    QVERIFY2(sentenceOf(cutOff).find("a.depth.tif") != std::string::npos, sentenceOf(cutOff).c_str());

    project.pictures = {project.pictures[1]};
    QVERIFY(saveViaProject(project, folder / "b.json").ok());
    const auto noScale = openTrainingData(folder / "b.json", 4, SampleParts::depth);
    for (const char* says : {"b.json", "what a unit of its depth files is", "--depth-scale"})
      QVERIFY2(sentenceOf(noScale).find(says) != std::string::npos, sentenceOf(noScale).c_str());
    setSources(project.pictures.front(), {});
    fs::remove(folder / "b.depth.png");
    QVERIFY(saveViaProject(project, folder / "b.json").ok());
    const auto noDepth = openTrainingData(folder / "b.json", 4, SampleParts::depth);
    QVERIFY2(sentenceOf(noDepth).find("none of its 1 pictures has a depth file") != std::string::npos,
             sentenceOf(noDepth).c_str());
  }

  void depthOfSyntheticSamplesComesWithoutMasks() {
    const auto source = openTrainingData(root_ / "synthetic", 4, SampleParts::depth);
    QVERIFY2(source.ok(), sentenceOf(source).c_str());
    const auto sample = (*source)->load(0);
    QVERIFY(sample.ok() && !sample->depth.values.empty() && sample->content.empty());
    QCOMPARE(sample->keypoints.size(), std::size_t{4});
  }

  void eachNetworkAsksForItsParts() {
    QVERIFY(partsFor(defaultConfig(NetworkKind::cornersHeatmap)) == SampleParts::picture);
    QVERIFY(partsFor(defaultConfig(NetworkKind::cornersRegression)) == SampleParts::picture);
    QVERIFY(partsFor(defaultConfig(NetworkKind::rimDepth)) == SampleParts::everything);
    QVERIFY(partsFor(defaultConfig(NetworkKind::unet)) == SampleParts::depth);
  }

  void aRimTurnedByOneSwapsItsSides() {
    const fs::path folder = root_ / "turned";
    fs::create_directories(folder);
    QVERIFY(saveImage(Image(40, 30, 3), folder / "a.png").ok());
    Project project;
    project.pictures = {pictureWith(
        "a.png", {regionFromRim({{{30, 5}, {30, 25}, {5, 25}, {5, 5}}, BoxSize{0.4, 0.6, 0.2}})})};
    QVERIFY(saveViaProject(project, folder / "a.json").ok());
    const auto sample = (*openTrainingData(folder / "a.json"))->load(0);
    QVERIFY(sample.ok());
    QVERIFY((sample->keypoints[0].at == Vec2{5, 5}));
    QVERIFY((sample->size == BoxSize{0.6, 0.4, 0.2}));
  }

  void whoLearnsFromPicturesNeedsNoCamera() {
    const fs::path folder = root_ / "foreign camera";
    fs::create_directories(folder);
    Project project;
    // One camera file for a picture and one that was turned.
    for (const auto& [name, width, height] :
         std::vector<std::tuple<std::string, int, int>>{{"a.png", 40, 30}, {"b.png", 30, 40}}) {
      QVERIFY(saveImage(Image(width, height, 3), folder / name).ok());
      project.pictures.push_back(
          pictureWith(name, {regionFromRim({{{5, 5}, {25, 5}, {25, 25}, {5, 25}}, BoxSize{0.4, 0.4, 0.2}})}));
      PictureSources sources;
      sources.intrinsicsFile = "K.json";
      setSources(project.pictures.back(), sources);
    }
    QVERIFY(writeFileAtomically(folder / "K.json",
                                R"({"fx": 40, "fy": 40, "cx": 20, "cy": 15, "width": 40, "height": 30})")
                .ok());
    QVERIFY(saveViaProject(project, folder / "a.json").ok());
    const auto pictures = openTrainingData(folder / "a.json", 4, SampleParts::picture);
    QVERIFY2(pictures.ok(), sentenceOf(pictures).c_str());
    for (std::size_t i = 0; i < 2; ++i) {
      const auto sample = (*pictures)->load(i);
      QVERIFY2(sample.ok(), sentenceOf(sample).c_str());
      QCOMPARE(sample->camera.has_value(), i == 0);
    }
    const auto everything = openTrainingData(folder / "a.json");
    QVERIFY((*everything)->load(0).ok());
    const auto refused = (*everything)->load(1);
    QVERIFY(!refused.ok());
    for (const char* says : {"K.json", "b.png"})
      QVERIFY2(sentenceOf(refused).find(says) != std::string::npos, sentenceOf(refused).c_str());
  }

  void saysWhatIsMissing_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("keypoints");
    QTest::addColumn<QString>("says");
    QTest::newRow("no folder") << "nowhere" << 4 << "no such file";
    QTest::newRow("no rim") << "plain" << 4 << "none of its 1 pictures has a rim";
    QTest::newRow("no outline") << "plain" << 5 << "one outline of 5 points";
    QTest::newRow("five of a synthetic set") << "synthetic" << 5 << "4 or 8 keypoints";
    QTest::newRow("no picture file") << "lost" << 4 << "a.png is not there";
    QTest::newRow("no keypoints") << "plain" << 0 << "no keypoints";
  }
  void saysWhatIsMissing() {
    QFETCH(QString, path);
    QFETCH(int, keypoints);
    QFETCH(QString, says);
    fs::create_directories(root_ / "plain");
    QVERIFY(saveImage(Image(4, 4, 3), root_ / "plain" / "a.png").ok());
    fs::create_directories(root_ / "lost");
    Project project;
    project.pictures = {pictureWith("a.png", {outline({{1, 1}, {3, 1}, {3, 3}, {1, 3}})})};
    QVERIFY(saveViaProject(project, root_ / "lost" / "a.json").ok());
    const auto source = openTrainingData(root_ / path.toStdString(), keypoints);
    QVERIFY(!source.ok());
    QVERIFY2(sentenceOf(source).find(says.toStdString()) != std::string::npos, sentenceOf(source).c_str());
  }

  void aFolderOfTwoProjectsIsNotBlamedOnAThird() {
    const fs::path folder = root_ / "two";
    fs::create_directories(folder);
    QVERIFY(saveImage(Image(4, 4, 3), folder / "a.png").ok());
    Project project;
    project.pictures = {pictureWith("a.png", {outline({{1, 1}, {3, 1}, {3, 3}, {1, 3}})})};
    for (const char* name : {"one.json", "other.json"})
      QVERIFY(saveViaProject(project, folder / name).ok());
    const auto source = openTrainingData(folder);
    QVERIFY(!source.ok());
    QCOMPARE(source.error().where, folder.string());
    QVERIFY2(sentenceOf(source).find("holds 2 projects") != std::string::npos, sentenceOf(source).c_str());
  }

  void aDamagedSampleIsAnError() {
    const fs::path folder = root_ / "damaged";
    QVERIFY(synthesise(smallSet(folder, 2)).ok());
    fs::resize_file(folder / "000001.color.png", 50);
    const auto source = openTrainingData(folder);
    QVERIFY(source.ok());
    QVERIFY((*source)->load(0).ok());
    const auto sample = (*source)->load(1);
    QVERIFY(!sample.ok());
    QVERIFY(sample.error().where.ends_with("000001.color.png"));
  }

  void cutOutsAreSamplesAgain() {
    const auto source = openTrainingData(root_ / "synthetic");
    QVERIFY(source.ok());
    CutOutRequest request{*source, root_ / "cut", 32, 24, 2, 1};
    const auto summary = writeCutOuts(request);
    QVERIFY2(summary.ok(), summary.ok() ? "" : summary.error().sentence().c_str());
    QCOMPARE(summary->written + summary->skipped.size(), std::size_t{count_});
    const auto cut = openTrainingData(root_ / "cut");
    QVERIFY2(cut.ok(), sentenceOf(cut).c_str());
    QCOMPARE((*cut)->size(), summary->written);
    for (std::size_t k = 0; k < (*cut)->size(); ++k) {
      const auto sample = (*cut)->load(k);
      QVERIFY2(sample.ok(), sample.ok() ? "" : sample.error().sentence().c_str());
      const auto truth = perspectiveCutOut(*(*source)->load(k), 32, 24, 2);
      QVERIFY(truth.ok());
      QVERIFY(sample->image == truth->image);
      QVERIFY(sample->content == truth->content);
      QVERIFY(sample->keypoints == truth->keypoints);
      QVERIFY(norm(sample->keypoints[2].at - Vec2{30, 22}) < 1e-9);
      QVERIFY(sample->size == truth->size);
      QCOMPARE(*sample->fillPercent, *truth->fillPercent);
      QCOMPARE(sample->group, truth->group);
      QVERIFY(!sample->camera);
    }
    request.folder = root_ / "cut-again";
    request.threads = 3;
    QVERIFY(writeCutOuts(request).ok());
    QVERIFY(contentsOf(root_ / "cut") == contentsOf(root_ / "cut-again"));
    const auto again = writeCutOuts(request);
    QVERIFY(!again.ok());
    QVERIFY(again.error().what.find("holds other files") != std::string::npos);
    request.folder = root_ / "cut-small";
    request.margin = 12;
    QVERIFY(!writeCutOuts(request).ok());
  }

  void cutOutsThatRunOutOfMemoryLeaveNothing() {
    struct Exhausted final : SampleSource {
      std::shared_ptr<SampleSource> source;
      std::size_t size() const override { return 2; }
      std::string group(std::size_t index) const override { return source->group(index); }
      Result<TrainingSample> load(std::size_t index) const override {
        if (index == 1) throw std::bad_alloc();
        return source->load(index);
      }
    };
    const auto exhausted = std::make_shared<Exhausted>();
    exhausted->source = *openTrainingData(root_ / "synthetic");
    CutOutRequest request{exhausted, root_ / "cut-exhausted", 32, 24, 2, 1};
    const auto summary = writeCutOuts(request);
    QVERIFY(!summary.ok());
    QCOMPARE(summary.error().code, ErrorCode::tryAgain);
    QVERIFY(fs::is_empty(request.folder));
  }

  void cutOutsKeepWhatTheirDepthHolds() {
    const fs::path folder = root_ / "unitless";
    fs::create_directories(folder);
    QVERIFY(saveImage(Image(40, 30, 3, 90), folder / "a.png").ok());
    DepthMap depth;
    depth.values = Raster<float>(40, 30, 1, 12.25f);
    QVERIFY(saveDepth(depth, folder / "a.npy").ok());
    Picture picture =
        pictureWith("a.png", {regionFromRim({{{5, 5}, {35, 5}, {35, 25}, {5, 25}}, BoxSize{0.6, 0.4, 0.2}})});
    PictureSources sources;
    sources.depthFile = "a.npy";
    sources.depthKind = DepthKind::inverse;
    setSources(picture, sources);
    Project project;
    project.pictures.push_back(picture);
    QVERIFY(saveViaProject(project, folder / "boxes.json").ok());
    const auto source = openTrainingData(folder);
    QVERIFY2(source.ok(), sentenceOf(source).c_str());
    QVERIFY((*source)->load(0)->depth.kind == DepthKind::inverse);

    const auto summary = writeCutOuts({*source, root_ / "unitless-cut", 32, 24, 2, 1});
    QVERIFY2(summary.ok(), sentenceOf(summary).c_str());
    const auto cut = openTrainingData(root_ / "unitless-cut");
    QVERIFY2(cut.ok(), sentenceOf(cut).c_str());
    const auto sample = (*cut)->load(0);
    QVERIFY2(sample.ok(), sentenceOf(sample).c_str());
    QVERIFY(sample->depth.kind == DepthKind::inverse);
    QCOMPARE(sample->depth.values.at(16, 12), 12.25f);

    // Distances beyond what 16 bits of a tenth of a millimetre hold.
    sources.depthKind = DepthKind::metric;
    setSources(project.pictures[0], sources);
    QVERIFY(saveViaProject(project, folder / "boxes.json").ok());
    const auto metric = openTrainingData(folder);
    const auto far = writeCutOuts({*metric, root_ / "far-cut", 32, 24, 2, 1});
    QVERIFY2(far.ok(), sentenceOf(far).c_str());
    const auto farCut = (*openTrainingData(root_ / "far-cut"))->load(0);
    QVERIFY2(farCut.ok(), sentenceOf(farCut).c_str());
    QCOMPARE(farCut->depth.values.at(16, 12), 12.25f);
    QVERIFY(farCut->depth.kind == DepthKind::metric);

    // A file that is named and broken is no mere lack of a scale.
    QVERIFY(writeFileAtomically(folder / "a.npy", "no depth").ok());
    QVERIFY(!(*source)->load(0).ok());
  }

  void cutOutsWithoutAScaleAreCounted() {
    const fs::path folder = root_ / "unscaled";
    fs::create_directories(folder);
    QVERIFY(saveImage(Image(40, 30, 3, 90), folder / "a.png").ok());
    DepthMap depth;
    depth.values = Raster<float>(40, 30, 1, 1.25f);
    QVERIFY(saveDepth(depth, folder / "a.depth.png", 0.001).ok());
    Project project;
    project.pictures.push_back(pictureWith(
        "a.png", {regionFromRim({{{5, 5}, {35, 5}, {35, 25}, {5, 25}}, BoxSize{0.6, 0.4, 0.2}})}));
    PictureSources sources;
    sources.depthFile = "a.depth.png";
    setSources(project.pictures[0], sources);
    QVERIFY(saveViaProject(project, folder / "boxes.json").ok());
    const auto untold = writeCutOuts({*openTrainingData(folder), root_ / "unscaled-cut", 32, 24, 2, 1});
    QVERIFY2(untold.ok(), sentenceOf(untold).c_str());
    QCOMPARE(untold->unscaled, std::size_t(1));
    const auto told = writeCutOuts({*openTrainingData(folder, 4, SampleParts::everything, {0.001, 0}),
                                    root_ / "scaled-cut", 32, 24, 2, 1});
    QVERIFY(told.ok());
    QCOMPARE(told->unscaled, std::size_t(0));
    QCOMPARE((*openTrainingData(root_ / "scaled-cut"))->load(0)->depth.values.at(16, 12), 1.25f);
  }

  void cutOutsAreTakenBackWhereTheirProjectCannotBeWritten() {
    const fs::path folder = root_ / "taken-back";
    bool begun = false;
    CutOutRequest request{*openTrainingData(root_ / "synthetic"), folder, 32, 24, 2, 1};
    Progress progress;
    progress.onReport = [&](double fraction, std::string_view) {
      // A folder where the project's file would lie.
      if (fraction > 0.5 && !std::exchange(begun, true)) fs::create_directories(folder / "project.json");
    };
    QVERIFY(!writeCutOuts(request, progress).ok());
    QVERIFY(begun);
    fs::remove(folder / "project.json");
    QVERIFY(fs::is_empty(folder));
    QVERIFY(writeCutOuts(request).ok());
  }

 private:
  static constexpr std::uint64_t count_ = 6;
  QTemporaryDir temporary_;
  fs::path root_;
};

QTEST_APPLESS_MAIN(TestTrainingData)
#include "test_training_data.moc"
