#include "core/synthesis/scene_tracer.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

ConvexSolid frustum(const BoxSize& size, double inset, double margin) {
  const double lean = inset / size.depth; // a wall comes inwards by this much a metre of depth
  auto wall = [&](Vec3 outwards, double offset) {
    const double length = std::sqrt(1.0 + lean * lean);
    return ConvexSolid::Plane{(1.0 / length) * Vec3{outwards.x, outwards.y, lean},
                              (offset + margin) / length};
  };
  return {{wall({-1, 0, 0}, 0),
           wall({1, 0, 0}, size.first),
           wall({0, -1, 0}, 0),
           wall({0, 1, 0}, size.second),
           {{0, 0, 1}, size.depth + margin}}};
}

Hit sphereHit(const SphereItem& sphere, const Ray& ray) {
  const Vec3 offset = ray.origin - sphere.centre;
  const double a = dot(ray.direction, ray.direction), b = dot(offset, ray.direction);
  const double discriminant = b * b - a * (dot(offset, offset) - sphere.radius * sphere.radius);
  if (discriminant < 0) return {};
  const double t = (-b - std::sqrt(discriminant)) / a;
  if (t <= 0) return {};
  return {t, (1.0 / sphere.radius) * (offset + t * ray.direction), Surface::item, -1};
}

} // namespace

ConvexSolid::Interval ConvexSolid::cut(const Ray& ray) const {
  Interval result{-infinity, infinity};
  for (int i = 0; i < static_cast<int>(planes.size()); ++i) {
    const Plane& plane = planes[static_cast<std::size_t>(i)];
    const double along = dot(plane.normal, ray.direction),
                 room = plane.offset - dot(plane.normal, ray.origin);
    if (along == 0) {
      if (room < 0) return {infinity, -infinity};
      continue;
    }
    const double t = room / along;
    if (along < 0) {
      if (t > result.enter) result.enter = t, result.enterPlane = i;
    } else if (t < result.leave) {
      result.leave = t, result.leavePlane = i;
    }
  }
  return result;
}

SceneTracer::SceneTracer(const BoxScene& scene)
    : scene_(scene)
    , outer_(frustum(scene.size, scene.taper, scene.wall))
    , inner_(frustum(scene.size, scene.taper, 0)) {
  // The outer walls are the inner ones moved outwards level, not along their normals: the rim is as wide as
  // the wall.
  outer_.planes.push_back({{0, 0, -1}, 0});
  for (const SceneItem& item : scene.items) {
    ConvexSolid layerSolid;
    Bounds bounds;
    Turn turn;
    if (const auto* cuboid = std::get_if<CuboidItem>(&item)) {
      bounds = {cuboid->centre, 0.5 * norm(cuboid->size)};
      turn = {std::cos(cuboid->yaw), std::sin(cuboid->yaw)};
    } else if (const auto* sphere = std::get_if<SphereItem>(&item)) {
      bounds = {sphere->centre, sphere->radius};
    } else if (const auto* layer = std::get_if<LayerItem>(&item)) {
      layerSolid = inner_;
      // z >= depth − height − slopeX (x − middle) − slopeY (y − middle)
      const Vec3 normal{-layer->slopeX, -layer->slopeY, -1};
      const double length = norm(normal);
      const double offset = layer->height - scene.size.depth - layer->slopeX * scene.size.first / 2 -
                            layer->slopeY * scene.size.second / 2;
      layerSolid.planes.push_back({(1.0 / length) * normal, offset / length});
    }
    layers_.push_back(std::move(layerSolid));
    bounds_.push_back(bounds);
    turns_.push_back(turn);
  }
}

Hit SceneTracer::shellHit(const Ray& ray) const {
  const auto outside = outer_.cut(ray);
  if (outside.enter > outside.leave || outside.leave <= 0) return {};
  const auto inside = inner_.cut(ray);
  const double start = std::max(outside.enter, 0.0);
  const bool inCavity = inside.enter <= inside.leave && start >= inside.enter && start < inside.leave;
  if (inCavity) {
    if (inside.leave >= outside.leave) return {}; // out through the opening
    const bool floor = inside.leavePlane == 4;
    return {inside.leave, -inner_.planes[static_cast<std::size_t>(inside.leavePlane)].normal,
            floor ? Surface::floor : Surface::innerWall, inside.leavePlane};
  }
  if (outside.enter <= 0) return {};
  return {outside.enter, outer_.planes[static_cast<std::size_t>(outside.enterPlane)].normal,
          outside.enterPlane == 5 ? Surface::rim : Surface::outerWall, outside.enterPlane};
}

Hit SceneTracer::itemHit(int index, const Ray& ray) const {
  const auto i = static_cast<std::size_t>(index);
  const SceneItem& item = scene_.items[i];
  Hit hit;
  if (std::holds_alternative<LayerItem>(item)) {
    const auto interval = layers_[i].cut(ray);
    if (interval.enter > interval.leave || interval.enter <= 0) return {};
    hit = {interval.enter, layers_[i].planes[static_cast<std::size_t>(interval.enterPlane)].normal,
           Surface::item, index};
    return hit;
  }
  const Vec3 offset = bounds_[i].centre - ray.origin;
  const double along = dot(offset, ray.direction), squared = dot(ray.direction, ray.direction);
  const double radius = bounds_[i].radius;
  if (dot(offset, offset) * squared - along * along > radius * radius * squared) return {};
  if (const auto* sphere = std::get_if<SphereItem>(&item)) {
    hit = sphereHit(*sphere, ray);
    hit.index = index;
    return hit;
  }
  const Turn turn = turns_[i];
  const auto& cuboid = std::get<CuboidItem>(item);
  const Vec3 origin = toCuboid(index, ray.origin), d = ray.direction;
  const double o[3] = {origin.x, origin.y, origin.z};
  const double v[3] = {turn.cosine * d.x + turn.sine * d.y, turn.cosine * d.y - turn.sine * d.x, d.z};
  const double half[3] = {cuboid.size.x / 2, cuboid.size.y / 2, cuboid.size.z / 2};
  double enter = -infinity, leave = infinity;
  int axis = 0;
  for (int a = 0; a < 3; ++a) {
    if (v[a] == 0) {
      if (std::abs(o[a]) > half[a]) return {};
      continue;
    }
    const double side = v[a] > 0 ? 1.0 : -1.0;
    const double near = (-side * half[a] - o[a]) / v[a], far = (side * half[a] - o[a]) / v[a];
    if (near > enter) enter = near, axis = a;
    leave = std::min(leave, far);
  }
  if (enter > leave || enter <= 0) return {};
  const double sign = v[axis] > 0 ? -1.0 : 1.0;
  const Vec3 normal = axis == 0   ? Vec3{sign * turn.cosine, sign * turn.sine, 0}
                      : axis == 1 ? Vec3{-sign * turn.sine, sign * turn.cosine, 0}
                                  : Vec3{0, 0, sign};
  return {enter, normal, Surface::item, index};
}

Hit SceneTracer::first(const Ray& ray) const {
  Hit best = shellHit(ray);
  for (int i = 0; i < static_cast<int>(scene_.items.size()); ++i) {
    const Hit hit = itemHit(i, ray);
    if (hit && hit.distance < best.distance) best = hit;
  }
  if (ray.direction.z > 0) {
    const double t = (scene_.size.depth + scene_.wall - ray.origin.z) / ray.direction.z;
    if (t > 0 && t < best.distance) best = {t, {0, 0, -1}, Surface::ground, -1};
  }
  return best;
}

bool SceneTracer::blocked(const Ray& ray) const {
  if (shellHit(ray)) return true;
  for (int i = 0; i < static_cast<int>(scene_.items.size()); ++i)
    if (itemHit(i, ray)) return true;
  return false;
}

Vec3 SceneTracer::toCuboid(int index, Vec3 point) const {
  const auto i = static_cast<std::size_t>(index);
  const Vec3 p = point - bounds_[i].centre;
  return {turns_[i].cosine * p.x + turns_[i].sine * p.y, turns_[i].cosine * p.y - turns_[i].sine * p.x, p.z};
}

double SceneTracer::itemDistance(Vec3 point, double reach, int except) const {
  double nearest = reach;
  for (int i = 0; i < static_cast<int>(scene_.items.size()); ++i) {
    const Bounds& bounds = bounds_[static_cast<std::size_t>(i)];
    if (i == except || bounds.radius == 0) continue;
    const double toBounds = norm(point - bounds.centre) - bounds.radius;
    if (toBounds >= nearest) continue;
    if (const auto* cuboid = std::get_if<CuboidItem>(&scene_.items[static_cast<std::size_t>(i)])) {
      const Vec3 p = toCuboid(i, point);
      const Vec3 out{std::max(std::abs(p.x) - cuboid->size.x / 2, 0.0),
                     std::max(std::abs(p.y) - cuboid->size.y / 2, 0.0),
                     std::max(std::abs(p.z) - cuboid->size.z / 2, 0.0)};
      nearest = std::min(nearest, norm(out));
    } else {
      nearest = std::min(nearest, std::max(toBounds, 0.0));
    }
  }
  return nearest;
}

} // namespace fillscope
