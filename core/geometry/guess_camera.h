#pragma once
// A camera for a picture of unknown origin, from the rim that it shows.
#include "core/geometry/box.h"

namespace fillscope {

struct GuessedCamera {
  CameraIntrinsics camera;
  double doubt = 0; ///< points of fill that the guess may cost, either way
};

/// Principal point in the middle, square pixels; the focal length from the rim's vanishing points, with its
/// sides where they are given, where those say something; else that of a usual camera. Picture width ×
/// height.
GuessedCamera guessCamera(const RimCorners& corners, int width, int height,
                          const std::optional<BoxSize>& size);

/// Whether a focal length is one that lenses have, for a picture of that width.
bool likelyFocal(double focal, int width);

} // namespace fillscope
