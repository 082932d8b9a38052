#pragma once
// Shows one picture, zooms and pans, and hands the mouse to a tool. Knows no files and no document.
#include "core/base/vec.h"
#include "core/imaging/colour_map.h"
#include "core/imaging/tone_curve.h"
#include <QGraphicsView>
#include <QImage>
#include <QPointer>
#include <memory>
#include <optional>

namespace fillscope {

class CanvasLayer;
class CanvasTool;

/// Scene coordinates are continuous picture coordinates: (0,0) the picture's top-left corner, 1 unit = 1
/// pixel. Wheel zooms at the cursor (2 % to 6400 %), middle button or Space + left drag pans; + − F 0 by key.
/// Nearest neighbour from 4× on, a pixel grid from 12× on. Fit shows the picture and the tool's landmarks.
/// There is room around the picture, so that a corner outside it can be reached. The tool is asked first for
/// every key and button; its hint is shown in a strip at the top. Ctrl+Shift and a drag is told to whoever
/// sets how the picture is shown, as the window and level of medical viewers.
class ImageCanvas : public QGraphicsView {
  Q_OBJECT
 public:
  explicit ImageCanvas(QWidget* parent = nullptr);
  ~ImageCanvas() override;

  /// keepView: same zoom and place (another depth map of the same picture); otherwise fits.
  void setImage(const QImage& image, bool keepView = false);
  /// Numbers in the colours of a scale, NaN apart from all of them.
  void setSamples(std::shared_ptr<const Raster<float>> samples, const ColourScale& scale,
                  bool keepView = false);
  /// A smaller copy of a picture of that size, whose pixels are not there yet. Both kept as setImage does.
  void setPreview(const QImage& preview, const QSize& size, bool keepView = false);
  /// How 8-bit pictures and previews are shown; changes no pixel of theirs.
  void setTone(const ToneCurve& tone);
  /// The colours of setSamples.
  void setScale(const ColourScale& scale);
  bool isEmpty() const { return imageSize().isEmpty(); }
  const QImage& image() const; ///< null while numbers or a preview are shown
  QSize imageSize() const;
  /// Pixels as they are shown, one for each of the picture's inside the part; for magnifiers. 32 bit.
  QImage shownPixels(const QRect& part) const;
  /// Shown over the empty stage; a big quiet sentence with what can be dropped here.
  void setEmptyText(const QString& title, const QString& body);
  const QString& emptyText() const; ///< the body

  double zoom() const; ///< device pixels per picture pixel, 1 = 100 %
  void setZoom(double zoom, std::optional<QPointF> pictureAnchor = {});
  void zoomIn();
  void zoomOut();
  void fit();
  void actualSize();
  /// A part of the picture in the middle, with some room around it; at most 16 times as large as it is.
  void showArea(const QRectF& picture);
  /// Follows another canvas's view (compare): same zoom and centre. Emits no viewChanged.
  void syncViewWith(const ImageCanvas& other);

  /// Continuous picture coordinates of a viewport position (logical pixels) and back, without rounding.
  QPointF pictureFromViewport(const QPointF& position) const;
  QPointF viewportFromPicture(const QPointF& position) const;

  /// Not owned. The previous tool is asked to stop. nullptr: pan and look only.
  void setTool(CanvasTool* tool);
  CanvasTool* tool() const;
  /// Not owned. Painted over the picture, under the tool.
  void setLayer(CanvasLayer* layer);

  /// A crosshair shown at a picture position (linked cursor), or hidden.
  void setLinkedCursor(const std::optional<QPointF>& picturePosition);
  std::optional<QPointF> linkedCursor() const;

 Q_SIGNALS:
  void cursorMoved(const QPointF& picturePosition); ///< continuous picture coordinates, may lie outside
  void cursorLeft();
  void zoomChanged(double zoom);
  void viewChanged();                      ///< zoom or place, by the user
  void toneDragged(const QPointF& shares); ///< how far since the last one, in widths and heights of the view
  void toneReset();                        ///< a double-click with the drag's keys held

 protected:
  bool event(QEvent*) override;
  void wheelEvent(QWheelEvent*) override;
  void mousePressEvent(QMouseEvent*) override;
  void mouseMoveEvent(QMouseEvent*) override;
  void mouseReleaseEvent(QMouseEvent*) override;
  void mouseDoubleClickEvent(QMouseEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void keyReleaseEvent(QKeyEvent*) override;
  void leaveEvent(QEvent*) override;
  void resizeEvent(QResizeEvent*) override;
  void focusInEvent(QFocusEvent*) override;
  void focusOutEvent(QFocusEvent*) override;
  void drawBackground(QPainter*, const QRectF&) override;
  void drawForeground(QPainter*, const QRectF&) override;

 private:
  QRectF pictureRect() const;
  QPolygonF landmarks() const;
  void applyZoom(double zoom, const QPointF& picture, const QPointF& position);
  void fitView();
  void showAt(const QPointF& picture, const QPointF& position);
  template <class Set>
  void put(const QSize& size, bool keepView, const Set& set);
  void updateBackdrop();
  void paintBackdrop(const QRect& part);
  void paintPiece(const QRect& device, const QRectF& picture);
  QRect deviceRect(const QRectF& picture) const;
  void updateCursor();

  struct Private;
  std::unique_ptr<Private> d_;
};

} // namespace fillscope
