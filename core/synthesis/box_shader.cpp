#include "core/synthesis/box_shader.h"
#include "core/base/counter_random.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace fillscope {
namespace {

constexpr double lampRadius = 0.10; // tangent of the lamp's angular radius: soft shadow edges
constexpr Vec3 lampColour{1.02, 0.96, 0.87}, skyColour{0.62, 0.68, 0.76};
constexpr double offSurface = 1e-4; // metres

Vec3 times(Vec3 a, Vec3 b) { return {a.x * b.x, a.y * b.y, a.z * b.z}; }

} // namespace

BoxShader::BoxShader(const BoxScene& scene, const SceneTracer& tracer, const RenderOptions& options)
    : scene_(scene)
    , tracer_(tracer)
    , options_(options)
    , materials_(scene, tracer, options.texture)
    , lamp_(normalized(scene.light)) {
  lampRight_ = normalized(cross(std::abs(lamp_.x) < 0.9 ? Vec3{1, 0, 0} : Vec3{0, 1, 0}, lamp_));
  lampUp_ = cross(lamp_, lampRight_);
}

double BoxShader::skyThroughRim(Vec3 point, Vec3 normal) const {
  const double a = scene_.size.first, b = scene_.size.second;
  if (point.z <= 0 || point.x < 0 || point.y < 0 || point.x > a || point.y > b) // outside: an open sky above
    return 0.5 * (1 - normal.z);
  const Vec3 rim[4] = {{0, 0, 0}, {a, 0, 0}, {a, b, 0}, {0, b, 0}};
  // The part of the opening above the surface's own horizon.
  Vec3 seen[8];
  int count = 0;
  for (int i = 0; i < 4; ++i) {
    const Vec3 here = rim[i] - point, next = rim[(i + 1) % 4] - point;
    const double u = dot(here, normal), v = dot(next, normal);
    if (u > 0) seen[count++] = here;
    if ((u > 0) != (v > 0)) seen[count++] = here + (u / (u - v)) * (next - here);
  }
  if (count < 3) return 0;
  double sum = 0;
  for (int i = 0; i < count; ++i) {
    const Vec3 p = seen[i], q = seen[(i + 1) % count], across = cross(p, q);
    const double sine = norm(across);
    if (sine < 1e-12) continue;
    sum += std::atan2(sine, dot(p, q)) * dot(across, normal) / sine;
  }
  return std::clamp(std::abs(sum) / (2 * std::numbers::pi), 0.0, 1.0);
}

double BoxShader::lampVisible(Vec3 point, Vec3 normal, std::uint64_t sample) const {
  if (!options_.shadows) return 1;
  // Points of a sunflower on the lamp, one a sample, turned pixel by pixel by interleaved gradient noise
  // (Jimenez 2014).
  const int count = options_.samplesPerAxis * options_.samplesPerAxis;
  const auto index = static_cast<double>(sample % samplesApart);
  const auto pixel = sample / samplesApart, width = static_cast<std::uint64_t>(scene_.camera.width);
  const double gradient =
      0.06711056 * static_cast<double>(pixel % width) + 0.00583715 * static_cast<double>(pixel / width);
  const double turn = 52.9829189 * (gradient - std::floor(gradient));
  const double radius = lampRadius * std::sqrt((index + 0.5) / count),
               angle = 2 * std::numbers::pi * (turn + index * 0.618034);
  const Vec3 towards = lamp_ + radius * std::cos(angle) * lampRight_ + radius * std::sin(angle) * lampUp_;
  return tracer_.blocked({point + offSurface * normal, towards}) ? 0 : 1;
}

double BoxShader::openness(Vec3 point, Vec3 normal, const Hit& hit) const {
  // How far the neighbours keep away along the normal, near and a little further off.
  double open = 1;
  for (const double reach : {0.012, 0.045}) {
    const double distance =
        tracer_.itemDistance(point + reach * normal, reach, hit.surface == Surface::item ? hit.index : -1);
    open *= 0.55 + 0.45 * distance / reach;
  }
  if (hit.surface == Surface::ground) { // beside the box
    const double dx = std::max({-point.x - scene_.wall, 0.0, point.x - scene_.size.first - scene_.wall});
    const double dy = std::max({-point.y - scene_.wall, 0.0, point.y - scene_.size.second - scene_.wall});
    open *= 1 - 0.55 * std::exp(-std::hypot(dx, dy) / (0.35 * scene_.size.depth));
  }
  return open;
}

Vec3 BoxShader::radiance(const Ray& ray, const Hit& hit, std::uint64_t sample) const {
  if (!hit) return skyColour;
  const Vec3 point = ray.origin + hit.distance * ray.direction;
  const Material material = materials_.at(hit, point);
  const double facing = dot(material.normal, lamp_);
  const double lit =
      facing > 0 && dot(hit.normal, lamp_) > 0 ? facing * lampVisible(point, hit.normal, sample) : 0;
  const double open = openness(point, hit.normal, hit), sky = skyThroughRim(point, material.normal);
  const bool inside = point.z > 0 && hit.surface != Surface::outerWall && hit.surface != Surface::ground;
  const Vec3 bounce = inside ? 0.30 * materials_.wallColour() : 0.10 * materials_.groundColour();
  const Vec3 light = lit * lampColour + open * (sky * skyColour + (1 - sky) * bounce);
  Vec3 colour = times(material.albedo, light);
  if (material.gloss > 0) {
    const Vec3 half = normalized(lamp_ - normalized(ray.direction));
    const double shine = std::pow(std::max(dot(half, material.normal), 0.0), material.sharpness);
    colour = colour + material.gloss * ((lit > 0 ? shine : 0.0) * lampColour + 0.08 * sky * open * skyColour);
  }
  return colour;
}

std::array<std::uint8_t, 3> BoxShader::encoded(Vec3 linear) {
  auto channel = [](double v) {
    v = std::max(v, 0.0) * 1.08;
    if (v > 0.75) v = 0.75 + 0.25 * (1 - std::exp(-(v - 0.75) / 0.25));
    const double coded = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
    return static_cast<std::uint8_t>(std::clamp(coded * 255.0 + 0.5, 0.0, 255.0));
  };
  return {channel(linear.x), channel(linear.y), channel(linear.z)};
}

} // namespace fillscope
