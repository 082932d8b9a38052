#pragma once
// Pictures in and out.
#include "core/base/result.h"
#include "core/imaging/alpha_image.h"
#include "core/imaging/depth_map.h"
#include <filesystem>
#include <string>
#include <vector>

namespace fillscope {

/// The colours of loadPictureFile (picture_file.h): 8-bit RGB, upright. Errors: notFound, badInput.
Result<Image> loadImage(const std::filesystem::path& path);
/// The same with the file's own transparency, not turned. Errors: notFound; badInput, also where the file has
/// no alpha channel.
Result<AlphaImage> loadAlphaImage(const std::filesystem::path& path);
/// PNG or JPEG by suffix, atomically.
Result<void> saveImage(const Image& image, const std::filesystem::path& path);
/// The bytes of such a file; suffix ".png", ".jpg" or ".jpeg", where for the error sentence.
Result<std::string> encodeImage(const Image& image, const std::string& suffix, const std::string& where);
/// Suffixes of pictures that loadPictureFile reads, lower case with dot.
const std::vector<std::string>& imageSuffixes();

} // namespace fillscope
