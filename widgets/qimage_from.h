#pragma once
#include "core/imaging/raster.h"
#include <QImage>

namespace fillscope {
/// Deep copy: grey or RGB raster as QImage.
QImage toQImage(const Image& image);
Image fromQImage(const QImage& image); ///< RGB
} // namespace fillscope
