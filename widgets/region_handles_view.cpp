#include "widgets/region_handles_view.h"

#include "widgets/box_overlay.h"
#include "widgets/canvas_painting.h"
#include "widgets/image_canvas.h"
#include "widgets/region_painter.h"
#include "widgets/theme.h"
#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

constexpr int mostNumbers = 40, mostLifted = 300;
constexpr double numberRoom = 26; // logical pixels between vertices that have numbers

QString translated(const char* text) { return QCoreApplication::translate("fillscope::SelectTool", text); }

double length(const QPointF& v) { return std::hypot(v.x(), v.y()); }

QPointF place(const ImageCanvas& canvas, Vec2 at) { return canvas.viewportFromPicture({at.x, at.y}); }

void paintSquare(QPainter& painter, const QPointF& at, double half, const QColor& fill, bool ring) {
  const QRectF square(at - QPointF(half, half), QSizeF(2 * half, 2 * half));
  if (ring) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme::overlayCasing(), 5));
    painter.drawRect(square.adjusted(-4, -4, 4, 4));
    painter.setPen(QPen(theme::overlay(), 2));
    painter.drawRect(square.adjusted(-4, -4, 4, 4));
  }
  painter.setPen(QPen(theme::overlayCasing(), 3.5));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(square);
  painter.setPen(QPen(Qt::white, 1.6));
  painter.setBrush(fill);
  painter.drawRect(square);
}

void paintRound(QPainter& painter, const QPointF& at, double radius, const QColor& fill, bool ring) {
  painter.setBrush(Qt::NoBrush);
  if (ring) {
    painter.setPen(QPen(theme::overlayCasing(), 5));
    painter.drawEllipse(at, radius + 4, radius + 4);
    painter.setPen(QPen(theme::overlay(), 2));
    painter.drawEllipse(at, radius + 4, radius + 4);
  }
  painter.setPen(QPen(theme::overlayCasing(), 4));
  painter.drawEllipse(at, radius, radius);
  painter.setPen(QPen(Qt::white, 1.8));
  painter.setBrush(fill);
  painter.drawEllipse(at, radius, radius);
}

void paintDirection(QPainter& painter, const QPointF& from, const QPointF& to, const QColor& colour) {
  const double size = length(to - from);
  if (size < 70) return;
  const QPointF along = (to - from) / size, across(-along.y(), along.x());
  const QPointF tip = from + 0.28 * (to - from);
  QPainterPath head;
  head.moveTo(tip - 7.0 * along + 4.5 * across);
  head.lineTo(tip);
  head.lineTo(tip - 7.0 * along - 4.5 * across);
  canvas::paintCasedPath(painter, head, colour, 1.8);
}

} // namespace

std::vector<std::pair<int, Vec2>> edgeMiddles(const Region& region, double least) {
  std::vector<std::pair<int, Vec2>> middles;
  const ShapeKind kind = kindOf(region.shape);
  if (kind != ShapeKind::polygon && kind != ShapeKind::polyline) return middles;
  const std::vector<Vec2> points = verticesOf(region.shape);
  const std::size_t edges = points.size() - (isClosed(region) || points.empty() ? 0 : 1);
  for (std::size_t i = 0; i < edges; ++i) {
    const Vec2 a = points[i], b = points[(i + 1) % points.size()];
    if (norm(b - a) >= least) middles.emplace_back(static_cast<int>(i), 0.5 * (a + b));
  }
  return middles;
}

int edgeAt(const Region& region, Vec2 at, double reach) {
  const ShapeKind kind = kindOf(region.shape);
  if (kind != ShapeKind::polygon && kind != ShapeKind::polyline) return -1;
  const std::vector<Vec2> points = verticesOf(region.shape);
  const std::size_t edges = points.size() - (isClosed(region) || points.empty() ? 0 : 1);
  int found = -1;
  for (std::size_t i = 0; i < edges; ++i) {
    const Region piece{PolylineShape{{points[i], points[(i + 1) % points.size()]}}, {}, {}, {}};
    const double distance = distanceToOutline(piece, at);
    if (distance > reach) continue;
    reach = distance;
    found = static_cast<int>(i);
  }
  return found;
}

void paintHandles(QPainter& painter, const ImageCanvas& canvas, const Region& region,
                  const std::vector<ShapeHandle>& handles, const HandlesLook& look) {
  using Role = ShapeHandle::Role;
  const std::optional<KeypointSet> set = keypointSetOf(region);
  const double ratio = canvas.viewport()->devicePixelRatioF(), scale = canvas.zoom() / ratio;
  const QRectF view = QRectF(canvas.viewport()->rect()).adjusted(-20, -20, 20, 20);
  const bool vertices = !handles.empty() && handles[0].role == Role::vertex;
  // Where a keypoint that is not in the picture lies says nothing: it often lies on another one.
  const auto isPlaced = [&](const ShapeHandle& handle) {
    return !set ||
           set->points[static_cast<std::size_t>(handle.index)].visibility != KeypointVisibility::outside;
  };
  std::vector<Vec2> placed;
  for (const ShapeHandle& handle : handles)
    if (isPlaced(handle)) placed.push_back(handle.at);
  const auto count = static_cast<int>(placed.size());
  double sum = 0;
  QPointF centre;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    centre += place(canvas, placed[i]) / count;
    sum += norm(placed[i] - placed[(i + 1) % placed.size()]) * scale;
  }
  const bool numbered = vertices && count > 1 && count <= mostNumbers && sum / count >= numberRoom;
  if (vertices && !set && count > 1)
    paintDirection(painter, place(canvas, handles[0].at), place(canvas, handles[1].at), Qt::white);
  if (look.middles && !look.dragging)
    for (const auto& [edge, middle] : edgeMiddles(region, leastEdge / scale))
      paintRound(painter, place(canvas, middle), 2.6, QColor(255, 255, 255, 150), false);
  for (const ShapeHandle& handle : handles) {
    const QPointF at = place(canvas, handle.at);
    if (handle.role == Role::rotation) {
      QPainterPath stem;
      const std::optional<Bounds> bounds = boundsOf(region.shape);
      const QPointF middle = place(canvas, bounds->centre());
      const QPointF along = (at - middle) / std::max(length(at - middle), 1.0);
      stem.moveTo(at - knobDistance * along);
      stem.lineTo(at);
      canvas::paintCasedPath(painter, stem, Qt::white, 1.4);
    }
    if (!view.contains(at)) continue;
    const bool hovered = handle.index == look.hovered, selected = handle.index == look.selected;
    const double more = hovered || selected ? 1.2 : 0;
    const QColor open(255, 255, 255, hovered || selected ? 90 : 40);
    if (set) {
      const auto& point = set->points[static_cast<std::size_t>(handle.index)];
      if (!isPlaced(handle) && !selected) continue;
      const bool seen = point.visibility == KeypointVisibility::visible;
      paintRound(painter, at, 4.5 + more, seen ? QColor(255, 255, 255, 110) : QColor(10, 12, 16, 200),
                 selected);
    } else if (handle.role == Role::corner || handle.role == Role::side) {
      paintSquare(painter, at, (handle.role == Role::corner ? 4 : 3.2) + more, open, selected);
    } else {
      const bool first = handle.index == 0 && vertices && count > 1;
      paintRound(painter, at, 4.5 + more, first ? theme::overlay() : open, selected);
    }
  }
  for (const ShapeHandle& handle : handles) {
    const bool named = set && count <= mostNumbers;
    const bool near = handle.index == look.selected || handle.index == look.hovered;
    if (isPlaced(handle) ? !numbered && !named && !(near && vertices && count > 1) : !near) continue;
    QString text = QString::number(handle.index + 1);
    if (set && (near || sum / count > 60))
      text += QStringLiteral("  ") + keypointTitle(set->kind, handle.index);
    paintCornerLabel(painter, place(canvas, handle.at), centre, text, canvas.viewport()->rect());
  }
}

void paintNewVertex(QPainter& painter, const ImageCanvas& canvas, const Region& region, int edge) {
  for (const auto& [index, middle] : edgeMiddles(region, 0)) {
    if (index != edge) continue;
    const QPointF at = place(canvas, middle);
    QPainterPath plus;
    plus.moveTo(at - QPointF(6, 0));
    plus.lineTo(at + QPointF(6, 0));
    plus.moveTo(at - QPointF(0, 6));
    plus.lineTo(at + QPointF(0, 6));
    canvas::paintCasedPath(painter, plus, Qt::white, 2);
  }
}

void paintLifted(QPainter& painter, const ImageCanvas& canvas,
                 const std::vector<std::pair<int, Region>>& regions) {
  std::optional<Bounds> all;
  int painted = 0;
  const QRectF view(canvas.viewport()->rect());
  for (const auto& [index, region] : regions) {
    const std::optional<Bounds> bounds = boundsOf(region.shape);
    if (!bounds) continue;
    all = all ? boundsOf(std::vector<Vec2>{all->low, all->high, bounds->low, bounds->high}) : *bounds;
    if (painted == mostLifted ||
        !view.intersects(
            QRectF(place(canvas, bounds->low), place(canvas, bounds->high)).adjusted(-9, -9, 9, 9)))
      continue;
    ++painted;
    const RegionLook look = lookOf(region, {});
    paintLiveRegion(painter, canvas, region, look,
                    regions.size() == 1 && checkShape(region) != ShapeFault::none);
  }
  if (painted < mostLifted || !all) return;
  QPainterPath frame;
  frame.addRect(QRectF(place(canvas, all->low), place(canvas, all->high)));
  canvas::paintCasedPath(painter, frame, Qt::white, 1.4, Qt::DashLine);
}

void paintBand(QPainter& painter, const ImageCanvas& canvas, Vec2 from, Vec2 to) {
  const QRectF band = QRectF(place(canvas, from), place(canvas, to)).normalized();
  QColor fill = theme::overlay();
  fill.setAlpha(36);
  painter.fillRect(band, fill);
  QPainterPath frame;
  frame.addRect(band);
  canvas::paintCasedPath(painter, frame, theme::overlay(), 1.2);
}

QPolygonF outlineForLoupe(const Region& region) {
  QPolygonF lines;
  for (const Vec2& p : flattened(region.shape, 0.05))
    lines << QPointF(p.x, p.y);
  return lines;
}

QString keypointTitle(const KeypointTemplate& kind, int keypoint) {
  if (keypoint < 0 || keypoint >= static_cast<int>(kind.keypoints.size())) return {};
  return QString::fromStdString(kind.keypoints[static_cast<std::size_t>(keypoint)])
      .replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString visibilityTitle(KeypointVisibility visibility) {
  switch (visibility) {
  case KeypointVisibility::visible:
    return translated(QT_TRANSLATE_NOOP("fillscope::SelectTool", "seen"));
  case KeypointVisibility::hidden:
    return translated(QT_TRANSLATE_NOOP("fillscope::SelectTool", "hidden by something"));
  case KeypointVisibility::outside:
    break;
  }
  return translated(QT_TRANSLATE_NOOP("fillscope::SelectTool", "not in the picture"));
}

QString keypointHint(const KeypointSet& set, int keypoint) {
  if (keypoint < 0 || keypoint >= static_cast<int>(set.points.size())) return {};
  return translated(
             QT_TRANSLATE_NOOP("fillscope::SelectTool",
                               "%1 of %2, %3: %4 (O changes it); arrows move it 1 pixel, with Alt 0.1"))
      .arg(keypoint + 1)
      .arg(set.points.size())
      .arg(keypointTitle(set.kind, keypoint),
           visibilityTitle(set.points[static_cast<std::size_t>(keypoint)].visibility));
}

} // namespace fillscope
