#include "widgets/check_box.h"

#include "widgets/theme.h"
#include <QStyleOptionButton>

namespace fillscope {

namespace {

void showFrame(QStyleOptionButton& option, const QWidget& widget) {
  const QColor window = widget.palette().color(QPalette::Window),
               text = widget.palette().color(QPalette::WindowText);
  double share = widget.isEnabled() ? 0.4 : 0.2;
  while (widget.isEnabled() && share < 1 && theme::contrast(theme::mix(window, text, share), window) < 3.2)
    share += 0.05;
  // Fusion draws the frame in the window's colour, darkened to 1.1 / 1.4 of its value.
  option.palette.setColor(QPalette::Window, theme::mix(window, text, share).lighter(127));
}

} // namespace

void CheckBox::initStyleOption(QStyleOptionButton* option) const {
  QCheckBox::initStyleOption(option);
  showFrame(*option, *this);
}

void RadioButton::initStyleOption(QStyleOptionButton* option) const {
  QRadioButton::initStyleOption(option);
  showFrame(*option, *this);
}

} // namespace fillscope
