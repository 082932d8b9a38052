// From a photo to corners, depth and fill, with networks whose answers are known.
#include "core/annotation/rejected_corners.h"
#include "core/annotation/rim.h"
#include "core/base/json.h"
#include "core/formats/image_io.h"
#include "core/synthesis/box_scene.h"
#include "core/workflow/choose_network.h"
#include "core/workflow/detect_pictures.h"
#include "core/workflow/predict.h"
#include "known_networks.h"
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

const BoxSize boxSize{0.5, 0.4, 0.3};
const double boxRatio = 0.3 / std::sqrt(0.5 * 0.4);

/// "half": half full; "corners…": fixed corners; others no network that is known.
Result<std::shared_ptr<Network>> loadKnown(const ModelManifest& manifest) {
  if (manifest.task == ModelTask::corners)
    return std::shared_ptr<Network>(std::make_shared<FixedCorners>(manifest));
  return std::shared_ptr<Network>(std::make_shared<LevelNetwork>(manifest, 0.5, boxRatio, 0.5));
}

RenderedBox seen(double tilt, CameraIntrinsics& camera) {
  BoxScene scene;
  scene.size = boxSize;
  scene.camera = camera = CameraIntrinsics::fromFieldOfView(1.1, 320, 240);
  scene.pose = poseAbove(boxSize, 0.8, tilt, 0.1, 0.7);
  RenderOptions shapeAlone; // these networks look at no colour
  shapeAlone.colour = false;
  RenderedBox box = *renderBox(scene, shapeAlone);
  box.image = Image(320, 240, 3, 90);
  return box;
}

bool warns(const FillReport& report, const char* id) {
  return std::any_of(report.warnings.begin(), report.warnings.end(),
                     [&](const FillWarning& w) { return w.id == id; });
}

} // namespace

class TestDetect : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<ModelRegistry> registry_;

  void useNetworks(const std::vector<ModelManifest>& manifests) {
    folder_ = std::make_unique<QTemporaryDir>();
    for (const auto& manifest : manifests)
      writeModel(folder_->path(), manifest);
    registry_ =
        std::make_unique<ModelRegistry>(std::vector<std::filesystem::path>{folder_->path().toStdString()});
    registry_->setLoader(ModelEngine::torchScript, loadKnown);
  }

 private Q_SLOTS:
  void fillFollowsTheDepth_data() {
    QTest::addColumn<double>("level");
    QTest::addColumn<double>("tilt");
    QTest::addColumn<bool>("sized");
    QTest::addColumn<bool>("camera");
    for (const double level : {0.0, 0.3, 0.75})
      for (const double tilt : {0.1, 0.5})
        for (const bool sized : {true, false})
          for (const bool camera : {true, false})
            QTest::addRow("%.2f tilt %.1f%s%s", level, tilt, sized ? " sized" : "", camera ? " camera" : "")
                << level << tilt << sized << camera;
  }
  void fillFollowsTheDepth() {
    QFETCH(double, level);
    QFETCH(double, tilt);
    QFETCH(bool, sized);
    QFETCH(bool, camera);
    CameraIntrinsics intrinsics;
    const RenderedBox box = seen(tilt, intrinsics);
    LevelNetwork network(rimManifest("level", 0), level, boxRatio, 0.9);
    const auto fill =
        predictFill(network, box.image, box.corners, camera ? std::optional(intrinsics) : std::nullopt,
                    sized ? std::optional(boxSize) : std::nullopt, {});
    QVERIFY2(fill.ok(), fill ? "" : fill.error().sentence().c_str());
    const FillReport& report = fill->report;
    QVERIFY2(std::abs(report.fillPercent - 100 * level) < 2, qPrintable(QString::number(report.fillPercent)));
    QCOMPARE(report.fillPercent, fill->volumePercent);
    QVERIFY(std::abs(fill->figurePercent - 90) < 1e-4 && std::abs(fill->figureError - 5) < 1e-4);
    QVERIFY(report.fillLow <= report.fillPercent - 8 || report.fillLow == 0);
    QVERIFY(report.fillHigh >= report.fillPercent + 8 || report.fillHigh == 100);
    QVERIFY(warns(report, "depth-predicted"));
    QCOMPARE(warns(report, "scale-unknown"), !sized);
    QCOMPARE(report.cameraGuessed, !camera);
    QCOMPARE(warns(report, "focal-guessed"), !camera);
    QCOMPARE(fill->scaleKnown, sized);
    QCOMPARE(fill->depthEstimated, !sized);
    QCOMPARE(report.contentLitres.has_value(), sized);
    QCOMPARE(report.cutHeight.has_value(), sized);
    QVERIFY(fill->depth.kind == (sized ? DepthKind::metric : DepthKind::relative));
    if (sized) QVERIFY(std::abs(*report.contentLitres - 60 * report.fillPercent / 100) < 0.5);
  }

  void theFigureIsWeighedIn() {
    CameraIntrinsics camera;
    const RenderedBox box = seen(0.2, camera);
    ModelManifest manifest = rimManifest("level", 0.25);
    manifest.fillSigmaScale = 2;
    LevelNetwork network(manifest, 0.5, boxRatio, 0.7);
    const auto fill = predictFill(network, box.image, box.corners, camera, boxSize, {});
    QVERIFY(fill.ok());
    QVERIFY(std::abs(fill->report.fillPercent - (0.75 * fill->volumePercent + 0.25 * 70)) < 1e-4);
    QVERIFY(std::abs(fill->report.emptySpacePercent + fill->report.fillPercent - 100) < 1e-9);
    QVERIFY(std::abs(fill->figureError - 10) < 1e-4);
    QVERIFY(fill->report.fillPercent - fill->report.fillLow > 16.4);
  }

  void theRightNetworkIsChosen() {
    useNetworks({rimManifest("half", 0.5), cornersManifest("finder")});
    QCOMPARE(*chooseNetwork(*registry_, "", NetworkUse::corners), std::string("finder"));
    QCOMPARE(*chooseNetwork(*registry_, "", NetworkUse::rimDepth), std::string("half"));
    QCOMPARE(*chooseDepthNetwork(*registry_, ""), std::string("half"));
    QCOMPARE(chooseNetwork(*registry_, "", NetworkUse::pictureDepth).error().code, ErrorCode::notFound);
    useNetworks({rimManifest("half", 0.5), rimManifest("other", 0.5), cornersManifest("finder"),
                 cornersManifest("box-corners")});
    QCOMPARE(*chooseNetwork(*registry_, "", NetworkUse::corners), std::string("box-corners"));
    const auto several = chooseDepthNetwork(*registry_, "");
    QVERIFY(QString::fromStdString(several.error().what).contains("half, other"));
    QCOMPARE(*chooseDepthNetwork(*registry_, "any"), std::string("any"));
  }

  void cornersThenFill() {
    useNetworks({rimManifest("half", 0.5), cornersManifest("finder")});
    const auto found = detectCorners(*registry_, "", Image(640, 480, 3, 90));
    QVERIFY2(found.ok(), found ? "" : found.error().sentence().c_str());
    const auto rim = rimFrom(*found);
    QVERIFY(rim.ok() && norm((*rim)[2] - Vec2{520, 440}) < 0.5);
    const auto fill =
        predictFill(*registry_, "", Image(640, 480, 3, 90), *rim, std::nullopt, std::nullopt, {});
    QVERIFY2(fill.ok(), fill ? "" : fill.error().sentence().c_str());
    QVERIFY(std::abs(fill->report.fillPercent - 50) < 2);
    DetectedCorners three = *found;
    three.points.pop_back();
    QVERIFY(!rimFrom(three).ok());
    QCOMPARE(predictFill(*registry_, "none", Image(640, 480, 3), *rim, {}, {}, {}).error().code,
             ErrorCode::notFound);
  }

  void ofRimAndFloorTheRimIsTaken() {
    ModelManifest eight = cornersManifest("eight");
    eight.corners.keypoints = {"a", "b", "c", "d", "e", "f", "g", "h"};
    useNetworks({rimManifest("half", 0.5), eight});
    QTemporaryDir pictures;
    const std::filesystem::path folder = pictures.path().toStdString();
    QVERIFY(saveImage(Image(640, 480, 3, 90), folder / "a.png").ok());
    Project project;
    project.pictures.emplace_back();
    project.pictures[0].id = project.pictures[0].filename = "a.png";
    const auto found = detectPictures(*registry_, "", project, folder);
    QVERIFY2(found.ok(), found ? "" : found.error().sentence().c_str());
    const DetectedCorners& corners = found->pictures.front().corners;
    QCOMPARE(corners.points.size(), std::size_t(8));
    const auto rim = rimFrom(corners);
    QVERIFY(rim.ok());
    QVERIFY(norm((*rim)[0] - Vec2{120, 40}) < 0.5 && norm((*rim)[2] - Vec2{520, 440}) < 0.5);
    const auto marked = rimOf(withDetectedRims(project, found->pictures, "eight").pictures[0]);
    QVERIFY(marked && marked->complete());
    QVERIFY(marked->asCorners() == *rim);
    QCOMPARE(marked->origin.confidence.size(), std::size_t(4));
    const auto depth = predictDepth(*registry_, "half", Image(640, 480, 3, 90));
    QVERIFY2(depth.ok(), depth ? "" : depth.error().sentence().c_str());
    QVERIFY(depth->isMeasuredAt(320, 240) && !depth->isMeasuredAt(50, 20));
    DetectedCorners five = corners;
    five.points.resize(5);
    QVERIFY(!rimFrom(five).ok() && rimPoints(five).empty());
  }

  void depthAloneNeedsNoCornersGiven() {
    useNetworks({rimManifest("half", 0.5), cornersManifest("finder")});
    const auto depth = predictDepth(*registry_, "", Image(640, 480, 3, 90));
    QVERIFY2(depth.ok(), depth ? "" : depth.error().sentence().c_str());
    QVERIFY(depth->kind == DepthKind::relative && depth->unit.empty());
    QVERIFY(depth->isMeasuredAt(320, 240) && !depth->isMeasuredAt(50, 20));
    KnownBox box;
    box.corners = RimCorners{Vec2{200, 100}, Vec2{400, 100}, Vec2{400, 300}, Vec2{200, 300}};
    box.size = boxSize;
    const auto metric = predictDepth(*registry_, "half", Image(640, 480, 3, 90), box);
    QVERIFY(metric.ok());
    QVERIFY(metric->kind == DepthKind::metric && metric->isMeasuredAt(300, 200) &&
            !metric->isMeasuredAt(500, 200));
  }

  void whereNoCornersNetworkIsThatIsSaid() {
    useNetworks({rimManifest("half", 0.5)});
    const auto depth = predictDepth(*registry_, "", Image(64, 48, 3));
    QCOMPARE(depth.error().code, ErrorCode::notFound);
    QVERIFY(QString::fromStdString(depth.error().what).contains("corners network"));
  }

  /// However many pictures have moved, the folder is looked through once: what comes there later is not seen.
  void movedPicturesAreLookedForOnce() {
    useNetworks({cornersManifest("finder")});
    QTemporaryDir pictures;
    const std::filesystem::path folder = pictures.path().toStdString();
    Project project;
    for (const char* part : {"deeper", "later"})
      std::filesystem::create_directories(folder / part);
    for (const char* name : {"a.png", "b.png"}) {
      project.pictures.emplace_back();
      project.pictures.back().id = project.pictures.back().filename = name;
      QVERIFY(saveImage(Image(640, 480, 3, 90), folder / "deeper" / name).ok());
    }
    Progress progress;
    progress.onReport = [&](double, std::string_view step) {
      if (step == "b.png") std::filesystem::copy(folder / "deeper" / "b.png", folder / "later" / "b.png");
    };
    const auto found = detectPictures(*registry_, "", project, folder, progress);
    QVERIFY2(found.ok(), found ? "" : found.error().sentence().c_str());
    QVERIFY(std::filesystem::exists(folder / "later" / "b.png"));
    for (const PictureCorners& picture : found->pictures)
      QVERIFY2(picture.error.empty(), picture.error.c_str());
  }

  void whatWasFoundBeforeAStopStays() {
    useNetworks({cornersManifest("finder")});
    QTemporaryDir pictures;
    const std::filesystem::path folder = pictures.path().toStdString();
    Project project;
    for (const char* name : {"a.png", "b.png", "c.png"}) {
      project.pictures.emplace_back();
      project.pictures.back().id = project.pictures.back().filename = name;
      QVERIFY(saveImage(Image(640, 480, 3, 90), folder / name).ok());
    }
    bool isStopped = false;
    Progress progress;
    progress.onReport = [&](double, std::string_view step) { isStopped = step == "b.png"; };
    progress.isCancelled = [&] { return isStopped; };
    std::vector<std::size_t> shown;
    const auto found = detectPictures(*registry_, "", project, folder, progress,
                                      [&](const auto& soFar) { shown.push_back(soFar.size()); });
    QVERIFY2(found.ok(), found ? "" : found.error().sentence().c_str());
    QCOMPARE(shown, std::vector<std::size_t>{1});
    QVERIFY(found->stopped && found->stopped->code == ErrorCode::cancelled);
    QCOMPARE(found->pictures.size(), std::size_t(1));
    QCOMPARE(found->pictures[0].corners.points.size(), std::size_t(4));

    Project earlier = withDetectedRims(project, found->pictures, "finder");
    const auto leftFor = [&](const char* network) {
      QStringList names;
      for (const Picture& p : withoutSettled(project, folder, earlier, folder, network).pictures)
        names << QString::fromStdString(p.filename);
      return names;
    };
    QCOMPARE(leftFor("finder"), (QStringList{"b.png", "c.png"}));
    QCOMPARE(leftFor("another"), (QStringList{"a.png", "b.png", "c.png"}));
    setRim(earlier.pictures[1], {{{1, 1}, {9, 1}, {9, 9}, {1, 9}}, {}});
    earlier.pictures[2].attributes = withCornersRejected(earlier.pictures[2].attributes, "another");
    QCOMPARE(leftFor("finder"), QStringList{"c.png"});
    QCOMPARE(leftFor("another"), QStringList{"a.png"});
  }

  void picturesBecomeAProjectToLookOver() {
    useNetworks({cornersManifest("finder")});
    QTemporaryDir pictures;
    const std::filesystem::path folder = pictures.path().toStdString();
    Project project;
    for (const char* name : {"a.png", "b.png", "gone.png", "mine.png"}) {
      Picture picture;
      picture.id = picture.filename = name;
      project.pictures.push_back(picture);
      if (picture.filename != "gone.png") QVERIFY(saveImage(Image(640, 480, 3, 90), folder / name).ok());
    }
    const Rim byHand{{{1, 1}, {9, 1}, {9, 9}, {1, 9}}, boxSize};
    setRim(project.pictures[3], byHand);
    auto detected = detectPictures(*registry_, "", project, folder);
    QVERIFY2(detected.ok(), detected ? "" : detected.error().sentence().c_str());
    QVERIFY(!detected->stopped);
    auto* const found = &detected->pictures;
    QCOMPARE(found->size(), std::size_t(4));
    QVERIFY((*found)[2].error.find("gone.png") != std::string::npos);
    (*found)[1].corners.confidence = (*found)[1].corners.points[2].confidence = 0.2;
    sortLeastCertainFirst(*found);
    QStringList order;
    for (const auto& p : *found)
      order << QString::fromStdString(p.name);
    QCOMPARE(order, (QStringList{"gone.png", "b.png", "a.png", "mine.png"}));

    const Project marked = withDetectedRims(project, *found, "finder");
    QCOMPARE(marked.pictures.size(), std::size_t(4));
    QCOMPARE(marked.pictures[1].filename, std::string("b.png"));
    QVERIFY(!rimOf(marked.pictures[0]));
    const auto rim = rimOf(marked.pictures[1]);
    QVERIFY(rim && rim->complete() && norm(rim->corners[0] - Vec2{120, 40}) < 0.5);
    QVERIFY(rim->origin.isProposal());
    const Attributes& attributes = marked.pictures[1].regions[0].attributes;
    QCOMPARE(attributes.text("source"), std::string("model"));
    QCOMPARE(attributes.text("model"), std::string("finder"));
    QCOMPARE(attributes.text("confidence"), std::string("0.2"));
    QCOMPARE(rimOf(marked.pictures[3]), std::optional<Rim>(byHand));
    QCOMPARE(marked.pictures[3].regions[0].attributes.text("source"),
             project.pictures[3].regions[0].attributes.text("source"));
    // Found again, the network's own rim is replaced.
    (*found)[1].corners.points[0].point.at = {111, 33};
    const auto again = rimOf(withDetectedRims(marked, *found, "finder").pictures[1]);
    QCOMPARE(again->corners[0], (Vec2{111, 33}));
    // What somebody has looked over stays.
    Project reviewed = marked;
    Rim accepted = *rim;
    accepted.origin.reviewed = true;
    setRim(reviewed.pictures[1], accepted);
    QCOMPARE(rimOf(withDetectedRims(reviewed, *found, "finder").pictures[1])->corners[0],
             accepted.corners[0]);

    const auto json = parseJson(detectionJson(*found, "finder", 4), "detection");
    QVERIFY(json.ok());
    const auto* list = member(*json, "pictures");
    QVERIFY(list && list->IsArray() && list->Size() == 4);
    QVERIFY(member((*list)[0], "error") && !member((*list)[0], "corners"));
    const auto* corners = member((*list)[1], "corners");
    QVERIFY(corners && corners->Size() == 4 && (*corners)[0].Size() == 4);
    QCOMPARE((*corners)[0][0].GetDouble(), 111.0);
    QCOMPARE((*corners)[0][2].GetInt(), 2);
    const auto one = parseJson(detectionJson({found->back()}, "finder", 1), "detection");
    QVERIFY(one.ok() && member(*one, "corners"));
    const auto oneOfTwo = parseJson(detectionJson({found->back()}, "finder", 2), "detection");
    QVERIFY(oneOfTwo.ok() && member(*oneOfTwo, "pictures"));
  }
};

QTEST_GUILESS_MAIN(TestDetect)
#include "test_detect.moc"
