#include "core/imaging/colour_map.h"
#include "core/imaging/colour_tables.h"
#include "core/imaging/order_statistics.h"
#include "core/imaging/row_bands.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

using Rgb = std::array<std::uint8_t, 3>;

const std::array<std::uint32_t, 256>& tableOf(ColourMap map) {
  static const auto greyTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i)
      table[i] = i * 0x010101u;
    return table;
  }();
  switch (map) {
  case ColourMap::turbo:
    return turboTable;
  case ColourMap::viridis:
    return viridisTable;
  case ColourMap::magma:
    return magmaTable;
  case ColourMap::coolwarm:
    return coolwarmTable;
  case ColourMap::grey:
    break;
  }
  return greyTable;
}

/// A scale made ready for many values: 256 steps of equal width, the last one closed.
class Lookup {
 public:
  explicit Lookup(const ColourScale& scale)
      : low_(scale.low)
      , width_(scale.high - scale.low) {
    const auto& table = tableOf(scale.map);
    for (std::size_t i = 0; i < 256; ++i) {
      const std::uint32_t rgb = table[scale.reversed ? 255 - i : i];
      colours_[i] = {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8),
                     static_cast<std::uint8_t>(rgb)};
    }
  }

  const Rgb& operator()(double value) const {
    if (std::isnan(value)) return holeColour;
    double share = (value - low_) / width_;
    if (width_ == 0) share = value < low_ ? 0 : value > low_ ? 1 : 0.5;
    if (std::isnan(share)) return holeColour; // a scale without a width that means anything
    return colours_[static_cast<std::size_t>(std::clamp(share * 256, 0.0, 255.0))];
  }

 private:
  double low_, width_;
  std::array<Rgb, 256> colours_;
};

template <class IsHole>
Image coloured(const Raster<float>& values, const ColourScale& scale, const IsHole& isHole) {
  Image image(values.width(), values.height(), 3);
  const Lookup lookup(scale);
  constexpr int bandRows = 64;
  forEachBand((values.height() + bandRows - 1) / bandRows, 0, [&](int band) {
    const int last = std::min(values.height(), (band + 1) * bandRows);
    for (int y = band * bandRows; y < last; ++y) {
      const float* in = values.row(y);
      std::uint8_t* out = image.row(y);
      for (int x = 0; x < values.width(); ++x, out += 3) {
        const Rgb& rgb = isHole(in[x]) ? holeColour : lookup(in[x]);
        out[0] = rgb[0], out[1] = rgb[1], out[2] = rgb[2];
      }
    }
  });
  return image;
}

} // namespace

std::array<std::uint8_t, 3> colourOf(double value, const ColourScale& scale) { return Lookup(scale)(value); }

Image colourise(const Raster<float>& values, const ColourScale& scale) {
  return coloured(values, scale, [](float) { return false; });
}

Image colourise(const DepthMap& depth, const ColourScale& scale) {
  return coloured(depth.values, scale, [](float value) { return !DepthMap::isMeasured(value); });
}

std::vector<double> roundTicks(double low, double high, int most) {
  if (!std::isfinite(low) || !std::isfinite(high)) return {};
  if (low > high) std::swap(low, high);
  if (low == high) return {low};
  most = std::clamp(most, 2, 6);
  const double width = high - low;
  const double power = std::pow(10.0, std::floor(std::log10(width / most)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0, 20.0}) {
    const double step = factor * power;
    // Ends that miss a round value by rounding alone still count.
    const double first = std::ceil(low / step - 1e-9), last = std::floor(high / step + 1e-9);
    const double count = last - first + 1;
    if (count > most) continue;
    if (count < 2) break;
    std::vector<double> ticks;
    for (double k = first; k <= last; ++k)
      ticks.push_back(k == 0 ? 0.0 : std::clamp(k * step, low, high));
    return ticks;
  }
  return {low, high};
}

int tickDigits(double step) {
  constexpr int most = 6;
  if (!(step > 0)) return 0;
  const int digits = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, most);
  const double scaled = step * std::pow(10.0, digits);
  return std::min(digits + (std::abs(scaled - std::round(scaled)) > 1e-6 * scaled), most);
}

std::pair<double, double> percentileRange(const Raster<float>& values, bool onlyPositive, double lowShare,
                                          double highShare) {
  std::vector<float> kept;
  kept.reserve(values.pixelCount());
  for (std::size_t i = 0; i < values.pixelCount(); ++i) {
    const float value = values.data()[i];
    if (onlyPositive ? DepthMap::isMeasured(value) : std::isfinite(value)) kept.push_back(value);
  }
  const auto ends = quantiles(kept, {lowShare, highShare});
  return {ends[0], ends[1]};
}

} // namespace fillscope
