#pragma once
// From linear light to the bytes that a camera writes. Private to this folder.
#include "core/synthesis/photo_math.h"
#include "core/synthesis/photo_scene.h"

namespace fillscope {

/// Exposure, white balance, shoulder and sRGB always; with effects also vignette, defocus, motion, noise and
/// JPEG. The light is used up. Error: badInput where libjpeg refuses.
Result<Image> asPhoto(Raster<F3> light, const PhotoScene& scene, bool effects, int threads);

/// The picture after compression as JPEG of a quality 1..100, in memory.
Result<Image> throughJpeg(const Image& image, int quality);

} // namespace fillscope
