#include "widgets/keypoint_dialog.h"

#include "core/annotation/region_edit.h"
#include "widgets/region_handles_view.h"
#include "widgets/theme.h"
#include <QMouseEvent>
#include <QPainter>
#include <cmath>
#include <numbers>
#include <utility>

namespace fillscope {

namespace {
constexpr double border = 28, reach = 14, dotSize = 5; // logical pixels
} // namespace

KeypointSketch::KeypointSketch(QWidget* parent)
    : QWidget(parent) {
  setMinimumSize(200, 200);
  setToolTip(tr("Click a keypoint and then another one: they are joined, or their edge goes"));
  setAccessibleName(tr("Keypoints and edges"));
}

QSize KeypointSketch::sizeHint() const { return {280, 280}; }

void KeypointSketch::setSet(const KeypointTemplate& kind, const std::vector<Vec2>& places) {
  kind_ = kind;
  places_ = places.size() == kind.keypoints.size() ? places : std::vector<Vec2>();
  if (chosen_ >= static_cast<int>(kind_.keypoints.size())) chosen_ = -1;
  update();
}

QPointF KeypointSketch::placeOf(int keypoint) const {
  const QRectF area = QRectF(rect()).adjusted(border, border, -border, -border);
  const auto index = static_cast<std::size_t>(keypoint);
  if (places_.empty()) {
    const double turn = 2 * std::numbers::pi * keypoint / static_cast<double>(kind_.keypoints.size());
    const double radius = std::min(area.width(), area.height()) / 2;
    return area.center() + radius * QPointF(std::sin(turn), -std::cos(turn));
  }
  const Bounds bounds = boundsOf(places_);
  const double scale = std::min(area.width() / std::max(bounds.size().x, 1e-9),
                                area.height() / std::max(bounds.size().y, 1e-9));
  const Vec2 off = scale * (places_[index] - bounds.centre());
  return area.center() + QPointF(off.x, off.y);
}

void KeypointSketch::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme::hairline(palette()), 1));
  painter.setBrush(palette().base());
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  const QColor accent = theme::accent(palette());
  const auto count = static_cast<int>(kind_.keypoints.size());
  painter.setPen(QPen(theme::quietText(palette()), 1, Qt::DotLine));
  for (const auto& [a, b] : kind_.flipPairs)
    if (a < count && b < count) painter.drawLine(placeOf(a), placeOf(b));
  painter.setPen(QPen(accent, 2));
  for (const auto& [a, b] : kind_.edges)
    if (a < count && b < count) painter.drawLine(placeOf(a), placeOf(b));
  const QPointF centre = QRectF(rect()).center();
  for (int i = 0; i < count; ++i) {
    const QPointF at = placeOf(i), outward = at - centre;
    painter.setPen(QPen(palette().color(QPalette::Base), 1.5));
    painter.setBrush(i == chosen_ ? palette().color(QPalette::Text) : accent);
    painter.drawEllipse(at, i == chosen_ ? dotSize + 2 : dotSize, i == chosen_ ? dotSize + 2 : dotSize);
    painter.setPen(palette().color(QPalette::Text));
    const double length = std::max(1.0, std::hypot(outward.x(), outward.y()));
    const QPointF label = at + 15 / length * outward;
    painter.drawText(QRectF(label - QPointF(14, 9), QSizeF(28, 18)), Qt::AlignCenter, QString::number(i + 1));
  }
}

void KeypointSketch::mousePressEvent(QMouseEvent* event) {
  int nearest = -1;
  double best = reach;
  for (int i = 0; i < static_cast<int>(kind_.keypoints.size()); ++i) {
    const QPointF off = placeOf(i) - event->position();
    if (const double distance = std::hypot(off.x(), off.y()); distance <= best) {
      best = distance;
      nearest = i;
    }
  }
  const int before = std::exchange(chosen_, chosen_ >= 0 ? -1 : nearest);
  if (before >= 0 && nearest >= 0 && nearest != before) Q_EMIT edgeToggled(before, nearest);
  update();
}

} // namespace fillscope
