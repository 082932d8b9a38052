#pragma once
// 16-bit binary PGM, which the standard writes with the high byte first and some programs do not.
#include "core/base/result.h"
#include "core/imaging/raster.h"
#include <optional>
#include <string>
#include <string_view>

namespace fillscope {

/// The samples of a binary PGM with more than 8 bits; nothing for any other file. The byte order is told by
/// content: neighbours of a picture differ little, with the bytes swapped they differ much. Error: badInput
/// (cut off).
Result<std::optional<Raster<double>>> parsePgm16(std::string_view bytes, const std::string& where);

} // namespace fillscope
