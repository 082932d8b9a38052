// Pairs of measured and true depth: where they come from, what a denoiser makes of them, and how well.
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/image_io.h"
#include "core/workflow/choose_network.h"
#include "core/workflow/denoise.h"
#include "core/workflow/denoise_files.h"
#include "core/workflow/depth_pairs.h"
#include "core/workflow/evaluation_tables.h"
#include "core/workflow/training_data.h"
#include "known_networks.h"
#include "synthesis_support.h"
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace fillscope;
using namespace fillscope::tests;
namespace fs = std::filesystem;

namespace {

constexpr int width = 40, height = 30;

/// Of all that is measured: it lies at the median. "zero": as it is. It expects an error of 1 mm where
/// something is measured, of 10 cm in holes.
class Flattening : public Network {
 public:
  explicit Flattening(ModelManifest manifest)
      : manifest_(std::move(manifest)) {}
  const ModelManifest& manifest() const override { return manifest_; }
  std::string device() const override { return "cpu"; }
  Result<std::vector<Tensor>> run(const Tensor& input, const Progress& progress) override {
    if (progress.cancelled()) return cancelledError();
    const auto plane = input.values.size() / depthTilePlanes;
    Tensor answer{{1, 2, input.shape[2], input.shape[3]}, std::vector<float>(2 * plane)};
    for (std::size_t k = 0; k < plane; ++k) {
      if (manifest_.id != "zero") answer.values[k] = -input.values[k];
      answer.values[plane + k] = std::log(input.values[plane + k] > 0 ? 0.01f : 1.0f);
    }
    return std::vector<Tensor>{answer};
  }

 private:
  ModelManifest manifest_;
};

Result<std::shared_ptr<Network>> loadFlattening(const ModelManifest& manifest) {
  return std::shared_ptr<Network>(std::make_shared<Flattening>(manifest));
}

DepthMap level(float metres) {
  DepthMap depth;
  depth.values = Raster<float>(width, height, 1, metres);
  return depth;
}

/// A metre away; every fifth pixel 2 cm too far, every fifth 1 cm too near, every tenth not at all.
DepthMap measured() {
  DepthMap depth = level(1);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      if ((x + y) % 5 == 0) depth.values.at(x, y) = 1.02f;
      if ((x + y) % 5 == 1) depth.values.at(x, y) = 0.99f;
      if ((x + y) % 10 == 2) depth.values.at(x, y) = 0;
    }
  return depth;
}

template <class T>
QString sentenceOf(const Result<T>& result) {
  return result ? QString() : QString::fromStdString(result.error().sentence());
}

constexpr DepthEncoding millimetres{0.001, 0};

} // namespace

class TestDenoising : public QObject {
  Q_OBJECT

  QTemporaryDir temporary_;
  fs::path root_, pairs_;
  std::unique_ptr<ModelRegistry> registry_;

  DenoiseRequest request(const char* out) const {
    DenoiseRequest request;
    request.network = "flat";
    request.out = root_ / out;
    request.encoding = millimetres;
    return request;
  }

 private Q_SLOTS:
  void initTestCase() {
    root_ = temporary_.path().toStdString();
    ModelManifest manifest;
    manifest.task = ModelTask::denoiser;
    manifest.inputWidth = manifest.inputHeight = 32;
    for (const char* id : {"flat", "zero"}) {
      manifest.id = id;
      writeModel(QString::fromStdString((root_ / "models").string()), manifest);
    }
    registry_ = std::make_unique<ModelRegistry>(std::vector<fs::path>{root_ / "models"});
    registry_->setLoader(ModelEngine::torchScript, loadFlattening);
  }

  void init() {
    pairs_ = root_ / "pairs";
    fs::remove_all(pairs_);
    fs::create_directories(pairs_);
    for (const char* number : {"2", "10", "1", "3"}) {
      QVERIFY(saveDepth(measured(), pairs_ / ("res-" + std::string(number) + ".png"), 0.001).ok());
      if (number != std::string("3"))
        QVERIFY(saveDepth(level(1), pairs_ / ("gt-" + std::string(number) + ".png"), 0.001).ok());
    }
    QVERIFY(saveImage(Image(width, height, 1, 77), pairs_ / "left-10.png").ok());
  }

  void pairsAreToldByTheirNames() {
    const auto source = openTrainingData(pairs_, 4, SampleParts::pairs, millimetres);
    QVERIFY2(source.ok(), qPrintable(sentenceOf(source)));
    QCOMPARE((*source)->size(), std::size_t(3));
    QCOMPARE((*source)->group(2), std::string("res-10"));
    const auto first = (*source)->load(0), last = (*source)->load(2);
    QVERIFY2(first.ok() && last.ok(), qPrintable(sentenceOf(first) + sentenceOf(last)));
    QCOMPARE(first->name, std::string("res-1"));
    QVERIFY(first->image.empty());
    QVERIFY(last->image.sameSize(width, height) && last->image.at(3, 3) == 77);
    QVERIFY(last->depth.values.at(0, 0) == 1.0f && std::abs(last->measured.values.at(0, 0) - 1.02f) < 1e-6);
    QVERIFY(!last->measured.isMeasuredAt(2, 0));
    TrainingConfig config = defaultConfig(NetworkKind::depthDenoiser);
    QVERIFY(partsFor(config) == SampleParts::pairs);
  }

  void pairsNeedAScale() {
    const auto source = openTrainingData(pairs_, 4, SampleParts::pairs);
    QVERIFY(!source.ok());
    QVERIFY2(sentenceOf(source).contains("--depth-scale"), qPrintable(sentenceOf(source)));
  }

  void aFolderWithoutPairsIsToldSo() {
    fs::create_directories(root_ / "none");
    QVERIFY(saveDepth(measured(), root_ / "none/res-1.png", 0.001).ok());
    const auto source = openTrainingData(root_ / "none", 4, SampleParts::pairs, millimetres);
    QVERIFY2(sentenceOf(source).contains("no pair of measured and true depth"),
             qPrintable(sentenceOf(source)));
    const auto nowhere = openTrainingData(root_ / "nowhere", 4, SampleParts::pairs, millimetres);
    QCOMPARE(nowhere.error().code, ErrorCode::notFound);
  }

  void partsOfAPairHaveOneSize() {
    QVERIFY(saveImage(Image(width + 1, height, 1, 77), pairs_ / "left-10.png").ok());
    const auto source = openTrainingData(pairs_, 4, SampleParts::pairs, millimetres);
    const auto sample = (*source)->load(2);
    QVERIFY2(sentenceOf(sample).contains("left-10.png") && sentenceOf(sample).contains("another size"),
             qPrintable(sentenceOf(sample)));
  }

  void syntheticSetsArePairs() {
    const SynthesisRequest synth = smallSet(root_ / "synthetic", 2);
    const auto made = synthesise(synth);
    QVERIFY2(made.ok(), qPrintable(sentenceOf(made)));
    const auto source = openTrainingData(synth.folder, 4, SampleParts::pairs);
    QVERIFY2(source.ok(), qPrintable(sentenceOf(source)));
    QCOMPARE((*source)->size(), std::size_t(2));
    const auto rendered = openGenerator(synth.spec, 5, 2, 4, SampleParts::pairs);
    for (std::size_t k = 0; k < 2; ++k) {
      const auto file = (*source)->load(k), scene = (*rendered)->load(k);
      QVERIFY2(file.ok() && scene.ok(), qPrintable(sentenceOf(file)));
      QVERIFY(file->image.sameSize(scene->image));
      for (std::size_t i = 0; i < file->depth.values.pixelCount(); ++i) {
        QVERIFY(std::abs(file->measured.values.data()[i] - scene->measured.values.data()[i]) < 6e-5);
        QVERIFY(std::abs(file->depth.values.data()[i] - scene->depth.values.data()[i]) < 6e-5);
      }
    }
    QVERIFY((*openGenerator(synth.spec, 5, 2, 4))->load(0)->measured.values.empty());
  }

  void denoisersAreChosen() {
    QCOMPARE(networksFor(*registry_, NetworkUse::denoiser), (std::vector<std::string>{"flat", "zero"}));
    QVERIFY(networksFor(*registry_, NetworkUse::pictureDepth).empty());
    QCOMPARE(chooseNetwork(*registry_, "", NetworkUse::denoiser).error().what,
             std::string("there are several denoisers: flat, zero"));
    QVERIFY(registry_->depthModel("flat").error().what.find("denoises") != std::string::npos);
  }

  void denoisersAreJudged() {
    const auto source = openTrainingData(pairs_, 4, SampleParts::pairs, millimetres);
    const Networks networks{*registry_->network("zero"), *registry_->network("flat")};
    std::string lines;
    EvaluationOptions options;
    options.onPicture = [&](const PictureFigures& figures) { lines += figuresCsv(figures); };
    const auto scores = evaluateDenoisers(networks, **source, {}, options);
    QVERIFY2(scores.ok(), qPrintable(sentenceOf(scores)));
    QCOMPARE(scores->size(), std::size_t(2));
    const DenoiserScore &best = scores->front(), &other = scores->back();
    QCOMPARE(best.name, std::string("flat"));
    QCOMPARE(best.pictures, std::size_t(3));
    // Of nine pixels that are measured two are 20 mm off and two are 10 mm off.
    const double mae = (2 * 0.02 + 2 * 0.01) / 9, rmse = std::sqrt((2 * 4e-4 + 2 * 1e-4) / 9);
    for (const DenoiserScore& score : *scores) {
      QVERIFY(std::abs(score.before.mae - mae) < 1e-6 && std::abs(score.before.rmse - rmse) < 1e-6);
      QVERIFY(std::abs(score.before.absRel - mae) < 1e-6);
      QVERIFY(std::abs(score.holesBefore - 0.1) < 1e-9 && score.holesAfter == 0);
      QVERIFY(score.filledMae < 1e-6); // both fill with the median
    }
    QVERIFY(best.after.mae < 1e-6 && best.after.rmse < 1e-6 && best.after.absRel < 1e-6);
    QVERIFY(other.after.mae == other.before.mae && other.after.rmse == other.before.rmse);
    QVERIFY2(lines.find("\"res-10\",\"denoiser\",\"flat\",\"\",mae_before_m,") != std::string::npos,
             lines.c_str());
    Evaluation evaluation;
    evaluation.denoiser = *scores;
    const auto json = parseJson(evaluationJson(evaluation), "");
    QVERIFY(json.ok());
    QCOMPARE((*json)["denoiser"][0]["model"].GetString(), "flat");
    QVERIFY(std::abs((*json)["denoiser"][1]["mae_m"].GetDouble() - mae) < 1e-6);
    const std::string text = evaluationTables(evaluation, TableStyle::markdown);
    QVERIFY2(text.starts_with("| denoiser") && text.find("6.67 mm") != std::string::npos, text.c_str());
  }

  void whatIsUnsureIsNotFilled() {
    const auto source = openTrainingData(pairs_, 4, SampleParts::pairs, millimetres);
    const Networks networks{*registry_->network("flat")};
    const auto careful = evaluateDenoisers(networks, **source, {.mostError = 0.01}, {});
    QVERIFY(std::abs(careful->front().holesAfter - 0.1) < 1e-9 && std::isnan(careful->front().filledMae));
    Evaluation evaluation;
    evaluation.denoiser = *careful;
    QVERIFY((*parseJson(evaluationJson(evaluation), ""))["denoiser"][0]["filled_mae_m"].IsNull());
    const auto mute = evaluateDenoisers(networks, **source, {.mostError = 1e-5}, {});
    QVERIFY(mute->front().holesAfter == 1 && std::isnan(mute->front().after.mae));
    QVERIFY(!evaluateDenoisers(networks, *subset(*source, {}), {}, {}).ok());
  }

  void aFileIsDenoised() {
    const auto told =
        denoiseFile(*registry_, pairs_ / "res-10.png", pairs_ / "left-10.png", request("one.png"));
    QVERIFY2(told.ok(), qPrintable(sentenceOf(told)));
    QVERIFY(std::abs(told->holesBefore - 0.1) < 1e-9 && told->holesAfter == 0);
    const auto depth = loadDepth(root_ / "one.png", millimetres);
    QVERIFY(depth.ok() && depth->values == level(1).values);
    DenoiseRequest careful = request("careful.tif");
    careful.options.mostError = 0.01;
    QVERIFY(denoiseFile(*registry_, pairs_ / "res-10.png", {}, careful)->holesAfter > 0.09);
    QVERIFY(!loadDepth(root_ / "careful.tif", {})->isMeasuredAt(2, 0));
  }

  void aMapInMemoryIsDenoised() {
    DepthMap noisy = measured();
    noisy.source = "tote.depth.png";
    const auto made = denoiseDepth(*registry_, "flat", noisy, Image(width, height, 3, 80));
    QVERIFY2(made.ok(), qPrintable(sentenceOf(made)));
    QVERIFY(made->depth.values == level(1).values && made->depth.kind == DepthKind::metric);
    QCOMPARE(made->depth.source, std::string("tote.depth.png, denoised by flat"));
    QVERIFY(std::abs(shareOfHoles(noisy) - 0.1) < 1e-9 && shareOfHoles(made->depth) == 0);
    const auto careful = denoiseDepth(*registry_, "flat", noisy, {}, {.mostError = 0.01});
    QVERIFY(careful.ok() && shareOfHoles(careful->depth) > 0.09);
    QVERIFY(sentenceOf(denoiseDepth(*registry_, "", noisy, {})).contains("several denoisers: flat, zero"));
    noisy.kind = DepthKind::inverse;
    QVERIFY(sentenceOf(denoiseDepth(*registry_, "flat", noisy, {})).contains("only depth in metres"));
    Progress stopped;
    stopped.isCancelled = [] { return true; };
    QCOMPARE(denoiseDepth(*registry_, "flat", measured(), {}, {}, stopped).error().code,
             ErrorCode::cancelled);
  }

  void whatAFileCannotHoldHasNoValue() {
    DepthMap far = level(0.5);
    far.values.at(7, 7) = 200;
    QVERIFY(saveDepth(far, root_ / "far.tif").ok());
    for (const char* name : {"far.png", "far.PNG"}) {
      DenoiseRequest zero = request(name);
      zero.network = "zero";
      zero.encoding = {};
      const auto done = denoiseFile(*registry_, root_ / "far.tif", {}, zero);
      QVERIFY2(done.ok(), qPrintable(sentenceOf(done)));
      const auto depth = loadDepth(root_ / name, {1e-4, 0});
      QVERIFY2(depth.ok(), qPrintable(sentenceOf(depth)));
      QVERIFY(depth->values.at(6, 7) == 0.5f && !depth->isMeasuredAt(7, 7));
      QVERIFY(done->holesAfter > 0);
    }
    DenoiseRequest all = request("all.png");
    all.network = "zero";
    all.encoding = {};
    QVERIFY(saveDepth(level(10), root_ / "ten metres.tif").ok());
    const auto refused = denoiseFile(*registry_, root_ / "ten metres.tif", {}, all);
    QVERIFY(!refused.ok() && !fs::exists(root_ / "all.png"));
    QVERIFY2(sentenceOf(refused).contains(".npy or .tif"), qPrintable(sentenceOf(refused)));
  }

  void whatIsReadStays() {
    const std::string before = readFile(pairs_ / "res-1.png").value();
    const auto over = denoiseFile(*registry_, pairs_ / "res-1.png", {}, request("pairs/res-1.png"));
    QVERIFY2(sentenceOf(over).contains("written over"), qPrintable(sentenceOf(over)));
    fs::create_symlink(pairs_ / "gt-1.png", pairs_ / "res_denoised-1.png");
    const auto all = denoiseFolder(*registry_, pairs_, request("pairs"));
    QVERIFY2(sentenceOf(all).contains("written over"), qPrintable(sentenceOf(all)));
    QVERIFY(!fs::exists(pairs_ / "res_denoised-2.png"));
    QCOMPARE(readFile(pairs_ / "res-1.png").value(), before);
  }

  void aFolderIsDenoisedAndGoneOnWith() {
    QVERIFY(writeFileAtomically(pairs_ / "res-4.png", "no picture").ok());
    QVERIFY(saveDepth(measured(), pairs_ / "box.camera-depth.png", 0.001).ok());
    QVERIFY(saveImage(Image(width, height, 3, 9), pairs_ / "box.color.png").ok());
    fs::remove_all(root_ / "better");
    const auto first = denoiseFolder(*registry_, pairs_, request("better/deep"));
    QVERIFY2(first.ok(), qPrintable(sentenceOf(first)));
    QVERIFY(first->written == 5 && first->kept == 0 && first->failures.size() == 1);
    QCOMPARE(first->failures.front().file, std::string("res-4.png"));
    for (const char* name : {"res_denoised-1.png", "res_denoised-3.png", "box.denoised-depth.png"})
      QVERIFY2(loadDepth(root_ / "better/deep" / name, millimetres)->values == level(1).values, name);
    fs::remove(root_ / "better/deep/res_denoised-2.png");
    DenoiseRequest again = request("better/deep");
    again.resume = true;
    const auto rest = denoiseFolder(*registry_, pairs_, again);
    QVERIFY(rest.ok() && rest->written == 1 && rest->kept == 4);
    // Beside what is read, too.
    QVERIFY(denoiseFolder(*registry_, pairs_, request("pairs")).ok());
    QVERIFY(denoiseFolder(*registry_, pairs_, request("pairs")).ok());
    QCOMPARE((*openTrainingData(pairs_, 4, SampleParts::pairs, millimetres))->size(), std::size_t(3));
  }

  void allPicturesOfAProjectAreDenoised() {
    OpenedProject opened;
    opened.folder = pairs_;
    for (const char* name : {"left-10.png", "without.png", "left-1.png", "gone.png"}) {
      Picture picture;
      picture.filename = name;
      PictureSources sources;
      const std::string which = name;
      if (which == "left-10.png") sources.depthFile = "res-10.png";
      if (which == "left-1.png") sources.depthFile = "res-1.png";
      if (which == "gone.png") sources.depthFile = "res-77.png";
      sources.depthScale = 0.001;
      setSources(picture, sources);
      opened.project.pictures.push_back(picture);
    }
    QVERIFY(saveImage(Image(width, height, 1, 77), pairs_ / "left-1.png").ok());
    std::vector<int> taken;
    std::vector<double> reported;
    const auto taker = [&](int picture, const DepthMap& depth) {
      taken.push_back(picture);
      QVERIFY(std::abs(depth.values.at(0, 0) - 1) < 1e-3);
    };
    const auto done =
        denoisePictures(*registry_, opened, request("project"), taker,
                        {[&](double share, std::string_view) { reported.push_back(share); }, {}});
    QVERIFY2(done.ok(), qPrintable(sentenceOf(done)));
    QCOMPARE(done->written, std::uint64_t(2));
    QCOMPARE(taken, (std::vector<int>{0, 2}));
    QCOMPARE(done->failures.size(), std::size_t(1));
    QCOMPARE(done->failures[0].file, std::string("gone.png"));
    QVERIFY(std::is_sorted(reported.begin(), reported.end()) && reported.back() == 1);
    const auto written = loadDepth(root_ / "project/left-10.denoised-depth.png", millimetres);
    QVERIFY2(written.ok(), qPrintable(sentenceOf(written)));
    QCOMPARE(written->values.at(0, 0), 1.0f);
    // The measured files stay, also where one goes by the name of what would be written.
    PictureSources own = sourcesOf(opened.project.pictures[0]);
    own.depthFile = "left-10.denoised-depth.png";
    setSources(opened.project.pictures[0], own);
    QVERIFY(saveDepth(measured(), pairs_ / own.depthFile, 0.001).ok());
    DenoiseRequest beside = request("pairs");
    const auto refused = denoisePictures(*registry_, opened, beside);
    QVERIFY2(!refused.ok() && sentenceOf(refused).contains("left-10.denoised-depth.png"),
             qPrintable(sentenceOf(refused)));
    QVERIFY(!loadDepth(pairs_ / own.depthFile, millimetres)->isMeasuredAt(2, 0));
  }

  void aProjectWithoutDepthFilesIsToldSo() {
    OpenedProject opened;
    opened.folder = pairs_;
    opened.project.pictures.resize(1);
    QVERIFY(sentenceOf(denoisePictures(*registry_, opened, request("no-depth")))
                .contains("no picture has a depth file"));
    QVERIFY(!fs::exists(root_ / "no-depth"));
  }

  void aFolderWithoutMeasuredDepthIsToldSo() {
    fs::create_directories(root_ / "empty");
    const auto none = denoiseFolder(*registry_, root_ / "empty", request("x"));
    QVERIFY2(sentenceOf(none).contains("no measured depth"), qPrintable(sentenceOf(none)));
    DenoiseRequest untold = request("x");
    untold.encoding = {};
    QVERIFY(sentenceOf(denoiseFolder(*registry_, pairs_, untold)).contains("--depth-scale"));
    QVERIFY(!fs::exists(root_ / "x"));
    Progress stopped;
    stopped.isCancelled = [] { return true; };
    QCOMPARE(denoiseFolder(*registry_, pairs_, request("x"), stopped).error().code, ErrorCode::cancelled);
  }
};

QTEST_GUILESS_MAIN(TestDenoising)
#include "test_denoising.moc"
