#include "widgets/plane_tool.h"
#include "widgets/canvas_painting.h"
#include "widgets/image_canvas.h"
#include "widgets/nudge_keys.h"
#include "widgets/qimage_from.h"
#include "widgets/theme.h"
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <utility>

namespace fillscope {

namespace {
constexpr int leastSide = 3; // pixels; less is a slip of the hand, and no plane
}

void PlaneTool::setArea(const std::optional<PixelArea>& area) {
  area_ = area;
  deviation_ = {};
  start_.reset();
  repaint();
  Q_EMIT hintChanged();
}

void PlaneTool::setFit(std::shared_ptr<const PlaneFit> fit, const ColourScale& scale) {
  deviation_ = fit && area_ && fit->area == *area_ ? toQImage(colourise(fit->deviation, scale)) : QImage();
  repaint();
}

void PlaneTool::activate(ImageCanvas& canvas) { canvas_ = &canvas; }

void PlaneTool::deactivate() {
  start_.reset();
  canvas_.clear();
}

std::optional<PixelArea> PlaneTool::drawn() const {
  if (!start_ || !canvas_) return {};
  const QSize size = canvas_->imageSize();
  const int left = static_cast<int>(std::floor(std::min(start_->x(), end_.x())));
  const int top = static_cast<int>(std::floor(std::min(start_->y(), end_.y())));
  const int right = static_cast<int>(std::ceil(std::max(start_->x(), end_.x())));
  const int bottom = static_cast<int>(std::ceil(std::max(start_->y(), end_.y())));
  const PixelArea area = clipped({left, top, right - left, bottom - top}, size.width(), size.height());
  if (area.width < leastSide || area.height < leastSide) return {};
  return area;
}

void PlaneTool::choose(const std::optional<PixelArea>& area) {
  if (area == area_) return;
  setArea(area);
  Q_EMIT areaChosen(area);
}

bool PlaneTool::mousePress(const QPointF& position, QMouseEvent& event) {
  if (event.button() != Qt::LeftButton || !canvas_ || canvas_->isEmpty()) return false;
  start_ = end_ = position;
  repaint();
  return true;
}

bool PlaneTool::mouseMove(const QPointF& position, QMouseEvent&) {
  if (!start_) return false;
  end_ = position;
  repaint();
  return true;
}

bool PlaneTool::mouseRelease(const QPointF& position, QMouseEvent& event) {
  if (event.button() != Qt::LeftButton || !start_) return false;
  end_ = position;
  const std::optional<PixelArea> area = drawn();
  start_.reset();
  if (area) choose(area);
  repaint();
  return true;
}

bool PlaneTool::wantsKey(const QKeyEvent& event) const {
  if (event.key() == Qt::Key_Escape) return start_ || area_;
  return area_ && nudgeOf(event);
}

bool PlaneTool::keyPress(QKeyEvent& event) {
  if (!wantsKey(event)) return false;
  if (event.key() == Qt::Key_Escape) {
    if (std::exchange(start_, std::nullopt))
      repaint();
    else
      choose({});
    return true;
  }
  // Whole pixels alone: a tenth of one moves nothing.
  const Vec2 step = *nudgeOf(event);
  const QSize size = canvas_->imageSize();
  PixelArea moved = *area_;
  moved.x = std::clamp(moved.x + static_cast<int>(std::lround(step.x)), 0, size.width() - moved.width);
  moved.y = std::clamp(moved.y + static_cast<int>(std::lround(step.y)), 0, size.height() - moved.height);
  choose(moved);
  return true;
}

void PlaneTool::paintOverlay(QPainter& painter, const ImageCanvas& canvas) {
  const std::optional<PixelArea> shown = start_ ? drawn() : area_;
  if (!shown) return;
  const PixelArea& area = *shown;
  const QRectF there(canvas.viewportFromPicture(QPointF(area.x, area.y)),
                     canvas.viewportFromPicture(QPointF(area.x + area.width, area.y + area.height)));
  if (!start_ && !deviation_.isNull()) painter.drawImage(there, deviation_);
  QPainterPath outline;
  outline.addRect(there);
  canvas::paintCasedPath(painter, outline, theme::overlay(), 1.6);
  if (start_)
    canvas::paintChip(painter, QPointF(there.center().x(), there.bottom() + 20),
                      QStringLiteral("%1 × %2").arg(area.width).arg(area.height), canvas.viewport()->rect());
}

QString PlaneTool::hint() const {
  return area_ ? tr("Red stands in front of the plane, blue behind it. Arrow keys move the rectangle, Esc "
                    "removes it")
               : tr("Drag a rectangle over something flat: a wall, a table, the empty floor");
}

void PlaneTool::repaint() {
  if (canvas_) canvas_->viewport()->update();
}

} // namespace fillscope
