#include "app/gui/look_tool.h"
#include "widgets/image_canvas.h"
#include <QMouseEvent>
#include <QScrollBar>
#include <utility>

namespace fillscope {

void LookTool::activate(ImageCanvas& canvas) { canvas_ = &canvas; }

void LookTool::deactivate() {
  canvas_ = nullptr;
  panning_ = false;
}

bool LookTool::mousePress(const QPointF&, QMouseEvent& event) {
  if (event.button() != Qt::LeftButton) return false;
  panning_ = true;
  last_ = event.globalPosition();
  return true;
}

bool LookTool::mouseMove(const QPointF&, QMouseEvent& event) {
  if (!panning_ || !canvas_) return false;
  const QPoint step = (event.globalPosition() - last_).toPoint();
  canvas_->horizontalScrollBar()->setValue(canvas_->horizontalScrollBar()->value() - step.x());
  canvas_->verticalScrollBar()->setValue(canvas_->verticalScrollBar()->value() - step.y());
  last_ += step;
  return true;
}

bool LookTool::mouseRelease(const QPointF&, QMouseEvent&) { return std::exchange(panning_, false); }

Qt::CursorShape LookTool::cursor() const { return panning_ ? Qt::ClosedHandCursor : Qt::OpenHandCursor; }

} // namespace fillscope
