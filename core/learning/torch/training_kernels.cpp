#include "core/learning/torch/training_kernels.h"
#include "core/base/each_processor.h"
#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

#define FILLSCOPE_KERNEL FILLSCOPE_FOR_EACH_PROCESSOR("avx512f", "avx2")

namespace fillscope::kernels {
namespace {

// As many channels as the compiler turns into straight vector code; what is left over goes one by one.
constexpr int together = 32;
// Floats hold the sums of so few rows to seven digits.
constexpr long rowsOfFloats = 64;

[[gnu::always_inline]] inline float wide(float x) { return x; }
[[gnu::always_inline]] inline float wide(BFloat x) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(x.bits) << 16);
}

[[gnu::always_inline]] inline void narrow(float x, float& y) { y = x; }
[[gnu::always_inline]] inline void narrow(float x, BFloat& y) {
  const auto bits = std::bit_cast<std::uint32_t>(x);
  const std::uint32_t rounded = (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;
  const bool number = (bits & 0x7fffffff) <= 0x7f800000;
  y.bits = static_cast<std::uint16_t>(number ? rounded : 0x7fc0);
}

[[gnu::always_inline]] inline float rectified(float x, float slope) {
  // std::max would turn NaN into 0, and a training that has broken down would go on unseen.
  return x <= 0 ? slope * x : x;
}

/// The gradient before the rectifier.
template <class T>
[[gnu::always_inline]] inline float before(T g, T y, float slope) {
  return wide(y) > 0 ? wide(g) : slope * wide(g);
}

/// The channels of one row, in straight pieces.
template <class Piece>
[[gnu::always_inline]] inline void eachPiece(int channels, Piece&& piece) {
  int c = 0;
  for (; c + together <= channels; c += together)
    piece(c, together);
  if (c < channels) piece(c, channels - c);
}

/// Adds two sums over the rows, of each channel: Σ a and Σ a · b, where term(place, channel, a, b).
template <class Term>
[[gnu::always_inline]] inline void sumsOver(long rows, int channels, double* sums, double* products,
                                            Term&& term) {
  for (long first = 0; first < rows; first += rowsOfFloats) {
    const long end = std::min(rows, first + rowsOfFloats);
    eachPiece(
        channels, [&](int c, int count) __attribute__((always_inline)) {
          float sum[together] = {}, product[together] = {};
          for (long row = first; row < end; ++row)
            for (int k = 0; k < count; ++k) {
              float a = 0, b = 0;
              term(row * channels + c + k, c + k, a, b);
              sum[k] += a;
              product[k] += a * b;
            }
          for (int k = 0; k < count; ++k) {
            sums[c + k] += sum[k];
            products[c + k] += product[k];
          }
        });
  }
}

template <class T>
[[gnu::always_inline]] inline void shiftedSums(const T* x, long rows, int channels, const float* shift,
                                               double* sums, double* squares) {
  sumsOver(
      rows, channels, sums, squares, [=](long at, int c, float& a, float& b) __attribute__((always_inline)) {
        a = b = wide(x[at]) - shift[c];
      });
}

template <class T>
[[gnu::always_inline]] inline void sumsOfGradient(const T* g, const T* y, const T* x, long rows, int channels,
                                                  const float* mean, float slope, double* sums,
                                                  double* products) {
  sumsOver(
      rows, channels, sums, products, [=](long at, int c, float& a, float& b) __attribute__((always_inline)) {
        a = before(g[at], y[at], slope);
        b = wide(x[at]) - mean[c];
      });
}

template <class T>
[[gnu::always_inline]] inline void scaled(const T* x, const T* plus, long rows, int channels,
                                          const float* factor, const float* offset, float slope, T* y) {
  for (long row = 0; row < rows; ++row) {
    const T* from = x + row * channels;
    const T* more = plus ? plus + row * channels : nullptr;
    T* to = y + row * channels;
    eachPiece(
        channels, [&](int c, int count) __attribute__((always_inline)) {
          if (more) {
            FILLSCOPE_INDEPENDENT
            for (int k = c; k < c + count; ++k)
              narrow(rectified(factor[k] * wide(from[k]) + offset[k] + wide(more[k]), slope), to[k]);
          } else {
            FILLSCOPE_INDEPENDENT
            for (int k = c; k < c + count; ++k)
              narrow(rectified(factor[k] * wide(from[k]) + offset[k], slope), to[k]);
          }
        });
  }
}

template <class T>
[[gnu::always_inline]] inline void gradientOf(const T* g, const T* y, const T* x, long rows, int channels,
                                              const GradientTerms& terms, float slope, T* gx, T* gPlus) {
  const float *a = terms.a, *b = terms.b, *c0 = terms.c;
  for (long row = 0; row < rows; ++row) {
    const long at = row * channels;
    eachPiece(
        channels, [&](int c, int count) __attribute__((always_inline)) {
          if (gPlus) {
            FILLSCOPE_INDEPENDENT
            for (int k = c; k < c + count; ++k) {
              const float value = before(g[at + k], y[at + k], slope);
              narrow(a[k] * value + b[k] * wide(x[at + k]) + c0[k], gx[at + k]);
              narrow(value, gPlus[at + k]);
            }
          } else {
            FILLSCOPE_INDEPENDENT
            for (int k = c; k < c + count; ++k)
              narrow(a[k] * before(g[at + k], y[at + k], slope) + b[k] * wide(x[at + k]) + c0[k], gx[at + k]);
          }
        });
  }
}

template <class T>
[[gnu::always_inline]] inline void sumOf(const T* a, const T* b, long count, float slope, T* y) {
  FILLSCOPE_INDEPENDENT
  for (long k = 0; k < count; ++k)
    narrow(rectified(wide(a[k]) + wide(b[k]), slope), y[k]);
}

template <class T>
[[gnu::always_inline]] inline void beforeRectifier(const T* g, const T* y, long count, float slope, T* gx) {
  FILLSCOPE_INDEPENDENT
  for (long k = 0; k < count; ++k)
    narrow(before(g[k], y[k], slope), gx[k]);
}

float slopeOf(Rectifier rectifier) { return static_cast<float>(rectifier.slope); }

} // namespace

FILLSCOPE_KERNEL
void channelSums(const float* x, long rows, int channels, const float* shift, double* sums, double* squares) {
  shiftedSums(x, rows, channels, shift, sums, squares);
}
FILLSCOPE_KERNEL
void channelSums(const BFloat* x, long rows, int channels, const float* shift, double* sums,
                 double* squares) {
  shiftedSums(x, rows, channels, shift, sums, squares);
}

FILLSCOPE_KERNEL
void scaleAndRectify(const float* x, const float* plus, long rows, int channels, const float* factor,
                     const float* offset, Rectifier rectifier, float* y) {
  scaled(x, plus, rows, channels, factor, offset, slopeOf(rectifier), y);
}
FILLSCOPE_KERNEL
void scaleAndRectify(const BFloat* x, const BFloat* plus, long rows, int channels, const float* factor,
                     const float* offset, Rectifier rectifier, BFloat* y) {
  scaled(x, plus, rows, channels, factor, offset, slopeOf(rectifier), y);
}

FILLSCOPE_KERNEL
void gradientSums(const float* g, const float* y, const float* x, long rows, int channels, const float* mean,
                  Rectifier rectifier, double* sums, double* products) {
  sumsOfGradient(g, y, x, rows, channels, mean, slopeOf(rectifier), sums, products);
}
FILLSCOPE_KERNEL
void gradientSums(const BFloat* g, const BFloat* y, const BFloat* x, long rows, int channels,
                  const float* mean, Rectifier rectifier, double* sums, double* products) {
  sumsOfGradient(g, y, x, rows, channels, mean, slopeOf(rectifier), sums, products);
}

FILLSCOPE_KERNEL
void inputGradient(const float* g, const float* y, const float* x, long rows, int channels,
                   const GradientTerms& terms, Rectifier rectifier, float* gx, float* gPlus) {
  gradientOf(g, y, x, rows, channels, terms, slopeOf(rectifier), gx, gPlus);
}
FILLSCOPE_KERNEL
void inputGradient(const BFloat* g, const BFloat* y, const BFloat* x, long rows, int channels,
                   const GradientTerms& terms, Rectifier rectifier, BFloat* gx, BFloat* gPlus) {
  gradientOf(g, y, x, rows, channels, terms, slopeOf(rectifier), gx, gPlus);
}

FILLSCOPE_KERNEL
void addAndRectify(const float* a, const float* b, long count, Rectifier rectifier, float* y) {
  sumOf(a, b, count, slopeOf(rectifier), y);
}
FILLSCOPE_KERNEL
void addAndRectify(const BFloat* a, const BFloat* b, long count, Rectifier rectifier, BFloat* y) {
  sumOf(a, b, count, slopeOf(rectifier), y);
}
FILLSCOPE_KERNEL
void rectifiedGradient(const float* g, const float* y, long count, Rectifier rectifier, float* gx) {
  beforeRectifier(g, y, count, slopeOf(rectifier), gx);
}
FILLSCOPE_KERNEL
void rectifiedGradient(const BFloat* g, const BFloat* y, long count, Rectifier rectifier, BFloat* gx) {
  beforeRectifier(g, y, count, slopeOf(rectifier), gx);
}

FILLSCOPE_KERNEL
void adamStep(const AdamStep& step, long count, const float* __restrict gradient, float* __restrict weight,
              float* __restrict first, float* __restrict second, float* __restrict average) {
  const float rate = step.rate / step.correction1, deviations = 1 / std::sqrt(step.correction2);
  const float takes = 1 - step.averageKeeps;
  FILLSCOPE_INDEPENDENT
  for (long k = 0; k < count; ++k) {
    const float g = step.gradientFactor * gradient[k];
    const float m = step.beta1 * first[k] + (1 - step.beta1) * g;
    const float v = step.beta2 * second[k] + (1 - step.beta2) * g * g;
    const float w =
        weight[k] - step.decay * weight[k] - rate * m / (std::sqrt(v) * deviations + step.epsilon);
    first[k] = m;
    second[k] = v;
    weight[k] = w;
    average[k] += takes * (w - average[k]);
  }
}

} // namespace fillscope::kernels
