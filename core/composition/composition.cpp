#include "core/composition/composition.h"
#include "core/base/counter_random.h"
#include <algorithm>

namespace fillscope {
namespace {

// What a random number is for.
constexpr std::uint64_t forOrder = 1, forHeight = 2, forPlace = 3;

/// a·α + b·(1 − α) with α = alpha / 255, rounded to the nearest.
std::uint8_t blended(std::uint8_t a, std::uint8_t b, std::uint8_t alpha) {
  return static_cast<std::uint8_t>((a * alpha + b * (255 - alpha) + 127) / 255);
}

void paste(const AlphaImage& foreground, const PixelBox& box, Image& image) {
  for (int y = 0; y < box.height; ++y) {
    const std::uint8_t* from = foreground.colour.row(y);
    const std::uint8_t* alpha = foreground.alpha.row(y);
    std::uint8_t* to = image.row(box.y + y) + static_cast<std::ptrdiff_t>(box.x) * 3;
    for (int x = 0; x < box.width; ++x, from += 3, to += 3)
      for (int c = 0; c < 3; ++c)
        to[c] = blended(from[c], to[c], alpha[x]);
  }
}

std::size_t bytesOf(const AlphaImage& picture) {
  return picture.colour.byteCount() + picture.alpha.byteCount();
}

} // namespace

Composition::Composition(const CompositionSpec& spec, std::uint64_t seed, CompositionSources sources,
                         std::size_t maxBytes)
    : spec_(spec)
    , seed_(seed)
    , sources_(std::move(sources))
    , variants_((spec.mirrored ? 2 : 1) * static_cast<std::uint64_t>(spec.positions))
    , count_(sources_.foregrounds.size() * sources_.backgrounds.size() * variants_)
    , order_(std::max<std::uint64_t>(1, count_), mixBits(seed, forOrder))
    , backgrounds_(
          maxBytes / 2, [this](const std::size_t& index) { return prepareBackground(index); },
          [](const Background& background) { return background.image.byteCount(); })
    , foregrounds_(
          maxBytes / 2, [this](const std::size_t& index) { return prepareForeground(index); },
          [](const Foregrounds& sides) {
            std::size_t bytes = 0;
            for (const Foreground& side : sides)
              bytes += bytesOf(side.picture) + side.mask.byteCount();
            return bytes;
          }) {}

Result<Composition::Background> Composition::prepareBackground(std::size_t index) const {
  auto picture = sources_.background(index);
  if (!picture) return picture.error();
  Background background{covering(*picture, spec_.width, spec_.height), {}};
  background.sums = sumsOf(background.image);
  return background;
}

Result<Composition::Foregrounds> Composition::prepareForeground(std::size_t index) const {
  auto picture = sources_.foreground(index);
  if (!picture) return picture.error();
  const std::string& name = sources_.foregrounds[index];
  AlphaImage foreground = trimmed(*picture);
  if (foreground.alpha.empty())
    return Error{ErrorCode::badInput, "this foreground is transparent everywhere", name,
                 "take it out of the folder, or save it with what it shows"};
  if (foreground.alpha.height() < spec_.foregroundLow || foreground.alpha.height() > spec_.foregroundHigh) {
    CounterRandom random(mixBits(seed_, forHeight, index));
    foreground = scaledToHeight(foreground, random.integer(spec_.foregroundLow, spec_.foregroundHigh));
  }
  if (foreground.alpha.width() > spec_.width)
    return Error{ErrorCode::badInput,
                 "this foreground is " + std::to_string(foreground.alpha.width()) + " pixels wide when " +
                     std::to_string(foreground.alpha.height()) + " high, the pictures only " +
                     std::to_string(spec_.width),
                 name, "lower \"foreground_height_low\" and \"foreground_height_high\""};
  Foregrounds sides;
  sides.push_back({std::move(foreground), {}, {}});
  if (spec_.mirrored) sides.push_back({mirrored(sides.front().picture), {}, {}});
  for (Foreground& side : sides) {
    side.mask = maskOf(side.picture.alpha, spec_.threshold);
    side.maskSums = sumsOf(side.mask);
  }
  return sides;
}

Result<ComposedPicture> Composition::compose(std::uint64_t k) {
  const std::uint64_t combination = spec_.shuffled ? order_.at(k) : k;
  const std::uint64_t variant = combination % variants_, pair = combination / variants_;
  ForegroundPlacement placement;
  placement.background = pair % sources_.backgrounds.size();
  placement.foreground = pair / sources_.backgrounds.size();
  placement.mirrored = variant >= static_cast<std::uint64_t>(spec_.positions);
  const auto background = backgrounds_.get(placement.background);
  if (!background) return background.error();
  const auto sides = foregrounds_.get(placement.foreground);
  if (!sides) return sides.error();
  const Foreground& foreground = (**sides)[placement.mirrored ? 1 : 0];

  CounterRandom random(mixBits(seed_, forPlace, combination));
  PixelBox& box = placement.box;
  box.width = foreground.mask.width(), box.height = foreground.mask.height();
  box.x = random.integer(0, spec_.width - box.width);
  box.y = random.integer(0, spec_.height - box.height);

  ComposedPicture composed{(*background)->image, Raster<std::uint8_t>(spec_.width, spec_.height),
                           (*background)->sums, foreground.maskSums, placement};
  // Outside the box both pictures are the background.
  composed.imageSums -= sumsOf(composed.image, box);
  paste(foreground.picture, box, composed.image);
  composed.imageSums += sumsOf(composed.image, box);
  for (int y = 0; y < box.height; ++y)
    std::copy_n(foreground.mask.row(y), box.width, composed.mask.row(box.y + y) + box.x);
  composed.maskSums.pixels = composed.mask.pixelCount();
  return composed;
}

} // namespace fillscope
