#pragma once
// Where vertical lines of the box frame pass through solids, and how far solids reach.
#include "core/synthesis/photo_scene.h"

namespace fillscope {

/// The stretch of a vertical line inside a solid: z of its upper and lower end (upper < lower, z is down).
/// Nothing where upper > lower.
struct VerticalSpan {
  double upper = 1, lower = 0;
  explicit operator bool() const { return upper <= lower; }
};
VerticalSpan verticalSpan(const Solid& solid, double x, double y);

/// The same for many lines through one solid, which must outlive this.
class VerticalSpans {
 public:
  explicit VerticalSpans(const Solid& solid);
  VerticalSpan at(double x, double y) const;

 private:
  const Solid& solid_;
  double cosine_ = 1, sine_ = 0; ///< of a height field's yaw
};

struct SolidBounds {
  Vec3 low, high;
};
SolidBounds boundsOf(const Solid& solid);

Solid movedBy(const Solid& solid, Vec3 offset);
/// Turned about the frame's origin.
Solid turnedBy(const Solid& solid, const Mat3& turn);
Mat3 operator*(const Mat3& a, const Mat3& b);
/// Rotation by angle about x, y or z (axis 0, 1, 2), radians.
Mat3 rotationAbout(int axis, double angle);

/// Depth of the box's own inside below the rim at (x, y), tapered walls included.
double insideZ(const PhotoScene& scene, double x, double y);

} // namespace fillscope
