#pragma once
// JPEG files, and what is wrong with those that cannot be read.
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/imaging/raster.h"
#include <optional>
#include <string>
#include <string_view>

namespace fillscope {

bool isJpeg(std::string_view bytes);
/// 8-bit RGB as it is stored, not turned; with shrink 2, 4 or 8 that part of the width and height (rounded
/// up) in much less time, from the same bytes. Nothing for kinds that libjpeg does not turn into RGB (CMYK).
/// Errors: badInput (damaged or cut off), cancelled.
Result<std::optional<Image>> decodeJpeg(std::string_view bytes, const std::string& where, int shrink = 1,
                                        const Progress& progress = {});

/// A baseline file of a grey or RGB picture, chroma halved, quality 1..100 as libjpeg counts. Error:
/// tryAgain.
Result<std::string> encodeJpeg(const Image& image, int quality, const std::string& where);

} // namespace fillscope
