#pragma once
// Structural similarity (Wang et al. 2004), exact: agrees with scikit-image to 1e-9 on the mean.
#include "core/base/result.h"
#include "core/imaging/raster.h"

namespace fillscope {

enum class SsimWindow { uniform, gaussian };

struct SsimOptions {
  SsimWindow window = SsimWindow::uniform;
  int size = 7;       ///< side of the uniform window, odd, 3 to 127
  double sigma = 1.5; ///< pixels, of the Gaussian, which has 2·int(3.5 sigma + 0.5) + 1 taps (at most 127)
  bool sampleCovariance =
      true; ///< N/(N−1), scikit-image's default; Wang's paper and its Gaussian window use N
  double k1 = 0.01, k2 = 0.03;
  double range = 0; ///< R, same unit as the data; 0: what the type can hold (255, 65535); float must say it
  int threads = 0;  ///< 0: one for each processor; the result does not depend on it
  /// Error: badInput with the name of the field that is out of range.
  Result<void> check() const;
  /// Pixels from a window's centre to its edge.
  int radius() const;
};

/// S = (2 ux uy + C1)(2 vxy + C2) / ((ux² + uy² + C1)(vx + vy + C2)), C1 = (k1 R)², C2 = (k2 R)².
struct SsimResult {
  double mean = 0; ///< of S over the valid windows; NaN where none is
  Raster<float>
      map; ///< S in [−1, 1], full size, borders by reflection (d c b a | a b c d); 1 where masked out
  std::size_t windows = 0; ///< how many windows are valid
};

/// How alike a picture (a) and its reference (b) are. mask: 1 where both count; null for all. Values of a
/// float picture that are not finite count as masked out, too.
///
/// Masked-out pixels take the reference's value in both pictures (0 where that is not finite), so that they
/// add no difference to the windows around them. A window is valid when it lies inside the picture and its
/// centre is not masked out; the mean is over valid windows alone. So a mask with holes never changes the S
/// of a window that holds none of them.
///
/// Sums over 8- and 16-bit pixels are exact; those over float are double, taken about a local centre. Rows of
/// float that hold values tens of ranges away (a renderer's background) take each window by itself, many
/// times slower, so that such a value changes no window that does not hold it. Pure; any thread. Errors:
/// badInput (sizes differ, more than one channel, range missing, picture smaller than the window), tryAgain
/// (out of memory).
Result<SsimResult> ssim(const Raster<std::uint8_t>& a, const Raster<std::uint8_t>& b,
                        SsimOptions options = {}, const Mask* mask = nullptr);
Result<SsimResult> ssim(const Raster<std::uint16_t>& a, const Raster<std::uint16_t>& b,
                        SsimOptions options = {}, const Mask* mask = nullptr);
Result<SsimResult> ssim(const Raster<float>& a, const Raster<float>& b, SsimOptions options,
                        const Mask* mask = nullptr);

} // namespace fillscope
