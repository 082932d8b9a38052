#pragma once
// Specifications of synthetic photos as files, with the photographs that they name.
#include "core/base/progress.h"
#include "core/synthesis/photo_spec.h"

namespace fillscope {

/// The pictures of a folder and its subfolders in the order of their paths, whatever order the disk lists
/// them in. Errors: notFound, badInput (no pictures there), ioFailure, cancelled.
Result<SurfacePictures> listSurfacePictures(const std::filesystem::path& folder,
                                            const Progress& progress = {});

/// Errors: as loadPhotoSpec and listSurfacePictures.
Result<PhotoSpec> openPhotoSpec(const std::filesystem::path& path, const Progress& progress = {});
/// where: what the text is of, for error sentences and relative paths.
Result<PhotoSpec> readPhotoSpec(const std::string& json, const std::filesystem::path& where,
                                const Progress& progress = {});

} // namespace fillscope
