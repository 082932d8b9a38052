#pragma once
// What a step of training does besides convolutions, in as few passes over memory as there can be. Maps are
// rows × channels, channels side by side (channels-last); float or bfloat16, sums over rows in double.
#include "core/learning/torch/rectifier.h"
#include <cstdint>

namespace fillscope::kernels {

/// The upper half of a float; rounded to nearest, ties to even. NaN stays NaN.
struct BFloat {
  std::uint16_t bits;
};

/// Adds to sums and squares, of each channel: Σ (x − shift) and Σ (x − shift)². The nearer shift is to the
/// mean, the more digits the variance keeps.
void channelSums(const float* x, long rows, int channels, const float* shift, double* sums, double* squares);
void channelSums(const BFloat* x, long rows, int channels, const float* shift, double* sums, double* squares);

/// y = rectified(factor · x + offset + plus); plus: as x, or nullptr. y may be x.
void scaleAndRectify(const float* x, const float* plus, long rows, int channels, const float* factor,
                     const float* offset, Rectifier rectifier, float* y);
void scaleAndRectify(const BFloat* x, const BFloat* plus, long rows, int channels, const float* factor,
                     const float* offset, Rectifier rectifier, BFloat* y);

/// g: gradient of the loss by y. Adds to sums and products, of each channel: Σ g' and Σ g' · (x − mean), g'
/// being the gradient before the rectifier.
void gradientSums(const float* g, const float* y, const float* x, long rows, int channels, const float* mean,
                  Rectifier rectifier, double* sums, double* products);
void gradientSums(const BFloat* g, const BFloat* y, const BFloat* x, long rows, int channels,
                  const float* mean, Rectifier rectifier, double* sums, double* products);

/// gx = a · g' + b · x + c by channel; gPlus = g', where not nullptr.
struct GradientTerms {
  const float *a, *b, *c;
};
void inputGradient(const float* g, const float* y, const float* x, long rows, int channels,
                   const GradientTerms& terms, Rectifier rectifier, float* gx, float* gPlus);
void inputGradient(const BFloat* g, const BFloat* y, const BFloat* x, long rows, int channels,
                   const GradientTerms& terms, Rectifier rectifier, BFloat* gx, BFloat* gPlus);

/// y = rectified(a + b), and gx = g · (slope where y ≤ 0, else 1); `count` numbers.
void addAndRectify(const float* a, const float* b, long count, Rectifier rectifier, float* y);
void addAndRectify(const BFloat* a, const BFloat* b, long count, Rectifier rectifier, BFloat* y);
void rectifiedGradient(const float* g, const float* y, long count, Rectifier rectifier, float* gx);
void rectifiedGradient(const BFloat* g, const BFloat* y, long count, Rectifier rectifier, BFloat* gx);

/// One AdamW step of `count` weights (Loshchilov and Hutter 2019), and the moving average that follows them.
struct AdamStep {
  float rate, beta1, beta2, epsilon;
  float decay;                    ///< share of the weight that is taken away, the rate counted in
  float correction1, correction2; ///< 1 − beta^steps
  float gradientFactor;           ///< what the gradient is multiplied by first
  float averageKeeps;             ///< share of the average that stays
};
void adamStep(const AdamStep& step, long count, const float* gradient, float* weight, float* first,
              float* second, float* average);

} // namespace fillscope::kernels
