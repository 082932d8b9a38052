#pragma once
// Light on a scene: one soft lamp, an even sky through the opening, and what the box's own walls throw back.
#include "core/synthesis/materials.h"
#include "core/synthesis/scene_tracer.h"
#include <array>

namespace fillscope {

class BoxShader {
 public:
  /// Numbers that samples of one pixel are apart from those of the next.
  static constexpr std::uint64_t samplesApart = 64;
  /// Keeps references to scene and tracer. Thread-safe once built.
  BoxShader(const BoxScene& scene, const SceneTracer& tracer, const RenderOptions& options);
  /// Linear light that comes back along the ray; sample numbers the ray, so that shadows of neighbours
  /// differ.
  Vec3 radiance(const Ray& ray, const Hit& hit, std::uint64_t sample) const;
  /// As sRGB bytes, with a soft shoulder towards white.
  static std::array<std::uint8_t, 3> encoded(Vec3 linear);

 private:
  /// Share of the sky that a surface sees through the opening, by Lambert's form factor of a polygon.
  double skyThroughRim(Vec3 point, Vec3 normal) const;
  double lampVisible(Vec3 point, Vec3 normal, std::uint64_t sample) const;
  double openness(Vec3 point, Vec3 normal, const Hit& hit) const;

  const BoxScene& scene_;
  const SceneTracer& tracer_;
  RenderOptions options_;
  Materials materials_;
  Vec3 lamp_, lampRight_, lampUp_;
};

} // namespace fillscope
