#pragma once
// A picture as the bytes of a PNG file.
#include "core/imaging/raster.h"
#include <string>

namespace fillscope {

/// 8 bits a channel; 1 (grey) or 3 (RGB) channels. Empty where there is no picture.
std::string pngBytes(const Image& image);

} // namespace fillscope
