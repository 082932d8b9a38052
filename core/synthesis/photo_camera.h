#pragma once
// Where the camera of a scene stands and what its picture suffers.
#include "core/base/counter_random.h"
#include "core/synthesis/photo_scene.h"

namespace fillscope {

/// A rim corner in the scene's picture (continuous coordinates), its distortion included; corner 0..3.
Vec2 rimCornerInPicture(const PhotoScene& scene, int corner);

/// Draws camera, pose, distortion and the picture's effects for the scene's box.
void drawCamera(PhotoScene& scene, const PhotoSpec& spec, CounterRandom& random);
void drawLight(PhotoScene& scene, const PhotoSpec& spec, CounterRandom& random);

} // namespace fillscope
