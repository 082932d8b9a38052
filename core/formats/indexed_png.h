#pragma once
// PNG files whose pixels are numbers of classes, or yes and no.
#include "core/base/result.h"
#include "core/imaging/raster.h"
#include <cstdint>
#include <string>
#include <string_view>

namespace fillscope {

/// 8 bit with Pascal VOC's palette where every number is below 256, else 16-bit grey.
Result<std::string> encodeIndexedPng(const Raster<std::uint16_t>& numbers, const std::string& where);
/// One bit a pixel: white where the mask is not 0.
Result<std::string> encodeMaskPng(const Mask& mask, const std::string& where);
/// Of a palette PNG the places in its palette, of a grey one its values. Error: badInput (no such PNG;
/// colours without a palette).
Result<Raster<std::uint16_t>> decodeIndexedPng(std::string_view bytes, const std::string& where);

} // namespace fillscope
