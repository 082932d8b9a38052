#include "core/synthesis/photo_shapes.h"

namespace fillscope {
namespace {

void placeIn(Shape& shape, const Placement& at) {
  shape.centre = toFloat(at.centre);
  shape.axisX = toFloat(at.turn.columns[0]);
  shape.axisY = toFloat(at.turn.columns[1]);
  shape.axisZ = toFloat(at.turn.columns[2]);
}

void hullOfCuboid(Shape& shape, F3 low, F3 high) {
  shape.hullCount = 8;
  for (std::size_t i = 0; i < 8; ++i)
    shape.hull[i] = shape.centre +
                    shape.toWorld({i & 1 ? high.x : low.x, i & 2 ? high.y : low.y, i & 4 ? high.z : low.z});
}

void hullOfAxis(Shape& shape, float radius) {
  shape.hullCount = 2;
  shape.hull[0] = shape.centre - shape.half.z * shape.axisZ;
  shape.hull[1] = shape.centre + shape.half.z * shape.axisZ;
  shape.hullRadius = radius;
}

struct Prepare {
  ShapeSet& set;

  Shape operator()(const SolidCuboid& s) const {
    Shape shape;
    placeIn(shape, s.at);
    shape.half = toFloat(s.half);
    shape.bound = length(shape.half);
    hullOfCuboid(shape, -shape.half, shape.half);
    return shape;
  }
  Shape operator()(const SolidSphere& s) const {
    Shape shape;
    shape.kind = Shape::Kind::sphere;
    shape.centre = toFloat(s.centre);
    shape.radius = shape.bound = shape.hullRadius = static_cast<float>(s.radius);
    shape.hullCount = 1;
    shape.hull[0] = shape.centre;
    return shape;
  }
  Shape operator()(const SolidCylinder& s) const {
    Shape shape;
    shape.kind = Shape::Kind::cylinder;
    placeIn(shape, s.at);
    shape.radius = static_cast<float>(s.radius);
    shape.topRadius = s.topRadius >= 0 ? static_cast<float>(s.topRadius) : shape.radius;
    shape.half = {0, 0, static_cast<float>(s.half)};
    const float widest = std::max(shape.radius, shape.topRadius);
    shape.bound = std::sqrt(widest * widest + shape.half.z * shape.half.z);
    hullOfAxis(shape, widest);
    return shape;
  }
  Shape operator()(const SolidCapsule& s) const {
    Shape shape;
    shape.kind = Shape::Kind::capsule;
    shape.centre = toFloat(0.5 * (s.a + s.b));
    const F3 axis = toFloat(s.b - s.a);
    const float whole = length(axis);
    shape.axisZ = whole > 1e-6f ? (1 / whole) * axis : F3{0, 0, 1};
    shape.axisX = perpendicular(shape.axisZ);
    shape.axisY = cross(shape.axisZ, shape.axisX);
    shape.half = {0, 0, whole / 2};
    shape.radius = static_cast<float>(s.radius);
    shape.bound = whole / 2 + shape.radius;
    hullOfAxis(shape, shape.radius);
    return shape;
  }
  Shape operator()(const SolidHeights& s) const {
    Shape shape;
    shape.kind = Shape::Kind::heights;
    const auto cosine = static_cast<float>(std::cos(s.yaw)), sine = static_cast<float>(std::sin(s.yaw));
    shape.axisX = {cosine, sine, 0};
    shape.axisY = {-sine, cosine, 0};
    shape.axisZ = {0, 0, -1}; // heights grow upwards, against the box's z
    shape.centre = toFloat(Vec3{s.centre.x, s.centre.y, s.base});
    shape.grid = static_cast<int>(set.grids.size());
    const HeightGrid& grid = set.grids.emplace_back(s);
    shape.half = {grid.halfX, grid.halfY, grid.highest};
    shape.bound = length(shape.half);
    hullOfCuboid(shape, {-grid.halfX, -grid.halfY, 0}, shape.half);
    return shape;
  }
};

float enterCuboid(F3 half, F3 o, F3 d, int& part) {
  struct Slab {
    float inverse, begin, end;
    Slab(float origin, float direction, float reach)
        : inverse(1 / (std::abs(direction) < 1e-12f ? 1e-12f : direction)) {
      const float middle = -origin * inverse, width = reach * std::abs(inverse);
      begin = middle - width, end = middle + width;
    }
  };
  const Slab x(o.x, d.x, half.x), y(o.y, d.y, half.y), z(o.z, d.z, half.z);
  const float begin = std::max(std::max(x.begin, y.begin), z.begin);
  if (!(begin < std::min(std::min(x.end, y.end), z.end) && begin > 0)) return noHit;
  const Slab& last = begin == x.begin ? x : begin == y.begin ? y : z;
  part = (begin == x.begin ? 0 : begin == y.begin ? 2 : 4) + (last.inverse > 0 ? 0 : 1);
  return begin;
}

float enterSphere(F3 o, F3 d, float radius) {
  const float a = dot(d, d), nearest = -dot(o, d) / a;
  const F3 p = o + nearest * d;
  const float room = radius * radius - dot(p, p);
  if (room < 0) return noHit;
  const float t = nearest - std::sqrt(room / a);
  return t > 0 ? t : noHit;
}

/// The side of a cone about z: radius middle + slope·z. Keeps to |z| <= half.
float enterConeSide(F3 p, F3 d, float middle, float slope, float half) {
  const float a = d.x * d.x + d.y * d.y - slope * slope * d.z * d.z;
  const float b = p.x * d.x + p.y * d.y - slope * d.z * (middle + slope * p.z);
  const float c = p.x * p.x + p.y * p.y - (middle + slope * p.z) * (middle + slope * p.z);
  const float discriminant = b * b - a * c;
  if (discriminant < 0 || std::abs(a) < 1e-12f) return noHit;
  const float root = std::sqrt(discriminant);
  float best = noHit;
  for (const float t : {(-b - root) / a, (-b + root) / a}) {
    const float z = p.z + t * d.z;
    const bool inwards = a * t + b < 0; // the surface function falls along the ray
    if (inwards && std::abs(z) <= half && middle + slope * z >= 0 && (best == noHit || t < best)) best = t;
  }
  return best;
}

float enterCylinder(const Shape& s, F3 o, F3 d, int& part) {
  // From the place nearest to the centre, where single precision has the most digits.
  const float shift = -dot(o, d) / dot(d, d);
  const F3 p = o + shift * d;
  const float middle = 0.5f * (s.radius + s.topRadius), slope = (s.topRadius - s.radius) / (2 * s.half.z);
  float best = enterConeSide(p, d, middle, slope, s.half.z);
  part = 0;
  if (std::abs(d.z) > 1e-9f) {
    const bool upwards = d.z > 0; // enters through the bottom
    const float radius = upwards ? s.radius : s.topRadius;
    const float t = ((upwards ? -s.half.z : s.half.z) - p.z) / d.z;
    const float x = p.x + t * d.x, y = p.y + t * d.y;
    if (x * x + y * y <= radius * radius && (best == noHit || t < best)) best = t, part = upwards ? 1 : 2;
  }
  if (best == noHit) return noHit;
  best += shift;
  return best > 0 ? best : noHit;
}

float enterCapsule(const Shape& s, F3 o, F3 d) {
  const float shift = -dot(o, d) / dot(d, d);
  const F3 p = o + shift * d;
  float best = enterConeSide(p, d, s.radius, 0, s.half.z);
  best = best == noHit ? noHit : best + shift;
  if (best <= 0) best = noHit;
  for (const float end : {-s.half.z, s.half.z})
    best = std::min(best, enterSphere(o - F3{0, 0, end}, d, s.radius));
  // An end's sphere may be entered inside the cylinder: then the ray started within the solid.
  if (best == noHit) return noHit;
  const F3 q = o + best * d;
  return std::abs(q.z) < s.half.z && q.x * q.x + q.y * q.y < 0.998f * s.radius * s.radius ? noHit : best;
}

} // namespace

ShapeSet::ShapeSet(const std::vector<PhotoItem>& items) {
  shapes.reserve(items.size());
  for (const PhotoItem& item : items) {
    const Shape& shape = shapes.emplace_back(std::visit(Prepare{*this}, item.solid));
    balls.push_back({shape.centre, shape.bound * shape.bound});
  }
}

float ShapeSet::enter(const Shape& shape, F3 origin, F3 direction, float limit, int& part) const {
  float t = noHit;
  part = 0;
  switch (shape.kind) {
  case Shape::Kind::cuboid:
    t = enterCuboid(shape.half, origin, direction, part);
    break;
  case Shape::Kind::sphere:
    t = enterSphere(origin, direction, shape.radius);
    break;
  case Shape::Kind::cylinder:
    t = enterCylinder(shape, origin, direction, part);
    break;
  case Shape::Kind::capsule:
    t = enterCapsule(shape, origin, direction);
    break;
  case Shape::Kind::heights:
    t = grids[static_cast<std::size_t>(shape.grid)].enter(origin, direction, limit, part);
    break;
  }
  return t < limit ? t : noHit;
}

F3 ShapeSet::normalAt(const Shape& shape, F3 p, int part) const {
  switch (shape.kind) {
  case Shape::Kind::cuboid: {
    const float sign = part & 1 ? 1.0f : -1.0f;
    return part < 2 ? F3{sign, 0, 0} : part < 4 ? F3{0, sign, 0} : F3{0, 0, sign};
  }
  case Shape::Kind::sphere:
    return normalized(p);
  case Shape::Kind::cylinder:
    if (part != 0) return {0, 0, part == 1 ? -1.0f : 1.0f};
    {
      const float slope = (shape.topRadius - shape.radius) / (2 * shape.half.z);
      return normalized(F3{p.x, p.y, -slope * std::sqrt(p.x * p.x + p.y * p.y)});
    }
  case Shape::Kind::capsule:
    return normalized(p - F3{0, 0, std::clamp(p.z, -shape.half.z, shape.half.z)});
  case Shape::Kind::heights:
    if (part == 0) return grids[static_cast<std::size_t>(shape.grid)].topNormal(p.x, p.y);
    return part == 5  ? F3{0, 0, -1}
           : part < 3 ? F3{part == 1 ? -1.0f : 1.0f, 0, 0}
                      : F3{0, part == 3 ? -1.0f : 1.0f, 0};
  }
  return {0, 0, 1};
}

float ShapeSet::enterTurned(std::size_t index, F3 offset, F3 direction, float limit) const {
  const Shape& shape = shapes[index];
  int part = 0;
  return enter(shape, shape.toLocal(offset), shape.toLocal(direction), limit, part);
}

} // namespace fillscope
