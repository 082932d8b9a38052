#include "core/synthesis/photo_surroundings.h"
#include "core/synthesis/photo_bodies.h"
#include "core/synthesis/photo_draw.h"
#include <algorithm>
#include <limits>
#include <numbers>

namespace fillscope {
namespace {

SolidCuboid upright(Vec3 low, Vec3 high) { return {{0.5 * (low + high), {}}, 0.5 * (high - low)}; }

/// A box like the scene's own beside it, as walls, floor and something in it.
void addBoxAt(PhotoScene& scene, Vec2 corner, double lip, double lipHeight, FinishMaker& finishes,
              CounterRandom& random) {
  const auto [first, second, depth] = scene.size;
  const double wall = scene.wall, x0 = corner.x, y0 = corner.y, x1 = x0 + first, y1 = y0 + second;
  auto add = [&](Vec3 low, Vec3 high, const Finish& finish) {
    scene.items.push_back({upright(low, high), finish, false});
  };
  add({x0 - wall, y0 - wall, 0}, {x0, y1 + wall, depth}, scene.inside);
  add({x1, y0 - wall, 0}, {x1 + wall, y1 + wall, depth}, scene.inside);
  add({x0, y0 - wall, 0}, {x1, y0, depth}, scene.inside);
  add({x0, y1, 0}, {x1, y1 + wall, depth}, scene.inside);
  add({x0 - wall, y0 - wall, depth}, {x1 + wall, y1 + wall, depth + wall}, scene.floorInside);
  if (lipHeight > 0) {
    const double outer = wall + lip;
    add({x0 - outer, y0 - outer, 0}, {x0 - wall, y1 + outer, lipHeight}, scene.outside);
    add({x1 + wall, y0 - outer, 0}, {x1 + outer, y1 + outer, lipHeight}, scene.outside);
    add({x0 - wall, y0 - outer, 0}, {x1 + wall, y0 - wall, lipHeight}, scene.outside);
    add({x0 - wall, y1 + wall, 0}, {x1 + wall, y1 + outer, lipHeight}, scene.outside);
  }
  double base = depth;
  for (int i = random.integer(0, 4); i > 0; --i) {
    const double height = random.between(0.1, 0.35) * depth;
    if (base - height < 0.01) break;
    const double a = random.between(0.15, 0.45) * first, b = random.between(0.15, 0.45) * second;
    const double x = x0 + random.between(a, first - a), y = y0 + random.between(b, second - b);
    add({x - a, y - b, base - height}, {x + a, y + b, base}, finishes.goods());
    base -= height;
  }
}

/// How far from the picture's middle a point of the rim plane is seen, pixels.
double fromMiddle(const PhotoScene& scene, Vec2 at) {
  const Vec3 seen = scene.pose.toCamera({at.x, at.y, 0});
  const Vec2 middle{0.5 * (scene.camera.width - 1), 0.5 * (scene.camera.height - 1)};
  return seen.z > 0 ? norm(scene.camera.project(seen) - middle) : std::numeric_limits<double>::infinity();
}

} // namespace

bool addNeighbours(PhotoScene& scene, const PhotoSpec& spec, const Reach& reach, FinishMaker& finishes,
                   CounterRandom& random) {
  if (!random.chance(spec.neighbourShare)) return false;
  const int drawn = random.integer(0, 3);
  const double space = draw(random, spec.neighbourGap);
  // Touching ones stand in line.
  const double slide = random.chance(0.4) ? 0 : random.between(-0.15, 0.15);
  const auto [first, second, depth] = scene.size;
  struct Place {
    Vec2 corner;
    double lip;
  };
  const auto placeAt = [&, first = first, second = second](int side) {
    const double lip = reach.ring > 0 ? reach.side[side] - scene.wall : 0;
    const double gap = reach.side[side] + scene.wall + lip + space;
    const Vec2 corners[] = {{-first - gap, slide * second},
                            {first + gap, slide * second},
                            {slide * first, -second - gap},
                            {slide * first, second + gap}};
    return Place{corners[side], lip};
  };
  // Of two boxes alike, the picture is of the one nearer to its middle.
  const Vec2 centre{0.5 * first, 0.5 * second};
  const auto off = [&](const Place& place) { return fromMiddle(scene, place.corner + centre); };
  Place place = placeAt(drawn);
  const Place across = placeAt(drawn ^ 1);
  const double clear = fromMiddle(scene, centre) + 0.2 * scene.camera.width;
  if (off(place) < clear && off(across) > off(place)) place = across;
  addBoxAt(scene, place.corner, place.lip, reach.ring, finishes, random);
  return true;
}

void addProfiles(PhotoScene& scene, const PhotoSpec& spec, const Reach& reach, FinishMaker& finishes,
                 CounterRandom& random) {
  if (!random.chance(spec.profileShare)) return;
  const auto [first, second, depth] = scene.size;
  const Finish finish = finishes.metal();
  const double width = random.between(0.015, 0.07), top = random.between(-0.01, 0.5 * depth);
  const double thick = random.chance(0.5) ? random.between(0.02, 0.08) : depth + scene.wall - top;
  const double long1 = random.between(0.2, 3), long2 = random.between(0.2, 3);
  for (int side = 0; side < 4; ++side) {
    if (!random.chance(0.5)) continue;
    const double near = reach.side[side] + random.between(0.004, 0.06), far = near + width;
    const Vec3 lows[] = {
        {-far, -long1, top}, {first + near, -long1, top}, {-long1, -far, top}, {-long1, second + near, top}};
    const Vec3 highs[] = {{-near, second + long2, top + thick},
                          {first + far, second + long2, top + thick},
                          {first + long2, -near, top + thick},
                          {first + long2, second + far, top + thick}};
    scene.items.push_back({upright(lows[side], highs[side]), finish, false});
  }
}

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

void addClutter(PhotoScene& scene, const PhotoSpec& spec, const Reach& reach, FinishMaker& finishes,
                CounterRandom& random) {
  const auto [first, second, depth] = scene.size;
  const std::size_t others = scene.items.size();
  const double far = std::max(first, second);
  for (int i = drawInteger(random, spec.clutter); i > 0; --i) {
    const double size = random.between(0.03, 0.35) * far;
    Body body;
    switch (drawIndex(random, {0.45, 0.2, 0.1, 0.15, 0.1})) {
    case 0:
      body = cuboidBody(
          {size, size * random.between(0.2, 1), std::min(size * random.between(0.05, 0.8), 1.1 * depth)},
          finishes.thing());
      break;
    case 1:
      body = turned(canBody(0.2 * size, std::min(0.6 * size, depth), finishes.thing()), anyTurn(random, 0.5));
      break;
    case 2:
      body = ballBody(std::min(0.25 * size, 0.5 * depth), finishes.ball(random.chance(0.4)));
      break;
    case 3:
      body = turned(rodBody(random.between(0.006, 0.02), size + 0.08, finishes.thing()), anyTurn(random, 0));
      break;
    default:
      body = turned(bottleBody(0.12 * size, 0.7 * size, finishes.bottle(), finishes.bottle()),
                    anyTurn(random, 0.9));
      break;
    }
    body = turned(body, rotationAbout(2, random.between(-1, 1) * std::numbers::pi));
    SolidBounds bounds = boundsOf(body.parts.front().solid);
    for (const PhotoItem& part : body.parts) {
      const SolidBounds b = boundsOf(part.solid);
      bounds.low = {std::min(bounds.low.x, b.low.x), std::min(bounds.low.y, b.low.y),
                    std::min(bounds.low.z, b.low.z)};
      bounds.high = {std::max(bounds.high.x, b.high.x), std::max(bounds.high.y, b.high.y),
                     std::max(bounds.high.z, b.high.z)};
    }
    // Beside one side of the box, clear of what stands out of it.
    const int side = random.integer(0, 3);
    const double away = reach.side[side] + 0.005 + random.between(0, 0.5) * far;
    const double slide = random.between(-0.3, 1.3);
    const Vec2 places[] = {{-away - bounds.high.x, slide * second},
                           {first + away - bounds.low.x, slide * second},
                           {slide * first, -away - bounds.high.y},
                           {slide * first, second + away - bounds.low.y}};
    const Vec2 at = places[side];
    double rest = depth + scene.wall + scene.groundDrop;
    bool blocked = false;
    for (std::size_t k = 0; k < others; ++k) {
      if (scene.items[k].content) continue;
      const SolidBounds b = boundsOf(scene.items[k].solid);
      if (b.low.x > at.x + bounds.high.x || b.high.x < at.x + bounds.low.x ||
          b.low.y > at.y + bounds.high.y || b.high.y < at.y + bounds.low.y)
        continue;
      const bool under = std::holds_alternative<SolidCuboid>(scene.items[k].solid) && b.low.z >= depth;
      const bool whole = b.low.x <= at.x + bounds.low.x && b.high.x >= at.x + bounds.high.x &&
                         b.low.y <= at.y + bounds.low.y && b.high.y >= at.y + bounds.high.y;
      if (under && whole)
        rest = std::min(rest, b.low.z);
      else
        blocked = true;
    }
    if (blocked) continue;
    for (PhotoItem part : body.parts) {
      part.solid = movedBy(part.solid, {at.x, at.y, rest - bounds.high.z});
      part.content = false;
      scene.items.push_back(std::move(part));
    }
  }
}

} // namespace fillscope
