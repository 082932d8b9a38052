#include "widgets/keypoint_tool.h"

#include "widgets/canvas_painting.h"
#include "widgets/image_canvas.h"
#include "widgets/region_handles_view.h"
#include "widgets/region_painter.h"
#include "widgets/theme.h"
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace fillscope {

KeypointTool::KeypointTool(RegionLayer& layer, QObject* parent)
    : PlacingTool(layer, parent) {}

void KeypointTool::setTemplate(KeypointTemplate kind) {
  cancel();
  kind_ = std::move(kind);
  Q_EMIT hintChanged();
}

void KeypointTool::giveUp() {
  points_.clear();
  next_ = KeypointVisibility::visible;
  Q_EMIT hintChanged();
}

KeypointSet KeypointTool::soFar() const {
  KeypointSet set{kind_, points_};
  set.points.resize(kind_.keypoints.size(), Keypoint{{}, KeypointVisibility::outside});
  // Places that say nothing still have to be somewhere that a program without visibility can draw.
  const auto seen = std::find_if(points_.begin(), points_.end(), [](const Keypoint& point) {
    return point.visibility != KeypointVisibility::outside;
  });
  if (seen != points_.end())
    for (Keypoint& point : set.points)
      if (point.visibility == KeypointVisibility::outside) point.at = seen->at;
  return set;
}

void KeypointTool::place(Vec2 at) {
  if (points_.size() >= kind_.keypoints.size()) return;
  points_.push_back({at, std::exchange(next_, KeypointVisibility::visible)});
  if (points_.size() == kind_.keypoints.size()) return finish();
  Q_EMIT hintChanged();
}

void KeypointTool::takeBack() {
  if (!points_.empty()) points_.pop_back();
  next_ = KeypointVisibility::visible;
  Q_EMIT hintChanged();
}

void KeypointTool::finish() {
  const bool any = std::any_of(points_.begin(), points_.end(), [](const Keypoint& point) {
    return point.visibility != KeypointVisibility::outside;
  });
  const KeypointSet set = soFar();
  cancel();
  if (any) Q_EMIT keypointsDrawn(set);
}

void KeypointTool::confirm() {
  if (next_ == KeypointVisibility::outside)
    place(pointer().value_or(Vec2{}));
  else
    finish();
}

bool KeypointTool::wantsKey(const QKeyEvent& event) const {
  return (event.key() == Qt::Key_O && event.modifiers() == Qt::NoModifier) || PlacingTool::wantsKey(event);
}

bool KeypointTool::keyPress(QKeyEvent& event) {
  if (event.key() != Qt::Key_O || event.modifiers() != Qt::NoModifier) return PlacingTool::keyPress(event);
  next_ = next_ == KeypointVisibility::outside ? KeypointVisibility::visible
                                               : static_cast<KeypointVisibility>(static_cast<int>(next_) - 1);
  Q_EMIT hintChanged();
  return true;
}

void KeypointTool::paintOverlay(QPainter& painter, const ImageCanvas& canvas) {
  const auto inView = [&](Vec2 p) { return canvas.viewportFromPicture({p.x, p.y}); };
  QPolygonF lines;
  if (!points_.empty()) {
    const KeypointSet set = soFar();
    const Region region = regionFromKeypointSet(set);
    paintLiveRegion(painter, canvas, region, lookOf(region, {}));
    paintHandles(painter, canvas, region, handlesOf(region.shape), {});
    const int next = static_cast<int>(points_.size());
    for (const auto& [a, b] : kind_.edges) {
      const int other = a == next ? b : b == next ? a : -1;
      if (other < 0 || other >= next || !pointer() || next_ == KeypointVisibility::outside ||
          points_[static_cast<std::size_t>(other)].visibility == KeypointVisibility::outside)
        continue;
      const Vec2 from = points_[static_cast<std::size_t>(other)].at;
      QPainterPath rubber;
      rubber.moveTo(inView(from));
      rubber.lineTo(inView(*pointer()));
      canvas::paintCasedPath(painter, rubber, theme::overlay(), 1.4, Qt::DashLine);
      lines << QPointF(from.x, from.y) << QPointF(pointer()->x, pointer()->y);
    }
  }
  paintPointer(painter, canvas, lines, false);
  if (!pointer()) return;
  QString text = keypointTitle(kind_, static_cast<int>(points_.size()));
  if (next_ != KeypointVisibility::visible) text += QStringLiteral(" · ") + visibilityTitle(next_);
  if (!text.isEmpty())
    canvas::paintChip(painter, inView(*pointer()) + QPointF(0, 26), text, canvas.viewport()->rect());
}

QString KeypointTool::hint() const {
  const int next = static_cast<int>(points_.size()), count = static_cast<int>(kind_.keypoints.size());
  if (next >= count) return tr("This set has no keypoints");
  const QString where = tr("%1 of %2: %3").arg(next + 1).arg(count).arg(keypointTitle(kind_, next));
  switch (next_) {
  case KeypointVisibility::visible:
    return next == 0 ? tr("%1; O if it is hidden").arg(where)
                     : tr("%1; O if it is hidden, Enter if no more are in the picture").arg(where);
  case KeypointVisibility::hidden:
    return tr("%1, hidden by something: click where it would be").arg(where);
  case KeypointVisibility::outside:
    break;
  }
  return tr("%1, not in the picture: Enter or a click goes on").arg(where);
}

} // namespace fillscope
