#pragma once
#include "core/imaging/raster.h"
#include <QImage>
#include <memory>

namespace fillscope {
/// Deep copy: grey or RGB raster as QImage.
QImage toQImage(const Image& image);
/// The same pixels without a copy where they are grey or RGB; they live as long as the QImage or a copy of
/// it.
QImage sharedQImage(std::shared_ptr<const Image> image);
Image fromQImage(const QImage& image); ///< RGB
} // namespace fillscope
