#include "core/formats/export_pictures.h"
#include "core/formats/annotation_codec.h"
#include "core/formats/picture_header.h"
#include "core/formats/via_project.h"

namespace fillscope {

namespace fs = std::filesystem;

const fs::path& ExportPictures::fileOf(const Project& project, const Picture& picture) {
  const auto [item, isNew] = files_.try_emplace(&picture);
  if (!isNew) return item->second;
  if (!images_.empty()) {
    item->second = lookup_.find(project, picture);
  } else {
    std::error_code fault;
    for (const fs::path& place : placesOfPicture(project, picture, "."))
      if (item->second.empty() && fs::is_regular_file(place, fault)) item->second = place;
  }
  return item->second;
}

PictureSize ExportPictures::sizeOf(const Project& project, const Picture& picture) {
  if (const PictureSize told = pictureSizeOf(picture); told.known()) return told;
  const auto [item, isNew] = sizes_.try_emplace(&picture);
  if (isNew)
    if (const fs::path& file = fileOf(project, picture); !file.empty())
      item->second = pictureSizeInFile(file);
  return item->second;
}

PictureSize sizeForExport(const Project& project, const Picture& picture, const WriteOptions& options) {
  return options.pictures->sizeOf(project, picture);
}

} // namespace fillscope
