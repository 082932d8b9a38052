// The stage's mouse, wheel and keys: the tool is asked first, the rest looks around.
#include "widgets/image_canvas_p.h"

#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>
#include <cmath>

namespace fillscope {

namespace {

constexpr Qt::KeyboardModifiers toneKeys = Qt::ControlModifier | Qt::ShiftModifier;

bool isForTone(const QMouseEvent& event) {
  return event.button() == Qt::LeftButton && (event.modifiers() & ~Qt::KeypadModifier) == toneKeys;
}

} // namespace

void ImageCanvas::updateCursor() {
  Qt::CursorShape shape = Qt::ArrowCursor;
  if (d_->toning)
    shape = Qt::SizeAllCursor;
  else if (d_->panning)
    shape = Qt::ClosedHandCursor;
  else if (d_->spaceHeld)
    shape = Qt::OpenHandCursor;
  else if (d_->tool && !isEmpty())
    shape = d_->tool->cursor();
  viewport()->setCursor(shape);
}

void ImageCanvas::wheelEvent(QWheelEvent* event) {
  if (isEmpty()) return;
  const double steps = event->angleDelta().y() / 120.0;
  if (steps == 0) return;
  if (d_->wheelSpot != event->position()) d_->wheelAnchor = pictureFromViewport(event->position());
  d_->fitted = false;
  applyZoom(zoom() * std::pow(canvasZoomNotch, steps), d_->wheelAnchor, event->position());
  d_->wheelSpot = event->position();
  event->accept();
  Q_EMIT viewChanged();
}

void ImageCanvas::mousePressEvent(QMouseEvent* event) {
  d_->ringed = false;
  const bool left = event->button() == Qt::LeftButton;
  const bool pans = event->button() == Qt::MiddleButton || (left && (d_->spaceHeld || !d_->tool));
  if (isEmpty()) return event->ignore();
  if (isForTone(*event)) {
    d_->toning = true;
    d_->toneLast = event->position();
  } else if (pans) {
    d_->panning = true;
    d_->panStart = event->position();
    d_->scrollStart = QPoint(horizontalScrollBar()->value(), verticalScrollBar()->value());
    updateCursor();
  } else if (!d_->tool || !d_->tool->mousePress(pictureFromViewport(event->position()), *event)) {
    return event->ignore();
  }
  event->accept();
  updateCursor();
}

void ImageCanvas::mouseMoveEvent(QMouseEvent* event) {
  if (isEmpty()) return event->ignore();
  if (d_->toning) {
    const QPointF moved = event->position() - d_->toneLast;
    d_->toneLast = event->position();
    Q_EMIT toneDragged(QPointF(moved.x() / viewport()->width(), moved.y() / viewport()->height()));
  } else if (d_->panning) {
    const QPointF moved = event->position() - d_->panStart;
    horizontalScrollBar()->setValue(d_->scrollStart.x() - static_cast<int>(std::lround(moved.x())));
    verticalScrollBar()->setValue(d_->scrollStart.y() - static_cast<int>(std::lround(moved.y())));
    d_->fitted = false;
    d_->wheelSpot.reset();
    viewport()->update();
    Q_EMIT viewChanged();
  } else if (d_->tool) {
    d_->tool->mouseMove(pictureFromViewport(event->position()), *event);
    viewport()->update();
  }
  event->accept();
  updateCursor();
  Q_EMIT cursorMoved(pictureFromViewport(event->position()));
}

void ImageCanvas::mouseReleaseEvent(QMouseEvent* event) {
  if (d_->toning)
    d_->toning = false;
  else if (d_->panning)
    d_->panning = false;
  else if (d_->tool)
    d_->tool->mouseRelease(pictureFromViewport(event->position()), *event);
  event->accept();
  updateCursor();
  viewport()->update();
}

void ImageCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (isForTone(*event) && !isEmpty()) {
    event->accept();
    Q_EMIT toneReset();
    return;
  }
  const bool asked = d_->tool && !isEmpty() && !d_->spaceHeld;
  if (!asked || !d_->tool->mouseDoubleClick(pictureFromViewport(event->position()), *event))
    return mousePressEvent(event);
  event->accept();
  updateCursor();
  viewport()->update();
}

bool ImageCanvas::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
    auto& key = static_cast<QKeyEvent&>(*event);
    const bool wanted = d_->tool && !isEmpty() && d_->tool->wantsKey(key);
    if (event->type() == QEvent::ShortcutOverride && wanted) {
      event->accept();
      return true;
    }
    // Qt takes Tab for moving the focus before keyPressEvent sees it.
    const bool isTab = key.key() == Qt::Key_Tab || key.key() == Qt::Key_Backtab;
    if (event->type() == QEvent::KeyPress && wanted && isTab && d_->tool->keyPress(key)) {
      event->accept();
      viewport()->update();
      return true;
    }
  }
  if (event->type() == QEvent::PaletteChange) viewport()->update();
  return QGraphicsView::event(event);
}

void ImageCanvas::keyPressEvent(QKeyEvent* event) {
  if (!isEmpty() && d_->tool && d_->tool->keyPress(*event)) {
    event->accept();
    updateCursor();
    viewport()->update();
    return;
  }
  if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) return event->ignore();
  switch (event->key()) {
  case Qt::Key_Plus:
  case Qt::Key_Equal:
    zoomIn();
    break;
  case Qt::Key_Minus:
    zoomOut();
    break;
  case Qt::Key_F:
    fit();
    break;
  case Qt::Key_0:
    actualSize();
    break;
  case Qt::Key_Space:
    d_->spaceHeld = true;
    updateCursor();
    break;
  default:
    return event->ignore();
  }
  event->accept();
}

void ImageCanvas::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Space || event->isAutoRepeat()) return event->ignore();
  d_->spaceHeld = false;
  updateCursor();
}

void ImageCanvas::focusInEvent(QFocusEvent* event) {
  const Qt::FocusReason reason = event->reason();
  d_->ringed =
      reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
  viewport()->update();
  QGraphicsView::focusInEvent(event);
}

void ImageCanvas::focusOutEvent(QFocusEvent* event) {
  d_->spaceHeld = d_->ringed = false;
  viewport()->update();
  updateCursor();
  QGraphicsView::focusOutEvent(event);
}

void ImageCanvas::leaveEvent(QEvent*) {
  if (d_->tool) d_->tool->mouseLeave();
  viewport()->update();
  Q_EMIT cursorLeft();
}

} // namespace fillscope
