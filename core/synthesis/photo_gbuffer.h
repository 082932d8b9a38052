#pragma once
// Pixels of a photo on their way to colour. Private to this folder.
#include "core/synthesis/photo_light.h"

namespace fillscope {

/// What every pixel's centre shows. Sizes are the picture's.
struct PhotoPixels {
  Raster<PhotoHit> hits;
  Raster<F3> points, normals; ///< box frame
  Raster<std::uint8_t> lit;   ///< a bit for every lamp that reaches the pixel
  Raster<std::uint8_t> mixed; ///< bits of lit that differ within two pixels
  Raster<float> open;         ///< share of the near surroundings that is open, 0..1, where x + y is even
};

/// First surfaces along the rays of all pixels.
PhotoPixels tracePixels(const PhotoTracer& tracer, const PhotoView& view, const TileLists& tiles,
                        int threads);
/// Fills lit, mixed and open.
void traceLight(PhotoPixels& pixels, const PhotoTracer& tracer, const PhotoShadows& shadows, int threads);

/// What light does to a pixel once its neighbours have been asked. Shares of 255.
struct SoftLight {
  std::array<std::uint8_t, PhotoShadows::mostLamps> lamps{}; ///< how much of each lamp is seen
  std::uint8_t open = 255;
};
Raster<SoftLight> softenLight(const PhotoPixels& pixels, const PhotoTracer& tracer,
                              const PhotoShadows& shadows, int threads);
/// Linear light of every pixel, with the sharp edges smoothed.
Raster<F3> shadePixels(const PhotoPixels& pixels, const PhotoTracer& tracer, const PhotoView& view,
                       const TileLists& tiles, const PhotoShadows& shadows, const PhotoSurfaces& surfaces,
                       const PhotoLight& light, int threads);

} // namespace fillscope
