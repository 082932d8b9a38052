#pragma once
// Corners are placed by hand; the walls that the depth map shows say better where the box is. Private to this
// folder.
#include "core/geometry/inverse_depth.h"
#include <optional>

namespace fillscope {

struct PoseRefinement {
  bool applied = false;   ///< false: pose and scale are as they were
  int wallsUsed = 0;      ///< walls with enough pixels
  int sidesUsed = 0;      ///< sides of the rim whose top is seen
  double spread = 0;      ///< robust spread of the pixels about their walls
  double cornerError = 0; ///< RMS of the corners afterwards, pixels
  double heightError = 0; ///< what that leaves in doubt about the height of the rim
};

/// Moves the pose and the scale of the depth so that measured wall pixels lie on the walls of the given size,
/// with the corners as further witnesses (Gauss-Newton, redescending weights whose gate tightens to the
/// data's own spread). Exact corners and exact depth are left where they are. Nothing moves where fewer than
/// two walls are seen.
PoseRefinement refineOnWalls(RimPose& rim, Alignment& alignment, const DepthMap& depth,
                             const RimCorners& corners, const CameraIntrinsics& camera, double boxDepth,
                             std::optional<double> believedScale = {});

} // namespace fillscope
