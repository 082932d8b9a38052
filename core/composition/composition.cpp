#include "core/composition/composition.h"
#include "core/base/counter_random.h"
#include "core/imaging/row_bands.h"
#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>

namespace fillscope {
namespace {

// What a random number is for.
constexpr std::uint64_t forOrder = 1, forHeight = 2, forPlace = 3;

/// The box with a fringe of half its size on all sides, as far as the picture goes: shadows and soft edges.
PixelBox fringed(const PixelBox& box, const Raster<std::uint8_t>& picture) {
  const int x = std::max(0, box.x - box.width / 2), y = std::max(0, box.y - box.height / 2);
  return {x, y, std::min(picture.width(), box.x + box.width + box.width / 2) - x,
          std::min(picture.height(), box.y + box.height + box.height / 2) - y};
}

/// a·α + b·(1 − α) with α = alpha / 255, rounded to the nearest.
std::uint8_t blended(std::uint8_t a, std::uint8_t b, std::uint8_t alpha) {
  return static_cast<std::uint8_t>((a * alpha + b * (255 - alpha) + 127) / 255);
}

/// The foreground's pixel (0, 0) lies at (left, top) of the image; what falls outside is left out.
void paste(const AlphaImage& foreground, int left, int top, Image& image) {
  const int first = std::max(0, -left), last = std::min(foreground.alpha.width(), image.width() - left);
  for (int y = std::max(0, -top); y < std::min(foreground.alpha.height(), image.height() - top); ++y) {
    const std::uint8_t* from = foreground.colour.row(y) + static_cast<std::ptrdiff_t>(first) * 3;
    const std::uint8_t* alpha = foreground.alpha.row(y);
    std::uint8_t* to = image.row(top + y) + static_cast<std::ptrdiff_t>(left + first) * 3;
    for (int x = first; x < last; ++x, from += 3, to += 3)
      for (int c = 0; c < 3; ++c)
        to[c] = blended(from[c], to[c], alpha[x]);
  }
}

/// The part of a width × height box at (left, top) that lies inside the image.
PixelBox inside(const Image& image, int left, int top, int width, int height) {
  const int x = std::max(0, left), y = std::max(0, top);
  return {x, y, std::min(image.width(), left + width) - x, std::min(image.height(), top + height) - y};
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

Composition::Foreground Composition::withMask(AlphaImage picture) const {
  Foreground foreground{std::move(picture), {}, {}, {}};
  foreground.mask = maskOf(foreground.picture.alpha, spec_.threshold);
  foreground.bounds = boundsOf(foreground.mask);
  foreground.maskSums = sumsOf(foreground.mask);
  return foreground;
}

Result<Composition::Foreground> Composition::ofRightHeight(AlphaImage picture, std::size_t index) const {
  const std::string& name = sources_.foregrounds[index];
  Foreground foreground = withMask(std::move(picture));
  const PixelBox& bounds = foreground.bounds;
  if (bounds.width == 0)
    return Error{ErrorCode::badInput, "nothing of this foreground is opaque enough for the mask", name,
                 "lower the threshold of the mask, or take it out of the folder"};
  const bool fits = bounds.width <= spec_.width;
  if (fits && bounds.height >= spec_.foregroundLow && bounds.height <= spec_.foregroundHigh)
    return foreground;

  // Where the width is the tighter limit, a foreground is lower than others, not refused.
  const std::int64_t widest = std::int64_t{spec_.width} * bounds.height / bounds.width;
  const auto highest = static_cast<int>(std::min<std::int64_t>(spec_.foregroundHigh, widest));
  if (highest < spec_.foregroundLow)
    return Error{ErrorCode::badInput,
                 "this foreground is " +
                     std::to_string(std::int64_t{bounds.width} * spec_.foregroundLow / bounds.height) +
                     " pixels wide when " + std::to_string(spec_.foregroundLow) +
                     " high, the pictures are only " + std::to_string(spec_.width) + " wide",
                 name, "lower the least height of foregrounds, or make the pictures wider"};
  CounterRandom random(mixBits(seed_, forHeight, index));
  const int drawn = random.integer(spec_.foregroundLow, highest);
  for (int height = drawn; height > 0; --height) { // soft edges may round up
    const double scale = static_cast<double>(height) / bounds.height;
    const auto scaled = [scale](int side) {
      return std::max(1, static_cast<int>(std::lround(side * scale)));
    };
    Foreground result = withMask(scaledTo(foreground.picture, scaled(foreground.picture.alpha.width()),
                                          scaled(foreground.picture.alpha.height())));
    if (result.bounds.width == 0) break;
    if (result.bounds.width <= spec_.width && result.bounds.height <= spec_.height) return result;
  }
  return Error{ErrorCode::badInput, "nothing of this foreground is left at that height", name,
               "raise the least height of foregrounds, or take it out of the folder"};
}

Result<Composition::Foregrounds> Composition::prepareForeground(std::size_t index) const {
  constexpr std::size_t large = std::size_t{1} << 21;
  auto picture = sources_.foreground(index);
  if (!picture) return picture.error();
  std::unique_lock alone(largeOnes_, std::defer_lock);
  if (picture->alpha.pixelCount() > large) alone.lock();
  const PixelBox seen = boundsOf(picture->alpha);
  if (seen.width == 0)
    return Error{ErrorCode::badInput, "this foreground is transparent everywhere",
                 sources_.foregrounds[index], "take it out of the folder, or save it with what it shows"};
  // Specks that nobody sees, far from the rest, would be scaled along with it.
  AlphaImage visible = croppedTo(*picture, seen);
  if (const PixelBox solid = boundsOf(maskOf(visible.alpha, spec_.threshold)); solid.width > 0)
    visible = croppedTo(visible, fringed(solid, visible.alpha));
  auto foreground = ofRightHeight(std::move(visible), index);
  if (!foreground) return foreground.error();
  Foregrounds sides;
  sides.push_back(*std::move(foreground));
  if (spec_.mirrored) sides.push_back(withMask(mirrored(sides.front().picture)));
  return sides;
}

Result<void> Composition::prepareAll(int threads, const Progress& progress) {
  const std::size_t foregrounds = sources_.foregrounds.size(),
                    all = foregrounds + sources_.backgrounds.size();
  std::vector<std::optional<Error>> faults(all);
  std::atomic<std::size_t> done{0};
  forEachBand(static_cast<int>(all), threads, [&](int band) {
    const auto i = static_cast<std::size_t>(band);
    if (progress.cancelled()) return;
    if (i < foregrounds) {
      if (auto prepared = foregrounds_.get(i); !prepared) faults[i] = prepared.error();
    } else if (auto prepared = backgrounds_.get(i - foregrounds); !prepared) {
      faults[i] = prepared.error();
    }
    progress.report(static_cast<double>(++done) / static_cast<double>(all), "Preparing the pictures");
  });
  if (progress.cancelled()) return cancelledError();
  std::optional<Error> first;
  std::string others;
  constexpr std::size_t mostNamed = 10;
  std::size_t more = 0;
  for (std::size_t i = 0; i < all; ++i) {
    if (!faults[i]) continue;
    if (!first) {
      first = faults[i];
    } else if (++more <= mostNamed) {
      others += (more == 1 ? "" : ", ") +
                (i < foregrounds ? sources_.foregrounds[i] : sources_.backgrounds[i - foregrounds]);
    }
  }
  if (!first) return {};
  if (more > mostNamed) others += " and " + std::to_string(more - mostNamed) + " more";
  if (more > 0) first->what += "; neither can be used: " + others;
  return *first;
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
  box.width = foreground.bounds.width, box.height = foreground.bounds.height;
  box.x = random.integer(0, spec_.width - box.width);
  box.y = random.integer(0, spec_.height - box.height);
  const int left = box.x - foreground.bounds.x, top = box.y - foreground.bounds.y;

  ComposedPicture composed{(*background)->image, Raster<std::uint8_t>(spec_.width, spec_.height),
                           (*background)->sums, foreground.maskSums, placement};
  // Elsewhere both pictures are the background.
  const PixelBox touched =
      inside(composed.image, left, top, foreground.mask.width(), foreground.mask.height());
  composed.imageSums -= sumsOf(composed.image, touched);
  paste(foreground.picture, left, top, composed.image);
  composed.imageSums += sumsOf(composed.image, touched);
  for (int y = 0; y < box.height; ++y)
    std::copy_n(foreground.mask.row(foreground.bounds.y + y) + foreground.bounds.x, box.width,
                composed.mask.row(box.y + y) + box.x);
  composed.maskSums.pixels = composed.mask.pixelCount();
  return composed;
}

} // namespace fillscope
