#include "core/learning/torch/losses.h"
#include "core/learning/torch/named_tensors.h"
#include "core/learning/torch/networks.h"
#include <ATen/ATen.h>
#include <QTemporaryDir>
#include <QtTest>
#include <torch/autograd.h>
#include <torch/csrc/jit/serialization/pickle.h>
#include <torch/optim/adamw.h>

namespace {

using namespace fillscope;
using torch::Tensor;

/// Small, so that a test takes a second.
TrainingConfig smallConfig(NetworkKind kind) {
  TrainingConfig config = defaultConfig(kind);
  config.inputSize = 64;
  if (kind == NetworkKind::classifier) config.classes = {"NOK", "OK", "empty"};
  if (kind != NetworkKind::unet) {
    config.channels = {8, 12, 16};
    config.blocks = {1, 0, 2};
  }
  return config;
}

Tensor picture(const TrainingConfig& config, int count) {
  return torch::randn({count, inputPlanes(config.network), config.inputSize, config.inputSize});
}

/// Batch norm's running figures and gains as a trained network might have them.
void unsettle(TrainableNetwork& network) {
  torch::NoGradGuard noGradient;
  for (auto& item : network.named_buffers())
    if (item.key().find("running") != std::string::npos) item.value().uniform_(0.5, 1.5);
  for (auto& item : network.named_parameters())
    if (item.key().find("norm.weight") != std::string::npos) item.value().uniform_(0.5, 1.5);
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

std::vector<std::vector<std::int64_t>> shapesFor(NetworkKind kind, std::int64_t n, std::int64_t side) {
  switch (kind) {
  case NetworkKind::cornersHeatmap:
    return {{n, 4, side / 4, side / 4}, {n, 12}};
  case NetworkKind::cornersRegression:
    return {{n, 8}};
  case NetworkKind::rimDepth:
    return {{n, 2, side, side}, {n, 3}};
  case NetworkKind::classifier:
    return {{n, 3}, {n, 3, side / 4, side / 4}};
  case NetworkKind::depthDenoiser:
    return {{n, 2, side, side}};
  case NetworkKind::unet:
    break;
  }
  return {{n, 1, side, side}};
}

} // namespace

class TestTrainableNetworks : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() { torch::manual_seed(5); }

  void outputsHaveTheirShapes_data() { addKinds(); }
  void outputsHaveTheirShapes() {
    QFETCH(int, kind);
    const auto config = smallConfig(static_cast<NetworkKind>(kind));
    auto network = makeNetwork(config);
    const auto shapes = shapesFor(config.network, 3, config.inputSize);
    const auto outputs = network->forward(picture(config, 3));
    QCOMPARE(outputs.size(), shapes.size());
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      QVERIFY(outputs[i].sizes() == torch::IntArrayRef(shapes[i]));
      QVERIFY(outputs[i].isfinite().all().item<bool>());
    }
  }

  void classLogitsAreTheMeansOfTheirMaps() {
    const auto config = smallConfig(NetworkKind::classifier);
    auto network = makeNetwork(config);
    for (const bool training : {true, false}) {
      network->train(training);
      const auto outputs = network->forward(picture(config, 3));
      QVERIFY(torch::allclose(outputs[0], outputs[1].mean({2, 3}), 1e-5, 1e-6));
    }
  }

  void classifierBeginsWithWhatACornersNetworkSees() {
    auto corners = makeNetwork(smallConfig(NetworkKind::cornersHeatmap));
    unsettle(*corners);
    QTemporaryDir folder;
    const std::filesystem::path weights = folder.filePath("corners.pt").toStdString();
    QVERIFY(saveWeights(*corners, weights).ok());
    const auto exported =
        exportNetwork(*corners, smallConfig(NetworkKind::cornersHeatmap), folder.path().toStdString());
    QVERIFY(exported.ok());
    for (const auto& file : {weights, exported->parent_path() / "network.pt"}) {
      auto classifier = makeNetwork(smallConfig(NetworkKind::classifier));
      NamedTensors before;
      for (const auto& [name, tensor] : tensorsOf(*classifier))
        before.emplace_back(name, tensor.clone());
      const auto grown = growWeights(*classifier, file);
      QVERIFY2(grown.ok(), grown.ok() ? "" : grown.error().sentence().c_str());
      const auto theirs = tensorsOf(*corners);
      int same = 0;
      for (const auto& [name, tensor] : tensorsOf(*classifier)) {
        if (name.find("num_batches") != std::string::npos) continue;
        const auto* shared = findTensor(theirs, name);
        // Theirs counts keypoints where it looks for them; the answer is the classifier's own.
        const bool taken = name.starts_with("pyramid.") && shared;
        QVERIFY2(torch::allclose(tensor, taken ? *shared : *findTensor(before, name), 1e-4, 1e-5),
                 name.c_str());
        same += taken;
      }
      QVERIFY(same > 20);
    }
  }

  void classifierTakesNoOtherWeights() {
    auto classifier = makeNetwork(smallConfig(NetworkKind::classifier));
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("w.pt").toStdString();
    const auto before = weightsToBytes(*classifier);
    const auto refused = [&](const TrainingConfig& config) {
      if (!saveWeights(*makeNetwork(config), file)) return false;
      const auto grown = growWeights(*classifier, file);
      return !grown && grown.error().code == ErrorCode::badInput && weightsToBytes(*classifier) == before;
    };
    QVERIFY(refused(smallConfig(NetworkKind::unet)));
    QVERIFY(refused(smallConfig(NetworkKind::rimDepth)));
    auto others = smallConfig(NetworkKind::classifier);
    others.classes = {"NOK", "OK"};
    QVERIFY(refused(others));
    auto wider = smallConfig(NetworkKind::cornersHeatmap);
    wider.channels = {8, 12, 20};
    QVERIFY(refused(wider));
  }

  void everyParameterLearns_data() { addKinds(); }
  void everyParameterLearns() {
    QFETCH(int, kind);
    const auto config = smallConfig(static_cast<NetworkKind>(kind));
    auto network = makeNetwork(config);
    // What stands before a gain of 0 learns once that has moved.
    for (const bool first : {true, false}) {
      network->zero_grad();
      Tensor loss = torch::zeros({});
      for (const auto& output : network->forward(picture(config, 4)))
        loss = loss + (output * torch::randn_like(output)).sum();
      loss.backward();
      torch::NoGradGuard noGradient;
      for (auto& parameter : network->parameters())
        if (first) parameter.sub_(1e-4 * parameter.grad());
    }
    for (const auto& item : network->named_parameters()) {
      QVERIFY2(item.value().grad().defined(), item.key().c_str());
      QVERIFY2(item.value().grad().abs().max().item<float>() > 0, item.key().c_str());
    }
  }

  void answersAreOutputsInTheirUnits() {
    auto config = smallConfig(NetworkKind::rimDepth);
    auto rim = makeNetwork(config);
    rim->eval();
    const auto input = picture(config, 2);
    torch::NoGradGuard noGradient;
    const auto outputs = rim->forward(input), answers = rim->answers(input);
    QVERIFY(torch::equal(outputs[0].narrow(1, 0, 1), answers[0].narrow(1, 0, 1)));
    QVERIFY(torch::allclose(outputs[0].narrow(1, 1, 1).sigmoid(), answers[0].narrow(1, 1, 1)));
    QVERIFY(torch::equal(outputs[1], answers[1]));
    for (const auto& plane : {answers[0], answers[1].narrow(1, 0, 1)})
      QVERIFY(plane.min().item<float>() >= 0 && plane.max().item<float>() <= 1);

    config = smallConfig(NetworkKind::unet);
    config.maxDepth = 4;
    auto unet = makeNetwork(config);
    unet->eval();
    const auto photo = picture(config, 1);
    const auto metres = unet->answers(photo)[0];
    QVERIFY(torch::equal(unet->forward(photo)[0], metres));
    QVERIFY(metres.min().item<float>() > 0 && metres.max().item<float>() < 4);
    QVERIFY(metres.mean().item<float>() > 1);
  }

  void fillStartsFromThePlanes_data() {
    QTest::addColumn<double>("emptyDepth");
    QTest::addColumn<double>("known");
    QTest::addColumn<double>("reach");
    QTest::newRow("depth known") << 0.8 << 1.0 << 0.8;
    QTest::newRow("depth not known") << 0.0 << 0.0 << 1.0;
  }
  void fillStartsFromThePlanes() {
    QFETCH(double, emptyDepth);
    QFETCH(double, known);
    QFETCH(double, reach);
    const auto config = smallConfig(NetworkKind::rimDepth);
    auto network = makeNetwork(config);
    network->eval();
    torch::NoGradGuard noGradient;
    auto parameters = network->named_parameters();
    for (const char* name : {"planes.conv.weight", "figures.conv.weight", "figures.conv.bias"})
      parameters[name].zero_();
    parameters["planes.conv.bias"].copy_(torch::tensor({0.4, 0.9}));
    auto input = picture(config, 1);
    input.select(1, 3).fill_(emptyDepth);
    input.select(1, 8).fill_(known);
    const auto answers = network->answers(input);
    const double share = answers[0][0][0].mean().item<double>(),
                 content = answers[0][0][1].mean().item<double>();
    QVERIFY(std::abs(answers[1][0][0].item<double>() - content * (1 - share * reach)) < 1e-5);
    QVERIFY(std::abs(std::exp(answers[1][0][1].item<double>()) - 0.19) < 0.02);
    QCOMPARE(answers[1][0][2].item<double>(), 0.0);
  }

  void figuresLeaveThePlanesAlone() {
    const auto config = smallConfig(NetworkKind::rimDepth);
    auto network = makeNetwork(config);
    network->forward(picture(config, 2))[1].sum().backward();
    const auto gradient = network->named_parameters()["planes.conv.weight"].grad();
    QVERIFY(!gradient.defined() || gradient.abs().max().item<float>() == 0);
  }

  void unetIsAsLargeAsTheOriginal() {
    const double millions = parameterCount(*makeNetwork(defaultConfig(NetworkKind::unet))) / 1e6;
    QVERIFY2(std::abs(millions / 1.97 - 1) < 0.03, qPrintable(QString::number(millions)));
  }

  void aDenoiserIsSmallAndTakesAnySide() {
    const auto config = defaultConfig(NetworkKind::depthDenoiser);
    auto network = makeNetwork(config);
    const double millions = parameterCount(*network) / 1e6;
    QVERIFY2(std::abs(millions - 0.42) < 0.03, qPrintable(QString::number(millions)));
    network->eval();
    torch::NoGradGuard noGradient;
    const auto answer = network->forward(torch::randn({1, inputPlanes(config.network), 64, 96}))[0];
    QVERIFY(answer.sizes() == torch::IntArrayRef({1, 2, 64, 96}));
    // At first next to nothing is corrected, and an error of a hundredth of the distance expected.
    QVERIFY(answer.select(1, 0).abs().mean().item<float>() < 0.3);
    QVERIFY((answer.select(1, 1) + 2.5).abs().mean().item<float>() < 0.8);
  }

  void everyCornerSeesTheWholePicture() {
    const auto config = smallConfig(NetworkKind::cornersHeatmap);
    auto network = makeNetwork(config);
    network->eval();
    auto input = picture(config, 1).requires_grad_(true);
    network->forward(input)[0][0][0][0][0].backward();
    const auto last = config.inputSize - 1;
    QVERIFY(input.grad().narrow(2, last, 1).narrow(3, last, 1).abs().max().item<float>() > 0);
  }

  void aFewStepsFindABrightSpot() {
    auto config = smallConfig(NetworkKind::cornersHeatmap);
    config.keypoints = {"spot"};
    auto network = makeNetwork(config);
    torch::optim::AdamW optimiser(network->parameters(), torch::optim::AdamWOptions(5e-3));
    double first = 0, last = 0;
    for (int step = 0; step < 40; ++step) {
      const auto cells = torch::randint(1, 15, {8, 2});
      auto input = torch::zeros({8, 3, 64, 64});
      for (int n = 0; n < 8; ++n)
        input[n]
            .narrow(1, 4 * cells[n][1].item().toInt(), 4)
            .narrow(2, 4 * cells[n][0].item().toInt(), 4)
            .fill_(2);
      const auto points = (cells.to(torch::kFloat) + 0.5).view({8, 1, 2});
      optimiser.zero_grad();
      const auto loss = heatmapLoss(network->forward(input)[0], points, torch::ones({8, 1}), 1, false);
      loss.backward();
      optimiser.step();
      (step == 0 ? first : last) = loss.item<double>();
    }
    QVERIFY2(last < 0.6 * first, qPrintable(QString("%1 then %2").arg(first).arg(last)));
  }

  void seedMakesTheSameNetwork() {
    const auto config = smallConfig(NetworkKind::rimDepth);
    torch::manual_seed(9);
    const auto one = weightsToBytes(*makeNetwork(config));
    torch::manual_seed(9);
    QVERIFY(one == weightsToBytes(*makeNetwork(config)));
    QVERIFY(one != weightsToBytes(*makeNetwork(config)));
  }

  void weightsSurviveAFile_data() { addKinds(); }
  void weightsSurviveAFile() {
    QFETCH(int, kind);
    const auto config = smallConfig(static_cast<NetworkKind>(kind));
    auto network = makeNetwork(config), other = makeNetwork(config);
    unsettle(*network);
    network->eval();
    other->eval();
    const QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "weights.pt";
    QVERIFY(saveWeights(*network, path).ok());
    QVERIFY(loadWeights(*other, path).ok());
    const auto input = picture(config, 1);
    torch::NoGradGuard noGradient;
    const auto expected = network->forward(input), outputs = other->forward(input);
    for (std::size_t i = 0; i < expected.size(); ++i)
      QVERIFY(torch::equal(outputs[i], expected[i]));
    for (const auto& parameter : other->parameters())
      if (parameter.dim() == 4) QVERIFY(parameter.is_contiguous(torch::MemoryFormat::ChannelsLast));
  }

  void aGrownNetworkAnswersAsTheSmallOneDid_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("corners as heat maps") << static_cast<int>(NetworkKind::cornersHeatmap);
    QTest::newRow("corners by regression") << static_cast<int>(NetworkKind::cornersRegression);
    QTest::newRow("rim depth") << static_cast<int>(NetworkKind::rimDepth);
    QTest::newRow("denoiser") << static_cast<int>(NetworkKind::depthDenoiser);
  }
  void aGrownNetworkAnswersAsTheSmallOneDid() {
    QFETCH(int, kind);
    const auto config = smallConfig(static_cast<NetworkKind>(kind));
    auto larger = config;
    larger.channels = {10, 16, 24};
    larger.blocks = {2, 1, 2};
    const auto small = makeNetwork(config), grown = makeNetwork(larger);
    unsettle(*small);
    small->eval();
    grown->eval();
    const QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "weights.pt";
    QVERIFY(saveWeights(*small, path).ok());
    const auto done = growWeights(*grown, path);
    QVERIFY2(done.ok(), done.ok() ? "" : done.error().sentence().c_str());
    const auto input = picture(config, 2);
    const auto expected = small->forward(input), outputs = grown->forward(input);
    QCOMPARE(outputs.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
      QVERIFY(torch::allclose(outputs[i], expected[i], 1e-4, 1e-4));
    // What is new takes part: it learns from the first step on.
    grown->train();
    Tensor loss = torch::zeros({});
    for (const auto& output : grown->forward(picture(config, 4)))
      loss = loss + (output * torch::randn_like(output)).sum();
    loss.backward();
    const auto parameters = grown->named_parameters();
    const auto& gain = parameters["pyramid.level0_block1.norm.weight"];
    QVERIFY(gain.grad().abs().max().item<float>() > 0);
    const auto& readers = parameters["pyramid.level1_down.conv.weight"];
    QVERIFY(readers.grad().narrow(0, 0, 12).narrow(1, 8, 2).abs().max().item<float>() > 0);

    for (const auto& wrong : {std::vector<int>{10, 11, 24}, std::vector<int>{10, 16, 24, 32}}) {
      auto other = larger;
      other.channels = wrong;
      other.blocks.resize(wrong.size(), 1);
      const auto network = makeNetwork(other);
      const auto before = weightsToBytes(*network);
      const auto refused = growWeights(*network, path);
      QVERIFY(!refused.ok());
      QCOMPARE(refused.error().code, ErrorCode::badInput);
      QVERIFY(weightsToBytes(*network) == before);
    }
  }

  // Files written before the network drew detail within its cells.
  void olderWeightsOfARimNetworkFit() {
    const auto config = smallConfig(NetworkKind::rimDepth);
    const auto network = makeNetwork(config), other = makeNetwork(config);
    unsettle(*network);
    const auto without = [&](const std::string& unit) {
      const auto whole = weightsToBytes(*network);
      c10::Dict<std::string, Tensor> kept;
      for (const auto& item : torch::jit::pickle_load({whole.begin(), whole.end()}).toGenericDict())
        if (item.key().toStringRef().rfind(unit + ".", 0) != 0)
          kept.insert(item.key().toStringRef(), item.value().toTensor());
      const auto bytes = torch::jit::pickle_save(kept);
      return std::string(bytes.begin(), bytes.end());
    };
    const auto taken = weightsFromBytes(*other, without("detail"), "older");
    QVERIFY2(taken.ok(), taken ? "" : taken.error().sentence().c_str());
    for (const auto& item : other->named_parameters())
      if (item.key() == "detail.conv.weight")
        QVERIFY(item.value().abs().max().item<float>() == 0);
      else
        QVERIFY(item.key() == "detail.conv.bias" ||
                torch::equal(item.value(), network->named_parameters()[item.key()]));
    QVERIFY(!weightsFromBytes(*other, without("planes"), "broken").ok());
  }

  void otherWeightsAreRefused_data() {
    QTest::addColumn<QString>("what");
    for (const char* what :
         {"other channels", "fewer levels", "another kind", "cut short", "no weights", "empty"})
      QTest::newRow(what) << QString(what);
  }
  void otherWeightsAreRefused() {
    QFETCH(QString, what);
    auto config = smallConfig(NetworkKind::cornersHeatmap);
    auto network = makeNetwork(config);
    const auto before = weightsToBytes(*network);
    std::string bytes = before;
    if (what == "other channels") {
      config.channels.back() += 4;
      bytes = weightsToBytes(*makeNetwork(config));
    } else if (what == "fewer levels") {
      config.channels.pop_back();
      config.blocks.pop_back();
      bytes = weightsToBytes(*makeNetwork(config));
    } else if (what == "another kind") {
      bytes = weightsToBytes(*makeNetwork(smallConfig(NetworkKind::rimDepth)));
    } else if (what == "cut short") {
      bytes.resize(bytes.size() / 2);
    } else if (what == "no weights") {
      bytes = "a text";
    } else {
      bytes.clear();
    }
    const auto done = weightsFromBytes(*network, bytes, "some.pt");
    QVERIFY(!done.ok());
    QCOMPARE(done.error().code, ErrorCode::badInput);
    QCOMPARE(done.error().where, std::string("some.pt"));
    QVERIFY(weightsToBytes(*network) == before);
  }
};

QTEST_GUILESS_MAIN(TestTrainableNetworks)
#include "test_trainable_networks.moc"
