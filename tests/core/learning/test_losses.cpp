#include "core/imaging/ssim.h"
#include "core/learning/torch/losses.h"
#include <ATen/ATen.h>
#include <QtTest>
#include <functional>
#include <limits>
#include <torch/autograd.h>

namespace {

using namespace fillscope;
using torch::Tensor;
using Loss = std::function<Tensor(const Tensor&)>;

const auto doubles = torch::TensorOptions().dtype(torch::kDouble);

Tensor uniform(torch::IntArrayRef shape, double low, double high) {
  return torch::rand(shape, doubles) * (high - low) + low;
}

/// Greatest difference between the gradient and central differences, over the gradient's greatest entry.
double gradientFault(const Loss& loss, const Tensor& at) {
  auto x = at.clone().requires_grad_(true);
  loss(x).backward();
  const auto gradient = x.grad().flatten();
  auto moved = at.clone();
  auto entries = moved.flatten();
  double worst = 0;
  constexpr double step = 1e-6;
  torch::NoGradGuard noGradient;
  for (std::int64_t i = 0; i < entries.numel(); ++i) {
    const double before = entries[i].item<double>();
    entries[i] = before + step;
    const double up = loss(moved).item<double>();
    entries[i] = before - step;
    const double down = loss(moved).item<double>();
    entries[i] = before;
    worst = std::max(worst, std::abs((up - down) / (2 * step) - gradient[i].item<double>()));
  }
  return worst / gradient.abs().max().item<double>();
}

struct Case {
  Loss loss;
  Tensor at;
};

/// Half of the pixels of a coarse pattern are left out, so that whole windows and pairs are in and out.
Tensor patches(int pictures, int side) {
  auto weight = torch::ones({pictures, 1, side, side}, doubles);
  weight.narrow(2, 0, 3).narrow(3, 0, 4).zero_();
  weight.narrow(2, side - 2, 2).narrow(3, side - 5, 5).zero_();
  return weight;
}

Case depthCase(const QString& name) {
  constexpr int side = 16;
  const auto predicted = uniform({2, 1, side, side}, 0.3, 1.2), truth = uniform({2, 1, side, side}, 0.3, 1.2);
  const auto weight = patches(2, side) * uniform({2, 1, side, side}, 0.5, 1);
  const auto picture = uniform({2, 3, side, side}, 0, 1);
  if (name == "ssim") return {[=](const Tensor& p) { return ssimLoss(p, truth, weight, 1); }, predicted};
  if (name == "l1") return {[=](const Tensor& p) { return l1Loss(p, truth, weight); }, predicted};
  if (name == "smoothness")
    return {[=](const Tensor& p) { return smoothnessLoss(p, picture, weight); }, predicted};
  if (name == "silog") return {[=](const Tensor& p) { return siLogLoss(p, truth, weight); }, predicted};
  if (name == "gradient") return {[=](const Tensor& p) { return gradientLoss(p, truth, weight); }, predicted};
  const auto logError = uniform({2, 1, side, side}, -3, 1);
  if (name == "likelihood")
    return {[=](const Tensor& p) { return laplaceLoss(p, logError, truth, weight); }, predicted};
  if (name == "expected error")
    return {[=](const Tensor& e) { return laplaceLoss(predicted, e, truth, weight); }, logError};
  return {[=](const Tensor& p) { return contentLoss(p, (truth > 0.7).to(torch::kDouble), weight); },
          uniform({2, 1, side, side}, -3, 3)};
}

Case figureCase(const QString& name) {
  const auto truth = uniform({5}, 0, 1);
  if (name == "fill")
    return {[=](const Tensor& p) { return fillLoss(p.select(1, 0), p.select(1, 1), truth); },
            uniform({5, 2}, -1, 2)};
  return {[=](const Tensor& p) {
            return ratioLoss(p, truth, torch::tensor({1.0, 0.0, 1.0, 1.0, 0.0}, doubles));
          },
          uniform({5}, -1, 1)};
}

Case cornerCase(const QString& name) {
  const auto points = uniform({3, 4, 2}, -1, 9);
  auto known = torch::ones({3, 4}, doubles);
  known[1][2] = 0;
  const bool cyclic = name.endsWith("cyclic");
  if (name.startsWith("heat map"))
    return {[=](const Tensor& p) { return heatmapLoss(p, points, known, 1.2, cyclic); },
            uniform({3, 4, 6, 8}, -2, 2)};
  if (name.startsWith("points"))
    return {[=](const Tensor& p) { return pointsLoss(p, points, known, cyclic).loss; },
            uniform({3, 8}, 0, 8)};
  const auto classes = torch::tensor({0, 1, 2, -1, 2, 2, 0, 0}, torch::kLong).view({2, 4});
  return {[=](const Tensor& p) { return visibilityLoss(p, classes); }, uniform({2, 12}, -2, 2)};
}

} // namespace

class TestLosses : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() { torch::manual_seed(11); }

  void gradientIsThatOfDifferences_data() {
    QTest::addColumn<QString>("name");
    for (const char* name :
         {"ssim", "l1", "smoothness", "silog", "gradient", "content", "likelihood", "expected error", "fill",
          "ratio", "heat map", "heat map cyclic", "points", "points cyclic", "visibility"})
      QTest::newRow(name) << QString(name);
  }
  void gradientIsThatOfDifferences() {
    QFETCH(QString, name);
    const QStringList depth{"ssim",     "l1",      "smoothness", "silog",
                            "gradient", "content", "likelihood", "expected error"};
    const QStringList figures{"fill", "ratio"};
    const Case check = depth.contains(name)     ? depthCase(name)
                       : figures.contains(name) ? figureCase(name)
                                                : cornerCase(name);
    const double fault = gradientFault(check.loss, check.at);
    QVERIFY2(fault < 1e-5, qPrintable(QString::number(fault)));
  }

  void everyClassWeighsAlikeWhereBalanced() {
    const auto logits = uniform({4, 3}, -2, 2);
    const auto labels = torch::tensor({0, 0, 0, 2}, torch::kLong);
    const auto each = -torch::log_softmax(logits, 1).gather(1, labels.unsqueeze(1)).squeeze(1);
    const double plain = each.mean().item<double>();
    const double balanced = (each.narrow(0, 0, 3).mean() + each[3]).item<double>() / 2;
    QVERIFY(std::abs(classLoss(logits, labels, false).item<double>() - plain) < 1e-12);
    QVERIFY(std::abs(classLoss(logits, labels, true).item<double>() - balanced) < 1e-12);
    for (const bool even : {false, true})
      QVERIFY(gradientFault([&](const Tensor& x) { return classLoss(x, labels, even); }, logits) < 1e-6);
  }

  void whatIsLeftOutHasNoGradient_data() {
    QTest::addColumn<QString>("name");
    for (const char* name :
         {"ssim", "l1", "smoothness", "silog", "gradient", "content", "likelihood", "expected error"})
      QTest::newRow(name) << QString(name);
  }
  void whatIsLeftOutHasNoGradient() {
    QFETCH(QString, name);
    const Case check = depthCase(name);
    const auto out = patches(2, 16) == 0;
    auto spoilt =
        torch::where(out, torch::full({}, std::numeric_limits<double>::quiet_NaN(), doubles), check.at);
    const auto gradientAt = [&](const Tensor& at) {
      auto x = at.clone().requires_grad_(true);
      auto loss = check.loss(x);
      loss.backward();
      return std::pair(loss.item<double>(), x.grad());
    };
    const auto [value, gradient] = gradientAt(check.at);
    QCOMPARE(gradient.masked_select(out).abs().max().item<double>(), 0.0);
    QVERIFY(gradient.abs().max().item<double>() > 0);
    const auto [spoiltValue, spoiltGradient] = gradientAt(spoilt);
    QCOMPARE(spoiltValue, value);
    QVERIFY(torch::equal(spoiltGradient, gradient));
  }

  void nothingLeftInIsZero() {
    const auto map = uniform({1, 1, 16, 16}, 0.5, 1), none = torch::zeros_like(map);
    for (const auto& loss :
         {ssimLoss(map, map * 2, none, 1), l1Loss(map, map * 2, none), siLogLoss(map, map * 2, none),
          gradientLoss(map, map * 2, none), laplaceLoss(map, map, map * 2, none),
          smoothnessLoss(map, map.expand({1, 3, 16, 16}), none)})
      QCOMPARE(loss.item<double>(), 0.0);
  }

  void ssimIsThatOfComparisons_data() {
    QTest::addColumn<bool>("single");
    QTest::newRow("double") << false;
    QTest::newRow("float") << true;
  }
  void ssimIsThatOfComparisons() {
    QFETCH(bool, single);
    constexpr int width = 37, height = 29;
    Raster<float> a(width, height), b(width, height);
    const auto truth = torch::rand({1, 1, height, width}) * 2 + 1;
    const auto predicted = truth + torch::randn({1, 1, height, width}) * 0.2;
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) {
        a.row(y)[x] = predicted[0][0][y][x].item<float>();
        b.row(y)[x] = truth[0][0][y][x].item<float>();
      }
    SsimOptions options;
    options.range = 3;
    const auto expected = ssim(a, b, options);
    QVERIFY(expected.ok());
    const auto type = single ? torch::kFloat : torch::kDouble;
    const double loss =
        ssimLoss(predicted.to(type), truth.to(type), torch::ones_like(truth), 3).item().toDouble();
    QVERIFY2(std::abs(1 - loss - expected->mean) < 1e-6,
             qPrintable(QString::number(1 - loss - expected->mean)));
  }

  void siLogForgivesScaleAlone() {
    const auto truth = uniform({2, 1, 8, 8}, 0.5, 2), weight = torch::ones_like(truth);
    QVERIFY(std::abs(siLogLoss(truth * 3, truth, weight, 1).item<double>()) < 1e-12);
    QVERIFY(std::abs(siLogLoss(truth * 3, truth, weight, 0.5).item<double>() -
                     0.5 * std::pow(std::log(3.0), 2)) < 1e-12);
  }

  void smoothnessAsksLessAtEdges() {
    auto depth = torch::ones({1, 1, 8, 8}, doubles);
    depth.narrow(3, 4, 4).fill_(2);
    const auto weight = torch::ones_like(depth);
    auto picture = torch::zeros({1, 3, 8, 8}, doubles);
    const double flat = smoothnessLoss(depth, picture, weight).item<double>();
    picture.narrow(3, 4, 4).fill_(1);
    const double edge = smoothnessLoss(depth, picture, weight).item<double>();
    QVERIFY(std::abs(flat - 1 / 1.5 / 7) <
            1e-6); // one of seven pairs of a row differs, by 1 of a mean of 1.5
    QVERIFY(std::abs(edge - flat * std::exp(-1)) < 1e-9);
  }

  void fillLossIsLeastAtTheTrueError() {
    const auto truth = torch::zeros({1}, doubles), fill = torch::full({1}, 0.1, doubles);
    const double best = std::log(0.1 * std::sqrt(2.0)); // of a Laplace distribution seen once
    const auto at = [&](double logError) {
      return fillLoss(fill, torch::full({1}, logError, doubles), truth).item<double>();
    };
    QVERIFY(at(best) < at(best - 0.1));
    QVERIFY(at(best) < at(best + 0.1));
  }

  void likelihoodIsGreatestAtTheMeanError() {
    const auto truth = torch::zeros({1, 1, 2, 2}, doubles), ones = torch::ones_like(truth);
    const auto predicted = torch::tensor({0.1, -0.2, 0.3, 0.0}, doubles).view({1, 1, 2, 2});
    const auto at = [&](double error) {
      return laplaceLoss(predicted, ones * std::log(error), truth, ones).item<double>();
    };
    QVERIFY(at(0.15) < at(0.14) && at(0.15) < at(0.16));
    QVERIFY(std::abs(at(0.15) - (1 + std::log(0.15))) < 1e-12);
  }

  void anEvenFillLossWeighsHardPicturesAsEasyOnes() {
    const auto truth = torch::tensor({0.5, 0.5}, doubles);
    const auto gradientsAt = [&](double evenness) {
      auto fill = torch::tensor({0.52, 0.7}, doubles).requires_grad_(true);
      auto logError = torch::log(torch::tensor({0.02, 0.2}, doubles)).requires_grad_(true);
      fillLoss(fill, logError, truth, evenness).backward();
      return std::pair(fill.grad(), logError.grad());
    };
    const auto [plain, plainError] = gradientsAt(0);
    const auto [half, halfError] = gradientsAt(0.5);
    const auto [even, evenError] = gradientsAt(1);
    const auto ratio = [](const Tensor& g) { return (g[0] / g[1]).item<double>(); };
    QVERIFY(std::abs(ratio(plain) - 10) < 1e-9);
    QVERIFY(std::abs(ratio(half) - std::sqrt(10.0)) < 1e-9);
    QVERIFY(std::abs(ratio(even) - 1) < 1e-9);
    // The standard error is weighed alike, but draws to where it did.
    QVERIFY(
        torch::allclose(halfError, plainError * torch::tensor({std::sqrt(0.02), std::sqrt(0.2)}, doubles)));
    QVERIFY(torch::allclose(evenError, plainError * torch::tensor({0.02, 0.2}, doubles)));
  }

  void heatMapIsBestOnThePoint() {
    const auto points = torch::tensor({3.2, 4.7}, doubles).view({1, 1, 2}),
               known = torch::ones({1, 1}, doubles);
    const auto lossAt = [&](double x, double y) {
      const auto i = torch::arange(10, doubles) + 0.5;
      const auto offX = (i - x).view({1, 10}), offY = (i - y).view({10, 1});
      const auto logits = (offX * offX + offY * offY) / (-2 * 1.5 * 1.5);
      return heatmapLoss(logits.view({1, 1, 10, 10}), points, known, 1.5, false).item<double>();
    };
    for (const auto& [x, y] :
         {std::pair(3.6, 4.7), std::pair(2.8, 4.7), std::pair(3.2, 5.1), std::pair(3.2, 4.3)})
      QVERIFY(lossAt(3.2, 4.7) < lossAt(x, y));
  }

  void rotationOfTheOrderIsForgiven_data() {
    QTest::addColumn<int>("rotation");
    for (int rotation = 0; rotation < 4; ++rotation)
      QTest::newRow(qPrintable(QString::number(rotation))) << rotation;
  }
  void rotationOfTheOrderIsForgiven() {
    QFETCH(int, rotation);
    const auto points = torch::tensor({1.0, 1.0, 8.0, 1.0, 8.0, 6.0, 1.0, 6.0}, doubles).view({1, 4, 2});
    const auto known = torch::tensor({{1.0, 1.0, 0.0, 1.0}}, doubles);
    const auto chosen = torch::full({1}, rotation, torch::kLong);
    const auto predicted = rotated(points, chosen);
    QVERIFY(torch::equal(predicted[0][0], points[0][rotation]));
    const auto free = pointsLoss(predicted.flatten(1), points, known, true);
    QCOMPARE(free.rotation.item<std::int64_t>(), rotation);
    QVERIFY(free.loss.item<double>() < 1e-5);
    const double strict = pointsLoss(predicted.flatten(1), points, known, false).loss.item<double>();
    QCOMPARE(strict < 1e-5, rotation == 0);

    auto logits = torch::zeros({1, 4, 8, 10}, doubles);
    for (int k = 0; k < 4; ++k)
      logits[0][k][predicted[0][k][1].item().toInt()][predicted[0][k][0].item().toInt()] = 9;
    QCOMPARE(heatmapLossWithRotation(logits, points, known, 1, true).rotation.item<std::int64_t>(), rotation);
  }

  void halfPrecisionIsTakenAsFloat() {
    const auto predicted = torch::rand({1, 1, 16, 16}), truth = torch::rand({1, 1, 16, 16});
    const auto half = l1Loss(predicted.to(torch::kHalf), truth, torch::ones_like(truth));
    QCOMPARE(half.scalar_type(), torch::kFloat);
    QVERIFY(std::abs(half.item<float>() - l1Loss(predicted, truth, torch::ones_like(truth)).item<float>()) <
            1e-3);
  }
};

QTEST_GUILESS_MAIN(TestLosses)
#include "test_losses.moc"
