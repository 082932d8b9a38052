#include "core/imaging/ssim.h"
#include "core/imaging/row_bands.h"
#include "core/imaging/ssim_kernels.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <string>
#include <type_traits>

namespace fillscope {
namespace {

using namespace kernels;

Error badInput(std::string what, std::string hint = {}) {
  return {ErrorCode::badInput, std::move(what), {}, std::move(hint)};
}

/// Row or column i of n with the border reflected: d c b a | a b c d | d c b a.
int reflected(int i, int n) { return i < 0 ? -1 - i : i >= n ? 2 * n - 1 - i : i; }

template <class Sum>
void reflectBorders(std::vector<Sum>& padded, int width, int padding) {
  for (int i = 0; i < padding; ++i) {
    padded[padding - 1 - i] = padded[padding + i];
    padded[padding + width + i] = padded[padding + width - 1 - i];
  }
}

template <class Sum>
void reflectBorders(Planes<Sum>& planes, int width, int padding) {
  for (auto* plane : {&planes.a, &planes.b, &planes.squares, &planes.product})
    reflectBorders(*plane, width, padding);
}

/// exp(−k²/2σ²), normalised over all taps, for k = 0 … radius.
std::vector<double> gaussianWeights(double sigma, int radius) {
  std::vector<double> weights(radius + 1);
  double sum = 0;
  for (int k = 0; k <= radius; ++k) {
    weights[k] = std::exp(-0.5 * k * k / (sigma * sigma));
    sum += k == 0 ? weights[k] : 2 * weights[k];
  }
  for (double& weight : weights)
    weight /= sum;
  return weights;
}

/// One call of ssim(): what all bands read, and each band's own rows that it writes.
template <class T>
class Comparison {
 public:
  Comparison(const Raster<T>& a, const Raster<T>& b, const SsimOptions& options, const Mask* mask)
      : a_(a)
      , b_(b)
      , options_(options)
      , mask_(mask)
      , width_(a.width())
      , height_(a.height())
      , radius_(options.radius())
      , size_(2 * radius_ + 1)
      , map_(width_, height_)
      , rowSums_(height_)
      , rowWindows_(height_) {
    const double samples = static_cast<double>(size_) * size_;
    const double covarianceFactor = options.sampleCovariance ? samples / (samples - 1) : 1;
    constants_.n = options.window == SsimWindow::uniform ? samples : 1;
    constants_.c1 = std::pow(options.k1 * options.range * constants_.n, 2);
    constants_.c2 = std::pow(options.k2 * options.range * constants_.n, 2) / covarianceFactor;
    if (options.window == SsimWindow::gaussian) weights_ = gaussianWeights(options.sigma, radius_);
  }

  Result<SsimResult> run() {
    // Sums start anew in every band, which keeps rounding from piling up down a tall picture of floats.
    const int bandRows = std::max(exactSums ? 64 : 16, 4 * size_);
    const int bands = (height_ + bandRows - 1) / bandRows;
    forEachBand(bands, options_.threads, [&](int band) {
      const int first = band * bandRows, last = std::min(height_, first + bandRows);
      if constexpr (std::is_same_v<T, std::uint8_t>) {
        if (options_.window == SsimWindow::uniform) return uniformBytes(first, last);
      }
      doubleBand(first, last);
    });

    SsimResult result;
    double sum = 0;
    for (int y = 0; y < height_; ++y) {
      sum += rowSums_[y];
      result.windows += rowWindows_[y];
    }
    result.mean = sum / static_cast<double>(result.windows); // of none: not a number
    result.map = std::move(map_);
    return result;
  }

 private:
  static constexpr bool exactSums = std::is_integral_v<T>;
  /// A square of as many ranges spoils the sums behind it by less than 1e-9 of C2.
  static constexpr double mostRanges = 32;

  bool counts(int x, int y) const {
    if (mask_ && !mask_->at(x, y)) return false;
    if constexpr (exactSums)
      return true;
    else
      return std::isfinite(a_.at(x, y)) && std::isfinite(b_.at(x, y));
  }

  /// 8-bit rows are read in place unless a mask makes a copy of a necessary.
  void uniformBytes(int first, int last) {
    const int rows = last - first + 2 * radius_;
    std::vector<std::uint8_t> masked(mask_ ? static_cast<std::size_t>(rows) * width_ : 0);
    std::vector<const std::uint8_t*> rowsA(rows), rowsB(rows);
    for (int i = 0; i < rows; ++i) {
      const int y = reflected(first - radius_ + i, height_);
      const auto* a = reinterpret_cast<const std::uint8_t*>(a_.row(y));
      rowsB[i] = reinterpret_cast<const std::uint8_t*>(b_.row(y));
      rowsA[i] = a;
      if (!mask_) continue;
      std::uint8_t* copy = masked.data() + static_cast<std::size_t>(i) * width_;
      const std::uint8_t* keep = mask_->row(y);
      for (int x = 0; x < width_; ++x)
        copy[x] = keep[x] ? a[x] : rowsB[i][x];
      rowsA[i] = copy;
    }
    slide<std::uint8_t, std::int32_t>(rowsA, rowsB, first, last, constants_);
  }

  /// Rows as doubles about a centre, masked-out values replaced.
  void doubleBand(int first, int last) {
    SsimConstants constants = constants_;
    if constexpr (!exactSums) constants.centre = meanOfReference(first, last);
    DoubleRows rows = doubleRows(first, last, constants.centre);
    if (rows.far) {
      constants.centre = 0;
      rows = doubleRows(first, last, 0);
      byDefinition(rows, first, last, constants);
    } else if (options_.window == SsimWindow::uniform) {
      slide<double, double>(rows.a.rows, rows.b.rows, first, last, constants);
    } else {
      weigh(rows.a.rows, rows.b.rows, first, last, constants);
    }
  }

  struct DoublePicture {
    std::vector<double> values;
    std::vector<const double*> rows;
  };
  struct DoubleRows {
    DoublePicture a, b;
    /// Whether a square is so large that a sum which it passes through loses what the others add.
    bool far = false;
  };

  /// A band's rows and those that its windows reach into.
  DoubleRows doubleRows(int first, int last, double centre) const {
    const auto rows = static_cast<std::size_t>(last - first + 2 * radius_);
    const double near = exactSums ? std::numeric_limits<double>::infinity() : mostRanges * options_.range;
    DoubleRows out;
    for (auto* picture : {&out.a, &out.b}) {
      picture->values.resize(rows * width_);
      for (std::size_t i = 0; i < rows; ++i)
        picture->rows.push_back(picture->values.data() + i * width_);
    }
    for (std::size_t i = 0; i < rows; ++i) {
      const int y = reflected(first - radius_ + static_cast<int>(i), height_);
      double* outA = out.a.values.data() + i * width_;
      double* outB = out.b.values.data() + i * width_;
      const T *inA = a_.row(y), *inB = b_.row(y);
      bool far = false;
      for (int x = 0; x < width_; ++x) {
        const double reference = std::isfinite(static_cast<double>(inB[x])) ? inB[x] : 0.0;
        outB[x] = reference - centre;
        outA[x] = (counts(x, y) ? static_cast<double>(inA[x]) : reference) - centre;
        far |= std::abs(outA[x]) > near;
        far |= std::abs(outB[x]) > near;
      }
      out.far |= far;
    }
    return out;
  }

  double meanOfReference(int first, int last) const {
    double sum = 0;
    std::size_t count = 0;
    for (int y = first; y < last; ++y)
      for (int x = 0; x < width_; ++x)
        if (counts(x, y)) sum += b_.at(x, y), ++count;
    return count ? sum / static_cast<double>(count) : 0.0;
  }

  template <class Pixel, class Sum>
  void slide(const std::vector<const Pixel*>& rowsA, const std::vector<const Pixel*>& rowsB, int first,
             int last, const SsimConstants& constants) {
    const int padded = width_ + 2 * radius_;
    Planes<Sum> columns(padded), windows(width_);
    std::vector<Sum> scratch(padded);
    std::vector<double> s(width_);
    for (int i = 0; i < size_; ++i)
      addRow(rowsA[i], rowsB[i], width_, radius_, columns);
    for (int y = first; y < last; ++y) {
      const int i = y - first;
      if (i > 0)
        exchangeRow(rowsA[i + size_ - 1], rowsB[i + size_ - 1], rowsA[i - 1], rowsB[i - 1], width_, radius_,
                    columns);
      reflectBorders(columns, width_, radius_);
      windowSum(columns.a.data(), scratch.data(), windows.a.data(), width_, size_);
      windowSum(columns.b.data(), scratch.data(), windows.b.data(), width_, size_);
      windowSum(columns.squares.data(), scratch.data(), windows.squares.data(), width_, size_);
      windowSum(columns.product.data(), scratch.data(), windows.product.data(), width_, size_);
      similarity(windows, constants, width_, s.data());
      finishRow(y, s);
    }
  }

  void weigh(const std::vector<const double*>& rowsA, const std::vector<const double*>& rowsB, int first,
             int last, const SsimConstants& constants) {
    const auto rows = rowsA.size();
    std::vector<double> squares(rows * width_), product(rows * width_);
    std::vector<const double*> rowsSquares(rows), rowsProduct(rows);
    for (std::size_t i = 0; i < rows; ++i) {
      double *q = squares.data() + i * width_, *p = product.data() + i * width_;
      for (int x = 0; x < width_; ++x) {
        q[x] = rowsA[i][x] * rowsA[i][x] + rowsB[i][x] * rowsB[i][x];
        p[x] = rowsA[i][x] * rowsB[i][x];
      }
      rowsSquares[i] = q;
      rowsProduct[i] = p;
    }
    DoublePlanes windows(width_);
    std::vector<double> s(width_), column(width_ + 2 * radius_);
    std::vector<const double*> taps(size_);
    for (int k = 0; k < size_; ++k)
      taps[k] = column.data() + k;
    const auto weighPlane = [&](const std::vector<const double*>& plane, int i, std::vector<double>& out) {
      weightedSum(plane.data() + i, weights_.data(), radius_, column.data() + radius_, width_);
      reflectBorders(column, width_, radius_);
      weightedSum(taps.data(), weights_.data(), radius_, out.data(), width_);
    };
    for (int y = first; y < last; ++y) {
      weighPlane(rowsA, y - first, windows.a);
      weighPlane(rowsB, y - first, windows.b);
      weighPlane(rowsSquares, y - first, windows.squares);
      weighPlane(rowsProduct, y - first, windows.product);
      similarity(windows, constants, width_, s.data());
      finishRow(y, s);
    }
  }

  /// Each window by itself, its variances about its own means: slow, and exact for values of any size.
  void byDefinition(const DoubleRows& rows, int first, int last, const SsimConstants& constants) {
    const double c1 = constants.c1 / (constants.n * constants.n),
                 c2 = constants.c2 / (constants.n * constants.n);
    const auto weight = [&](int k) {
      return weights_.empty() ? 1.0 / size_ : weights_[static_cast<std::size_t>(std::abs(k))];
    };
    std::vector<double> s(width_);
    const auto forWindow = [&](int x, int y, auto&& use) {
      for (int v = -radius_; v <= radius_; ++v) {
        const auto row = static_cast<std::size_t>(y - first + radius_ + v);
        for (int u = -radius_; u <= radius_; ++u) {
          const int column = reflected(x + u, width_);
          use(weight(u) * weight(v), rows.a.rows[row][column], rows.b.rows[row][column]);
        }
      }
    };
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < width_; ++x) {
        double meanA = 0, meanB = 0, variances = 0, covariance = 0;
        forWindow(x, y, [&](double w, double p, double q) { meanA += w * p, meanB += w * q; });
        forWindow(x, y, [&](double w, double p, double q) {
          variances += w * ((p - meanA) * (p - meanA) + (q - meanB) * (q - meanB));
          covariance += w * (p - meanA) * (q - meanB);
        });
        const double alike = (2 * meanA * meanB + c1) / (meanA * meanA + meanB * meanB + c1);
        s[x] = std::clamp(alike * ((2 * covariance + c2) / (variances + c2)), -1.0, 1.0);
      }
      finishRow(y, s);
    }
  }

  void finishRow(int y, std::vector<double>& s) {
    const bool inside = y >= radius_ && y < height_ - radius_;
    std::size_t left = 0;
    if (mask_ || !exactSums) {
      for (int x = 0; x < width_; ++x) {
        if (counts(x, y)) continue;
        if (x >= radius_ && x < width_ - radius_) ++left;
        s[x] = 1;
      }
    }
    float* out = map_.row(y);
    for (int x = 0; x < width_; ++x)
      out[x] = static_cast<float>(s[x]);
    if (!inside) return;
    // Eight sums at a time: one would wait for each addition to end. The 1 of a masked-out centre is taken
    // off again exactly, as whole numbers are.
    double sums[8] = {};
    const int end = width_ - radius_;
    int x = radius_;
    for (; x + 8 <= end; x += 8)
      for (int k = 0; k < 8; ++k)
        sums[k] += 1 - s[x + k];
    for (; x < end; ++x)
      sums[0] += 1 - s[x];
    const double different =
        ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
    rowWindows_[y] = static_cast<std::size_t>(end - radius_) - left;
    rowSums_[y] = static_cast<double>(rowWindows_[y]) - different;
  }

  const Raster<T>&a_, &b_;
  const SsimOptions& options_;
  const Mask* mask_;
  int width_, height_, radius_, size_;
  SsimConstants constants_;
  std::vector<double> weights_;
  Raster<float> map_;
  std::vector<double> rowSums_;
  std::vector<std::size_t> rowWindows_;
};

template <class T>
Result<SsimResult> compare(const Raster<T>& a, const Raster<T>& b, SsimOptions options, const Mask* mask) {
  if (const auto fine = options.check(); !fine) return fine.error();
  const auto sizeText = [](int w, int h) { return std::to_string(w) + "×" + std::to_string(h); };
  if (!a.sameSize(b))
    return badInput("the pictures are " + sizeText(a.width(), a.height()) + " and " +
                        sizeText(b.width(), b.height()) + " pixels, expected equal sizes",
                    "resize one of them");
  if (a.channels() != 1 || b.channels() != 1)
    return badInput("the pictures have " + std::to_string(std::max(a.channels(), b.channels())) +
                        " channels, expected 1",
                    "compare channel by channel or in grey");
  if (mask && (!mask->sameSize(a) || mask->channels() != 1))
    return badInput("the mask is " + sizeText(mask->width(), mask->height()) + " pixels, expected " +
                    sizeText(a.width(), a.height()));
  const int side = 2 * options.radius() + 1;
  if (std::min(a.width(), a.height()) < side)
    return badInput("the pictures are smaller than the window of " + sizeText(side, side) + " pixels",
                    "compare larger pictures");
  if (options.range == 0) {
    if constexpr (std::is_integral_v<T>)
      options.range = std::numeric_limits<T>::max();
    else
      return badInput("the range of the values is missing",
                      "give the largest minus the smallest possible value");
  }
  try {
    return Comparison<T>(a, b, options, mask).run();
  } catch (const std::bad_alloc&) {
    return Error{
        ErrorCode::tryAgain, "not enough memory to compare these pictures", {}, "close other programs"};
  }
}

} // namespace

int SsimOptions::radius() const {
  return window == SsimWindow::uniform ? size / 2 : static_cast<int>(3.5 * sigma + 0.5);
}

Result<void> SsimOptions::check() const {
  if (window == SsimWindow::uniform && (size < 3 || size > 127 || size % 2 == 0))
    return badInput("size: the window's side is " + std::to_string(size) +
                    ", expected an odd number from 3 to 127");
  if (window == SsimWindow::gaussian && !(sigma > 0.2 && sigma < 18))
    return badInput("sigma: " + std::to_string(sigma) + " is out of range, expected 0.2 to 18 pixels");
  if (!(k1 > 0 && k2 > 0 && std::isfinite(k1) && std::isfinite(k2)))
    return badInput("k1, k2: expected positive numbers");
  if (!(range >= 0 && std::isfinite(range))) return badInput("range: expected a positive number");
  return {};
}

Result<SsimResult> ssim(const Raster<std::uint8_t>& a, const Raster<std::uint8_t>& b, SsimOptions options,
                        const Mask* mask) {
  return compare(a, b, options, mask);
}

Result<SsimResult> ssim(const Raster<std::uint16_t>& a, const Raster<std::uint16_t>& b, SsimOptions options,
                        const Mask* mask) {
  return compare(a, b, options, mask);
}

Result<SsimResult> ssim(const Raster<float>& a, const Raster<float>& b, SsimOptions options,
                        const Mask* mask) {
  return compare(a, b, options, mask);
}

} // namespace fillscope
