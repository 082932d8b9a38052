#pragma once
// How large a picture is, from the first bytes of its file.
#include "core/annotation/keypoint_set.h"
#include <filesystem>

namespace fillscope {

/// PNG, JPEG (EXIF orientation applied), BMP, GIF, TIFF, WebP and PNM by their headers; not known where a
/// file is missing or of another kind. Never decodes a pixel.
PictureSize pictureSizeInFile(const std::filesystem::path& path);

} // namespace fillscope
