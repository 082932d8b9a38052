#include "app/gui/learning_pictures.h"
#include "core/imaging/colour_map.h"
#include "widgets/qimage_from.h"

namespace fillscope {
namespace {

ColourScale scaleOf(const Raster<float>& values) {
  const auto [low, high] = percentileRange(values, true, 0.01, 0.99);
  return {ColourMap::turbo, low, high, false, "m"};
}

QImage coloured(const Raster<float>& depth, const ColourScale& scale) {
  DepthMap map;
  map.values = depth;
  return toQImage(colourise(map, scale));
}

} // namespace

GridOutline outlineOf(const std::vector<Keypoint>& points, GridOutline::Role role) {
  GridOutline outline{role, {}, {}};
  for (const Keypoint& point : points) {
    outline.points.push_back(point.at);
    outline.faint.push_back(point.visibility != KeypointVisibility::visible);
  }
  return outline;
}

QImage depthPicture(const Raster<float>& depth) {
  return depth.empty() ? QImage() : coloured(depth, scaleOf(depth));
}

QImage depthPicture(const Raster<float>& depth, const Raster<float>& scaledAs) {
  if (depth.empty() || scaledAs.empty()) return depthPicture(depth);
  return coloured(depth, scaleOf(scaledAs));
}

QImage maskPicture(const Image& photo, const Mask& mask) {
  QImage image = toQImage(photo).convertToFormat(QImage::Format_RGB32);
  for (int y = 0; y < image.height(); ++y) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = 0; x < image.width(); ++x) {
      const QRgb p = line[x];
      line[x] = mask.at(x, y) ? qRgb((qRed(p) + 240) / 2, (qGreen(p) + 140) / 2, (qBlue(p) + 30) / 2)
                              : qRgb(qRed(p) / 2, qGreen(p) / 2, qBlue(p) / 2);
    }
  }
  return image;
}

} // namespace fillscope
