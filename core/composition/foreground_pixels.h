#pragma once
// Pictures made ready for being pasted, and for being pasted on.
#include "core/composition/channel_sums.h"
#include "core/imaging/alpha_image.h"

namespace fillscope {

/// The least box around what is not 0; empty where all is.
PixelBox boundsOf(const Raster<std::uint8_t>& mask);
/// That part alone.
AlphaImage croppedTo(const AlphaImage& picture, const PixelBox& box);
/// Scaled to the size; colours of transparent pixels do not bleed in.
AlphaImage scaledTo(const AlphaImage& picture, int width, int height);
/// Left and right exchanged.
AlphaImage mirrored(const AlphaImage& picture);
/// Where alpha/255 reaches the threshold: 255, elsewhere 0.
Raster<std::uint8_t> maskOf(const Raster<std::uint8_t>& alpha, double threshold);

/// Cut about its centre to the shape of width × height and scaled to them.
Image covering(const Image& picture, int width, int height);

} // namespace fillscope
