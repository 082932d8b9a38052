#pragma once
// What surfaces of a photo scene are made of: procedural finishes that fade out before they alias. Private to
// this folder.
#include "core/synthesis/photo_tracer.h"

namespace fillscope {

/// A place on a surface as a finish needs it.
struct FinishPoint {
  float u = 0, v = 0;          ///< metres along the surface from its corner
  float width = 1, height = 1; ///< metres of the face in u and v
  float pixel = 0.003f;        ///< metres that a pixel covers there
  int face = 0;                ///< faces of one thing differ
  bool sheet = false;          ///< of something thin, such as a flap
  F3 normal, alongU, alongV;
};

struct SurfaceLook {
  F3 albedo; ///< linear
  F3 normal; ///< unit, bent by relief
  float gloss = 0, sharpness = 30;
  float glow = 0; ///< as Finish::glow
};

/// A Finish in linear light and single precision. Its picture, if any, has been loaded.
struct PreparedFinish {
  Finish::Pattern pattern = Finish::Pattern::plain;
  F3 base, second;
  float scale = 0.05f, relief = 0, gloss = 0, sharpness = 30, wear = 0, glow = 0;
  std::uint32_t key = 1;
  const SurfacePicture* picture = nullptr; ///< of the scene
  float cosTurn = 1, sinTurn = 0, tint = 0, gain = 1;
  explicit PreparedFinish(const Finish& finish);
  SurfaceLook at(const FinishPoint& p) const;
  F3 meanColour() const { return picture ? second : mix(base, second, 0.25f); }
};

/// All finishes of a scene with the places they cover. Keeps references. Thread-safe once built.
class PhotoSurfaces {
 public:
  PhotoSurfaces(const PhotoScene& scene, const PhotoTracer& tracer);
  /// pixel: metres that a pixel covers at the hit on a surface facing the camera; direction: of the ray.
  SurfaceLook lookAt(const PhotoHit& hit, F3 point, F3 normal, F3 direction, float pixel) const;
  const PreparedFinish& finishOf(const PhotoHit& hit) const;

 private:
  FinishPoint placeOf(const PhotoHit& hit, F3 point, F3 normal) const;
  FinishPoint placeOnItem(const PhotoHit& hit, F3 point, F3 normal) const;
  const PhotoScene& scene_;
  const PhotoTracer& tracer_;
  PreparedFinish inside_, outside_, floor_, ground_;
  std::vector<PreparedFinish> items_;
};

} // namespace fillscope
