#include "widgets/nudge_keys.h"

#include <QKeyEvent>

namespace fillscope {

bool isArrow(int key) {
  return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

std::optional<Vec2> nudgeOf(const QKeyEvent& event) {
  const int key = event.key();
  if (!isArrow(key)) return {};
  const double size = event.modifiers() & Qt::AltModifier     ? 0.1
                      : event.modifiers() & Qt::ShiftModifier ? 10
                                                              : 1;
  const Vec2 direction{double(key == Qt::Key_Right) - double(key == Qt::Key_Left),
                       double(key == Qt::Key_Down) - double(key == Qt::Key_Up)};
  return size * direction;
}

} // namespace fillscope
