#pragma once
// What the surfaces of a scene are made of: cardboard or plastic walls, printed parcels, balls, loose fill.
#include "core/synthesis/scene_tracer.h"

namespace fillscope {

struct Material {
  Vec3 albedo; ///< linear
  Vec3 normal; ///< unit, bent by fine relief
  double gloss = 0, sharpness = 30;
};

/// Procedural textures by place and seed. Keeps references to scene and tracer. Thread-safe once built.
class Materials {
 public:
  Materials(const BoxScene& scene, const SceneTracer& tracer, bool texture);
  Material at(const Hit& hit, Vec3 point) const;
  Vec3 wallColour() const { return wall_; }     ///< linear
  Vec3 groundColour() const { return ground_; } ///< linear

 private:
  Material boxAt(const Hit& hit, Vec3 point) const;
  Material groundAt(Vec3 point) const;
  Material cuboidAt(const CuboidItem& cuboid, const Hit& hit, Vec3 point) const;
  Material sphereAt(const SphereItem& sphere, const Hit& hit) const;
  Material layerAt(const Hit& hit, Vec3 point) const;

  const BoxScene& scene_;
  const SceneTracer& tracer_;
  bool texture_;
  Vec3 wall_, ground_;
  std::vector<Vec3> items_; ///< linear base colours
};

} // namespace fillscope
