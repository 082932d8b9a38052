#pragma once
// Solids of a photo scene prepared for rays: in their own frames, single precision. Private to this folder.
#include "core/synthesis/photo_math.h"
#include "core/synthesis/photo_scene.h"
#include <array>
#include <limits>
#include <vector>

namespace fillscope {

constexpr float noHit = std::numeric_limits<float>::infinity();

/// A grid of heights over a rectangle, with what a march needs. Own frame: middle of the rectangle on the
/// base plane, z upwards.
struct HeightGrid {
  const Raster<float>* heights = nullptr;
  float halfX = 0, halfY = 0, cellX = 1, cellY = 1, highest = 0;
  std::vector<float> cellHighest; ///< of the four corners of every cell

  HeightGrid(const SolidHeights& solid);
  /// Bilinear; clamped at the border.
  float at(float x, float y) const;
  /// Ray parameter where the ray enters the solid from outside, within (0, limit), else noHit; side 0 top,
  /// else the border or the base: 1 −x, 2 +x, 3 −y, 4 +y, 5 base.
  float enter(F3 origin, F3 direction, float limit, int& side) const;
  F3 topNormal(float x, float y) const;
};

/// One solid. World is the box frame; local = transposed turn · (world − centre).
struct Shape {
  enum class Kind : std::uint8_t { cuboid, sphere, cylinder, capsule, heights };
  Kind kind = Kind::cuboid;
  F3 centre, axisX{1, 0, 0}, axisY{0, 1, 0}, axisZ{0, 0, 1};
  F3 half; ///< cuboid: half sides; cylinder, capsule: z is half the axis
  float radius = 0, topRadius = 0;
  int grid = -1;          ///< index of a HeightGrid
  float bound = 0;        ///< radius of a sphere about centre that holds it all
  std::array<F3, 8> hull; ///< the solid lies in the convex hull of spheres about these points
  int hullCount = 0;
  float hullRadius = 0;

  F3 toLocal(F3 v) const { return {dot(axisX, v), dot(axisY, v), dot(axisZ, v)}; }
  F3 toWorld(F3 v) const { return v.x * axisX + v.y * axisY + v.z * axisZ; }
};

/// A sphere about a shape, apart from it: most rays pass by, and need no more of the shape.
struct Ball {
  F3 centre;
  float squared; ///< of its radius
  /// offset: of the ray's origin from the centre.
  bool passedBy(F3 offset, F3 direction) const {
    const float along = dot(offset, direction), outside = dot(offset, offset) - squared;
    return outside > 0 && (along > 0 || along * along < outside * dot(direction, direction));
  }
};

struct ShapeSet {
  std::vector<Shape> shapes;
  std::vector<Ball> balls; ///< of the shapes
  std::vector<HeightGrid> grids;
  explicit ShapeSet(const std::vector<PhotoItem>& items);

  /// Where a ray given in the shape's own frame enters it from outside, within (0, limit); else noHit. part:
  /// a cuboid's face 0..5 (−x +x −y +y −z +z), a cylinder's side 0, bottom 1, top 2, a height grid's side.
  float enter(const Shape& shape, F3 origin, F3 direction, float limit, int& part) const;
  /// Outward unit normal in the shape's own frame.
  F3 normalAt(const Shape& shape, F3 local, int part) const;
  /// The same for a ray in the box frame whose origin is given from the shape's centre.
  float enterTurned(std::size_t index, F3 offset, F3 direction, float limit) const;
  /// The same for a ray in the box frame, after a look at the bounding sphere.
  float enterWorld(std::size_t index, F3 origin, F3 direction, float limit) const {
    const F3 offset = origin - balls[index].centre;
    return balls[index].passedBy(offset, direction) ? noHit : enterTurned(index, offset, direction, limit);
  }
};

} // namespace fillscope
