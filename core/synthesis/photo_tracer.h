#pragma once
// What a ray meets first in a photo scene: the box, its content and surroundings, the ground. Private to this
// folder.
#include "core/synthesis/photo_shapes.h"
#include "core/synthesis/photo_view.h"
#include <span>

namespace fillscope {

enum class PhotoSurface : std::uint8_t { none, ground, outerWall, innerWall, floor, rim, item };

struct PhotoHit {
  float t = noHit;
  std::int16_t item = -1;
  PhotoSurface surface = PhotoSurface::none;
  std::uint8_t part = 0; ///< a wall 0..3 (x = 0, x = first, y = 0, y = second), or a shape's part
  explicit operator bool() const { return surface != PhotoSurface::none; }
  bool sameThing(const PhotoHit& o) const { return surface == o.surface && item == o.item && part == o.part; }
};

/// The box without its content: inside and outside are frustums that open upwards, between them the wall.
class PhotoShell {
 public:
  explicit PhotoShell(const PhotoScene& scene);
  /// The first of the shell and the ground.
  PhotoHit first(F3 origin, F3 direction) const;
  /// Whether a ray that climbs (direction z < 0) from a point meets the shell before it is above the rim.
  bool blocksUpwards(F3 origin, F3 direction) const;
  /// In the space between the walls, with a little tolerance.
  bool inCavity(F3 p, float tolerance = 0.003f) const;
  F3 normalOf(const PhotoHit& hit) const;
  float groundZ() const { return groundZ_; }
  F3 size() const { return {first_, second_, depth_}; }

 private:
  struct Span {
    float enter, leave;
    int enterPart, leavePart; ///< 0..3 walls, 4 floor or underside, 5 rim plane
  };
  Span cut(F3 origin, F3 direction, bool outer) const;
  float first_, second_, depth_, wall_, lean_, groundZ_;
  F3 wallNormals_[4]; ///< outwards
};

/// Keeps a reference to the scene. Thread-safe once built.
class PhotoTracer {
 public:
  explicit PhotoTracer(const PhotoScene& scene);
  const ShapeSet& shapes() const { return shapes_; }
  const PhotoShell& shell() const { return shell_; }
  const PhotoScene& scene() const { return scene_; }

  /// First hit of a ray from the eye among the items given.
  PhotoHit firstFromEye(F3 direction, std::span<const std::int16_t> candidates) const;
  PhotoHit firstFromEye(F3 direction) const { return firstFromEye(direction, all_); }
  F3 eye() const { return eye_; }
  /// Outward unit normal in the box frame.
  F3 normalAt(const PhotoHit& hit, F3 point) const;
  /// Whether the point belongs to what the mask of contents shows.
  bool isContent(const PhotoHit& hit, F3 point) const;

 private:
  const PhotoScene& scene_;
  ShapeSet shapes_;
  PhotoShell shell_;
  F3 eye_;
  /// The sphere about a shape as the eye sees it.
  struct EyeBall {
    F3 offset;     ///< eye − centre
    float outside; ///< squared distance of the eye less the squared radius
  };
  std::vector<EyeBall> eyeBalls_;
  std::vector<F3> eyeLocal_; ///< the eye in every shape's own frame
  std::vector<std::int16_t> all_;
};

/// The items that a tile of pixels may see.
class TileLists {
 public:
  static constexpr int side = 16;
  TileLists(const PhotoTracer& tracer, const PhotoView& view);
  std::span<const std::int16_t> at(int x, int y) const; ///< of the tile that holds a pixel

 private:
  int columns_ = 0;
  std::vector<int> begin_;
  std::vector<std::int16_t> items_;
};

} // namespace fillscope
