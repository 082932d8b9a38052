#pragma once
// The rim's own depth shows how it is tilted; four corners of unknown sides show it badly. Private to this
// folder.
#include "core/geometry/inverse_depth.h"

namespace fillscope {

/// For a pose in the unit of the depth, sides not given: fits a plane to what is measured along the rim lines
/// and, where that is clearly tilted against the pose, takes the rim to be the corners' rays cut by it. True
/// where it did.
bool levelOnRim(RimPose& rim, const DepthMap& depth, const Alignment& alignment, const RimCorners& corners,
                const CameraIntrinsics& camera);

} // namespace fillscope
