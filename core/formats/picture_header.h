#pragma once
// How large a picture is, from the first bytes of its file.
#include "core/annotation/keypoint_set.h"
#include <filesystem>

namespace fillscope {

/// PNG, JPEG, BMP, GIF, TIFF, WebP, PNM, PFM, EXR and .npy by their headers, as loadImage turns them (EXIF
/// orientation applied); not known where a file is missing or of another kind. Never decodes a pixel.
PictureSize pictureSizeInFile(const std::filesystem::path& path);

} // namespace fillscope
