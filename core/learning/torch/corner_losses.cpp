#include "core/learning/torch/losses.h"
#include "core/learning/torch/tensor_sums.h"
#include <torch/nn/functional/loss.h>
#include <utility>
#include <vector>

namespace fillscope {
namespace {

using torch::Tensor;

/// Centres of n cells.
Tensor centres(std::int64_t n, const Tensor& like) {
  return torch::arange(n, like.options().requires_grad(false)) + 0.5;
}

/// Of a Gaussian about each point, N × K × h·w, its mass 1 on the map.
Tensor gaussians(const Tensor& points, std::int64_t height, std::int64_t width, double sigma) {
  const auto offX = points.narrow(2, 0, 1) - centres(width, points);
  const auto offY = points.narrow(2, 1, 1) - centres(height, points);
  const auto x = torch::softmax(offX * offX / (-2 * sigma * sigma), 2);
  const auto y = torch::softmax(offY * offY / (-2 * sigma * sigma), 2);
  return (y.unsqueeze(3) * x.unsqueeze(2)).flatten(2);
}

/// N × K × K: Euclidean distance from each of a to each of b, N × K × 2.
Tensor distances(const Tensor& a, const Tensor& b) {
  const auto off = a.unsqueeze(2) - b.unsqueeze(1);
  return torch::sqrt((off * off).sum(3) + 1e-12);
}

/// costs N × K × K: of taking keypoint k for point j. Least mean over the known points, over rotations where
/// cyclic.
CyclicLoss leastOverRotations(const Tensor& costs, const Tensor& known, bool cyclic) {
  const auto keypoints = costs.size(1);
  const auto mass = known.to(costs.scalar_type());
  std::vector<Tensor> rotations;
  for (std::int64_t r = 0; r < (cyclic ? keypoints : 1); ++r) {
    std::vector<std::int64_t> order;
    for (std::int64_t k = 0; k < keypoints; ++k)
      order.push_back((k + r) % keypoints);
    const auto index = torch::tensor(order, torch::kLong).to(costs.device());
    const auto chosen = costs.index_select(2, index).diagonal(0, 1, 2);
    rotations.push_back(weightedMean(chosen, mass.index_select(1, index), {1}));
  }
  const auto [least, rotation] = torch::stack(rotations, 1).min(1);
  return {weightedMean(least, (mass > 0).any(1)), rotation};
}

} // namespace

CyclicLoss heatmapLossWithRotation(const Tensor& logits, const Tensor& points, const Tensor& known,
                                   double sigma, bool cyclic) {
  const auto height = logits.size(2), width = logits.size(3);
  const auto maps = atLeastFloat(logits).contiguous().flatten(2);
  const auto given = onlyWhere((known > 0).unsqueeze(2), points.to(maps.scalar_type()));
  const auto logarithms = torch::log_softmax(maps, 2);
  const auto target = gaussians(given, height, width, sigma);
  const auto entropies = -torch::bmm(logarithms, target.transpose(1, 2));
  const auto mass = torch::exp(logarithms).view({-1, logits.size(1), height, width});
  const auto expectation = torch::stack(
      {(mass.sum(2) * centres(width, maps)).sum(2), (mass.sum(3) * centres(height, maps)).sum(2)}, 2);
  const auto reachable = torch::stack({given.select(2, 0).clamp(0.5, static_cast<double>(width) - 0.5),
                                       given.select(2, 1).clamp(0.5, static_cast<double>(height) - 0.5)},
                                      2);
  return leastOverRotations(entropies + distances(expectation, reachable), known, cyclic);
}

Tensor heatmapLoss(const Tensor& logits, const Tensor& points, const Tensor& known, double sigma,
                   bool cyclic) {
  return heatmapLossWithRotation(logits, points, known, sigma, cyclic).loss;
}

CyclicLoss pointsLoss(const Tensor& predicted, const Tensor& points, const Tensor& known, bool cyclic) {
  const auto own = atLeastFloat(predicted).view({predicted.size(0), -1, 2});
  const auto given = onlyWhere((known > 0).unsqueeze(2), points.to(own.scalar_type()));
  return leastOverRotations(distances(own, given), known, cyclic);
}

Tensor visibilityLoss(const Tensor& logits, const Tensor& classes) {
  namespace functional = torch::nn::functional;
  const auto rows = atLeastFloat(logits).reshape({-1, 3});
  const auto target = classes.flatten();
  const auto each = functional::cross_entropy(rows, target.clamp_min(0),
                                              functional::CrossEntropyFuncOptions().reduction(torch::kNone));
  return weightedMean(each, target >= 0);
}

Tensor rotated(const Tensor& perPoint, const Tensor& rotation) {
  const auto keypoints = perPoint.size(1);
  auto index =
      (torch::arange(keypoints, rotation.options()).unsqueeze(0) + rotation.unsqueeze(1)) % keypoints;
  for (std::int64_t d = 2; d < perPoint.dim(); ++d)
    index = index.unsqueeze(d);
  return perPoint.gather(1, index.expand_as(perPoint));
}

} // namespace fillscope
