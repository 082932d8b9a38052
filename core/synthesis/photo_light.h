#pragma once
// Indirect light of a photo scene: the sky through the rim and what walls and content throw back, as cubes of
// light on a coarse grid in the box. Private to this folder.
#include "core/synthesis/photo_finish.h"
#include "core/synthesis/photo_shadow.h"
#include <array>

namespace fillscope {

/// Light that arrives along −x, +x, −y, +y, −z, +z facing surfaces (McTaggart 2004, "Half-Life 2 shading").
using LightCube = std::array<F3, 6>;

class PhotoLight {
 public:
  PhotoLight(const PhotoTracer& tracer, const PhotoShadows& shadows, const PhotoSurfaces& surfaces);
  /// Irradiance over π that is not a lamp's, without near occlusion.
  F3 ambientAt(F3 point, F3 normal) const;
  /// Irradiance over π of a level place in the open.
  F3 openAir() const { return openAir_; }
  /// What a ray that leaves the scene sees.
  F3 sky(F3 direction) const;

 private:
  static constexpr int nx = 5, ny = 5, nz = 4;
  static constexpr int patches = 3; ///< of a wall, each way
  void lightWalls();
  void fillGrid();
  F3 arriving(F3 point, F3 direction) const; ///< light along a ray that starts in the box
  std::size_t patchOf(int wall, F3 p) const;

  const PhotoTracer& tracer_;
  const PhotoShadows& shadows_;
  const PhotoSurfaces& surfaces_;
  F3 ambient_, openAir_, groundGlow_, inside_, floor_;
  F3 size_;
  std::array<F3, 5 * patches * patches> glow_{}; ///< radiosity over π of the wall patches, floor last
  F3 meanGlow_;
  std::vector<std::int16_t> occluders_;
  std::array<LightCube, nx * ny * nz> grid_{};
};

} // namespace fillscope
