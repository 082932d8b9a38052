#pragma once
// JPEG files, decoded with libjpeg itself: OpenCV would let it print to the terminal and pass cut-off files.
#include "core/base/result.h"
#include "core/imaging/raster.h"
#include <optional>
#include <string>
#include <string_view>

namespace fillscope {

bool isJpeg(std::string_view bytes);
/// 8-bit RGB, turned as its EXIF orientation says. Nothing for kinds that libjpeg does not turn into RGB
/// (CMYK). Error: badInput (damaged or cut off).
Result<std::optional<Image>> decodeJpeg(std::string_view bytes, const std::string& where);
/// EXIF orientation, 1 to 8; 1 where none is given.
int exifOrientation(std::string_view jpeg);

} // namespace fillscope
