// Pictures of classes: where they come from, what a network says of them, and how well.
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/image_io.h"
#include "core/formats/via_project.h"
#include "core/workflow/choose_network.h"
#include "core/workflow/classify_pictures.h"
#include "core/workflow/evaluation_tables.h"
#include "core/workflow/training_data.h"
#include "known_networks.h"
#include <QTemporaryDir>
#include <QTest>
#include <numeric>

using namespace fillscope;
using namespace fillscope::tests;
namespace fs = std::filesystem;

namespace {

/// Bright pictures are OK; logits 0 and 8 · (mean − 0.5), its map one cell.
class BrightIsOk : public Network {
 public:
  explicit BrightIsOk(ModelManifest manifest)
      : manifest_(std::move(manifest)) {}
  const ModelManifest& manifest() const override { return manifest_; }
  std::string device() const override { return "cpu"; }
  Result<std::vector<Tensor>> run(const Tensor& input, const Progress& progress) override {
    if (progress.cancelled()) return cancelledError();
    const double mean = std::accumulate(input.values.begin(), input.values.end(), 0.0) /
                        static_cast<double>(input.values.size());
    const auto logit = static_cast<float>(8 * (mean - 0.5));
    std::vector<Tensor> answer{{{1, 2}, {0, logit}}};
    if (manifest_.description != "no maps") answer.push_back({{1, 2, 1, 1}, {0, logit}});
    return answer;
  }

 private:
  ModelManifest manifest_;
};

ModelManifest classesManifest(const std::string& id) {
  ModelManifest manifest;
  manifest.id = id;
  manifest.task = ModelTask::classes;
  manifest.classes = {"NOK", "OK"};
  manifest.inputWidth = manifest.inputHeight = 16;
  return manifest;
}

Result<std::shared_ptr<Network>> loadBright(const ModelManifest& manifest) {
  return std::shared_ptr<Network>(std::make_shared<BrightIsOk>(manifest));
}

template <class T>
QString sentenceOf(const Result<T>& result) {
  return result ? QString() : QString::fromStdString(result.error().sentence());
}

} // namespace

class TestClasses : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir temporary_;
  fs::path root_;
  std::unique_ptr<ModelRegistry> registry_;

  void write(const fs::path& file, std::uint8_t grey) const {
    fs::create_directories((root_ / file).parent_path());
    QVERIFY(saveImage(Image(24, 16, 3, grey), root_ / file).ok());
  }

 private Q_SLOTS:
  void initTestCase() {
    root_ = temporary_.path().toStdString();
    write("data/OK/2.png", 220);
    write("data/OK/10.png", 240);
    write("data/OK/night/1.png", 60); // looks otherwise than it is
    write("data/NOK/1.png", 20);
    write("data/NOK/1.depth.png", 9);
    write("data/NOK/1.mask.png", 9);
    write("data/NOK/1.evidence.png", 9);
    fs::create_directories(root_ / "data/notes");
    const QString models = temporary_.filePath("models");
    writeModel(models, classesManifest("bright"));
    ModelManifest mute = classesManifest("mute");
    mute.description = "no maps";
    writeModel(models, mute);
    registry_ = std::make_unique<ModelRegistry>(std::vector<fs::path>{models.toStdString()});
    registry_->setLoader(ModelEngine::torchScript, loadBright);
  }

  void foldersAreClasses() {
    const auto source = openTrainingData(root_ / "data", 4, SampleParts::classes);
    QVERIFY2(source.ok(), qPrintable(sentenceOf(source)));
    std::vector<std::string> groups;
    for (std::size_t i = 0; i < (*source)->size(); ++i)
      groups.push_back((*source)->group(i));
    QCOMPARE(groups, (std::vector<std::string>{"NOK/1.png", "OK/2.png", "OK/10.png", "OK/night/1.png"}));
    QCOMPARE(classNamesOf(**source), (std::vector<std::string>{"NOK", "OK"}));
    const auto sample = (*source)->load(3);
    QVERIFY(sample.ok());
    QCOMPARE(sample->className, std::string("OK"));
    QCOMPARE(sample->image.at(0, 0), std::uint8_t(60));
    QCOMPARE((*source)->className(0), std::string("NOK"));
    const auto both = joined({subset(*source, {1}), subset(*source, {0})});
    QCOMPARE(both->className(1), std::string("NOK"));
  }

  void classesComeInTurnAndFoldersOfDepthAreNone() {
    for (const char* file : {"b/1.png", "b/2.png", "b/3.png", "a/color/1.png", "a/color/2.png",
                             "a/depth/1.png", "a/depth/2.png"})
      write(fs::path("rgbd") / file, 90);
    const auto source = openTrainingData(root_ / "rgbd", 4, SampleParts::classes);
    QVERIFY2(source.ok(), qPrintable(sentenceOf(source)));
    std::vector<std::string> groups;
    for (std::size_t i = 0; i < (*source)->size(); ++i)
      groups.push_back((*source)->group(i));
    QCOMPARE(groups,
             (std::vector<std::string>{"a/color/1.png", "b/1.png", "a/color/2.png", "b/2.png", "b/3.png"}));
  }

  void everyClassIsLearntAndJudged() {
    for (int k = 0; k < 12; ++k)
      for (const char* name : {"NOK", "OK"})
        write(fs::path("rare") / name / (std::to_string(k) + ".png"), 90);
    for (const char* file : {"torn/1.png", "once/1.png", "torn/2.png"})
      write(fs::path("rare") / file, 90);
    const auto source = openTrainingData(root_ / "rare", 4, SampleParts::classes);
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      const Split split = splitByGroup(**source, 0.1, seed);
      QCOMPARE(split.training.size() + split.validation.size(), (*source)->size());
      QCOMPARE(classNamesOf(*subset(*source, split.training)),
               (std::vector<std::string>{"NOK", "OK", "once", "torn"}));
      QCOMPARE(classNamesOf(*subset(*source, split.validation)),
               (std::vector<std::string>{"NOK", "OK", "torn"}));
    }
    QVERIFY(splitByGroup(**source, 0, 1).validation.empty());
  }

  void picturesOfAProjectHaveTheirClass() {
    write("project/a.png", 20);
    write("project/b.png", 230);
    write("project/c.png", 120);
    Project project;
    for (const char* name : {"a.png", "b.png", "c.png"}) {
      Picture picture;
      picture.filename = picture.id = name;
      project.pictures.push_back(picture);
    }
    project.pictures[0].attributes.set("class", std::string("NOK"));
    project.pictures[1].attributes.set("class", std::string("OK"));
    project.pictures[1].attributes.set("group", std::string("shift 2"));
    QVERIFY(saveViaProject(project, root_ / "project/project.json").ok());
    for (const char* path : {"project", "project/project.json"}) {
      const auto source = openTrainingData(root_ / path, 4, SampleParts::classes);
      QVERIFY2(source.ok(), qPrintable(sentenceOf(source)));
      QCOMPARE((*source)->size(), std::size_t(2));
      QCOMPARE((*source)->unclassed(), std::size_t(1));
      QCOMPARE((*source)->group(0), std::string("a.png"));
      QCOMPARE((*source)->group(1), std::string("shift 2"));
      QCOMPARE((*source)->load(1)->className, std::string("OK"));
    }
  }

  void whatHasNoClassesIsAnError_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("said");
    QTest::newRow("nothing there") << "missing"
                                   << "missing";
    QTest::newRow("pictures alone") << "data/NOK"
                                    << "no picture's class is known";
    QTest::newRow("no pictures") << "empty"
                                 << "no picture's class is known";
  }
  void whatHasNoClassesIsAnError() {
    QFETCH(QString, path);
    QFETCH(QString, said);
    fs::create_directories(root_ / "empty/OK");
    const auto source = openTrainingData(root_ / path.toStdString(), 4, SampleParts::classes);
    QVERIFY(!source.ok());
    QVERIFY2(sentenceOf(source).contains(said), qPrintable(sentenceOf(source)));
  }

  void networksOfClassesAreChosen() {
    QCOMPARE(networksFor(*registry_, NetworkUse::classes), (std::vector<std::string>{"bright", "mute"}));
    QCOMPARE(chooseNetwork(*registry_, "", NetworkUse::classes).error().what,
             std::string("there are several classes networks: bright, mute"));
    QVERIFY(networksFor(*registry_, NetworkUse::pictureDepth).empty());
    QVERIFY(!registry_->depthModel("bright").ok());
    const std::string file = weightsNamed(*registry_, "bright");
    QVERIFY2(file.ends_with("bright/net.pt"), file.c_str());
    QCOMPARE(weightsNamed(*registry_, file), file);
    const fs::path folder = fs::path(file).parent_path();
    QCOMPARE(weightsNamed(*registry_, folder.string()), file);
    QCOMPARE(weightsNamed(*registry_, (folder / "manifest.json").string()), file);
    QCOMPARE(weightsNamed(*registry_, "nowhere.pt"), std::string("nowhere.pt"));
  }

  void picturesOfAFolderAreClassified() {
    const auto opened = openPath(root_ / "data/OK");
    QVERIFY(opened.ok());
    std::vector<std::string> told;
    ClassifyRequest request{"bright", root_ / "maps", true};
    request.onPicture = [&](const PictureClass& picture) { told.push_back(picture.name); };
    const auto found = classifyPictures(*registry_, *opened, request);
    QVERIFY2(found.ok(), qPrintable(sentenceOf(found)));
    QVERIFY(!found->stopped);
    QCOMPARE(told, (std::vector<std::string>{"2.png", "10.png"}));
    QCOMPARE(found->classes, (std::vector<std::string>{"NOK", "OK"}));
    const double logit = 8 * (220 / 255.0 - 0.5);
    QVERIFY(std::abs(found->pictures[0].probabilities[1] - 1 / (1 + std::exp(-logit))) < 1e-6);
    QCOMPARE(found->pictures[0].best, std::size_t(1));
    QVERIFY(loadImage(root_ / "maps/2.evidence.png").ok());
    QVERIFY(loadImage(root_ / "maps/10.evidence.png").ok());
    QVERIFY(!found->sheet.empty());
    const auto csv = classificationCsv(*found);
    QVERIFY2(csv.starts_with("picture,class,probability,\"NOK\",\"OK\"\n\"2.png\",\"OK\",0.94"), csv.c_str());
    const auto json = parseJson(classificationJson(*found, 2), "");
    QVERIFY(json.ok());
    const auto& first = (*json)["pictures"][0];
    QCOMPARE(first["class"].GetString(), "OK");
    QCOMPARE(first["model"].GetString(), "bright");
    QVERIFY(std::abs(first["probabilities"]["NOK"].GetDouble() + first["probability"].GetDouble() - 1) <
            1e-3);
  }

  void unreadablePicturesAreToldAndPassedOver() {
    write("some/a.png", 200);
    QVERIFY(writeFileAtomically(root_ / "some/b.png", "no picture").ok());
    const auto opened = openPath(root_ / "some");
    QVERIFY(opened.ok());
    const auto found = classifyPictures(*registry_, *opened, {"bright", {}, false});
    QVERIFY(found.ok());
    QCOMPARE(found->pictures.size(), std::size_t(2));
    QVERIFY(found->pictures[0].error.empty() && !found->pictures[1].error.empty());
    QVERIFY(classificationCsv(*found).find("\n\"b.png\",,,,\n") != std::string::npos);
    QVERIFY(parseJson(classificationJson(*found, 2), "").ok());
  }

  void mapsNeedANetworkThatHasThem() {
    const auto opened = openPath(root_ / "data/OK");
    const auto found = classifyPictures(*registry_, *opened, {"mute", root_ / "none", false});
    QVERIFY(!found.ok());
    QVERIFY2(sentenceOf(found).contains("where it saw"), qPrintable(sentenceOf(found)));
    QVERIFY(classifyPictures(*registry_, *opened, {"mute", {}, true}).ok());
  }

  void aMapThatCannotBeWrittenLosesNoAnswer() {
    const auto opened = openPath(root_ / "data/OK");
    fs::create_directories(root_ / "blocked/10.evidence.png");
    const auto found = classifyPictures(*registry_, *opened, {"bright", root_ / "blocked", false});
    QVERIFY2(found.ok(), qPrintable(sentenceOf(found)));
    QVERIFY(found->stopped);
    QCOMPARE(found->pictures.size(), std::size_t(2));
    QVERIFY(found->pictures[1].error.empty());
  }

  void picturesOfOneNameHaveAMapEach() {
    write("p1/a.png", 20);
    write("p2/a.png", 230);
    OpenedProject opened;
    opened.folder = root_;
    for (const char* name : {"p1/a.png", "p2/a.png"}) {
      Picture picture;
      picture.filename = (root_ / name).string();
      opened.project.pictures.push_back(picture);
    }
    QVERIFY(classifyPictures(*registry_, opened, {"bright", root_ / "both", false}).ok());
    QVERIFY(fs::exists(root_ / "both/p1/a.evidence.png") && fs::exists(root_ / "both/p2/a.evidence.png"));
  }

  void stoppedKeepsWhatWasFound() {
    const auto opened = openPath(root_ / "data/OK");
    int asked = 0;
    Progress progress;
    progress.isCancelled = [&asked] { return ++asked > 2; };
    const auto found = classifyPictures(*registry_, *opened, {"bright", {}, false}, progress);
    QVERIFY(found.ok());
    QVERIFY(found->stopped && found->stopped->code == ErrorCode::cancelled);
    QVERIFY(found->pictures.size() < 2);
  }

  void networksAreJudged() {
    const auto source = openTrainingData(root_ / "data", 4, SampleParts::classes);
    Networks networks{*registry_->network("bright"), *registry_->network("mute")};
    std::string lines;
    EvaluationOptions options;
    options.onPicture = [&](const PictureFigures& figures) { lines += figuresCsv(figures); };
    const auto scores = evaluateClasses(networks, **source, options);
    QVERIFY2(scores.ok(), qPrintable(sentenceOf(scores)));
    QCOMPARE(scores->size(), std::size_t(2));
    const ClassesScore& score = scores->front();
    QCOMPARE(score.name, std::string("bright"));
    QCOMPARE(score.pictures, std::size_t(4));
    QCOMPARE(score.accuracy, 0.75);
    QVERIFY(std::abs(score.balancedAccuracy - (1 + 2.0 / 3) / 2) < 1e-12);
    QCOMPARE(score.confusion, (std::vector<std::vector<std::size_t>>{{1, 0}, {1, 2}}));
    QVERIFY(lines.find("\"OK/night/1.png\",\"classes\",\"bright\",\"\",right,0\n") != std::string::npos);
    Evaluation evaluation;
    evaluation.classes = *scores;
    const std::string table = evaluationTables(evaluation, TableStyle::markdown);
    QVERIFY2(table.find("75.0 %") != std::string::npos && table.find("called NOK") != std::string::npos,
             table.c_str());
    const auto json = parseJson(evaluationJson(evaluation), "");
    QVERIFY(json.ok());
    QCOMPARE((*json)["classes"][0]["classes"]["OK"]["called"]["NOK"].GetInt(), 1);
  }

  void aClassThatTheNetworkDoesNotKnowIsAnError() {
    write("three/OK/1.png", 200);
    write("three/torn/1.png", 20);
    const auto source = openTrainingData(root_ / "three", 4, SampleParts::classes);
    const auto scores = evaluateClasses({*registry_->network("bright")}, **source, {});
    QVERIFY(!scores.ok());
    QVERIFY2(sentenceOf(scores).contains("its class, torn, is none of those that the network bright"),
             qPrintable(sentenceOf(scores)));
  }

  void wrongOnesComeFirstOnTheSheet() {
    ClassSheet sheet({"NOK", "OK"}, 2);
    const auto called = [](double chance) {
      return Classification{{1 - chance, chance}, chance > 0.5 ? std::size_t(1) : std::size_t(0), {}};
    };
    const auto grey = [](std::uint8_t value) { return Image(40, 40, 3, value); };
    sheet.add("sure", grey(51), called(0.99), 1);
    sheet.add("unsure", grey(102), called(0.6), 1);
    sheet.add("wrong", grey(153), called(0.8), 0);
    sheet.add("middling", grey(204), called(0.7), 1);
    const Image drawn = sheet.draw("mine");
    const auto placeOf = [&drawn](std::uint8_t value) {
      for (int y = 0; y < drawn.height(); ++y)
        for (int x = 0; x + 9 < drawn.width(); ++x) {
          bool all = true;
          for (int k = 0; k < 10 && all; ++k)
            all = drawn.at(x + k, y, 0) == value && drawn.at(x + k, y, 1) == value;
          if (all) return y * drawn.width() + x;
        }
      return -1;
    };
    QVERIFY(placeOf(153) >= 0 && placeOf(153) < placeOf(102));
    QCOMPARE(placeOf(51), -1);
    QCOMPARE(placeOf(204), -1);
    QVERIFY(ClassSheet({"a", "b"}).draw("none").empty());
  }
};

QTEST_GUILESS_MAIN(TestClasses)
#include "test_classes.moc"
