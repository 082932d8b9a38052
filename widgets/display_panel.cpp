#include "widgets/display_panel.h"

#include "widgets/check_box.h"
#include "widgets/knob_panel.h"
#include "widgets/range_slider.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

enum ToneKnob { brightness, contrast, gammaKnob };

Knob toneKnob(const QString& name, const QString& tip) {
  Knob knob;
  knob.name = name;
  knob.tip = tip;
  knob.lowest = -1;
  knob.highest = 1;
  knob.factor = 100;
  knob.decimals = 0;
  knob.unit = QStringLiteral("%");
  return knob;
}

std::vector<KnobGroup> toneKnobs() {
  Knob power = toneKnob(DisplayPanel::tr("Gamma"), DisplayPanel::tr("Above 1 brings up the dark parts"));
  power.lowest = 0.2;
  power.highest = 5;
  power.factor = 1;
  power.decimals = 2;
  power.unit.clear();
  power.logarithmic = true;
  return {{{},
           {toneKnob(DisplayPanel::tr("Brightness"), DisplayPanel::tr("Adds to every pixel")),
            toneKnob(DisplayPanel::tr("Contrast"), DisplayPanel::tr("Spreads the pixels about the middle")),
            power}}};
}

} // namespace

QString sampleText(double value, double range) {
  const double step = std::abs(range) / 300;
  const int decimals =
      step > 0 && std::isfinite(step) ? std::clamp(int(std::ceil(-std::log10(step))), 0, 6) : 0;
  return QLocale().toString(value, 'f', decimals);
}

DisplayPanel::DisplayPanel(QWidget* parent)
    : QWidget(parent)
    , pages_(new QStackedWidget)
    , tone_(new KnobPanel(toneKnobs()))
    , colours_(new QComboBox)
    , reversed_(new CheckBox(tr("&Inverted")))
    , automatic_(new CheckBox(tr("&Automatic")))
    , window_(new RangeSlider(true))
    , low_(new QLabel)
    , high_(new QLabel)
    , reset_(new QPushButton(tr("Reset"))) {
  setObjectName(QStringLiteral("displayPanel"));
  tone_->setObjectName(QStringLiteral("toneKnobs"));
  scalePage_ = makeScalePage();
  pages_->addWidget(tone_);
  pages_->addWidget(scalePage_);
  auto* note = new ToneLabel(Tone::quiet);
  note->setText(tr(
      "For looking only: the picture stays as it is.\nCtrl+Shift and a drag on the picture does the same."));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(3 * theme::grid, 2 * theme::grid, 3 * theme::grid, 2 * theme::grid);
  layout->addWidget(pages_);
  layout->addWidget(note);
  layout->addWidget(reset_, 0, Qt::AlignLeft);
  setMinimumWidth(90 * theme::grid);
  connect(tone_, &KnobPanel::edited, this, &DisplayPanel::emitTone);
  connect(reset_, &QPushButton::clicked, this, &DisplayPanel::resetWanted);
  const auto emitColours = [this] {
    Q_EMIT coloursEdited(static_cast<ColourMap>(colours_->currentData().toInt()), reversed_->isChecked());
  };
  connect(colours_, &QComboBox::activated, this, emitColours);
  connect(reversed_, &QCheckBox::clicked, this, emitColours);
  connect(window_, &RangeSlider::edited, this, [this](double low, double high) {
    const double span = highest_ - lowest_;
    Q_EMIT windowEdited(lowest_ + low * span, lowest_ + high * span);
  });
  connect(automatic_, &QCheckBox::clicked, this, [this](bool on) {
    const double span = highest_ - lowest_;
    if (on)
      Q_EMIT automaticWanted();
    else
      Q_EMIT windowEdited(lowest_ + window_->low() * span, lowest_ + window_->high() * span);
  });
}

QWidget* DisplayPanel::makeScalePage() {
  colours_->setObjectName(QStringLiteral("displayColours"));
  colours_->setAccessibleName(tr("Colours"));
  const std::pair<ColourMap, QString> maps[] = {{ColourMap::grey, tr("grey")},
                                                {ColourMap::turbo, QStringLiteral("turbo")},
                                                {ColourMap::viridis, QStringLiteral("viridis")},
                                                {ColourMap::magma, QStringLiteral("magma")},
                                                {ColourMap::coolwarm, QStringLiteral("coolwarm")}};
  for (const auto& [map, name] : maps)
    colours_->addItem(name, static_cast<int>(map));
  window_->setObjectName(QStringLiteral("displayWindow"));
  window_->setAccessibleName(tr("Window: the numbers that the colours reach over"));
  window_->setToolTip(window_->accessibleName());
  automatic_->setObjectName(QStringLiteral("displayAutomatic"));
  automatic_->setToolTip(tr("From 1 to 99 % of each picture's numbers"));
  auto* page = new QWidget;
  auto* grid = new QGridLayout(page);
  grid->setContentsMargins(0, 0, 0, 0);
  auto* coloursLabel = new QLabel(tr("&Colours"));
  coloursLabel->setBuddy(colours_);
  grid->addWidget(coloursLabel, 0, 0);
  grid->addWidget(colours_, 0, 1, 1, 2);
  grid->addWidget(reversed_, 0, 3);
  auto* windowLabel = new QLabel(tr("&Window"));
  windowLabel->setBuddy(window_);
  grid->addWidget(windowLabel, 1, 0);
  grid->addWidget(window_, 1, 1, 1, 2);
  grid->addWidget(automatic_, 1, 3);
  grid->addWidget(low_, 2, 1, Qt::AlignLeft);
  grid->addWidget(high_, 2, 2, Qt::AlignRight);
  grid->setColumnStretch(1, 1);
  grid->setColumnStretch(2, 1);
  return page;
}

void DisplayPanel::showTone(const ToneCurve& tone) {
  pages_->setCurrentWidget(tone_);
  tone_->setValues(
      {{tone.brightness, tone.brightness}, {tone.contrast, tone.contrast}, {tone.gamma, tone.gamma}});
  reset_->setEnabled(!tone.isNeutral());
}

void DisplayPanel::showScale(const ColourScale& scale, double lowest, double highest, bool automatic) {
  pages_->setCurrentWidget(scalePage_);
  lowest_ = lowest;
  highest_ = highest > lowest ? highest : lowest + 1;
  const double span = highest_ - lowest_;
  colours_->setCurrentIndex(colours_->findData(static_cast<int>(scale.map)));
  reversed_->setChecked(scale.reversed);
  automatic_->setChecked(automatic);
  window_->setValues(std::clamp((scale.low - lowest_) / span, 0.0, 1.0),
                     std::clamp((scale.high - lowest_) / span, 0.0, 1.0));
  low_->setText(sampleText(scale.low, span));
  high_->setText(sampleText(scale.high, span));
  reset_->setEnabled(!automatic);
}

void DisplayPanel::emitTone() {
  const double power = tone_->value(gammaKnob).low;
  Q_EMIT toneEdited({tone_->value(brightness).low, tone_->value(contrast).low, power});
}

void DisplayPanel::focusFirst() { focusFrom(this, true); }

bool DisplayPanel::focusNextPrevChild(bool next) {
  // A menu, in which the panel is shown, would take Tab for the arrow to its next entry.
  return focusFrom(focusWidget() ? focusWidget() : this, next);
}

bool DisplayPanel::focusFrom(QWidget* from, bool next) {
  const auto after = [next](QWidget* at) {
    return next ? at->nextInFocusChain() : at->previousInFocusChain();
  };
  for (QWidget* at = after(from); at != from; at = after(at))
    if (isAncestorOf(at) && (at->focusPolicy() & Qt::TabFocus) && !at->focusProxy() && at->isVisible() &&
        at->isEnabled()) {
      at->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
      return true;
    }
  return false;
}

} // namespace fillscope
