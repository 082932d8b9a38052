#pragma once
// How a picture was held: what its file says about it, and the one place that turns it upright.
#include "core/imaging/raster.h"
#include <algorithm>
#include <filesystem>
#include <string_view>

namespace fillscope {

/// EXIF's orientation, 1 to 8, from a JPEG's or WebP's EXIF block, a PNG's eXIf chunk or a TIFF's tag 274; 1
/// where nothing is said. 5 to 8 swap width and height.
int storedOrientation(std::string_view bytes);
/// The same from a file, of which little more than its headers is read; 1 where it cannot be read.
int storedOrientationInFile(const std::filesystem::path& file);

/// The picture upright: row 0 and column 0 of what is stored go where the EXIF standard says.
template <class T>
Raster<T> turned(Raster<T> stored, int orientation) {
  if (orientation < 2 || orientation > 8) return stored;
  const int width = stored.width(), height = stored.height(), channels = stored.channels();
  const bool swapsSides = orientation >= 5;
  const bool mirrorsX = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool mirrorsY = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  Raster<T> result(swapsSides ? height : width, swapsSides ? width : height, channels);
  // In squares: down a column of a large picture every pixel would be fetched anew.
  constexpr int side = 64;
  for (int top = 0; top < result.height(); top += side)
    for (int left = 0; left < result.width(); left += side)
      for (int y = top; y < std::min(top + side, result.height()); ++y) {
        T* out = result.row(y) + static_cast<std::size_t>(left) * channels;
        for (int x = left; x < std::min(left + side, result.width()); ++x, out += channels) {
          int u = swapsSides ? y : x, v = swapsSides ? x : y;
          if (mirrorsX) u = width - 1 - u;
          if (mirrorsY) v = height - 1 - v;
          std::copy_n(stored.row(v) + static_cast<std::size_t>(u) * channels, channels, out);
        }
      }
  return result;
}

} // namespace fillscope
