#include "widgets/theme.h"

#include "widgets/tinted_icon_engine.h"
#include <algorithm>
#include <cmath>

// A static library's resources are only linked in where this is called; outside any namespace, as Qt demands.
static void initIconResources() { Q_INIT_RESOURCE(fillscope); }

namespace fillscope::theme {

namespace {

double luminance(const QColor& colour) {
  const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

QColor pick(const QPalette& palette, const char* light, const char* dark) {
  return QColor(QLatin1String(isDark(palette) ? dark : light));
}

} // namespace

double contrast(const QColor& a, const QColor& b) {
  const double la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor mix(const QColor& a, const QColor& b, double shareOfB) {
  const auto channel = [shareOfB](int x, int y) {
    return static_cast<int>(std::lround(x + (y - x) * shareOfB));
  };
  return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

bool isDark(const QPalette& palette) { return luminance(palette.color(QPalette::Window)) < 0.18; }
QColor accent(const QPalette& palette) { return pick(palette, "#0a62b5", "#63b3ff"); }
QColor good(const QPalette& palette) { return pick(palette, "#17692f", "#6bcb7f"); }
QColor warning(const QPalette& palette) { return pick(palette, "#855000", "#f0b429"); }
QColor bad(const QPalette& palette) { return pick(palette, "#b3201f", "#ff8a80"); }

QColor quietText(const QPalette& palette) {
  const QColor text = palette.color(QPalette::WindowText), window = palette.color(QPalette::Window);
  double share = 0.45;
  while (share > 0 && contrast(mix(text, window, share), window) < 5.0)
    share -= 0.05;
  return mix(text, window, std::max(share, 0.0));
}

QColor hairline(const QPalette& palette) {
  return mix(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.18);
}

QColor overlay() { return QColor(0x4f, 0xb8, 0xff); }
QColor overlayFault() { return QColor(0xff, 0x5f, 0x57); }
QColor overlayCasing() { return QColor(10, 12, 16, 190); }

QIcon icon(const QString& name, const QPalette& palette) {
  initIconResources();
  return QIcon(new TintedIconEngine(name, palette));
}

} // namespace fillscope::theme
