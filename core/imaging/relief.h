#pragma once
// A depth map drawn so that a person sees its shapes.
#include "core/imaging/depth_map.h"

namespace fillscope {

/// Depth as colour (near: light), slope as shade with the light from the top left; holeColour where nothing
/// was measured. focal: of the camera, pixels. RGB. depth: of metres.
Image reliefOf(const DepthMap& depth, double focal);

} // namespace fillscope
