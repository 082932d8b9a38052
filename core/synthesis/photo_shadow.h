#pragma once
// Which lamps reach a point: every lamp has a grid across its light that lists what may stand in the way.
// Private to this folder.
#include "core/synthesis/photo_tracer.h"

namespace fillscope {

/// A lamp seen from the scene: a disc of directions.
struct PreparedLamp {
  F3 towards, right, up; ///< unit
  F3 colour;
  F3 gradient; ///< relative growth of its light per metre: lamps in rooms are not far away
  float radius = 0;
  std::array<F3, 17> points; ///< directions to points spread over the disc, then to its middle
  float strengthAt(F3 p) const { return std::clamp(1 + dot(gradient, p), 0.25f, 2.0f); }
};

/// Keeps a reference to the tracer. Thread-safe once built.
class PhotoShadows {
 public:
  static constexpr int mostLamps = 8; ///< one bit each; the strongest count
  explicit PhotoShadows(const PhotoTracer& tracer);
  const std::vector<PreparedLamp>& lamps() const { return lamps_; }
  static constexpr int middle = 16;
  /// The point of the discs for a pixel: every block of 4×4 pixels has all.
  static int pointFor(int x, int y);
  /// What stood in a lamp's way: it is asked first where it may stand in the way again.
  struct Blocker {
    int cell = -1;
    std::int16_t item = -1;
  };
  /// One ray to a point of the lamp's disc, 0..15 or middle. last: of the same lamp; the answer does not
  /// depend on it.
  bool reaches(std::size_t lamp, F3 point, int discPoint, Blocker& last) const;

 private:
  static constexpr int cells = 24;
  struct Grid {
    float left = 0, top = 0, scaleX = 0, scaleY = 0; ///< cell = (coordinate − left)·scale
    std::vector<int> begin;
    std::vector<std::int16_t> items;
  };
  Grid gridFor(const PreparedLamp& lamp) const;
  const PhotoTracer& tracer_;
  std::vector<PreparedLamp> lamps_;
  std::vector<Grid> grids_;
  std::vector<float> tops_; ///< least z of every shape
};

} // namespace fillscope
