#include "widgets/review_tool.h"

#include "widgets/canvas_painting.h"
#include "widgets/image_canvas.h"
#include "widgets/theme.h"
#include <QPainter>
#include <QPainterPath>
#include <cmath>
#include <utility>

namespace fillscope {
namespace {

constexpr double pointRadius = 4, headLength = 8, leastArrow = 3; ///< logical pixels

QPainterPath pathOf(const ReviewOutline& outline, const ImageCanvas& canvas) {
  QPainterPath path;
  if (outline.points.size() == 1) {
    path.addEllipse(canvas.viewportFromPicture({outline.points[0].x, outline.points[0].y}), pointRadius,
                    pointRadius);
    return path;
  }
  for (std::size_t i = 0; i < outline.points.size(); ++i) {
    const QPointF at = canvas.viewportFromPicture({outline.points[i].x, outline.points[i].y});
    i == 0 ? path.moveTo(at) : path.lineTo(at);
  }
  if (outline.closed) path.closeSubpath();
  return path;
}

void paintArrow(QPainter& painter, const ReviewArrow& arrow, const ImageCanvas& canvas) {
  const QPointF from = canvas.viewportFromPicture({arrow.from.x, arrow.from.y}),
                to = canvas.viewportFromPicture({arrow.to.x, arrow.to.y});
  const double length = std::hypot(to.x() - from.x(), to.y() - from.y());
  const QColor colour = arrow.chosen ? theme::overlayFault() : ReviewTool::theirsColour();
  QPainterPath path;
  path.addEllipse(from, pointRadius, pointRadius);
  if (length > leastArrow) {
    path.moveTo(from);
    path.lineTo(to);
    const double angle = std::atan2(to.y() - from.y(), to.x() - from.x());
    const double head = std::min(headLength, length / 2);
    for (const double turn : {2.6, -2.6}) {
      path.moveTo(to);
      path.lineTo(to + head * QPointF(std::cos(angle + turn), std::sin(angle + turn)));
    }
  }
  canvas::paintCasedPath(painter, path, colour, arrow.chosen ? 2.6 : 1.8);
  if (arrow.number > 0) canvas::paintChip(painter, from + QPointF(0, -16), QString::number(arrow.number));
}

QPolygonF surroundingsOf(const ReviewScene& scene) {
  QPolygonF points;
  for (const auto* outlines : {&scene.mine, &scene.theirs})
    for (const ReviewOutline& outline : *outlines)
      for (const Vec2& point : outline.points)
        points << QPointF(point.x, point.y);
  return points.isEmpty() ? points : QPolygonF(points.boundingRect());
}

} // namespace

QColor ReviewTool::mineColour() { return theme::overlay(); }
QColor ReviewTool::theirsColour() { return QColor(0xff, 0xb0, 0x20); }

void ReviewTool::setScene(ReviewScene scene) {
  scene_ = std::move(scene);
  QPolygonF landmarks = surroundingsOf(scene_);
  if (std::exchange(landmarks_, landmarks) != landmarks) Q_EMIT landmarksReplaced();
  if (canvas()) canvas()->viewport()->update();
}

void ReviewTool::paintOverlay(QPainter& painter, const ImageCanvas& canvas) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  for (const ReviewOutline& outline : scene_.mine)
    canvas::paintCasedPath(painter, pathOf(outline, canvas), mineColour(), outline.chosen ? 2.6 : 1.6);
  for (const ReviewOutline& outline : scene_.theirs) {
    // No casing: through the gaps one sees mine where the two lie on one another.
    QPen dashes(theirsColour(), outline.chosen ? 2.8 : 2.2);
    dashes.setDashPattern({4, 4});
    dashes.setCapStyle(Qt::FlatCap);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(dashes);
    painter.drawPath(pathOf(outline, canvas));
  }
  for (const ReviewArrow& arrow : scene_.arrows)
    paintArrow(painter, arrow, canvas);
  painter.restore();
}

} // namespace fillscope
