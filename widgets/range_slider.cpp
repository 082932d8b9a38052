#include "widgets/range_slider.h"

#include "widgets/theme.h"
#include <QKeyEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

constexpr double radius = 6, trackHeight = 4, pageStep = 0.1;

} // namespace

RangeSlider::RangeSlider(bool twoHandles, QWidget* parent)
    : QWidget(parent)
    , two_(twoHandles) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setCursor(Qt::PointingHandCursor);
}

void RangeSlider::setValues(double low, double high) {
  low_ = std::clamp(low, 0.0, 1.0);
  high_ = std::clamp(high, low_, 1.0);
  update();
}

QSize RangeSlider::sizeHint() const { return {90, static_cast<int>(2 * radius) + 6}; }
QSize RangeSlider::minimumSizeHint() const { return {48, sizeHint().height()}; }

double RangeSlider::placeOf(double share) const { return radius + 2 + share * (width() - 2 * radius - 4); }

double RangeSlider::shareAt(double x) const {
  return std::clamp((x - radius - 2) / std::max(1.0, width() - 2 * radius - 4), 0.0, 1.0);
}

void RangeSlider::moveHandle(double share) {
  const double before[] = {low_, high_};
  share = std::clamp(share, 0.0, 1.0);
  if (!two_)
    low_ = high_ = share;
  else if (handle_ == Handle::low)
    low_ = std::min(share, high_);
  else
    high_ = std::max(share, low_);
  if (low_ == before[0] && high_ == before[1]) return;
  update();
  Q_EMIT edited(low_, high_);
}

void RangeSlider::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return event->ignore();
  const double x = event->position().x(), share = shareAt(x);
  if (two_) {
    const double toLow = std::abs(x - placeOf(low_)), toHigh = std::abs(x - placeOf(high_));
    // Where both lie on each other, the side of the press says which one is meant.
    handle_ = toLow < toHigh || (toLow == toHigh && x < placeOf(low_)) ? Handle::low : Handle::high;
  }
  moveHandle(share);
}

void RangeSlider::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) moveHandle(shareAt(event->position().x()));
}

void RangeSlider::mouseReleaseEvent(QMouseEvent*) { update(); }

void RangeSlider::wheelEvent(QWheelEvent* event) { event->ignore(); } // the page around it scrolls

void RangeSlider::keyPressEvent(QKeyEvent* event) {
  const double now = handle_ == Handle::low ? low_ : high_;
  switch (event->key()) {
  case Qt::Key_Left:
  case Qt::Key_Down:
    return moveHandle(now - step_);
  case Qt::Key_Right:
  case Qt::Key_Up:
    return moveHandle(now + step_);
  case Qt::Key_PageDown:
    return moveHandle(now - pageStep);
  case Qt::Key_PageUp:
    return moveHandle(now + pageStep);
  case Qt::Key_Home:
    return moveHandle(two_ && handle_ == Handle::high ? low_ : 0);
  case Qt::Key_End:
    return moveHandle(two_ && handle_ == Handle::low ? high_ : 1);
  case Qt::Key_Space:
    if (!two_) break;
    handle_ = handle_ == Handle::low ? Handle::high : Handle::low;
    return update();
  default:
    break;
  }
  QWidget::keyPressEvent(event);
}

void RangeSlider::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double middle = height() / 2.0;
  const QColor track = theme::mix(palette().color(QPalette::Window), palette().color(QPalette::Text), 0.25);
  const QColor filled = isEnabled() ? theme::accent(palette()) : track;
  const auto bar = [&](double from, double to, const QColor& colour) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(from, middle - trackHeight / 2, to - from, trackHeight), trackHeight / 2,
                            trackHeight / 2);
  };
  bar(placeOf(0), placeOf(1), track);
  bar(two_ ? placeOf(low_) : placeOf(0), placeOf(high_), filled);
  const auto knob = [&](double share, Handle handle) {
    const QPointF at(placeOf(share), middle);
    if (hasFocus() && (handle == handle_ || !two_)) {
      QColor halo = filled;
      halo.setAlpha(90);
      painter.setPen(Qt::NoPen);
      painter.setBrush(halo);
      painter.drawEllipse(at, radius + 2, radius + 2);
    }
    painter.setPen(QPen(filled, 1.5));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawEllipse(at, radius - 1, radius - 1);
  };
  if (two_) knob(low_, Handle::low);
  knob(high_, Handle::high);
}

} // namespace fillscope
