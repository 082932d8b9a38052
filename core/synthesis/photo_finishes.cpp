#include "core/synthesis/photo_finishes.h"
#include "core/synthesis/photo_draw.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

using Pattern = Finish::Pattern;

/// FNV-1a, so that a set's name alone says its textures.
std::uint64_t hashOf(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325ull;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  return hash;
}

Rgb darker(Rgb colour, double share) {
  const auto s = static_cast<float>(share);
  return {colour.r * s, colour.g * s, colour.b * s};
}

} // namespace

Rgb rgbFromHsv(double hue, double saturation, double value) {
  const double sector = (hue - std::floor(hue)) * 6;
  auto channel = [&](double offset) {
    const double k = std::fmod(offset + sector, 6.0);
    return static_cast<float>(value * (1 - saturation * std::clamp(std::min(k, 4 - k), 0.0, 1.0)));
  };
  return {channel(5), channel(3), channel(1)};
}

FinishMaker::FinishMaker(const PhotoSpec& spec, std::uint64_t key)
    : spec_(spec)
    , random_(mixBits(key, 0xf1a15ull))
    , pictureRandom_(mixBits(key, 0x91c7u))
    , set_(hashOf(spec.textureSet)) {}

Finish FinishMaker::make(Pattern pattern, Rgb base, Rgb second, double scale) {
  Finish finish;
  finish.pattern = pattern;
  finish.base = base;
  finish.second = second;
  finish.scale = scale;
  finish.wear = wear();
  finish.seed = mixBits(set_, random_.bits());
  return finish;
}

Finish FinishMaker::pictured(Finish finish, Bearing bearing, Range width) {
  const std::size_t count = spec_.pictures.count();
  if (count == 0 || !pictureRandom_.chance(spec_.pictureShare)) return finish;
  finish.picture = spec_.pictures.at(static_cast<std::size_t>(pictureRandom_.bits() % count));
  finish.pattern = Finish::Pattern::picture;
  // Sizes of things span decades: as many of 5 to 10 cm as of 50 to 100.
  finish.scale = width.low * std::pow(width.high / width.low, pictureRandom_.unit());
  finish.turn = pictureRandom_.chance(0.5) ? 0.25 * pictureRandom_.integer(0, 3) : pictureRandom_.unit();
  finish.tint = pictureRandom_.chance(0.3) ? pictureRandom_.between(0.3, 0.9) : 0;
  finish.gain = std::pow(2.0, pictureRandom_.between(-0.7, 1.0));
  if (bearing == Bearing::print && pictureRandom_.chance(0.6)) finish.scale = 0;
  if (bearing == Bearing::grain) finish.tint = pictureRandom_.between(0.8, 1.0);
  return finish;
}

void FinishMaker::giveGrain(BoxFinishes& box) {
  const Finish grain = pictured(box.inside, Bearing::grain, {0.15, 1.0});
  if (!grain.picture) return;
  const Pattern own = box.inside.pattern;
  for (Finish* face : {&box.inside, &box.outside, &box.floorInside}) {
    if (face->pattern != own) continue;
    Finish grained = grain;
    grained.base = face->base, grained.second = face->second, grained.seed = face->seed;
    *face = std::move(grained);
  }
}

double FinishMaker::wear() { return random_.chance(spec_.wearShare) ? random_.between(0.05, 0.9) : 0; }

Rgb FinishMaker::board() {
  const int kind = drawIndex(random_, {0.68, 0.2, 0.12});
  if (kind == 1)
    return rgbFromHsv(random_.between(0.08, 0.16), random_.between(0, 0.12), random_.between(0.75, 0.97));
  if (kind == 2)
    return rgbFromHsv(random_.between(0.07, 0.13), random_.between(0.1, 0.3), random_.between(0.45, 0.75));
  return rgbFromHsv(random_.between(0.065, 0.105), random_.between(0.28, 0.58), random_.between(0.5, 0.85));
}

Rgb FinishMaker::anyColour() {
  const int kind = drawIndex(random_, {0.55, 0.2, 0.13, 0.12});
  if (kind == 1) return rgbFromHsv(random_.unit(), random_.between(0, 0.12), random_.between(0.75, 1.0));
  if (kind == 2) return rgbFromHsv(random_.unit(), random_.between(0, 0.3), random_.between(0.03, 0.25));
  if (kind == 3) return rgbFromHsv(random_.unit(), random_.between(0.1, 0.4), random_.between(0.3, 0.8));
  return rgbFromHsv(random_.unit(), random_.between(0.5, 1.0), random_.between(0.35, 1.0));
}

BoxFinishes FinishMaker::carton() {
  const Rgb brown = board();
  BoxFinishes box;
  box.inside = make(Pattern::cardboard, brown, darker(brown, random_.between(0.7, 0.95)),
                    random_.between(0.004, 0.009));
  box.inside.relief = random_.between(0.02, 0.3);
  box.floorInside = box.inside;
  box.floorInside.seed = mixBits(box.inside.seed, 1);
  if (random_.chance(0.25)) {
    // A sheet laid in, or the flaps' other side.
    box.floorInside.base =
        random_.chance(0.5)
            ? board()
            : rgbFromHsv(random_.between(0.05, 0.6), random_.between(0, 0.1), random_.between(0.5, 0.97));
    box.floorInside.second = darker(box.floorInside.base, 0.85);
  }
  box.outside = box.inside;
  box.outside.seed = mixBits(box.inside.seed, 2);
  if (random_.chance(0.3)) box.outside.base = board();
  if (random_.chance(spec_.printShare)) {
    box.outside.pattern = random_.chance(0.75) ? Pattern::print : Pattern::stripes;
    if (random_.chance(0.55)) box.outside.base = anyColour();
    box.outside.second = anyColour();
    box.outside.scale = random_.between(0.05, 0.3);
    box.outside.gloss = random_.between(0, 0.35);
  } else if (random_.chance(spec_.labelShare)) {
    box.outside.pattern = Pattern::label;
    box.outside.second = rgbFromHsv(random_.unit(), random_.between(0, 0.2), 0.95);
    box.outside.scale = random_.between(0.08, 0.25);
  }
  if (random_.chance(0.12)) { // printed within as well, as fruit trays are
    box.inside.pattern = Pattern::print;
    box.inside.second = anyColour();
    box.inside.scale = random_.between(0.05, 0.2);
  }
  if (box.outside.pattern == Pattern::print)
    box.outside = pictured(std::move(box.outside), Bearing::print, {0.1, 0.6});
  giveGrain(box);
  return box;
}

BoxFinishes FinishMaker::tote() {
  static constexpr double hues[] = {0.0, 0.6, 0.36, 0.12, 0.07};
  Rgb colour;
  const int kind = drawIndex(random_, {0.5, 0.28, 0.12, 0.1});
  if (kind == 0)
    colour = rgbFromHsv(hues[random_.integer(0, 4)] + random_.between(-0.03, 0.03),
                        random_.between(0.55, 0.95), random_.between(0.3, 0.9));
  else if (kind == 1)
    colour = rgbFromHsv(random_.between(0.5, 0.68), random_.between(0, 0.18), random_.between(0.35, 0.75));
  else if (kind == 2)
    colour = rgbFromHsv(random_.unit(), random_.between(0, 0.15), random_.between(0.05, 0.18));
  else
    colour = rgbFromHsv(random_.unit(), random_.between(0, 0.1), random_.between(0.75, 0.95));
  BoxFinishes box;
  box.inside =
      make(Pattern::plastic, colour, darker(colour, random_.between(0.7, 0.95)), random_.between(0.02, 0.12));
  box.inside.gloss = random_.between(0.05, 0.5);
  box.inside.sharpness = random_.between(8, 60);
  box.inside.relief = random_.between(0, 0.35);
  box.outside = box.floorInside = box.inside;
  box.outside.seed = mixBits(box.inside.seed, 2);
  box.floorInside.seed = mixBits(box.inside.seed, 1);
  if (random_.chance(spec_.labelShare)) {
    box.outside.pattern = Pattern::label;
    box.outside.second = rgbFromHsv(random_.unit(), random_.between(0, 0.2), 0.95);
    box.outside.scale = random_.between(0.08, 0.2);
  }
  giveGrain(box);
  return box;
}

BoxFinishes FinishMaker::crate() {
  const Rgb wood =
      rgbFromHsv(random_.between(0.06, 0.12), random_.between(0.2, 0.6), random_.between(0.4, 0.9));
  BoxFinishes box;
  box.inside = make(random_.chance(0.7) ? Pattern::planks : Pattern::wood, wood,
                    darker(wood, random_.between(0.45, 0.85)), random_.between(0.05, 0.12));
  box.inside.relief = random_.between(0.1, 0.5);
  box.inside.gloss = random_.between(0, 0.2);
  box.outside = box.floorInside = box.inside;
  box.outside.seed = mixBits(box.inside.seed, 2);
  box.floorInside.seed = mixBits(box.inside.seed, 1);
  giveGrain(box);
  return box;
}

Finish FinishMaker::plainGround(bool white) {
  const Rgb base =
      white ? rgbFromHsv(random_.between(0.05, 0.65), random_.between(0, 0.05), random_.between(0.85, 1.0))
            : rgbFromHsv(random_.unit(), random_.between(0, 0.3), random_.between(0.03, 0.25));
  Finish finish = make(Pattern::plain, base, base, 1);
  finish.wear = 0;
  return finish;
}

Finish FinishMaker::ground() { return pictured(patternedGround(), Bearing::spread, {0.1, 2.5}); }

Finish FinishMaker::patternedGround() {
  const int kind = drawIndex(random_, {0.28, 0.14, 0.12, 0.1, 0.16, 0.09, 0.07, 0.04});
  const double value = random_.between(0.25, 0.8);
  switch (kind) {
  case 0: {
    const Rgb grey = rgbFromHsv(random_.between(0.05, 0.65), random_.between(0, 0.1), value);
    return make(Pattern::concrete, grey, darker(grey, 0.7), random_.between(0.1, 0.6));
  }
  case 1:
  case 2: {
    const Rgb wood =
        rgbFromHsv(random_.between(0.05, 0.11), random_.between(0.2, 0.6), random_.between(0.3, 0.85));
    Finish finish = make(kind == 1 ? Pattern::planks : Pattern::wood, wood,
                         darker(wood, random_.between(0.5, 0.85)), random_.between(0.08, 0.25));
    finish.gloss = random_.between(0, 0.4);
    return finish;
  }
  case 3: {
    const Rgb tile = rgbFromHsv(random_.unit(), random_.between(0, 0.3), random_.between(0.3, 0.9));
    Finish finish =
        make(Pattern::tiles, tile, darker(tile, random_.between(0.4, 0.9)), random_.between(0.1, 0.5));
    finish.gloss = random_.between(0, 0.5);
    return finish;
  }
  case 4: {
    const Rgb white = rgbFromHsv(random_.unit(), random_.between(0, 0.06), random_.between(0.75, 1.0));
    return make(Pattern::plain, white, white, 1);
  }
  case 5: {
    const Rgb cloth = anyColour();
    return make(Pattern::fabric, cloth, darker(cloth, random_.between(0.5, 0.9)),
                random_.between(0.004, 0.05));
  }
  case 6: {
    const Rgb belt =
        rgbFromHsv(random_.between(0.3, 0.65), random_.between(0, 0.3), random_.between(0.06, 0.4));
    return make(Pattern::belt, belt, darker(belt, 0.6), random_.between(0.02, 0.2));
  }
  default: {
    Finish finish = make(random_.chance(0.5) ? Pattern::speckle : Pattern::checks, anyColour(), anyColour(),
                         random_.between(0.01, 0.2));
    finish.gloss = random_.between(0, 0.3);
    return finish;
  }
  }
}

} // namespace fillscope
