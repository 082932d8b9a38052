#pragma once
// Single precision arithmetic of the photo renderer: the same bytes on every machine, without calls of the
// mathematics library, whose last bits depend on the processor. Private to this folder.
#include "core/base/vec.h"
#include "core/synthesis/box_scene.h"
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace fillscope {

struct F3 {
  float x = 0, y = 0, z = 0;
};
constexpr F3 operator+(F3 a, F3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
constexpr F3 operator-(F3 a, F3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
constexpr F3 operator-(F3 a) { return {-a.x, -a.y, -a.z}; }
constexpr F3 operator*(float s, F3 a) { return {s * a.x, s * a.y, s * a.z}; }
constexpr F3 operator*(F3 a, F3 b) { return {a.x * b.x, a.y * b.y, a.z * b.z}; }
constexpr float dot(F3 a, F3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
constexpr F3 cross(F3 a, F3 b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline float length(F3 a) { return std::sqrt(dot(a, a)); }
inline F3 normalized(F3 a) { return (1.0f / std::sqrt(std::max(dot(a, a), 1e-30f))) * a; }
constexpr F3 mix(F3 a, F3 b, float t) { return a + t * (b - a); }
constexpr float mix(float a, float b, float t) { return a + t * (b - a); }
constexpr float luma(F3 c) { return 0.2126f * c.x + 0.7152f * c.y + 0.0722f * c.z; }
inline F3 toFloat(Vec3 v) {
  return {static_cast<float>(v.x), static_cast<float>(v.y), static_cast<float>(v.z)};
}
inline Vec3 toDouble(F3 v) { return {v.x, v.y, v.z}; }
/// Some unit vector at a right angle to a unit vector.
inline F3 perpendicular(F3 n) {
  return normalized(cross(std::abs(n.x) < 0.7f ? F3{1, 0, 0} : F3{0, 1, 0}, n));
}

constexpr float clamp01(float v) { return v < 0 ? 0 : v > 1 ? 1 : v; }
constexpr float smoothStep(float low, float high, float v) {
  const float t = clamp01((v - low) / (high - low));
  return t * t * (3 - 2 * t);
}
/// For |v| < 2^31: truncation is one instruction, std::floor a call.
constexpr int floorInt(float v) {
  const int i = static_cast<int>(v);
  return i - (v < static_cast<float>(i) ? 1 : 0);
}
constexpr float fraction(float v) { return v - static_cast<float>(floorInt(v)); }

/// 2^v, relative error below 3e-6 (polynomial on [0, 1)).
inline float exp2Fast(float v) {
  if (v < -126) return 0;
  v = std::min(v, 127.0f);
  const int whole = floorInt(v);
  const float f = v - static_cast<float>(whole);
  const float p =
      1.0f + f * (0.69314698f + f * (0.24022984f + f * (0.05550033f + f * (0.00961802f + f * 0.00150483f))));
  return p * std::bit_cast<float>(static_cast<std::uint32_t>(whole + 127) << 23);
}
inline float expFast(float v) { return exp2Fast(1.44269504f * v); }
/// log2 of v > 0, absolute error below 1e-4.
inline float log2Fast(float v) {
  const auto bits = std::bit_cast<std::uint32_t>(v);
  const float exponent = static_cast<float>(static_cast<int>(bits >> 23) - 127);
  const float m = std::bit_cast<float>((bits & 0x7fffffu) | 0x3f800000u) - 1;
  return exponent + m * (1.44254494f +
                         m * (-0.71814525f +
                              m * (0.45754919f + m * (-0.27790381f + m * (0.12197591f - m * 0.02602086f)))));
}
inline float powFast(float base, float exponent) {
  return base <= 0 ? 0 : exp2Fast(exponent * log2Fast(base));
}
/// sin(2π·turns), absolute error below 1.2e-3.
constexpr float sinTurns(float turns) {
  const float t = 2 * (fraction(turns + 0.5f) - 0.5f); // -1..1 for a half turn each way
  const float y = 4 * t * (1 - (t < 0 ? -t : t));
  return 0.225f * (y * (y < 0 ? -y : y) - y) + y;
}
constexpr float cosTurns(float turns) { return sinTurns(turns + 0.25f); }
/// Angle of (x, y) in turns, -0.5..0.5, absolute error below 1e-4.
inline float atan2Turns(float y, float x) {
  const float ax = std::abs(x), ay = std::abs(y), most = std::max(ax, ay);
  if (most == 0) return 0;
  const float a = std::min(ax, ay) / most, s = a * a;
  float r =
      a *
      (0.15915494f *
       (0.99997726f +
        s * (-0.33262347f + s * (0.19354346f + s * (-0.11643287f + s * (0.05265332f - s * 0.01172120f))))));
  if (ay > ax) r = 0.25f - r;
  if (x < 0) r = 0.5f - r;
  return y < 0 ? -r : r;
}

/// A well mixed number of a lattice point.
constexpr std::uint32_t hashCell(int x, int y, std::uint32_t key) {
  std::uint32_t h =
      key ^ (static_cast<std::uint32_t>(x) * 0x8da6b343u) ^ (static_cast<std::uint32_t>(y) * 0xd8163841u);
  h = (h ^ (h >> 16)) * 0x7feb352du;
  h = (h ^ (h >> 15)) * 0x846ca68bu;
  return h ^ (h >> 16);
}
constexpr std::uint32_t hashNumber(std::uint32_t a, std::uint32_t key) {
  return hashCell(static_cast<int>(a), 0x51ed27, key);
}
constexpr float unitOf(std::uint32_t bits) { return static_cast<float>(bits >> 8) * 0x1.0p-24f; }

/// Value noise, -1..1, one lattice point a unit.
inline float noiseAt(float x, float y, std::uint32_t key) {
  const int ix = floorInt(x), iy = floorInt(y);
  const float fx = x - static_cast<float>(ix), fy = y - static_cast<float>(iy);
  const float u = fx * fx * (3 - 2 * fx), v = fy * fy * (3 - 2 * fy);
  const float a = unitOf(hashCell(ix, iy, key)), b = unitOf(hashCell(ix + 1, iy, key));
  const float c = unitOf(hashCell(ix, iy + 1, key)), d = unitOf(hashCell(ix + 1, iy + 1, key));
  return 2 * mix(mix(a, b, u), mix(c, d, u), v) - 1;
}

/// noiseAt along a row of places: the lattice points of a cell are made once.
class NoiseRow {
 public:
  NoiseRow(float y, std::uint32_t key)
      : key_(key)
      , iy_(floorInt(y)) {
    const float fy = y - static_cast<float>(iy_);
    v_ = fy * fy * (3 - 2 * fy);
  }
  float at(float x) {
    const int ix = floorInt(x);
    if (!known_ || ix != ix_) {
      known_ = true;
      ix_ = ix;
      a_ = unitOf(hashCell(ix, iy_, key_)), b_ = unitOf(hashCell(ix + 1, iy_, key_));
      c_ = unitOf(hashCell(ix, iy_ + 1, key_)), d_ = unitOf(hashCell(ix + 1, iy_ + 1, key_));
    }
    const float fx = x - static_cast<float>(ix), u = fx * fx * (3 - 2 * fx);
    return 2 * mix(mix(a_, b_, u), mix(c_, d_, u), v_) - 1;
  }

 private:
  std::uint32_t key_;
  int ix_ = 0, iy_;
  bool known_ = false;
  float v_, a_ = 0, b_ = 0, c_ = 0, d_ = 0;
};

/// Interleaved gradient noise (Jimenez 2014), 0..1: neighbours differ, 3×3 of them are spread evenly.
constexpr float gradientNoise(int x, int y, float shift) {
  const float g =
      0.06711056f * (static_cast<float>(x) + shift) + 0.00583715f * (static_cast<float>(y) + 0.7f * shift);
  return fraction(52.9829189f * fraction(g));
}

inline float linearFromSrgb(float v) {
  return v <= 0.04045f ? v / 12.92f : powFast((v + 0.055f) / 1.055f, 2.4f);
}
inline F3 linearFromSrgb(Rgb c) { return {linearFromSrgb(c.r), linearFromSrgb(c.g), linearFromSrgb(c.b)}; }
inline F3 toFloat(Rgb c) { return {c.r, c.g, c.b}; }

} // namespace fillscope
