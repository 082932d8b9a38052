#pragma once
// Depth of one camera as another one beside it sees it.
#include "core/base/progress.h"
#include "core/geometry/lens_model.h"
#include "core/imaging/depth_map.h"
#include <optional>

namespace fillscope {

/// to = rotation · from + translation, metres.
struct RigidMotion {
  Mat3 rotation;
  Vec3 translation;
  Vec3 operator()(Vec3 p) const { return rotation * p + translation; }
  RigidMotion inverse() const;
  friend bool operator==(const RigidMotion&, const RigidMotion&) = default;
};
/// First b, then a.
RigidMotion operator*(const RigidMotion& a, const RigidMotion& b);
/// Of a quaternion of any length; nothing where it has none.
std::optional<Mat3> rotationOf(double x, double y, double z, double w);

/// What a depth camera measured, as the other camera, without a lens, would see it: a surface through
/// neighbours of like depth, the nearest one where several lie behind each other. Where only one of the two
/// cameras looks, and at edges, nothing is measured. camera: with its size. Metres; pure; any thread.
DepthMap depthSeenFrom(const CameraIntrinsics& camera, const DepthMap& depth, const LensCamera& depthCamera,
                       const RigidMotion& toCamera);

} // namespace fillscope
