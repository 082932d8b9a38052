#include "core/workflow/photo_spec_file.h"
#include "core/formats/folder_index.h"
#include "core/formats/image_io.h"
#include <algorithm>

namespace fillscope {
namespace fs = std::filesystem;
namespace {

ListPictures listing(const Progress& progress) {
  return [&progress](const fs::path& folder) { return listSurfacePictures(folder, progress); };
}

} // namespace

Result<SurfacePictures> listSurfacePictures(const fs::path& folder, const Progress& progress) {
  auto files = picturesBelow(folder, progress);
  if (!files) return files.error();
  std::sort(files->begin(), files->end(),
            [](const fs::path& a, const fs::path& b) { return a.generic_string() < b.generic_string(); });
  return SurfacePictures(fs::absolute(folder).lexically_normal(), *std::move(files), loadImage);
}

Result<PhotoSpec> openPhotoSpec(const fs::path& path, const Progress& progress) {
  return loadPhotoSpec(path, listing(progress));
}

Result<PhotoSpec> readPhotoSpec(const std::string& json, const fs::path& where, const Progress& progress) {
  return parsePhotoSpec(json, where.string(), listing(progress));
}

} // namespace fillscope
