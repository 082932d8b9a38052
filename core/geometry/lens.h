#pragma once
// Radial distortion: Brown's model with its first term, distorted = undistorted · (1 + k1 r²), r the distance
// of a ray (z = 1) from the optical axis. Pure; any thread.
#include "core/geometry/camera.h"

namespace fillscope {

/// The undistorted r at which a barrel lens (k1 < 0) stops showing what lies farther out farther out;
/// infinite for the others.
double foldRadius(double k1);

/// The ray (z = 1) that a camera with this lens sees at a pixel-centre coordinate. Past the fold of a strong
/// barrel, where no ray belongs to the pixel, the fold's.
Vec3 undistortedRay(const CameraIntrinsics& camera, double k1, Vec2 pixel);

/// Pixel-centre coordinate where the lens shows a camera-frame point with z > 0.
Vec2 projectThroughLens(const CameraIntrinsics& camera, double k1, Vec3 p);

} // namespace fillscope
