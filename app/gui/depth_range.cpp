#include "app/gui/depth_range.h"
#include "widgets/colour_bar.h"
#include <algorithm>
#include <cmath>
#include <tuple>

namespace fillscope {
namespace {

constexpr std::size_t enoughPixels = 100000; // for percentiles to look at

/// Every n-th column of every n-th row, where there are more than enough.
Raster<float> sampleOf(const Raster<float>& values) {
  const double excess = static_cast<double>(values.pixelCount()) / enoughPixels;
  // Odd, so that of a map with every second row measured both kinds are looked at.
  const int step = std::max(1, static_cast<int>(std::ceil(std::sqrt(excess)))) | 1;
  Raster<float> sample((values.width() + step - 1) / step, (values.height() + step - 1) / step);
  for (int y = 0; y < sample.height(); ++y)
    for (int x = 0; x < sample.width(); ++x)
      sample.at(x, y) = values.at(x * step, y * step);
  return sample;
}

} // namespace

ColourScale DepthRange::scaleFor(const Map& map) const {
  if (!map) return locked_.value_or(ColourScale{ColourMap::turbo, 0, 1, false, "m"});
  if (isLockedFor(*map)) return *locked_;
  if (lastMap_.lock() == map) return lastScale_;
  auto [low, high] = percentileRange(sampleOf(map->values), true);
  if (!(low > 0)) std::tie(low, high) = percentileRange(map->values, true); // few are measured
  ColourScale scale{ColourMap::turbo, 0, 1, growsTowardsCamera(*map), map->unit};
  if (std::isfinite(low) && std::isfinite(high)) {
    scale.low = low;
    scale.high = high > low ? high : low + 1e-3 * std::max(1.0, std::abs(low));
  }
  lastMap_ = map;
  lastScale_ = scale;
  return scale;
}

void DepthRange::lock(double low, double high, const std::string& unit, bool growsTowardsCamera) {
  const ColourScale next{ColourMap::turbo, low, high, growsTowardsCamera, unit};
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
    if (const Map map = shown()) lock(low, high, map->unit, growsTowardsCamera(*map));
  });
  connect(&bar, &ColourBar::lockToggled, this, [this, shown](bool locked) {
    const Map map = shown();
    if (!map) return;
    if (!locked) return unlock();
    const ColourScale scale = scaleFor(map);
    lock(scale.low, scale.high, scale.unit, scale.reversed);
  });
}

void DepthRange::showOn(ColourBar& bar, const Map& map) const {
  bar.setScale(scaleFor(map));
  bar.setLocked(map && isLockedFor(*map));
}

} // namespace fillscope
