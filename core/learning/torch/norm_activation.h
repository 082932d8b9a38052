#pragma once
// Batch norm, a sum and a rectifier as one operation of training: as separate ones they take about half as
// long as the convolutions between them on the CPU, nearly all of it in passes over memory.
#include "core/learning/torch/rectifier.h"
#include <torch/nn/modules/batchnorm.h>

namespace fillscope {

/// rectified(norm(x) + plus); plus: as x, or undefined for none. x N × C × H × W. In training mode norm's
/// running figures follow, as Torch's own do. Float and bfloat16 in training on the CPU take two passes each
/// way; all else, and numbers of two kinds, Torch's operations. The same for any number of threads. Throws
/// what Torch throws.
torch::Tensor normActivation(torch::nn::BatchNorm2dImpl& norm, const torch::Tensor& x,
                             const torch::Tensor& plus, Rectifier rectifier);

/// rectified(a + b), both N × C × H × W.
torch::Tensor addActivation(const torch::Tensor& a, const torch::Tensor& b, Rectifier rectifier);

/// rectified(x); x is used up: it may be overwritten.
torch::Tensor activation(torch::Tensor x, Rectifier rectifier);

} // namespace fillscope
