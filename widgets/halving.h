#pragma once
// Half the width and height of a picture, whole or square by square.
#include "core/imaging/raster.h"
#include <QImage>
#include <QRect>
#include <cmath>
#include <cstddef>
#include <limits>

namespace fillscope {

/// Rows of interleaved samples in memory of somebody else; stride counts samples.
template <class T>
struct Plane {
  T* samples;
  std::ptrdiff_t stride;
  int width, height;
  T* row(int y) const { return samples + y * stride; }
};

inline std::uint8_t meanOf(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d) {
  return static_cast<std::uint8_t>((a + b + c + d + 2) >> 2);
}
/// Of those that are numbers.
inline float meanOf(float a, float b, float c, float d) {
  float sum = 0;
  int count = 0;
  for (const float value : {a, b, c, d})
    if (!std::isnan(value)) sum += value, ++count;
  return count ? sum / static_cast<float>(count) : std::numeric_limits<float>::quiet_NaN();
}

/// Mean of 2×2 blocks for the pixels of `to` inside tile; an odd last row or column is averaged with itself.
template <int channels, class T>
void halve(const Plane<const T>& from, const Plane<T>& to, const QRect& tile) {
  for (int y = tile.top(); y <= tile.bottom(); ++y) {
    const T* top = from.row(2 * y);
    const T* bottom = from.row(std::min(2 * y + 1, from.height - 1));
    T* out = to.row(y);
    for (int x = tile.left(); x <= tile.right(); ++x) {
      const int left = 2 * x * channels;
      const int right = std::min(2 * x + 1, from.width - 1) * channels;
      for (int c = 0; c < channels; ++c)
        out[x * channels + c] = meanOf(top[left + c], top[right + c], bottom[left + c], bottom[right + c]);
    }
  }
}

} // namespace fillscope
