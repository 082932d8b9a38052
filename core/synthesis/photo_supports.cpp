#include "core/synthesis/photo_draw.h"
#include "core/synthesis/photo_surroundings.h"
#include <algorithm>

namespace fillscope {
namespace {

SolidCuboid upright(Vec3 low, Vec3 high) { return {{0.5 * (low + high), {}}, 0.5 * (high - low)}; }

} // namespace

void addSupport(PhotoScene& scene, FinishMaker& finishes, CounterRandom& random) {
  if (!random.chance(0.25)) return;
  const auto [first, second, depth] = scene.size;
  const double top = depth + scene.wall;
  const bool belt = random.chance(0.4), along = random.chance(0.5);
  const double drop = random.between(0.3, 0.9), thick = random.between(0.02, 0.06);
  const double side = random.between(0.03, 0.35);
  Finish finish = finishes.ground();
  Vec3 low{-side, -random.between(0.03, 0.35), top},
      high{first + random.between(0.03, 0.5), second + random.between(0.03, 0.5), top + thick};
  if (belt) {
    (along ? low.x : low.y) = -4;
    (along ? high.x : high.y) = 4;
    finish.pattern = Finish::Pattern::belt;
    finish.scale = random.between(0.03, 0.15);
  }
  scene.groundDrop = drop;
  scene.items.push_back({upright(low, high), finish, false});
  if (!belt) return;
  const Finish rail = finishes.metal();
  const double width = random.between(0.02, 0.06), rise = random.between(-0.01, 0.04);
  for (int i = 0; i < 2; ++i) {
    Vec3 from = low, to = high;
    double& near = along ? (i ? from.y : to.y) : (i ? from.x : to.x);
    double& far = along ? (i ? to.y : from.y) : (i ? to.x : from.x);
    near = along ? (i ? high.y : low.y) : (i ? high.x : low.x);
    far = near + (i ? width : -width);
    from.z = top - rise;
    scene.items.push_back({upright(from, to), rail, false});
  }
}

void addTable(PhotoScene& scene, FinishMaker& finishes, CounterRandom& random) {
  const auto [first, second, depth] = scene.size;
  const double far = std::max(first, second), top = depth + scene.wall;
  const auto margin = [&] { return random.between(0.05, 0.9) * far; };
  const double thick = random.between(0.015, 0.06);
  const Vec3 low{-margin(), -margin(), top}, high{first + margin(), second + margin(), top + thick};
  const Finish finish = finishes.plate(random.chance(0.5) ? scene.outside : scene.inside);
  scene.groundDrop = random.chance(0.4) ? thick + random.between(0, 0.1) : random.between(0.3, 0.9);
  const auto add = [&](Vec3 from, Vec3 to, const Finish& of) {
    scene.items.push_back({upright(from, to), of, false});
  };
  const int kind = drawIndex(random, {0.6, 0.2, 0.2});
  if (kind == 1) { // boards with gaps, as pallets have
    const int boards = random.integer(4, 7);
    const bool along = random.chance(0.5);
    const double from = along ? low.y : low.x, whole = (along ? high.y : high.x) - from;
    const double share = random.between(0.6, 0.95);
    for (int i = 0; i < boards; ++i) {
      Vec3 a = low, b = high;
      (along ? a.y : a.x) = from + whole * i / boards;
      (along ? b.y : b.x) = from + whole * (i + share) / boards;
      add(a, b, finish);
    }
    return;
  }
  add(low, high, finish);
  if (kind != 2) return;
  // A raised edge around it, as trays and machine tables have.
  const Finish edge = random.chance(0.5) ? finishes.metal() : finish;
  const double width = random.between(0.01, 0.05), rise = std::min(random.between(0.005, 0.05), 0.6 * depth);
  const double upper = top - rise, lower = top + thick;
  add({low.x - width, low.y - width, upper}, {low.x, high.y + width, lower}, edge);
  add({high.x, low.y - width, upper}, {high.x + width, high.y + width, lower}, edge);
  add({low.x, low.y - width, upper}, {high.x, low.y, lower}, edge);
  add({low.x, high.y, upper}, {high.x, high.y + width, lower}, edge);
}

} // namespace fillscope
