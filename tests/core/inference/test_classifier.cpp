#include "core/inference/classifier.h"
#include "tests/core/inference/function_network.h"
#include <QTest>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

using namespace fillscope;
using fillscope::tests::FunctionNetwork;

namespace {

ModelManifest aboutClasses(std::vector<std::string> names) {
  ModelManifest manifest;
  manifest.id = "classes";
  manifest.task = ModelTask::classes;
  manifest.classes = std::move(names);
  manifest.inputWidth = manifest.inputHeight = 64;
  return manifest;
}

/// Two classes: how bright each 8×8 cell of the input is speaks for the second; the logits are the means.
std::vector<Tensor> brightness(const Tensor& input, int) {
  constexpr int cells = 8, side = 8;
  Tensor maps{{1, 2, cells, cells}, std::vector<float>(2 * cells * cells, 0.0f)};
  for (int y = 0; y < cells * side; ++y)
    for (int x = 0; x < cells * side; ++x)
      maps.values[static_cast<std::size_t>(cells * cells + y / side * cells + x / side)] +=
          input.values[static_cast<std::size_t>(y * cells * side + x)] / (side * side);
  const float mean =
      std::accumulate(maps.values.begin() + cells * cells, maps.values.end(), 0.0f) / (cells * cells);
  return {{{1, 2}, {0, mean}}, maps};
}

double meanOf(const Raster<float>& values) {
  return std::accumulate(values.data(), values.data() + values.pixelCount(), 0.0) /
         static_cast<double>(values.pixelCount());
}

/// Grey, white in a rectangle.
Image patch(int width, int height, int left, int right) {
  Image image(width, height, 3, 40);
  for (int y = 0; y < height; ++y)
    for (int x = left; x < right; ++x)
      for (int c = 0; c < 3; ++c)
        image.at(x, y, c) = 255;
  return image;
}

} // namespace

class TestClassifier : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void probabilitiesAreTheSoftmax() {
    const auto three = probabilitiesOf({1.0, 2.0, 3.0});
    QVERIFY(std::abs(three[0] - 0.09003057) < 1e-8);
    QVERIFY(std::abs(three[1] - 0.24472847) < 1e-8);
    QVERIFY(std::abs(three[2] - 0.66524096) < 1e-8);
    const auto far = probabilitiesOf({-4000.0, 4000.0});
    QCOMPARE(far, (std::vector<double>{0, 1}));
    constexpr double inf = std::numeric_limits<double>::infinity();
    QCOMPARE(probabilitiesOf({inf, 3}), (std::vector<double>{1, 0}));
    QCOMPARE(probabilitiesOf({std::nan(""), 3}), (std::vector<double>{0, 1}));
    QVERIFY(probabilitiesOf({}).empty());
  }

  void saysTheClassAndWhereItSawIt() {
    FunctionNetwork network(aboutClasses({"dark", "bright"}), brightness);
    const Image picture = patch(128, 64, 96, 128);
    const auto found = classify(network, picture, true);
    QVERIFY2(found.ok(), found ? "" : found.error().sentence().c_str());
    QCOMPARE(found->best, std::size_t(1));
    const auto& evidence = found->evidence;
    QVERIFY(evidence.sameSize(picture));
    QVERIFY(std::abs(evidence.at(120, 32) - 1) < 0.01);
    QVERIFY(std::abs(evidence.at(10, 32) - 40 / 255.0) < 0.01);
    // Its mean is what the logit is above the other; enlarged to the picture's edge it stays so.
    const double logit = std::log(found->probabilities[1] / found->probabilities[0]);
    QVERIFY2(std::abs(meanOf(evidence) - logit) < 2e-3,
             qPrintable(QString::number(meanOf(evidence) - logit)));
    const auto unasked = classify(network, picture, false);
    QVERIFY(unasked.ok() && unasked->evidence.empty() && unasked->probabilities == found->probabilities);
    const Tensor maps{{1, 3, 1, 2}, {1, 5, 0, 2, 2, -4}};
    const auto third = evidenceOf(maps, 2, aboutClasses({"a", "b", "c"}), 2, 1);
    QVERIFY(std::abs(third.at(0, 0) - 1.5) < 1e-6 && std::abs(third.at(1, 0) + 7.5) < 1e-6);
  }

  void evidenceLiesOnThePictureWhereItIsPadded() {
    ModelManifest manifest = aboutClasses({"dark", "bright"});
    manifest.keepAspect = true; // the picture takes rows 16 to 48 of the input
    FunctionNetwork network(manifest, brightness);
    Image picture(64, 32, 1, 0);
    for (int y = 16; y < 32; ++y)
      for (int x = 0; x < 64; ++x)
        picture.at(x, y) = 255;
    const auto found = classify(network, picture, true);
    QVERIFY(found.ok());
    const auto& evidence = found->evidence;
    QVERIFY(std::abs(evidence.at(30, 2)) < 0.01);
    // Half way between two cells where the picture changes; the padding is as dark as the mean colour, 0.
    QVERIFY(std::abs(evidence.at(30, 15) + evidence.at(30, 16) - 1) < 0.02);
    QVERIFY(evidence.at(30, 24) > 0.99);
  }

  void aNetworkMaySayNothingOfWhere() {
    FunctionNetwork network(aboutClasses({"a", "b", "c"}), [](const Tensor&, int) {
      return std::vector<Tensor>{{{1, 3}, {0, 0, 0}}};
    });
    const auto found = classify(network, patch(20, 20, 0, 4), true);
    QVERIFY(found.ok());
    QVERIFY(found->evidence.empty());
    QCOMPARE(found->best, std::size_t(0));
    QVERIFY(std::abs(found->probabilities[2] - 1.0 / 3) < 1e-12);
  }

  void wrongAnswersAreErrors_data() {
    QTest::addColumn<QList<int>>("shape");
    QTest::addColumn<float>("value");
    QTest::addColumn<QString>("said");
    QTest::newRow("three for two") << QList<int>{1, 3} << 0.0f
                                   << "answers 1×3, a network of 2 classes answers 1×2 numbers";
    QTest::newRow("a plane") << QList<int>{1, 1, 4, 4} << 0.0f << "answers 1×1×4×4";
    QTest::newRow("no number") << QList<int>{1, 2} << std::nanf("") << "is no number";
  }
  void wrongAnswersAreErrors() {
    QFETCH(QList<int>, shape);
    QFETCH(float, value);
    QFETCH(QString, said);
    Tensor answer{{shape.begin(), shape.end()}, {}};
    answer.values.assign(
        static_cast<std::size_t>(std::accumulate(shape.begin(), shape.end(), 1, std::multiplies<>())), value);
    FunctionNetwork network(aboutClasses({"a", "b"}),
                            [&](const Tensor&, int) { return std::vector<Tensor>{answer}; });
    const auto found = classify(network, patch(20, 20, 0, 4), true);
    QVERIFY(!found.ok());
    QCOMPARE(found.error().code, ErrorCode::badInput);
    QVERIFY2(QString::fromStdString(found.error().what).contains(said), found.error().what.c_str());
  }

  void otherNetworksAndPicturesAreRefused() {
    ModelManifest corners = aboutClasses({});
    corners.task = ModelTask::corners;
    FunctionNetwork finder(corners, brightness), network(aboutClasses({"a", "b"}), brightness);
    QCOMPARE(classify(finder, patch(20, 20, 0, 4), true).error().code, ErrorCode::badInput);
    QCOMPARE(classify(network, Image(), true).error().code, ErrorCode::badInput);
    QCOMPARE(classify(network, Image(8, 8, 4), true).error().code, ErrorCode::badInput);
    Progress cancelled;
    cancelled.isCancelled = [] { return true; };
    QCOMPARE(classify(network, patch(20, 20, 0, 4), true, cancelled).error().code, ErrorCode::cancelled);
  }

  void evidenceIsWarmForAndColdAgainst() {
    Raster<float> evidence(3, 1);
    evidence.at(0, 0) = 4;
    evidence.at(2, 0) = -4;
    const Image grey(3, 1, 1, 100);
    const Image shown = evidencePicture(grey, evidence);
    QCOMPARE(shown.channels(), 3);
    QVERIFY(shown.at(0, 0, 0) > shown.at(0, 0, 2) + 50);
    QVERIFY(shown.at(2, 0, 2) > shown.at(2, 0, 0) + 50);
    QVERIFY(std::abs(shown.at(1, 0, 0) - shown.at(1, 0, 2)) < 4);
    // Next to nothing is not shown as much.
    evidence.at(0, 0) = 0.05f;
    evidence.at(2, 0) = -0.05f;
    const Image faint = evidencePicture(grey, evidence);
    QVERIFY(std::abs(faint.at(0, 0, 0) - faint.at(2, 0, 0)) < 20);
    QVERIFY(evidencePicture(grey, Raster<float>(2, 1)).sameSize(grey));
  }
};

QTEST_GUILESS_MAIN(TestClassifier)
#include "test_classifier.moc"
