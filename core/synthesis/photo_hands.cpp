#include "core/synthesis/photo_surroundings.h"
#include <algorithm>
#include <numbers>

namespace fillscope {
namespace {

void addHand(PhotoScene& scene, Vec3 wrist, Vec3 forward, Vec3 elbow, const Finish& skin,
             const Finish& sleeve, double size, CounterRandom& random) {
  const Vec3 up{0, 0, -1};
  const Vec3 across = normalized(cross(forward, up));
  auto capsule = [&](Vec3 a, Vec3 b, double radius, const Finish& finish) {
    scene.items.push_back({SolidCapsule{a, b, radius}, finish, false});
  };
  const double curl = random.between(0.1, 0.8);
  for (int i = 0; i < 4; ++i) {
    const double offset = (i - 1.5) * 0.021 * size;
    const Vec3 knuckle = wrist + 0.09 * size * forward + offset * across;
    capsule(wrist + 0.3 * offset * across, knuckle, 0.0135 * size, skin);
    const Vec3 bent = normalized(forward - curl * up + 0.15 * (i - 1.5) * across);
    const Vec3 middle = knuckle + 0.04 * size * bent;
    const Vec3 tip = middle + 0.035 * size * normalized(bent - curl * up);
    capsule(knuckle, middle, 0.0095 * size, skin);
    capsule(middle, tip, 0.0085 * size, skin);
  }
  const double side = random.chance(0.5) ? 1 : -1;
  const Vec3 ball = wrist + 0.04 * size * forward + side * 0.035 * size * across;
  capsule(wrist, ball, 0.016 * size, skin);
  capsule(ball, ball + 0.05 * size * normalized(forward + 0.6 * side * across - 0.4 * up), 0.011 * size,
          skin);
  const Vec3 arm = elbow - wrist;
  const double bare = random.chance(0.5) ? random.between(0.05, 0.3) : 1;
  capsule(wrist, wrist + bare * arm, 0.031 * size, skin);
  if (bare < 1) capsule(wrist + bare * arm, elbow, 0.045 * size, sleeve);
}

} // namespace

void addHands(PhotoScene& scene, const SettleGrid& grid, FinishMaker& finishes, CounterRandom& random) {
  const auto [first, second, depth] = scene.size;
  const Vec3 eye = scene.pose.toBox({0, 0, 0});
  const Finish skin = finishes.skin(), sleeve = finishes.sleeve();
  const int count = random.chance(0.3) ? 2 : 1;
  for (int i = 0; i < count; ++i) {
    const double size = random.between(0.85, 1.1);
    const double angle = random.between(-1, 1) * std::numbers::pi;
    const Vec3 out{std::cos(angle), std::sin(angle), 0};
    // Over the content or the rim, coming in from outside and from above.
    const Vec3 target{random.between(0.05, 0.95) * first, random.between(0.05, 0.95) * second, 0};
    const double reach = 0.17 * size;
    const double highest =
        grid.highestWithin({target.x - reach, target.y - reach}, {target.x + reach, target.y + reach});
    const double lowest = depth - highest - 0.08 * size; // of the wrist, z
    const bool inside = highest < 0.6 * depth && random.chance(0.4) && std::min(first, second) > 0.3;
    const double z = inside ? std::min(lowest, random.between(0, 0.5) * depth)
                            : std::min(lowest, -random.between(0.05, 0.12));
    const Vec3 wrist = Vec3{target.x, target.y, z} + 0.09 * out;
    if (wrist.z < 0.6 * eye.z) continue; // in the camera's face
    const double length = 0.9;
    const Vec3 elbow =
        wrist + length * normalized(out + Vec3{0, 0, inside ? -1.2 : -random.between(0.05, 0.4)});
    const Vec3 toEye = eye - wrist, arm = normalized(elbow - wrist);
    const double along = std::clamp(dot(toEye, arm), 0.0, length);
    if (norm(toEye - along * arm) < 0.15) continue;
    addHand(scene, wrist, normalized(-out + Vec3{0, 0, 0.25}), elbow, skin, sleeve, size, random);
  }
}

} // namespace fillscope
