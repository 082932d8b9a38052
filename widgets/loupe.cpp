#include "widgets/loupe.h"

#include "widgets/canvas_painting.h"
#include "widgets/image_canvas.h"
#include "widgets/theme.h"
#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

constexpr double distance = 28, captionHeight = 24;

void paintMagnified(QPainter& painter, const QRectF& disc, const ImageCanvas& canvas,
                    const LoupeContent& content, double magnification) {
  const double half = disc.width() / 2 / magnification;
  const QRectF shown(content.position.x - half, content.position.y - half, 2 * half, 2 * half);
  const QRect whole = shown.toAlignedRect().intersected(QRect(QPoint(0, 0), canvas.imageSize()));
  painter.fillRect(disc, QColor(0x26, 0x28, 0x2c));
  painter.save();
  painter.translate(disc.center());
  painter.scale(magnification, magnification);
  painter.translate(-content.position.x, -content.position.y);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  if (!whole.isEmpty()) painter.drawImage(QRectF(whole), canvas.shownPixels(whole));
  painter.restore();
  QPolygonF lines;
  for (const QPointF& point : content.lines)
    lines << disc.center() + magnification * (point - QPointF(content.position.x, content.position.y));
  if (content.closed && !lines.isEmpty()) lines << lines.front();
  QPainterPath path;
  path.addPolygon(lines);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(QColor(0, 0, 0, 150), 3));
  painter.drawPath(path);
  painter.setPen(QPen(theme::overlay(), 1.2));
  painter.drawPath(path);
}

void paintCross(QPainter& painter, const QRectF& disc) {
  constexpr double gap = 5;
  const QPointF c = disc.center();
  const double reach = disc.width() / 2;
  QPainterPath cross;
  for (const QPointF& direction : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)}) {
    cross.moveTo(c + gap * direction);
    cross.lineTo(c + reach * direction);
  }
  painter.setPen(QPen(QColor(0, 0, 0, 150), 3));
  painter.drawPath(cross);
  painter.setPen(QPen(QColor(255, 255, 255, 230), 1));
  painter.drawPath(cross);
}

} // namespace

double loupeMagnification(double zoom) { return std::clamp(std::max(8.0, 2.5 * zoom), 8.0, 96.0); }

QRectF loupePlace(const QPointF& point, const QRectF& viewport) {
  QRectF place(0, 0, loupeDiameter, loupeDiameter + captionHeight);
  const bool roomRight = point.x() + distance + place.width() <= viewport.right();
  const bool roomAbove = point.y() - distance - place.height() >= viewport.top();
  place.moveLeft(roomRight ? point.x() + distance : point.x() - distance - place.width());
  place.moveTop(roomAbove ? point.y() - distance - place.height() : point.y() + distance);
  // In a small view the loupe may leave the edge rather than cover the point.
  if (place.left() < viewport.left() && roomAbove) place.moveLeft(viewport.left());
  if (place.bottom() > viewport.bottom() && (place.left() > point.x() || place.right() < point.x()))
    place.moveBottom(viewport.bottom());
  return place;
}

void paintLoupe(QPainter& painter, const ImageCanvas& canvas, const LoupeContent& content) {
  const QPointF point = canvas.viewportFromPicture(QPointF(content.position.x, content.position.y));
  QRectF viewport(canvas.viewport()->rect());
  const double strip = canvas::hintHeight(canvas.font());
  // Below the hint, where there is room for it on either side of the cursor.
  if (viewport.height() > 2 * (loupeDiameter + captionHeight + distance) + strip) viewport.setTop(strip);
  if (!viewport.adjusted(-1, -1, 1, 1).contains(point)) return;
  const QRectF place = loupePlace(point, viewport);
  const QRectF disc(place.topLeft(), QSizeF(loupeDiameter, loupeDiameter));
  const double ratio = canvas.viewport()->devicePixelRatioF();

  painter.save();
  QPainterPath outline;
  outline.addEllipse(disc);
  painter.setClipPath(outline, Qt::IntersectClip);
  paintMagnified(painter, disc, canvas, content, loupeMagnification(canvas.zoom()) / ratio);
  painter.setBrush(Qt::NoBrush);
  paintCross(painter, disc);
  painter.restore();

  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(QColor(0, 0, 0, 180), 4));
  painter.drawEllipse(disc);
  painter.setPen(QPen(Qt::white, 1.6));
  painter.drawEllipse(disc);
  const QString text = QCoreApplication::translate("fillscope::Loupe", "x %1   y %2")
                           .arg(content.position.x, 0, 'f', 1)
                           .arg(content.position.y, 0, 'f', 1);
  canvas::paintChip(painter, QPointF(disc.center().x(), disc.bottom() + captionHeight / 2), text);
}

} // namespace fillscope
