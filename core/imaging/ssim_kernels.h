#pragma once
// The row loops of SSIM, apart from the rest so that the compiler may build them for more than one processor.
// Internal to core/imaging.
#include <cstddef>
#include <cstdint>
#include <vector>

namespace fillscope::kernels {

/// Four sums a column, over the rows of a window: a, b, a² + b², a·b. `padding` extra columns on both sides
/// hold the reflected border.
template <class Sum>
struct Planes {
  std::vector<Sum> a, b, squares, product;
  explicit Planes(int columns)
      : a(columns)
      , b(columns)
      , squares(columns)
      , product(columns) {}
};
/// Exact in 32 bits: 127² windows of 2·255² stay below 2³¹.
using IntegerPlanes = Planes<std::int32_t>;
/// Exact as long as the sums are whole numbers below 2⁵³, as those of 16-bit pixels are.
using DoublePlanes = Planes<double>;

/// What turns sums into S. With n the number of samples a sum is over (1 for weights that sum to 1):
/// c1 = C1·n², c2 = C2·n²/covarianceFactor. centre was subtracted from every sample beforehand.
struct SsimConstants {
  double n = 1, c1 = 0, c2 = 0, centre = 0;
};

/// Column sums: one row more; or one row in, one out. Columns [padding, padding + width).
void addRow(const std::uint8_t* a, const std::uint8_t* b, int width, int padding, IntegerPlanes& sums);
void addRow(const double* a, const double* b, int width, int padding, DoublePlanes& sums);
void exchangeRow(const std::uint8_t* newA, const std::uint8_t* newB, const std::uint8_t* oldA,
                 const std::uint8_t* oldB, int width, int padding, IntegerPlanes& sums);
void exchangeRow(const double* newA, const double* newB, const double* oldA, const double* oldB, int width,
                 int padding, DoublePlanes& sums);

/// out[x] = in[x] + … + in[x + size − 1] for x in [0, width); in and scratch have width + size − 1 values.
void windowSum(const std::int32_t* in, std::int32_t* scratch, std::int32_t* out, int width, int size);
void windowSum(const double* in, double* scratch, double* out, int width, int size);

/// out[x] = Σ weights[|k|]·taps[radius + k][x] over k in [−radius, radius]: taps are 2·radius + 1 rows for a
/// vertical pass, one row at 2·radius + 1 starts for a horizontal one.
void weightedSum(const double* const* taps, const double* weights, int radius, double* out, int width);

/// S of one row, clamped to [−1, 1].
void similarity(const IntegerPlanes& sums, const SsimConstants& constants, int width, double* out);
void similarity(const DoublePlanes& sums, const SsimConstants& constants, int width, double* out);

} // namespace fillscope::kernels
