// The tables of the model cards, on data and networks whose scores can be worked out by hand.
#include "core/base/json.h"
#include "core/synthesis/box_scene.h"
#include "core/synthesis/photo_render.h"
#include "core/workflow/evaluation_tables.h"
#include "known_networks.h"
#include <QRegularExpression>
#include <QTest>
#include <algorithm>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

/// Boxes with a level layer each.
class LayerSource : public SampleSource {
 public:
  explicit LayerSource(std::vector<double> fills)
      : fills_(std::move(fills)) {}
  std::size_t size() const override { return fills_.size(); }
  std::string group(std::size_t index) const override { return std::to_string(index); }
  Result<TrainingSample> load(std::size_t index) const override {
    BoxScene scene;
    scene.size = {0.5, 0.4, 0.3};
    scene.camera = CameraIntrinsics::fromFieldOfView(1.1, 320, 240);
    scene.pose = poseAbove(scene.size, 0.8, 0.3, 0.1, 0.7);
    if (fills_[index] > 0) scene.items.push_back(LayerItem{0.003 * fills_[index], 0, 0});
    RenderOptions shapeAlone; // these networks look at no colour
    shapeAlone.colour = false;
    const auto box = renderBox(scene, shapeAlone);
    if (!box) return box.error();
    TrainingSample sample;
    sample.name = std::to_string(index);
    sample.image = Image(320, 240, 3, 90);
    sample.depth = box->depth;
    for (const Vec2 corner : box->corners)
      sample.keypoints.push_back({corner, KeypointVisibility::visible});
    sample.camera = scene.camera;
    sample.size = scene.size;
    sample.fillPercent = box->fillPercent;
    return sample;
  }

 private:
  std::vector<double> fills_;
};

/// Pictures whose true corners lie off those that FixedCorners answers by dx.
class ShiftedSource : public SampleSource {
 public:
  std::size_t size() const override { return 2; }
  std::string group(std::size_t index) const override { return std::to_string(index); }
  Result<TrainingSample> load(std::size_t index) const override {
    TrainingSample sample;
    sample.name = group(index);
    sample.image = Image(640, 480, 3, 90);
    const double dx = index == 0 ? 0 : 8;
    // Begun at another corner: that does not count.
    for (const Vec2 at : {Vec2{520, 40}, Vec2{520, 440}, Vec2{120, 440}, Vec2{120, 40}})
      sample.keypoints.push_back({{at.x + dx, at.y}, KeypointVisibility::visible});
    return sample;
  }
};

/// The first picture's corners were proposed by a network.
class ProposedSource : public ShiftedSource {
 public:
  Result<TrainingSample> load(std::size_t index) const override {
    auto sample = ShiftedSource::load(index);
    if (sample && index == 0) sample->proposedBy = "fixed";
    return sample;
  }
};

/// Empty boxes with straight walls, photographed through a strong lens.
class LensSource : public SampleSource {
 public:
  std::size_t size() const override { return 3; }
  std::string group(std::size_t index) const override { return std::to_string(index); }
  Result<TrainingSample> load(std::size_t index) const override {
    PhotoSpec spec;
    spec.boxKinds = {1, 0, 0};
    spec.contentKinds = {1, 0, 0, 0, 0, 0, 0, 0, 0};
    spec.flapShare = spec.handShare = spec.neighbourShare = spec.profileShare = 0;
    spec.clutter = {0, 0};
    spec.distortion = {-0.15, -0.15};
    spec.width = 320;
    spec.height = 240;
    auto photo = renderPhoto(samplePhotoScene(spec, 11, index));
    if (!photo) return photo.error();
    return sampleFromPhoto(std::move(*photo), group(index));
  }
};

/// The first sample's rim is no rectangle that a camera can see.
class OneWithoutPose : public SampleSource {
 public:
  std::size_t size() const override { return boxes_.size(); }
  std::string group(std::size_t index) const override { return boxes_.group(index); }
  Result<TrainingSample> load(std::size_t index) const override {
    auto sample = boxes_.load(index);
    if (sample && index == 0) std::swap(sample->keypoints[1], sample->keypoints[2]);
    return sample;
  }

 private:
  LayerSource boxes_{{40, 40}};
};

/// The first picture's box is known; of the others there is depth alone, 1 m everywhere but in one place.
class SomeWithoutBox : public SampleSource {
 public:
  std::size_t size() const override { return boxes_.size(); }
  std::string group(std::size_t index) const override { return boxes_.group(index); }
  Result<TrainingSample> load(std::size_t index) const override {
    auto sample = boxes_.load(index);
    if (!sample || index == 0) return sample;
    sample->keypoints.clear();
    sample->camera.reset();
    sample->size.reset();
    std::fill_n(sample->depth.values.data(), sample->depth.values.pixelCount(), 1.0f);
    sample->depth.values.at(0, 0) = 2;
    sample->depth.values.at(1, 0) = 0; // not measured
    return sample;
  }

 private:
  LayerSource boxes_{{10, 10, 10}};
};

/// Depth that grows downwards, in no unit.
class WithoutUnit : public Network {
 public:
  WithoutUnit() {
    manifest_.id = "without-unit";
    manifest_.inputWidth = manifest_.inputHeight = 32;
    manifest_.outputKind = DepthKind::relative;
  }
  const ModelManifest& manifest() const override { return manifest_; }
  std::string device() const override { return "cpu"; }
  Result<std::vector<Tensor>> run(const Tensor&, const Progress&) override {
    Tensor depth{{1, 1, 32, 32}, {}};
    for (int k = 0; k < 32 * 32; ++k)
      depth.values.push_back(1 + 0.01f * static_cast<float>(k / 32));
    return std::vector<Tensor>{depth};
  }

 private:
  ModelManifest manifest_;
};

/// Right where it answers, which is in the upper half of the picture.
class UpperHalf : public WithoutUnit {
 public:
  UpperHalf() {
    own_ = WithoutUnit::manifest();
    own_.id = "upper-half";
    own_.outputKind = DepthKind::metric;
    own_.outputUnit = "m";
  }
  const ModelManifest& manifest() const override { return own_; }
  Result<std::vector<Tensor>> run(const Tensor&, const Progress&) override {
    Tensor depth{{1, 1, 32, 32}, {}};
    for (int k = 0; k < 32 * 32; ++k)
      depth.values.push_back(k < 16 * 32 ? 1 : std::numeric_limits<float>::quiet_NaN());
    return std::vector<Tensor>{depth};
  }

 private:
  ModelManifest own_;
};

Networks level(double fill, double weight = 0) {
  return {std::make_shared<LevelNetwork>(rimManifest("level", weight), fill, 0.3 / std::sqrt(0.2), 0.5)};
}

} // namespace

class TestEvaluate : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cornersAreScored() {
    const Networks networks{std::make_shared<FixedCorners>(cornersManifest("fixed"))};
    const auto scores = evaluateCorners(networks, ShiftedSource(), {});
    QVERIFY2(scores.ok(), scores ? "" : scores.error().sentence().c_str());
    QCOMPARE(scores->size(), std::size_t(2)); // one look, two looks
    const CornerScore& score = scores->front();
    QCOMPARE(score.pictures, std::size_t(2));
    QVERIFY(QString::fromStdString(score.name).startsWith("fixed, "));
    QVERIFY(std::abs(score.meanPixels - 4) < 0.2);
    QVERIFY(std::abs(score.meanShare - 4 / std::hypot(400, 400)) < 5e-4);
    QCOMPARE(score.pck01, 0.5);
    QCOMPARE(score.pck02, 1.0);
    QVERIFY(std::abs(score.polygonIou - 0.5 * (1 + 392.0 / 408)) < 3e-3);
    QVERIFY(!score.byVisibility.empty());
    QCOMPARE(evaluateCorners(networks, ShiftedSource(), {1})->front().pictures, std::size_t(1));
  }

  void aNetworkJudgedByItsOwnProposalsIsToldSo() {
    const Networks networks{std::make_shared<FixedCorners>(cornersManifest("fixed")),
                            std::make_shared<FixedCorners>(cornersManifest("other"))};
    Evaluation evaluation;
    evaluation.corners = *evaluateCorners(networks, ProposedSource(), {});
    QCOMPARE(evaluation.corners.size(), std::size_t{4});
    for (const CornerScore& score : evaluation.corners)
      QCOMPARE(score.ownProposals, std::size_t(score.name.starts_with("fixed")));
    const QString table = QString::fromStdString(evaluationTables(evaluation, TableStyle::plain));
    QCOMPARE(table.count("fixed: of 2 pictures, 1 has its own corners"), 1);
    QVERIFY(!table.contains("other: of"));
    QVERIFY(evaluationJson(evaluation).find("\"own_proposals\": 1") != std::string::npos);
    evaluation.corners = *evaluateCorners(networks, ShiftedSource(), {});
    QVERIFY(evaluationTables(evaluation, TableStyle::plain).find("its own corners") == std::string::npos);
  }

  void networksOfOneIdAreToldApartByTheirFolders() {
    const auto at = [](const char* id, const char* file) {
      ModelManifest manifest = cornersManifest(id);
      manifest.file = file;
      return std::make_shared<FixedCorners>(manifest);
    };
    const auto names = networkNames({at("mine", "/runs/a/export/mine/network.pt"),
                                     at("mine", "/runs/b/export/mine/network.pt"),
                                     at("other", "/runs/b/export/other/network.pt")});
    QCOMPARE(names, (std::vector<std::string>{"mine (a/export/mine)", "mine (b/export/mine)", "other"}));
    const auto same = at("mine", "/runs/a/network.pt");
    QCOMPARE(networkNames({same, same}), (std::vector<std::string>{"mine", "mine"}));
    QCOMPARE(networkNames({at("mine", "/a/network.pt"), at("mine", "/b/a/network.pt")}),
             (std::vector<std::string>{"mine (/a)", "mine (b/a)"}));
  }

  void depthIsScoredInsideTheRim() {
    const auto right = evaluateDepth(level(0.4), LayerSource({40}), {});
    QVERIFY2(right.ok(), right ? "" : right.error().sentence().c_str());
    QCOMPARE(right->size(), std::size_t(2)); // size told, and not
    for (const DepthScore& score : *right) {
      QVERIFY2(score.absRel < 0.003 && score.rmse < 0.006, qPrintable(QString::number(score.absRel)));
      QVERIFY(score.delta1 == 1 && score.ssim > 0.95 && score.ssimOfSpan > 0.9);
      QVERIFY(score.answeredShare > 0.99 && score.answeredShare <= 1);
    }
    const auto wrong = evaluateDepth(level(0.9), LayerSource({10, 10}), {});
    QVERIFY(wrong.ok());
    const DepthScore& score = wrong->front();
    QCOMPARE(score.pictures, std::size_t(2));
    // Up to 0.24 m of about 1.1 m too near.
    QVERIFY2(score.absRel > 0.1 && score.absRel < 0.24, qPrintable(QString::number(score.absRel)));
    // A narrower range makes the same differences count more.
    QVERIFY(score.ssimOfSpan <= score.ssim);
    QVERIFY(score.rmse > 0.1 && score.rmse < 0.24 && score.ssim < 0.9);
  }

  void whatIsNotAnsweredIsSaid() {
    const auto scores = evaluateDepth({std::make_shared<UpperHalf>()}, LayerSource({10, 10}), {});
    QVERIFY2(scores.ok(), scores ? "" : scores.error().sentence().c_str());
    const DepthScore& score = scores->front();
    QCOMPARE(score.pictures, std::size_t(2));
    QVERIFY2(std::abs(score.answeredShare - 0.5) < 0.05, qPrintable(QString::number(score.answeredShare)));
    const Evaluation evaluation{{}, *scores, {}};
    QVERIFY(evaluationJson(evaluation).find("\"answered_share\"") != std::string::npos);
    QVERIFY(evaluationTables(evaluation, TableStyle::markdown).find("answered") != std::string::npos);
  }

  void picturesWithoutABoxAreJudgedAsAWhole() {
    Networks networks = level(0.1);
    networks.push_back(std::make_shared<UpperHalf>());
    const SomeWithoutBox source;
    const auto scores = evaluateDepth(networks, source, {});
    QVERIFY2(scores.ok(), scores ? "" : scores.error().sentence().c_str());
    // Through the rim with the size told and without, the other network inside the rim and as a whole.
    QCOMPARE(scores->size(), std::size_t(4));
    for (std::size_t k = 0; k < 3; ++k) {
      QCOMPARE((*scores)[k].place, DepthPlace::rim);
      QCOMPARE((*scores)[k].pictures, std::size_t(1));
    }
    const DepthScore& whole = scores->back();
    QCOMPARE(whole.name, std::string("upper-half"));
    QCOMPARE(whole.place, DepthPlace::picture);
    QCOMPARE(whole.pictures, std::size_t(2));
    QVERIFY2(std::abs(whole.answeredShare - 0.5) < 0.02, qPrintable(QString::number(whole.answeredShare)));
    const auto sample = source.load(1);
    const double answered = 0.5 * static_cast<double>(sample->depth.values.pixelCount());
    QVERIFY2(std::abs(whole.absRel * answered - 0.5) < 0.05, // 1 m where 2 m are, once
             qPrintable(QString::number(whole.absRel * answered)));
    const Evaluation evaluation{{}, *scores, {}};
    const QString table = QString::fromStdString(evaluationTables(evaluation, TableStyle::plain));
    QVERIFY(table.contains("depth inside the rim") && table.contains("depth of whole pictures"));
    QVERIFY(evaluationJson(evaluation).find("\"place\": \"picture\"") != std::string::npos);
  }

  void aWallOfOneDepthIsJudgedToo() {
    class Wall : public SomeWithoutBox {
     public:
      std::size_t size() const override { return 2; }
      Result<TrainingSample> load(std::size_t) const override {
        auto sample = SomeWithoutBox::load(1);
        if (sample) sample->depth.values.at(0, 0) = 1;
        return sample;
      }
    };
    const auto scores = evaluateDepth({std::make_shared<UpperHalf>()}, Wall(), {});
    QVERIFY2(scores.ok(), scores ? "" : scores.error().sentence().c_str());
    QCOMPARE(scores->size(), std::size_t(1));
    QCOMPARE(scores->front().pictures, std::size_t(2));
    QVERIFY(scores->front().absRel < 1e-6 && scores->front().delta1 == 1);
  }

  void whoTellsTheCameraTellsItsLens() {
    const auto scores = evaluateDepth(level(0), LensSource(), {});
    QVERIFY2(scores.ok(), scores ? "" : scores.error().sentence().c_str());
    const auto told = std::find_if(scores->begin(), scores->end(),
                                   [](const DepthScore& s) { return s.told == Told::everything; });
    QVERIFY(told != scores->end() && told->pictures == 3);
    QVERIFY2(told->absRel < 0.004, qPrintable(QString::number(told->absRel)));
  }

  void aPictureWithoutAPoseDoesNotEndTheEvaluation() {
    const auto scores = evaluateDepth(level(0.4), OneWithoutPose(), {});
    QVERIFY2(scores.ok(), scores ? "" : scores.error().sentence().c_str());
    for (const DepthScore& score : *scores) {
      QCOMPARE(score.pictures, std::size_t(1));
      QCOMPARE(score.failed, std::size_t(1));
    }
  }

  void whatNeverAnswersInMetresIsListedLast() {
    Networks networks = level(0.9);
    networks.insert(networks.begin(), std::make_shared<WithoutUnit>());
    const auto scores = evaluateDepth(networks, LayerSource({10, 10}), {});
    QVERIFY2(scores.ok(), scores ? "" : scores.error().sentence().c_str());
    QCOMPARE(scores->size(), std::size_t(3));
    const DepthScore& last = scores->back();
    QCOMPARE(last.name, std::string("without-unit"));
    QCOMPARE(last.failed, std::size_t(2));
    QCOMPARE(last.pictures, std::size_t(0));
    QVERIFY(std::isnan(last.absRel));
    const Evaluation evaluation{{}, *scores, {}};
    QVERIFY(evaluationTables(evaluation, TableStyle::markdown).find("nan") == std::string::npos);
    QVERIFY(evaluationJson(evaluation).find("\"abs_rel\": null") != std::string::npos);
  }

  void fillIsScored() {
    const auto scores = evaluateFill(level(0.5), nullptr, {Told::everything, Told::camera},
                                     LayerSource({10, 30, 50, 70}), {});
    QVERIFY2(scores.ok(), scores ? "" : scores.error().sentence().c_str());
    QCOMPARE(scores->size(), std::size_t(2));
    for (const FillScore& score : *scores) {
      QVERIFY(score.trueCorners);
      QCOMPARE(score.pictures, std::size_t(4));
      QCOMPARE(score.failed, std::size_t(0));
      QVERIFY2(std::abs(score.mean - 20) < 1.5, qPrintable(QString::number(score.mean)));
      QVERIFY(std::abs(score.median - 20) < 1.5);
      QVERIFY(std::abs(score.bias - 10) < 2);
      QVERIFY(std::abs(score.baseline - 20) < 0.1);
      QVERIFY(std::abs(score.figureMean - 20) < 0.1); // the figure says 50, too
      QVERIFY(score.coverage == 0.25);                // only the one that is half full
      QVERIFY(score.meanWidth >= 6);
      QVERIFY(score.sigmaScale > 3); // forty points off with a standard error of five
    }
  }

  void everyPictureIsToldOf() {
    std::vector<PictureFigures> told;
    EvaluationOptions options;
    options.onPicture = [&](const PictureFigures& figures) { told.push_back(figures); };
    const auto figure = [&](std::size_t k, const char* name) {
      for (const auto& [known, value] : told.at(k).figures)
        if (known == name) return value;
      return std::nan("");
    };
    const auto meanOf = [&](const char* name) {
      double sum = 0;
      for (std::size_t k = 0; k < told.size(); ++k)
        sum += figure(k, name) / static_cast<double>(told.size());
      return sum;
    };

    const auto fill = evaluateFill(level(0.5), nullptr, {Told::everything}, LayerSource({10, 70}), options);
    QVERIFY(fill.ok());
    QCOMPARE(told.size(), std::size_t(2));
    QCOMPARE(told[1].picture, std::string("1"));
    QCOMPARE(told[1].given, std::string("true corners, camera and size"));
    QVERIFY(std::abs(figure(1, "truth") - 70) < 0.1);
    QVERIFY(std::abs(meanOf("error") - fill->front().bias) < 1e-9);
    QVERIFY(figure(1, "low") <= figure(1, "answer") && figure(1, "answer") <= figure(1, "high"));

    told.clear();
    const auto depth = evaluateDepth(level(0.4), OneWithoutPose(), options);
    QVERIFY(depth.ok());
    QCOMPARE(told.size(), std::size_t(4)); // two pictures, with the size and without
    QVERIFY(told[0].figures.empty() && told[1].figures.empty());
    QCOMPARE(figuresCsv(told[0]),
             std::string("\"0\",\"depth\",\"level\",\"true corners, camera and size\",failed,1\n"));
    QCOMPARE(figure(2, "abs_rel"), depth->front().absRel);

    told.clear();
    const auto corners =
        evaluateCorners({std::make_shared<FixedCorners>(cornersManifest("fixed"))}, ShiftedSource(), options);
    QVERIFY(corners.ok());
    QCOMPARE(told.size(), std::size_t(4)); // two pictures, one look and two
    double polygon = 0;
    for (std::size_t k = 0; k < told.size(); ++k)
      if (told[k].network == corners->front().name) polygon += figure(k, "polygon_iou") / 2;
    QVERIFY(std::abs(polygon - corners->front().polygonIou) < 1e-9);
    const auto csv = figuresCsv(told[0]);
    QCOMPARE(std::count(csv.begin(), csv.end(), '\n'), std::ptrdiff_t(told[0].figures.size()));
  }

  void detectedCornersThatAreNoneCountAsFailed() {
    FixedCorners elsewhere(cornersManifest("fixed"));
    const auto scores = evaluateFill(level(0.5), &elsewhere, {Told::everything}, LayerSource({20, 60}), {});
    QVERIFY2(scores.ok(), scores ? "" : scores.error().sentence().c_str());
    QCOMPARE(scores->size(), std::size_t(2));
    QVERIFY(scores->front().trueCorners != scores->back().trueCorners);
  }

  void dataWithoutTruthIsRefused() {
    QCOMPARE(evaluateFill(level(0.5), nullptr, {Told::photo}, ShiftedSource(), {}).error().code,
             ErrorCode::badInput);
    QCOMPARE(evaluateDepth(level(0.5), ShiftedSource(), {}).error().code, ErrorCode::badInput);
    ModelManifest five = cornersManifest("five");
    five.corners.keypoints.push_back("e");
    QCOMPARE(evaluateCorners({std::make_shared<FixedCorners>(five)}, ShiftedSource(), {}).error().code,
             ErrorCode::badInput);
    Progress stop;
    stop.isCancelled = [] { return true; };
    QCOMPARE(evaluateDepth(level(0.5), LayerSource({40}), {}, stop).error().code, ErrorCode::cancelled);
  }

  void tablesAndJsonSayTheSame() {
    Evaluation evaluation;
    CornerScore corners;
    corners.name = "fixed, 2 looks";
    corners.pictures = 7;
    corners.meanShare = 0.0123;
    corners.byVisibility = {{KeypointVisibility::visible, 20, 0.0034, 0.9},
                            {KeypointVisibility::outside, 8, 0.0567, 0.25}};
    evaluation.corners.push_back(corners);
    DepthScore depth;
    depth.name = "rim";
    depth.absRel = 0.0456;
    evaluation.depth.push_back(depth);
    FillScore fill;
    fill.name = "rim";
    fill.trueCorners = false;
    fill.told = Told::photo;
    fill.mean = 4.32;
    evaluation.fill.push_back(fill);
    const QString markdown = QString::fromStdString(evaluationTables(evaluation, TableStyle::markdown));
    for (const char* part : {"| fixed, 2 looks |", "1.23 %", "0.0456", "| detected | photo alone |", "4.32",
                             "| fixed, 2 looks | outside | 8 | 5.67 % | 25.0 % |"})
      QVERIFY2(markdown.contains(QString::fromUtf8(part)) ||
                   QString(markdown).replace(QRegularExpression(" +"), " ").contains(QString::fromUtf8(part)),
               part);
    const QString plain = QString::fromStdString(evaluationTables(evaluation, TableStyle::plain));
    QVERIFY(!plain.contains("|") && plain.contains("1.23 %"));
    const auto json = parseJson(evaluationJson(evaluation), "evaluation");
    QVERIFY(json.ok());
    QCOMPARE((*member(*json, "corners"))[0]["mean_share"].GetDouble(), 0.0123);
    QCOMPARE((*member(*json, "corners"))[0]["outside"]["mean_share"].GetDouble(), 0.0567);
    QCOMPARE((*member(*json, "corners"))[0]["visible"]["corners"].GetUint64(), std::uint64_t(20));
    QCOMPARE((*member(*json, "depth"))[0]["abs_rel"].GetDouble(), 0.0456);
    QCOMPARE((*member(*json, "fill"))[0]["mean_error"].GetDouble(), 4.32);
    QCOMPARE(std::string((*member(*json, "fill"))[0]["told"].GetString()), std::string("photo"));
    evaluation.depth.clear();
    QVERIFY(!member(*parseJson(evaluationJson(evaluation), "evaluation"), "depth"));
  }
};

QTEST_GUILESS_MAIN(TestEvaluate)
#include "test_evaluate.moc"
