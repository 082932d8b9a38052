#pragma once
// What inside a rough outline is the thing that somebody means: a first proposal to be looked at.
#include "core/base/progress.h"
#include "core/base/vec.h"
#include "core/imaging/raster.h"
#include <optional>
#include <vector>

namespace fillscope {

struct MaskOptions {
  enum class Method { grabCut, threshold, kMeans };
  Method method = Method::grabCut;
  std::optional<int> level; ///< of brightness, 0..255; nothing: Otsu's, of what lies inside
  int clusters = 3;         ///< colours of k-means, 2..8
  int rounds = 4;           ///< of GrabCut, 1..12
  bool inverted = false;    ///< what inside the outline was not taken
  friend bool operator==(const MaskOptions&, const MaskOptions&) = default;
};

struct StartingMask {
  Mask mask;                ///< of the outline's surroundings
  int left = 0, top = 0;    ///< where its first pixel lies in the picture
  std::optional<int> level; ///< that was used
};

/// outline: continuous picture coordinates, even-odd; at least three vertices. Outside of it nothing is
/// taken. The brighter or darker side of a threshold, and the colours of k-means, are taken that fill more of
/// the outline's core than of its edge. GrabCut (Rother, Kolmogorov and Blake 2004) learns the background
/// around the outline; a large outline is cut at reduced size, and its edge then found by the colours on both
/// sides of it; it stops early where nothing changes any more. picture: 1 or 3 channels. The same
/// input gives the same mask. Errors: badInput where the outline holds no pixel of the picture; cancelled.
Result<StartingMask> startingMask(const Image& picture, const std::vector<Vec2>& outline,
                                  const MaskOptions& options, const Progress& progress = {});

} // namespace fillscope
