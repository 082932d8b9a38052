#include "core/synthesis/materials.h"
#include "core/base/counter_random.h"
#include "core/synthesis/procedural_noise.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace fillscope {
namespace {

constexpr std::array<Rgb, 9> palette{{{0.76f, 0.60f, 0.42f},
                                      {0.16f, 0.38f, 0.62f},
                                      {0.80f, 0.26f, 0.20f},
                                      {0.93f, 0.72f, 0.22f},
                                      {0.24f, 0.52f, 0.36f},
                                      {0.87f, 0.86f, 0.82f},
                                      {0.42f, 0.27f, 0.50f},
                                      {0.90f, 0.48f, 0.20f},
                                      {0.20f, 0.56f, 0.60f}}};

Vec3 linear(Rgb c) {
  auto channel = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
  return {channel(c.r), channel(c.g), channel(c.b)};
}

Vec3 mix(Vec3 a, Vec3 b, double t) { return a + t * (b - a); }
double grey(Vec3 c) { return 0.2126 * c.x + 0.7152 * c.y + 0.0722 * c.z; }
double step(double low, double high, double v) {
  const double t = std::clamp((v - low) / (high - low), 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

const Vec3 white{0.80, 0.79, 0.76}, ink{0.03, 0.03, 0.035};

/// Cardboard reads as paper: warm and near the colour of the palette's first entry.
bool isCardboard(Vec3 c) {
  return c.x > c.y && c.y > c.z && c.x < 4.5 * c.z && c.x > 1.4 * c.z && grey(c) > 0.15;
}

Vec3 withFibres(Vec3 base, double u, double v, std::uint64_t key) {
  const double fibres = fractalNoise(u * 60, v * 700, 2, key), cloud = fractalNoise(u * 9, v * 9, 3, key + 7);
  return (0.86 + 0.16 * fibres + 0.12 * cloud) * base;
}

/// A white shipping label, 0..1 across and down: address lines, a bar code, a frame.
Vec3 labelAt(double u, double v, std::uint64_t key) {
  if (v > 0.62 && v < 0.92 && u > 0.08 && u < 0.92) {
    const auto bar = static_cast<std::uint64_t>(u * 46);
    return unitFromBits(mixBits(key, bar)) < 0.5 ? ink : white;
  }
  if (v > 0.10 && v < 0.54 && u > 0.08) {
    const double line = v * 11;
    const double length = 0.45 + 0.45 * unitFromBits(mixBits(key, static_cast<std::uint64_t>(line) + 99));
    if (line - std::floor(line) < 0.5 && u < length) return 0.5 * (ink + white);
  }
  return white;
}

} // namespace

Materials::Materials(const BoxScene& scene, const SceneTracer& tracer, bool texture)
    : scene_(scene)
    , tracer_(tracer)
    , texture_(texture)
    , wall_(linear(scene.boxColour))
    , ground_(linear(scene.groundColour)) {
  for (std::size_t i = 0; i < scene.items.size(); ++i) {
    const auto pick = mixBits(scene.textureSeed, i) % palette.size();
    const bool layer = std::holds_alternative<LayerItem>(scene.items[i]);
    items_.push_back(i < scene.itemColours.size() ? linear(scene.itemColours[i])
                     : layer                      ? linear({0.80f, 0.74f, 0.62f})
                                                  : linear(palette[pick]));
  }
}

Material Materials::boxAt(const Hit& hit, Vec3 point) const {
  Material material{wall_, hit.normal};
  if (hit.surface == Surface::rim) material.albedo = mix(wall_, white, 0.22);
  if (!texture_) return material;
  const bool alongY = hit.index < 2;
  const bool level = hit.surface == Surface::floor || hit.surface == Surface::rim;
  const double u = level ? point.x : (alongY ? point.y : point.x), v = level ? point.y : point.z;
  if (!isCardboard(wall_)) { // moulded plastic: an even colour, slightly worn, with a shine
    material.albedo = (0.92 + 0.12 * fractalNoise(u * 14, v * 14, 3, scene_.textureSeed)) * material.albedo;
    material.gloss = 0.10;
    material.sharpness = 24;
    if (hit.surface == Surface::innerWall && v < 0.012) material.albedo = 1.15 * material.albedo;
    return material;
  }
  material.albedo =
      withFibres(material.albedo, u, v, scene_.textureSeed + static_cast<std::uint64_t>(hit.index + 1));
  if (hit.surface == Surface::rim) {
    const double along = point.x < 0 || point.x > scene_.size.first ? point.y : point.x;
    material.albedo = (0.88 + 0.12 * std::sin(along * 2 * std::numbers::pi / 0.008)) * material.albedo;
  }
  if (hit.surface == Surface::floor) { // the gap where the bottom flaps meet
    const double gap = std::abs(point.y - scene_.size.second / 2);
    material.albedo = (1 - 0.55 * (1 - step(0.0008, 0.0025, gap))) * material.albedo;
  }
  if (hit.surface == Surface::innerWall) { // faint flutes of the corrugation
    material.albedo = (0.985 + 0.015 * std::sin(u * 2 * std::numbers::pi / 0.009)) * material.albedo;
  }
  return material;
}

Material Materials::groundAt(Vec3 point) const {
  Material material{ground_, {0, 0, -1}};
  if (!texture_) return material;
  const double coarse = fractalNoise(point.x * 5, point.y * 5, 4, scene_.textureSeed + 31);
  const double fine = valueNoise(point.x * 420, point.y * 420, scene_.textureSeed + 32);
  material.albedo = (0.80 + 0.28 * coarse + 0.10 * fine) * ground_;
  return material;
}

Material Materials::cuboidAt(const CuboidItem& cuboid, const Hit& hit, Vec3 point) const {
  const Vec3 base = items_[static_cast<std::size_t>(hit.index)];
  Material material{base, hit.normal};
  if (!texture_) return material;
  const Vec3 p = tracer_.toCuboid(hit.index, point);
  const bool top = std::abs(hit.normal.z) > 0.5;
  const bool sideX =
      !top && std::abs(std::abs(p.x) - cuboid.size.x / 2) < std::abs(std::abs(p.y) - cuboid.size.y / 2);
  const double width = top ? cuboid.size.x : sideX ? cuboid.size.y : cuboid.size.x;
  const double height = top ? cuboid.size.y : cuboid.size.z;
  const double u = (sideX ? p.y : p.x) + width / 2,
               v = (top ? p.y : p.z) + height / 2; // metres from a corner
  const std::uint64_t key = mixBits(scene_.textureSeed, static_cast<std::uint64_t>(hit.index) + 1000);
  if (isCardboard(base)) {
    material.albedo = withFibres(base, u, v, key);
    const bool lengthwise = width >= height;
    const double across = std::abs(lengthwise ? v - height / 2 : u - width / 2);
    if (top && across < 0.024) { // packing tape
      material.albedo = mix(material.albedo, {0.55, 0.38, 0.20}, 0.55);
      material.gloss = 0.16;
      material.sharpness = 60;
    }
    const double labelWidth = std::min(0.42 * width, 0.10), labelHeight = std::min(0.42 * height, 0.075);
    const double lu = (u - 0.06 * width) / labelWidth, lv = (v - 0.06 * height) / labelHeight;
    if (top && lu > 0 && lu < 1 && lv > 0 && lv < 1)
      material.albedo = labelAt(lu, lv, key), material.gloss = 0.05;
  } else {
    material.gloss = 0.07;
    material.sharpness = 45;
    const double s = u / width, t = v / height;
    const Vec3 accent = items_.size() > 1 ? mix(base, white, 0.78) : white;
    switch (key % 4) {
    case 0: // a band with a title
      if (t > 0.30 && t < 0.62) material.albedo = accent;
      if (t > 0.39 && t < 0.53 && s > 0.12 && s < 0.70 && valueNoise(s * 14, 0, key) > 0.28)
        material.albedo = 0.5 * base;
      break;
    case 1: // a picture field and a dark foot
      if (s > 0.12 && s < 0.88 && t > 0.12 && t < 0.60)
        material.albedo = mix(accent, base, 0.9 * step(0.45, 0.55, fractalNoise(s * 3, t * 3, 2, key)));
      if (t > 0.80) material.albedo = 0.35 * base;
      break;
    case 2: // stripes along one edge and a round seal
      if (s < 0.26) material.albedo = std::fmod(s * 100, 8) < 4 ? accent : base;
      if (std::hypot(u - 0.68 * width, v - 0.5 * height) < 0.22 * std::min(width, height))
        material.albedo = accent;
      break;
    default: // two colours with lines of text
      if (t > 0.5) material.albedo = accent;
      if (t > 0.58 && t < 0.92 && s > 0.1 && s < 0.8 && std::fmod(t * 100, 9) < 4 &&
          valueNoise(s * 26, std::floor(t * 11), key) > 0.35)
        material.albedo = mix(ink, base, 0.4);
      break;
    }
  }
  // Edges are creased: light catches the top ones.
  const double edge = std::min({u, v, width - u, height - v});
  material.albedo = (1 - 0.22 * (1 - step(0.0, 0.0022, edge))) * material.albedo;
  return material;
}

Material Materials::sphereAt(const SphereItem& sphere, const Hit& hit) const {
  const Vec3 base = items_[static_cast<std::size_t>(hit.index)];
  Material material{base, hit.normal, 0.28, 48};
  if (!texture_) return material;
  const std::uint64_t key = mixBits(scene_.textureSeed, static_cast<std::uint64_t>(hit.index) + 2000);
  const double lean = 2 * std::numbers::pi * unitFromBits(key), tip = 0.5 + 0.9 * unitFromBits(mixBits(key));
  const Vec3 axis{std::cos(lean) * std::sin(tip), std::sin(lean) * std::sin(tip), std::cos(tip)};
  const double along = dot(hit.normal, axis);
  if (key % 3 == 0) { // a ball with a band
    if (std::abs(along) < 0.16) material.albedo = white;
  } else if (key % 3 == 1) { // two halves
    if (along > 0) material.albedo = mix(base, white, 0.75);
    if (std::abs(along) < 0.03) material.albedo = 0.4 * base;
  } else { // fruit: pores
    const double u = std::atan2(hit.normal.y, hit.normal.x) * sphere.radius, v = hit.normal.z * sphere.radius;
    material.albedo = (0.85 + 0.25 * valueNoise(u * 500, v * 500, key)) * base;
    material.sharpness = 20;
  }
  return material;
}

Material Materials::layerAt(const Hit& hit, Vec3 point) const {
  const Vec3 base = items_[static_cast<std::size_t>(hit.index)];
  Material material{base, hit.normal};
  if (!texture_) return material;
  // Loose fill: rounded bits of about a centimetre and a half.
  const Cell cell = nearestCell(point.x / 0.016, point.y / 0.016, scene_.textureSeed + 77);
  const double gap = step(0.0, 0.28, cell.second - cell.distance),
               shade = 0.86 + 0.22 * unitFromBits(cell.id);
  material.albedo = (shade * (0.45 + 0.55 * gap)) * base;
  material.normal = normalized(hit.normal + 0.75 * Vec3{cell.offset.x, cell.offset.y, 0});
  return material;
}

Material Materials::at(const Hit& hit, Vec3 point) const {
  if (hit.surface == Surface::ground) return groundAt(point);
  if (hit.surface != Surface::item) return boxAt(hit, point);
  const SceneItem& item = scene_.items[static_cast<std::size_t>(hit.index)];
  if (const auto* cuboid = std::get_if<CuboidItem>(&item)) return cuboidAt(*cuboid, hit, point);
  if (const auto* sphere = std::get_if<SphereItem>(&item)) return sphereAt(*sphere, hit);
  return layerAt(hit, point);
}

} // namespace fillscope
