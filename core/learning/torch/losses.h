#pragma once
// Losses of depth and corners, all differentiable. Shapes N × 1 × H × W unless said otherwise; weight 0
// leaves a pixel out: it has no gradient, and its values may be anything, NaN included. Numbers of half
// precision are taken as floats (outside of autocast: it would take their products as halves). Where nothing
// is left in, a loss is 0 with a gradient of 0.
#include <torch/types.h>

namespace fillscope {

/// 1 − mean SSIM over 7×7 uniform windows that lie in valid pixels (weight > 0), range R; in [0, 2]. Sample
/// covariance (N − 1), K1 = 0.01, K2 = 0.03, as ssim() in core/imaging/ssim.h by default.
torch::Tensor ssimLoss(const torch::Tensor& predicted, const torch::Tensor& truth,
                       const torch::Tensor& weight, double range);
/// Weighted mean of |p − d|.
torch::Tensor l1Loss(const torch::Tensor& predicted, const torch::Tensor& truth, const torch::Tensor& weight);
/// Edge-aware (Godard et al. 2019): |∂d*| · exp(−|∂I|), d* = d / mean(d) of the picture's valid pixels, |∂I|
/// the mean over the planes of picture N × 3 × H × W; differences between two valid pixels count.
torch::Tensor smoothnessLoss(const torch::Tensor& predicted, const torch::Tensor& picture,
                             const torch::Tensor& weight);
/// Eigen et al. 2014: mean(e²) − λ·mean(e)², e = ln p − ln d, per picture, then their mean. p, d > 0 where
/// valid; below 1e-6 taken as that.
torch::Tensor siLogLoss(const torch::Tensor& predicted, const torch::Tensor& truth,
                        const torch::Tensor& weight, double lambda = 0.5);
/// Mean |∇(p − d)| over four scales, each every second row and column of the one before; differences between
/// two valid pixels count.
torch::Tensor gradientLoss(const torch::Tensor& predicted, const torch::Tensor& truth,
                           const torch::Tensor& weight);

/// Weighted mean of the negative log-likelihood of a Laplace distribution about predicted whose mean absolute
/// error is exp(logError). Constant terms left out.
torch::Tensor laplaceLoss(const torch::Tensor& predicted, const torch::Tensor& logError,
                          const torch::Tensor& truth, const torch::Tensor& weight);

/// Weighted mean of the binary cross-entropy of a logit against a chance or 0 / 1.
torch::Tensor contentLoss(const torch::Tensor& logits, const torch::Tensor& truth,
                          const torch::Tensor& weight);
/// Mean negative log-likelihood of a Laplace distribution about fill whose standard deviation is
/// exp(logError); all three N. Constant terms left out. evenness 0..1: each picture's part is weighted by its
/// standard deviation to that power, taken as constant (β-NLL: Seitzer et al. 2022), so that hard pictures
/// count as much as easy ones do; where it is least stays where it was.
torch::Tensor fillLoss(const torch::Tensor& fill, const torch::Tensor& logError, const torch::Tensor& truth,
                       double evenness = 0);
/// Weighted mean of |difference| of the logarithms of depth ratios; all three N. weight: 0 where the input
/// says the depth.
torch::Tensor ratioLoss(const torch::Tensor& logRatio, const torch::Tensor& truth,
                        const torch::Tensor& weight);

/// Heat maps N × K × h × w (logits) against points N × K × 2 (x, y in cells, continuous: cell i's centre is i
/// + 0.5; target a Gaussian of sigma cells cut to the map and normalised there) and known N × K (0 leaves a
/// point out): cross-entropy of the softmax plus mean |expectation − point| (DSNT; a point outside is drawn
/// to the map's edge). cyclic, K = 4: of the four rotations of the targets the one with the least loss, per
/// sample.
torch::Tensor heatmapLoss(const torch::Tensor& logits, const torch::Tensor& points,
                          const torch::Tensor& known, double sigma, bool cyclic);
/// The same with the rotation chosen, N longs: keypoint k of the network is point (k + rotation) % K.
struct CyclicLoss {
  torch::Tensor loss, rotation;
};
CyclicLoss heatmapLossWithRotation(const torch::Tensor& logits, const torch::Tensor& points,
                                   const torch::Tensor& known, double sigma, bool cyclic);
/// Mean Euclidean distance of predicted N × 2K to points N × K × 2, in their unit; known and cyclic as above.
CyclicLoss pointsLoss(const torch::Tensor& predicted, const torch::Tensor& points, const torch::Tensor& known,
                      bool cyclic);
/// Mean cross-entropy of logits N × C against labels N (longs, 0 … C − 1). balanced: the mean over the
/// classes that occur, of each class's mean, so that rare ones count as much.
torch::Tensor classLoss(const torch::Tensor& logits, const torch::Tensor& labels, bool balanced);
/// Cross-entropy of logits N × 3K (3k + class) against classes N × K (longs, 0..2 as KeypointVisibility; −1
/// is left out).
torch::Tensor visibilityLoss(const torch::Tensor& logits, const torch::Tensor& classes);
/// Points or classes N × K … moved so that they stand as the network's keypoints do.
torch::Tensor rotated(const torch::Tensor& perPoint, const torch::Tensor& rotation);

} // namespace fillscope
