#pragma once
// From where a scene is seen before anyone has turned it.
#include "widgets/vtk/cloud_points.h"
#include "widgets/vtk/orbit_camera.h"

namespace fillscope {

/// Obliquely from above, from the side on which the bottom of the picture lies, a little off to the right, so
/// that depth shows; the whole box in the view.
OrbitCamera viewOfBox(const BoxVolume& box, Vec2 view);
/// From the camera, slightly raised and to the side.
OrbitCamera viewOfCloud(const std::vector<Vec3>& hull, Vec2 view);

} // namespace fillscope
