#pragma once
// Smooth and cellular noise over the plane, 0..1, a function of place and key alone.
#include "core/base/vec.h"
#include <cstdint>

namespace fillscope {

/// Value noise with one lattice point a unit.
double valueNoise(double x, double y, std::uint64_t key);
/// Octaves of value noise, each half as strong and twice as fine.
double fractalNoise(double x, double y, int octaves, std::uint64_t key);
/// The nearest of points scattered one a unit cell: offset to it and a number of its own.
struct Cell {
  Vec2 offset;
  double distance = 0, second = 0;
  std::uint64_t id = 0;
};
Cell nearestCell(double x, double y, std::uint64_t key);

} // namespace fillscope
