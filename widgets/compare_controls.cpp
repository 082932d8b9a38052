#include "widgets/compare_controls.h"

#include "widgets/check_box.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include "widgets/wheel_guard.h"
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <algorithm>
#include <cmath>
#include <utility>

namespace fillscope {

namespace {

constexpr int thresholdSteps = 200;

QComboBox* newChooser(const QString& name, const QString& tip) {
  auto* box = new QComboBox;
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(12);
  box->setAccessibleName(name);
  box->setToolTip(tip);
  // A long name is elided: it is read where the mouse rests.
  QObject::connect(box, &QComboBox::currentTextChanged, box, [box, tip](const QString& text) {
    box->setToolTip(text.isEmpty() ? tip : text + QLatin1Char('\n') + tip);
  });
  return box;
}

QDoubleSpinBox* newRangeField(const QString& name) {
  auto* field = new QDoubleSpinBox;
  field->setDecimals(3);
  field->setRange(0, 10000);
  field->setSingleStep(0.01);
  field->setSuffix(CompareControls::tr(" m"));
  field->setKeyboardTracking(false);
  field->setAccessibleName(name);
  return field;
}

QDoubleSpinBox* newCapField(const QString& name, const QString& tip) {
  QDoubleSpinBox* field = newRangeField(name);
  field->setSpecialValueText(CompareControls::tr("no limit"));
  field->setToolTip(tip);
  return field;
}

/// Two fields with a dash between them.
QHBoxLayout* newSpan(QDoubleSpinBox* low, QDoubleSpinBox* high) {
  auto* span = new QHBoxLayout;
  span->addWidget(low, 1);
  span->addWidget(new ToneLabel(Tone::quiet, QStringLiteral("–")));
  span->addWidget(high, 1);
  return span;
}

} // namespace

CompareControls::CompareControls(QWidget* parent)
    : QWidget(parent)
    , estimate_(newChooser(tr("Estimate"), tr("The depth map that is judged.")))
    , reference_(newChooser(tr("Reference"), tr("The depth map that it is judged against.")))
    , alignment_(
          newChooser(tr("Alignment"),
                     tr("Networks without a unit need one: the estimate is brought to the reference first.")))
    , counts_(newChooser(tr("Counts"), tr("Which pixels the figures are of.")))
    , lock_(new CheckBox(tr("Lock ra&nge")))
    , automatic_(new CheckBox(tr("&Automatic")))
    , low_(newRangeField(tr("Lowest depth")))
    , high_(newRangeField(tr("Highest depth")))
    , nearest_(
          newCapField(tr("Least depth that counts"),
                      tr("Where the reference is nearer, a pixel does not count; the estimate is clamped "
                         "to this depth.")))
    , farthest_(newCapField(tr("Greatest depth that counts"),
                            tr("Where the reference is farther, a pixel does not count; the estimate is "
                               "clamped to this depth.")))
    , threshold_(new QSlider(Qt::Horizontal))
    , thresholdValue_(new ToneLabel(Tone::plain))
    , save_(new QPushButton(theme::icon(QStringLiteral("save"), palette()), tr("Save maps and figures…"))) {
  alignment_->addItems(
      {tr("as it is"), tr("median"), tr("scale and shift"), tr("scale and shift of 1/depth")});
  counts_->addItems({tr("whole picture"), tr("inside the rim")});
  lock_->setToolTip(
      tr("Keep this range for other pictures too. Unlocked, each reference gives its own 2–98 % range."));
  automatic_->setToolTip(tr("Otsu's threshold: splits the SSIM values into two groups by themselves."));
  automatic_->setChecked(true);
  threshold_->setRange(0, thresholdSteps);
  threshold_->setPageStep(thresholdSteps / 10);
  threshold_->setMinimumWidth(100);
  threshold_->setAccessibleName(tr("Threshold of S"));
  thresholdValue_->setFixedWidth(thresholdValue_->fontMetrics().horizontalAdvance(QStringLiteral("0.000")) +
                                 theme::grid);

  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(2 * theme::grid);
  grid->setVerticalSpacing(2 * theme::grid);
  const auto label = [&](const QString& text, QWidget* buddy) {
    auto* made = new ToneLabel(Tone::quiet, text);
    made->setBuddy(buddy);
    return made;
  };
  auto* swap = new QPushButton(tr("S&wap"));
  swap->setToolTip(tr("Judge the other one."));
  grid->addWidget(label(tr("Est&imate"), estimate_), 0, 0);
  grid->addWidget(estimate_, 0, 1);
  grid->addWidget(label(tr("Referen&ce"), reference_), 0, 2);
  grid->addWidget(reference_, 0, 3);
  grid->addWidget(swap, 0, 4);
  grid->addWidget(label(tr("A&lignment"), alignment_), 1, 0);
  grid->addWidget(alignment_, 1, 1);
  grid->addWidget(lock_, 1, 2);
  grid->addLayout(newSpan(low_, high_), 1, 3);
  grid->addWidget(label(tr("Counts"), counts_), 2, 0);
  grid->addWidget(counts_, 2, 1);
  grid->addWidget(label(tr("Depth caps"), nearest_), 2, 2);
  grid->addLayout(newSpan(nearest_, farthest_), 2, 3);
  auto* threshold = new QHBoxLayout;
  threshold->addWidget(label(tr("Thresh&old"), threshold_));
  threshold->addWidget(automatic_);
  threshold->addWidget(threshold_, 1);
  threshold->addWidget(thresholdValue_);
  threshold->addSpacing(2 * theme::grid);
  threshold->addWidget(save_);
  grid->addLayout(threshold, 3, 0, 1, 5);
  grid->setColumnStretch(1, 1);
  grid->setColumnStretch(3, 1);

  const auto chosen = [this] { Q_EMIT sourcesChosen(estimate_->currentIndex(), reference_->currentIndex()); };
  connect(estimate_, &QComboBox::activated, this, chosen);
  connect(reference_, &QComboBox::activated, this, chosen);
  connect(swap, &QPushButton::clicked, this, [this, chosen] {
    const int estimate = estimate_->currentIndex();
    estimate_->setCurrentIndex(reference_->currentIndex());
    reference_->setCurrentIndex(estimate);
    chosen();
  });
  connect(alignment_, &QComboBox::activated, this, &CompareControls::emitOptions);
  connect(counts_, &QComboBox::activated, this, [this](int index) { Q_EMIT insideRimChosen(index == 1); });
  for (QDoubleSpinBox* cap : {nearest_, farthest_})
    connect(cap, &QDoubleSpinBox::valueChanged, this, &CompareControls::emitOptions);
  connect(lock_, &QCheckBox::toggled, this, &CompareControls::emitOptions);
  connect(low_, &QDoubleSpinBox::valueChanged, this, &CompareControls::emitOptions);
  connect(high_, &QDoubleSpinBox::valueChanged, this, &CompareControls::emitOptions);
  connect(automatic_, &QCheckBox::toggled, this, &CompareControls::emitOptions);
  connect(threshold_, &QSlider::valueChanged, this, &CompareControls::emitOptions);
  connect(save_, &QPushButton::clicked, this, &CompareControls::saveRequested);
  setResultKnown(false);
  updateState();
  guardWheel(*this);
}

void CompareControls::setSources(const QStringList& names, int estimate, int reference) {
  for (const auto& [box, index] : {std::pair(estimate_, estimate), std::pair(reference_, reference)}) {
    const QSignalBlocker blocker(box);
    box->clear();
    box->addItems(names);
    box->setCurrentIndex(index);
  }
}

void CompareControls::showUsed(const DepthComparison& comparison) {
  const QSignalBlocker blockLow(low_), blockHigh(high_), blockThreshold(threshold_);
  if (!lock_->isChecked()) {
    low_->setValue(comparison.rangeLow);
    high_->setValue(comparison.rangeHigh);
  }
  if (automatic_->isChecked())
    threshold_->setValue(static_cast<int>(std::lround(comparison.threshold * thresholdSteps)));
  thresholdValue_->setText(QLocale().toString(comparison.threshold, 'f', 3));
  // An estimate without a unit cannot stay as it is.
  const int used = static_cast<int>(comparison.alignment);
  alignment_->setItemText(0, alignment_->currentIndex() == 0 && used != 0
                                 ? tr("needed: %1").arg(alignment_->itemText(used))
                                 : tr("as it is"));
}

void CompareControls::setResultKnown(bool known) { save_->setEnabled(known); }

void CompareControls::lockRange(double low, double high) {
  const QSignalBlocker blockLow(low_), blockHigh(high_), blockLock(lock_);
  low_->setValue(low);
  high_->setValue(high);
  lock_->setChecked(true);
  emitOptions();
}

void CompareControls::unlockRange() { lock_->setChecked(false); }
bool CompareControls::rangeLocked() const { return lock_->isChecked(); }

CompareOptions CompareControls::options() const {
  CompareOptions options;
  // Ends that stand the other way round mean the same span.
  if (lock_->isChecked() && low_->value() != high_->value())
    options.range = std::minmax(low_->value(), high_->value());
  options.alignment = static_cast<DepthAlignment>(alignment_->currentIndex());
  double nearest = nearest_->value(), farthest = farthest_->value();
  if (farthest > 0 && nearest > farthest) std::swap(nearest, farthest);
  if (nearest > 0 && nearest != farthest) options.counted.minDepth = nearest;
  if (farthest > 0) options.counted.maxDepth = farthest;
  if (!automatic_->isChecked()) options.threshold = double(threshold_->value()) / thresholdSteps;
  return options;
}

void CompareControls::emitOptions() {
  updateState();
  Q_EMIT optionsEdited(options());
}

void CompareControls::updateState() {
  low_->setEnabled(lock_->isChecked());
  high_->setEnabled(lock_->isChecked());
  threshold_->setEnabled(!automatic_->isChecked());
  if (!automatic_->isChecked())
    thresholdValue_->setText(QLocale().toString(double(threshold_->value()) / thresholdSteps, 'f', 3));
}

} // namespace fillscope
