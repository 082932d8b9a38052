#pragma once
#include <QObject>
#include <QPointF>
#include <QPolygonF>

class QGraphicsScene;
class QKeyEvent;
class QMouseEvent;
class QPainter;

namespace fillscope {

class ImageCanvas;

/// A tool is an object with an explicit state. It emits intent; the document decides. Positions are
/// continuous picture coordinates. Handlers return true where they used the event.
class CanvasTool : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;
  virtual void activate(ImageCanvas& canvas) = 0;
  virtual void deactivate() = 0;
  virtual bool mousePress(const QPointF& position, QMouseEvent& event) { return false; }
  virtual bool mouseMove(const QPointF& position, QMouseEvent& event) { return false; }
  virtual bool mouseRelease(const QPointF& position, QMouseEvent& event) { return false; }
  /// The second press of a double click; where it is not used, it comes as a press.
  virtual bool mouseDoubleClick(const QPointF& position, QMouseEvent& event) { return false; }
  virtual void mouseLeave() {}
  virtual bool keyPress(QKeyEvent& event) { return false; }
  /// True where keyPress would use this key now: it then comes here and not to a shortcut of the window.
  virtual bool wantsKey(const QKeyEvent& event) const { return false; }
  /// What the cursor should look like where the mouse is now.
  virtual Qt::CursorShape cursor() const { return Qt::CrossCursor; }
  /// Drawn over picture and scene items, in viewport coordinates.
  virtual void paintOverlay(QPainter& painter, const ImageCanvas& canvas) {}
  /// Picture positions that carry handles and labels: Fit brings them into view, the hint keeps off them.
  virtual QPolygonF landmarks() const { return {}; }
  /// One line for the status bar or the tool's hint strip: "2 of 4: click the top-right corner".
  virtual QString hint() const { return {}; }

 Q_SIGNALS:
  void hintChanged();
  void landmarksReplaced(); ///< others than before, not moved by hand: a fitted view is fitted again
};

} // namespace fillscope
