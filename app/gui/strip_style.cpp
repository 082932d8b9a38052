#include "app/gui/strip_style.h"
#include "widgets/theme.h"
#include <QAbstractButton>
#include <QToolBar>
#include <QToolButton>

namespace fillscope {
namespace {

QString styleSheetFor(const QPalette& palette) {
  const QColor window = palette.color(QPalette::Window);
  return QStringLiteral(
             "QToolBar { border: none; spacing: 4px; padding: 3px; }"
             "QToolBar QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 4px 8px; }"
             "QToolBar:vertical QToolButton { padding: 5px; }"
             "QToolBar QToolButton#qt_toolbar_ext_button { padding: 0; min-width: 18px; }"
             "QToolBar QToolButton::menu-indicator { image: none; }"
             "QToolBar QToolButton:hover { background: %1; }"
             "QToolBar QToolButton:checked { background: %2; border-color: %3; }"
             "QToolBar QToolButton:disabled { background: transparent; border-color: transparent; }"
             "QToolBar QToolButton:pressed { background: %3; }"
             "QToolBar QToolButton:focus { border-color: %3; }")
      .arg(theme::mix(window, palette.color(QPalette::WindowText), 0.08).name(),
           theme::mix(window, theme::accent(palette), 0.22).name(),
           theme::mix(window, theme::accent(palette), 0.6).name());
}

} // namespace

void styleStrip(QToolBar& strip, const QPalette& palette) {
  strip.setStyleSheet(styleSheetFor(palette));
  // The style's own arrow is black in every theme.
  if (auto* more = strip.findChild<QToolButton*>(QStringLiteral("qt_toolbar_ext_button")))
    more->setIcon(theme::icon(QStringLiteral("chevron-down"), palette));
}

void tintToggle(QAbstractButton& button, const QPalette& palette) {
  QPalette own; // nothing set: as its surroundings
  if (button.isChecked())
    own.setColor(QPalette::Button, theme::mix(palette.color(QPalette::Window), theme::accent(palette), 0.4));
  button.setPalette(own);
}

} // namespace fillscope
