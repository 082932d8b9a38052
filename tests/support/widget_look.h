#pragma once
// One look for every grabbed widget: Fusion, DejaVu Sans, a light or a dark palette.
#include <QApplication>
#include <QFont>
#include <QPalette>
#include <QStyleFactory>

namespace fillscope::tests {

inline QPalette lightPalette() {
  QPalette p(QColor(0xef, 0xef, 0xef));
  p.setColor(QPalette::Base, Qt::white);
  p.setColor(QPalette::Highlight, QColor(0x0a, 0x62, 0xb5));
  p.setColor(QPalette::HighlightedText, Qt::white);
  return p;
}

inline QPalette darkPalette() {
  const QColor window(0x2a, 0x2b, 0x2e), base(0x20, 0x21, 0x24), text(0xe8, 0xe9, 0xeb),
      quiet(0x85, 0x87, 0x8b);
  QPalette p(QColor(0x3a, 0x3b, 0x3f), window);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
    p.setColor(role, text);
  p.setColor(QPalette::Base, base);
  p.setColor(QPalette::AlternateBase, window);
  p.setColor(QPalette::ToolTipBase, base);
  p.setColor(QPalette::PlaceholderText, quiet);
  p.setColor(QPalette::Highlight, QColor(0x2f, 0x7c, 0xc9));
  p.setColor(QPalette::HighlightedText, Qt::white);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    p.setColor(QPalette::Disabled, role, quiet);
  return p;
}

inline void useLook(bool dark) {
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  QFont font(QStringLiteral("DejaVu Sans"));
  font.setPixelSize(13);
  QApplication::setFont(font);
  QApplication::setPalette(dark ? darkPalette() : lightPalette());
}

} // namespace fillscope::tests
