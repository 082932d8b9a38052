#pragma once
// Pictures that say something about a picture: depth in false colours, what each pixel was taken for.
#include "core/geometry/fill.h"
#include "core/imaging/colour_map.h"
#include <QColor>
#include <QImage>
#include <QString>
#include <vector>

namespace fillscope {

/// Depth in the scale's colours at the picture's size.
QImage depthOverlay(const DepthMap& depth, const ColourScale& scale, const QSize& size);
/// The photo with its pixels' classes laid over it, the outside dimmed.
QImage classOverlay(const QImage& photo, const Raster<std::uint8_t>& pixelClass);

struct ClassKey {
  PixelClass pixelClass;
  QColor colour;
  QString name;
};
std::vector<ClassKey> classKeys();

} // namespace fillscope
