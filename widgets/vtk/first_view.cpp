#include "widgets/vtk/first_view.h"
#include <algorithm>
#include <numbers>

namespace fillscope {
namespace {

constexpr double degree = std::numbers::pi / 180;
constexpr double margin = 0.14;

} // namespace

OrbitCamera viewOfBox(const BoxVolume& box, Vec2 view) {
  const Vec3 up = -box.pose.rotation.columns[2];
  const auto corners = box.corners();
  Vec3 middle;
  for (const Vec3& corner : corners)
    middle = middle + 0.125 * corner;

  // The bottom of the picture, laid into the rim's plane.
  Vec3 towards = Vec3{0, 1, 0} - dot(Vec3{0, 1, 0}, up) * up;
  if (norm(towards) < 1e-6) towards = box.pose.rotation.columns[1];
  towards = normalized(towards);
  const Vec3 seen = normalized(-middle);
  const double elevation = std::asin(std::clamp(dot(seen, up), -1.0, 1.0));

  OrbitCamera camera;
  camera.up = up;
  camera.target = middle;
  camera.eye = middle + 3 * std::max({box.size.first, box.size.second, box.size.depth}) * towards;
  camera.orbit(24 * degree, std::clamp(elevation - 10 * degree, 34 * degree, 48 * degree));
  camera.fit({corners.begin(), corners.end()}, view, margin);
  return camera;
}

OrbitCamera viewOfCloud(const std::vector<Vec3>& hull, Vec2 view) {
  OrbitCamera camera;
  Vec3 middle;
  for (const Vec3& p : hull)
    middle = middle + (1.0 / double(hull.size())) * p;
  camera.target = middle;
  camera.eye = Vec3{0, 0, std::min(0.0, middle.z - 1e-3)};
  camera.orbit(12 * degree, 14 * degree);
  camera.fit(hull, view, margin / 2);
  return camera;
}

} // namespace fillscope
