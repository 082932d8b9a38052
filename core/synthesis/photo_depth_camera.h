#pragma once
// What a stereo depth camera would measure of a photo scene. Private to this folder.
#include "core/imaging/depth_map.h"
#include "core/synthesis/photo_gbuffer.h"

namespace fillscope {

/// Noise of depthNoise · z² metres, smooth over a few pixels as matching windows leave it; disparity steps;
/// no value beside the near edge of a step (the side that one of the two eyes cannot see), on glossy or very
/// dark things, and in blobs, depthHoles of all pixels at the most likely places.
DepthMap asStereoDepth(const DepthMap& exact, const PhotoPixels& pixels, const PhotoSurfaces& surfaces,
                       const PhotoScene& scene, int threads);

} // namespace fillscope
