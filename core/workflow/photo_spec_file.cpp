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
  std::error_code fault;
  const auto refuse = [&](ErrorCode code, const std::string& what) {
    return Error{code, what, folder.string(), "name a folder that holds photographs"};
  };
  if (!fs::is_directory(folder, fault))
    return refuse(ErrorCode::notFound, "there is no such folder of pictures");
  std::vector<fs::path> files;
  for (fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, fault), end;
       !fault && at != end; at.increment(fault)) {
    if (progress.cancelled()) return cancelledError();
    std::error_code odd; // a link to nowhere is no picture
    if (isPictureName(at->path().filename().string()) && at->is_regular_file(odd))
      files.push_back(at->path());
  }
  if (fault)
    return refuse(ErrorCode::ioFailure, "the folder of pictures cannot be listed: " + fault.message());
  if (files.empty()) return refuse(ErrorCode::badInput, "the folder holds no pictures");
  std::sort(files.begin(), files.end(),
            [](const fs::path& a, const fs::path& b) { return a.generic_string() < b.generic_string(); });
  return SurfacePictures(fs::absolute(folder).lexically_normal(), std::move(files), loadImage);
}

Result<PhotoSpec> openPhotoSpec(const fs::path& path, const Progress& progress) {
  return loadPhotoSpec(path, listing(progress));
}

Result<PhotoSpec> readPhotoSpec(const std::string& json, const fs::path& where, const Progress& progress) {
  return parsePhotoSpec(json, where.string(), listing(progress));
}

} // namespace fillscope
