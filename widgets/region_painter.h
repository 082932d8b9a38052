#pragma once
// How one region looks in a tile and in a tool's hand.
#include "core/annotation/keypoint_set.h"
#include "core/annotation/region_edit.h"
#include "widgets/outline_raster.h"
#include <QColor>
#include <QHash>
#include <QImage>
#include <QPainterPath>
#include <QTransform>
#include <memory>

class QFont;
class QPainter;

namespace fillscope {

class ImageCanvas;

/// What painting needs of a region, worked out once.
struct RegionLook {
  QRgb colour = 0;
  std::string label;
  bool closed = false;
  std::shared_ptr<const KeypointSet> keypoints; ///< null: none
};
RegionLook lookOf(const Region& region, const std::string& labelAttribute);

/// Paints regions of many colours into tiles at one zoom (device pixels per picture pixel).
class TilePainter {
 public:
  TilePainter(double zoom, double pixelRatio)
      : zoom_(zoom)
      , ratio_(pixelRatio) {}
  enum class State { plain, selected, locked };
  /// origin: the tile's top-left corner in device pixels from the picture's.
  void paint(QImage& tile, const QPointF& origin, const Region& region, const RegionLook& look,
             const Bounds& bounds, State state);
  /// The chip with a label at the region's top left; nothing where the region is too small for one.
  void paintLabel(QPainter& painter, const QPointF& origin, const RegionLook& look, const Bounds& bounds,
                  const QFont& font);
  double margin() const { return 8 * ratio_; } ///< beyond a region's bounds, device pixels
  bool hasLabel(const RegionLook& look, const Bounds& bounds) const;
  double labelWidth() const { return 168 * ratio_; }
  double labelHeight() const { return 26 * ratio_; }

 private:
  const LineBrush& brush(QRgb colour, double width);
  const LineBrush& thinBrush(QRgb colour); ///< with its casing
  void paintKeypoints(QImage& tile, const QPointF& origin, const KeypointSet& set, QRgb colour, State state);
  void line(QImage& tile, bool closed, QRgb colour, double width);
  void dot(QImage& tile, QPointF at, double radius, QRgb colour, bool hollow);

  double zoom_, ratio_;
  std::vector<QPointF> points_;
  QHash<quint64, std::shared_ptr<LineBrush>> brushes_;
  QHash<QString, QImage> chips_;
};

/// The outline in viewport coordinates; a keypoint set's edges; a point's cross.
QPainterPath pathOf(const Region& region, const RegionLook& look, const ImageCanvas& canvas);
/// In full quality, with a faint fill: for what a tool has in hand.
void paintLiveRegion(QPainter& painter, const ImageCanvas& canvas, const Region& region,
                     const RegionLook& look, bool fault = false);

} // namespace fillscope
