#pragma once
// A photograph as a surface shows it: at all its sizes, in linear light. Private to this folder.
#include "core/base/result.h"
#include "core/synthesis/photo_math.h"
#include "core/synthesis/surface_pictures.h"
#include <filesystem>
#include <mutex>
#include <optional>
#include <vector>

namespace fillscope {

/// Decoded once, by whichever thread asks first, and shrunk to at most 512 pixels. Thread-safe.
class SurfacePicture {
 public:
  SurfacePicture(std::filesystem::path file, DecodePicture decode)
      : file_(std::move(file))
      , read_(std::move(decode)) {}

  /// Errors: of the reader; the same whenever it is asked.
  Result<void> load() const;

  // After load() has succeeded:
  float aspect() const { return aspect_; } ///< height / width
  F3 mean() const { return mean_; }
  /// Around a place in widths of the picture, repeated mirrored so that no seam shows; footprint: widths of
  /// the picture that a pixel covers.
  F3 at(float u, float v, float footprint) const;

 private:
  Result<void> decode() const;

  std::filesystem::path file_;
  DecodePicture read_;
  mutable std::once_flag once_;
  mutable std::optional<Error> error_;
  mutable std::vector<Image> levels_; ///< sRGB, each half as large as the one before
  mutable float aspect_ = 1;
  mutable F3 mean_;
};

} // namespace fillscope
