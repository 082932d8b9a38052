#include "widgets/drag_shape_tool.h"

#include "widgets/canvas_painting.h"
#include "widgets/image_canvas.h"
#include "widgets/region_handles_view.h"
#include "widgets/region_painter.h"
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {
constexpr double dragThreshold = 4; // logical pixels
constexpr double leastSize = 3;     // less is a slip of the hand
} // namespace

DragShapeTool::DragShapeTool(RegionLayer& layer, ShapeKind kind, QObject* parent)
    : RegionTool(layer, parent)
    , kind_(kind) {}

Shape DragShapeTool::shape() const {
  Vec2 size = end_ - start_;
  if (evenly_ && kind_ != ShapeKind::circle) {
    const double side = std::max(std::abs(size.x), std::abs(size.y));
    size = {std::copysign(side, size.x), std::copysign(side, size.y)};
  }
  if (kind_ == ShapeKind::circle) return CircleShape{start_, norm(size)};
  if (kind_ == ShapeKind::ellipse) return EllipseShape{start_, std::abs(size.x), std::abs(size.y), 0};
  const Bounds bounds = boundsOf(std::vector<Vec2>{start_, start_ + size});
  return RectShape{bounds.low.x, bounds.low.y, bounds.size().x, bounds.size().y};
}

bool DragShapeTool::isLargeEnough() const {
  const Vec2 size = boundsOf(shape())->size();
  return std::min(size.x, size.y) >= std::min(reach(leastSize), 1.0);
}

void DragShapeTool::cancel() {
  if (state_ == State::idle) return;
  state_ = State::idle;
  Q_EMIT hintChanged();
}

void DragShapeTool::finish() {
  if (!isLargeEnough()) return cancel();
  const Shape drawn = shape();
  state_ = State::idle;
  Q_EMIT shapeDrawn(drawn);
  Q_EMIT hintChanged();
}

bool DragShapeTool::mousePress(const QPointF& position, QMouseEvent& event) {
  if (event.button() != Qt::LeftButton || !canvas()) return false;
  finishNudge();
  const Vec2 at = follow(position, event);
  if (state_ == State::stretched) {
    end_ = at;
    finish();
    return true;
  }
  start_ = end_ = at;
  pressedAt_ = event.position();
  evenly_ = false;
  state_ = State::pressed;
  Q_EMIT hintChanged();
  return true;
}

bool DragShapeTool::mouseMove(const QPointF& position, QMouseEvent& event) {
  if (!canvas()) return false;
  const Vec2 at = follow(position, event, isDrawing() ? std::vector<Vec2>{start_} : std::vector<Vec2>());
  if (state_ == State::idle) return false;
  const QPointF moved = event.position() - pressedAt_;
  if (state_ == State::pressed && std::hypot(moved.x(), moved.y()) < dragThreshold) return true;
  if (state_ == State::pressed) state_ = State::dragging;
  evenly_ = event.modifiers() & Qt::ShiftModifier;
  end_ = at;
  return true;
}

bool DragShapeTool::mouseRelease(const QPointF& position, QMouseEvent& event) {
  if (event.button() != Qt::LeftButton || state_ == State::idle) return false;
  mouseMove(position, event);
  if (state_ == State::pressed) {
    state_ = State::stretched;
    Q_EMIT hintChanged();
  } else if (state_ == State::dragging) {
    finish();
  }
  return true;
}

bool DragShapeTool::wantsKey(const QKeyEvent& event) const {
  const int key = event.key();
  if (isDrawing() && !(event.modifiers() & (Qt::ControlModifier | Qt::MetaModifier | Qt::AltModifier)) &&
      (key == Qt::Key_Escape || key == Qt::Key_Backspace || key == Qt::Key_Return || key == Qt::Key_Enter))
    return true;
  if (isDrawing() && event.matches(QKeySequence::Undo)) return true;
  return RegionTool::wantsKey(event);
}

bool DragShapeTool::keyPress(QKeyEvent& event) {
  if (!DragShapeTool::wantsKey(event)) return false;
  if (!isDrawing()) return RegionTool::keyPress(event);
  if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter)
    finish();
  else
    cancel();
  return true;
}

void DragShapeTool::paintOverlay(QPainter& painter, const ImageCanvas& canvas) {
  if (state_ != State::dragging && state_ != State::stretched)
    return paintPointer(painter, canvas, {}, false);
  const Region region{shape(), {}, {}, {}};
  paintLiveRegion(painter, canvas, region, lookOf(region, {}), !isLargeEnough());
  if (kind_ != ShapeKind::rect) {
    const QPointF centre = canvas.viewportFromPicture({start_.x, start_.y});
    QPainterPath cross;
    for (const QPointF& arm : {QPointF(5, 0), QPointF(0, 5)}) {
      cross.moveTo(centre - arm);
      cross.lineTo(centre + arm);
    }
    canvas::paintCasedPath(painter, cross, Qt::white, 1.4);
  }
  const Bounds bounds = *boundsOf(region.shape);
  const auto number = [](double value) { return QString::number(value, 'f', 1); };
  const QString text = kind_ == ShapeKind::circle
                           ? tr("radius %1").arg(number(bounds.size().x / 2))
                           : QStringLiteral("%1 × %2").arg(number(bounds.size().x), number(bounds.size().y));
  const QPointF foot = canvas.viewportFromPicture({bounds.centre().x, bounds.high.y});
  canvas::paintChip(painter, foot + QPointF(0, 20), text, canvas.viewport()->rect());
  paintPointer(painter, canvas, outlineForLoupe(region), true);
}

QString DragShapeTool::hint() const {
  if (isDrawing())
    return kind_ == ShapeKind::circle
               ? tr("Release or click at its edge; Esc gives it up")
               : tr("Release or click to finish; Shift keeps both sides alike; Esc gives it up");
  switch (kind_) {
  case ShapeKind::circle:
    return tr("Circle: drag from its centre to its edge");
  case ShapeKind::ellipse:
    return tr("Ellipse: drag from its centre; turn it afterwards by its knob");
  default:
    return tr("Rectangle: drag from one corner to the opposite one");
  }
}

} // namespace fillscope
