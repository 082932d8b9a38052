#pragma once
#include "core/base/result.h"
#include "core/geometry/camera.h"
#include <filesystem>
#include <string>

namespace fillscope {

/// 3×3 text (also with more matrices behind it: the first is taken), JSON (3×3 nested, nine numbers row- or
/// column-major told apart by where the zeros lie, or fx/fy/cx/cy members; width and height where given).
/// Errors: notFound; badInput with the line.
Result<CameraIntrinsics> loadIntrinsics(const std::filesystem::path& path);
/// The three lines of a plausible camera, as saveIntrinsics writes them.
std::string intrinsicsText(const CameraIntrinsics& camera);
Result<void> saveIntrinsics(const CameraIntrinsics& camera, const std::filesystem::path& path); ///< 3×3 text

} // namespace fillscope
