#include "core/learning/torch/losses.h"
#include "core/learning/torch/tensor_sums.h"
#include <torch/nn/functional/loss.h>

namespace fillscope {

torch::Tensor classLoss(const torch::Tensor& logits, const torch::Tensor& labels, bool balanced) {
  const auto numbers = atLeastFloat(logits);
  const auto each = torch::nll_loss(torch::log_softmax(numbers, 1), labels, {}, at::Reduction::None);
  if (!balanced) return each.mean();
  const auto counts = torch::one_hot(labels, numbers.size(1)).sum(0).to(numbers.scalar_type());
  const auto weights = counts.index_select(0, labels).reciprocal();
  return (each * weights).sum() / weights.sum();
}

} // namespace fillscope
