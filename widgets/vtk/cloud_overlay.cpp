#include "widgets/vtk/cloud_overlay.h"
#include "widgets/colour_bar.h"
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr int edge = 12, barWidth = 12, barLongest = 220;

/// Text that reads on any colour: outlined in the background's.
void outlinedText(QPainter& painter, QPointF baseline, const QString& text, const QColor& ink,
                  const QColor& halo) {
  QPainterPath path;
  path.addText(baseline, painter.font(), text);
  painter.setPen(QPen(halo, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(path);
  painter.setPen(Qt::NoPen);
  painter.setBrush(ink);
  painter.drawPath(path);
}

} // namespace

CloudOverlay::CloudOverlay(QWidget* parent)
    : QWidget(parent) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setAttribute(Qt::WA_NoSystemBackground);
  setFocusPolicy(Qt::NoFocus);
}

void CloudOverlay::setState(CloudOverlayState state) {
  state_ = std::move(state);
  update();
}

void CloudOverlay::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paint(painter, state_.scaleShown);
}

void CloudOverlay::paint(QPainter& painter, bool withScale) const {
  painter.setFont(font());
  painter.setRenderHint(QPainter::Antialiasing);
  if (!state_.emptyText.isEmpty()) {
    painter.setPen(palette().color(QPalette::WindowText));
    const QRect text = rect().adjusted(2 * edge, edge, -2 * edge, -edge);
    painter.drawText(text, Qt::AlignCenter | Qt::TextWordWrap, state_.emptyText);
    return;
  }
  paintCorners(painter);
  paintAxes(painter);
  if (withScale) paintScale(painter);
  paintLegend(painter);
  if (!state_.note.isEmpty()) {
    const QFontMetricsF metrics(font());
    outlinedText(
        painter,
        {(width() - metrics.horizontalAdvance(state_.note)) / 2, height() - edge - metrics.descent()},
        state_.note, palette().color(QPalette::WindowText), palette().color(QPalette::Window));
  }
  paintCursor(painter);
}

void CloudOverlay::paintCorners(QPainter& painter) const {
  if (!state_.rim) return;
  const Vec2 view{double(width()), double(height())};
  Vec3 middle;
  for (const Vec3& corner : *state_.rim)
    middle = middle + 0.25 * corner;
  const auto centre = state_.camera.project(middle, view);
  QFont bold = font();
  bold.setBold(true);
  painter.setFont(bold);
  const double radius = QFontMetricsF(bold).height() * 0.55;
  for (std::size_t k = 0; k < 4; ++k) {
    const auto place = state_.camera.project((*state_.rim)[k], view);
    if (!place || !centre) continue;
    const Vec2 away = *place - *centre;
    const double length = std::max(1.0, norm(away));
    const QPointF at(place->x + away.x / length * radius * 1.5, place->y + away.y / length * radius * 1.5);
    painter.setPen(QPen(QColor(255, 255, 255, 230), 1.5));
    painter.setBrush(state_.accent);
    painter.drawEllipse(at, radius, radius);
    painter.setPen(Qt::white);
    painter.drawText(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius), Qt::AlignCenter,
                     QString::number(k + 1));
  }
  painter.setFont(font());
}

void CloudOverlay::paintCursor(QPainter& painter) const {
  if (!state_.cursor) return;
  const auto place = state_.camera.project(*state_.cursor, {double(width()), double(height())});
  if (!place) return;
  const QPointF at(place->x, place->y);
  painter.setBrush(Qt::NoBrush);
  for (const auto& [colour, pen] : {std::pair{QColor(Qt::black), 4.5}, {QColor(Qt::white), 2.0}}) {
    painter.setPen(QPen(colour, pen, Qt::SolidLine, Qt::RoundCap));
    painter.drawEllipse(at, 7, 7);
    for (const QPointF arm : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)})
      painter.drawLine(at + 7 * arm, at + 12 * arm);
  }
  painter.setPen(Qt::NoPen);
  painter.setBrush(Qt::white);
  painter.drawEllipse(at, 1.5, 1.5);
}

void CloudOverlay::paintScale(QPainter& painter) const {
  if (!state_.scale) return;
  const ColourScale& scale = *state_.scale;
  const QFontMetricsF metrics(font());
  const int length = std::min(barLongest, height() - 6 * edge);
  if (length < 40) return;
  const QRectF bar(width() - edge - barWidth, (height() - length) / 2.0, barWidth, length);
  for (int y = 0; y < length; ++y) {
    const double value = scale.high + (scale.low - scale.high) * (y + 0.5) / length;
    const auto c = colourOf(value, scale);
    painter.fillRect(QRectF(bar.left(), bar.top() + y, barWidth, 1.5), QColor(c[0], c[1], c[2]));
  }
  const QColor ink = palette().color(QPalette::WindowText), halo = palette().color(QPalette::Window);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(ink, 1));
  painter.drawRect(bar);
  const double span = scale.high - scale.low;
  const std::vector<double> ticks = roundTicks(scale.low, scale.high);
  const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 0;
  for (const double tick : ticks) {
    const double y = bar.bottom() - (span > 0 ? (tick - scale.low) / span : 0) * length;
    painter.setPen(QPen(ink, 1));
    painter.drawLine(QPointF(bar.left() - 4, y), QPointF(bar.left(), y));
    const QString text = tickText(tick, step);
    outlinedText(painter, {bar.left() - 8 - metrics.horizontalAdvance(text), y + metrics.capHeight() / 2},
                 text, ink, halo);
  }
  const QString title = scale.unit.empty()
                            ? state_.scaleTitle
                            : state_.scaleTitle + QStringLiteral(", ") + QString::fromStdString(scale.unit);
  outlinedText(painter,
               {width() - edge - metrics.horizontalAdvance(title), bar.top() - metrics.height() * 0.8}, title,
               ink, halo);
}

void CloudOverlay::paintLegend(QPainter& painter) const {
  const QFontMetricsF metrics(font());
  const QColor ink = palette().color(QPalette::WindowText), halo = palette().color(QPalette::Window);
  double y = edge, widest = 0;
  for (const auto& entry : state_.legend)
    widest = std::max(widest, metrics.horizontalAdvance(entry.text));
  if (!state_.legend.empty()) {
    // The cloud may lie behind it.
    QColor plate = halo;
    plate.setAlpha(190);
    painter.setPen(Qt::NoPen);
    painter.setBrush(plate);
    const double tall = double(state_.legend.size()) * (metrics.height() + 4) - 4;
    painter.drawRoundedRect(QRectF(edge - 6, edge - 5, metrics.height() + widest + 18, tall + 10), 4, 4);
  }
  for (const auto& entry : state_.legend) {
    const QRectF swatch(edge, y, metrics.height(), metrics.height());
    painter.setPen(QPen(ink, 1));
    painter.setBrush(entry.colour);
    painter.drawRect(swatch.adjusted(2, 2, -2, -2));
    if (entry.hatched) {
      painter.setBrush(QBrush(entry.colour.darker(230), Qt::BDiagPattern));
      painter.drawRect(swatch.adjusted(2, 2, -2, -2));
    }
    outlinedText(painter, {swatch.right() + 6, y + metrics.ascent()}, entry.text, ink, halo);
    y += metrics.height() + 4;
  }
}

void CloudOverlay::paintAxes(QPainter& painter) const {
  if (!state_.axes) return;
  const double arm = 26;
  const QPointF origin(edge + arm + 8, height() - edge - arm - 8);
  const Vec3 right = state_.camera.right(), top = state_.camera.viewUp(), ahead = state_.camera.forward();
  const QColor halo = palette().color(QPalette::Window);
  struct Axis {
    double depth;
    QPointF tip;
    QString name;
    QColor colour;
  };
  const std::array<QString, 3> names{QStringLiteral("x"), QStringLiteral("y"), tr("up")};
  const std::array<QColor, 3> colours{QColor(224, 72, 72), QColor(70, 160, 70), QColor(64, 128, 230)};
  std::vector<Axis> axes;
  for (std::size_t k = 0; k < 3; ++k) {
    const Vec3 axis = (*state_.axes)[k];
    axes.push_back(
        {dot(axis, ahead), QPointF(dot(axis, right), -dot(axis, top)) * arm, names[k], colours[k]});
  }
  std::sort(axes.begin(), axes.end(), [](const Axis& a, const Axis& b) { return a.depth > b.depth; });
  for (const Axis& axis : axes) {
    painter.setPen(QPen(halo, 5, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(origin, origin + axis.tip);
    painter.setPen(QPen(axis.colour, 2.5, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(origin, origin + axis.tip);
    const QFontMetricsF metrics(font());
    const QPointF label = origin + axis.tip * 1.3;
    outlinedText(painter,
                 {label.x() - metrics.horizontalAdvance(axis.name) / 2, label.y() + metrics.capHeight() / 2},
                 axis.name, axis.colour, halo);
  }
}

} // namespace fillscope
