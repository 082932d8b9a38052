#pragma once
// Metres along the rim, pixels along the rim and its distance give the focal length. Private to this folder.
#include "core/geometry/box.h"
#include "core/imaging/depth_map.h"
#include <optional>

namespace fillscope {

/// Focal length, pixels, at which the rim, put where a metric depth map sees it, has the given sides. The
/// nearest depth about a rim line is taken for the rim; 1/z is linear in the picture on its plane. middle:
/// principal point, pixel-centre coordinates. Nothing where too little of the rim is measured.
std::optional<double> focalFromRimDepth(const RimCorners& corners, const DepthMap& depth, Vec2 middle,
                                        const BoxSize& size);

} // namespace fillscope
