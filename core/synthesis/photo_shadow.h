#pragma once
// Which lamps reach a point: every lamp has a grid across its light that lists what may stand in the way.
// Private to this folder.
#include "core/synthesis/photo_tracer.h"

namespace fillscope {

/// A lamp seen from the scene: a disc of directions.
struct PreparedLamp {
  F3 towards, right, up; ///< unit
  F3 colour;
  float radius = 0;
  F3 mean(float angleTurns, float distance) const; ///< direction to a point of the disc
};

/// Keeps a reference to the tracer. Thread-safe once built.
class PhotoShadows {
 public:
  static constexpr int mostLamps = 8; ///< one bit each; the strongest count
  explicit PhotoShadows(const PhotoTracer& tracer);
  const std::vector<PreparedLamp>& lamps() const { return lamps_; }
  /// One ray to the point of the lamp's disc at (angle in turns, share of the radius).
  bool reaches(std::size_t lamp, F3 point, float angleTurns, float share) const;

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
};

} // namespace fillscope
