#include "widgets/scale_chooser.h"

#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <array>
#include <cmath>

namespace fillscope {

namespace {

constexpr std::array<double, 5> usualScales{0.0, 1.0 / 1000, 1.0 / 10000, 1.0 / 5000, 1.0 / 256};
constexpr int otherIndex = static_cast<int>(usualScales.size());

int indexOf(double scale) {
  for (std::size_t i = 0; i < usualScales.size(); ++i)
    if (std::abs(scale - usualScales[i]) <= 1e-9 * usualScales[i]) return static_cast<int>(i);
  return otherIndex;
}

} // namespace

ScaleChooser::ScaleChooser(QWidget* parent)
    : QWidget(parent)
    , label_(new ToneLabel(Tone::quiet, tr("One &unit is")))
    , choices_(new QComboBox)
    , other_(new QWidget)
    , factor_(new QLineEdit) {
  choices_->addItems({tr("Choose…"), tr("1 mm (÷ 1000)"), tr("0.1 mm (÷ 10 000)"), tr("1/5000 m (TUM)"),
                      tr("1/256 m (KITTI)"), tr("Another factor")});
  choices_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  choices_->setMinimumContentsLength(12);
  const QString tip =
      tr("How far one step of a whole-number depth file reaches. Files with decimals are metres already.");
  choices_->setToolTip(tip);
  label_->setBuddy(choices_);
  label_->setToolTip(tip);
  factor_->setAccessibleName(tr("Metres per unit"));
  factor_->setPlaceholderText(tr("for example 0.00025 or 1/4000"));
  auto* metres = new ToneLabel(Tone::quiet, tr("m"));
  auto* otherRow = new QHBoxLayout(other_);
  otherRow->setContentsMargins(0, 0, 0, 0);
  otherRow->addWidget(factor_, 1);
  otherRow->addWidget(metres);
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setHorizontalSpacing(2 * theme::grid);
  layout->setVerticalSpacing(theme::grid);
  layout->addWidget(label_, 0, 0);
  layout->addWidget(choices_, 0, 1);
  layout->addWidget(other_, 1, 1);
  layout->setColumnStretch(1, 1);
  connect(choices_, &QComboBox::activated, this, &ScaleChooser::choose);
  connect(factor_, &QLineEdit::editingFinished, this, &ScaleChooser::readFactor);
  showScale();
}

void ScaleChooser::setScale(double metresPerUnit) {
  // A factor that is about to be typed in stays open until the picture says something else.
  const bool typing = !other_->isHidden() && metresPerUnit == scale_;
  scale_ = metresPerUnit;
  if (!typing) showScale();
}

void ScaleChooser::setHasDecimals(bool hasDecimals) {
  choices_->setItemText(0, hasDecimals ? tr("metres (decimals)") : tr("Choose…"));
}

void ScaleChooser::showScale() {
  const QSignalBlocker blockChoices(choices_), blockFactor(factor_);
  const int index = indexOf(scale_);
  choices_->setCurrentIndex(index);
  other_->setVisible(index == otherIndex);
  factor_->setText(scale_ > 0 ? QLocale::c().toString(scale_, 'g', QLocale::FloatingPointShortest)
                              : QString());
}

void ScaleChooser::choose(int index) {
  other_->setVisible(index == otherIndex);
  if (index == otherIndex) {
    factor_->setFocus();
    factor_->selectAll();
    return;
  }
  scale_ = usualScales[static_cast<std::size_t>(index)];
  showScale();
  Q_EMIT edited(scale_);
}

void ScaleChooser::readFactor() {
  const QStringList parts = factor_->text().split(QLatin1Char('/'));
  bool ok = false, divisorOk = parts.size() == 1;
  double value = QLocale::c().toDouble(parts[0].trimmed(), &ok);
  if (!ok) value = QLocale().toDouble(parts[0].trimmed(), &ok);
  if (parts.size() == 2) value /= QLocale::c().toDouble(parts[1].trimmed(), &divisorOk);
  if (!ok || !divisorOk || !(value > 0) || !std::isfinite(value)) return showScale();
  if (value == scale_) return;
  scale_ = value;
  Q_EMIT edited(scale_);
}

} // namespace fillscope
