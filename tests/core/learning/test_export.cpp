#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/inference/sha256.h"
#include "core/learning/examples.h"
#include "core/learning/torch/networks.h"
#include <ATen/ATen.h>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <fstream>
#include <limits>
#include <torch/autograd.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/import.h>

namespace {

using namespace fillscope;
using torch::Tensor;
namespace fs = std::filesystem;

const QString python = "/usr/bin/python3"; // Debian's, which sees Debian's PyTorch

TrainingConfig smallConfig(NetworkKind kind) {
  TrainingConfig config = defaultConfig(kind);
  config.id = "small-one";
  config.inputSize = 64;
  if (kind == NetworkKind::classifier) config.classes = {"NOK", "OK", "empty"};
  if (kind != NetworkKind::unet) {
    config.channels = {8, 12, 16};
    config.blocks = {1, 0, 2};
  }
  return config;
}

/// As after some training: batch norm's running figures have seen other data than zeros and ones.
std::shared_ptr<TrainableNetwork> usedNetwork(const TrainingConfig& config) {
  auto network = makeNetwork(config);
  torch::NoGradGuard noGradient;
  for (int i = 0; i < 3; ++i)
    network->forward(2 * torch::randn({4, inputPlanes(config.network), 64, 64}) + 0.5);
  for (auto& item : network->named_parameters())
    if (item.key().find("norm.") != std::string::npos)
      item.value().add_(0.2 * torch::randn_like(item.value()));
  network->eval();
  return network;
}

std::vector<Tensor> run(const fs::path& file, const Tensor& input) {
  torch::NoGradGuard noGradient;
  auto module = torch::jit::load(file.string());
  const auto answer = module.forward({input});
  if (answer.isTensor()) return {answer.toTensor()};
  std::vector<Tensor> outputs;
  for (const auto& element : answer.toTupleRef().elements())
    outputs.push_back(element.toTensor());
  return outputs;
}

Tensor joined(const std::vector<Tensor>& outputs) {
  std::vector<Tensor> parts;
  for (const auto& output : outputs)
    parts.push_back(output.flatten());
  return torch::cat(parts);
}

double greatestDifference(const Tensor& a, const Tensor& b) { return (a - b).abs().max().item<double>(); }

QByteArray floats(const Tensor& tensor) {
  const auto flat = tensor.contiguous();
  return {reinterpret_cast<const char*>(flat.data_ptr<float>()),
          static_cast<qsizetype>(flat.numel() * static_cast<std::int64_t>(sizeof(float)))};
}

void addKinds() {
  QTest::addColumn<int>("kind");
  QTest::newRow("corners as heat maps") << static_cast<int>(NetworkKind::cornersHeatmap);
  QTest::newRow("corners by regression") << static_cast<int>(NetworkKind::cornersRegression);
  QTest::newRow("rim depth") << static_cast<int>(NetworkKind::rimDepth);
  QTest::newRow("U-Net") << static_cast<int>(NetworkKind::unet);
  QTest::newRow("classes") << static_cast<int>(NetworkKind::classifier);
  QTest::newRow("denoiser") << static_cast<int>(NetworkKind::depthDenoiser);
}

} // namespace

class TestExport : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;
  fs::path root_;

  fs::path exported(TrainableNetwork& network, const TrainingConfig& config) {
    const auto manifest = exportNetwork(network, config, root_);
    return manifest ? manifest->parent_path() / "network.pt" : fs::path(manifest.error().what);
  }

 private Q_SLOTS:
  void init() {
    torch::manual_seed(3);
    root_ = folder_.path().toStdString();
  }

  void fileAnswersAsTheNetwork_data() { addKinds(); }
  void fileAnswersAsTheNetwork() {
    QFETCH(int, kind);
    const auto config = smallConfig(static_cast<NetworkKind>(kind));
    auto network = usedNetwork(config);
    const auto file = exported(*network, config);
    QVERIFY2(fs::exists(file), file.c_str());
    for (const int count : {1, 3}) {
      const auto input = torch::randn({count, inputPlanes(config.network), 64, 64});
      torch::NoGradGuard noGradient;
      const auto outputs = run(file, input), expected = network->answers(input);
      QCOMPARE(outputs.size(), expected.size());
      for (std::size_t i = 0; i < outputs.size(); ++i) {
        QVERIFY(outputs[i].sizes() == expected[i].sizes());
        const double off = greatestDifference(outputs[i], expected[i]);
        QVERIFY2(off < 1e-4, qPrintable(QString::number(off)));
      }
    }
  }

  void freshNetworksAreExported_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QList<int>>("blocks");
    const auto add = [](const char* name, NetworkKind kind, const QList<int>& blocks) {
      QTest::newRow(name) << static_cast<int>(kind) << blocks;
    };
    add("corners as heat maps", NetworkKind::cornersHeatmap, {});
    add("corners by regression", NetworkKind::cornersRegression, {});
    add("rim depth", NetworkKind::rimDepth, {});
    add("U-Net", NetworkKind::unet, {});
    add("classes", NetworkKind::classifier, {});
    add("denoiser", NetworkKind::depthDenoiser, {});
    add("rim depth as it ships", NetworkKind::rimDepth, {2, 3, 6, 6});
  }
  void freshNetworksAreExported() {
    QFETCH(int, kind);
    QFETCH(QList<int>, blocks);
    auto config = defaultConfig(static_cast<NetworkKind>(kind));
    config.id = "fresh";
    if (config.network == NetworkKind::classifier) config.classes = {"NOK", "OK"};
    if (!blocks.isEmpty()) config.blocks.assign(blocks.begin(), blocks.end());
    auto network = makeNetwork(config);
    const auto file = exported(*network, config);
    QVERIFY2(fs::exists(file), file.c_str());
    if (blocks.isEmpty()) QVERIFY(fs::file_size(file) < 25'000'000);
  }

  // What residual blocks add is learnt: at first it is nothing, and still every block gets a gradient.
  void residualBlocksBeginByAddingNothing() {
    auto config = smallConfig(NetworkKind::rimDepth);
    auto network = makeNetwork(config);
    config.blocks = {0, 0, 0};
    auto without = makeNetwork(config);
    QVERIFY(copyTensors(tensorsOf(*network), tensorsOf(*without), {}).ok());
    const auto input = torch::randn({2, inputPlanes(config.network), 64, 64});
    network->eval();
    without->eval();
    QVERIFY(torch::equal(joined(network->forward(input)), joined(without->forward(input))));
    network->train();
    joined(network->forward(input)).square().mean().backward();
    int gains = 0;
    for (const auto& item : network->named_parameters()) {
      if (item.key().find("_block") == std::string::npos || !item.key().ends_with("norm.weight")) continue;
      QVERIFY2(item.value().grad().abs().max().item<double>() > 0, item.key().c_str());
      ++gains;
    }
    QCOMPARE(gains, 3);
  }

  void pythonAnswersTheSame_data() { addKinds(); }
  void pythonAnswersTheSame() {
    QFETCH(int, kind);
    QProcess process;
    process.start(python, {"-c", "import torch"});
    if (!process.waitForFinished(120000) || process.exitCode() != 0) {
      if (qEnvironmentVariableIsSet("CI")) QFAIL("PyTorch is missing: apt-get install python3-torch");
      QSKIP("PyTorch is missing: apt-get install python3-torch");
    }
    const auto config = smallConfig(static_cast<NetworkKind>(kind));
    auto network = usedNetwork(config);
    const auto file = exported(*network, config);
    const int planes = inputPlanes(config.network);
    const auto input = torch::randn({2, planes, 64, 64});
    const QString given = folder_.filePath("input.bin"), answer = folder_.filePath("answer.bin");
    QFile sheet(given);
    QVERIFY(sheet.open(QIODevice::WriteOnly) && sheet.write(floats(input)) > 0);
    sheet.close();
    process.start(python, {FILLSCOPE_SOURCE_DIR "/tests/core/learning/run_network.py",
                           QString::fromStdString(file.string()), given, answer, "2", QString::number(planes),
                           "64", "64"});
    QVERIFY(process.waitForFinished(120000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    QFile result(answer);
    QVERIFY(result.open(QIODevice::ReadOnly));
    auto bytes = result.readAll();
    const auto expected = joined(run(file, input));
    QCOMPARE(bytes.size(), floats(expected).size());
    const auto fromPython = torch::from_blob(bytes.data(), {expected.numel()}, torch::kFloat);
    const double off = greatestDifference(fromPython, expected);
    QVERIFY2(off < 1e-5, qPrintable(QString::number(off)));
  }

  void trainingGoesOnFromTheFile_data() { addKinds(); }
  void trainingGoesOnFromTheFile() {
    QFETCH(int, kind);
    const auto config = smallConfig(static_cast<NetworkKind>(kind));
    auto network = usedNetwork(config), other = makeNetwork(config);
    const auto done = loadWeights(*other, exported(*network, config));
    QVERIFY2(done.ok(), done.ok() ? "" : done.error().what.c_str());
    const auto input = torch::randn({2, inputPlanes(config.network), 64, 64});
    torch::NoGradGuard noGradient;
    other->eval();
    QVERIFY(greatestDifference(joined(other->forward(input)), joined(network->forward(input))) < 1e-4);
    if (config.network == NetworkKind::cornersRegression || config.network == NetworkKind::classifier)
      return; // dropout differs each time
    network->train();
    other->train();
    QVERIFY(greatestDifference(joined(other->forward(input)), joined(network->forward(input))) < 1e-3);
  }

  void aSmallerNetworkDoesNotTakeTheFile() {
    const auto config = smallConfig(NetworkKind::cornersHeatmap);
    const auto file = exported(*usedNetwork(config), config);
    auto fewerBlocks = config, fewerLevels = config, otherKeypoints = config;
    fewerBlocks.blocks = {1, 0, 1};
    fewerLevels.channels = {8, 16};
    fewerLevels.blocks = {1, 1};
    otherKeypoints.keypoints.insert(otherKeypoints.keypoints.end(), {"e", "f", "g", "h"});
    for (const auto& other : {fewerBlocks, fewerLevels, otherKeypoints}) {
      const auto network = makeNetwork(other);
      const auto before = weightsToBytes(*network);
      for (const bool grow : {true, false}) {
        const auto refused = grow ? growWeights(*network, file) : loadWeights(*network, file);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::badInput);
        QVERIFY(weightsToBytes(*network) == before);
      }
    }
  }

  // The mean of two networks' files computes with the mean weights and biases; its batch norm says other
  // ones.
  void whatAFileComputesWithIsTakenUp() {
    const auto config = smallConfig(NetworkKind::cornersHeatmap);
    const auto file = exported(*usedNetwork(config), config);
    auto module = torch::jit::load(file.string());
    {
      torch::NoGradGuard noGradient;
      for (const auto& item : module.named_attributes(false))
        if (item.name.ends_with("_norm")) item.value.toTensor().select(0, 1).add_(3);
    }
    const auto changed = root_ / "changed.pt";
    module.save(changed.string());
    const auto network = makeNetwork(config);
    QVERIFY(loadWeights(*network, changed).ok());
    network->eval();
    const auto input = torch::randn({2, 3, 64, 64});
    torch::NoGradGuard noGradient;
    QVERIFY(greatestDifference(joined(network->forward(input)), joined(run(changed, input))) < 1e-4);
  }

  void manifestTellsOfTheNetwork_data() { addKinds(); }
  void manifestTellsOfTheNetwork() {
    QFETCH(int, kind);
    auto config = smallConfig(static_cast<NetworkKind>(kind));
    config.licence = "MIT";
    config.border = 0.13;
    config.rimMargin = 6;
    auto network = usedNetwork(config);
    const auto path = exportNetwork(
        *network, config, root_, {{"fill_error", 4.5}, {"lost", std::numeric_limits<double>::quiet_NaN()}});
    QVERIFY(path.ok());
    const auto read = loadManifest(*path);
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().what.c_str());
    const auto expected = manifestFor(config);
    QCOMPARE(read->id, std::string("small-one"));
    QCOMPARE(read->licence, expected.licence);
    QVERIFY(read->task == expected.task);
    QCOMPARE(read->inputWidth, 64);
    QVERIFY(read->mean == expected.mean && read->std == expected.std);
    QCOMPARE(read->outputScale, expected.outputScale);
    QVERIFY(read->corners.keypoints == expected.corners.keypoints);
    QCOMPARE(read->corners.regression, expected.corners.regression);
    QCOMPARE(read->corners.passes, expected.corners.passes);
    QCOMPARE(read->rimMargin, expected.rimMargin);
    if (expected.task == ModelTask::corners) QCOMPARE(read->corners.border, 0.13);
    const auto hash = sha256OfFile(read->file);
    QVERIFY(hash.ok());
    QCOMPARE(read->sha256, *hash);
    const auto json = parseJson(*readFile(*path), "manifest");
    const auto* figures = member(*json, "x-validation");
    QVERIFY(figures);
    QCOMPARE(asNumber(*member(*figures, "fill_error")).value_or(0), 4.5);
    QVERIFY(!member(*figures, "lost"));
  }

  void aUNetAnswersInMetres() {
    auto config = smallConfig(NetworkKind::unet);
    config.maxDepth = 4;
    auto network = usedNetwork(config);
    const auto path = exportNetwork(*network, config, root_);
    QVERIFY(path.ok());
    const auto manifest = loadManifest(*path);
    QVERIFY(manifest.ok());
    torch::NoGradGuard noGradient;
    const auto input = torch::randn({1, 3, 64, 64});
    const auto metres = network->forward(input).front();
    QVERIFY(metres.max().item<double>() > 1);
    const auto answer = manifest->outputScale * run(manifest->file, input).front();
    QVERIFY(greatestDifference(answer, metres) < 1e-4);
  }

  void regressionIsAsSureAsItsValidation() {
    const auto config = smallConfig(NetworkKind::cornersRegression);
    auto network = makeNetwork(config);
    const auto path = exportNetwork(*network, config, root_, {{"pck02", 0.81}});
    QVERIFY(path.ok());
    const auto read = loadManifest(*path);
    QVERIFY(read.ok());
    QCOMPARE(read->corners.confidence, 0.81);
  }

  void trainingIsNotDisturbed() {
    const auto config = smallConfig(NetworkKind::rimDepth);
    auto network = makeNetwork(config);
    const auto weights = weightsToBytes(*network);
    torch::manual_seed(4);
    const auto expected = torch::rand({3});
    torch::manual_seed(4);
    QVERIFY(fs::exists(exported(*network, config)));
    QVERIFY(torch::equal(torch::rand({3}), expected));
    QVERIFY(network->is_training());
    QVERIFY(weightsToBytes(*network) == weights);
  }

  void spoiltNetworkIsRefused() {
    const auto config = smallConfig(NetworkKind::cornersHeatmap);
    auto network = makeNetwork(config);
    {
      torch::NoGradGuard noGradient;
      network->parameters().back().fill_(std::numeric_limits<float>::quiet_NaN());
    }
    const auto manifest = exportNetwork(*network, config, root_ / "spoilt");
    QVERIFY(!manifest.ok());
    QCOMPARE(manifest.error().code, ErrorCode::badInput);
    QVERIFY(!fs::exists(root_ / "spoilt"));
  }

  void folderThatCannotBeMadeIsNamed() {
    const auto config = smallConfig(NetworkKind::cornersRegression);
    auto network = makeNetwork(config);
    std::ofstream(root_ / "file") << "a file";
    const auto manifest = exportNetwork(*network, config, root_ / "file");
    QVERIFY(!manifest.ok());
    QCOMPARE(manifest.error().code, ErrorCode::ioFailure);
  }
};

QTEST_GUILESS_MAIN(TestExport)
#include "test_export.moc"
