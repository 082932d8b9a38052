#pragma once
// Measured depth files in a folder, and what belongs to each of them, told by their names alone.
#include "core/base/result.h"
#include "core/formats/depth_io.h"
#include <filesystem>
#include <string>
#include <vector>

namespace fillscope {

struct MeasuredDepth {
  std::string name;                     ///< "res-12", "000012"
  std::filesystem::path depth;          ///< res-12.png, 000012.camera-depth.png
  std::filesystem::path truth, picture; ///< empty: none is there
  /// What its denoised map is called, without suffix: "res_denoised-12", "000012.denoised-depth".
  std::string denoised;
};

/// res-N.png with gt-N.png (the truth) and left-N.png (infrared); NAME.camera-depth.png with NAME.depth.tif
/// or .png and NAME.color.png or .jpg. In natural order. Error: notFound (no such folder).
Result<std::vector<MeasuredDepth>> measuredDepthsIn(const std::filesystem::path& folder);

/// How the folder's integers are to be read: as told, or, where no scale is told, as synth writes them where
/// it did. Error: badInput where neither says what a unit of the first file is.
Result<DepthEncoding> encodingIn(const std::filesystem::path& folder, const MeasuredDepth& first,
                                 const DepthEncoding& told);

} // namespace fillscope
