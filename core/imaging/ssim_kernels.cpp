#include "core/imaging/ssim_kernels.h"
#include "core/base/each_processor.h"
#include <algorithm>

// With AVX2 these loops are about twice as fast. No fused multiply-add in either variant, so both give the
// same bits.
#define FILLSCOPE_KERNEL FILLSCOPE_FOR_EACH_PROCESSOR("avx2")

namespace fillscope::kernels {
namespace {

template <class T, class Sum>
[[gnu::always_inline]] inline void add(const T* __restrict a, const T* __restrict b, int width,
                                       Sum* __restrict sumA, Sum* __restrict sumB, Sum* __restrict squares,
                                       Sum* __restrict product) {
  for (int x = 0; x < width; ++x) {
    const Sum p = a[x], q = b[x];
    sumA[x] += p;
    sumB[x] += q;
    squares[x] += p * p + q * q;
    product[x] += p * q;
  }
}

template <class T, class Sum>
[[gnu::always_inline]] inline void exchange(const T* __restrict newA, const T* __restrict newB,
                                            const T* __restrict oldA, const T* __restrict oldB, int width,
                                            Sum* __restrict sumA, Sum* __restrict sumB,
                                            Sum* __restrict squares, Sum* __restrict product) {
  for (int x = 0; x < width; ++x) {
    const Sum p = newA[x], q = newB[x], r = oldA[x], s = oldB[x];
    sumA[x] += p - r;
    sumB[x] += q - s;
    squares[x] += (p * p + q * q) - (r * r + s * s);
    product[x] += p * q - r * s;
  }
}

template <class Sum>
[[gnu::always_inline]] inline void window(const Sum* in, Sum* scratch, Sum* __restrict out, int width,
                                          int size) {
  if (size == 7) {
    for (int x = 0; x < width; ++x)
      out[x] = ((in[x] + in[x + 1]) + (in[x + 2] + in[x + 3])) + ((in[x + 4] + in[x + 5]) + in[x + 6]);
    return;
  }
  // Sums of 1, 2, 4, … neighbours, put together by the bits of size: no chain of additions along the row.
  std::fill_n(out, width, Sum{});
  int length = width + size - 1, offset = 0;
  std::copy_n(in, length, scratch);
  for (int step = 1;; step *= 2) {
    if (size & step) {
      for (int x = 0; x < width; ++x)
        out[x] += scratch[x + offset];
      offset += step;
    }
    if (offset == size) return;
    length -= step;
    for (int x = 0; x < length; ++x)
      scratch[x] += scratch[x + step];
  }
}

template <class Sum>
[[gnu::always_inline]] inline void
similar(const Sum* __restrict a, const Sum* __restrict b, const Sum* __restrict squares,
        const Sum* __restrict product, const SsimConstants& constants, int width, double* __restrict out) {
  const double n = constants.n, c1 = constants.c1, c2 = constants.c2, shift = n * constants.centre;
  for (int x = 0; x < width; ++x) {
    const double p = a[x], q = b[x];
    const double variances = std::max(n * squares[x] - (p * p + q * q), 0.0);
    const double covariance = n * product[x] - p * q;
    const double u = p + shift, v = q + shift;
    const double s = (2 * u * v + c1) * (2 * covariance + c2) / ((u * u + v * v + c1) * (variances + c2));
    out[x] = std::clamp(s, -1.0, 1.0);
  }
}

} // namespace

FILLSCOPE_KERNEL
void addRow(const std::uint8_t* a, const std::uint8_t* b, int width, int padding, IntegerPlanes& sums) {
  add(a, b, width, sums.a.data() + padding, sums.b.data() + padding, sums.squares.data() + padding,
      sums.product.data() + padding);
}

FILLSCOPE_KERNEL
void addRow(const double* a, const double* b, int width, int padding, DoublePlanes& sums) {
  add(a, b, width, sums.a.data() + padding, sums.b.data() + padding, sums.squares.data() + padding,
      sums.product.data() + padding);
}

FILLSCOPE_KERNEL
void exchangeRow(const std::uint8_t* newA, const std::uint8_t* newB, const std::uint8_t* oldA,
                 const std::uint8_t* oldB, int width, int padding, IntegerPlanes& sums) {
  exchange(newA, newB, oldA, oldB, width, sums.a.data() + padding, sums.b.data() + padding,
           sums.squares.data() + padding, sums.product.data() + padding);
}

FILLSCOPE_KERNEL
void exchangeRow(const double* newA, const double* newB, const double* oldA, const double* oldB, int width,
                 int padding, DoublePlanes& sums) {
  exchange(newA, newB, oldA, oldB, width, sums.a.data() + padding, sums.b.data() + padding,
           sums.squares.data() + padding, sums.product.data() + padding);
}

FILLSCOPE_KERNEL
void windowSum(const std::int32_t* in, std::int32_t* scratch, std::int32_t* out, int width, int size) {
  window(in, scratch, out, width, size);
}

FILLSCOPE_KERNEL
void windowSum(const double* in, double* scratch, double* out, int width, int size) {
  window(in, scratch, out, width, size);
}

FILLSCOPE_KERNEL
void weightedSum(const double* const* taps, const double* weights, int radius, double* out, int width) {
  double* __restrict sums = out;
  const double* __restrict middle = taps[radius];
  for (int x = 0; x < width; ++x)
    sums[x] = weights[0] * middle[x];
  for (int k = 1; k <= radius; ++k) {
    const double* __restrict before = taps[radius - k];
    const double* __restrict after = taps[radius + k];
    const double weight = weights[k];
    for (int x = 0; x < width; ++x)
      sums[x] += weight * (before[x] + after[x]);
  }
}

FILLSCOPE_KERNEL
void similarity(const IntegerPlanes& sums, const SsimConstants& constants, int width, double* out) {
  similar(sums.a.data(), sums.b.data(), sums.squares.data(), sums.product.data(), constants, width, out);
}

FILLSCOPE_KERNEL
void similarity(const DoublePlanes& sums, const SsimConstants& constants, int width, double* out) {
  similar(sums.a.data(), sums.b.data(), sums.squares.data(), sums.product.data(), constants, width, out);
}

} // namespace fillscope::kernels
