#include "core/synthesis/photo_surroundings.h"
#include "core/synthesis/photo_bodies.h"
#include "core/synthesis/photo_draw.h"
#include <algorithm>
#include <limits>
#include <numbers>

namespace fillscope {
namespace {

SolidCuboid upright(Vec3 low, Vec3 high) { return {{0.5 * (low + high), {}}, 0.5 * (high - low)}; }

/// A box without anything of its own but walls, floor and lip.
struct Neighbour {
  BoxSize size;
  double wall = 0, lip = 0, lipHeight = 0;
  Finish inside, outside, floorInside;
};

Neighbour likeOwn(const PhotoScene& scene, double lip, double lipHeight) {
  return {scene.size, scene.wall, lip, lipHeight, scene.inside, scene.outside, scene.floorInside};
}

Neighbour another(const PhotoScene& scene, FinishMaker& finishes, CounterRandom& random) {
  const int kind = drawIndex(random, {0.45, 0.4, 0.15});
  BoxFinishes own = kind == 0 ? finishes.carton() : kind == 1 ? finishes.tote() : finishes.crate();
  const auto [first, second, depth] = scene.size;
  const double lip = kind == 1 ? random.between(0.008, 0.03) : 0;
  return {
      {first * random.between(0.5, 1.1), second * random.between(0.5, 1.1), depth * random.between(0.4, 1.0)},
      random.between(0.003, 0.012),
      lip,
      0.7 * lip,
      own.inside,
      own.outside,
      own.floorInside};
}

/// Puts it where it stands as deep as the scene's own box, with something in it.
void addBoxAt(PhotoScene& scene, Vec2 corner, const Neighbour& box, FinishMaker& finishes,
              CounterRandom& random) {
  const auto [first, second, depth] = box.size;
  const double wall = box.wall, x0 = corner.x, y0 = corner.y, x1 = x0 + first, y1 = y0 + second;
  const double floor = scene.size.depth + scene.wall - wall, rim = floor - depth;
  auto add = [&](Vec3 low, Vec3 high, const Finish& finish) {
    scene.items.push_back({upright(low, high), finish, false});
  };
  add({x0 - wall, y0 - wall, rim}, {x0, y1 + wall, floor}, box.inside);
  add({x1, y0 - wall, rim}, {x1 + wall, y1 + wall, floor}, box.inside);
  add({x0, y0 - wall, rim}, {x1, y0, floor}, box.inside);
  add({x0, y1, rim}, {x1, y1 + wall, floor}, box.inside);
  add({x0 - wall, y0 - wall, floor}, {x1 + wall, y1 + wall, floor + wall}, box.floorInside);
  if (box.lipHeight > 0) {
    const double outer = wall + box.lip, below = rim + box.lipHeight;
    add({x0 - outer, y0 - outer, rim}, {x0 - wall, y1 + outer, below}, box.outside);
    add({x1 + wall, y0 - outer, rim}, {x1 + outer, y1 + outer, below}, box.outside);
    add({x0 - wall, y0 - outer, rim}, {x1 + wall, y0 - wall, below}, box.outside);
    add({x0 - wall, y1 + wall, rim}, {x1 + wall, y1 + outer, below}, box.outside);
  }
  double base = floor;
  for (int i = random.integer(0, 4); i > 0; --i) {
    const double height = random.between(0.1, 0.35) * depth;
    if (base - height < rim + 0.01) break;
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

/// Beside one side of the box, on what lies there, clear of what stands out of it and of the first `others`
/// items. False where something is in the way.
bool placeBeside(PhotoScene& scene, const Reach& reach, const Body& body, std::size_t others, double apart,
                 CounterRandom& random) {
  const auto [first, second, depth] = scene.size;
  SolidBounds bounds = boundsOf(body.parts.front().solid);
  for (const PhotoItem& part : body.parts) {
    const SolidBounds b = boundsOf(part.solid);
    bounds.low = {std::min(bounds.low.x, b.low.x), std::min(bounds.low.y, b.low.y),
                  std::min(bounds.low.z, b.low.z)};
    bounds.high = {std::max(bounds.high.x, b.high.x), std::max(bounds.high.y, b.high.y),
                   std::max(bounds.high.z, b.high.z)};
  }
  const int side = random.integer(0, 3);
  const double away = reach.side[side] + 0.005 + random.between(0, apart);
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
    if (b.low.x > at.x + bounds.high.x || b.high.x < at.x + bounds.low.x || b.low.y > at.y + bounds.high.y ||
        b.high.y < at.y + bounds.low.y)
      continue;
    const bool under = std::holds_alternative<SolidCuboid>(scene.items[k].solid) && b.low.z >= depth;
    const bool whole = b.low.x <= at.x + bounds.low.x && b.high.x >= at.x + bounds.high.x &&
                       b.low.y <= at.y + bounds.low.y && b.high.y >= at.y + bounds.high.y;
    if (under && whole)
      rest = std::min(rest, b.low.z);
    else
      blocked = true;
  }
  if (blocked) return false;
  for (PhotoItem part : body.parts) {
    part.solid = movedBy(part.solid, {at.x, at.y, rest - bounds.high.z});
    part.content = false;
    scene.items.push_back(std::move(part));
  }
  return true;
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
  Neighbour box = likeOwn(scene, 0, reach.ring);
  const bool other = random.chance(spec.otherNeighbourShare);
  if (other) box = another(scene, finishes, random);
  struct Place {
    Vec2 corner;
    double lip;
  };
  const auto placeAt = [&, first = first, second = second](int side) {
    const double lip = other ? box.lip : reach.ring > 0 ? reach.side[side] - scene.wall : 0;
    const double gap = reach.side[side] + box.wall + lip + space;
    const Vec2 corners[] = {{-box.size.first - gap, slide * second},
                            {first + gap, slide * second},
                            {slide * first, -box.size.second - gap},
                            {slide * first, second + gap}};
    return Place{corners[side], lip};
  };
  // Of two boxes, the picture is of the one nearer to its middle.
  const Vec2 centre{0.5 * first, 0.5 * second};
  const Vec2 half{0.5 * box.size.first, 0.5 * box.size.second};
  const auto off = [&](const Place& place) { return fromMiddle(scene, place.corner + half); };
  Place place = placeAt(drawn);
  const Place across = placeAt(drawn ^ 1);
  const double clear = fromMiddle(scene, centre) + 0.2 * scene.camera.width;
  if (off(place) < clear && off(across) > off(place)) place = across;
  box.lip = place.lip;
  addBoxAt(scene, place.corner, box, finishes, random);
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
    placeBeside(scene, reach, body, others, 0.5 * far, random);
  }
}

void addClosedBoxes(PhotoScene& scene, const PhotoSpec& spec, const Reach& reach, FinishMaker& finishes,
                    CounterRandom& random) {
  if (!random.chance(spec.closedBoxShare)) return;
  const auto [first, second, depth] = scene.size;
  for (int i = random.integer(1, 2); i > 0; --i) {
    const int kind = drawIndex(random, {0.4, 0.35, 0.25});
    const double height = kind == 0 ? random.between(0.3, 1.0) * depth : random.between(0.004, 0.03);
    const double scale = random.between(0.6, 1.2);
    // Closed boxes, lids of any kind, and lids or sheets of this box.
    Finish finish = kind == 0 ? finishes.goods() : kind == 1 ? finishes.liner() : scene.outside;
    if (kind != 2 && random.chance(0.5)) finish.base = scene.inside.base;
    Body body = cuboidBody({scale * first, scale * second * random.between(0.7, 1.2), height}, finish);
    if (random.chance(0.4)) body = turned(body, rotationAbout(2, random.between(-0.5, 0.5)));
    placeBeside(scene, reach, body, scene.items.size(), random.between(0.01, 0.25) * std::max(first, second),
                random);
  }
}

} // namespace fillscope
