#pragma once
// A mouse of the test's own. QTest::mouseMove moves the display's real pointer and hopes that the event is back
// before the next line.
#include <QApplication>
#include <QMouseEvent>
#include <QWidget>

namespace fillscope::tests {

/// Moves to a place in the widget's own logical pixels, with these buttons and keys held. The widget has seen it
/// on return.
inline void moveMouse(QWidget* widget, const QPointF& to, Qt::MouseButtons held = Qt::NoButton,
                      Qt::KeyboardModifiers keys = Qt::NoModifier) {
  QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, held, keys);
  QApplication::sendEvent(widget, &event);
}

} // namespace fillscope::tests
