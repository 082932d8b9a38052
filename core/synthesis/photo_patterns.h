#pragma once
// The patterns behind Finish::Pattern, one function each. Private to this folder.
#include "core/synthesis/photo_finish.h"

namespace fillscope {

struct PatternContext {
  const PreparedFinish& f;
  const FinishPoint& p;
  std::uint32_t key; ///< of this face

  void cardboard(SurfaceLook& look) const;
  void plastic(SurfaceLook& look) const;
  void wood(SurfaceLook& look, float board, float lengthwise) const; ///< lengthwise: of a board, 0 endless
  void print(SurfaceLook& look) const;
  void label(SurfaceLook& look) const;
  void fabric(SurfaceLook& look) const;
  void foil(SurfaceLook& look) const;
  void speckle(SurfaceLook& look) const;
  void concrete(SurfaceLook& look) const;
  void tiles(SurfaceLook& look) const;
  void belt(SurfaceLook& look) const;
  void skin(SurfaceLook& look) const;
  void perforated(SurfaceLook& look) const;
  void photograph(SurfaceLook& look) const;
  void age(SurfaceLook& look) const; ///< scratches and stains

  /// 1 where detail of a wavelength is well resolved, 0 where it would alias.
  float fade(float wavelength) const { return clamp01(2 - 4 * p.pixel / wavelength); }
  /// Value noise of a wavelength along u and v, -1..1, faded.
  float noise(float alongU, float alongV, std::uint32_t salt) const {
    const float strength = fade(std::min(alongU, alongV));
    return strength > 0 ? strength * noiseAt(p.u / alongU, p.v / alongV, key + salt * 0x9e3779b9u) : 0;
  }
  /// 1 inside [low, high], smooth over a pixel.
  float band(float x, float low, float high) const {
    const float soft = 1 / std::max(p.pixel, 1e-5f);
    return clamp01(0.5f + (x - low) * soft) * clamp01(0.5f + (high - x) * soft);
  }
  /// Periodic stripes: 1 over `share` of every period.
  float stripe(float x, float period, float share) const {
    const float inside = band(fraction(x / period) * period, 0, share * period);
    return mix(share, inside, clamp01(1.6f - p.pixel / period * 2));
  }
  float line(float x, float width) const { // thinner than a pixel: fainter, not narrower
    const float drawn = std::max(width, p.pixel);
    return band(x, -0.5f * drawn, 0.5f * drawn) * width / drawn;
  }
  /// A number of this face or of the thing, 0..1.
  float ofFace(std::uint32_t salt) const { return unitOf(hashNumber(salt, key)); }
  float ofThing(std::uint32_t salt) const { return unitOf(hashNumber(salt, f.key)); }
  /// Lines of pseudo text in a rectangle: 1 on ink.
  float text(float u, float v, float width, float height, int lines, std::uint32_t salt) const;
  float barCode(float u, float width, std::uint32_t salt) const;
  /// A shipping label, coordinates from its corner.
  F3 sticker(float u, float v, float width, float height, std::uint32_t salt) const;
  void bend(SurfaceLook& look, float slopeU, float slopeV) const {
    look.normal = normalized(look.normal - slopeU * p.alongU - slopeV * p.alongV);
  }
};

} // namespace fillscope
