#pragma once
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/geometry/point_cloud.h"
#include <filesystem>

namespace fillscope {

/// Binary little-endian PLY: float x y z (camera frame; metres, or said to be relative), uchar red green blue
/// where the cloud has colour. Unmeasured points are left out. Atomic.
Result<void> writePly(const PointCloud& cloud, const std::filesystem::path& path,
                      const Progress& progress = {});

} // namespace fillscope
