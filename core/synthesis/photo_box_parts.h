#pragma once
// Parts of the box itself besides walls and floor, none of them content. Private to this folder.
#include "core/synthesis/photo_surroundings.h"

namespace fillscope {

/// A side of the rim: the middle of its inner edge, the way out, and its length.
struct Side {
  Vec3 middle, out, along;
  double length = 0, across = 0;
};
inline Side sideOf(const BoxSize& size, int index) {
  const double a = size.first, b = size.second;
  switch (index) {
  case 0:
    return {{0, b / 2, 0}, {-1, 0, 0}, {0, 1, 0}, b, a};
  case 1:
    return {{a, b / 2, 0}, {1, 0, 0}, {0, 1, 0}, b, a};
  case 2:
    return {{a / 2, 0, 0}, {0, -1, 0}, {1, 0, 0}, a, b};
  default:
    return {{a / 2, b, 0}, {0, 1, 0}, {1, 0, 0}, a, b};
  }
}

/// A cuboid with its own x and y along two unit vectors at a right angle.
inline PhotoItem part(Vec3 centre, Vec3 x, Vec3 y, Vec3 half, const Finish& finish) {
  return {SolidCuboid{{centre, {{x, y, cross(x, y)}}}, half}, finish, false};
}

/// What lies on a carton's floor, at most 1.5 mm thick: bottom flaps with seam and gaps, a liner, tape, light
/// through the corners; and dark hand holes.
void addCartonFloor(PhotoScene& scene, const PhotoSpec& spec, FinishMaker& finishes, CounterRandom& random);
/// Openings in upright walls and floor through which the outside is seen.
void addCutOuts(PhotoScene& scene, const PhotoSpec& spec, FinishMaker& finishes, CounterRandom& random);
/// Lip or rolled rim, round corners, folds of the short walls, reflections.
Reach addToteParts(PhotoScene& scene, const PhotoSpec& spec, CounterRandom& random);
/// A ring of four bars around the rim's outside, below its top.
Reach addRing(PhotoScene& scene, double width, double height, const Finish& finish);

} // namespace fillscope
