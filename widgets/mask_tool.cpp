#include "widgets/mask_tool.h"

#include "widgets/canvas_painting.h"
#include "widgets/image_canvas.h"
#include "widgets/theme.h"
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <cmath>
#include <utility>

namespace fillscope {

namespace {

constexpr double dragThreshold = 4; // logical pixels
constexpr std::size_t mostDots = 400;

QPainterPath pathOf(const std::vector<Vec2>& points, const ImageCanvas& canvas) {
  QPolygonF inView;
  for (const Vec2& p : points)
    inView << canvas.viewportFromPicture({p.x, p.y});
  QPainterPath path;
  path.addPolygon(inView);
  path.closeSubpath();
  return path;
}

} // namespace

MaskTool::MaskTool(RegionLayer& layer, QObject* parent)
    : PathTool(layer, ShapeKind::polygon, parent) {}

void MaskTool::setPreview(const std::optional<MaskPreview>& preview) {
  if (preview == preview_) return;
  preview_ = preview;
  if (canvas()) canvas()->viewport()->update();
  Q_EMIT hintChanged();
}

void MaskTool::setStatus(const QString& status) {
  if (status == status_) return;
  status_ = status;
  Q_EMIT hintChanged();
}

std::vector<Vec2> MaskTool::rectangle() const {
  const Vec2 end = pointer().value_or(start_);
  return {start_, {end.x, start_.y}, end, {start_.x, end.y}};
}

bool MaskTool::mousePress(const QPointF& position, QMouseEvent& event) {
  if (!PathTool::mousePress(position, event)) return false;
  held_ = vertices().empty();
  pressedAt_ = event.position();
  start_ = pointer().value_or(Vec2{position.x(), position.y()});
  return true;
}

bool MaskTool::mouseMove(const QPointF& position, QMouseEvent& event) {
  const bool used = PathTool::mouseMove(position, event);
  if (used && held_) {
    const QPointF moved = event.position() - pressedAt_;
    stretching_ = stretching_ || std::hypot(moved.x(), moved.y()) >= dragThreshold;
  }
  return used;
}

void MaskTool::place(Vec2 at) {
  held_ = false;
  if (!std::exchange(stretching_, false)) return PathTool::place(at);
  const Vec2 size = at - start_;
  if (std::min(std::abs(size.x), std::abs(size.y)) >= 1) finish(rectangle());
  Q_EMIT hintChanged();
}

void MaskTool::giveUp() {
  held_ = stretching_ = false;
  PathTool::giveUp();
}

void MaskTool::finish(std::vector<Vec2> vertices) { Q_EMIT outlineDrawn(vertices); }

bool MaskTool::wantsKey(const QKeyEvent& event) const {
  if (isDrawing() || !preview_) return PathTool::wantsKey(event);
  if (event.modifiers() != Qt::NoModifier && event.modifiers() != Qt::KeypadModifier) return false;
  switch (event.key()) {
  case Qt::Key_Return:
  case Qt::Key_Enter:
  case Qt::Key_Escape:
  case Qt::Key_1:
  case Qt::Key_2:
  case Qt::Key_3:
  case Qt::Key_Up:
  case Qt::Key_Down:
  case Qt::Key_Left:
  case Qt::Key_Right:
  case Qt::Key_I:
    return true;
  default:
    return false;
  }
}

bool MaskTool::keyPress(QKeyEvent& event) {
  if (!MaskTool::wantsKey(event)) return false;
  if (isDrawing() || !preview_) return PathTool::keyPress(event);
  switch (event.key()) {
  case Qt::Key_Return:
  case Qt::Key_Enter:
    Q_EMIT accepted();
    break;
  case Qt::Key_Escape:
    Q_EMIT discarded();
    break;
  case Qt::Key_Up:
  case Qt::Key_Down:
    Q_EMIT toleranceStepped(event.key() == Qt::Key_Up ? 1 : -1);
    break;
  case Qt::Key_Left:
  case Qt::Key_Right:
    Q_EMIT valueStepped(event.key() == Qt::Key_Right ? 1 : -1);
    break;
  case Qt::Key_I:
    Q_EMIT inversionToggled();
    break;
  default:
    Q_EMIT methodChosen(event.key() - Qt::Key_1);
  }
  return true;
}

void MaskTool::paintPreview(QPainter& painter, const ImageCanvas& canvas) const {
  canvas::paintCasedPath(painter, pathOf(preview_->outline, canvas), Qt::white, 1.2, Qt::DotLine);
  QPainterPath all;
  all.setFillRule(Qt::OddEvenFill);
  for (const auto* rings : {&preview_->parts, &preview_->holes})
    for (const auto& ring : *rings)
      all.addPath(pathOf(ring, canvas));
  QColor fill = theme::overlay();
  fill.setAlpha(70);
  painter.fillPath(all, fill);
  canvas::paintCasedPath(painter, all, theme::overlay(), 1.8);
  painter.setPen(QPen(theme::overlayCasing(), 1.5));
  painter.setBrush(Qt::white);
  for (const auto& part : preview_->parts)
    if (part.size() <= mostDots)
      for (const Vec2& p : part)
        painter.drawEllipse(canvas.viewportFromPicture({p.x, p.y}), 2.6, 2.6);
}

void MaskTool::paintOverlay(QPainter& painter, const ImageCanvas& canvas) {
  if (preview_) paintPreview(painter, canvas);
  if (stretching_) canvas::paintCasedPath(painter, pathOf(rectangle(), canvas), theme::overlay(), 2);
  // Over a proposal the loupe would hide what is to be judged.
  if (!preview_ || isDrawing()) PathTool::paintOverlay(painter, canvas);
}

QString MaskTool::hint() const {
  if (!vertices().empty()) return PathTool::hint();
  if (preview_) return status_;
  return tr("Starting mask: drag a rectangle around the thing, or click a polygon; or choose a region first");
}

} // namespace fillscope
