#include "core/learning/torch/losses.h"
#include "core/learning/torch/tensor_sums.h"
#include <torch/nn/functional/loss.h>

namespace fillscope {
namespace {

using torch::Tensor;

Tensor dx(const Tensor& t) { return t.narrow(3, 1, t.size(3) - 1) - t.narrow(3, 0, t.size(3) - 1); }
Tensor dy(const Tensor& t) { return t.narrow(2, 1, t.size(2) - 1) - t.narrow(2, 0, t.size(2) - 1); }
/// 1 where both neighbours count.
Tensor bothX(const Tensor& t) { return t.narrow(3, 1, t.size(3) - 1) * t.narrow(3, 0, t.size(3) - 1); }
Tensor bothY(const Tensor& t) { return t.narrow(2, 1, t.size(2) - 1) * t.narrow(2, 0, t.size(2) - 1); }

constexpr int window = 7;

/// n × (n − 6): a row of n numbers times it gives the means of each seven in a row.
Tensor slidingMean(std::int64_t n, const Tensor& like) {
  const auto ones = torch::ones({n, n - window + 1}, like.options().requires_grad(false));
  return (ones.tril() - ones.tril(-window)) / window;
}

/// Means over windows that lie inside. As matrix products several times faster than average pooling and its
/// gradient.
Tensor windowMeans(const Tensor& planes) {
  return torch::matmul(slidingMean(planes.size(2), planes).t(),
                       torch::matmul(planes, slidingMean(planes.size(3), planes)));
}

/// Mean over the valid pairs of neighbours along x plus that along y.
Tensor meanOfPairs(const Tensor& alongX, const Tensor& pairsX, const Tensor& alongY, const Tensor& pairsY) {
  return weightedMean(alongX, pairsX) + weightedMean(alongY, pairsY);
}

} // namespace

Tensor atLeastFloat(const Tensor& tensor) {
  const auto type = tensor.scalar_type();
  return type == torch::kDouble || type == torch::kFloat ? tensor : tensor.to(torch::kFloat);
}

Tensor onlyWhere(const Tensor& valid, const Tensor& value) {
  return torch::where(valid, value, torch::zeros({}, value.options()));
}

Tensor weightedMean(const Tensor& value, const Tensor& weight, torch::IntArrayRef dimensions) {
  const auto mass = weight.to(value.scalar_type());
  const auto product = onlyWhere(mass > 0, value) * mass;
  const auto sum = dimensions.empty() ? product.sum() : product.sum(dimensions);
  const auto total = dimensions.empty() ? mass.sum() : mass.sum(dimensions);
  return sum / torch::where(total > 0, total, torch::ones_like(total));
}

Tensor ssimLoss(const Tensor& predicted, const Tensor& truth, const Tensor& weight, double range) {
  const auto valid = weight > 0;
  const auto p = onlyWhere(valid, atLeastFloat(predicted));
  const auto t = onlyWhere(valid, atLeastFloat(truth)).to(p.scalar_type());
  // Squares are taken about each picture's mean, or floats would lose the variances' digits.
  const auto centre = weightedMean(t, valid, {1, 2, 3}).view({-1, 1, 1, 1});
  const auto a = p - centre, b = t - centre;
  const auto own = windowMeans(torch::cat({a, a * a, a * b}, 1));
  const auto other = windowMeans(torch::cat({b, b * b, valid.to(p.scalar_type())}, 1));
  const auto ma = own.narrow(1, 0, 1), mb = other.narrow(1, 0, 1);
  constexpr double count = window * window, sample = count / (count - 1);
  const double c1 = 0.01 * range * 0.01 * range, c2 = 0.03 * range * 0.03 * range;
  const auto variances = sample * (own.narrow(1, 1, 1) + other.narrow(1, 1, 1) - ma * ma - mb * mb);
  const auto covariance = sample * (own.narrow(1, 2, 1) - ma * mb);
  const auto ux = ma + centre, uy = mb + centre;
  const auto s = (2 * ux * uy + c1) * (2 * covariance + c2) / ((ux * ux + uy * uy + c1) * (variances + c2));
  const auto whole = other.narrow(1, 2, 1) > 1 - 0.5 / count;
  return weightedMean(1 - s, whole);
}

Tensor l1Loss(const Tensor& predicted, const Tensor& truth, const Tensor& weight) {
  return weightedMean((onlyWhere(weight > 0, atLeastFloat(predicted)) - onlyWhere(weight > 0, truth)).abs(),
                      weight);
}

Tensor smoothnessLoss(const Tensor& predicted, const Tensor& picture, const Tensor& weight) {
  const auto valid = weight > 0;
  const auto depth = onlyWhere(valid, atLeastFloat(predicted));
  const auto mean = weightedMean(depth, valid, {1, 2, 3}).view({-1, 1, 1, 1});
  const auto relative = depth / (mean + 1e-7);
  const auto counts = valid.to(depth.scalar_type());
  const auto i = atLeastFloat(picture);
  return meanOfPairs(dx(relative).abs() * torch::exp(-dx(i).abs().mean({1}, true)), bothX(counts),
                     dy(relative).abs() * torch::exp(-dy(i).abs().mean({1}, true)), bothY(counts));
}

Tensor siLogLoss(const Tensor& predicted, const Tensor& truth, const Tensor& weight, double lambda) {
  constexpr double least = 1e-6;
  const auto valid = weight > 0;
  const auto logarithm = [&](const Tensor& x) { return torch::log(onlyWhere(valid, x).clamp_min(least)); };
  const auto e = logarithm(atLeastFloat(predicted)) - logarithm(atLeastFloat(truth));
  const auto mean = weightedMean(e, weight, {1, 2, 3});
  const auto squares = weightedMean(e * e, weight, {1, 2, 3});
  return weightedMean(squares - lambda * mean * mean, valid.flatten(1).any(1));
}

Tensor gradientLoss(const Tensor& predicted, const Tensor& truth, const Tensor& weight) {
  constexpr int scales = 4;
  const auto valid = weight > 0;
  auto difference = onlyWhere(valid, atLeastFloat(predicted)) - onlyWhere(valid, truth);
  auto counts = valid.to(difference.scalar_type());
  auto sum = torch::zeros({}, difference.options());
  for (int scale = 0; scale < scales; ++scale) {
    if (scale > 0) {
      difference = difference.slice(2, 0, c10::nullopt, 2).slice(3, 0, c10::nullopt, 2);
      counts = counts.slice(2, 0, c10::nullopt, 2).slice(3, 0, c10::nullopt, 2);
    }
    sum = sum + meanOfPairs(dx(difference).abs(), bothX(counts), dy(difference).abs(), bothY(counts));
  }
  return sum / scales;
}

Tensor laplaceLoss(const Tensor& predicted, const Tensor& logError, const Tensor& truth,
                   const Tensor& weight) {
  const auto valid = weight > 0;
  const auto off = (onlyWhere(valid, atLeastFloat(predicted)) - onlyWhere(valid, truth)).abs();
  const auto error = onlyWhere(valid, atLeastFloat(logError));
  return weightedMean(off * torch::exp(-error) + error, weight);
}

Tensor contentLoss(const Tensor& logits, const Tensor& truth, const Tensor& weight) {
  namespace functional = torch::nn::functional;
  const auto valid = weight > 0;
  const auto x = onlyWhere(valid, atLeastFloat(logits));
  const auto target = onlyWhere(valid, truth).to(x.scalar_type());
  return weightedMean(
      functional::binary_cross_entropy_with_logits(
          x, target, functional::BinaryCrossEntropyWithLogitsFuncOptions().reduction(torch::kNone)),
      weight);
}

Tensor fillLoss(const Tensor& fill, const Tensor& logError, const Tensor& truth, double evenness) {
  const auto error = atLeastFloat(logError);
  const auto off = (atLeastFloat(fill) - truth).abs();
  // A Laplace distribution's scale is its standard deviation over √2.
  const auto unlikely = off * torch::exp(-error) * std::sqrt(2.0) + error;
  return evenness == 0 ? unlikely.mean() : (unlikely * torch::exp(evenness * error.detach())).mean();
}

Tensor ratioLoss(const Tensor& logRatio, const Tensor& truth, const Tensor& weight) {
  return l1Loss(logRatio, truth, weight);
}

} // namespace fillscope
