#include "core/imaging/row_bands.h"
#include "core/synthesis/photo_gbuffer.h"

namespace fillscope {
namespace {

class Shader {
 public:
  Shader(const PhotoPixels& pixels, const Raster<SoftLight>& soft, const PhotoTracer& tracer,
         const PhotoShadows& shadows, const PhotoSurfaces& surfaces, const PhotoLight& light)
      : pixels_(pixels)
      , soft_(soft)
      , tracer_(tracer)
      , shadows_(shadows)
      , surfaces_(surfaces)
      , light_(light)
      , perPixel_(1 / static_cast<float>(tracer.scene().camera.fx)) {}

  F3 colourAt(int x, int y) const {
    const PhotoHit& hit = pixels_.hits.at(x, y);
    const F3 point = pixels_.points.at(x, y), normal = pixels_.normals.at(x, y);
    const F3 direction = point - tracer_.eye();
    const SurfaceLook look = surfaces_.lookAt(hit, point, normal, direction, hit.t * perPixel_);
    const SoftLight& soft = soft_.at(x, y);
    const float open = static_cast<float>(soft.open) / 255;
    const F3 ambient = light_.ambientAt(point, look.normal);
    F3 arriving = open * ambient, shine;
    const F3 back = look.gloss > 0 ? normalized(-direction) : F3{};
    for (std::size_t l = 0; l < shadows_.lamps().size(); ++l) {
      if (soft.lamps[l] == 0) continue;
      const PreparedLamp& lamp = shadows_.lamps()[l];
      const float facing = dot(look.normal, lamp.towards);
      if (facing <= 0) continue;
      const float strength = static_cast<float>(soft.lamps[l]) / 255 * lamp.strengthAt(point);
      arriving = arriving + (strength * facing) * lamp.colour;
      if (look.gloss <= 0) continue;
      // Blinn and Phong's highlight, as wide at least as the lamp, with its energy kept.
      const float power = std::min(look.sharpness, 2 / (lamp.radius * lamp.radius + 1e-3f));
      const float mirrored = dot(look.normal, normalized(back + lamp.towards));
      if (mirrored > 0)
        shine = shine + (strength * (power + 8) * 0.02f * powFast(mirrored, power)) * lamp.colour;
    }
    F3 colour = look.albedo * arriving;
    if (look.gloss > 0) {
      const float cosine = clamp01(dot(back, look.normal)), grazing = 1 - cosine;
      const float fresnel = 0.25f + 0.75f * grazing * grazing * grazing * grazing;
      colour = colour + look.gloss * (shine + (fresnel * open) * ambient);
    }
    return look.glow > 0 ? mix(colour, look.albedo * light_.openAir(), look.glow) : colour;
  }

 private:
  const PhotoPixels& pixels_;
  const Raster<SoftLight>& soft_;
  const PhotoTracer& tracer_;
  const PhotoShadows& shadows_;
  const PhotoSurfaces& surfaces_;
  const PhotoLight& light_;
  float perPixel_;
};

bool isEdge(const PhotoPixels& pixels, int x, int y) {
  const PhotoHit& here = pixels.hits.at(x, y);
  for (const auto& [dx, dy] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
    if (!pixels.hits.contains(x + dx, y + dy)) continue;
    const PhotoHit& there = pixels.hits.at(x + dx, y + dy);
    if (!here.sameThing(there) || std::abs(here.t - there.t) > 0.05f * here.t) return true;
  }
  return false;
}

/// The mean over rays beside the centre of what pixels near by show of the things that the rays meet.
F3 smoothedEdge(const PhotoPixels& pixels, const Raster<F3>& colours, const PhotoTracer& tracer,
                const PhotoView& view, const TileLists& tiles, int x, int y) {
  constexpr float places[4][2] = {{-0.125f, -0.375f}, {0.375f, -0.125f}, {0.125f, 0.375f}, {-0.375f, 0.125f}};
  F3 sum;
  for (const auto& place : places) {
    const PhotoHit hit = tracer.firstFromEye(view.direction(x + place[0], y + place[1]), tiles.at(x, y));
    F3 colour = colours.at(x, y);
    float nearest = noHit;
    for (int v = std::max(y - 1, 0); v <= std::min(y + 1, colours.height() - 1); ++v)
      for (int u = std::max(x - 1, 0); u <= std::min(x + 1, colours.width() - 1); ++u) {
        const PhotoHit& there = pixels.hits.at(u, v);
        if (!hit.sameThing(there)) continue;
        const float away = hit ? std::abs(there.t - hit.t) : 0;
        if (away < nearest) nearest = away, colour = colours.at(u, v);
      }
    sum = sum + 0.25f * colour;
  }
  return sum;
}

} // namespace

Raster<F3> shadePixels(const PhotoPixels& pixels, const PhotoTracer& tracer, const PhotoView& view,
                       const TileLists& tiles, const PhotoShadows& shadows, const PhotoSurfaces& surfaces,
                       const PhotoLight& light, int threads) {
  const int width = pixels.hits.width(), height = pixels.hits.height();
  const Raster<SoftLight> soft = softenLight(pixels, tracer, shadows, threads);
  const Shader shader(pixels, soft, tracer, shadows, surfaces, light);
  Raster<F3> colours(width, height);
  forEachBand(height, threads, [&](int y) {
    for (int x = 0; x < width; ++x)
      colours.at(x, y) =
          pixels.hits.at(x, y) ? shader.colourAt(x, y) : 1.3f * light.sky(view.direction(x, y));
  });
  Raster<F3> result = colours;
  forEachBand(height, threads, [&](int y) {
    for (int x = 0; x < width; ++x)
      if (isEdge(pixels, x, y)) result.at(x, y) = smoothedEdge(pixels, colours, tracer, view, tiles, x, y);
  });
  return result;
}

} // namespace fillscope
