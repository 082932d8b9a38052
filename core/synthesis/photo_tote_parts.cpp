#include "core/synthesis/photo_box_parts.h"
#include "core/synthesis/photo_draw.h"
#include <algorithm>
#include <memory>
#include <numbers>

namespace fillscope {
namespace {

/// Fills the corners of the inside so that the rim's are round; its corners stay where the sides would meet.
void roundCorners(PhotoScene& scene, double radius, const Finish& finish) {
  constexpr int cells = 20;
  Raster<float> corner(cells + 1, cells + 1);
  const double high = scene.size.depth - 0.0005, cell = radius / cells;
  for (int y = 0; y <= cells; ++y)
    for (int x = 0; x <= cells; ++x) {
      const double beyond = std::hypot(radius - x * cell, radius - y * cell) - radius;
      corner.at(x, y) = static_cast<float>(std::clamp(beyond / cell, -1.0, 1.0) * high);
    }
  const auto heights = std::make_shared<const Raster<float>>(std::move(corner));
  const double a = scene.size.first, b = scene.size.second, r = radius / 2;
  const Vec2 centres[] = {{r, r}, {a - r, r}, {a - r, b - r}, {r, b - r}};
  for (int i = 0; i < 4; ++i)
    scene.items.push_back(
        {SolidHeights{centres[i], i * std::numbers::pi / 2, r, r, scene.size.depth, heights}, finish, false});
}

/// A round lip along the outside of the rim, its top level with it. radius: of the inner corners, 0 sharp.
Reach addRolledRim(PhotoScene& scene, double lip, double radius, const Finish& finish) {
  const double half = lip / 2, off = scene.wall + half, outer = radius > 0 ? radius + off : 0;
  const double a = scene.size.first, b = scene.size.second;
  const Vec2 middles[] = {{-off + outer, -off + outer},
                          {a + off - outer, -off + outer},
                          {a + off - outer, b + off - outer},
                          {-off + outer, b + off - outer}};
  const int steps = radius > 0 ? 3 : 0;
  std::vector<Vec3> path;
  for (int corner = 0; corner < 4; ++corner)
    for (int i = 0; i <= steps; ++i) {
      const double angle =
          (corner + 2 + (steps > 0 ? static_cast<double>(i) / steps : 0)) * std::numbers::pi / 2;
      path.push_back(
          {middles[corner].x + outer * std::cos(angle), middles[corner].y + outer * std::sin(angle), half});
    }
  for (std::size_t i = 0; i < path.size(); ++i)
    scene.items.push_back({SolidCapsule{path[i], path[(i + 1) % path.size()], half}, finish, false});
  const double reach = scene.wall + lip;
  return {{reach, reach, reach, reach}, lip};
}

/// Tongues of the short walls that stand inwards below the rim and end in the wall. below: of their tops.
void addFolds(PhotoScene& scene, double lip, double radius, double below, CounterRandom& random) {
  const int count = random.integer(2, 4), first = scene.size.first >= scene.size.second ? 0 : 2;
  const Side shape = sideOf(scene.size, first);
  const double inwards = std::min(random.between(0.015, 0.04) * shape.across, 0.2 * shape.length / count);
  const double outwards = scene.wall + 0.8 * lip, r = 0.5 * (inwards + outwards);
  const double high = random.between(0.3, 0.8) * scene.size.depth, narrow = random.between(0.3, 0.9) * r;
  const double room = shape.length - 2 * radius;
  for (int end = 0; end < 2; ++end) {
    const Side side = sideOf(scene.size, first + end);
    for (int i = 0; i < count; ++i) {
      const Vec3 axis = side.middle + (outwards - r) * side.out +
                        ((i + 0.5) / count - 0.5) * room * side.along + Vec3{0, 0, 0.5 * high + below};
      scene.items.push_back({SolidCylinder{{axis, {}}, r, high / 2, narrow}, scene.inside, false});
    }
  }
}

} // namespace

Reach addRing(PhotoScene& scene, double width, double height, const Finish& finish) {
  for (int i = 0; i < 4; ++i) {
    const Side side = sideOf(scene.size, i);
    const double along = side.length / 2 + scene.wall + (i < 2 ? 0 : width);
    scene.items.push_back(part(side.middle + (scene.wall + width / 2) * side.out + Vec3{0, 0, height / 2},
                               side.along, side.out, {along, width / 2, height / 2}, finish));
  }
  const double reach = scene.wall + width;
  return {{reach, reach, reach, reach}, height};
}

Reach addToteParts(PhotoScene& scene, const PhotoSpec& spec, CounterRandom& random) {
  const double shorter = std::min(scene.size.first, scene.size.second);
  const bool rolled = random.chance(spec.rolledRimShare);
  const double lip =
      rolled ? std::clamp(random.between(0.04, 0.1) * shorter, 0.012, 0.04) : random.between(0.008, 0.03);
  double radius = random.chance(spec.roundedShare) ? random.between(0.05, 0.13) * shorter : 0;
  // A rolled rim bends with the corner and hides the corner of the wall: sqrt(2) − 1 of its radius.
  if (rolled) radius = std::min(radius, lip / (std::numbers::sqrt2 - 1) - scene.wall);
  if (radius > 0) roundCorners(scene, radius, scene.inside);
  if (random.chance(spec.gleamShare)) scene.gleam = random.between(0.3, 1);
  const bool ring = rolled || random.chance(0.85);
  if (ring && random.chance(spec.recessShare))
    addFolds(scene, lip, radius, rolled ? 0.5 * lip : 0.0006, random);
  if (rolled) // a label sticks to flat places alone
    return addRolledRim(scene, lip, radius,
                        scene.outside.pattern == Finish::Pattern::label ? scene.inside : scene.outside);
  if (ring) return addRing(scene, lip, random.between(0.004, 0.03), scene.outside);
  return {{scene.wall, scene.wall, scene.wall, scene.wall}, 0};
}

} // namespace fillscope
