#include "widgets/elided_combo_box.h"

#include <QHelpEvent>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QToolTip>

namespace fillscope {

QString ElidedComboBox::shortened() const {
  QStyleOptionComboBox option;
  initStyleOption(&option);
  const QRect room =
      style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
  constexpr int margin = 2; // that styles leave at the sides of a text
  return fontMetrics().elidedText(currentText(), Qt::ElideMiddle, room.width() - margin);
}

bool ElidedComboBox::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || shortened() == currentText()) return QComboBox::event(event);
  QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), currentText(), this);
  return true;
}

void ElidedComboBox::paintEvent(QPaintEvent*) {
  QStylePainter painter(this);
  QStyleOptionComboBox option;
  initStyleOption(&option);
  painter.drawComplexControl(QStyle::CC_ComboBox, option);
  option.currentText = shortened();
  painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

} // namespace fillscope
