#pragma once
// Pictures made ready for being pasted, and for being pasted on.
#include "core/imaging/alpha_image.h"

namespace fillscope {

/// Without the transparent border. Empty where nothing is opaque at all.
AlphaImage trimmed(const AlphaImage& picture);
/// Scaled to the height, at least one pixel wide; colours of transparent pixels do not bleed in.
AlphaImage scaledToHeight(const AlphaImage& picture, int height);
/// Left and right exchanged.
AlphaImage mirrored(const AlphaImage& picture);
/// Where alpha/255 reaches the threshold: 255, elsewhere 0.
Raster<std::uint8_t> maskOf(const Raster<std::uint8_t>& alpha, double threshold);

/// Scaled to cover width × height, cut about its centre.
Image covering(const Image& picture, int width, int height);

} // namespace fillscope
