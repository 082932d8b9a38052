#include "widgets/tinted_icon_engine.h"

#include "widgets/theme.h"
#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace fillscope {

namespace {

QString pathOf(const QString& name) { return QStringLiteral(":/icons/%1.svg").arg(name); }

} // namespace

TintedIconEngine::TintedIconEngine(const QString& name, const QPalette& palette)
    : name_(name)
    , palette_(palette)
    , followsApplication_(palette.color(QPalette::WindowText) ==
                          QGuiApplication::palette().color(QPalette::WindowText)) {}

QColor TintedIconEngine::colour(QIcon::Mode mode) const {
  const QPalette palette = followsApplication_ ? QGuiApplication::palette() : palette_;
  const QColor text = palette.color(QPalette::Active, QPalette::WindowText);
  switch (mode) {
  case QIcon::Disabled:
    return theme::mix(text, palette.color(QPalette::Active, QPalette::Window), 0.6);
  case QIcon::Selected:
    return palette.color(QPalette::Active, QPalette::HighlightedText);
  case QIcon::Normal:
  case QIcon::Active:
    break;
  }
  return text;
}

bool TintedIconEngine::isNull() { return !QFile::exists(pathOf(name_)); }

QSize TintedIconEngine::actualSize(const QSize& size, QIcon::Mode, QIcon::State) { return size; }

QList<QSize> TintedIconEngine::availableSizes(QIcon::Mode, QIcon::State) {
  return {QSize(16, 16), QSize(24, 24), QSize(32, 32)};
}

QPixmap TintedIconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) {
  return scaledPixmap(size, mode, state, 1.0);
}

QPixmap TintedIconEngine::scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) {
  if (size.isEmpty() || isNull()) return {};
  const QString key = QStringLiteral("fillscope-icon/%1/%2/%3x%4")
                          .arg(name_, colour(mode).name(QColor::HexArgb))
                          .arg(size.width())
                          .arg(size.height());
  QPixmap result;
  if (!QPixmapCache::find(key, &result)) {
    result = QPixmap(size);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    paint(&painter, result.rect(), mode, state);
    painter.end();
    QPixmapCache::insert(key, result);
  }
  // Qt 6.4 asks for the size in device pixels already; the ratio only labels the result.
  result.setDevicePixelRatio(scale);
  return result;
}

void TintedIconEngine::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) {
  QFile file(pathOf(name_));
  if (!file.open(QIODevice::ReadOnly)) return;
  QByteArray svg = file.readAll();
  svg.replace("#000", colour(mode).name(QColor::HexRgb).toLatin1());
  QSvgRenderer renderer(svg);
  const int side = qMin(rect.width(), rect.height());
  QRectF target(0, 0, side, side);
  target.moveCenter(QRectF(rect).center());
  renderer.render(painter, target);
}

} // namespace fillscope
