#include "widgets/colour_bar.h"

#include "widgets/range_editor.h"
#include "widgets/theme.h"
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

constexpr int barWidth = 14, tickLength = 4, sideMargin = theme::grid;

} // namespace

QString tickText(double value, double step) {
  const int digits = step > 0 ? tickDigits(step) : 3;
  const double rounded = std::abs(value) < step * 1e-6 ? 0.0 : value;
  QString text = QLocale().toString(std::abs(rounded), 'f', digits);
  if (rounded < 0) text.prepend(QChar(0x2212));
  return text;
}

ColourBar::ColourBar(QWidget* parent)
    : QWidget(parent) {
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
  setAccessibleName(tr("Colour bar"));
  describe();
}

void ColourBar::setScale(const ColourScale& scale) {
  if (scale_ == scale) return;
  scale_ = scale;
  describe();
  updateGeometry();
  update();
}

void ColourBar::setLocked(bool locked) {
  locked_ = locked;
  describe();
  update();
}

void ColourBar::setEditable(bool editable) {
  editable_ = editable;
  setFocusPolicy(editable ? Qt::TabFocus : Qt::NoFocus);
  describe();
}

void ColourBar::setMarker(const std::optional<double>& value) {
  const bool finite = value && std::isfinite(*value);
  marker_ = finite ? value : std::nullopt;
  update();
}

void ColourBar::describe() {
  const QString range =
      tr("%1 to %2 %3").arg(scale_.low).arg(scale_.high).arg(QString::fromStdString(scale_.unit));
  setAccessibleDescription(range.trimmed());
  QString tip = range.trimmed();
  if (locked_) tip += QLatin1Char('\n') + tr("The range is locked: other pictures are shown with it too.");
  if (editable_) tip += QLatin1Char('\n') + tr("Double-click to set the range, right-click to lock it.");
  setToolTip(tip);
}

QSize ColourBar::sizeHint() const {
  const std::vector<double> ticks = roundTicks(scale_.low, scale_.high);
  const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 0;
  int widest = fontMetrics().horizontalAdvance(QString::fromStdString(scale_.unit));
  for (const double tick : ticks)
    widest = std::max(widest, fontMetrics().horizontalAdvance(tickText(tick, step)));
  return {2 * sideMargin + barWidth + tickLength + 3 + std::max(widest, 28), 160};
}

QSize ColourBar::minimumSizeHint() const { return {sizeHint().width(), 80}; }

QRectF ColourBar::barRect() const {
  const int line = fontMetrics().height();
  return QRectF(sideMargin, line + 2 * theme::grid, barWidth,
                std::max(height() - 2 * line - 3 * theme::grid, 10));
}

double ColourBar::yOf(double value) const {
  const QRectF bar = barRect();
  const double span = scale_.high - scale_.low;
  const double share = span != 0 ? std::clamp((value - scale_.low) / span, 0.0, 1.0) : 0.5;
  return bar.bottom() - share * bar.height();
}

void ColourBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF bar = barRect();
  const int rows = std::max(static_cast<int>(std::lround(bar.height() * devicePixelRatioF())), 2);
  QImage gradient(1, rows, QImage::Format_RGB32);
  for (int y = 0; y < rows; ++y) {
    const double share = 1.0 - (y + 0.5) / rows;
    const auto rgb = colourOf(scale_.low + share * (scale_.high - scale_.low), scale_);
    gradient.setPixel(0, y, qRgb(rgb[0], rgb[1], rgb[2]));
  }
  painter.drawImage(bar, gradient);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(
      QPen(hasFocus() ? theme::accent(palette()) : theme::hairline(palette()), hasFocus() ? 2 : 1));
  painter.drawRect(bar.adjusted(-0.5, -0.5, 0.5, 0.5));

  const QFontMetricsF metrics(font(), this);
  const double textLeft = bar.right() + tickLength + 3;
  painter.setPen(theme::quietText(palette()));
  painter.drawText(QPointF(sideMargin, metrics.ascent() + 2), QString::fromStdString(scale_.unit));
  if (locked_) {
    const int side = fontMetrics().height() - 2;
    theme::icon(QStringLiteral("lock"), palette())
        .paint(&painter, QRect(sideMargin, height() - side - 2, side, side));
  }
  const std::vector<double> ticks = roundTicks(scale_.low, scale_.high);
  const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 0;
  const double spoken = marker_ ? yOf(*marker_) : -1000;
  for (const double tick : ticks) {
    const double y = yOf(tick);
    painter.setPen(theme::quietText(palette()));
    painter.drawLine(QPointF(bar.right() + 1, y), QPointF(bar.right() + tickLength, y));
    if (std::abs(y - spoken) < metrics.height()) continue;
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QPointF(textLeft, y + metrics.ascent() / 2 - 1), tickText(tick, step));
  }
  if (!marker_) return;
  const QPointF tip(bar.right() + 1, spoken);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme::accent(palette()));
  painter.drawPolygon(QPolygonF({tip, tip + QPointF(tickLength + 2, -4), tip + QPointF(tickLength + 2, 4)}));
  QFont bold = font();
  bold.setWeight(QFont::DemiBold);
  painter.setFont(bold);
  painter.setPen(theme::accent(palette()));
  painter.drawText(QPointF(textLeft + 2, spoken + metrics.ascent() / 2 - 1), tickText(*marker_, step / 10));
}

void ColourBar::editRange() {
  if (!editable_) return;
  auto* editor = new RangeEditor(scale_.low, scale_.high, QString::fromStdString(scale_.unit), this);
  connect(editor, &RangeEditor::accepted, this, [this](double low, double high) {
    const bool wasLocked = std::exchange(locked_, true);
    ColourScale scale = scale_;
    scale.low = low;
    scale.high = high;
    setScale(scale);
    Q_EMIT rangeEdited(low, high);
    if (!wasLocked) Q_EMIT lockToggled(true);
  });
  editor->move(mapToGlobal(QPoint(-editor->sizeHint().width() - theme::grid, 0)));
  editor->show();
}

void ColourBar::toggleLock() {
  setLocked(!locked_);
  Q_EMIT lockToggled(locked_);
}

void ColourBar::mouseDoubleClickEvent(QMouseEvent*) { editRange(); }

void ColourBar::contextMenuEvent(QContextMenuEvent* event) {
  if (!editable_) return;
  QMenu menu(this);
  menu.addAction(tr("Set range…"), this, &ColourBar::editRange);
  QAction* lock = menu.addAction(tr("Lock range"), this, &ColourBar::toggleLock);
  lock->setCheckable(true);
  lock->setChecked(locked_);
  menu.exec(event->globalPos());
}

void ColourBar::keyPressEvent(QKeyEvent* event) {
  if (!editable_) return QWidget::keyPressEvent(event);
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
    editRange();
  else if (event->key() == Qt::Key_L && event->modifiers() == Qt::NoModifier)
    toggleLock();
  else
    QWidget::keyPressEvent(event);
}

} // namespace fillscope
