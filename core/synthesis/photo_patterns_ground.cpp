#include "core/synthesis/photo_patterns.h"

namespace fillscope {

void PatternContext::wood(SurfaceLook& look, float board, float lengthwise) const {
  const float at = p.v / board;
  const int row = floorInt(at);
  float along = p.u;
  float gap = line((at - static_cast<float>(row) - 0.5f) * board - 0.5f * board, 0.004f) +
              line((at - static_cast<float>(row) - 0.5f) * board + 0.5f * board, 0.004f);
  std::uint32_t boardKey = hashCell(row, 5, key);
  if (lengthwise > 0) {
    const float cut = (along + lengthwise * unitOf(boardKey)) / lengthwise;
    const int piece = floorInt(cut);
    gap = std::max(gap,
                   line((cut - static_cast<float>(piece) - 0.5f) * lengthwise - 0.5f * lengthwise, 0.004f));
    boardKey = hashCell(row, piece + 100, key);
  }
  const float shade = unitOf(boardKey), shift = 37 * unitOf(boardKey * 7 + 1);
  // Growth rings: level lines of a slow noise, drawn out along the board.
  const float slow = noiseAt((along + shift) / 0.35f, p.v / 0.05f + shift, boardKey);
  const float rings = fade(0.008f) * sinTurns(4.5f * slow + p.v / 0.03f);
  const float pores = 0.06f * noise(0.05f, 0.0018f, 2) + 0.08f * noise(0.12f, 0.008f, 3);
  const F3 tone = mix(f.base, f.second, 0.35f * shade + 0.2f + 0.15f * rings + 0.12f * slow);
  look.albedo = ((0.88f + 0.24f * shade) * (1 + pores) * (1 - 0.75f * clamp01(gap))) * tone;
  bend(look, 0, 0.1f * f.relief * rings);
}

void PatternContext::speckle(SurfaceLook& look) const {
  const float cell = 0.25f * f.scale, resolved = fade(1.5f * cell);
  const float x = p.u / cell, y = p.v / cell;
  const int i = floorInt(x), j = floorInt(y);
  const std::uint32_t bits = hashCell(i, j, key);
  const float du = x - static_cast<float>(i) - 0.3f - 0.4f * unitOf(bits),
              dv = y - static_cast<float>(j) - 0.3f - 0.4f * unitOf(bits * 13 + 5);
  const float radius = 0.12f + 0.2f * unitOf(bits * 7 + 3);
  const float dot = (bits & 3u) != 0 ? clamp01((radius - std::sqrt(du * du + dv * dv)) / 0.08f) : 0;
  look.albedo = (1 + 0.06f * noise(0.08f, 0.08f, 1)) *
                mix(f.base, f.second, mix(0.12f, dot * (0.5f + 0.5f * unitOf(bits * 3)), resolved));
}

void PatternContext::concrete(SurfaceLook& look) const {
  const float cloud = 0.14f * noise(0.5f, 0.4f, 1) + 0.1f * noise(0.12f, 0.12f, 2) +
                      0.07f * noise(0.03f, 0.03f, 3) + 0.09f * noise(0.006f, 0.006f, 4);
  look.albedo = (1 + cloud) * mix(f.base, f.second, 0.3f * clamp01(0.5f + noise(0.9f, 0.7f, 5)));
  const float crack = std::abs(noise(0.6f, 0.45f, 6) + 0.15f * noise(0.05f, 0.05f, 7));
  if (ofThing(8) < 0.5f) look.albedo = (1 - 0.4f * (1 - smoothStep(0, 0.012f, crack))) * look.albedo;
  bend(look, 0.06f * noise(0.02f, 0.02f, 9), 0.06f * noise(0.02f, 0.02f, 10));
}

void PatternContext::tiles(SurfaceLook& look) const {
  const float side = f.scale, x = p.u / side, y = p.v / side;
  const int i = floorInt(x), j = floorInt(y);
  const float tone = unitOf(hashCell(i, j, key));
  const float joint = std::max(line((x - static_cast<float>(i) - 0.5f) * side - 0.5f * side, 0.004f) +
                                   line((x - static_cast<float>(i) - 0.5f) * side + 0.5f * side, 0.004f),
                               line((y - static_cast<float>(j) - 0.5f) * side - 0.5f * side, 0.004f) +
                                   line((y - static_cast<float>(j) - 0.5f) * side + 0.5f * side, 0.004f));
  const float veins = 0.06f * noise(0.2f, 0.1f, 1) + 0.04f * noise(0.03f, 0.04f, 2);
  look.albedo = mix((0.92f + 0.16f * tone + veins) * f.base, f.second, clamp01(joint));
  look.gloss *= 1 - clamp01(joint);
  bend(look, 0.02f * (tone - 0.5f), 0.02f * (unitOf(hashCell(j, i, key)) - 0.5f));
}

void PatternContext::perforated(SurfaceLook& look) const {
  const float du = fraction(p.u / f.scale) - 0.5f, dv = fraction(p.v / f.scale) - 0.5f;
  const float radius = 0.12f + 0.14f * ofThing(1), away = std::sqrt(du * du + dv * dv);
  const float soft = f.scale / std::max(1.5f * p.pixel, 1e-5f);
  const float hole = clamp01(0.5f + (radius - away) * soft), mean = 3.14f * radius * radius;
  look.albedo =
      (1 + 0.05f * noise(0.2f, 0.2f, 2)) * mix(f.base, f.second, mix(mean, hole, fade(0.8f * f.scale)));
  look.gloss *= 1 - hole;
}

void PatternContext::belt(SurfaceLook& look) const {
  const float period = std::max(0.15f * f.scale, 0.004f);
  const float ribs = stripe(p.u, period, 0.4f),
              slats = line(fraction(p.u / f.scale) * f.scale - 0.5f * f.scale, 0.004f);
  look.albedo = (0.85f + 0.2f * ribs + 0.1f * noise(0.3f, 0.02f, 1)) * mix(f.base, f.second, 0.15f * ribs);
  look.albedo = (1 - 0.5f * slats) * look.albedo;
  bend(look, 0.25f * f.relief * fade(period) * sinTurns(p.u / period), 0);
}

} // namespace fillscope
