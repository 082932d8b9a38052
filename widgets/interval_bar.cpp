#include "widgets/fill_panel.h"
#include "widgets/theme.h"
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

constexpr double trackHeight = 8, dotRadius = 5.5, capReach = 3;

} // namespace

IntervalBar::IntervalBar(QWidget* parent)
    : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Fill with its interval"));
}

void IntervalBar::setValue(double estimate, double low, double high) {
  estimate_ = estimate;
  low_ = low;
  high_ = high;
  setAccessibleDescription(tr("Fill %1 percent, between %2 and %3; the limit is at %4")
                               .arg(std::lround(estimate))
                               .arg(std::lround(low))
                               .arg(std::lround(high))
                               .arg(std::lround(100 - limit_)));
  setToolTip(
      tr("The dot is the fill, the band the interval: from all hidden cells empty to all of them full.\n"
         "Left of the mark more than %1 % of the box is empty.")
          .arg(std::lround(limit_)));
  update();
}

void IntervalBar::setLimit(double largestEmptySpacePercent) {
  limit_ = largestEmptySpacePercent;
  if (estimate_) setValue(*estimate_, low_, high_);
  update();
}

void IntervalBar::clear() {
  estimate_.reset();
  setAccessibleDescription(tr("No figure yet"));
  update();
}

QSize IntervalBar::sizeHint() const { return {200, 2 * fontMetrics().height() + 5 * theme::grid}; }

void IntervalBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (!isEnabled()) painter.setOpacity(0.45);
  const QColor window = palette().color(QPalette::Window);
  const double line = QFontMetricsF(font(), this).height(), left = dotRadius + 1,
               right = width() - dotRadius - 1;
  const double middle = height() / 2.0;
  const auto xOf = [&](double percent) {
    return left + std::clamp(percent, 0.0, 100.0) / 100 * (right - left);
  };
  const QRectF track(left, middle - trackHeight / 2, right - left, trackHeight);

  painter.setPen(Qt::NoPen);
  painter.setBrush(theme::mix(window, palette().color(QPalette::WindowText), 0.16));
  painter.drawRoundedRect(track, trackHeight / 2, trackHeight / 2);

  const double limitFill = 100 - limit_, limitX = xOf(limitFill);
  QFont small = font();
  if (small.pixelSize() > 0)
    small.setPixelSize(std::max(small.pixelSize() - 2, 8));
  else
    small.setPointSizeF(small.pointSizeF() * 0.85);
  painter.setFont(small);
  painter.setPen(theme::quietText(palette()));
  const QRectF below(0, middle + trackHeight / 2 + theme::grid, width(), line);
  painter.drawText(below, Qt::AlignLeft, tr("empty"));
  painter.drawText(below, Qt::AlignRight, tr("full"));
  const QString limitText = tr("at least %1 % full").arg(std::lround(limitFill));
  const double limitWidth = QFontMetricsF(small, this).horizontalAdvance(limitText);
  const double limitLeft = std::clamp(limitX - limitWidth / 2, 0.0, std::max(0.0, width() - limitWidth));
  painter.drawText(QRectF(limitLeft, middle - trackHeight / 2 - theme::grid - line, limitWidth + 1, line),
                   Qt::AlignLeft | Qt::AlignBottom, limitText);

  if (estimate_) {
    const QColor colour = theme::accent(palette());
    QRectF band(xOf(low_), track.top(), xOf(high_) - xOf(low_), trackHeight);
    if (band.width() < trackHeight) {
      band.setWidth(trackHeight);
      band.moveCenter(QPointF(xOf((low_ + high_) / 2), middle));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::mix(window, colour, 0.5));
    painter.drawRoundedRect(band, trackHeight / 2, trackHeight / 2);
    // The ends stand out beside the dot, which is as wide as a narrow interval.
    painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap));
    for (const double x : {xOf(low_), xOf(high_)})
      painter.drawLine(QPointF(x, track.top() - capReach), QPointF(x, track.bottom() + capReach));
  }
  painter.setPen(QPen(palette().color(QPalette::WindowText), 1.6));
  painter.drawLine(QPointF(limitX, track.top() - 4), QPointF(limitX, track.bottom() + 4));
  if (estimate_) {
    painter.setPen(QPen(window, 2));
    painter.setBrush(theme::accent(palette()));
    painter.drawEllipse(QPointF(xOf(*estimate_), middle), dotRadius, dotRadius);
  }
}

} // namespace fillscope
