#pragma once
// Rays against the solids of a scene, in the box frame.
#include "core/synthesis/box_scene.h"
#include <limits>

namespace fillscope {

struct Ray {
  Vec3 origin, direction; ///< direction of any length; distances are in its units
};

enum class Surface : std::uint8_t { nothing, innerWall, floor, rim, outerWall, ground, item };

struct Hit {
  double distance = std::numeric_limits<double>::infinity();
  Vec3 normal; ///< unit, towards where the ray came from
  Surface surface = Surface::nothing;
  int index = -1; ///< of the item, or of the wall: 0 x = 0, 1 x = first, 2 y = 0, 3 y = second
  explicit operator bool() const { return surface != Surface::nothing; }
};

/// A few half-spaces normal·p <= offset whose intersection is the solid.
struct ConvexSolid {
  struct Plane {
    Vec3 normal;
    double offset = 0;
  };
  std::vector<Plane> planes;
  /// Where a ray is inside: [enter, leave] and the planes it crosses there; nothing inside when enter >
  /// leave.
  struct Interval {
    double enter, leave;
    int enterPlane = -1, leavePlane = -1;
  };
  Interval cut(const Ray& ray) const;
};

/// The scene prepared for rays. Keeps a reference to the scene. Thread-safe once built.
class SceneTracer {
 public:
  explicit SceneTracer(const BoxScene& scene);
  /// The first surface in front of the origin.
  Hit first(const Ray& ray) const;
  /// Whether box or content lie in front of the origin.
  bool blocked(const Ray& ray) const;
  /// Distance to the nearest cuboid or sphere other than one, at most reach.
  double itemDistance(Vec3 point, double reach, int except) const;
  /// A point in the frame of cuboid index (origin at its centre, axes along its edges).
  Vec3 toCuboid(int index, Vec3 point) const;

 private:
  struct Bounds {
    Vec3 centre;
    double radius = 0;
  };
  struct Turn {
    double cosine = 1, sine = 0;
  };
  Hit shellHit(const Ray& ray) const;
  Hit itemHit(int index, const Ray& ray) const;

  const BoxScene& scene_;
  ConvexSolid outer_, inner_;       ///< inner is open upwards
  std::vector<ConvexSolid> layers_; ///< one per item, empty where it is no layer
  std::vector<Bounds> bounds_;
  std::vector<Turn> turns_;
};

} // namespace fillscope
