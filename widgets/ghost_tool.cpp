#include "widgets/ghost_tool.h"
#include "widgets/box_overlay.h"
#include "widgets/canvas_painting.h"
#include "widgets/image_canvas.h"
#include "widgets/loupe.h"
#include "widgets/nudge_keys.h"
#include "widgets/theme.h"
#include <QKeyEvent>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <utility>

namespace fillscope {

namespace {

constexpr double dragThreshold = 3; // logical pixels before a press becomes a drag
constexpr double slowFactor = 0.1;  // with Alt, as for corners placed by hand
constexpr double handleRadius = 6;

Vec2 toVec(const QPointF& p) { return {p.x(), p.y()}; }

} // namespace

GhostTool::GhostTool(CanvasTool& below, QObject* parent)
    : CanvasTool(parent)
    , below_(below) {}

void GhostTool::setGhost(const std::optional<GhostRim>& ghost, bool alone) {
  if (ghost_ == ghost && alone_ == alone) return;
  const bool other = ghost && (!ghost_ || ghost_->corners != ghost->corners);
  ghost_ = ghost;
  alone_ = alone;
  letGo();
  Q_EMIT hintChanged();
  if (other) Q_EMIT landmarksReplaced();
}

void GhostTool::deactivate() {
  canvas_ = nullptr;
  letGo();
}

void GhostTool::letGo() {
  held_ = hovered_ = chosen_ = -1;
  dragging_ = false;
}

void GhostTool::choose(int corner) {
  chosen_ = corner;
  Q_EMIT hintChanged();
}

std::vector<Vec2> GhostTool::shown() const {
  if (!ghost_) return {};
  std::vector<Vec2> corners = ghost_->corners;
  if (dragging_ && held_ >= 0) corners[static_cast<std::size_t>(held_)] = current_;
  return corners;
}

bool GhostTool::mousePress(const QPointF& position, QMouseEvent& event) {
  if (event.button() != Qt::LeftButton || !canvas_ || !ghost_) return false;
  const RimPart part = rimPartAt(event.position(), *canvas_, ghost_->corners);
  if (part.kind != RimPart::Kind::corner) return true;
  held_ = part.index;
  pressed_ = event.position();
  last_ = toVec(position);
  current_ = ghost_->corners[static_cast<std::size_t>(held_)];
  return true;
}

bool GhostTool::mouseMove(const QPointF& position, QMouseEvent& event) {
  if (!canvas_ || !ghost_) return false;
  if (held_ < 0) {
    const RimPart part = rimPartAt(event.position(), *canvas_, ghost_->corners);
    hovered_ = part.kind == RimPart::Kind::corner ? part.index : -1;
    return false;
  }
  const QPointF moved = event.position() - pressed_;
  dragging_ = dragging_ || std::hypot(moved.x(), moved.y()) >= dragThreshold;
  if (!dragging_) return true;
  const Vec2 mouse = toVec(position);
  current_ = current_ + (event.modifiers() & Qt::AltModifier ? slowFactor : 1.0) * (mouse - last_);
  last_ = mouse;
  return true;
}

bool GhostTool::mouseRelease(const QPointF& position, QMouseEvent& event) {
  if (event.button() != Qt::LeftButton || held_ < 0) return false;
  mouseMove(position, event);
  const std::vector<Vec2> corners = shown();
  const bool moved = std::exchange(dragging_, false);
  held_ = -1;
  if (moved) Q_EMIT accepted(corners, true);
  return true;
}

bool GhostTool::wantsKey(const QKeyEvent& event) const {
  if (!ghost_ || event.modifiers() & (Qt::ControlModifier | Qt::MetaModifier)) return false;
  const int key = event.key();
  if (isArrow(key)) return chosen_ >= 0;
  if (event.modifiers() & Qt::AltModifier) return false;
  if (key == Qt::Key_Tab || key == Qt::Key_Backtab) return chosen_ >= 0;
  // With Shift it is a key of the list's.
  if (key == Qt::Key_Return || key == Qt::Key_Enter) return !(event.modifiers() & Qt::ShiftModifier);
  return key == Qt::Key_Escape || (key >= Qt::Key_1 && key <= Qt::Key_4);
}

bool GhostTool::keyPress(QKeyEvent& event) {
  if (!wantsKey(event)) return false;
  const int key = event.key();
  if (const std::optional<Vec2> by = nudgeOf(event)) {
    const int corner = chosen_;
    std::vector<Vec2> corners = ghost_->corners;
    corners[static_cast<std::size_t>(corner)] = corners[static_cast<std::size_t>(corner)] + *by;
    Q_EMIT accepted(corners, true);
    Q_EMIT nudged(corner);
  } else if (key >= Qt::Key_1 && key <= Qt::Key_4) {
    choose(key - Qt::Key_1);
  } else if (key == Qt::Key_Tab || key == Qt::Key_Backtab) {
    choose((chosen_ + (key == Qt::Key_Tab ? 1 : 3)) % 4);
  } else if (key != Qt::Key_Escape) {
    Q_EMIT accepted(ghost_->corners, false);
  } else if (held_ >= 0 || chosen_ >= 0) {
    letGo(); // the ghost stays
    Q_EMIT hintChanged();
  } else {
    Q_EMIT rejected();
  }
  return true;
}

Qt::CursorShape GhostTool::cursor() const {
  if (dragging_) return Qt::CrossCursor;
  return hovered_ >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor;
}

QPolygonF GhostTool::landmarks() const {
  QPolygonF points = alone_ ? QPolygonF() : below_.landmarks();
  for (const Vec2& corner : shown())
    points << QPointF(corner.x, corner.y);
  return points;
}

void GhostTool::paintOverlay(QPainter& painter, const ImageCanvas& canvas) {
  if (!alone_) below_.paintOverlay(painter, canvas);
  const std::vector<Vec2> corners = shown();
  if (corners.size() != 4) return;
  const QRectF view(canvas.viewport()->rect());
  QPolygonF points;
  for (const Vec2& corner : corners)
    points << canvas.viewportFromPicture({corner.x, corner.y});
  QPainterPath outline;
  outline.addPolygon(points);
  outline.closeSubpath();
  canvas::paintCasedPath(painter, outline, theme::overlay(), 2, Qt::DashLine);
  const QPointF centre = (points[0] + points[1] + points[2] + points[3]) / 4;
  for (int i = 0; i < 4; ++i) {
    const bool isMeant = i == hovered_ || i == held_ || i == chosen_;
    const double radius = handleRadius + (isMeant ? 1.5 : 0);
    painter.setBrush(QColor(255, 255, 255, isMeant ? 90 : 20));
    painter.setPen(QPen(theme::overlayCasing(), 4.5));
    painter.drawEllipse(points[i], radius, radius);
    QPen dashes(Qt::white, 1.8);
    dashes.setDashPattern({1.6, 1.2});
    painter.setPen(dashes);
    painter.drawEllipse(points[i], radius, radius);
    QString text = QString::number(i + 1);
    if (i < static_cast<int>(ghost_->confidence.size()))
      text += QStringLiteral("  ") +
              tr("%1 %").arg(std::lround(100 * ghost_->confidence[static_cast<std::size_t>(i)]));
    if (i < static_cast<int>(ghost_->hidden.size()) && ghost_->hidden[static_cast<std::size_t>(i)])
      text += hiddenMark();
    paintCornerLabel(painter, points[i], centre, text, view);
  }
  if (!dragging_) return;
  LoupeContent loupe;
  loupe.closed = true;
  for (const Vec2& corner : corners)
    loupe.lines << QPointF(corner.x, corner.y);
  loupe.position = current_;
  paintLoupe(painter, canvas, loupe);
}

QString GhostTool::hint() const {
  if (!ghost_) return {};
  if (chosen_ >= 0)
    return tr("Corner %1: arrows move it 1 pixel, with Alt 0.1, with Shift 10").arg(chosen_ + 1);
  if (ghost_->carried)
    return tr("Corners carried along: Enter accepts, Esc rejects, drag a corner or press 1–4 to mend it");
  const auto least = std::min_element(ghost_->confidence.begin(), ghost_->confidence.end());
  if (least == ghost_->confidence.end())
    return tr("Corners by a network: Enter accepts, Esc rejects, drag a corner or press 1–4 to mend it");
  return tr("Corners by a network, %1 % sure: Enter accepts, Esc rejects, drag a corner or press 1–4 to mend "
            "it")
      .arg(std::lround(100 * *least));
}

} // namespace fillscope
