#include "core/synthesis/photo_box_parts.h"
#include "core/synthesis/photo_draw.h"
#include <algorithm>

namespace fillscope {
namespace {

/// The floor with its longer side first.
struct FloorFrame {
  Vec3 middle, along, across;
  double length = 0, width = 0;
  explicit FloorFrame(const BoxSize& size)
      : middle{size.first / 2, size.second / 2, size.depth}
      , along{1, 0, 0}
      , across{0, 1, 0}
      , length(size.first)
      , width(size.second) {
    if (length >= width) return;
    std::swap(length, width);
    along = {0, 1, 0};
    across = {-1, 0, 0};
  }
};

void addSheet(PhotoScene& scene, const FloorFrame& floor, Vec3 centre, double length, double width,
              double rise, const Finish& finish) {
  scene.items.push_back(part(centre, floor.along, floor.across, {0.5 * length, 0.5 * width, rise}, finish));
}

/// Two flaps that meet over another two: what lies below shows in the gap and where they end short.
void addBottomFlaps(PhotoScene& scene, const FloorFrame& floor, FinishMaker& finishes,
                    CounterRandom& random) {
  Finish flap = random.chance(0.35) ? finishes.liner() : scene.floorInside;
  double gap = random.between(0.001, 0.006);
  if (random.chance(0.3)) gap = random.between(0.015, 0.05) * floor.width;
  const double ends = random.chance(0.5) ? random.between(0.01, 0.12) * floor.length : 0.001;
  const double sides = random.chance(0.4) ? random.between(0.002, 0.02) * floor.width : 0.0005;
  const double width = 0.5 * (floor.width - gap) - sides;
  const auto shade = static_cast<float>(random.between(0.88, 1.08));
  const double slide = random.between(-0.25, 0.25) * ends;
  for (const double way : {-1.0, 1.0}) {
    addSheet(scene, floor,
             floor.middle + way * 0.5 * (gap + width) * floor.across + way * slide * floor.along,
             floor.length - 2 * ends, width, random.between(0.0006, 0.0012), flap);
    flap.base = {flap.base.r * shade, flap.base.g * shade, flap.base.b * shade};
    flap.seed += 1;
  }
  switch (drawIndex(random, {0.4, 0.35, 0.25})) {
  case 0:
    addSheet(scene, floor, floor.middle, 0.996 * floor.length, gap, 0.0004, finishes.dark());
    break;
  case 1: { // nothing below: light comes through a part of it
    const double length = random.between(0.08, 0.9) * floor.length;
    addSheet(scene, floor, floor.middle + random.between(-0.04, 0.04) * floor.length * floor.along, length,
             std::min(gap, 0.012), 0.0005, finishes.opening(scene.ground));
    break;
  }
  default:
    break;
  }
}

void addLightInCorners(PhotoScene& scene, FinishMaker& finishes, CounterRandom& random) {
  const Finish light = finishes.opening(scene.ground);
  for (int corner = 0; corner < 4; ++corner) {
    if (!random.chance(0.6)) continue;
    const double a = random.between(0.0015, 0.005), b = random.between(0.0015, 0.005);
    const double x = corner & 1 ? scene.size.first - a : a, y = corner & 2 ? scene.size.second - b : b;
    scene.items.push_back(part({x, y, scene.size.depth}, {1, 0, 0}, {0, 1, 0}, {a, b, 0.0014}, light));
  }
}

void addDarkHandHoles(PhotoScene& scene, FinishMaker& finishes, CounterRandom& random) {
  const int pair = random.integer(0, 1);
  const Finish hole = random.chance(0.5) ? finishes.dark() : scene.ground;
  for (int i = 0; i < 2; ++i) {
    const Side side = sideOf(scene.size, 2 * pair + i);
    const Vec3 down{0, 0, 1};
    const double wide = std::min(random.between(0.035, 0.06), 0.3 * side.length),
                 high = random.between(0.012, 0.018);
    const Vec3 centre = side.middle + std::max(0.035, 0.18 * scene.size.depth) * down;
    scene.items.push_back(part(centre, side.along, down, {wide, high, 0.0005}, hole));
  }
}

/// A slot with round ends in the plane of x and y.
void addSlot(PhotoScene& scene, Vec3 centre, Vec3 x, Vec3 y, double wide, double high, const Finish& finish) {
  constexpr double thick = 0.0014; // over whatever lies on the floor
  const double straight = std::max(wide - high, 0.0);
  if (straight > 0) scene.items.push_back(part(centre, x, y, {straight, high, thick}, finish));
  for (const double way : {-1.0, 1.0}) {
    const Placement at{centre + way * straight * x, {{x, y, cross(x, y)}}};
    scene.items.push_back({SolidCylinder{at, high, thick}, finish, false});
    if (straight == 0) break;
  }
}

} // namespace

void addCartonFloor(PhotoScene& scene, const PhotoSpec& spec, FinishMaker& finishes, CounterRandom& random) {
  const FloorFrame floor(scene.size);
  const bool flaps = random.chance(spec.bottomFlapShare);
  if (flaps) {
    addBottomFlaps(scene, floor, finishes, random);
  } else if (random.chance(0.6)) { // closed floors show where their flaps meet as well
    addSheet(scene, floor, floor.middle, 0.996 * floor.length, random.between(0.0016, 0.004), 0.0003,
             finishes.dark());
    if (random.chance(spec.tapeShare))
      addSheet(scene, floor, floor.middle, 0.996 * floor.length, random.between(0.04, 0.07), 0.0002,
               finishes.tape());
  }
  if (random.chance(spec.linerShare)) {
    const double around = random.between(0.001, 0.05);
    addSheet(scene, floor, floor.middle, (1 - around) * floor.length,
             (1 - random.between(0.001, 0.05)) * floor.width, 0.0013, finishes.liner());
  }
  if (flaps && random.chance(0.5)) addLightInCorners(scene, finishes, random);
  if (scene.size.depth >= 0.1 && random.chance(0.25)) addDarkHandHoles(scene, finishes, random);
}

void addCutOuts(PhotoScene& scene, const PhotoSpec& spec, FinishMaker& finishes, CounterRandom& random) {
  if (!random.chance(spec.cutOutShare)) return;
  const Finish light = finishes.opening(scene.ground);
  const Vec3 down{0, 0, 1};
  const double depth = scene.size.depth;
  const int pair = random.integer(0, 1), count = random.integer(1, 3);
  const double high = std::min(random.between(0.008, 0.025), 0.15 * depth);
  const double at = random.between(0.2, 0.6) * depth;
  for (int i = 0; i < 2; ++i) {
    if (i == 1 && random.chance(0.3)) continue;
    const Side side = sideOf(scene.size, 2 * pair + i);
    const double wide = std::min(random.between(0.02, 0.06), 0.4 * side.length / count);
    const double spacing = side.length / count;
    for (int k = 0; k < count; ++k)
      addSlot(scene, side.middle + ((k + 0.5) * spacing - 0.5 * side.length) * side.along + at * down,
              side.along, down, wide, high, light);
  }
  if (!random.chance(0.4)) return;
  const FloorFrame floor(scene.size);
  const double wide = random.between(0.006, 0.1) * floor.width;
  const Vec3 centre = floor.middle + random.between(-0.25, 0.25) * floor.length * floor.along +
                      random.between(-0.25, 0.25) * floor.width * floor.across;
  addSlot(scene, centre, floor.across, floor.along, wide, random.between(0.3, 1.0) * wide, light);
}

} // namespace fillscope
