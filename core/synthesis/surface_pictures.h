#pragma once
// Photographs that surfaces of synthetic scenes may bear in place of a procedural pattern: floors, boards,
// prints.
#include "core/base/result.h"
#include "core/imaging/raster.h"
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace fillscope {

class SurfacePicture; // surface_picture.h

/// Reads a picture file as 8-bit RGB. Called from any thread, from several at once.
using DecodePicture = std::function<Result<Image>(const std::filesystem::path&)>;

/// The pictures of a folder in a fixed order, decoded when a scene first shows them. A value: copies share
/// the pictures. Thread-safe.
class SurfacePictures {
 public:
  SurfacePictures() = default; ///< none
  /// folder: where the files come from, absolute and in normal form.
  SurfacePictures(std::filesystem::path folder, std::vector<std::filesystem::path> files,
                  const DecodePicture& decode);

  const std::filesystem::path& folder() const { return folder_; } ///< empty: no pictures
  std::size_t count() const { return pictures_ ? pictures_->size() : 0; }
  std::shared_ptr<const SurfacePicture> at(std::size_t index) const { return (*pictures_)[index]; }

  /// Whether they come from the same folder.
  friend bool operator==(const SurfacePictures& a, const SurfacePictures& b) {
    return a.folder_ == b.folder_;
  }

 private:
  std::filesystem::path folder_;
  std::shared_ptr<const std::vector<std::shared_ptr<const SurfacePicture>>> pictures_;
};

/// Lists the pictures of a folder. Errors: notFound, badInput (no pictures there), ioFailure.
using ListPictures = std::function<Result<SurfacePictures>(const std::filesystem::path& folder)>;

} // namespace fillscope
