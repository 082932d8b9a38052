#include "widgets/tone_label.h"

#include "widgets/theme.h"
#include "widgets/unit_spaces.h"
#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace fillscope {

QColor toneColour(Tone tone, const QPalette& palette) {
  switch (tone) {
  case Tone::quiet:
    return theme::quietText(palette);
  case Tone::accent:
    return theme::accent(palette);
  case Tone::good:
    return theme::good(palette);
  case Tone::warning:
    return theme::warning(palette);
  case Tone::bad:
    return theme::bad(palette);
  case Tone::plain:
    break;
  }
  return palette.color(QPalette::WindowText);
}

ToneLabel::ToneLabel(Tone tone, const QString& text, QWidget* parent)
    : QLabel(text, parent)
    , tone_(tone) {
  applyTone();
}

void ToneLabel::setTone(Tone tone) {
  tone_ = tone;
  applyTone();
}

void ToneLabel::setScaled(double factor, int weight) {
  QFont scaled = QApplication::font(this);
  if (scaled.pixelSize() > 0)
    scaled.setPixelSize(qRound(scaled.pixelSize() * factor));
  else
    scaled.setPointSizeF(scaled.pointSizeF() * factor);
  scaled.setWeight(static_cast<QFont::Weight>(weight));
  setFont(scaled);
}

void ToneLabel::applyTone() {
  if (applying_) return;
  applying_ = true;
  // The label's own text colour is the tone itself: the application's palette says what the theme is now.
  const QPalette base = QApplication::palette(this);
  QPalette own;
  own.setColor(QPalette::Active, QPalette::WindowText, toneColour(tone_, base));
  own.setColor(QPalette::Inactive, QPalette::WindowText, toneColour(tone_, base));
  own.setColor(QPalette::Disabled, QPalette::WindowText,
               base.color(QPalette::Disabled, QPalette::WindowText));
  if (tone_ == Tone::plain) own = QPalette();
  setPalette(own);
  applying_ = false;
}

void ToneLabel::changeEvent(QEvent* event) {
  QLabel::changeEvent(event);
  if (event->type() == QEvent::StyleChange) applyTone();
}

bool ToneLabel::event(QEvent* event) {
  if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::PaletteChange)
    applyTone();
  return QLabel::event(event);
}

ToneLabel* newHeading(const QString& text) {
  auto* heading = new ToneLabel(Tone::plain, text);
  heading->setScaled(1.0, QFont::DemiBold);
  return heading;
}

NoteCard::NoteCard(Tone tone, const QString& meaning, const QString& remedy, QWidget* parent)
    : QFrame(parent)
    , tone_(tone) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8 * theme::grid, 2 * theme::grid, 2 * theme::grid, 2 * theme::grid);
  layout->setSpacing(theme::grid);
  auto* what = new ToneLabel(Tone::plain, withFixedUnits(meaning));
  what->setWordWrap(true);
  layout->addWidget(what);
  if (!remedy.isEmpty()) {
    auto* todo = new ToneLabel(Tone::quiet, withFixedUnits(remedy));
    todo->setWordWrap(true);
    layout->addWidget(todo);
  }
  setAccessibleName(remedy.isEmpty() ? meaning : meaning + QLatin1Char(' ') + remedy);
}

void NoteCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QColor colour = toneColour(tone_, palette()), window = palette().color(QPalette::Window);
  painter.setPen(QPen(theme::mix(window, colour, 0.45), 1));
  painter.setBrush(theme::mix(window, colour, 0.07));
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::grid, theme::grid);
  QPalette tinted = palette();
  tinted.setColor(QPalette::WindowText, colour);
  const QString sign =
      tone_ == Tone::warning || tone_ == Tone::bad ? QStringLiteral("warning") : QStringLiteral("info");
  theme::icon(sign, tinted).paint(&painter, QRect(2 * theme::grid, 2 * theme::grid, 16, 16));
}

} // namespace fillscope
