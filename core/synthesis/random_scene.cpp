#include "core/base/counter_random.h"
#include "core/synthesis/box_scene.h"
#include <algorithm>
#include <numbers>
#include <optional>

namespace fillscope {
namespace {

constexpr double wallGap = 0.002;  // content keeps off the walls
constexpr double underRim = 0.005; // and below the rim

/// A footprint that is taken, as circle about its middle, with the z of its top.
struct Taken {
  Vec2 middle;
  double radius = 0, top = 0;
};

double floorHeightAt(const BoxScene& scene, const LayerItem& layer, double x, double y) {
  return std::max(layer.height + layer.slopeX * (x - scene.size.first / 2) +
                      layer.slopeY * (y - scene.size.second / 2),
                  0.0);
}

LayerItem randomLayer(const BoxScene& scene, CounterRandom& random, double highest) {
  LayerItem layer{random.between(0.05, highest) * scene.size.depth, 0, 0};
  if (random.chance(0.5)) {
    // Steep enough to see, but neither through the rim nor through the floor.
    const double room = 0.8 * std::min(layer.height, scene.size.depth - underRim - layer.height);
    layer.slopeX = random.between(-1, 1) * room / scene.size.first;
    layer.slopeY = random.between(-1, 1) * room / scene.size.second;
  }
  return layer;
}

bool isFree(const std::vector<Taken>& taken, Vec2 middle, double radius) {
  return std::none_of(taken.begin(), taken.end(), [&](const Taken& other) {
    return norm(other.middle - middle) < other.radius + radius;
  });
}

/// Rests an item of this footprint and height on what is below its middle; nothing where it does not fit.
struct Place {
  Vec2 middle;
  double base = 0;
};
std::optional<Place> findPlace(const BoxScene& scene, const LayerItem& layer, std::vector<Taken>& taken,
                               CounterRandom& random, double reachX, double reachY, double radius,
                               double height) {
  if (scene.size.first < 2 * (reachX + wallGap) || scene.size.second < 2 * (reachY + wallGap)) return {};
  for (int attempt = 0; attempt < 24; ++attempt) {
    const Vec2 middle{random.between(reachX + wallGap, scene.size.first - reachX - wallGap),
                      random.between(reachY + wallGap, scene.size.second - reachY - wallGap)};
    double base = scene.size.depth - floorHeightAt(scene, layer, middle.x, middle.y);
    if (!isFree(taken, middle, radius)) {
      // Late attempts may stack on what is there.
      if (attempt < 18) continue;
      for (const Taken& other : taken)
        if (norm(other.middle - middle) < other.radius + radius) base = std::min(base, other.top);
    }
    if (base - height < underRim) continue;
    taken.push_back({middle, radius, base - height});
    return Place{middle, base};
  }
  return {};
}

void addCuboid(BoxScene& scene, const LayerItem& layer, std::vector<Taken>& taken, CounterRandom& random) {
  const Vec3 size{random.between(0.12, 0.5) * scene.size.first, random.between(0.12, 0.5) * scene.size.second,
                  random.between(0.1, 0.7) * scene.size.depth};
  const double yaw = random.between(-std::numbers::pi / 2, std::numbers::pi / 2);
  const double c = std::abs(std::cos(yaw)), s = std::abs(std::sin(yaw));
  const double radius = 0.5 * std::hypot(size.x, size.y);
  const auto place = findPlace(scene, layer, taken, random, 0.5 * (c * size.x + s * size.y),
                               0.5 * (s * size.x + c * size.y), radius, size.z);
  if (place)
    scene.items.push_back(
        CuboidItem{{place->middle.x, place->middle.y, place->base - size.z / 2}, size, yaw});
}

void addSphere(BoxScene& scene, const LayerItem& layer, std::vector<Taken>& taken, CounterRandom& random) {
  const double most = std::min({0.22 * scene.size.first, 0.22 * scene.size.second, 0.4 * scene.size.depth});
  const double radius = random.between(0.35, 1.0) * most;
  const auto place = findPlace(scene, layer, taken, random, radius, radius, radius, 2 * radius);
  if (place)
    scene.items.push_back(SphereItem{{place->middle.x, place->middle.y, place->base - radius}, radius});
}

/// The longest focal length, shortened by a margin, at which all corners are inside the picture.
CameraIntrinsics cameraThatSees(const BoxSize& size, const BoxPose& pose, int width, int height,
                                double filled) {
  CameraIntrinsics camera{1, 1, 0.5 * (width - 1), 0.5 * (height - 1), width, height};
  double focal = 1e9;
  for (const Vec3 corner :
       {Vec3{0, 0, 0}, Vec3{size.first, 0, 0}, Vec3{size.first, size.second, 0}, Vec3{0, size.second, 0}}) {
    const Vec3 seen = pose.toCamera(corner);
    focal = std::min({focal, camera.cx * seen.z / std::abs(seen.x), camera.cy * seen.z / std::abs(seen.y)});
  }
  camera.fx = camera.fy = filled * focal;
  return camera;
}

} // namespace

BoxScene randomScene(std::uint64_t seed, int k, double maxTilt) {
  CounterRandom random(mixBits(seed, static_cast<std::uint64_t>(k)));
  BoxScene scene;
  scene.size = {random.between(0.3, 0.7), random.between(0.25, 0.5), random.between(0.15, 0.45)};
  scene.textureSeed = static_cast<std::uint32_t>(random.bits());
  scene.light = {random.between(-0.7, 0.7), random.between(-0.7, 0.7), -1.0};
  const double height = random.between(0.6, 1.3), tilt = random.between(0, maxTilt);
  const double roll = random.between(-15, 15) * std::numbers::pi / 180;
  scene.pose = poseAbove(scene.size, height, tilt, roll, random.between(-std::numbers::pi, std::numbers::pi));
  scene.camera = cameraThatSees(scene.size, scene.pose, 640, 480, random.between(0.72, 0.95));

  const double kind = random.unit();
  if (kind < 0.06) return scene; // empty
  const bool layerOnly = kind < 0.16;
  LayerItem layer;
  if (layerOnly || random.chance(0.35)) {
    layer = randomLayer(scene, random, layerOnly ? 0.9 : 0.45);
    scene.items.push_back(layer);
  }
  if (layerOnly) return scene;
  std::vector<Taken> taken;
  const int count = random.integer(1, 8);
  for (int i = 0; i < count; ++i) {
    if (random.chance(0.7))
      addCuboid(scene, layer, taken, random);
    else
      addSphere(scene, layer, taken, random);
  }
  return scene;
}

} // namespace fillscope
