#include "widgets/wheel_guard.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QSlider>

namespace fillscope {

namespace {

class WheelGuard : public QObject {
 public:
  using QObject::QObject;
  bool eventFilter(QObject* watched, QEvent* event) override {
    const auto* field = qobject_cast<QWidget*>(watched);
    if (event->type() != QEvent::Wheel || !field || field->hasFocus()) return false;
    event->ignore(); // it goes on to the parent
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
