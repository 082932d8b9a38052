#pragma once
// Foregrounds on backgrounds: each on each, as it is and mirrored, at many places, with the mask of where it
// shows.
#include "core/base/progress.h"
#include "core/composition/channel_sums.h"
#include "core/composition/composition_spec.h"
#include "core/composition/foreground_pixels.h"
#include "core/composition/shuffled_order.h"
#include "core/imaging/byte_cache.h"
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace fillscope {

/// The pictures to compose of. The functions are called from any thread, from several at once, and give the
/// same picture each time.
struct CompositionSources {
  std::vector<std::string> backgrounds, foregrounds;    ///< names, in order; for error sentences
  std::function<Result<Image>(std::size_t)> background; ///< RGB, any size
  std::function<Result<AlphaImage>(std::size_t)> foreground;
};

/// Which foreground lies where on which background; places are indices of the sources.
struct ForegroundPlacement {
  std::size_t background = 0, foreground = 0;
  bool mirrored = false;
  PixelBox box; ///< the least around the foreground's mask, wholly inside the picture
};

struct ComposedPicture {
  Image image;               ///< RGB
  Raster<std::uint8_t> mask; ///< 255 where the foreground shows, else 0
  ChannelSums imageSums, maskSums;
  ForegroundPlacement placement;
};

/// Sample k is a function of (spec, sources, seed, k) alone. Safe from any thread.
class Composition {
 public:
  /// maxBytes: of prepared pictures kept in memory; others are prepared again when they are asked for.
  Composition(const CompositionSpec& spec, std::uint64_t seed, CompositionSources sources,
              std::size_t maxBytes);

  /// foregrounds × backgrounds × (1 or 2) × positions
  std::uint64_t count() const { return count_; }
  const CompositionSources& sources() const { return sources_; }
  /// Opens every picture once and keeps what fits, so that a bad one shows before anything is made. threads
  /// as forEachBand. Errors: those of the sources and of compose, the first picture's with the names of up to
  /// ten others; cancelled.
  Result<void> prepareAll(int threads, const Progress& progress = {});
  /// k below count. Alpha is blended in the file's own numbers (sRGB), rounded to the nearest. Errors: those
  /// of the sources; badInput (a foreground with nothing on it, or too wide).
  Result<ComposedPicture> compose(std::uint64_t k);

 private:
  struct Background {
    Image image;
    ChannelSums sums;
  };
  struct Foreground {
    AlphaImage picture; ///< with what is too faint for the mask
    Raster<std::uint8_t> mask;
    PixelBox bounds; ///< of the mask
    ChannelSums maskSums;
  };
  /// As it is, and mirrored where the specification wants that.
  using Foregrounds = std::vector<Foreground>;

  Result<Background> prepareBackground(std::size_t index) const;
  Result<Foregrounds> prepareForeground(std::size_t index) const;
  Result<Foreground> ofRightHeight(AlphaImage picture, std::size_t index) const;
  Foreground withMask(AlphaImage picture) const;

  const CompositionSpec spec_;
  const std::uint64_t seed_;
  const CompositionSources sources_;
  const std::uint64_t variants_, count_;
  const ShuffledOrder order_;
  mutable std::mutex largeOnes_; ///< are prepared one at a time: each takes 20 bytes a pixel meanwhile
  ByteCache<std::size_t, Background> backgrounds_;
  ByteCache<std::size_t, Foregrounds> foregrounds_;
};

} // namespace fillscope
