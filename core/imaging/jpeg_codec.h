#pragma once
// JPEG with libjpeg itself, in memory: OpenCV would let it print to the terminal and pass cut-off files, and
// turns the colours round before it encodes.
#include "core/base/progress.h"
#include "core/imaging/raster.h"
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fillscope {

enum class JpegOutcome {
  done,
  damaged,      ///< or cut off, or no JPEG
  otherColours, ///< that libjpeg does not turn into RGB (CMYK)
  tooLarge,
  stopped
};

/// 8-bit RGB as it is stored, not turned; with shrink 2, 4 or 8 that part of the width and height (rounded
/// up) in much less time, from the same bytes. image is whole where the outcome is done. Pure; any thread.
JpegOutcome decompressJpeg(std::string_view bytes, int shrink, std::size_t mostPixels,
                           const Progress& progress, Image& image);

/// A baseline file of a grey or RGB picture, chroma halved, quality 1..100 as libjpeg counts. Nothing where
/// libjpeg refuses (no pixels, a side above 65,500). Pure; any thread.
std::optional<std::string> compressJpeg(const Image& image, int quality);

} // namespace fillscope
