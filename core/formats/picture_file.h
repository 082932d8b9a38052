#pragma once
// A picture file as the stage needs it: upright, with the numbers behind its colours, and a first look at
// large ones.
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/imaging/raster.h"
#include <filesystem>
#include <optional>

namespace fillscope {

struct PictureFile {
  Image image; ///< 8-bit RGB, upright
  /// The samples of a picture with one channel of more than 8 bits, as exact as a float is (whole numbers to
  /// 2^24); NaN where nothing was measured: 0, infinite or not a number. Empty for all others.
  Raster<float> samples;
  bool samplesAreWhole = false; ///< the file holds whole numbers
  int orientation = 1;          ///< EXIF's, 1 to 8: what was applied
};

/// Everything that is a picture: JPEG, PNG, BMP, TIFF, WebP, PPM…, EXR, PFM, .npy. What has samples is grey
/// between their 1 and 99 % percentiles in `image`, so that edges are found in it. Errors: notFound,
/// badInput, cancelled.
Result<PictureFile> loadPictureFile(const std::filesystem::path& path, const Progress& progress = {});

struct PicturePreview {
  Image image;               ///< 8-bit RGB, upright, about an eighth of the width and height
  int width = 0, height = 0; ///< of the whole picture, upright
};

/// A first look at a JPEG of more than 16 megapixels, from its coarse coefficients alone; nothing for any
/// other picture. Errors: as loadPictureFile.
Result<std::optional<PicturePreview>> loadPreview(const std::filesystem::path& path,
                                                  const Progress& progress = {});

/// A small copy, both sides at most side, never larger than the picture. Errors: as loadPictureFile.
Result<Image> loadThumbnail(const std::filesystem::path& path, int side, const Progress& progress = {});

} // namespace fillscope
