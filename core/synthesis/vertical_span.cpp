#include "core/synthesis/vertical_span.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr VerticalSpan nothing{1, 0};

/// Narrows the stretch to |slope · t + start| <= half.
void narrow(VerticalSpan& span, double slope, double start, double half) {
  if (std::abs(slope) < 1e-12) {
    if (std::abs(start) > half) span = nothing;
    return;
  }
  const double a = (-half - start) / slope, b = (half - start) / slope;
  span.upper = std::max(span.upper, std::min(a, b));
  span.lower = std::min(span.lower, std::max(a, b));
}

struct OwnLine {
  Vec3 start, slope;
};
/// The vertical line through (x, y) in a solid's own axes, as start + t · slope with t = z of the box frame.
OwnLine ownLine(const Placement& at, double x, double y) {
  return {transposedTimes(at.turn, {x - at.centre.x, y - at.centre.y, -at.centre.z}),
          transposedTimes(at.turn, {0, 0, 1})};
}

VerticalSpan spanOf(const SolidCuboid& cuboid, double x, double y) {
  const OwnLine line = ownLine(cuboid.at, x, y);
  VerticalSpan span{-1e9, 1e9};
  narrow(span, line.slope.x, line.start.x, cuboid.half.x);
  narrow(span, line.slope.y, line.start.y, cuboid.half.y);
  narrow(span, line.slope.z, line.start.z, cuboid.half.z);
  return span;
}

VerticalSpan spanOf(const SolidSphere& sphere, double x, double y) {
  const double dx = x - sphere.centre.x, dy = y - sphere.centre.y;
  const double squared = sphere.radius * sphere.radius - dx * dx - dy * dy;
  if (squared < 0) return nothing;
  const double half = std::sqrt(squared);
  return {sphere.centre.z - half, sphere.centre.z + half};
}

VerticalSpan spanOf(const SolidCylinder& cylinder, double x, double y) {
  const OwnLine line = ownLine(cylinder.at, x, y);
  VerticalSpan span{-1e9, 1e9};
  narrow(span, line.slope.z, line.start.z, cylinder.half);
  if (!span) return nothing;
  // Radius along the axis: middle + growth · z.
  const double top = cylinder.topRadius >= 0 ? cylinder.topRadius : cylinder.radius;
  const double middle = 0.5 * (cylinder.radius + top), growth = (top - cylinder.radius) / (2 * cylinder.half);
  const Vec3 o = line.start, d = line.slope;
  const double radius = middle + growth * o.z, change = growth * d.z;
  const double a = d.x * d.x + d.y * d.y - change * change;
  const double b = o.x * d.x + o.y * d.y - radius * change;
  const double c = o.x * o.x + o.y * o.y - radius * radius;
  if (std::abs(a) < 1e-12) {
    if (std::abs(b) < 1e-12) return c <= 0 ? span : nothing;
    // 2 b t + c <= 0
    if (b > 0)
      span.lower = std::min(span.lower, -c / (2 * b));
    else
      span.upper = std::max(span.upper, -c / (2 * b));
    return span;
  }
  const double discriminant = b * b - a * c;
  if (a > 0) {
    if (discriminant < 0) return nothing;
    const double root = std::sqrt(discriminant);
    return {std::max(span.upper, (-b - root) / a), std::min(span.lower, (-b + root) / a)};
  }
  // Steeper than the cone: inside its one true half.
  if (discriminant < 0) return span;
  const double root = std::sqrt(discriminant);
  if (change > 0)
    span.upper = std::max(span.upper, (-b - root) / a);
  else
    span.lower = std::min(span.lower, (-b + root) / a);
  return span;
}

VerticalSpan spanOf(const SolidCapsule& capsule, double x, double y) {
  VerticalSpan span = nothing;
  auto join = [&](VerticalSpan other) {
    if (!other) return;
    span = span ? VerticalSpan{std::min(span.upper, other.upper), std::max(span.lower, other.lower)} : other;
  };
  join(spanOf(SolidSphere{capsule.a, capsule.radius}, x, y));
  join(spanOf(SolidSphere{capsule.b, capsule.radius}, x, y));
  const Vec3 along = capsule.b - capsule.a;
  const double length = norm(along);
  if (length < 1e-9) return span;
  const Vec3 axis = (1 / length) * along;
  const Vec3 other = std::abs(axis.x) < 0.7 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
  const Vec3 u = normalized(cross(axis, other));
  SolidCylinder middle{{0.5 * (capsule.a + capsule.b), {}}, capsule.radius, length / 2};
  middle.at.turn.columns = {u, cross(axis, u), axis};
  join(spanOf(middle, x, y));
  return span;
}

VerticalSpan spanOf(const SolidHeights& field, double c, double s, double x, double y) {
  if (!field.heights || field.heights->width() < 2 || field.heights->height() < 2) return nothing;
  const double dx = x - field.centre.x, dy = y - field.centre.y;
  const Raster<float>& raster = *field.heights;
  const double u = ((c * dx + s * dy) / field.halfX + 1) / 2 * (raster.width() - 1);
  const double v = ((c * dy - s * dx) / field.halfY + 1) / 2 * (raster.height() - 1);
  if (!(u >= 0 && v >= 0 && u <= raster.width() - 1 && v <= raster.height() - 1)) return nothing;
  const int column = std::min(static_cast<int>(u), raster.width() - 2);
  const int row = std::min(static_cast<int>(v), raster.height() - 2);
  const double fu = u - column, fv = v - row;
  const float* upper = raster.row(row) + column;
  const float* lower = raster.row(row + 1) + column;
  const double height =
      (1 - fv) * ((1 - fu) * upper[0] + fu * upper[1]) + fv * ((1 - fu) * lower[0] + fu * lower[1]);
  return height <= 0 ? nothing : VerticalSpan{field.base - height, field.base};
}

SolidBounds around(Vec3 centre, Vec3 reach) { return {centre - reach, centre + reach}; }

Vec3 absolute(Vec3 v) { return {std::abs(v.x), std::abs(v.y), std::abs(v.z)}; }

SolidBounds boundsOfEach(const SolidCuboid& cuboid) {
  const auto& axes = cuboid.at.turn.columns;
  return around(cuboid.at.centre, cuboid.half.x * absolute(axes[0]) + cuboid.half.y * absolute(axes[1]) +
                                      cuboid.half.z * absolute(axes[2]));
}

SolidBounds boundsOfEach(const SolidSphere& sphere) {
  return around(sphere.centre, {sphere.radius, sphere.radius, sphere.radius});
}

SolidBounds boundsOfEach(const SolidCylinder& cylinder) {
  const Vec3 axis = cylinder.at.turn.columns[2];
  auto disc = [&](double along, double radius) {
    auto reach = [&](double a) { return radius * std::sqrt(std::max(0.0, 1 - a * a)); };
    return around(cylinder.at.centre + along * axis, {reach(axis.x), reach(axis.y), reach(axis.z)});
  };
  const double top = cylinder.topRadius >= 0 ? cylinder.topRadius : cylinder.radius;
  const SolidBounds a = disc(-cylinder.half, cylinder.radius), b = disc(cylinder.half, top);
  return {{std::min(a.low.x, b.low.x), std::min(a.low.y, b.low.y), std::min(a.low.z, b.low.z)},
          {std::max(a.high.x, b.high.x), std::max(a.high.y, b.high.y), std::max(a.high.z, b.high.z)}};
}

SolidBounds boundsOfEach(const SolidCapsule& capsule) {
  const Vec3 r{capsule.radius, capsule.radius, capsule.radius}, a = capsule.a, b = capsule.b;
  return {Vec3{std::min(a.x, b.x), std::min(a.y, b.y), std::min(a.z, b.z)} - r,
          Vec3{std::max(a.x, b.x), std::max(a.y, b.y), std::max(a.z, b.z)} + r};
}

SolidBounds boundsOfEach(const SolidHeights& field) {
  const double c = std::abs(std::cos(field.yaw)), s = std::abs(std::sin(field.yaw));
  const double rx = c * field.halfX + s * field.halfY, ry = s * field.halfX + c * field.halfY;
  float highest = 0;
  if (field.heights)
    for (std::size_t i = 0; i < field.heights->pixelCount(); ++i)
      highest = std::max(highest, field.heights->data()[i]);
  return {{field.centre.x - rx, field.centre.y - ry, field.base - static_cast<double>(highest)},
          {field.centre.x + rx, field.centre.y + ry, field.base}};
}

} // namespace

VerticalSpan verticalSpan(const Solid& solid, double x, double y) { return VerticalSpans(solid).at(x, y); }

VerticalSpans::VerticalSpans(const Solid& solid)
    : solid_(solid) {
  if (const auto* field = std::get_if<SolidHeights>(&solid))
    cosine_ = std::cos(field->yaw), sine_ = std::sin(field->yaw);
}

VerticalSpan VerticalSpans::at(double x, double y) const {
  if (const auto* field = std::get_if<SolidHeights>(&solid_)) return spanOf(*field, cosine_, sine_, x, y);
  if (const auto* cuboid = std::get_if<SolidCuboid>(&solid_)) return spanOf(*cuboid, x, y);
  if (const auto* sphere = std::get_if<SolidSphere>(&solid_)) return spanOf(*sphere, x, y);
  if (const auto* cylinder = std::get_if<SolidCylinder>(&solid_)) return spanOf(*cylinder, x, y);
  return spanOf(std::get<SolidCapsule>(solid_), x, y);
}

SolidBounds boundsOf(const Solid& solid) {
  return std::visit([](const auto& each) { return boundsOfEach(each); }, solid);
}

Mat3 operator*(const Mat3& a, const Mat3& b) {
  return {{a * b.columns[0], a * b.columns[1], a * b.columns[2]}};
}

Mat3 rotationAbout(int axis, double angle) {
  const double c = std::cos(angle), s = std::sin(angle);
  if (axis == 0) return {{Vec3{1, 0, 0}, Vec3{0, c, s}, Vec3{0, -s, c}}};
  if (axis == 1) return {{Vec3{c, 0, -s}, Vec3{0, 1, 0}, Vec3{s, 0, c}}};
  return {{Vec3{c, s, 0}, Vec3{-s, c, 0}, Vec3{0, 0, 1}}};
}

double insideZ(const PhotoScene& scene, double x, double y) {
  if (scene.taper <= 0) return scene.size.depth;
  const double edge = std::min({x, scene.size.first - x, y, scene.size.second - y});
  return scene.size.depth * std::clamp(edge / scene.taper, 0.0, 1.0);
}

} // namespace fillscope
