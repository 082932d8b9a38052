#pragma once
// A picture as a value: rows × columns × channels, interleaved, no padding. Copying copies the pixels.
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace fillscope {

template <class T>
class Raster {
 public:
  Raster() = default;
  Raster(int width, int height, int channels = 1, T fill = T{})
      : width_(width)
      , height_(height)
      , channels_(channels)
      , data_(static_cast<std::size_t>(width) * height * channels, fill) {}

  int width() const { return width_; }
  int height() const { return height_; }
  int channels() const { return channels_; }
  bool empty() const { return data_.empty(); }
  bool contains(int x, int y) const { return x >= 0 && y >= 0 && x < width_ && y < height_; }
  bool sameSize(int w, int h) const { return width_ == w && height_ == h; }
  template <class U>
  bool sameSize(const Raster<U>& o) const {
    return sameSize(o.width(), o.height());
  }

  std::size_t pixelCount() const { return static_cast<std::size_t>(width_) * height_; }
  std::size_t byteCount() const { return data_.size() * sizeof(T); }
  const T* data() const { return data_.data(); }
  T* data() { return data_.data(); }
  const T* row(int y) const { return data_.data() + static_cast<std::size_t>(y) * width_ * channels_; }
  T* row(int y) { return data_.data() + static_cast<std::size_t>(y) * width_ * channels_; }
  const T& at(int x, int y, int c = 0) const {
    assert(contains(x, y));
    return row(y)[x * channels_ + c];
  }
  T& at(int x, int y, int c = 0) {
    assert(contains(x, y));
    return row(y)[x * channels_ + c];
  }

  friend bool operator==(const Raster&, const Raster&) = default;

 private:
  int width_ = 0, height_ = 0, channels_ = 1;
  std::vector<T> data_;
};

/// 8-bit picture in R, G, B order (3 channels) or grey (1 channel), sRGB, EXIF orientation already applied.
using Image = Raster<std::uint8_t>;
/// 1 where a pixel counts, 0 where not.
using Mask = Raster<std::uint8_t>;

} // namespace fillscope
