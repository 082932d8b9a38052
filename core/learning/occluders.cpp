#include "core/learning/occluders.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace fillscope {
namespace {

using Colour = std::array<double, 3>;

/// A straight part with round ends; radii and places in pixels.
struct Capsule {
  Vec2 from, to;
  double startRadius = 1, endRadius = 1;

  /// How far inside (pixels, negative outside), and where across it, 0 on the axis to 1 at the edge.
  std::pair<double, double> inside(Vec2 at) const {
    const Vec2 along = to - from;
    const double share = std::clamp(dot(at - from, along) / std::max(1e-9, dot(along, along)), 0.0, 1.0);
    const double radius = startRadius + share * (endRadius - startRadius);
    const double off = norm(at - (from + share * along));
    return {radius - off, std::min(1.0, off / radius)};
  }
};

struct Occluder {
  std::vector<Capsule> parts;  ///< an arm and its fingers
  std::array<Vec2, 4> sheet{}; ///< or a convex outline, clockwise
  Colour colour{};
  double gradient = 0, angle = 0; ///< of a sheet's light, levels across the picture
};

Vec2 direction(double angle) { return {std::cos(angle), std::sin(angle)}; }

Vec2 placeOf(const TrainingSample& sample, CounterRandom& random) {
  const double width = sample.image.width(), height = sample.image.height();
  const Vec2 anywhere{random.between(0, width), random.between(0, height)};
  const bool onKeypoint = random.chance(0.75);
  const auto which = random.between(0, 1);
  if (!onKeypoint || sample.keypoints.empty()) return anywhere;
  const std::size_t count = std::min<std::size_t>(4, sample.keypoints.size());
  const auto k = std::min(count - 1, static_cast<std::size_t>(which * static_cast<double>(count)));
  const double aside = 0.03 * std::max(width, height);
  return sample.keypoints[k].at + Vec2{aside * random.normal(), aside * random.normal()};
}

Colour skin(CounterRandom& random) {
  const double light = random.between(0.25, 1);
  return {light * random.between(215, 255), light * random.between(150, 205),
          light * random.between(110, 180)};
}

Occluder arm(Vec2 at, double extent, CounterRandom& random) {
  Occluder made;
  const double radius = extent * random.between(0.025, 0.08);
  const double angle = random.between(-std::numbers::pi, std::numbers::pi);
  const Vec2 away = direction(angle);
  made.parts.push_back(
      {at + extent * random.between(0.4, 1.5) * away, at, radius * random.between(1, 1.4), radius});
  const int fingers = random.integer(0, 5);
  const double spread = random.between(0.1, 0.35), length = radius * random.between(1.2, 2.6);
  for (int k = 0; k < fingers; ++k) {
    const double off = fingers > 1 ? 2.0 * k / (fingers - 1) - 1 : 0;
    const Vec2 root = at + 0.75 * radius * off * Vec2{-away.y, away.x};
    const Vec2 tip = root - length * random.between(0.7, 1) * direction(angle - spread * off);
    made.parts.push_back({root, tip, 0.3 * radius, 0.24 * radius});
  }
  made.colour = random.chance(0.6)
                    ? skin(random)
                    : Colour{random.between(0, 255), random.between(0, 255), random.between(0, 255)};
  return made;
}

Occluder sheet(const Image& image, Vec2 at, double extent, CounterRandom& random) {
  Occluder made;
  const double turn = random.between(0, std::numbers::pi / 2), reach = extent * random.between(0.05, 0.16);
  for (std::size_t k = 0; k < 4; ++k)
    made.sheet[k] = at + reach * random.between(0.7, 1.6) *
                             direction(turn + (static_cast<double>(k) + random.between(-0.2, 0.2)) *
                                                  std::numbers::pi / 2);
  // Often of a colour that the picture has already: a flap, another box.
  const bool fromPicture = random.chance(0.6);
  const int x = random.integer(0, image.width() - 1), y = random.integer(0, image.height() - 1);
  for (std::size_t c = 0; c < 3; ++c)
    made.colour[c] =
        fromPicture ? image.at(x, y, static_cast<int>(c) % image.channels()) : random.between(0, 255);
  made.gradient = random.between(0, 120);
  made.angle = random.between(-std::numbers::pi, std::numbers::pi);
  return made;
}

/// Pixels inside the sheet's outline, negative outside.
double insideSheet(const std::array<Vec2, 4>& outline, Vec2 at) {
  double least = 1e9;
  for (std::size_t k = 0; k < 4; ++k) {
    const Vec2 side = outline[(k + 1) % 4] - outline[k];
    least = std::min(least, cross(side, at - outline[k]) / std::max(1e-9, norm(side)));
  }
  return least;
}

/// How much of the pixel it covers, 0..1, and the light on it there.
std::pair<double, double> covers(const Occluder& thing, Vec2 at, Vec2 middle, double extent) {
  if (thing.parts.empty()) {
    const double light = thing.gradient * dot(at - middle, direction(thing.angle)) / extent;
    return {std::clamp(insideSheet(thing.sheet, at) + 0.5, 0.0, 1.0), light};
  }
  double most = 0, light = 0;
  for (const Capsule& part : thing.parts) {
    const auto [depth, across] = part.inside(at);
    const double share = std::clamp(depth + 0.5, 0.0, 1.0);
    if (share >= most && share > 0) {
      most = share;
      light = -110 * (1 - std::sqrt(std::max(0.0, 1 - across * across)));
    }
  }
  return {most, light};
}

} // namespace

void cover(TrainingSample& sample, CounterRandom& random) {
  Image& image = sample.image;
  if (image.empty()) return;
  const double extent = std::max(image.width(), image.height());
  const Vec2 at = placeOf(sample, random);
  const bool limb = random.chance(0.55);
  const Occluder thing = limb ? arm(at, extent, random) : sheet(image, at, extent, random);
  const double grain = random.between(0, 8);
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) {
      const auto [share, light] = covers(thing, {x + 0.5, y + 0.5}, at, extent);
      if (share <= 0) continue;
      const double noise = grain * random.normal();
      for (int c = 0; c < image.channels(); ++c) {
        const double painted = thing.colour[static_cast<std::size_t>(c % 3)] + light + noise;
        const double mixed = (1 - share) * image.at(x, y, c) + share * painted;
        image.at(x, y, c) = static_cast<std::uint8_t>(std::clamp(mixed, 0.0, 255.0));
      }
    }
  for (Keypoint& point : sample.keypoints)
    if (point.visibility == KeypointVisibility::visible && covers(thing, point.at, at, extent).first > 0.5)
      point.visibility = KeypointVisibility::hidden;
}

} // namespace fillscope
