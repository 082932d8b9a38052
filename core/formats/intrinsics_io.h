#pragma once
#include "core/base/result.h"
#include "core/geometry/camera.h"
#include <filesystem>
#include <string>

namespace fillscope {

/// A camera with the radial distortion of its lens, Brown's k1; 0 where nothing says one.
struct LensIntrinsics {
  CameraIntrinsics camera;
  double k1 = 0;
};

/// 3×3 text (also with more matrices behind it: the first is taken), JSON (3×3 nested, nine numbers row- or
/// column-major told apart by where the zeros lie, or fx/fy/cx/cy members; width, height and k1 where given).
/// Errors: notFound; badInput with the line.
Result<LensIntrinsics> loadLens(const std::filesystem::path& path);
/// The same for a picture of this size. badInput also where the file names a size of another shape (2 %): a
/// picture turned or cropped is not what that camera saw.
Result<LensIntrinsics> loadLensFor(const std::filesystem::path& path, int width, int height);
Result<CameraIntrinsics> loadIntrinsics(const std::filesystem::path& path);
/// The three lines of a plausible camera, as saveIntrinsics writes them.
std::string intrinsicsText(const CameraIntrinsics& camera);
Result<void> saveIntrinsics(const CameraIntrinsics& camera, const std::filesystem::path& path); ///< 3×3 text

} // namespace fillscope
