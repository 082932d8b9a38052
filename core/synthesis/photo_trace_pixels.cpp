#include "core/imaging/row_bands.h"
#include "core/synthesis/photo_gbuffer.h"

namespace fillscope {
namespace {

constexpr int rowsPerBand = TileLists::side;
constexpr float nearReach = 0.05f; // metres within which neighbours darken a place

void forRows(int height, int threads, const std::function<void(int)>& work) {
  forEachBand((height + rowsPerBand - 1) / rowsPerBand, threads, [&](int band) {
    for (int y = band * rowsPerBand; y < std::min((band + 1) * rowsPerBand, height); ++y)
      work(y);
  });
}

/// Screen-space ambient occlusion: what of the neighbourhood rises over the surface.
float openness(const PhotoPixels& pixels, int x, int y, float pixelsPerMetre) {
  constexpr int taps = 8;
  const F3 point = pixels.points.at(x, y), normal = pixels.normals.at(x, y);
  const float reach = std::clamp(nearReach * pixelsPerMetre, 2.0f, 40.0f);
  const float turn = gradientNoise(x, y, 11);
  float closed = 0;
  for (int i = 0; i < taps; ++i) {
    const float turns = (static_cast<float>(i) + turn) / taps;
    const float radius = reach * (0.25f + 0.75f * fraction(turn * 7 + 0.618f * static_cast<float>(i)));
    const int u = x + static_cast<int>(radius * cosTurns(turns)),
              v = y + static_cast<int>(radius * sinTurns(turns));
    if (!pixels.points.contains(u, v) || !pixels.hits.at(u, v)) continue;
    const F3 offset = pixels.points.at(u, v) - point;
    const float squared = dot(offset, offset) + 1e-8f, rise = dot(offset, normal);
    if (rise <= 0.0005f) continue;
    const float distance = std::sqrt(squared);
    closed += std::max(rise / distance - 0.08f, 0.0f) / (1 + squared / (0.5f * nearReach * nearReach));
  }
  return 1 - std::min(1.5f * closed / taps, 0.8f);
}

} // namespace

PhotoPixels tracePixels(const PhotoTracer& tracer, const PhotoView& view, const TileLists& tiles,
                        int threads) {
  const CameraIntrinsics& camera = tracer.scene().camera;
  PhotoPixels pixels{Raster<PhotoHit>(camera.width, camera.height),
                     Raster<F3>(camera.width, camera.height),
                     Raster<F3>(camera.width, camera.height),
                     {},
                     {}};
  forRows(camera.height, threads, [&](int y) {
    for (int x = 0; x < camera.width; ++x) {
      const F3 direction = view.direction(x, y);
      const PhotoHit hit = tracer.firstFromEye(direction, tiles.at(x, y));
      pixels.hits.at(x, y) = hit;
      if (!hit) continue;
      const F3 point = tracer.eye() + hit.t * direction;
      pixels.points.at(x, y) = point;
      pixels.normals.at(x, y) = tracer.normalAt(hit, point);
    }
  });
  return pixels;
}

void traceLight(PhotoPixels& pixels, const PhotoTracer& tracer, const PhotoShadows& shadows, int threads) {
  const int width = pixels.hits.width(), height = pixels.hits.height();
  const auto focal = static_cast<float>(tracer.scene().camera.fx);
  pixels.lit = Raster<std::uint8_t>(width, height);
  pixels.open = Raster<float>(width, height, 1, 1.0f);
  forRows(height, threads, [&](int y) {
    for (int x = 0; x < width; ++x) {
      const PhotoHit& hit = pixels.hits.at(x, y);
      if (!hit) continue;
      const F3 normal = pixels.normals.at(x, y);
      const F3 point = pixels.points.at(x, y) + (3e-4f + 1e-4f * hit.t) * normal;
      std::uint8_t lit = 0;
      for (std::size_t l = 0; l < shadows.lamps().size(); ++l) {
        if (dot(normal, shadows.lamps()[l].towards) <= 0) continue;
        const float shift = 5.0f * static_cast<float>(l);
        const float turns = gradientNoise(x, y, shift), share = std::sqrt(gradientNoise(y, x, shift + 3));
        if (shadows.reaches(l, point, turns, share)) lit |= static_cast<std::uint8_t>(1u << l);
      }
      pixels.lit.at(x, y) = lit;
      pixels.open.at(x, y) = openness(pixels, x, y, focal / hit.t);
    }
  });
}

} // namespace fillscope
