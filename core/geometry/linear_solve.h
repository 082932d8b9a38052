#pragma once
// Small dense linear systems, solved in place; private to this folder.
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

namespace fillscope {

/// Solves a·x = b for the leading n rows and columns by Gaussian elimination with row pivoting; x is left in
/// b. False where the matrix is singular to working precision.
template <std::size_t N>
bool solveLinear(std::array<std::array<double, N>, N>& a, std::array<double, N>& b, std::size_t n = N) {
  for (std::size_t col = 0; col < n; ++col) {
    std::size_t pivot = col;
    for (std::size_t row = col + 1; row < n; ++row)
      if (std::abs(a[row][col]) > std::abs(a[pivot][col])) pivot = row;
    if (!(std::abs(a[pivot][col]) > 1e-14)) return false;
    std::swap(a[pivot], a[col]);
    std::swap(b[pivot], b[col]);
    for (std::size_t row = col + 1; row < n; ++row) {
      const double factor = a[row][col] / a[col][col];
      for (std::size_t k = col; k < n; ++k)
        a[row][k] -= factor * a[col][k];
      b[row] -= factor * b[col];
    }
  }
  for (std::size_t col = n; col-- > 0;) {
    for (std::size_t k = col + 1; k < n; ++k)
      b[col] -= a[col][k] * b[k];
    b[col] /= a[col][col];
  }
  return true;
}

} // namespace fillscope
