#include "widgets/box_overlay.h"

#include "core/annotation/rim.h"
#include "widgets/canvas_painting.h"
#include "widgets/image_canvas.h"
#include "widgets/theme.h"
#include <QCoreApplication>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

constexpr double cornerReach = 11, edgeReach = 6, handleRadius = 5.5;

[[maybe_unused]] constexpr const char* namesForTranslation[] = {
    QT_TRANSLATE_NOOP("fillscope::BoxTool", "top-left"), QT_TRANSLATE_NOOP("fillscope::BoxTool", "top-right"),
    QT_TRANSLATE_NOOP("fillscope::BoxTool", "bottom-right"),
    QT_TRANSLATE_NOOP("fillscope::BoxTool", "bottom-left"),
    QT_TRANSLATE_NOOP("fillscope::BoxTool", "hidden")};

QPolygonF inViewport(const std::vector<Vec2>& corners, const ImageCanvas& canvas) {
  QPolygonF points;
  for (const Vec2& corner : corners)
    points << canvas.viewportFromPicture(QPointF(corner.x, corner.y));
  return points;
}

double length(const QPointF& v) { return std::hypot(v.x(), v.y()); }

double distanceToSegment(const QPointF& p, const QPointF& a, const QPointF& b) {
  const QPointF ab = b - a;
  const double square = QPointF::dotProduct(ab, ab);
  const double t = square > 0 ? std::clamp(QPointF::dotProduct(p - a, ab) / square, 0.0, 1.0) : 0.0;
  return length(p - (a + t * ab));
}

QPointF centreOf(const QPolygonF& points) {
  QPointF sum;
  for (const QPointF& p : points)
    sum += p;
  return points.isEmpty() ? sum : sum / points.size();
}

/// A small open arrow head in the middle of an edge: the order of the corners is seen, not only numbered.
void paintDirection(QPainter& painter, const QPointF& from, const QPointF& to, const QColor& colour) {
  const double size = length(to - from);
  if (size < 60) return;
  const QPointF along = (to - from) / size, across(-along.y(), along.x());
  const QPointF tip = (from + to) / 2 + 5.0 * along;
  QPainterPath head;
  head.moveTo(tip - 8.0 * along + 5.0 * across);
  head.lineTo(tip);
  head.lineTo(tip - 8.0 * along - 5.0 * across);
  canvas::paintCasedPath(painter, head, colour, 2);
}

/// The ring of a corner that something is in front of has gaps.
QPen ringPen(bool hidden) {
  QPen pen(Qt::white, 1.8);
  if (hidden) pen.setDashPattern({1.6, 1.2});
  return pen;
}

struct HandleLook {
  bool first = false, selected = false, hovered = false, hidden = false;
};

void paintHandle(QPainter& painter, const QPointF& at, const HandleLook& look, const QColor& colour) {
  const auto [first, selected, hovered, hidden] = look;
  const double radius = handleRadius + (hovered || selected ? 1.5 : 0);
  painter.setBrush(Qt::NoBrush);
  if (selected) {
    painter.setPen(QPen(theme::overlayCasing(), 5));
    painter.drawEllipse(at, radius + 4, radius + 4);
    painter.setPen(QPen(colour, 2));
    painter.drawEllipse(at, radius + 4, radius + 4);
  }
  painter.setPen(QPen(theme::overlayCasing(), 4.5));
  painter.drawEllipse(at, radius, radius);
  painter.setPen(ringPen(hidden));
  // The spot itself stays free: the corner of the photo is seen through the ring. Corner 1 has a filled
  // quarter.
  painter.setBrush(QColor(255, 255, 255, hovered || selected ? 70 : 30));
  painter.drawEllipse(at, radius, radius);
  if (first) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPie(QRectF(at.x() - radius + 1, at.y() - radius + 1, 2 * radius - 2, 2 * radius - 2), 90 * 16,
                    90 * 16);
    painter.drawPie(QRectF(at.x() - radius + 1, at.y() - radius + 1, 2 * radius - 2, 2 * radius - 2),
                    270 * 16, 90 * 16);
  }
  painter.setPen(Qt::NoPen);
  painter.setBrush(Qt::black);
  painter.drawEllipse(at, 1.9, 1.9);
  painter.setBrush(Qt::white);
  painter.drawEllipse(at, 1.1, 1.1);
}

} // namespace

QString hiddenMark() {
  return QStringLiteral(" · ") + QCoreApplication::translate("fillscope::BoxTool", "hidden");
}

QString cornerName(int corner) {
  return corner >= 0 && corner < 4 ? QCoreApplication::translate("fillscope::BoxTool", cornerNames[corner])
                                   : QString();
}

void paintCornerLabel(QPainter& painter, const QPointF& at, const QPointF& centre, const QString& text,
                      const QRectF& view) {
  if (!view.adjusted(-12, -12, 12, 12).contains(at)) return;
  QPointF outward = at - centre;
  const double size = length(outward);
  outward = size > 1 ? outward / size : QPointF(-0.7, -0.7);
  // The chip is pushed outward until its edge clears the handle, and beside it where the view's edge pushes
  // back.
  constexpr double clearance = 15;
  const QFontMetricsF metrics(painter.font(), painter.device());
  const double halfWidth = metrics.horizontalAdvance(text) / 2 + 1.5 * theme::grid + clearance;
  const double halfHeight = metrics.height() / 2 + theme::grid / 2.0 + clearance;
  const double reach = std::min(halfWidth / std::max(std::abs(outward.x()), 1e-6),
                                halfHeight / std::max(std::abs(outward.y()), 1e-6));
  QPointF place = at + reach * outward;
  const double spill = std::max(view.left() - (place.x() - halfWidth), place.x() + halfWidth - view.right());
  if (spill > 0 && std::abs(place.y() - at.y()) < halfHeight)
    place.setY(at.y() +
               (outward.y() > 0 && at.y() + 2 * halfHeight < view.bottom() ? halfHeight : -halfHeight));
  canvas::paintChip(painter, place, text, view.adjusted(2, 2, -2, -2));
}

RimPart rimPartAt(const QPointF& position, const ImageCanvas& canvas, const std::vector<Vec2>& corners) {
  const QPolygonF points = inViewport(corners, canvas);
  RimPart part;
  double best = cornerReach;
  for (int i = 0; i < points.size(); ++i) {
    const double d = length(points[i] - position);
    if (d > best) continue;
    best = d;
    part = {RimPart::Kind::corner, i};
  }
  if (part.kind != RimPart::Kind::none || points.size() != 4) return part;
  best = edgeReach;
  for (int i = 0; i < 4; ++i) {
    const double d = distanceToSegment(position, points[i], points[(i + 1) % 4]);
    if (d > best) continue;
    best = d;
    part = {RimPart::Kind::edge, i};
  }
  if (part.kind == RimPart::Kind::none && points.containsPoint(position, Qt::OddEvenFill))
    part = {RimPart::Kind::inside, -1};
  return part;
}

void paintRim(QPainter& painter, const ImageCanvas& canvas, const RimLook& look) {
  const QRectF view(canvas.viewport()->rect());
  const QColor colour = look.fault ? theme::overlayFault() : theme::overlay();
  const QPolygonF points = inViewport(look.corners, canvas);
  const bool complete = points.size() == 4;

  if (look.next && !points.isEmpty() && !complete) {
    const QPointF next = canvas.viewportFromPicture(QPointF(look.next->x, look.next->y));
    QPainterPath rubber;
    rubber.moveTo(points.back());
    rubber.lineTo(next);
    if (points.size() >= 2) rubber.lineTo(points.front());
    canvas::paintCasedPath(painter, rubber, colour, 1.4, Qt::DashLine);
  }
  if (look.next && look.nextHidden && !complete) {
    const QString text = QStringLiteral("%1  %2").arg(points.size() + 1).arg(cornerName(points.size()));
    const QPointF next = canvas.viewportFromPicture(QPointF(look.next->x, look.next->y));
    canvas::paintChip(painter, next + QPointF(0, 26), text + hiddenMark(), view);
  }
  QPainterPath outline;
  outline.addPolygon(points);
  if (complete) outline.closeSubpath();
  if (look.behind) return canvas::paintCasedPath(painter, outline, Qt::white, 1.2);
  canvas::paintCasedPath(painter, outline, colour, 2);
  for (int i = 0; i + 1 < points.size() + (complete ? 1 : 0); ++i) {
    const QPointF a = points[i], b = points[(i + 1) % points.size()];
    if (look.hovered == RimPart{RimPart::Kind::edge, i}) {
      QPainterPath edge;
      edge.moveTo(a);
      edge.lineTo(b);
      canvas::paintCasedPath(painter, edge, Qt::white, 3);
    }
    paintDirection(painter, a, b,
                   look.hovered == RimPart{RimPart::Kind::edge, i} ? QColor(Qt::white) : colour);
  }
  const auto isHidden = [&](int corner) {
    return corner < static_cast<int>(look.hidden.size()) && look.hidden[static_cast<std::size_t>(corner)];
  };
  const QPointF centre = points.size() > 1 ? centreOf(points) : QPointF(view.center());
  for (int i = 0; i < points.size(); ++i) {
    if (look.editable)
      paintHandle(
          painter, points[i],
          {i == 0, i == look.selected, look.hovered == RimPart{RimPart::Kind::corner, i}, isHidden(i)},
          colour);
    QString text = QStringLiteral("%1  %2").arg(i + 1).arg(cornerName(i));
    if (isHidden(i)) text += hiddenMark();
    paintCornerLabel(painter, points[i], centre, text, view);
  }
}

} // namespace fillscope
