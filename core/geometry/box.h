#pragma once
// The box: its rim in the picture, its inner size, its pose before the camera.
#include "core/base/result.h"
#include "core/base/vec.h"
#include "core/geometry/camera.h"
#include <array>
#include <optional>
#include <string>

namespace fillscope {

/// The four corners of the inner rim in continuous picture coordinates, clockwise as seen in the picture, corner 1
/// first. They may lie outside the picture.
using RimCorners = std::array<Vec2, 4>;

/// Inner size of the box, metres. first: corner 1 to 2; second: corner 2 to 3; depth: rim to floor.
struct BoxSize {
  double first = 0, second = 0, depth = 0;
  friend bool operator==(const BoxSize&, const BoxSize&) = default;
  double litres() const { return first * second * depth * 1000.0; }
  bool plausible() const { return first > 0 && second > 0 && depth > 0; }
};

/// "0.60x0.40x0.20" in metres ("x" or "×", spaces allowed). Error: badInput.
Result<BoxSize> parseBoxSize(const std::string& text);
/// Shortest text that parses back to the same size.
std::string toText(const BoxSize& size);

/// Why four corners cannot be the rim of a box seen from above.
enum class RimFault { none, notConvex, crossing, repeated, tooSmall, counterClockwise };
RimFault checkRim(const RimCorners& corners);

/// Box frame: origin at rim corner 1, x along 1→2, y along 1→4, z down into the box (right-handed); the rim plane
/// is z = 0, the floor z = depth. Metres, or rim-lengths where the scale is not known yet.
struct BoxPose {
  Mat3 rotation;    ///< columns: the box axes in the camera frame
  Vec3 translation; ///< corner 1 in the camera frame
  Vec3 toCamera(Vec3 box) const { return rotation * box + translation; }
  Vec3 toBox(Vec3 camera) const { return transposedTimes(rotation, camera - translation); }
  /// Angle between the optical axis and the box's z axis, radians; 0 looks straight down.
  double tilt() const;
};

/// Pose and rim sides from corners and camera.
struct RimPose {
  BoxPose pose;
  double first = 0, second = 0;       ///< rim sides, same unit as pose.translation
  double reprojectionError = 0;       ///< RMS, pixels
  bool metric = false;                ///< false: first == 1 and everything is relative to it
};

/// Pose of a rectangle with known sides (metres) when size is given, else of a rectangle of unknown aspect and
/// scale (closed form from the vanishing points of opposite sides, refined by Levenberg-Marquardt on the corners).
/// Errors: badInput where the corners cannot be a rectangle seen by this camera.
Result<RimPose> estimateRimPose(const RimCorners& corners, const CameraIntrinsics& camera,
                                const std::optional<BoxSize>& size);

/// Focal length, pixels, from the two vanishing points of the rim (f² = −v1·v2 about the principal point, which is
/// given in pixel-centre coordinates as in CameraIntrinsics).
/// Nothing where the view is too close to straight down for the answer to mean anything.
std::optional<double> focalFromRim(const RimCorners& corners, Vec2 principalPoint);

} // namespace fillscope
