#include "core/synthesis/photo_patterns.h"

namespace fillscope {

void PatternContext::cardboard(SurfaceLook& look) const {
  const float cloud = 0.06f * noise(0.15f, 0.11f, 1) + 0.04f * noise(0.03f, 0.03f, 2);
  const float fibres = 0.05f * noise(0.02f, 0.0022f, 3) + 0.04f * noise(0.0025f, 0.0025f, 4);
  // Flutes show through the liner as faint lines across the longer side.
  const bool alongU = p.width < p.height;
  const float across = alongU ? p.v : p.u, wave = fade(0.0075f) * sinTurns(across / 0.0075f);
  look.albedo = (1 + cloud + fibres + 0.02f * wave) * f.base;
  if (f.relief > 0 && wave != 0)
    bend(look, alongU ? 0 : 0.05f * f.relief * wave, alongU ? 0.05f * f.relief * wave : 0);
  // Soft dents.
  bend(look, 0.05f * noise(0.07f, 0.07f, 5), 0.05f * noise(0.07f, 0.07f, 6));
  const float wide = std::min(p.width, p.height);
  if (wide > 0.9f) return; // no edges on what has none
  const float edge = std::min(std::min(p.u, p.width - p.u), std::min(p.v, p.height - p.v));
  look.albedo = (1 - 0.16f * (1 - smoothStep(0, 0.004f, edge))) * look.albedo;
  if (wide < 0.06f) return;
  const int kind = p.face & 15;
  const bool closed = p.face < 16 && kind >= 4 && !p.sheet; // a parcel's top and bottom
  const bool floor = (p.face >> 4) == static_cast<int>(PhotoSurface::floor);
  if (closed || floor) {
    const bool lengthwise = p.width >= p.height;
    const float off = lengthwise ? p.v - 0.5f * p.height : p.u - 0.5f * p.width;
    look.albedo = (1 - 0.5f * line(off, 0.0025f)) * look.albedo; // the slot between two flaps
    const float end = lengthwise ? std::min(p.u, p.width - p.u) : std::min(p.v, p.height - p.v);
    const float under = lengthwise ? 0.5f * p.height : 0.5f * p.width;
    if (floor) look.albedo = (1 - 0.2f * line(end - std::min(under, 0.9f * under), 0.003f)) * look.albedo;
    if (ofThing(21) < 0.6f && closed) { // packing tape, brown or clear
      const float on = band(off, -0.024f, 0.024f);
      const F3 tape = ofThing(22) < 0.6f ? F3{0.36f, 0.23f, 0.11f} : 1.08f * look.albedo;
      look.albedo = mix(look.albedo, tape, 0.75f * on);
      look.gloss = mix(look.gloss, 0.25f, on);
      look.sharpness = mix(look.sharpness, 70.0f, on);
      if (on > 0) bend(look, 0.06f * noise(0.03f, 0.006f, 23), 0.06f * noise(0.006f, 0.03f, 24));
    }
  }
  if (floor || (p.face >> 4) == static_cast<int>(PhotoSurface::innerWall)) return;
  // Print in one colour: arrows, a maker's mark, a sticker.
  if (ofFace(31) < (p.sheet ? 0.12f : 0.35f)) {
    const float w = std::min(0.6f * p.width, 0.22f), h = std::min(0.3f * p.height, 0.07f);
    const float u = p.u - 0.5f * (p.width - w), v = p.v - (0.15f + 0.3f * ofFace(32)) * (p.height - h);
    look.albedo =
        mix(look.albedo, 0.3f * f.second, 0.8f * text(u, v, w, h, 1 + static_cast<int>(2 * ofFace(33)), 34));
  }
  if (ofFace(35) < (p.sheet ? 0.08f : 0.35f)) {
    const float w = std::min(0.4f * p.width, 0.11f), h = std::min(0.4f * p.height, 0.08f);
    const float u = p.u - (0.1f + 0.8f * ofFace(36)) * (p.width - w),
                v = p.v - (0.1f + 0.8f * ofFace(37)) * (p.height - h);
    if (const float on = band(u, 0, w) * band(v, 0, h); on > 0) {
      look.albedo = mix(look.albedo, sticker(u, v, w, h, 38), on);
      look.gloss = mix(look.gloss, 0.06f, on);
    }
  }
}

void PatternContext::plastic(SurfaceLook& look) const {
  look.albedo = (1 + 0.03f * noise(0.12f, 0.12f, 1) + 0.02f * noise(0.004f, 0.004f, 2)) * f.base;
  const float waves = 0.02f + 0.05f * f.relief; // moulded surfaces are never quite flat
  bend(look, waves * noise(0.09f, 0.09f, 3), waves * noise(0.09f, 0.09f, 4));
}

void PatternContext::fabric(SurfaceLook& look) const {
  const float weave = fade(0.003f) * sinTurns(p.u / 0.003f) * sinTurns(p.v / 0.003f);
  const float knit = stripe(p.v, f.scale, 0.5f);
  look.albedo = (1 + 0.12f * weave + 0.06f * noise(0.02f, 0.02f, 1)) *
                mix(f.base, f.second, ofThing(2) < 0.4f ? 0.6f * knit : 0.06f * knit);
  const float folds = 0.15f + 0.35f * f.relief;
  bend(look, folds * (noise(0.06f, 0.09f, 3) + 0.5f * noise(0.025f, 0.03f, 4)),
       folds * (noise(0.06f, 0.09f, 5) + 0.5f * noise(0.025f, 0.03f, 6)));
  look.gloss = std::min(look.gloss, 0.05f);
}

void PatternContext::foil(SurfaceLook& look) const {
  const float crush = 0.35f + 0.5f * f.relief;
  const float a = noise(0.018f, 0.012f, 1) + 0.6f * noise(0.007f, 0.009f, 2);
  const float b = noise(0.014f, 0.02f, 3) + 0.6f * noise(0.008f, 0.007f, 4);
  bend(look, crush * a, crush * b);
  const float printed = smoothStep(-0.05f, 0.05f, noise(f.scale, f.scale, 5) + 0.2f);
  look.albedo = (1 + 0.25f * a) * mix(f.base, f.second, 0.8f * (1 - printed));
  look.gloss = std::max(look.gloss, 0.35f);
}

void PatternContext::skin(SurfaceLook& look) const {
  const float blotch = noise(0.025f, 0.025f, 1), fine = noise(0.004f, 0.004f, 2);
  look.albedo =
      F3{1 + 0.04f * blotch, 1 + 0.08f * fine - 0.03f * blotch, 1 + 0.08f * fine - 0.04f * blotch} * f.base;
  bend(look, 0.06f * fine, 0.06f * noise(0.004f, 0.004f, 3));
}

void PatternContext::age(SurfaceLook& look) const {
  const float stain = noise(0.13f, 0.11f, 51) + 0.6f * noise(0.04f, 0.05f, 52);
  look.albedo =
      (1 - 0.22f * f.wear * smoothStep(0.1f, 1.4f, stain + 0.25f * noise(0.015f, 0.015f, 55))) * look.albedo;
  // Scratches: crests of long thin noise in two directions.
  const float a = noise(0.15f, 0.004f, 53), b = noise(0.005f, 0.1f, 54);
  const float scratch = smoothStep(0.7f, 0.92f, std::max(a, b));
  const F3 bare = luma(f.base) > 0.35f ? 0.6f * look.albedo : mix(look.albedo, F3{0.5f, 0.5f, 0.5f}, 0.4f);
  look.albedo = mix(look.albedo, bare, 0.6f * f.wear * scratch);
  look.gloss *= 1 - 0.5f * f.wear * clamp01(0.5f + stain);
}

} // namespace fillscope
