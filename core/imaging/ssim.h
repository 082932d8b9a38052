#pragma once
// Structural similarity (Wang et al. 2004), exact: agrees with scikit-image to 1e-9 on the mean.
#include "core/imaging/raster.h"
#include "core/base/result.h"

namespace fillscope {

enum class SsimWindow { uniform, gaussian };

struct SsimOptions {
  SsimWindow window = SsimWindow::uniform;
  int size = 7;                 ///< side of the uniform window, odd; a Gaussian uses sigma and 2·int(3.5 sigma + 0.5) + 1 taps
  double sigma = 1.5;
  bool sampleCovariance = true; ///< N/(N−1), scikit-image's default for the uniform window
  double k1 = 0.01, k2 = 0.03;
  double range = 0;             ///< R of the data, same unit as the data; must be given for float
  Result<void> check() const;
};

struct SsimResult {
  double mean = 0;            ///< over windows that lie inside the picture and, with a mask, hold no masked-out pixel…
  Raster<float> map;          ///< full size, borders by reflection (d c b a | a b c d); 1 where masked out
  std::size_t windows = 0;    ///< how many windows the mean is over
};

/// mask: 1 where both pictures count; null for all. Masked-out pixels are replaced by the reference in both (S = 1)
/// and their windows' centres are left out of the mean. 8- and 16-bit sums are exact integers, float sums are double.
/// Errors: badInput (sizes differ, more than one channel, range missing, picture smaller than the window).
Result<SsimResult> ssim(const Raster<std::uint8_t>& a, const Raster<std::uint8_t>& b, SsimOptions options = {}, const Mask* mask = nullptr);
Result<SsimResult> ssim(const Raster<std::uint16_t>& a, const Raster<std::uint16_t>& b, SsimOptions options = {}, const Mask* mask = nullptr);
Result<SsimResult> ssim(const Raster<float>& a, const Raster<float>& b, SsimOptions options, const Mask* mask = nullptr);

} // namespace fillscope
