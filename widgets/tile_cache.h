#pragma once
// Squares of a painted layer at one zoom, kept while the view moves over them, and painted a few at a time so
// that no frame waits for all of them.
#include <QHash>
#include <QImage>
#include <QPoint>
#include <QRectF>
#include <QRegion>
#include <functional>

class QPainter;

namespace fillscope {

/// Device pixels throughout, counted from the picture's top-left corner at the present zoom. A tile that is
/// not painted yet is stood in for by what it showed before a change, or by those of the zoom before, scaled.
class TileCache {
 public:
  static constexpr int side = 256;
  /// Paints one tile, transparent at first; false: there was nothing in it.
  using Render = std::function<bool(QImage& tile, const QRectF& area)>;

  void setRender(Render render) { render_ = std::move(render); }
  void setBudget(double milliseconds) { budget_ = milliseconds; }
  void clear(); ///< other regions altogether: nothing shows until it is painted
  void invalidateAll();
  void invalidate(const QRectF& picture); ///< an area in picture coordinates

  /// Painter in viewport coordinates. origin: of the picture, in device pixels of the viewport.
  void paint(QPainter& painter, double zoom, const QPoint& origin, const QSize& viewport, double pixelRatio);
  bool settled() const { return settled_; } ///< nothing was missing at the last paint

 private:
  struct Tile {
    QImage image; ///< null: nothing in it
    bool painted = false;
  };
  using Tiles = QHash<QPoint, Tile>;
  QRect tilesIn(const QRectF& area) const;
  void renderTile(const QPoint& at);
  void paintStale(QPainter& painter, const QRegion& missing, const QPoint& origin, const QSize& viewport);
  void dropFar(const QRect& seen);

  Render render_;
  Tiles tiles_, stale_;
  QImage standIn_; ///< of the viewport
  double zoom_ = 0, staleZoom_ = 0, budget_ = 4;
  bool settled_ = true;
};

} // namespace fillscope
