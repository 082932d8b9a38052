#include "core/imaging/depth_alignment.h"
#include "core/imaging/order_statistics.h"

namespace fillscope {
namespace {

struct Line {
  double scale = 0, shift = 0;
  bool determined = false;
};

/// Least squares of y ≈ scale·x + shift, about the means so that nothing cancels.
template <class X, class Y>
Line fitLine(const Mask& valid, const X& x, const Y& y) {
  double meanX = 0, meanY = 0, count = 0;
  const std::size_t n = valid.pixelCount();
  for (std::size_t i = 0; i < n; ++i)
    if (valid.data()[i]) meanX += x(i), meanY += y(i), ++count;
  meanX /= count;
  meanY /= count;
  double xx = 0, xy = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (!valid.data()[i]) continue;
    const double dx = x(i) - meanX;
    xx += dx * dx;
    xy += dx * (y(i) - meanY);
  }
  // Floats carry 24 bits: a spread below that of their rounding says nothing.
  if (!(xx > 1e-13 * count * meanX * meanX)) return {};
  const double scale = xy / xx;
  return {scale, meanY - scale * meanX, true};
}

} // namespace

Result<AlignedDepth> fitAlignment(const Raster<float>& estimate, DepthKind kind,
                                  const Raster<float>& reference, const Mask& valid,
                                  DepthAlignment alignment) {
  AlignedDepth aligned{alignment, kind == DepthKind::inverse};
  const float *p = estimate.data(), *d = reference.data();
  const auto depth = [&](std::size_t i) { return aligned.inverse ? 1.0 / p[i] : p[i]; };
  const auto inverseDepth = [&](std::size_t i) { return aligned.inverse ? p[i] : 1.0 / p[i]; };

  Line line;
  switch (alignment) {
  case DepthAlignment::none:
    return aligned;
  case DepthAlignment::median: {
    std::vector<float> ours, theirs;
    for (std::size_t i = 0; i < valid.pixelCount(); ++i)
      if (valid.data()[i]) ours.push_back(static_cast<float>(depth(i))), theirs.push_back(d[i]);
    aligned.scale = median(theirs) / median(ours);
    return aligned;
  }
  case DepthAlignment::scaleShift:
    line = fitLine(valid, depth, [&](std::size_t i) { return double(d[i]); });
    break;
  case DepthAlignment::scaleShiftInverse:
    line = fitLine(valid, inverseDepth, [&](std::size_t i) { return 1.0 / d[i]; });
    break;
  }
  if (!line.determined)
    return Error{ErrorCode::badInput,
                 "the estimate has nearly the same value everywhere, so no scale and shift fit it",
                 {},
                 "align by the median instead"};
  aligned.scale = line.scale;
  aligned.shift = line.shift;
  return aligned;
}

} // namespace fillscope
