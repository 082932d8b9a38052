#pragma once
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/geometry/point_cloud.h"
#include <filesystem>

namespace fillscope {

/// By suffix, atomically; x right, y down, z away from the camera, metres or said to be relative. Error:
/// badInput (another suffix; colours of another size), those of writeFileAtomically, cancelled.
/// - .ply: binary little-endian, float x y z, uchar red green blue where the cloud has colour; unmeasured
/// points
///   are left out.
/// - .pcd: version 0.7, binary, float x y z, rgb packed; the picture's grid is kept, NaN where not measured.
/// - .xyz: a line a point, x y z, then r g b; unmeasured points are left out. It cannot say its unit.
Result<void> writeCloud(const PointCloud& cloud, const std::filesystem::path& path,
                        const Progress& progress = {});

} // namespace fillscope
