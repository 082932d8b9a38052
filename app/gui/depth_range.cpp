#include "app/gui/depth_range.h"
#include "widgets/colour_bar.h"
#include <cmath>

namespace fillscope {

ColourScale DepthRange::scaleFor(const Map& map) const {
  if (!map) return locked_.value_or(ColourScale{ColourMap::turbo, 0, 1, false, "m"});
  if (isLockedFor(*map)) return *locked_;
  if (lastMap_.lock() == map) return lastScale_;
  const auto [low, high] = percentileRange(map->values, true);
  ColourScale scale{ColourMap::turbo, 0, 1, false, map->unit};
  if (std::isfinite(low) && std::isfinite(high)) {
    scale.low = low;
    scale.high = high > low ? high : low + 1e-3 * std::max(1.0, std::abs(low));
  }
  lastMap_ = map;
  lastScale_ = scale;
  return scale;
}

void DepthRange::lock(double low, double high, const std::string& unit) {
  const ColourScale next{ColourMap::turbo, low, high, false, unit};
  if (locked_ == next) return;
  locked_ = next;
  Q_EMIT changed();
}

void DepthRange::unlock() {
  if (!locked_) return;
  locked_.reset();
  Q_EMIT changed();
}

void DepthRange::connectBar(ColourBar& bar, std::function<Map()> shown) {
  connect(&bar, &ColourBar::rangeEdited, this, [this, shown](double low, double high) {
    if (const Map map = shown()) lock(low, high, map->unit);
  });
  connect(&bar, &ColourBar::lockToggled, this, [this, shown](bool locked) {
    const Map map = shown();
    if (!map) return;
    if (!locked) return unlock();
    const ColourScale scale = scaleFor(map);
    lock(scale.low, scale.high, scale.unit);
  });
}

void DepthRange::showOn(ColourBar& bar, const Map& map) const {
  bar.setScale(scaleFor(map));
  bar.setLocked(map && isLockedFor(*map));
}

} // namespace fillscope
