#include "core/geometry/guess_camera.h"
#include "core/geometry/rim_homography.h"

namespace fillscope {

namespace {
constexpr double defaultView = 1.1; // radians across, about what phones and depth cameras have
}

bool likelyFocal(double focal, int width) { return focal > 0.4 * width && focal < 5 * width; }

GuessedCamera guessCamera(const RimCorners& corners, int width, int height,
                          const std::optional<BoxSize>& size) {
  GuessedCamera guess{CameraIntrinsics::fromFieldOfView(defaultView, width, height), 0};
  const Vec2 middle{guess.camera.cx, guess.camera.cy};
  // Outside what lenses do, the corners say more about the hand that placed them.
  const auto use = [&](const std::optional<double>& focal) {
    if (!focal || !likelyFocal(*focal, width)) return false;
    guess.camera.fx = guess.camera.fy = *focal;
    guess.doubt = 5;
    return true;
  };
  // Ten percent of focal length move the fill by about five points; sides that come from the depth as well
  // follow it.
  if (size && use(focalFromRimAspect(corners, middle, size->second / size->first))) return guess;
  if (use(focalFromRim(corners, middle))) return guess;
  guess.doubt = size ? 15.0 : 7.5;
  return guess;
}

} // namespace fillscope
