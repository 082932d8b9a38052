#include "widgets/canvas_painting.h"

#include "widgets/image_canvas.h"
#include "widgets/theme.h"
#include <QPainterPath>
#include <QPen>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

namespace fillscope::canvas {

namespace {

constexpr double nearestFrom = 4.0, gridFrom = 12.0;

QPen roundPen(const QColor& colour, double width, Qt::PenStyle style = Qt::SolidLine) {
  QPen pen(colour, width, style, Qt::RoundCap, Qt::RoundJoin);
  return pen;
}

} // namespace

QColor backgroundColour(const QPalette& palette) {
  return theme::isDark(palette) ? QColor(0x1b, 0x1c, 0x1f) : QColor(0xd5, 0xd7, 0xda);
}

void paintPicture(QPainter& painter, const QRectF& exposed, const QSize& pictureSize,
                  const ImagePyramid::Patch& patch, double zoom) {
  const QRectF picture(QPointF(0, 0), QSizeF(pictureSize));
  const QRectF seen = exposed.intersected(picture);
  if (seen.isEmpty()) return;
  // Whole pixels of the level, with two to spare for the interpolation at the view's edge.
  const double sx = double(patch.level.width()) / picture.width(),
               sy = double(patch.level.height()) / picture.height();
  QRect source(QPoint(int(std::floor(seen.left() * sx)) - 2, int(std::floor(seen.top() * sy)) - 2),
               QPoint(int(std::ceil(seen.right() * sx)) + 2, int(std::ceil(seen.bottom() * sy)) + 2));
  source = source.intersected(patch.image.rect().translated(patch.at));
  const QRectF target(source.left() / sx, source.top() / sy, source.width() / sx, source.height() / sy);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, zoom < nearestFrom);
  painter.drawImage(target, patch.image, QRectF(source.translated(-patch.at)));
  painter.restore();
}

void paintOutline(QPainter& painter, const QRectF& picture) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(QPen(QColor(128, 128, 128, 140), 0));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(picture);
  painter.restore();
}

void applyTone(QImage& image, const QRect& part, const std::array<std::uint8_t, 256>& table) {
  const QRect inside = part & image.rect();
  for (int y = inside.top(); y <= inside.bottom(); ++y) {
    auto* pixel = reinterpret_cast<QRgb*>(image.scanLine(y)) + inside.left();
    for (const QRgb* end = pixel + inside.width(); pixel != end; ++pixel)
      *pixel = 0xff000000u | QRgb(table[*pixel >> 16 & 255]) << 16 | QRgb(table[*pixel >> 8 & 255]) << 8 |
               table[*pixel & 255];
  }
}

void paintPixelGrid(QPainter& painter, const ImageCanvas& canvas) {
  if (canvas.zoom() < gridFrom) return;
  const QRectF view(canvas.viewport()->rect());
  const QRectF seen =
      QRectF(canvas.pictureFromViewport(view.topLeft()), canvas.pictureFromViewport(view.bottomRight()))
          .intersected(QRectF(QPointF(0, 0), QSizeF(canvas.imageSize())));
  if (seen.isEmpty()) return;
  const QPointF first = canvas.viewportFromPicture(seen.topLeft()),
                last = canvas.viewportFromPicture(seen.bottomRight());
  QList<QLineF> lines;
  for (int x = int(std::ceil(seen.left())); x <= int(seen.right()); ++x) {
    const double at = std::round(canvas.viewportFromPicture(QPointF(x, 0)).x());
    lines.append(QLineF(at, first.y(), at, last.y()));
  }
  for (int y = int(std::ceil(seen.top())); y <= int(seen.bottom()); ++y) {
    const double at = std::round(canvas.viewportFromPicture(QPointF(0, y)).y());
    lines.append(QLineF(first.x(), at, last.x(), at));
  }
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(QPen(QColor(128, 128, 128, 90), 0));
  painter.drawLines(lines);
  painter.restore();
}

void paintCasedPath(QPainter& painter, const QPainterPath& path, const QColor& colour, double width,
                    Qt::PenStyle style) {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(roundPen(theme::overlayCasing(), width + 2.5));
  painter.drawPath(path);
  painter.setPen(roundPen(colour, width, style));
  painter.drawPath(path);
}

void paintCrosshair(QPainter& painter, const QPointF& position, const QRectF& viewport) {
  constexpr double gap = 6;
  QPainterPath path;
  path.moveTo(viewport.left(), position.y());
  path.lineTo(position.x() - gap, position.y());
  path.moveTo(position.x() + gap, position.y());
  path.lineTo(viewport.right(), position.y());
  path.moveTo(position.x(), viewport.top());
  path.lineTo(position.x(), position.y() - gap);
  path.moveTo(position.x(), position.y() + gap);
  path.lineTo(position.x(), viewport.bottom());
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(QColor(0, 0, 0, 110), 3));
  painter.drawPath(path);
  painter.setPen(QPen(QColor(255, 255, 255, 210), 1));
  painter.drawPath(path);
}

QRectF paintChip(QPainter& painter, const QPointF& anchor, const QString& text, const QRectF& keepInside) {
  const QFontMetricsF metrics(painter.font(), painter.device());
  const QSizeF written = metrics.size(0, text); // of one line or several
  QRectF chip(0, 0, written.width() + 3 * theme::grid, written.height() + theme::grid);
  chip.moveCenter(anchor);
  if (keepInside.isValid()) {
    chip.moveLeft(std::clamp(chip.left(), keepInside.left(),
                             std::max(keepInside.left(), keepInside.right() - chip.width())));
    chip.moveTop(std::clamp(chip.top(), keepInside.top(),
                            std::max(keepInside.top(), keepInside.bottom() - chip.height())));
  }
  painter.setPen(QPen(QColor(255, 255, 255, 60), 1));
  painter.setBrush(QColor(18, 20, 24, 215));
  painter.drawRoundedRect(chip, theme::grid, theme::grid);
  painter.setPen(Qt::white);
  painter.drawText(chip, Qt::AlignCenter, text);
  return chip;
}

double hintHeight(const QFont& font) { return QFontMetricsF(font).height() + 5 * theme::grid; }

QString inLines(const QString& text, const QFontMetricsF& metrics, double room) {
  constexpr int mostLines = 3;
  QStringList lines;
  QString rest = text;
  while (lines.size() + 1 < mostLines && metrics.horizontalAdvance(rest) > room) {
    qsizetype cut = 0;
    for (qsizetype space = rest.indexOf(QLatin1Char(' ')); space > 0;
         space = rest.indexOf(QLatin1Char(' '), space + 1))
      if (metrics.horizontalAdvance(rest.left(space)) <= room) cut = space;
    if (cut == 0) break;
    lines << rest.left(cut);
    rest = rest.mid(cut + 1);
  }
  lines << metrics.elidedText(rest, Qt::ElideRight, room);
  return lines.join(QLatin1Char('\n'));
}

void paintHint(QPainter& painter, const QRectF& viewport, const QString& hint, const QPolygonF& landmarks) {
  if (hint.isEmpty()) return;
  const QFontMetricsF metrics(painter.font(), painter.device());
  const double room = viewport.width() - 8 * theme::grid;
  const QString text = inLines(hint, metrics, room);
  const QSizeF written = metrics.size(0, text);
  const double inset = (hintHeight(painter.font()) + written.height() - metrics.height()) / 2;
  const QPointF top(viewport.center().x(), viewport.top() + inset),
      bottom(viewport.center().x(), viewport.bottom() - inset);
  const double reachX = written.width() / 2 + landmarkMargin, reachY = inset + landmarkMargin;
  const auto covers = [&](const QPointF& place) {
    return std::any_of(landmarks.begin(), landmarks.end(), [&](const QPointF& p) {
      return viewport.contains(p) && std::abs(p.x() - place.x()) < reachX &&
             std::abs(p.y() - place.y()) < reachY;
    });
  };
  paintChip(painter, covers(top) && !covers(bottom) ? bottom : top, text);
}

void paintEmptyText(QPainter& painter, const QRectF& viewport, const QString& title, const QString& body,
                    const QPalette& palette) {
  const QColor ground = backgroundColour(palette), text = palette.color(QPalette::WindowText);
  double share = 0.35;
  while (share > 0 && theme::contrast(theme::mix(text, ground, share), ground) < 4.6)
    share -= 0.05;
  QFont large = painter.font();
  if (large.pixelSize() > 0)
    large.setPixelSize(large.pixelSize() * 3 / 2);
  else
    large.setPointSizeF(large.pointSizeF() * 1.5);
  large.setWeight(QFont::DemiBold);
  const QFont plain = painter.font();
  const double width = std::min(viewport.width() - 8 * theme::grid, 420.0);
  const QRectF column(viewport.center().x() - width / 2, 0, width, 10000);
  const int flags = Qt::AlignHCenter | Qt::TextWordWrap;
  const double titleHeight =
      QFontMetricsF(large, painter.device()).boundingRect(column, flags, title).height();
  const double bodyHeight =
      body.isEmpty() ? 0 : QFontMetricsF(plain, painter.device()).boundingRect(column, flags, body).height();
  const double top = viewport.center().y() - (titleHeight + 2 * theme::grid + bodyHeight) / 2;
  painter.setFont(large);
  painter.setPen(text);
  painter.drawText(QRectF(column.left(), top, width, titleHeight + 1), flags, title);
  painter.setFont(plain);
  painter.setPen(theme::mix(text, ground, std::max(share, 0.0)));
  painter.drawText(QRectF(column.left(), top + titleHeight + 2 * theme::grid, width, bodyHeight + 1), flags,
                   body);
}

} // namespace fillscope::canvas
