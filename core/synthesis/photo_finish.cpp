#include "core/synthesis/photo_finish.h"
#include "core/base/counter_random.h"
#include "core/synthesis/photo_patterns.h"
#include "core/synthesis/surface_picture.h"

namespace fillscope {

PreparedFinish::PreparedFinish(const Finish& f)
    : pattern(f.pattern)
    , base(linearFromSrgb(f.base))
    , second(linearFromSrgb(f.second))
    , scale(std::max(static_cast<float>(f.scale), 1e-3f))
    , relief(static_cast<float>(f.relief))
    , gloss(static_cast<float>(f.gloss))
    , sharpness(static_cast<float>(f.sharpness))
    , wear(static_cast<float>(f.wear))
    , glow(static_cast<float>(f.glow))
    , key(static_cast<std::uint32_t>(mixBits(f.seed) >> 32)) {
  if (pattern != Finish::Pattern::picture) return;
  picture = f.picture.get();
  scale = static_cast<float>(f.scale);
  cosTurn = cosTurns(static_cast<float>(f.turn)), sinTurn = sinTurns(static_cast<float>(f.turn));
  tint = static_cast<float>(f.tint), gain = static_cast<float>(f.gain);
  second = mix(gain * picture->mean(), base, tint);
}

SurfaceLook PreparedFinish::at(const FinishPoint& p) const {
  SurfaceLook look{base, p.normal, gloss, sharpness, glow};
  const PatternContext context{*this, p, hashNumber(static_cast<std::uint32_t>(p.face), key)};
  switch (pattern) {
  case Finish::Pattern::plain:
    look.albedo = (1 + 0.05f * context.noise(0.08f, 0.08f, 1)) * base;
    break;
  case Finish::Pattern::cardboard:
    context.cardboard(look);
    break;
  case Finish::Pattern::plastic:
    context.plastic(look);
    break;
  case Finish::Pattern::wood:
    context.wood(look, scale, 0);
    break;
  case Finish::Pattern::planks:
    context.wood(look, scale, 8 * scale);
    break;
  case Finish::Pattern::print:
    context.print(look);
    break;
  case Finish::Pattern::label:
    context.label(look);
    break;
  case Finish::Pattern::stripes:
    look.albedo = mix(base, second, context.stripe(p.u, scale, 0.5f));
    break;
  case Finish::Pattern::checks: {
    const float a = context.stripe(p.u, scale, 0.5f), b = context.stripe(p.v, scale, 0.5f);
    look.albedo = mix(base, second, a + b - 2 * a * b);
    break;
  }
  case Finish::Pattern::fabric:
    context.fabric(look);
    break;
  case Finish::Pattern::foil:
    context.foil(look);
    break;
  case Finish::Pattern::speckle:
    context.speckle(look);
    break;
  case Finish::Pattern::concrete:
    context.concrete(look);
    break;
  case Finish::Pattern::tiles:
    context.tiles(look);
    break;
  case Finish::Pattern::belt:
    context.belt(look);
    break;
  case Finish::Pattern::skin:
    context.skin(look);
    break;
  case Finish::Pattern::perforated:
    context.perforated(look);
    break;
  case Finish::Pattern::picture:
    context.photograph(look);
    break;
  }
  if (wear > 0) context.age(look);
  return look;
}

} // namespace fillscope
