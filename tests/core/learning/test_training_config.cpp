#include "core/base/json.h"
#include "core/learning/training_config.h"
#include <QTemporaryDir>
#include <QtTest>
#include <fstream>
#include <iterator>

using namespace fillscope;

namespace {

constexpr NetworkKind kinds[] = {NetworkKind::cornersHeatmap, NetworkKind::cornersRegression,
                                 NetworkKind::rimDepth,       NetworkKind::unet,
                                 NetworkKind::classifier,     NetworkKind::depthDenoiser};

} // namespace

class TestTrainingConfig : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void presetsAreInOrderAndComeBackFromTheirFiles() {
    for (const NetworkKind kind : kinds) {
      const TrainingConfig config = defaultConfig(kind);
      QCOMPARE(config.network, kind);
      QVERIFY2(config.check().ok(), qPrintable(trainingConfigJson(config).c_str()));
      const auto again = parseTrainingConfig(trainingConfigJson(config), "again");
      QVERIFY(again.ok());
      QVERIFY(*again == config);
    }
  }

  void theOriginalUNetKeepsItsFigures() {
    const TrainingConfig config = defaultConfig(NetworkKind::unet);
    QCOMPARE(config.inputSize, 256);
    QCOMPARE(config.batch, 32);
    QCOMPARE(config.epochs, 100);
    QCOMPARE(config.learningRate, 2e-4);
    QCOMPARE(config.loss.ssim, 0.85);
    QCOMPARE(config.loss.l1, 0.1);
    QCOMPARE(config.loss.smoothness, 0.9);
  }

  void everyFieldSurvivesTheFile() {
    TrainingConfig config = defaultConfig(NetworkKind::rimDepth);
    config.id = "a";
    config.name = "Ä \"b\"";
    config.licence = "MIT";
    config.description = "line\nline";
    config.channels = {8, 16};
    config.blocks = {0, 2};
    config.inputSize = 64;
    config.rimMargin = 3;
    config.keypoints = {"one"};
    config.classes = {"OK", "NOK"};
    config.balanceClasses = false;
    config.border = 0.13;
    config.boxShare = 0.61;
    config.closeUpShare = 0.21;
    config.rectifiedShare = 0.31;
    config.rectifiedBoxShare = 0.57;
    config.knownSizeShare = 0.4;
    config.maxDepth = 3.3;
    config.noGreyShare = 0.45;
    config.loss = {.ssim = 0.1,
                   .l1 = 0.2,
                   .smoothness = 0.3,
                   .siLog = 0.4,
                   .gradient = 0.5,
                   .content = 0.6,
                   .fill = 0.7,
                   .ratio = 0.8,
                   .fillEvenness = 0.9,
                   .likelihood = 1.1,
                   .holeWeight = 1.2};
    config.augmentation.rotate = 33.3;
    config.augmentation.reorder = false;
    config.batch = 5;
    config.epochs = 6;
    config.samplesPerEpoch = 7;
    config.learningRate = 1.1e-5;
    config.weightDecay = 0.03;
    config.warmUpSteps = 9;
    config.validationShare = 0.25;
    config.patience = 4;
    config.seed = 18446744073709551615ull;
    config.threads = 3;
    config.workers = 1;
    config.mixedPrecision = false;
    config.cpuBfloat16 = true;
    config.initialWeights = "x.pt";
    const auto again = parseTrainingConfig(trainingConfigJson(config), "again");
    QVERIFY2(again.ok(), again.ok() ? "" : again.error().sentence().c_str());
    QVERIFY(*again == config);
  }

  void longTextIsShortenedBetweenCharacters() {
    for (const char* before : {"", "x"}) {
      std::string text = before;
      for (int k = 0; k < 80; ++k)
        text += "é";
      const auto config = parseTrainingConfig(R"({"batch": ")" + text + R"("})", "c");
      QVERIFY(!config.ok());
      const QString said = QString::fromStdString(config.error().sentence());
      QVERIFY2(said.contains("é...") && !said.contains(QChar(QChar::ReplacementCharacter)), qPrintable(said));
    }
  }

  void whatIsLeftOutKeepsThePreset() {
    const auto config = parseTrainingConfig(
        R"({"network": "rim_depth", "batch": 3, "loss": {"si_log": 0.25}, "augmentation": {"noise": 2}})",
        "c");
    QVERIFY(config.ok());
    TrainingConfig expected = defaultConfig(NetworkKind::rimDepth);
    expected.batch = 3;
    expected.loss.siLog = 0.25;
    expected.augmentation.noise = 2;
    QVERIFY(*config == expected);
    QVERIFY(*parseTrainingConfig("{}", "c") == defaultConfig(NetworkKind::cornersHeatmap));
    for (const NetworkKind preset : {NetworkKind::rimDepth, NetworkKind::classifier}) {
      QVERIFY(*parseTrainingConfig("{}", "c", preset) == defaultConfig(preset));
      QVERIFY(*parseTrainingConfig(R"({"network": "unet"})", "c", preset) ==
              defaultConfig(NetworkKind::unet));
    }
  }

  void faultsAreNamed_data() {
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown") << R"({"batches": 3})"
                             << "batches";
    QTest::newRow("unknown, with what is allowed") << R"({"batches": 3})"
                                                   << "samples_per_epoch";
    QTest::newRow("unknown inside") << R"({"loss": {"l2": 1}})"
                                    << "loss.l2";
    QTest::newRow("unknown inside, allowed") << R"({"loss": {"l2": 1}})"
                                             << "si_log";
    QTest::newRow("unknown augmentation") << R"({"augmentation": {"zoom": 1}})"
                                          << "augmentation.zoom";
    QTest::newRow("out of range") << R"({"batch": 0})"
                                  << "\"batch\" must be a whole number, 1 to 4096";
    QTest::newRow("no whole number") << R"({"batch": 2.5})"
                                     << "batch";
    QTest::newRow("text for a number") << R"({"learning_rate": "1e-3"})"
                                       << "learning_rate";
    QTest::newRow("number for a text") << R"({"id": 3})"
                                       << "id";
    QTest::newRow("flag") << R"({"mixed_precision": 1})"
                          << "true or false";
    QTest::newRow("network") << R"({"network": "resnet"})"
                             << "corners_heatmap";
    QTest::newRow("list") << R"({"channels": [8, "16"]})"
                          << "channels";
    QTest::newRow("list of texts") << R"({"keypoints": "a"})"
                                   << "keypoints";
    QTest::newRow("lists of different lengths") << R"({"channels": [8, 16]})"
                                                << "blocks";
    QTest::newRow("task of another network") << R"({"network": "unet", "task": "corners"})"
                                             << "task";
    QTest::newRow("size that does not halve") << R"({"input_size": 100})"
                                              << "multiple of 32";
    QTest::newRow("margin") << R"({"network": "rim_depth", "rim_margin": 60})"
                            << "rim_margin";
    QTest::newRow("perspective through the rim")
        << R"({"network": "rim_depth", "augmentation": {"perspective": 0.05}})"
        << "perspective";
    QTest::newRow("one number for batch norm") << R"({"batch": 1, "input_size": 32})"
                                               << "batch";
    QTest::newRow("nothing to lose")
        << R"({"network": "unet", "loss": {"ssim": 0, "l1": 0, "smoothness": 0, "content": 1}})"
        << "loss";
    QTest::newRow("one class") << R"({"network": "classifier", "classes": ["OK"]})"
                               << "classes";
    QTest::newRow("two classes of one name") << R"({"network": "classifier", "classes": ["OK", "OK"]})"
                                             << "classes";
    QTest::newRow("classes of a depth network") << R"({"network": "unet", "task": "classes"})"
                                                << "\"depth\", as the network asks";
    QTest::newRow("denoised depth that was turned")
        << R"({"network": "depth_denoiser", "augmentation": {"geometric_chance": 0.5}})"
        << "geometric_chance";
    QTest::newRow("denoised depth behind an arm")
        << R"({"network": "depth_denoiser", "augmentation": {"occluder": 0.5}})"
        << "occluder";
    QTest::newRow("a denoiser with nothing to lose")
        << R"({"network": "depth_denoiser", "loss": {"ssim": 1, "l1": 0, "likelihood": 0, "gradient": 0}})"
        << "likelihood";
    QTest::newRow("no keypoints") << R"({"keypoints": []})"
                                  << "keypoints";
    QTest::newRow("two keypoints of one name") << R"({"keypoints": ["a", "a"]})"
                                               << "keypoints";
    QTest::newRow("a keypoint without a name") << R"({"keypoints": ["a", ""]})"
                                               << "keypoints";
    QTest::newRow("an id that no manifest may have") << R"({"id": "my network"})"
                                                     << "id";
    QTest::newRow("an id that is a path") << R"({"id": "../a"})"
                                          << "id";
    QTest::newRow("the fixed network") << R"({"network": "unet", "channels": [8, 16, 32, 64]})"
                                       << "fixed";
    QTest::newRow("inner range") << R"({"augmentation": {"gamma_low": 3}})"
                                 << "gamma_low";
    QTest::newRow("inner object") << R"({"loss": 3})"
                                  << "loss";
    QTest::newRow("seed") << R"({"seed": -1})"
                          << "seed";
    QTest::newRow("no object") << "[]"
                               << "object";
    QTest::newRow("no JSON") << "{\n\"batch\" 3}"
                             << "line 2";
  }
  void faultsAreNamed() {
    QFETCH(QString, json);
    QFETCH(QString, named);
    const auto config = parseTrainingConfig(json.toStdString(), "my.json");
    QVERIFY(!config.ok());
    QCOMPARE(config.error().code, ErrorCode::badInput);
    QCOMPARE(config.error().where, std::string("my.json"));
    QVERIFY2(config.error().what.find(named.toStdString()) != std::string::npos, config.error().what.c_str());
  }

  void filesAreRead() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("c.json").toStdString();
    QCOMPARE(loadTrainingConfig(path).error().code, ErrorCode::notFound);
    std::ofstream(path) << R"({"network": "unet", "epochs": 2})";
    const auto config = loadTrainingConfig(path);
    QVERIFY(config.ok());
    QCOMPARE(config->epochs, 2);
    QCOMPARE(config->network, NetworkKind::unet);
  }

  void everyFieldIsInTheGuide() {
    std::ifstream file(FILLSCOPE_SOURCE_DIR "/docs/training.md");
    const std::string guide{std::istreambuf_iterator<char>(file), {}};
    QVERIFY(!guide.empty());
    const auto config = parseJson(trainingConfigJson(defaultConfig(NetworkKind::rimDepth)), "preset");
    QVERIFY(config.ok());
    const auto look = [&](const rapidjson::Value& object) {
      for (const auto& entry : object.GetObject())
        QVERIFY2(guide.find("`" + std::string(entry.name.GetString()) + "`") != std::string::npos,
                 entry.name.GetString());
    };
    look(*config);
    look((*config)["loss"]);
    look((*config)["augmentation"]);
  }

  void anAugmentationIsAFileOfItsOwn() {
    AugmentationSpec spec = AugmentationSpec::none();
    spec.perspective = 0.07;
    spec.cutout = 0.3;
    const auto again = parseAugmentation(augmentationJson(spec), "a.json");
    QVERIFY(again.ok() && *again == spec);
    QVERIFY(*parseAugmentation("{}", "a.json") == AugmentationSpec{});
    const auto wrong = parseAugmentation(R"({"rotate": 181})", "a.json");
    QVERIFY(!wrong.ok());
    QCOMPARE(wrong.error().where, std::string("a.json"));
    spec.scaleLow = 2;
    QVERIFY(spec.check().error().what.find("scale_low") != std::string::npos);
  }
};

QTEST_APPLESS_MAIN(TestTrainingConfig)
#include "test_training_config.moc"
