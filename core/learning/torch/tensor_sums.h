#pragma once
// Sums over what counts, shared by the losses.
#include <torch/types.h>

namespace fillscope {

/// Half precision as float; float and double as they are.
torch::Tensor atLeastFloat(const torch::Tensor& tensor);
/// value where valid, else 0: also without NaN in value or in its gradient.
torch::Tensor onlyWhere(const torch::Tensor& valid, const torch::Tensor& value);
/// Σ weight · value / Σ weight over the given dimensions (all where empty); 0 where the weights are.
torch::Tensor weightedMean(const torch::Tensor& value, const torch::Tensor& weight,
                           torch::IntArrayRef dimensions = {});

} // namespace fillscope
