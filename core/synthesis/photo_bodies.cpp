#include "core/synthesis/photo_bodies.h"
#include <numbers>

namespace fillscope {

Body cuboidBody(Vec3 size, Finish finish) { return {{{SolidCuboid{{}, 0.5 * size}, finish, true}}, 0.35}; }

Body ballBody(double radius, Finish finish) { return {{{SolidSphere{{}, radius}, finish, true}}, 0}; }

Body canBody(double radius, double height, Finish finish) {
  Body body;
  body.parts.push_back({SolidCylinder{{}, radius, height / 2}, finish, true});
  Finish lid = finish;
  lid.pattern = Finish::Pattern::foil;
  lid.base = lid.second = {0.75f, 0.75f, 0.76f};
  lid.gloss = 0.7;
  // The lid stands a hair above the wall.
  body.parts.push_back({SolidCylinder{{{0, 0, -height / 2}, {}}, 0.93 * radius, 0.0008}, lid, true});
  body.lean = 0.25;
  return body;
}

Body bottleBody(double radius, double height, Finish finish, Finish cap) {
  const double trunk = 0.62 * height, shoulder = 0.18 * height, neck = 0.2 * height;
  const double bottom = height / 2;
  auto at = [&](double below, double half) { return Placement{{0, 0, bottom - below - half}, {}}; };
  Body body;
  body.parts.push_back({SolidCylinder{at(0, trunk / 2), radius, trunk / 2}, finish, true});
  // Own z is down, so that a cylinder's end at +half is its lower one.
  Finish plain = finish;
  plain.pattern = Finish::Pattern::plain;
  body.parts.push_back(
      {SolidCylinder{at(trunk, shoulder / 2), 0.38 * radius, shoulder / 2, radius}, plain, true});
  body.parts.push_back({SolidCylinder{at(trunk + shoulder, neck / 4), 0.38 * radius, neck / 4}, plain, true});
  body.parts.push_back(
      {SolidCylinder{at(trunk + shoulder + neck / 2, neck / 4), 0.43 * radius, neck / 4}, cap, true});
  body.lean = 0.25;
  return body;
}

Body rodBody(double radius, double length, Finish finish) {
  const double half = length / 2 - radius;
  return {{{SolidCapsule{{-half, 0, 0}, {half, 0, 0}, radius}, finish, true}}, 0.3};
}

Mat3 anyTurn(CounterRandom& random, double lyingShare) {
  const Mat3 yaw = rotationAbout(2, random.between(-1, 1) * std::numbers::pi);
  return random.chance(lyingShare) ? yaw * rotationAbout(random.integer(0, 1), std::numbers::pi / 2) : yaw;
}

} // namespace fillscope
