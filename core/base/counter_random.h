#pragma once
// Random numbers as a function of what they are for. Two draws in one call come in the compiler's own order.
#include <cmath>
#include <cstdint>
#include <numbers>

namespace fillscope {

/// SplitMix64's finaliser (Steele, Lea, Flood 2014).
constexpr std::uint64_t mixBits(std::uint64_t z) {
  z += 0x9e3779b97f4a7c15ull;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}
constexpr std::uint64_t mixBits(std::uint64_t a, std::uint64_t b) { return mixBits(mixBits(a) ^ b); }
constexpr std::uint64_t mixBits(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  return mixBits(mixBits(a, b) ^ c);
}

/// [0, 1)
constexpr double unitFromBits(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1.0p-53; }

/// A stream of numbers under one key.
class CounterRandom {
 public:
  explicit CounterRandom(std::uint64_t key)
      : key_(key) {}
  std::uint64_t bits() { return mixBits(key_, counter_++); }
  double unit() { return unitFromBits(bits()); }
  double between(double low, double high) { return low + (high - low) * unit(); }
  /// low..high, both included
  int integer(int low, int high) { return low + static_cast<int>(unit() * (high - low + 1)); }
  bool chance(double probability) { return unit() < probability; }
  /// Standard normal (Box-Muller).
  double normal() {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - unit()));
    return radius * std::cos(2.0 * std::numbers::pi * unit());
  }

 private:
  std::uint64_t key_, counter_ = 0;
};

} // namespace fillscope
