#include "app/gui/theme_switch.h"
#include "widgets/theme.h"
#include <QApplication>

namespace fillscope {
namespace {

struct Shades {
  QColor window, base, alternate, button, text, bright, placeholder, tipBase, disabled;
};

QPalette paletteFrom(const Shades& s) {
  QPalette palette(s.button, s.window);
  palette.setColor(QPalette::Base, s.base);
  palette.setColor(QPalette::AlternateBase, s.alternate);
  palette.setColor(QPalette::ToolTipBase, s.tipBase);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
    palette.setColor(role, s.text);
  palette.setColor(QPalette::BrightText, s.bright);
  palette.setColor(QPalette::PlaceholderText, s.placeholder);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, s.disabled);
  const QColor accent = theme::accent(palette);
  palette.setColor(QPalette::Highlight, accent);
  palette.setColor(QPalette::HighlightedText, accent.lightnessF() > 0.55 ? Qt::black : Qt::white);
  palette.setColor(QPalette::Link, accent);
  return palette;
}

} // namespace

QPalette lightPalette() {
  return paletteFrom({QColor(244, 244, 245), QColor(255, 255, 255), QColor(248, 248, 250),
                      QColor(238, 238, 240), QColor(28, 28, 32), Qt::white, QColor(110, 110, 118),
                      QColor(255, 255, 255), QColor(150, 150, 156)});
}

QPalette darkPalette() {
  return paletteFrom({QColor(37, 38, 42), QColor(28, 29, 32), QColor(33, 34, 38), QColor(50, 51, 56),
                      QColor(232, 232, 236), Qt::white, QColor(150, 150, 158), QColor(50, 51, 56),
                      QColor(116, 116, 124)});
}

void applyTheme(ThemeChoice choice) {
  switch (choice) {
  case ThemeChoice::system:
    QApplication::setPalette(QPalette());
    return; // an empty palette asks the platform again
  case ThemeChoice::light:
    QApplication::setPalette(lightPalette());
    return;
  case ThemeChoice::dark:
    QApplication::setPalette(darkPalette());
    return;
  }
}

} // namespace fillscope
