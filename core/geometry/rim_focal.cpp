#include "core/geometry/rim_homography.h"
#include <cmath>

namespace fillscope {

namespace {

// f² as a function of the corners, or a value that is not positive where there is none.
using FocalSquared = double (*)(const Mat3& h, double aspect);

double fromOrthogonality(const Mat3& h, double) {
  const Vec3 a = h.columns[0], b = h.columns[1];
  return -(a.x * b.x + a.y * b.y) / (a.z * b.z);
}

double fromEqualScale(const Mat3& h, double aspect) {
  const Vec3 a = h.columns[0], b = (1.0 / aspect) * h.columns[1];
  return (a.x * a.x + a.y * a.y - b.x * b.x - b.y * b.y) / (b.z * b.z - a.z * a.z);
}

std::optional<double> focalIfStable(const RimCorners& corners, Vec2 principalPoint, double aspect,
                                    FocalSquared focalSquared) {
  RimCorners centred;
  for (int k = 0; k < 4; ++k)
    centred[k] = pixelFromPicture(corners[k]) - principalPoint;
  const auto focalOf = [&](const RimCorners& c) -> std::optional<double> {
    const auto h = unitSquareHomography(c);
    if (!h) return std::nullopt;
    const double squared = focalSquared(*h, aspect);
    if (!(squared > 1.0) || !std::isfinite(squared)) return std::nullopt;
    return std::sqrt(squared);
  };
  const auto focal = focalOf(centred);
  if (!focal) return std::nullopt;
  double variance = 0; // of ln f, for one pixel of error in every coordinate
  for (int k = 0; k < 4; ++k)
    for (int axis = 0; axis < 2; ++axis) {
      RimCorners plus = centred, minus = centred;
      (axis == 0 ? plus[k].x : plus[k].y) += 0.5;
      (axis == 0 ? minus[k].x : minus[k].y) -= 0.5;
      const auto high = focalOf(plus), low = focalOf(minus);
      if (!high || !low) return std::nullopt;
      const double slope = std::log(*high / *low);
      variance += slope * slope;
    }
  if (variance > 1.0 / 49.0) return std::nullopt;
  return focal;
}

} // namespace

std::optional<Mat3> unitSquareHomography(const RimCorners& c) {
  const Vec2 d1 = c[1] - c[2], d2 = c[3] - c[2], s = c[0] - c[1] + (c[2] - c[3]);
  const double determinant = cross(d1, d2);
  if (std::abs(determinant) < 1e-12) return std::nullopt;
  const double g = cross(s, d2) / determinant, h = cross(d1, s) / determinant;
  return Mat3{{Vec3{c[1].x - c[0].x + g * c[1].x, c[1].y - c[0].y + g * c[1].y, g},
               Vec3{c[3].x - c[0].x + h * c[3].x, c[3].y - c[0].y + h * c[3].y, h}, Vec3{c[0].x, c[0].y, 1}}};
}

std::optional<double> focalFromRim(const RimCorners& corners, Vec2 principalPoint) {
  if (checkRim(corners) != RimFault::none) return std::nullopt;
  return focalIfStable(corners, principalPoint, 1.0, fromOrthogonality);
}

std::optional<double> focalFromRimAspect(const RimCorners& corners, Vec2 principalPoint, double aspect) {
  if (checkRim(corners) != RimFault::none || !(aspect > 0)) return std::nullopt;
  return focalIfStable(corners, principalPoint, aspect, fromEqualScale);
}

} // namespace fillscope
