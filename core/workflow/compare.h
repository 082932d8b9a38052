#pragma once
// Two depth files told apart, and what is kept of it.
#include "core/base/progress.h"
#include "core/formats/depth_io.h"
#include "core/imaging/compare_depth.h"
#include <filesystem>
#include <string>

namespace fillscope {

/// One object: ssim, range [low, high] in metres, valid_pixels, mean_abs_error_m, the metrics of
/// compare_depth.h, threshold, different_percent, alignment {name, scale, shift}.
std::string comparisonJson(const DepthComparison& comparison);

/// Whether writeComparison may write there. Error: badInput where NAME.json is another file than a
/// comparison.
Result<void> checkComparisonPlace(const std::filesystem::path& folder, const std::string& name);

/// DIR/NAME-Diff.png (signed, diverging colours), NAME-ssimDiff.png (1 − S), NAME-thresh.png (white:
/// different) and NAME.json. The folder is made; an earlier comparison of that name is replaced. Errors:
/// those of checkComparisonPlace, ioFailure.
Result<void> writeComparison(const DepthComparison& comparison, const std::filesystem::path& folder,
                             const std::string& name);

} // namespace fillscope
