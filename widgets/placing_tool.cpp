#include "widgets/placing_tool.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace fillscope {

void PlacingTool::cancel() {
  pressed_ = false;
  giveUp();
}

bool PlacingTool::mousePress(const QPointF& position, QMouseEvent& event) {
  if (event.button() != Qt::LeftButton || !canvas()) return false;
  finishNudge();
  follow(position, event, anchors());
  pressed_ = true;
  return true;
}

bool PlacingTool::mouseMove(const QPointF& position, QMouseEvent& event) {
  if (!canvas()) return false;
  follow(position, event, anchors());
  return pressed_;
}

bool PlacingTool::mouseRelease(const QPointF& position, QMouseEvent& event) {
  if (event.button() != Qt::LeftButton || !pressed_) return false;
  pressed_ = false;
  place(follow(position, event, anchors()));
  return true;
}

bool PlacingTool::wantsKey(const QKeyEvent& event) const {
  if (!isDrawing()) return RegionTool::wantsKey(event);
  if (event.matches(QKeySequence::Undo)) return true;
  if (event.modifiers() & (Qt::ControlModifier | Qt::MetaModifier | Qt::AltModifier)) return false;
  const int key = event.key();
  return key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Backspace || key == Qt::Key_Escape;
}

bool PlacingTool::keyPress(QKeyEvent& event) {
  if (!PlacingTool::wantsKey(event)) return false;
  if (!isDrawing()) return RegionTool::keyPress(event);
  if (event.key() == Qt::Key_Escape)
    cancel();
  else if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter)
    confirm();
  else
    takeBack();
  return true;
}

} // namespace fillscope
