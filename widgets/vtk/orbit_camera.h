#pragma once
// Where the 3D view is seen from: a turntable about a fixed up axis. Plain arithmetic, no window.
#include "core/base/vec.h"
#include <optional>
#include <vector>

namespace fillscope {

/// Where what is looked at lies: its middle, its own axes and how far it reaches.
struct ScenePlace {
  Vec3 middle;
  Mat3 axes{{Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}}};
  double radius = 0;
  bool isBox = false; ///< else the cloud
};
/// Whether it lies, turns or is sized so differently that a view made for the one shows the other badly.
bool clearlyOther(const ScenePlace& a, const ScenePlace& b);

} // namespace fillscope

namespace fillscope {

/// Places in the view are logical pixels from its top-left corner, y down; view is its size in the same
/// pixels.
struct OrbitCamera {
  Vec3 eye{0, 0, -1}, target{0, 0, 0};
  Vec3 up{0, -1, 0};              ///< the turntable's axis, unit length
  double fieldOfView = 0.5235988; ///< vertical, radians
  friend bool operator==(const OrbitCamera&, const OrbitCamera&) = default;

  double distance() const { return norm(target - eye); }
  Vec3 forward() const;
  Vec3 right() const;
  Vec3 viewUp() const; ///< up as seen on the screen, at right angles to forward

  /// Turns about the axis (radians, positive to the right) and raises the eye; stops short of the poles.
  void orbit(double turn, double raise);
  /// Moves so that what lies at depth (along forward) below from arrives below to.
  void pan(Vec2 from, Vec2 to, Vec2 view, double depth);
  /// Scales the distance to a point, which keeps its place on the screen. factor < 1 comes closer.
  void zoom(Vec3 about, double factor);
  /// Moves along the view axis and sideways until all points lie inside the view, less a margin (share of its
  /// half).
  void fit(const std::vector<Vec3>& points, Vec2 view, double margin);

  /// Moves, turns and scales with the scene, so that the new one is seen as the old one was.
  void follow(const ScenePlace& before, const ScenePlace& after);
  /// Whether the middle is in the view and the whole neither a speck nor all around.
  bool sees(const ScenePlace& place, Vec2 view) const;

  /// Nothing for points behind the eye.
  std::optional<Vec2> project(Vec3 world, Vec2 view) const;
  /// Direction through a place, scaled so that its part along forward is 1: a point at depth d is eye + d *
  /// ray.
  Vec3 ray(Vec2 place, Vec2 view) const;
  double depthOf(Vec3 world) const { return dot(world - eye, forward()); }
  double pixelsPerUnit(double depth, Vec2 view) const;
};

} // namespace fillscope
