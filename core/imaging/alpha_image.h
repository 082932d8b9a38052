#pragma once
// A picture that is seen through in places.
#include "core/imaging/raster.h"

namespace fillscope {

/// Two pictures of one size.
struct AlphaImage {
  Image colour;               ///< RGB; where nothing of it is seen it may hold anything
  Raster<std::uint8_t> alpha; ///< 0: nothing is seen of it, 255: nothing through it
};

} // namespace fillscope
