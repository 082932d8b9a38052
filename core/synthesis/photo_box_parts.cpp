#include "core/synthesis/photo_draw.h"
#include "core/synthesis/photo_surroundings.h"
#include <algorithm>
#include <memory>
#include <numbers>

namespace fillscope {
namespace {

constexpr double degree = std::numbers::pi / 180;

/// A side of the rim: the middle of its inner edge, the way out, and its length.
struct Side {
  Vec3 middle, out, along;
  double length = 0, across = 0;
};
Side sideOf(const BoxSize& size, int index) {
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

PhotoItem part(Vec3 centre, Vec3 x, Vec3 y, Vec3 half, const Finish& finish) {
  return {SolidCuboid{{centre, {{x, y, cross(x, y)}}}, half}, finish, false};
}

/// Angle from standing: 90 lies outwards level, -90 inwards.
struct Flap {
  double angle = 0, length = 0;
};

double flapAngle(const PhotoScene& scene, const PhotoSpec& spec, const Side& side, CounterRandom& random) {
  // Most flaps are folded out of the way.
  const bool out = random.chance(0.5) && spec.flapAngle.high > 80;
  double angle = out ? random.between(std::max(80.0, spec.flapAngle.low), spec.flapAngle.high)
                     : draw(random, spec.flapAngle);
  // Who takes a picture over a side folds its flap away.
  const Vec3 eye = scene.pose.toBox({0, 0, 0});
  const Vec3 middle{scene.size.first / 2, scene.size.second / 2, 0};
  const bool between = dot(eye - middle, side.out) > 0.35 * std::abs(eye.z);
  if (between && angle < 60 && random.chance(0.8))
    angle = random.between(80, std::max(81.0, spec.flapAngle.high));
  return std::clamp(angle, spec.flapAngle.low, spec.flapAngle.high);
}

/// Flaps keep above the ground outside and above the content inside.
void limitFlap(Flap& flap, const PhotoScene& scene, const SettleGrid& grid, const Side& side) {
  const double ground = scene.size.depth + scene.wall;
  if (flap.angle > 90) {
    const double steepest = 90 + std::asin(std::min(1.0, 0.97 * ground / flap.length)) / degree;
    flap.angle = std::min(flap.angle, steepest);
  }
  const double high = -scene.pose.toBox({0, 0, 0}).z;
  if (std::abs(flap.angle) < 60) flap.length = std::min(flap.length, 0.6 * high);
  if (flap.angle >= -10) return;
  flap.length = std::min(flap.length, 0.49 * side.across);
  const Vec3 a = side.middle - 0.5 * side.length * side.along - flap.length * side.out,
             b = side.middle + 0.5 * side.length * side.along;
  const double free = scene.size.depth - grid.highestWithin({std::min(a.x, b.x), std::min(a.y, b.y)},
                                                            {std::max(a.x, b.x), std::max(a.y, b.y)});
  if (free < 0) flap.angle = std::max(flap.angle, -8.0);
  const double dip = flap.length * std::sin(std::max(0.0, -flap.angle - 90) * degree);
  if (dip + 0.004 > free) flap.angle = std::max(flap.angle, -89.0);
}

double addFlap(PhotoScene& scene, const Side& side, const Flap& flap, double lift, const Finish& outside,
               const Finish& inside) {
  const Vec3 up{0, 0, -1};
  const double angle = flap.angle * degree, half = std::max(scene.wall, 0.003) / 2;
  const Vec3 direction = std::cos(angle) * up + std::sin(angle) * side.out;
  // Outwards it turns about the outer edge of the wall's top, inwards about the inner one; it never cuts the
  // wall.
  Vec3 normal = -std::cos(angle) * side.out + std::sin(angle) * up,
       hinge = side.middle + scene.wall * side.out;
  if (angle < 0) {
    normal = std::cos(angle) * side.out - std::sin(angle) * up;
    hinge = side.middle;
  }
  const Vec3 centre = hinge + lift * up + 0.5 * flap.length * direction;
  const double across = 0.5 * side.length + (angle < -0.2 ? -0.004 : scene.wall - 0.001);
  // Two sheets: the carton's outside and its inside.
  const bool inward = angle < 0;
  scene.items.push_back(part(centre + 0.5 * half * normal, side.along, direction,
                             {across, flap.length / 2, half / 2}, inward ? inside : outside));
  scene.items.push_back(part(centre + 1.5 * half * normal, side.along, direction,
                             {across, flap.length / 2, half / 2}, inward ? outside : inside));
  return std::max(0.0, flap.length * std::sin(angle)) + scene.wall + 2 * half;
}

Reach addFlaps(PhotoScene& scene, const PhotoSpec& spec, const SettleGrid& grid, FinishMaker& finishes,
               CounterRandom& random) {
  Reach reach{{scene.wall, scene.wall, scene.wall, scene.wall}, 0};
  const double shorter = std::min(scene.size.first, scene.size.second);
  const double length = draw(random, spec.flapLength) * shorter;
  const bool content = grid.highest() > scene.size.depth;
  const int foldedPair = random.integer(0, 1), count = drawIndex(random, {0, 0.08, 0.17, 0.1, 0.65});
  int missing = 4 - count;
  // Half shut: a flap stands before the camera or leans over the opening.
  const bool standing = random.chance(spec.standingFlapShare);
  const int leaning = standing ? random.integer(0, 3) : -1;
  if (standing && random.chance(0.4)) scene.outside = finishes.goods();
  bool folded = false;
  for (int i = 0; i < 4; ++i) {
    const int index = (2 * foldedPair + i) % 4;
    const bool skip =
        index != leaning && missing > 0 && random.chance(static_cast<double>(missing) / (4 - i));
    if (skip) {
      --missing;
      continue;
    }
    const Side side = sideOf(scene.size, index);
    Flap flap{flapAngle(scene, spec, side, random),
              std::min(length * random.between(0.97, 1.03), 0.95 * side.across)};
    // Only one pair folds in, the other stays out of its way; at most one flap lies over the content.
    if ((i >= 2 || content || folded) && flap.angle < -5)
      flap.angle = std::clamp(random.between(-5, 170), spec.flapAngle.low, spec.flapAngle.high);
    if (index == leaning)
      flap.angle = std::clamp(random.between(content || folded ? 0 : -60, 20), spec.flapAngle.low,
                              std::max(spec.flapAngle.low, spec.flapAngle.high));
    folded = folded || (flap.angle < -50 && random.chance(0.6));
    limitFlap(flap, scene, grid, side);
    if (content && flap.angle < 0) flap.angle = std::min(3.0, spec.flapAngle.high);
    reach.side[index] = addFlap(scene, side, flap, 0.0005, scene.outside, scene.inside);
  }
  return reach;
}

/// Thin dark lines and patches that real cartons have.
void addCartonMarks(PhotoScene& scene, const PhotoSpec& spec, FinishMaker& finishes, CounterRandom& random) {
  const BoxSize& size = scene.size;
  const Vec3 x{1, 0, 0}, y{0, 1, 0};
  const double floor = size.depth;
  if (random.chance(0.6)) { // where the floor's flaps meet
    const Vec3 middle{size.first / 2, size.second / 2, floor};
    const bool lengthwise = size.first > size.second;
    const Vec3 along = lengthwise ? x : y, across = lengthwise ? y : -x;
    const double half = 0.498 * std::max(size.first, size.second);
    scene.items.push_back(
        part(middle, along, across, {half, random.between(0.0008, 0.002), 0.0003}, finishes.dark()));
    if (random.chance(spec.tapeShare))
      scene.items.push_back(
          part(middle, along, across, {half, random.between(0.02, 0.035), 0.0002}, finishes.tape()));
  }
  if (size.depth < 0.1 || !random.chance(0.3)) return;
  const int pair = random.integer(0, 1);
  const Finish hole = random.chance(0.5) ? finishes.dark() : scene.ground;
  for (int i = 0; i < 2; ++i) {
    const Side side = sideOf(size, 2 * pair + i);
    const Vec3 down{0, 0, 1};
    const double wide = std::min(random.between(0.035, 0.06), 0.3 * side.length),
                 high = random.between(0.012, 0.018);
    const Vec3 centre = side.middle + std::max(0.035, 0.18 * size.depth) * down;
    scene.items.push_back(part(centre, side.along, down, {wide, high, 0.0005}, hole));
  }
}

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

/// A ring of four bars around the rim's outside, below its top.
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

} // namespace

Reach addBoxParts(PhotoScene& scene, const PhotoSpec& spec, const SettleGrid& grid, FinishMaker& finishes,
                  CounterRandom& random) {
  const Reach plain{{scene.wall, scene.wall, scene.wall, scene.wall}, 0};
  if (scene.kind == PhotoBoxKind::carton) {
    addCartonMarks(scene, spec, finishes, random);
    return random.chance(spec.flapShare) ? addFlaps(scene, spec, grid, finishes, random) : plain;
  }
  if (scene.kind == PhotoBoxKind::tote && random.chance(spec.roundedShare))
    roundCorners(scene, random.between(0.05, 0.13) * std::min(scene.size.first, scene.size.second),
                 scene.inside);
  if (scene.kind == PhotoBoxKind::tote)
    return random.chance(0.85)
               ? addRing(scene, random.between(0.008, 0.03), random.between(0.004, 0.03), scene.outside)
               : plain;
  return random.chance(0.5)
             ? addRing(scene, random.between(0.01, 0.022),
                       std::min(random.between(0.03, 0.09), 0.5 * scene.size.depth), scene.outside)
             : plain;
}

} // namespace fillscope
