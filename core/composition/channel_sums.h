#pragma once
// Means and deviations of very many pictures, exact whatever the order in which they are added.
#include "core/imaging/raster.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace fillscope {

/// Whole-number sums of 8-bit values by channel; a grey picture uses the first. They hold 2^48 pixels.
struct ChannelSums {
  std::uint64_t pixels = 0;
  std::array<std::uint64_t, 3> sum{}, squares{};

  ChannelSums& operator+=(const ChannelSums& other) {
    pixels += other.pixels;
    for (std::size_t c = 0; c < sum.size(); ++c)
      sum[c] += other.sum[c], squares[c] += other.squares[c];
    return *this;
  }
  /// other: of a part of the same picture.
  ChannelSums& operator-=(const ChannelSums& other) {
    pixels -= other.pixels;
    for (std::size_t c = 0; c < sum.size(); ++c)
      sum[c] -= other.sum[c], squares[c] -= other.squares[c];
    return *this;
  }
  /// Of values 0..1; 0 without pixels.
  double mean(std::size_t channel) const {
    return pixels == 0 ? 0 : static_cast<double>(sum[channel]) / static_cast<double>(pixels) / 255;
  }
  /// Standard deviation of the population, of values 0..1.
  double deviation(std::size_t channel) const {
    if (pixels == 0) return 0;
    // A long double holds both products of a billion pixels to the last digit.
    const auto n = static_cast<long double>(pixels), s = static_cast<long double>(sum[channel]);
    const long double variance = (n * static_cast<long double>(squares[channel]) - s * s) / (n * n);
    return static_cast<double>(std::sqrt(std::max(variance, 0.0L)) / 255);
  }
  friend bool operator==(const ChannelSums&, const ChannelSums&) = default;
};

/// A rectangle of pixels, inside the picture.
struct PixelBox {
  int x = 0, y = 0, width = 0, height = 0;
};

inline ChannelSums sumsOf(const Image& picture, const PixelBox& box) {
  ChannelSums sums;
  const auto channels = static_cast<std::size_t>(picture.channels());
  for (int y = box.y; y < box.y + box.height; ++y) {
    const std::uint8_t* pixel = picture.row(y) + static_cast<std::size_t>(box.x) * channels;
    std::array<std::uint32_t, 3> sum{}, squares{}; // of one row: below 2^32 up to 66,000 pixels
    for (int x = 0; x < box.width; ++x, pixel += channels)
      for (std::size_t c = 0; c < channels; ++c)
        sum[c] += pixel[c], squares[c] += std::uint32_t{pixel[c]} * pixel[c];
    for (std::size_t c = 0; c < channels; ++c)
      sums.sum[c] += sum[c], sums.squares[c] += squares[c];
  }
  sums.pixels = static_cast<std::uint64_t>(box.width) * static_cast<std::uint64_t>(box.height);
  return sums;
}
inline ChannelSums sumsOf(const Image& picture) {
  return sumsOf(picture, {0, 0, picture.width(), picture.height()});
}

} // namespace fillscope
