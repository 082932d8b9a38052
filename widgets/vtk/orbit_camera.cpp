#include "widgets/vtk/orbit_camera.h"
#include <algorithm>
#include <numbers>

namespace fillscope {
namespace {

Vec3 turned(Vec3 v, Vec3 axis, double angle) {
  const double c = std::cos(angle), s = std::sin(angle);
  return c * v + s * cross(axis, v) + (dot(axis, v) * (1 - c)) * axis;
}

} // namespace

Vec3 OrbitCamera::forward() const { return normalized(target - eye); }
Vec3 OrbitCamera::right() const { return normalized(cross(forward(), up)); }
Vec3 OrbitCamera::viewUp() const { return cross(right(), forward()); }

void OrbitCamera::orbit(double turn, double raise) {
  constexpr double steepest = 88 * std::numbers::pi / 180;
  Vec3 arm = turned(eye - target, up, turn);
  const double length = norm(arm);
  const double elevation = std::asin(std::clamp(dot(arm, up) / length, -1.0, 1.0));
  const double wanted = std::clamp(elevation + raise, -steepest, steepest);
  const Vec3 level = arm - dot(arm, up) * up;
  const Vec3 out = norm(level) > 1e-9 * length ? normalized(level) : -forward();
  arm = (length * std::cos(wanted)) * out + (length * std::sin(wanted)) * up;
  eye = target + arm;
}

void OrbitCamera::pan(Vec2 from, Vec2 to, Vec2 view, double depth) {
  const Vec3 step = depth * (ray(from, view) - ray(to, view));
  eye = eye + step;
  target = target + step;
}

void OrbitCamera::zoom(Vec3 about, double factor) {
  eye = about + factor * (eye - about);
  target = about + factor * (target - about);
}

void OrbitCamera::fit(const std::vector<Vec3>& points, Vec2 view, double margin) {
  if (points.empty() || view.x <= 0 || view.y <= 0) return;
  const Vec3 ahead = forward(), side = right(), top = viewUp();
  const double slopeY = std::tan(fieldOfView / 2) * (1 - margin), slopeX = slopeY * view.x / view.y;
  // Each side of the view is a plane through the eye; opposite planes touch the points' hull on both sides.
  const auto reach = [&](Vec3 axis, double slope) {
    double highest = -1e300, lowest = 1e300;
    for (const Vec3& p : points) {
      const double across = dot(p - target, axis), along = dot(p - target, ahead);
      highest = std::max(highest, across - slope * along);
      lowest = std::min(lowest, across + slope * along);
    }
    return std::pair{(highest + lowest) / 2, (highest - lowest) / (2 * slope)};
  };
  const auto [shiftX, backX] = reach(side, slopeX);
  const auto [shiftY, backY] = reach(top, slopeY);
  const double before = distance();
  target = target + shiftX * side + shiftY * top;
  const double back = std::max(backX, backY);
  eye = target - (back > 1e-9 ? back : before) * ahead; // a single point is as near as one likes
}

bool clearlyOther(const ScenePlace& a, const ScenePlace& b) {
  constexpr double otherSize = 1.25, otherPlace = 0.4, otherDirection = 0.85; // ratio, radii, cosine
  const double ratio = b.radius / std::max(a.radius, 1e-12);
  if (!(ratio < otherSize && ratio > 1 / otherSize)) return true;
  if (norm(b.middle - a.middle) > otherPlace * a.radius) return true;
  for (std::size_t k = 0; k < 3; ++k)
    if (dot(a.axes.columns[k], b.axes.columns[k]) < otherDirection) return true;
  return false;
}

void OrbitCamera::follow(const ScenePlace& before, const ScenePlace& after) {
  if (before.radius <= 0) return;
  const double ratio = after.radius / before.radius;
  const auto turn = [&](Vec3 v) { return after.axes * transposedTimes(before.axes, v); };
  eye = after.middle + ratio * turn(eye - before.middle);
  target = after.middle + ratio * turn(target - before.middle);
  up = turn(up);
}

bool OrbitCamera::sees(const ScenePlace& place, Vec2 view) const {
  constexpr double smallest = 0.06, largest = 3; // shares of the view's half height
  const auto middle = project(place.middle, view);
  if (!middle || middle->x < 0 || middle->y < 0 || middle->x > view.x || middle->y > view.y) return false;
  const double share = place.radius * pixelsPerUnit(depthOf(place.middle), view) / (view.y / 2);
  return share > smallest && share < largest;
}

std::optional<Vec2> OrbitCamera::project(Vec3 world, Vec2 view) const {
  const double depth = depthOf(world);
  if (depth <= 0) return {};
  const double scale = pixelsPerUnit(depth, view);
  return Vec2{view.x / 2 + scale * dot(world - eye, right()),
              view.y / 2 - scale * dot(world - eye, viewUp())};
}

Vec3 OrbitCamera::ray(Vec2 place, Vec2 view) const {
  const double scale = pixelsPerUnit(1, view);
  return forward() + ((place.x - view.x / 2) / scale) * right() - ((place.y - view.y / 2) / scale) * viewUp();
}

double OrbitCamera::pixelsPerUnit(double depth, Vec2 view) const {
  return view.y / (2 * std::tan(fieldOfView / 2) * depth);
}

} // namespace fillscope
