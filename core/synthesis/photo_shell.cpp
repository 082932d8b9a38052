#include "core/synthesis/photo_tracer.h"

namespace fillscope {

PhotoShell::PhotoShell(const PhotoScene& scene)
    : first_(static_cast<float>(scene.size.first))
    , second_(static_cast<float>(scene.size.second))
    , depth_(static_cast<float>(scene.size.depth))
    , wall_(static_cast<float>(scene.wall))
    , lean_(static_cast<float>(scene.taper / scene.size.depth))
    , groundZ_(static_cast<float>(scene.size.depth + scene.wall + std::max(scene.groundDrop, 0.0))) {
  const float scale = 1 / std::sqrt(1 + lean_ * lean_);
  wallNormals_[0] = scale * F3{-1, 0, lean_};
  wallNormals_[1] = scale * F3{1, 0, lean_};
  wallNormals_[2] = scale * F3{0, -1, lean_};
  wallNormals_[3] = scale * F3{0, 1, lean_};
}

PhotoShell::Span PhotoShell::cut(F3 o, F3 d, bool outer) const {
  // Outer walls are the inner ones moved level by the wall's thickness, so that the rim is as wide as the
  // wall.
  const float margin = outer ? wall_ : 0;
  Span span{-noHit, noHit, 0, 0};
  const auto plane = [&](float along, float room, int part) {
    if (along == 0) {
      if (room < 0) span.enter = noHit;
      return;
    }
    const float t = room / along;
    if (along < 0) {
      if (t > span.enter) span.enter = t, span.enterPart = part;
    } else if (t < span.leave) {
      span.leave = t, span.leavePart = part;
    }
  };
  plane(-d.x + lean_ * d.z, margin + o.x - lean_ * o.z, 0);
  plane(d.x + lean_ * d.z, first_ + margin - o.x - lean_ * o.z, 1);
  plane(-d.y + lean_ * d.z, margin + o.y - lean_ * o.z, 2);
  plane(d.y + lean_ * d.z, second_ + margin - o.y - lean_ * o.z, 3);
  plane(d.z, depth_ + margin - o.z, 4);
  if (outer) plane(-d.z, o.z, 5);
  return span;
}

PhotoHit PhotoShell::first(F3 o, F3 d) const {
  PhotoHit hit;
  if (d.z > 1e-6f) {
    const float t = (groundZ_ - o.z) / d.z;
    if (t > 0) hit = {t, -1, PhotoSurface::ground, 0};
  }
  const Span outside = cut(o, d, true);
  if (outside.enter > outside.leave || outside.leave <= 0) return hit;
  const Span inside = cut(o, d, false);
  const float start = std::max(outside.enter, 0.0f);
  if (inside.enter <= inside.leave && start >= inside.enter && start < inside.leave) {
    if (inside.leave < outside.leave) // else out through the opening
      hit = {inside.leave, -1, inside.leavePart == 4 ? PhotoSurface::floor : PhotoSurface::innerWall,
             static_cast<std::uint8_t>(inside.leavePart)};
    return hit;
  }
  if (outside.enter > 0 && outside.enter < hit.t)
    hit = {outside.enter, -1, outside.enterPart == 5 ? PhotoSurface::rim : PhotoSurface::outerWall,
           static_cast<std::uint8_t>(outside.enterPart)};
  return hit;
}

bool PhotoShell::inCavity(F3 p, float tolerance) const {
  const float inset = lean_ * p.z - tolerance;
  return p.z > 0 && p.z < depth_ + tolerance && p.x > inset && p.x < first_ - inset && p.y > inset &&
         p.y < second_ - inset;
}

bool PhotoShell::blocksUpwards(F3 o, F3 d) const {
  if (o.z <= 0) return false;
  if (inCavity(o)) { // convex: free if it leaves through the opening
    const float s = -o.z / d.z, x = o.x + s * d.x, y = o.y + s * d.y;
    return x < 0 || y < 0 || x > first_ || y > second_;
  }
  const Span span = cut(o, d, true);
  return span.enter < span.leave && span.enter > 0;
}

F3 PhotoShell::normalOf(const PhotoHit& hit) const {
  switch (hit.surface) {
  case PhotoSurface::innerWall:
    return -wallNormals_[hit.part & 3];
  case PhotoSurface::outerWall:
    return hit.part < 4 ? wallNormals_[hit.part] : F3{0, 0, 1};
  default:
    return {0, 0, -1};
  }
}

} // namespace fillscope
