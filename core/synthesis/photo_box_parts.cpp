#include "core/synthesis/photo_box_parts.h"
#include "core/synthesis/photo_draw.h"
#include <algorithm>
#include <numbers>

namespace fillscope {
namespace {

constexpr double degree = std::numbers::pi / 180;

/// Angle from standing: 90 lies outwards level, -90 inwards.
struct Flap {
  double angle = 0, length = 0;
  double bend = 0, bent = 0; ///< of the free end, the same way round as angle; share of the length
};
struct Faces {
  Finish outside, inside;
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

/// Bends the free end, towards the ground or the content only as far as there is room.
void bendFlap(Flap& flap, const PhotoScene& scene, CounterRandom& random) {
  flap.bent = random.between(0.15, 0.5);
  flap.bend = random.between(8, 45) * (random.chance(0.5) ? 1 : -1);
  const double tip = flap.angle + flap.bend;
  const double drop =
      -flap.length * ((1 - flap.bent) * std::cos(flap.angle * degree) + flap.bent * std::cos(tip * degree));
  const bool low = flap.angle > 0 && (drop > 0.9 * (scene.size.depth + scene.wall) || tip > 180);
  if (low || (flap.angle < 0 && tip < -85)) flap.bend = -flap.bend;
}

/// Two sheets: the carton's outside and its inside.
double addFlap(PhotoScene& scene, const Side& side, const Flap& flap, double lift, const Faces& faces) {
  const Vec3 up{0, 0, -1};
  const double half = std::max(scene.wall, 0.003) / 2;
  const bool inward = flap.angle < 0;
  // Outwards it turns about the outer edge of the wall's top, inwards about the inner one; it never cuts the
  // wall.
  Vec3 from = side.middle + (inward ? 0 : scene.wall) * side.out + lift * up;
  const double across = 0.5 * side.length + (flap.angle * degree < -0.2 ? -0.004 : scene.wall - 0.001);
  double reach = 0;
  const auto addPiece = [&](double degrees, double length) {
    const double angle = degrees * degree;
    const Vec3 direction = std::cos(angle) * up + std::sin(angle) * side.out;
    const Vec3 normal = (inward ? 1.0 : -1.0) * (std::cos(angle) * side.out - std::sin(angle) * up);
    const Vec3 centre = from + 0.5 * length * direction;
    const Vec3 half3{across, length / 2, half / 2};
    scene.items.push_back(part(centre + 0.5 * half * normal, side.along, direction, half3,
                               inward ? faces.inside : faces.outside));
    scene.items.push_back(part(centre + 1.5 * half * normal, side.along, direction, half3,
                               inward ? faces.outside : faces.inside));
    from = from + length * direction;
    reach = std::max(reach, dot(from - side.middle, side.out));
  };
  addPiece(flap.angle, (1 - flap.bent) * flap.length);
  if (flap.bent > 0) addPiece(flap.angle + flap.bend, flap.bent * flap.length);
  return std::max(reach, scene.wall) + 2 * half;
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
  Faces faces{scene.outside, scene.inside};
  if (random.chance(spec.twoFacedFlapShare)) {
    faces.outside = finishes.flapFace();
    if (random.chance(0.35)) faces.inside = finishes.flapFace();
    if (random.chance(0.6)) scene.outside = faces.outside;
  }
  const bool bent = random.chance(spec.bentFlapShare);
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
    if (bent && random.chance(0.7)) bendFlap(flap, scene, random);
    reach.side[index] = addFlap(scene, side, flap, 0.0005, faces);
  }
  return reach;
}

} // namespace

Reach addBoxParts(PhotoScene& scene, const PhotoSpec& spec, const SettleGrid& grid, FinishMaker& finishes,
                  CounterRandom& random) {
  if (scene.kind != PhotoBoxKind::tote) addCutOuts(scene, spec, finishes, random);
  const Reach plain{{scene.wall, scene.wall, scene.wall, scene.wall}, 0};
  if (scene.kind == PhotoBoxKind::carton) {
    addCartonFloor(scene, spec, finishes, random);
    return random.chance(spec.flapShare) ? addFlaps(scene, spec, grid, finishes, random) : plain;
  }
  if (scene.kind == PhotoBoxKind::tote) return addToteParts(scene, spec, random);
  return random.chance(0.5)
             ? addRing(scene, random.between(0.01, 0.022),
                       std::min(random.between(0.03, 0.09), 0.5 * scene.size.depth), scene.outside)
             : plain;
}

} // namespace fillscope
