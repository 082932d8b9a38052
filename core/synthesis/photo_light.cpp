#include "core/synthesis/photo_light.h"

namespace fillscope {
namespace {

constexpr int rayCount = 48;
constexpr float skyShare = 0.45f; // the rest of a room's ambient light comes off the things themselves

/// Fibonacci points of the sphere.
F3 spread(int index) {
  const float z = 1 - 2 * (static_cast<float>(index) + 0.5f) / rayCount;
  const float radius = std::sqrt(1 - z * z), turns = 0.618034f * static_cast<float>(index);
  return {radius * cosTurns(turns), radius * sinTurns(turns), z};
}

} // namespace

PhotoLight::PhotoLight(const PhotoTracer& tracer, const PhotoShadows& shadows, const PhotoSurfaces& surfaces)
    : tracer_(tracer)
    , shadows_(shadows)
    , surfaces_(surfaces)
    , ambient_(skyShare * toFloat(tracer.scene().ambient))
    , size_(tracer.shell().size()) {
  inside_ = surfaces.finishOf({0, -1, PhotoSurface::innerWall, 0}).meanColour();
  floor_ = surfaces.finishOf({0, -1, PhotoSurface::floor, 0}).meanColour();
  const F3 ground = surfaces.finishOf({0, -1, PhotoSurface::ground, 0}).meanColour();
  openAir_ = ambient_;
  for (const PreparedLamp& lamp : shadows.lamps())
    openAir_ = openAir_ + (-lamp.towards.z) * lamp.colour;
  groundGlow_ = ground * openAir_;
  for (std::size_t i = 0; i < tracer.shapes().shapes.size(); ++i) {
    const Shape& shape = tracer.shapes().shapes[i];
    const F3 c = shape.centre;
    const float reach = shape.bound;
    if (c.x + reach > 0 && c.x - reach < size_.x && c.y + reach > 0 && c.y - reach < size_.y &&
        c.z - reach < size_.z && c.z + reach > -0.5f)
      occluders_.push_back(static_cast<std::int16_t>(i));
  }
  lightWalls();
  fillGrid();
}

F3 PhotoLight::sky(F3 direction) const {
  const float up = -direction.z / length(direction); // brighter overhead, as a room's ceiling is
  return (0.75f + 0.35f * up) * ambient_;
}

std::size_t PhotoLight::patchOf(int wall, F3 p) const {
  const float u = wall < 2 ? p.y / size_.y : p.x / size_.x, v = wall == 4 ? p.y / size_.y : p.z / size_.z;
  const int i = std::clamp(static_cast<int>(u * patches), 0, patches - 1),
            j = std::clamp(static_cast<int>(v * patches), 0, patches - 1);
  return static_cast<std::size_t>((wall * patches + j) * patches + i);
}

void PhotoLight::lightWalls() {
  const auto lean = static_cast<float>(tracer_.scene().taper / tracer_.scene().size.depth);
  for (int wall = 0; wall < 5; ++wall)
    for (int j = 0; j < patches; ++j)
      for (int i = 0; i < patches; ++i) {
        const float u = (static_cast<float>(i) + 0.5f) / patches,
                    v = (static_cast<float>(j) + 0.5f) / patches;
        F3 p{u * size_.x, v * size_.y, size_.z - 0.002f};
        if (wall < 4) {
          p.z = v * size_.z;
          const float inset = lean * p.z + 0.002f;
          p = wall < 2 ? F3{wall == 0 ? inset : size_.x - inset, u * size_.y, p.z}
                       : F3{u * size_.x, wall == 2 ? inset : size_.y - inset, p.z};
        }
        const PhotoHit here{0, -1, wall == 4 ? PhotoSurface::floor : PhotoSurface::innerWall,
                            static_cast<std::uint8_t>(wall)};
        const F3 normal = tracer_.shell().normalOf(here);
        const float height = 1 - p.z / size_.z;
        PhotoShadows::Blocker none;
        F3 light = (wall == 4 ? 0.4f : 0.15f + 0.3f * height) * ambient_;
        for (std::size_t l = 0; l < shadows_.lamps().size(); ++l) {
          const PreparedLamp& lamp = shadows_.lamps()[l];
          const float facing = dot(normal, lamp.towards);
          if (facing > 0 && shadows_.reaches(l, p, PhotoShadows::middle, none))
            light = light + (facing * lamp.strengthAt(p)) * lamp.colour;
        }
        const F3 albedo = wall == 4 ? floor_ : inside_;
        glow_[static_cast<std::size_t>((wall * patches + j) * patches + i)] = albedo * light;
      }
  for (const F3 g : glow_)
    meanGlow_ = meanGlow_ + (1.0f / static_cast<float>(glow_.size())) * g;
  for (F3& g : glow_) // light between the walls, once more
    g = g + 0.6f * (inside_ * meanGlow_);
}

F3 PhotoLight::arriving(F3 point, F3 direction) const {
  const PhotoHit shellHit = tracer_.shell().first(point, direction);
  float nearest = shellHit.t;
  int item = -1;
  for (const std::int16_t index : occluders_)
    if (const float t =
            tracer_.shapes().enterWorld(static_cast<std::size_t>(index), point, direction, nearest);
        t < nearest)
      nearest = t, item = index;
  if (item >= 0) {
    const F3 albedo =
        surfaces_.finishOf({0, static_cast<std::int16_t>(item), PhotoSurface::item, 0}).meanColour();
    const F3 p = point + nearest * direction;
    const float lit = direction.z > 0 ? 1.0f : 0.4f; // tops are lit, undersides hardly
    const F3 light = p.z > 0 ? 0.5f * ambient_ + meanGlow_ : ambient_;
    return lit * (albedo * light);
  }
  if (shellHit.surface == PhotoSurface::innerWall || shellHit.surface == PhotoSurface::floor)
    return glow_[patchOf(shellHit.part, point + nearest * direction)];
  if (shellHit.surface == PhotoSurface::ground) return groundGlow_;
  return shellHit ? meanGlow_ : sky(direction);
}

void PhotoLight::fillGrid() {
  const auto lean = static_cast<float>(tracer_.scene().taper / tracer_.scene().size.depth);
  std::array<F3, rayCount> directions;
  for (int r = 0; r < rayCount; ++r)
    directions[static_cast<std::size_t>(r)] = spread(r);
  for (int k = 0; k < nz; ++k)
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i < nx; ++i) {
        const auto place = [](int index, int count) {
          return (static_cast<float>(index) + 0.5f) / static_cast<float>(count);
        };
        const float z = place(k, nz) * size_.z, inset = lean * z;
        const F3 p{inset + place(i, nx) * (size_.x - 2 * inset), inset + place(j, ny) * (size_.y - 2 * inset),
                   z};
        LightCube& cube = grid_[static_cast<std::size_t>((k * ny + j) * nx + i)];
        std::array<float, 6> weights{};
        for (const F3 d : directions) {
          const F3 light = arriving(p, d);
          const float along[3] = {d.x, d.y, d.z};
          for (std::size_t axis = 0; axis < 3; ++axis) {
            const std::size_t face = 2 * axis + (along[axis] > 0 ? 1 : 0);
            const float weight = std::abs(along[axis]);
            cube[face] = cube[face] + weight * light;
            weights[face] += weight;
          }
        }
        for (std::size_t face = 0; face < 6; ++face)
          cube[face] = (1 / std::max(weights[face], 1e-6f)) * cube[face];
      }
}

F3 PhotoLight::ambientAt(F3 p, F3 n) const {
  const F3 squared = n * n;
  const std::size_t faceX = n.x > 0 ? 1 : 0, faceY = n.y > 0 ? 3 : 2, faceZ = n.z > 0 ? 5 : 4;
  if (!tracer_.shell().inCavity(p)) {
    // Outside: sky above, ground below, and the box beside.
    const float up = 0.5f * (1 - n.z);
    const float dx = std::max(std::max(-p.x, 0.0f), p.x - size_.x),
                dy = std::max(std::max(-p.y, 0.0f), p.y - size_.y);
    const float away = std::sqrt(dx * dx + dy * dy);
    const float open = p.z > 0 ? 1 - 0.45f * expFast(-away / (0.35f * size_.z)) : 1.0f;
    return (up * open) * sky(n) + ((1 - up) * 0.6f * open) * groundGlow_;
  }
  const auto axis = [](float v, float whole, int count, int& low, float& t) {
    const float at =
        std::clamp(v / whole * static_cast<float>(count) - 0.5f, 0.0f, static_cast<float>(count - 1) - 1e-3f);
    low = static_cast<int>(at);
    t = at - static_cast<float>(low);
  };
  int i = 0, j = 0, k = 0;
  float u = 0, v = 0, w = 0;
  axis(p.x, size_.x, nx, i, u);
  axis(p.y, size_.y, ny, j, v);
  axis(p.z, size_.z, nz, k, w);
  F3 sum;
  for (int corner = 0; corner < 8; ++corner) {
    const int a = corner & 1, b = corner >> 1 & 1, c = corner >> 2;
    const float weight = (a ? u : 1 - u) * (b ? v : 1 - v) * (c ? w : 1 - w);
    const LightCube& cube = grid_[static_cast<std::size_t>(((k + c) * ny + j + b) * nx + i + a)];
    sum = sum + weight * (squared.x * cube[faceX] + squared.y * cube[faceY] + squared.z * cube[faceZ]);
  }
  return (1 - static_cast<float>(tracer_.scene().gloom) * clamp01(p.z / size_.z)) * sum;
}

} // namespace fillscope
