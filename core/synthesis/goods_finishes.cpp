#include "core/synthesis/photo_draw.h"
#include "core/synthesis/photo_finishes.h"

namespace fillscope {

using Pattern = Finish::Pattern;

Finish FinishMaker::goods() {
  const int kind = drawIndex(random_, {0.38, 0.17, 0.08, 0.19, 0.02, 0.06, 0.1});
  static constexpr Pattern patterns[] = {Pattern::print,     Pattern::label,  Pattern::stripes,
                                         Pattern::cardboard, Pattern::checks, Pattern::foil,
                                         Pattern::plain};
  const Pattern pattern = patterns[kind];
  const Rgb base = pattern == Pattern::cardboard ? board() : anyColour();
  Finish finish =
      make(pattern, base, anyColour(),
           pattern == Pattern::cardboard ? random_.between(0.004, 0.01) : random_.between(0.02, 0.12));
  if (pattern == Pattern::cardboard) finish.second = {base.r * 0.85f, base.g * 0.85f, base.b * 0.85f};
  finish.gloss = pattern == Pattern::foil ? random_.between(0.4, 0.95) : random_.between(0, 0.5);
  finish.sharpness = random_.between(10, 80);
  finish.relief = random_.between(0, 0.15);
  return pictured(std::move(finish), Bearing::print, {0.03, 0.4});
}

Finish FinishMaker::can() {
  static constexpr Pattern patterns[] = {Pattern::print, Pattern::label, Pattern::stripes, Pattern::foil,
                                         Pattern::plain};
  Finish finish = make(patterns[random_.integer(0, 4)], anyColour(), anyColour(), random_.between(0.03, 0.1));
  finish.gloss = random_.between(0.2, 0.9);
  finish.sharpness = random_.between(15, 90);
  return pictured(std::move(finish), Bearing::print, {0.03, 0.3});
}

Finish FinishMaker::bottle() {
  Finish finish = make(random_.chance(0.4) ? Pattern::label : Pattern::plain, anyColour(), anyColour(),
                       random_.between(0.05, 0.12));
  finish.gloss = random_.between(0.3, 0.9);
  finish.sharpness = random_.between(20, 100);
  return finish;
}

Finish FinishMaker::ball(bool fruit) {
  if (fruit) {
    static constexpr double hues[] = {0.0, 0.07, 0.1, 0.16, 0.26, 0.31};
    const double hue = hues[random_.integer(0, 5)] + random_.between(-0.015, 0.015);
    Finish finish = make(
        Pattern::speckle, rgbFromHsv(hue, random_.between(0.6, 0.95), random_.between(0.5, 0.95)),
        rgbFromHsv(hue + random_.between(-0.06, 0.06), random_.between(0.4, 0.9), random_.between(0.4, 0.9)),
        random_.between(0.005, 0.04));
    finish.gloss = random_.between(0.05, 0.5);
    return finish;
  }
  static constexpr Pattern patterns[] = {Pattern::plain, Pattern::stripes, Pattern::speckle, Pattern::print};
  Finish finish =
      make(patterns[random_.integer(0, 3)], anyColour(), anyColour(), random_.between(0.02, 0.08));
  finish.gloss = random_.between(0, 0.7);
  return finish;
}

Finish FinishMaker::cloth() {
  static constexpr Pattern patterns[] = {Pattern::fabric, Pattern::plain, Pattern::foil, Pattern::print,
                                         Pattern::stripes};
  const Pattern pattern = patterns[drawIndex(random_, {0.34, 0.36, 0.16, 0.07, 0.07})];
  Finish finish = make(pattern, anyColour(), anyColour(), random_.between(0.005, 0.06));
  finish.gloss = pattern == Pattern::fabric ? 0 : random_.between(0.05, 0.8);
  finish.relief = random_.between(0.1, 0.5);
  return pictured(std::move(finish), Bearing::spread, {0.05, 0.6});
}

Finish FinishMaker::looseFill() {
  const int kind = drawIndex(random_, {0.35, 0.3, 0.35});
  Rgb base = anyColour();
  if (kind == 0) base = rgbFromHsv(random_.unit(), random_.between(0, 0.15), random_.between(0.8, 1.0));
  if (kind == 1) base = board();
  Finish finish = make(random_.chance(0.5) ? Pattern::speckle : Pattern::plain, base,
                       rgbFromHsv(random_.unit(), random_.between(0, 0.4), random_.between(0.4, 1.0)),
                       random_.between(0.004, 0.03));
  finish.relief = random_.between(0.1, 0.6);
  return pictured(std::move(finish), Bearing::spread, {0.05, 0.5});
}

Finish FinishMaker::sheet() {
  const Rgb base = random_.chance(0.6) ? board() : anyColour();
  Finish finish = make(random_.chance(0.6) ? Pattern::cardboard : Pattern::plain, base,
                       {base.r * 0.85f, base.g * 0.85f, base.b * 0.85f}, random_.between(0.004, 0.02));
  finish.gloss = random_.between(0, 0.3);
  return pictured(std::move(finish), Bearing::spread, {0.05, 0.6});
}

Finish FinishMaker::skin() {
  const Rgb base =
      rgbFromHsv(random_.between(0.03, 0.08), random_.between(0.25, 0.6), random_.between(0.3, 0.95));
  Finish finish = make(Pattern::skin, base, {base.r * 0.9f, base.g * 0.8f, base.b * 0.75f}, 0.01);
  finish.gloss = random_.between(0, 0.2);
  finish.wear = 0;
  return finish;
}

Finish FinishMaker::sleeve() {
  const Rgb base = anyColour();
  return make(random_.chance(0.7) ? Pattern::fabric : Pattern::stripes, base,
              {base.r * 0.8f, base.g * 0.8f, base.b * 0.8f}, random_.between(0.003, 0.03));
}

Finish FinishMaker::tape() {
  const bool brown = random_.chance(0.5);
  const Rgb base =
      brown ? rgbFromHsv(0.09, random_.between(0.3, 0.6), random_.between(0.4, 0.7))
            : rgbFromHsv(random_.between(0.1, 0.15), random_.between(0.02, 0.2), random_.between(0.7, 0.9));
  Finish finish = make(Pattern::plain, base, base, 0.05);
  finish.gloss = random_.between(0.2, 0.6);
  return finish;
}

Finish FinishMaker::metal() {
  const int kind = drawIndex(random_, {0.6, 0.25, 0.15});
  Rgb base = rgbFromHsv(random_.between(0.5, 0.65), random_.between(0, 0.12), random_.between(0.4, 0.9));
  if (kind == 1) base = rgbFromHsv(random_.unit(), random_.between(0, 0.3), random_.between(0.03, 0.2));
  if (kind == 2) base = anyColour();
  Finish finish = make(Pattern::plain, base, base, 0.05);
  finish.gloss = random_.between(0.1, 0.6);
  return finish;
}

Finish FinishMaker::dark() {
  const Rgb base =
      rgbFromHsv(random_.between(0.05, 0.15), random_.between(0, 0.5), random_.between(0.03, 0.2));
  Finish finish = make(Pattern::plain, base, base, 0.05);
  finish.wear = 0;
  return finish;
}

Finish FinishMaker::opening(const Finish& behind) {
  Rgb base = behind.base;
  if (random_.chance(0.7))
    base = rgbFromHsv(random_.between(0.05, 0.65), random_.between(0, 0.06), random_.between(0.85, 1.0));
  Finish finish = make(Pattern::plain, base, base, 0.05);
  finish.wear = 0;
  finish.glow = random_.between(0.7, 1.0);
  return finish;
}

Finish FinishMaker::liner() {
  const bool pale = random_.chance(0.55);
  const Rgb base =
      pale ? rgbFromHsv(random_.between(0.06, 0.6), random_.between(0, 0.1), random_.between(0.65, 0.97))
           : board();
  Finish finish = make(Pattern::cardboard, base, {base.r * 0.85f, base.g * 0.85f, base.b * 0.85f},
                       random_.between(0.004, 0.009));
  finish.relief = random_.between(0.02, 0.3);
  return pictured(std::move(finish), Bearing::grain, {0.1, 1.0});
}

Finish FinishMaker::flapFace() {
  const int kind = drawIndex(random_, {0.45, 0.4, 0.15});
  Rgb base = kind == 0
                 ? rgbFromHsv(random_.between(0.08, 0.6), random_.between(0, 0.06), random_.between(0.8, 1.0))
             : kind == 1 ? rgbFromHsv(random_.unit(), random_.between(0.5, 1.0), random_.between(0.3, 0.9))
                         : board();
  Finish finish = make(kind == 1   ? Pattern::print
                       : kind == 2 ? Pattern::label
                                   : Pattern::cardboard,
                       base, anyColour(), random_.between(0.05, 0.3));
  finish.gloss = kind == 1 ? random_.between(0, 0.35) : 0;
  return pictured(std::move(finish), kind == 2 ? Bearing::grain : Bearing::print, {0.05, 0.6});
}

Finish FinishMaker::plate(const Finish& box) {
  const int kind = drawIndex(random_, {0.35, 0.3, 0.15, 0.2});
  if (kind == 3) return ground();
  Finish finish = kind == 2 ? metal() : make(Pattern::plain, box.base, box.base, 0.1);
  if (kind == 0) {
    if (random_.chance(0.5)) finish.base = metal().base;
    finish.pattern = Pattern::perforated;
    const float hole = random_.chance(0.8) ? 0.25f : 1.3f;
    finish.second = {finish.base.r * hole, finish.base.g * hole, finish.base.b * hole};
    finish.scale = random_.between(0.018, 0.05);
  }
  finish.gloss = random_.between(0, 0.4);
  return finish;
}

Finish FinishMaker::thing() { return random_.chance(0.7) ? goods() : can(); }

} // namespace fillscope
