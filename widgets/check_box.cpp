#include "widgets/check_box.h"

#include "widgets/theme.h"
#include <QStyleOptionButton>

namespace fillscope {

void CheckBox::initStyleOption(QStyleOptionButton* option) const {
  QCheckBox::initStyleOption(option);
  const QColor window = palette().color(QPalette::Window), text = palette().color(QPalette::WindowText);
  double share = isEnabled() ? 0.4 : 0.2;
  while (isEnabled() && share < 1 && theme::contrast(theme::mix(window, text, share), window) < 3.2)
    share += 0.05;
  // Fusion draws the frame in the window's colour, darkened to 1.1 / 1.4 of its value.
  option->palette.setColor(QPalette::Window, theme::mix(window, text, share).lighter(127));
}

} // namespace fillscope
