#include "app/gui/depth_range.h"
#include <cmath>

namespace fillscope {

void DepthRange::setLocked(bool locked) {
  if (locked == locked_) return;
  locked_ = locked;
  Q_EMIT changed();
}

void DepthRange::setRange(double low, double high) {
  scale_.low = low;
  scale_.high = high;
  locked_ = true;
  Q_EMIT changed();
}

void DepthRange::fitTo(const DepthMap& depth) {
  if (locked_) return;
  ColourScale next = scale_;
  const auto [low, high] = percentileRange(depth.values, true);
  if (!std::isfinite(low) || !std::isfinite(high)) return;
  next.low = low;
  next.high = high > low ? high : low + 1e-3;
  next.unit = depth.unit;
  if (next == scale_) return;
  scale_ = next;
  Q_EMIT changed();
}

} // namespace fillscope
