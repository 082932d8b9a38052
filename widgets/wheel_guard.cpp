#include "widgets/wheel_guard.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSlider>

namespace fillscope {

namespace {

class WheelGuard : public QObject {
 public:
  using QObject::QObject;
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::ShortcutOverride) return leavesUndo(watched, event);
    const auto* field = qobject_cast<QWidget*>(watched);
    if (event->type() != QEvent::Wheel || !field || mayTurn(*field)) return false;
    event->ignore(); // it goes on to the parent
    return true;
  }

 private:
  /// underMouse stays as it was where a field comes under a pointer that rests, as it does in scrolling.
  static bool mayTurn(const QWidget& field) {
    return !qobject_cast<const QComboBox*>(&field) && field.hasFocus() && field.underMouse();
  }
  /// A spin box claims these keys for its text even where nothing was typed since its value was taken.
  static bool leavesUndo(const QObject* field, QEvent* event) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo)) return false;
    const auto* text = field->findChild<QLineEdit*>();
    if (!text || text->isModified()) return false;
    event->ignore();
    return true;
  }
};

bool isField(const QWidget* widget) {
  return qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
         qobject_cast<const QSlider*>(widget);
}

} // namespace

void guardWheel(QWidget& root) {
  QWidgetList fields = root.findChildren<QWidget*>();
  fields << &root;
  for (QWidget* field : fields) {
    if (!isField(field)) continue;
    if (field->focusPolicy() == Qt::WheelFocus) field->setFocusPolicy(Qt::StrongFocus);
    field->installEventFilter(new WheelGuard(field));
  }
}

} // namespace fillscope
