#pragma once
// A scene of the generator as a camera would give it: photo, exact depth, a depth camera's depth, corners and
// truth.
#include "core/geometry/keypoint.h"
#include "core/synthesis/photo_scene.h"
#include <array>

namespace fillscope {

struct PhotoSample {
  Image image;                 ///< RGB, with all camera effects
  DepthMap depth, cameraDepth; ///< exact at pixel centres; and as a depth camera gives it
  Mask content;                ///< 1 where the pixel shows content of the box
  std::array<Keypoint, 8>
      corners; ///< distortion included; rim 1..4 clockwise from the picture's top-left, floor 5..8 below them
  BoxSize size; ///< first: between corners 1 and 2 as numbered here
  BoxPose pose; ///< of the box frame that starts at corner 1 as numbered here
  CameraIntrinsics camera;
  double k1 = 0;
  double tilt = 0;                                          ///< radians
  double fillPercent = 0, contentLitres = 0, boxLitres = 0; ///< exact 2.5-D
};

struct PhotoRenderOptions {
  bool colour = true;  ///< false: depth, mask, corners and volumes alone
  bool effects = true; ///< false: no defocus, motion, noise, JPEG
  int threads = 1;     ///< the result is the same for any number
};

/// Deterministic; any thread. Errors: badInput (camera not above the rim, implausible box), cancelled, and the
/// reader's of a photograph that a surface bears.
Result<PhotoSample> renderPhoto(const PhotoScene& scene, const PhotoRenderOptions& options = {},
                                const Progress& progress = {});

} // namespace fillscope
