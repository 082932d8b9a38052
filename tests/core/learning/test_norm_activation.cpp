// The one operation against Torch's separate ones, and AdamW against Torch's own.
#include "core/learning/torch/adamw.h"
#include "core/learning/torch/norm_activation.h"
#include "core/learning/torch/tape.h"
#include <ATen/Parallel.h>
#include <QtTest>
#include <torch/autograd.h>
#include <torch/nn/functional/batchnorm.h>
#include <torch/optim/adamw.h>

namespace {

using namespace fillscope;
using torch::Tensor;

struct Answers {
  Tensor y, gx, gPlus, gGain, gBias, mean, variance;
};

Tensor rectified(const Tensor& x, double slope) { return torch::where(x > 0, x, slope * x); }

/// By Torch in double, from the same numbers.
Answers byTorch(const Tensor& x, const Tensor& plus, const Tensor& gain, const Tensor& bias, double slope,
                const Tensor& seed) {
  Answers answers;
  const auto own = [](const Tensor& tensor) {
    return tensor.defined() ? tensor.detach().to(torch::kDouble).clone().requires_grad_(true) : tensor;
  };
  const auto x64 = own(x), plus64 = own(plus), gain64 = own(gain), bias64 = own(bias);
  answers.mean = torch::zeros({gain.size(0)}, torch::kDouble);
  answers.variance = torch::ones({gain.size(0)}, torch::kDouble);
  const auto normal =
      torch::batch_norm(x64, gain64, bias64, answers.mean, answers.variance, true, 0.1, 1e-5, false);
  answers.y = rectified(plus.defined() ? normal + plus64 : normal, slope);
  answers.y.backward(seed.to(torch::kDouble));
  answers.gx = x64.grad();
  if (plus.defined()) answers.gPlus = plus64.grad();
  answers.gGain = gain64.grad();
  answers.gBias = bias64.grad();
  return answers;
}

Answers byOne(const Tensor& x, const Tensor& plus, const Tensor& gain, const Tensor& bias,
              Rectifier rectifier, const Tensor& seed) {
  torch::nn::BatchNorm2d norm(gain.size(0));
  {
    const torch::NoGradGuard constant;
    norm->weight.copy_(gain);
    norm->bias.copy_(bias);
  }
  const auto own = x.detach().clone().requires_grad_(true);
  const auto more = plus.defined() ? plus.detach().clone().requires_grad_(true) : plus;
  Answers answers;
  answers.y = normActivation(*norm, own, more, rectifier);
  answers.y.backward(seed);
  answers.gx = own.grad();
  if (plus.defined()) answers.gPlus = more.grad();
  answers.gGain = norm->weight.grad();
  answers.gBias = norm->bias.grad();
  answers.mean = norm->running_mean;
  answers.variance = norm->running_var;
  return answers;
}

/// Largest difference over the largest number.
double off(const Tensor& a, const Tensor& b) {
  const auto x = a.to(torch::kDouble), y = b.to(torch::kDouble);
  return ((x - y).abs().max() / y.abs().max()).item<double>();
}

} // namespace

class TestNormActivation : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void isTorchsOperations_data() {
    QTest::addColumn<int>("channels");
    QTest::addColumn<bool>("half");
    QTest::addColumn<bool>("plus");
    QTest::addColumn<double>("slope");
    QTest::addColumn<bool>("planes"); // N × C × H × W in memory, not channels-last
    QTest::newRow("norm alone") << 32 << false << false << 1.0 << false;
    QTest::newRow("ReLU") << 64 << false << false << 0.0 << false;
    QTest::newRow("sum and ReLU") << 96 << false << true << 0.0 << false;
    QTest::newRow("leaky, odd channels") << 37 << false << false << 0.2 << false;
    QTest::newRow("few channels, sum") << 5 << false << true << 0.0 << true;
    QTest::newRow("one channel") << 1 << false << false << 0.0 << false;
    QTest::newRow("bfloat16, ReLU") << 64 << true << false << 0.0 << false;
    QTest::newRow("bfloat16, sum, odd channels") << 45 << true << true << 0.0 << false;
  }

  void isTorchsOperations() {
    QFETCH(int, channels);
    QFETCH(bool, half);
    QFETCH(bool, plus);
    QFETCH(double, slope);
    QFETCH(bool, planes);
    torch::manual_seed(3);
    const auto kind = half ? torch::kBFloat16 : torch::kFloat;
    const auto drawn = [&](double mean, double deviation) {
      return (torch::randn({7, channels, 19, 23}) * deviation + mean)
          .to(kind)
          .contiguous(planes ? torch::MemoryFormat::Contiguous : torch::MemoryFormat::ChannelsLast);
    };
    const auto x = drawn(0.7, 1.6), more = plus ? drawn(0, 1) : Tensor(), seed = drawn(0.1, 1);
    const auto gain = torch::rand({channels}) + 0.5, bias = torch::randn({channels});
    const auto expected = byTorch(x, more, gain, bias, slope, seed);
    const auto got = byOne(x, more, gain, bias, Rectifier{slope}, seed);
    // A number that the rounding moves over zero has another gradient: bfloat16 moves some.
    const double exact = half ? 0.01 : 1e-5, sums = half ? 0.01 : 1e-5;
    QCOMPARE(got.y.scalar_type(), kind);
    QVERIFY2(off(got.y, expected.y) < exact, qPrintable(QString::number(off(got.y, expected.y))));
    const auto wrong = [&](const Tensor& a, const Tensor& b) {
      const auto difference = (a.to(torch::kDouble) - b).abs() / b.abs().max();
      return (difference > (half ? 0.01 : 1e-5)).to(torch::kDouble).mean().item<double>();
    };
    QVERIFY2(wrong(got.gx, expected.gx) < 0.001, qPrintable(QString::number(wrong(got.gx, expected.gx))));
    if (plus) QVERIFY(wrong(got.gPlus, expected.gPlus) < 0.001);
    QVERIFY2(off(got.gGain, expected.gGain) < sums,
             qPrintable(QString::number(off(got.gGain, expected.gGain))));
    QVERIFY2(off(got.gBias, expected.gBias) < sums,
             qPrintable(QString::number(off(got.gBias, expected.gBias))));
    QVERIFY(off(got.mean, expected.mean) < 1e-5);
    QVERIFY(off(got.variance, expected.variance) < 1e-5);
  }

  void aLargeMeanLeavesTheVarianceItsDigits() {
    torch::manual_seed(9);
    const auto x = torch::randn({8, 40, 15, 15}) + 1000;
    const auto gain = torch::ones({40}), bias = torch::zeros({40}), seed = torch::randn({8, 40, 15, 15});
    const auto expected = byTorch(x, {}, gain, bias, 1, seed),
               got = byOne(x, {}, gain, bias, unrectified, seed);
    QVERIFY2(off(got.variance, expected.variance) < 1e-5,
             qPrintable(QString::number(off(got.variance, expected.variance))));
    QVERIFY2(off(got.y, expected.y) < 1e-3, qPrintable(QString::number(off(got.y, expected.y))));
  }

  void theSameMapTwice() {
    torch::nn::BatchNorm2d norm(33), theirs(33);
    const auto seed = torch::randn({3, 33, 5, 4});
    const auto x = torch::randn({3, 33, 5, 4}).requires_grad_(true),
               y = x.detach().clone().requires_grad_(true);
    normActivation(*norm, x, x, relu).backward(seed);
    torch::relu(theirs->forward(y) + y).backward(seed);
    QVERIFY(off(x.grad(), y.grad()) < 1e-5);
  }

  void withoutMomentumIsTorchs() {
    const torch::nn::BatchNorm2dOptions options = torch::nn::BatchNorm2dOptions(6).momentum(c10::nullopt);
    torch::nn::BatchNorm2d norm(options), theirs(options);
    const auto x = torch::randn({4, 6, 5, 5}) + 5;
    for (int k = 0; k < 2; ++k) {
      normActivation(*norm, x + k, {}, relu);
      theirs->forward(x + k);
    }
    QVERIFY(torch::allclose(norm->running_mean, theirs->running_mean));
  }

  void doublingIsBilinear_data() {
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("a row") << 1 << 5;
    QTest::newRow("odd") << 3 << 7;
    QTest::newRow("large") << 56 << 56;
  }
  void doublingIsBilinear() {
    QFETCH(int, height);
    QFETCH(int, width);
    const auto drawn = torch::randn({2, 3, height, width});
    const auto seed = torch::randn({2, 3, 2 * height, 2 * width});
    const auto x = drawn.clone().requires_grad_(true), other = drawn.clone().requires_grad_(true);
    Tape tape;
    const auto y = tape.bilinearUp({x, {}}).tensor;
    const auto expected = torch::upsample_bilinear2d(other, {2 * height, 2 * width}, false);
    QVERIFY(torch::allclose(y, expected, 1e-5, 1e-6));
    y.backward(seed);
    expected.backward(seed);
    QVERIFY(torch::allclose(x.grad(), other.grad(), 1e-5, 1e-5));
  }

  void evaluationIsTorchs() {
    torch::nn::BatchNorm2d norm(6);
    norm->running_mean.uniform_(-1, 1);
    norm->eval();
    const auto x = torch::randn({2, 6, 5, 5}), plus = torch::randn({2, 6, 5, 5});
    const auto before = x.clone();
    QVERIFY(torch::equal(normActivation(*norm, x, plus, relu), torch::relu(norm->forward(x) + plus)));
    QVERIFY(torch::equal(x, before));
  }

  void doublesAndMixedNumbersAreTorchs() {
    torch::nn::BatchNorm2d norm(6);
    norm->to(torch::kDouble);
    const auto x = torch::randn({2, 6, 5, 5}, torch::kDouble);
    const auto expected = torch::relu(torch::batch_norm(x, {}, {}, {}, {}, true, 0.1, 1e-5, false));
    QVERIFY(torch::allclose(normActivation(*norm, x, {}, relu), expected));
    QVERIFY(torch::allclose(addActivation(x, x.to(torch::kFloat), relu), torch::relu(x + x), 1e-4, 1e-4));
  }

  void noNumberStaysNone() {
    torch::nn::BatchNorm2d norm(32);
    for (const auto kind : {torch::kFloat, torch::kBFloat16}) {
      auto x = torch::randn({2, 32, 4, 4}).to(kind);
      x[1][3][2][1] = std::nan("");
      const auto y = normActivation(*norm, x, {}, relu);
      QVERIFY(y.select(1, 3).isnan().all().item<bool>());
      QVERIFY(!y.select(1, 4).isnan().any().item<bool>());
      QVERIFY(addActivation(x, x, relu)[1][3][2][1].isnan().item<bool>());
    }
  }

  void sumOfTwo() {
    const auto a =
        torch::randn({3, 7, 6, 5}).contiguous(torch::MemoryFormat::ChannelsLast).requires_grad_(true);
    const auto b = torch::randn({3, 7, 6, 5}).requires_grad_(true); // another order in memory
    const auto seed = torch::randn({3, 7, 6, 5});
    const auto y = addActivation(a, b, relu);
    QVERIFY(torch::equal(y, torch::relu(a + b)));
    y.backward(seed);
    const auto expected = torch::where(y > 0, seed, torch::zeros_like(seed));
    QVERIFY(torch::equal(a.grad(), expected));
    QVERIFY(torch::equal(b.grad(), expected));
  }

  void threadsChangeNothing() {
    torch::manual_seed(5);
    const auto x = torch::randn({8, 48, 31, 33}), seed = torch::randn({8, 48, 31, 33});
    const auto gain = torch::rand({48}) + 0.5, bias = torch::randn({48});
    const int before = at::get_num_threads();
    at::set_num_threads(1);
    const auto one = byOne(x, {}, gain, bias, relu, seed);
    at::set_num_threads(3);
    const auto three = byOne(x, {}, gain, bias, relu, seed);
    at::set_num_threads(before);
    QVERIFY(torch::equal(one.y, three.y));
    QVERIFY(torch::equal(one.gx, three.gx));
    QVERIFY(torch::equal(one.gGain, three.gGain));
  }

  void oneNumberHasNoVariance() {
    torch::nn::BatchNorm2d norm(4);
    QVERIFY_THROWS_EXCEPTION(c10::Error, normActivation(*norm, torch::randn({1, 4, 1, 1}), {}, relu));
  }

  void stepIsTorchsAdamW() {
    TrainingConfig config = defaultConfig(NetworkKind::cornersRegression);
    config.inputSize = 32;
    config.channels = {8, 9};
    config.blocks = {0, 1};
    torch::manual_seed(7);
    const auto network = makeNetwork(config), average = makeNetwork(config), theirs = makeNetwork(config);
    QVERIFY(copyTensors(tensorsOf(*network), tensorsOf(*theirs), {}));
    std::vector<torch::optim::OptimizerParamGroup> groups;
    for (const bool decays : {true, false}) {
      std::vector<Tensor> some;
      for (const auto& parameter : theirs->parameters())
        if ((parameter.dim() >= 2) == decays) some.push_back(parameter);
      groups.emplace_back(some, std::make_unique<torch::optim::AdamWOptions>(
                                    torch::optim::AdamWOptions(0.01).weight_decay(decays ? 0.1 : 0)));
    }
    torch::optim::AdamW expected(groups, torch::optim::AdamWOptions(0.01));
    AdamW own(*network, *average, 0.1);
    auto following = copyTensors(tensorsOf(*network), tensorsOf(*average), {});
    QVERIFY(following);
    std::vector<Tensor> averages;
    for (const auto& parameter : theirs->parameters())
      averages.push_back(parameter.detach().clone());
    for (int step = 0; step < 4; ++step) {
      auto a = network->parameters(), b = theirs->parameters();
      double squares = 0;
      for (std::size_t k = 0; k < a.size(); ++k) {
        const auto gradient = torch::randn_like(a[k]);
        squares += gradient.square().sum().item<double>();
        // Every other one in another order in memory than its weights.
        a[k].mutable_grad() = step % 2 == 0 ? 2 * gradient : (2 * gradient).contiguous();
        b[k].mutable_grad() = gradient;
      }
      QVERIFY(std::abs(own.gradientNorm() - 2 * std::sqrt(squares)) < 1e-4 * std::sqrt(squares));
      own.step(0.01, 0.5, 0.75);
      expected.step();
      for (std::size_t k = 0; k < a.size(); ++k)
        averages[k].lerp_(b[k].detach(), 0.25);
    }
    const auto a = network->parameters(), b = theirs->parameters(), c = average->parameters();
    for (std::size_t k = 0; k < a.size(); ++k) {
      QVERIFY(torch::allclose(a[k], b[k], 1e-5, 1e-6));
      QVERIFY(torch::allclose(c[k], averages[k], 1e-5, 1e-6));
    }
  }
};

QTEST_GUILESS_MAIN(TestNormActivation)
#include "test_norm_activation.moc"
