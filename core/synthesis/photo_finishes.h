#pragma once
// Draws what surfaces look like: cardboard, totes, goods, grounds, skin.
#include "core/base/counter_random.h"
#include "core/synthesis/photo_scene.h"

namespace fillscope {

/// Hue in turns, saturation and value 0..1.
Rgb rgbFromHsv(double hue, double saturation, double value);

struct BoxFinishes {
  Finish inside, outside, floorInside;
};

/// Finishes under one random stream; their texture seeds belong to one texture set. One sample, one thread.
class FinishMaker {
 public:
  FinishMaker(const PhotoSpec& spec, std::uint64_t key);

  BoxFinishes carton();
  BoxFinishes tote();
  BoxFinishes crate();
  Finish ground();
  Finish plainGround(bool white); ///< without structure
  Finish goods();                 ///< packaging: boxes, cartons, books
  Finish can();
  Finish bottle();
  Finish ball(bool fruit);
  Finish cloth();     ///< bags and textiles
  Finish looseFill(); ///< peanuts, paper, grains
  Finish sheet();
  Finish metal(); ///< rails and frames
  Finish skin();
  Finish sleeve();
  Finish tape();
  Finish dark();                        ///< gaps and holes
  Finish opening(const Finish& behind); ///< a hole that lets the bright outside be seen
  Finish liner();                       ///< a sheet of any board
  Finish flapFace();                    ///< white or printed board
  Finish plate(const Finish& box);      ///< of a table; box: a finish that it may resemble
  Finish thing();                       ///< something beside the box

 private:
  Finish make(Finish::Pattern pattern, Rgb base, Rgb second, double scale);
  enum class Bearing : std::uint8_t { spread, print, grain };
  /// As often as the specification says with a photograph in place of its pattern: spread over all of it,
  /// printed on every face, or as light and dark of its own colour alone.
  Finish pictured(Finish finish, Bearing bearing, Range width);
  /// The walls and the floor of one material.
  void giveGrain(BoxFinishes& box);
  Finish patternedGround();
  Rgb board();
  Rgb anyColour();
  double wear();

  const PhotoSpec& spec_;
  CounterRandom random_, pictureRandom_; ///< the second leaves all else as it is without photographs
  std::uint64_t set_;
};

} // namespace fillscope
