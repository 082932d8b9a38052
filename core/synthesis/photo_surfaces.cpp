#include "core/synthesis/photo_finish.h"

namespace fillscope {

PhotoSurfaces::PhotoSurfaces(const PhotoScene& scene, const PhotoTracer& tracer)
    : scene_(scene)
    , tracer_(tracer)
    , inside_(scene.inside)
    , outside_(scene.outside)
    , floor_(scene.floorInside)
    , ground_(scene.ground) {
  items_.reserve(scene.items.size());
  for (const PhotoItem& item : scene.items)
    items_.emplace_back(item.finish);
}

const PreparedFinish& PhotoSurfaces::finishOf(const PhotoHit& hit) const {
  switch (hit.surface) {
  case PhotoSurface::item:
    return items_[static_cast<std::size_t>(hit.item)];
  case PhotoSurface::innerWall:
    return inside_;
  case PhotoSurface::floor:
    return floor_;
  case PhotoSurface::outerWall:
  case PhotoSurface::rim:
    return outside_;
  default:
    return ground_;
  }
}

FinishPoint PhotoSurfaces::placeOnItem(const PhotoHit& hit, F3 point, F3 normal) const {
  const Shape& shape = tracer_.shapes().shapes[static_cast<std::size_t>(hit.item)];
  const F3 p = shape.toLocal(point - shape.centre);
  FinishPoint place;
  place.normal = normal;
  place.face = hit.part;
  const auto flat = [&](float u, float v, float halfU, float halfV, F3 alongU, F3 alongV) {
    place.u = u + halfU, place.v = v + halfV, place.width = 2 * halfU, place.height = 2 * halfV;
    place.alongU = alongU, place.alongV = alongV;
  };
  const auto round = [&](float radius, float v, float halfV) {
    const float turns = atan2Turns(p.y, p.x);
    const F3 outwards = shape.toLocal(normal);
    place.alongU = shape.toWorld(normalized(F3{-outwards.y, outwards.x, 1e-4f}));
    place.alongV = cross(normal, place.alongU);
    place.width = 6.2831853f * radius, place.height = 2 * halfV;
    place.u = (turns + 0.5f) * place.width, place.v = halfV - v;
  };
  switch (shape.kind) {
  case Shape::Kind::cuboid:
    place.sheet = shape.half.z < 0.0035f;
    if (hit.part < 2)
      flat(p.y, p.z, shape.half.y, shape.half.z, shape.axisY, shape.axisZ);
    else if (hit.part < 4)
      flat(p.x, p.z, shape.half.x, shape.half.z, shape.axisX, shape.axisZ);
    else
      flat(p.x, p.y, shape.half.x, shape.half.y, shape.axisX, shape.axisY);
    break;
  case Shape::Kind::sphere:
    round(shape.radius, shape.radius * 1.5707963f * (p.z / shape.radius), shape.radius * 1.5707963f);
    break;
  case Shape::Kind::cylinder: {
    const float widest = std::max(shape.radius, shape.topRadius);
    if (hit.part == 0)
      round(widest, p.z, shape.half.z);
    else
      flat(p.x, p.y, widest, widest, shape.axisX, shape.axisY);
    break;
  }
  case Shape::Kind::capsule:
    round(shape.radius, p.z, shape.half.z + shape.radius);
    break;
  case Shape::Kind::heights: {
    const F3 alongU = normalized(shape.axisX - dot(shape.axisX, normal) * normal);
    flat(p.x, p.y, shape.half.x, shape.half.y, alongU, cross(normal, alongU));
    break;
  }
  }
  return place;
}

FinishPoint PhotoSurfaces::placeOf(const PhotoHit& hit, F3 p, F3 normal) const {
  if (hit.surface == PhotoSurface::item) return placeOnItem(hit, p, normal);
  FinishPoint place;
  const F3 size = tracer_.shell().size();
  place.normal = normal;
  place.face = 16 * static_cast<int>(hit.surface) + hit.part;
  const bool wall =
      (hit.surface == PhotoSurface::innerWall || hit.surface == PhotoSurface::outerWall) && hit.part < 4;
  if (wall) {
    const bool alongY = hit.part < 2;
    place.u = alongY ? p.y : p.x;
    place.width = alongY ? size.y : size.x;
    place.v = p.z, place.height = size.z;
    place.alongU = alongY ? F3{0, 1, 0} : F3{1, 0, 0};
    place.alongV = cross(normal, place.alongU);
    if (place.alongV.z < 0) place.alongV = -place.alongV;
    return place;
  }
  place.u = p.x, place.v = p.y, place.width = size.x, place.height = size.y;
  if (hit.surface == PhotoSurface::ground) place.width = place.height = 1e3f;
  place.alongU = {1, 0, 0}, place.alongV = {0, 1, 0};
  return place;
}

SurfaceLook PhotoSurfaces::lookAt(const PhotoHit& hit, F3 point, F3 normal, F3 direction, float pixel) const {
  FinishPoint place = placeOf(hit, point, normal);
  const float facing = std::abs(dot(normal, direction)) / length(direction);
  place.pixel = pixel / std::sqrt(std::max(facing, 0.04f)); // between the footprint's two axes
  SurfaceLook look = finishOf(hit).at(place);
  if (hit.surface == PhotoSurface::rim) {
    // The cut edge: a carton's corrugation between two liners, a tote's polished lip.
    if (scene_.inside.pattern == Finish::Pattern::cardboard || scene_.kind == PhotoBoxKind::carton) {
      const float along = point.x < 0 || point.x > tracer_.shell().size().x ? point.y : point.x;
      const float fade = clamp01(2 - 4 * place.pixel / 0.008f);
      look.albedo = (0.92f + 0.05f * fade * sinTurns(along / 0.008f)) * mix(inside_.base, look.albedo, 0.3f);
      look.gloss = 0;
    } else {
      look.albedo = 1.1f * look.albedo;
    }
  }
  if (hit.surface == PhotoSurface::innerWall && scene_.gleam > 0) {
    // A room's windows and lamps, drawn out upright by polished plastic.
    const float wide = 0.22f * std::min(place.width, 0.5f);
    const float streak = noiseAt(place.u / wide, 0.5f * place.v / place.height, hashNumber(hit.part, 77));
    const float on = static_cast<float>(scene_.gleam) * smoothStep(0.1f, 0.8f, streak);
    look.albedo = (1 + 0.7f * on) * look.albedo + on * F3{0.05f, 0.05f, 0.05f};
  }
  if (hit.surface == PhotoSurface::innerWall && scene_.ribs > 0) {
    const auto spacing = static_cast<float>(scene_.ribs);
    const float phase = fraction(place.u / spacing) - 0.5f, half = 0.11f;
    const float fade = clamp01(2 - 4 * place.pixel / (half * spacing));
    if (std::abs(phase) < half) { // a rounded bar, dark where it meets the wall
      look.normal = normalized(look.normal + (fade * 0.9f * phase / half) * place.alongU);
      look.albedo = (1.0f - 0.25f * fade * smoothStep(0.6f, 1.0f, std::abs(phase) / half)) * look.albedo;
    }
  }
  return look;
}

} // namespace fillscope
