#include "core/synthesis/photo_patterns.h"
#include "core/synthesis/surface_picture.h"

namespace fillscope {
namespace {

constexpr F3 paper{0.80f, 0.79f, 0.76f}, ink{0.03f, 0.03f, 0.035f};

F3 vivid(float hue, float light) { // a saturated colour of the wheel
  return light * F3{0.5f + 0.5f * cosTurns(hue), 0.5f + 0.5f * cosTurns(hue - 0.333f),
                    0.5f + 0.5f * cosTurns(hue + 0.333f)};
}

} // namespace

float PatternContext::text(float u, float v, float width, float height, int lines, std::uint32_t salt) const {
  if (u < 0 || v < 0 || u > width || v > height) return 0;
  const float pitch = height / static_cast<float>(lines), at = v / pitch;
  const int row = floorInt(at);
  const float within = at - static_cast<float>(row);
  const std::uint32_t rowKey = hashCell(row, 7, key + salt);
  if (u > width * (0.45f + 0.55f * unitOf(rowKey))) return 0;
  // Letters about 0.6 of the line's height wide; every sixth or so a space.
  const float letter = u / (0.42f * pitch);
  const int index = floorInt(letter);
  const std::uint32_t bits = hashCell(index, row, key + salt);
  const float inked = (bits & 7u) == 0 ? 0 : 0.45f + 0.4f * unitOf(bits);
  const float gap = fraction(letter) < 0.8f ? 1.0f : 0.0f;
  const float resolved = fade(0.42f * pitch);
  const float cover = mix(0.5f, inked > 0 ? gap * (0.55f + 0.45f * unitOf(bits * 31)) : 0, resolved);
  const float line = fade(pitch) > 0 ? band(within * pitch, 0.2f * pitch, 0.75f * pitch) : 0.5f;
  return 0.9f * line * cover;
}

float PatternContext::barCode(float u, float width, std::uint32_t salt) const {
  const float bar = width / 60;
  const float resolved = fade(2.5f * bar);
  return mix(0.5f, unitOf(hashCell(floorInt(u / bar), 3, key + salt)) < 0.5f ? 1.0f : 0.0f, resolved);
}

F3 PatternContext::sticker(float u, float v, float width, float height, std::uint32_t salt) const {
  const float x = u / width, y = v / height;
  float dark = 0;
  if (y > 0.62f && y < 0.92f && x > 0.08f && x < 0.92f)
    dark = barCode(u - 0.08f * width, 0.84f * width, salt);
  else
    dark = text(u - 0.08f * width, v - 0.1f * height, 0.84f * width, 0.46f * height, 5, salt + 1);
  const float edge =
      std::max(line(v - 0.58f * height, 0.001f), line(u - 0.5f * width, y < 0.2f ? 0.001f : 0.0f));
  return mix(paper, ink, std::max(dark, 0.8f * edge));
}

void PatternContext::label(SurfaceLook& look) const {
  look.albedo = (1 + 0.06f * noise(0.05f, 0.05f, 3)) * f.base;
  const float width = p.width * (0.35f + 0.3f * ofFace(1)), height = p.height * (0.3f + 0.35f * ofFace(2));
  const float u = p.u - (p.width - width) * (0.15f + 0.7f * ofFace(3));
  const float v = p.v - (p.height - height) * (0.15f + 0.7f * ofFace(4));
  const float on = band(u, 0, width) * band(v, 0, height);
  if (on <= 0 || ofFace(5) < 0.25f) return;
  const F3 tone = ofThing(6) < 0.6f ? F3{1, 1, 1} : mix(F3{1, 1, 1}, 1.3f * f.second, 0.6f);
  look.albedo = mix(look.albedo, tone * sticker(u, v, width, height, 11), on);
  look.gloss = mix(look.gloss, 0.08f, on);
}

void PatternContext::print(SurfaceLook& look) const {
  const float w = p.width, h = p.height, s = p.u / w, t = p.v / h;
  const F3 accent = vivid(ofThing(1), 0.25f + 0.5f * ofThing(2));
  F3 colour = (1 + 0.03f * noise(0.06f, 0.06f, 3)) * f.base;
  const F3 writing = luma(f.base) > 0.25f ? mix(ink, f.second, 0.25f) : paper;
  // A picture of soft blobs of colour, as a printed fruit or face has.
  const float u0 = w * 0.45f * ofFace(4), v0 = h * 0.45f * ofFace(5), pw = w * (0.3f + 0.3f * ofFace(6)),
              ph = h * (0.3f + 0.3f * ofFace(7));
  if (const float on = band(p.u, u0, u0 + pw) * band(p.v, v0, v0 + ph); on > 0) {
    const float blob = noiseAt(3.3f * s + 9, 3.3f * t, key) + 0.5f * noiseAt(8 * s, 8 * t, key + 1);
    const F3 picture = mix(mix(f.second, accent, smoothStep(-0.25f, -0.1f, blob)), vivid(ofThing(3), 0.7f),
                           smoothStep(0.15f, 0.3f, blob));
    colour = mix(colour, picture, on);
  }
  // A band of the second colour with the name on it.
  const float bandAt = h * (0.1f + 0.6f * ofFace(8)), bandHeight = h * (0.12f + 0.15f * ofFace(9));
  if (const float on = band(p.v, bandAt, bandAt + bandHeight); on > 0) {
    const F3 field = ofThing(10) < 0.5f ? f.second : accent;
    const float name =
        text(p.u - 0.1f * w, p.v - bandAt - 0.15f * bandHeight, 0.75f * w, 0.75f * bandHeight, 1, 21);
    colour = mix(colour, mix(field, luma(field) > 0.3f ? ink : paper, name), on);
  }
  // Small print, a bar code, a logo.
  const float small = text(p.u - 0.06f * w, p.v - 0.78f * h, 0.5f * w, 0.18f * h, 4, 31);
  colour = mix(colour, writing, small);
  const float bw = std::min(0.25f * w, 0.05f), bh = std::min(0.2f * h, 0.03f);
  const float bu = p.u - 0.7f * w, bv = p.v - 0.75f * h;
  if (const float on = band(bu, 0, bw) * band(bv, 0, bh); on > 0)
    colour = mix(colour, mix(paper, ink, barCode(bu, bw, 41)), on);
  if (ofFace(12) < 0.6f) {
    const float radius = 0.14f * std::min(w, h), du = p.u - w * (0.2f + 0.6f * ofFace(13)),
                dv = p.v - h * (0.2f + 0.6f * ofFace(14));
    const float r = std::sqrt(du * du + dv * dv);
    colour = mix(colour, ofThing(15) < 0.5f ? paper : accent, band(r, -radius, radius));
    colour = mix(colour, writing, band(r, 0.55f * radius, 0.7f * radius));
  }
  look.albedo = colour;
}

void PatternContext::photograph(SurfaceLook& look) const {
  const float wide = f.scale > 0 ? f.scale : p.width;
  F3 colour;
  if (f.scale > 0) {
    // Every face shows another part.
    const float u = (f.cosTurn * p.u - f.sinTurn * p.v) / wide + 8 * ofFace(21);
    const float v = (f.sinTurn * p.u + f.cosTurn * p.v) / wide + 8 * ofFace(22);
    colour = f.picture->at(u, v, p.pixel / wide);
  } else {
    colour =
        f.picture->at(p.u / p.width, p.v / p.height * f.picture->aspect(), p.pixel / std::max(wide, 1e-4f));
  }
  const float light = std::clamp(luma(colour) / std::max(luma(f.picture->mean()), 0.01f), 0.2f, 3.0f);
  look.albedo = mix(f.gain * colour, light * f.base, f.tint);
  constexpr float whitest = 0.95f;
  if (const float most = std::max({look.albedo.x, look.albedo.y, look.albedo.z}); most > whitest)
    look.albedo = (whitest / most) * look.albedo;
}

} // namespace fillscope
