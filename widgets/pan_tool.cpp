#include "widgets/pan_tool.h"

#include "widgets/image_canvas.h"
#include <QMouseEvent>
#include <QScrollBar>
#include <utility>

namespace fillscope {

void PanTool::activate(ImageCanvas& canvas) { canvas_ = &canvas; }

void PanTool::deactivate() {
  canvas_ = nullptr;
  panning_ = false;
}

ImageCanvas* PanTool::canvas() const { return canvas_; }

bool PanTool::mousePress(const QPointF&, QMouseEvent& event) {
  if (event.button() != Qt::LeftButton) return false;
  panning_ = true;
  last_ = event.globalPosition();
  return true;
}

bool PanTool::mouseMove(const QPointF&, QMouseEvent& event) {
  if (!panning_ || !canvas_) return false;
  const QPoint step = (event.globalPosition() - last_).toPoint();
  canvas_->horizontalScrollBar()->setValue(canvas_->horizontalScrollBar()->value() - step.x());
  canvas_->verticalScrollBar()->setValue(canvas_->verticalScrollBar()->value() - step.y());
  last_ += step;
  return true;
}

bool PanTool::mouseRelease(const QPointF&, QMouseEvent&) { return std::exchange(panning_, false); }

Qt::CursorShape PanTool::cursor() const { return panning_ ? Qt::ClosedHandCursor : Qt::OpenHandCursor; }

} // namespace fillscope
