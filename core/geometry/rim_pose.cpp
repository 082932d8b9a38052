#include "core/geometry/linear_solve.h"
#include "core/geometry/rim_homography.h"
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

// Rotation by the vector w (axis times angle), applied on the left.
Mat3 rotated(const Mat3& m, Vec3 w) {
  const double angle = norm(w);
  if (angle < 1e-15) return m;
  const Vec3 axis = (1.0 / angle) * w;
  const double c = std::cos(angle), s = std::sin(angle);
  Mat3 out;
  for (int k = 0; k < 3; ++k) {
    const Vec3 v = m.columns[k];
    out.columns[k] = c * v + s * cross(axis, v) + ((1 - c) * dot(axis, v)) * axis;
  }
  return out;
}

Mat3 orthonormal(Vec3 x, Vec3 y) {
  // Both axes share the error of their angle, so that neither side of the rim is preferred.
  const Vec3 sum = normalized(normalized(x) + normalized(y)),
             difference = normalized(normalized(x) - normalized(y));
  const Vec3 ex = normalized(sum + difference), z = normalized(cross(x, y));
  return {{ex, cross(z, ex), z}};
}

struct Unknowns {
  BoxPose pose;
  double first = 1, second = 1;
};

Unknowns moved(const Unknowns& from, const std::array<double, 7>& step) {
  Unknowns to = from;
  to.pose.rotation = rotated(from.pose.rotation, {step[0], step[1], step[2]});
  to.pose.translation = from.pose.translation + Vec3{step[3], step[4], step[5]};
  to.second = from.second * std::exp(step[6]);
  return to;
}

bool residuals(const Unknowns& u, const RimCorners& corners, const CameraIntrinsics& camera,
               std::array<double, 8>& out) {
  const std::array<Vec3, 4> rim{Vec3{0, 0, 0}, Vec3{u.first, 0, 0}, Vec3{u.first, u.second, 0},
                                Vec3{0, u.second, 0}};
  for (int k = 0; k < 4; ++k) {
    const Vec3 p = u.pose.toCamera(rim[k]);
    if (!(p.z > 1e-9)) return false;
    const Vec2 seen = pixelFromPicture(corners[k]), here = camera.project(p);
    out[2 * k] = here.x - seen.x;
    out[2 * k + 1] = here.y - seen.y;
  }
  return true;
}

double sumOfSquares(const std::array<double, 8>& r) {
  double sum = 0;
  for (double v : r)
    sum += v * v;
  return sum;
}

// Levenberg-Marquardt over rotation, translation and, where free, the aspect. Returns the sum of squares.
std::optional<double> refine(Unknowns& u, const RimCorners& corners, const CameraIntrinsics& camera,
                             bool freeAspect) {
  const std::size_t n = freeAspect ? 7 : 6;
  std::array<double, 8> r{};
  if (!residuals(u, corners, camera, r)) return std::nullopt;
  double cost = sumOfSquares(r), damping = 1e-4;
  for (int iteration = 0; iteration < 60 && cost > 1e-24; ++iteration) {
    std::array<std::array<double, 8>, 7> jacobian{};
    const double reach = norm(u.pose.translation);
    for (std::size_t k = 0; k < n; ++k) {
      std::array<double, 7> step{};
      const double h = (k >= 3 && k < 6 ? reach : 1.0) * 1e-6;
      std::array<double, 8> plus{}, minus{};
      step[k] = h;
      if (!residuals(moved(u, step), corners, camera, plus)) return std::nullopt;
      step[k] = -h;
      if (!residuals(moved(u, step), corners, camera, minus)) return std::nullopt;
      for (int i = 0; i < 8; ++i)
        jacobian[k][i] = (plus[i] - minus[i]) / (2 * h);
    }
    bool improved = false;
    for (int attempt = 0; attempt < 12 && !improved; ++attempt) {
      std::array<std::array<double, 7>, 7> a{};
      std::array<double, 7> b{};
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j)
          for (int k = 0; k < 8; ++k)
            a[i][j] += jacobian[i][k] * jacobian[j][k];
        for (int k = 0; k < 8; ++k)
          b[i] -= jacobian[i][k] * r[k];
      }
      for (std::size_t i = 0; i < n; ++i)
        a[i][i] *= 1 + damping;
      if (!solveLinear(a, b, n)) return cost;
      const Unknowns next = moved(u, b);
      std::array<double, 8> nextResiduals{};
      if (residuals(next, corners, camera, nextResiduals) && sumOfSquares(nextResiduals) < cost) {
        const double before = cost;
        u = next;
        r = nextResiduals;
        cost = sumOfSquares(r);
        damping = std::max(1e-12, damping * 0.1);
        improved = true;
        if (before - cost < 1e-14 * before) return cost;
      } else {
        damping *= 10;
      }
    }
    if (!improved) break;
  }
  return cost;
}

// The other pose that a plane can have under weak perspective: its normal mirrored about the line of sight.
Unknowns mirrored(const Unknowns& u) {
  const Vec3 middle = u.pose.toCamera({0.5 * u.first, 0.5 * u.second, 0}), sight = normalized(middle);
  const auto reflect = [&](Vec3 v) { return v - (2 * dot(v, sight)) * sight; };
  const Vec3 normal = -reflect(u.pose.rotation.columns[2]);
  Unknowns other = u;
  const Vec3 axis = cross(u.pose.rotation.columns[2], normal);
  const double sine = norm(axis);
  if (sine < 1e-9) return u;
  // Twice the tilt, which is more than a right angle beyond 45°.
  const double angle = std::atan2(sine, dot(u.pose.rotation.columns[2], normal));
  other.pose.rotation = rotated(u.pose.rotation, (angle / sine) * axis);
  other.pose.translation = middle - other.pose.rotation * Vec3{0.5 * u.first, 0.5 * u.second, 0};
  return other;
}

} // namespace

Result<RimPose> estimateRimPose(const RimCorners& corners, const CameraIntrinsics& camera,
                                const std::optional<BoxSize>& size) {
  const Error impossible{ErrorCode::badInput,
                         "the four corners cannot be a rectangular rim seen by this camera", "corners",
                         "place corners 1 to 4 clockwise on the inner rim"};
  if (!camera.plausible()) return Error{ErrorCode::badInput, "the camera has no focal length", "camera", {}};
  if (size && !(size->first > 0 && size->second > 0))
    return Error{ErrorCode::badInput, "the sides of the box must be positive", "size", {}};
  if (checkRim(corners) != RimFault::none) return impossible;
  RimCorners shifted = corners;
  for (Vec2& c : shifted)
    c = pixelFromPicture(c);
  const auto homography = unitSquareHomography(shifted);
  if (!homography) return impossible;
  Mat3 m; // K⁻¹ H: the rim's sides and corner 1 as camera vectors, up to one factor
  for (int k = 0; k < 3; ++k) {
    const Vec3 h = homography->columns[k];
    m.columns[k] = {(h.x - camera.cx * h.z) / camera.fx, (h.y - camera.cy * h.z) / camera.fy, h.z};
  }
  const double a = norm(m.columns[0]), b = norm(m.columns[1]);
  if (!(a > 0 && b > 0)) return impossible;

  Unknowns u;
  u.first = size ? size->first : 1.0;
  u.second = size ? size->second : b / a;
  // Through the middle of the rim, where an error of the given sides does least.
  const double factor = size ? 0.5 * (size->first / a + size->second / b) : 1.0 / a;
  const Vec3 middle = factor * (m.columns[2] + 0.5 * m.columns[0] + 0.5 * m.columns[1]);
  u.pose.rotation = orthonormal(m.columns[0], m.columns[1]);
  u.pose.translation = middle - u.pose.rotation * Vec3{0.5 * u.first, 0.5 * u.second, 0};
  if (!(middle.z > 0)) return impossible;

  auto cost = refine(u, corners, camera, !size);
  if (size) {
    Unknowns other = mirrored(u);
    const auto otherCost = refine(other, corners, camera, false);
    if (otherCost && (!cost || *otherCost < *cost)) {
      u = other;
      cost = otherCost;
    }
  }
  // Seen from above, the box opens towards the camera: its z axis points away from it.
  if (!cost || !(dot(u.pose.rotation.columns[2], u.pose.translation) > 0)) return impossible;
  RimPose out;
  out.pose = u.pose;
  out.first = u.first;
  out.second = u.second;
  out.reprojectionError = std::sqrt(*cost / 4);
  out.metric = size.has_value();
  return out;
}

} // namespace fillscope
