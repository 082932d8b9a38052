#pragma once
// Losses of depth and corners, all differentiable. Shapes N × 1 × H × W unless said otherwise; weight 0
// leaves a pixel out.
#include "core/learning/training_config.h"
#include <torch/types.h>

namespace fillscope {

/// 1 − mean SSIM over 7×7 uniform windows that lie in valid pixels (weight > 0), range R; in [0, 2].
torch::Tensor ssimLoss(const torch::Tensor& predicted, const torch::Tensor& truth,
                       const torch::Tensor& weight, double range);
torch::Tensor l1Loss(const torch::Tensor& predicted, const torch::Tensor& truth, const torch::Tensor& weight);
/// Edge-aware (Godard et al. 2019): |∂d*| · exp(−|∂I|), d* = d / mean(d), picture N × 3 × H × W.
torch::Tensor smoothnessLoss(const torch::Tensor& predicted, const torch::Tensor& picture,
                             const torch::Tensor& weight);
/// Eigen et al. 2014: mean(e²) − λ·mean(e)², e = ln p − ln d.
torch::Tensor siLogLoss(const torch::Tensor& predicted, const torch::Tensor& truth,
                        const torch::Tensor& weight, double lambda = 0.5);
/// Mean |∇(p − d)| over four scales.
torch::Tensor gradientLoss(const torch::Tensor& predicted, const torch::Tensor& truth,
                           const torch::Tensor& weight);

/// Heat maps N × K × h × w (logits) against points N × K × 2 (cells, continuous; target Gaussian of sigma
/// cells cut to the map) and known N × K: cross-entropy of the softmax plus mean |expectation − point|
/// (DSNT). cyclic: of the four rotations of the targets the one with the least loss, per sample.
torch::Tensor heatmapLoss(const torch::Tensor& logits, const torch::Tensor& points,
                          const torch::Tensor& known, double sigma, bool cyclic);

} // namespace fillscope
