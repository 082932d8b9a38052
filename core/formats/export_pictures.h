#pragma once
// Where the pictures of an export are and how large they are, looked up once. Private to this folder.
#include "core/annotation/keypoint_set.h"
#include "core/annotation/project.h"
#include "core/formats/picture_lookup.h"
#include <filesystem>
#include <unordered_map>

namespace fillscope {

/// For one project while it is written; pictures are known by their address. Not thread-safe.
class ExportPictures {
 public:
  /// images: the folder in whose tree they lie; empty: only as the project names them.
  explicit ExportPictures(std::filesystem::path images)
      : images_(std::move(images))
      , lookup_(images_) {}
  /// Empty where there is none.
  const std::filesystem::path& fileOf(const Project& project, const Picture& picture);
  /// What the project says, else the file's header (EXIF orientation applied); unknown where neither does.
  PictureSize sizeOf(const Project& project, const Picture& picture);

 private:
  std::filesystem::path images_;
  PictureLookup lookup_;
  std::unordered_map<const Picture*, std::filesystem::path> files_;
  std::unordered_map<const Picture*, PictureSize> sizes_;
};

} // namespace fillscope
