#include "core/synthesis/vertical_span.h"

namespace fillscope {
namespace {

void move(SolidCuboid& solid, Vec3 offset) { solid.at.centre = solid.at.centre + offset; }
void move(SolidSphere& solid, Vec3 offset) { solid.centre = solid.centre + offset; }
void move(SolidCylinder& solid, Vec3 offset) { solid.at.centre = solid.at.centre + offset; }
void move(SolidCapsule& solid, Vec3 offset) {
  solid.a = solid.a + offset;
  solid.b = solid.b + offset;
}
void move(SolidHeights& solid, Vec3 offset) {
  solid.centre = solid.centre + Vec2{offset.x, offset.y};
  solid.base += offset.z;
}

void rotate(Placement& at, const Mat3& turn) { at = {turn * at.centre, turn * at.turn}; }
void rotate(SolidCuboid& solid, const Mat3& turn) { rotate(solid.at, turn); }
void rotate(SolidSphere& solid, const Mat3& turn) { solid.centre = turn * solid.centre; }
void rotate(SolidCylinder& solid, const Mat3& turn) { rotate(solid.at, turn); }
void rotate(SolidCapsule& solid, const Mat3& turn) {
  solid.a = turn * solid.a;
  solid.b = turn * solid.b;
}
/// Height fields stay upright: of a turn they take the part about z.
void rotate(SolidHeights& solid, const Mat3& turn) {
  const Vec3 centre = turn * Vec3{solid.centre.x, solid.centre.y, solid.base};
  solid.centre = {centre.x, centre.y};
  solid.base = centre.z;
  solid.yaw += std::atan2(turn.columns[0].y, turn.columns[0].x);
}

} // namespace

Solid movedBy(const Solid& solid, Vec3 offset) {
  Solid moved = solid;
  std::visit([&](auto& each) { move(each, offset); }, moved);
  return moved;
}

Solid turnedBy(const Solid& solid, const Mat3& turn) {
  Solid turned = solid;
  std::visit([&](auto& each) { rotate(each, turn); }, turned);
  return turned;
}

} // namespace fillscope
