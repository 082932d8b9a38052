#include "widgets/box_size_editor.h"

#include "core/geometry/odd_size.h"
#include "widgets/check_box.h"
#include "widgets/fill_texts.h"
#include "widgets/length_field.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include "widgets/unit_spaces.h"
#include <QGridLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

constexpr double slantShare = 0.01; ///< a smaller difference from upright walls is not worth a word

} // namespace

BoxSizeEditor::BoxSizeEditor(QWidget* parent)
    : QWidget(parent)
    , known_(new CheckBox(tr("Inner size is known")))
    , litres_(new ToneLabel(Tone::quiet))
    , odd_(new ToneLabel(Tone::warning)) {
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setHorizontalSpacing(2 * theme::grid);
  layout->setVerticalSpacing(theme::grid);
  layout->addWidget(known_, 0, 0, 1, 3);
  known_->setToolTip(tr("With the size, the figures are exact and in litres. Without it, the floor is found "
                        "from the depth map."));
  const std::array<std::pair<QString, QString>, 3> texts{
      {{tr("Side 1–2"), tr("Inner side from corner 1 to corner 2, along the rim.")},
       {tr("Side 2–3"), tr("Inner side from corner 2 to corner 3, along the rim.")},
       {tr("Inner height"), tr("From the rim down to the floor, inside.")}}};
  for (int i = 0; i < 3; ++i) {
    const auto& [text, tip] = texts[static_cast<std::size_t>(i)];
    auto* field = new LengthField;
    field->setSpecialValueText(LengthField::tr("%1 cm").arg(QStringLiteral("—")));
    field->setButtonSymbols(QAbstractSpinBox::NoButtons); // three in a row: their room is the text's
    field->setAccelerated(true);
    field->setMinimumWidth(72);
    field->setToolTip(tip + QLatin1Char('\n') + tr("In centimetres, or with a unit: 0.4 m, 300 mm."));
    field->setAccessibleName(text);
    field->setAccessibleDescription(tip);
    auto* label = new ToneLabel(Tone::quiet, text);
    label->setBuddy(field);
    layout->addWidget(label, 1, i);
    layout->addWidget(field, 2, i);
    layout->setColumnStretch(i, 1);
    fields_[static_cast<std::size_t>(i)] = field;
    connect(field, &LengthField::valueChanged, this, &BoxSizeEditor::emitEdited);
  }
  litres_->setWordWrap(true);
  layout->addWidget(litres_, 3, 0, 1, 3);
  odd_->setObjectName(QStringLiteral("oddSize"));
  odd_->setWordWrap(true);
  layout->addWidget(odd_, 4, 0, 1, 3);
  connect(known_, &QCheckBox::toggled, this, [this](bool known) {
    updateState();
    // Goods may hide the floor: how deep it is found is no height that somebody knows.
    if (known && measured_) showSize(BoxSize{measured_->first, measured_->second, 0});
    if (known) fields_[0]->setFocus();
    emitEdited();
  });
  updateState();
}

void BoxSizeEditor::showSize(const std::optional<BoxSize>& size) {
  const double values[3] = {size ? size->first : 0, size ? size->second : 0, size ? size->depth : 0};
  for (std::size_t i = 0; i < 3; ++i) {
    const QSignalBlocker blocker(fields_[i]);
    fields_[i]->setValue(100 * values[i]);
  }
  updateState();
}

void BoxSizeEditor::setSize(const std::optional<BoxSize>& size) {
  // While a size is being typed in for the first time, the fields are not yet a size: keep what stands there.
  const bool incomplete =
      std::any_of(fields_.begin(), fields_.end(), [](const auto* f) { return f->value() <= 0; });
  const QWidget* focus = focusWidget();
  const bool halfTyped = !size && known_->isChecked() && incomplete && focus && focus->hasFocus();
  if (!halfTyped) {
    const QSignalBlocker blocker(known_);
    known_->setChecked(size.has_value());
    showSize(size ? size : measured_);
  }
}

void BoxSizeEditor::setMeasuredSize(const std::optional<BoxSize>& size) {
  measured_ = size;
  if (!known_->isChecked()) showSize(size);
}

void BoxSizeEditor::setCapacity(std::optional<double> litres) {
  capacity_ = litres;
  updateState();
}

void BoxSizeEditor::setEditable(bool editable) {
  editable_ = editable;
  updateState();
}

void BoxSizeEditor::updateState() {
  known_->setEnabled(editable_);
  for (LengthField* field : fields_)
    field->setEnabled(editable_ && known_->isChecked());
  const double upright = fields_[0]->value() * fields_[1]->value() * fields_[2]->value() / 1000.0;
  const double litres = capacity_.value_or(upright);
  QString text, tip;
  if (upright > 0) {
    const QString shown = QLocale().toString(litres, 'f', 1);
    text = known_->isChecked() ? tr("Holds %1 l").arg(shown)
                               : tr("Found from the depth map: holds %1 l").arg(shown);
    if (std::abs(litres - upright) > slantShare * upright)
      tip = tr("Measured with its real walls and floor. With upright walls it would hold %1 l.")
                .arg(QLocale().toString(upright, 'f', 1));
  } else if (known_->isChecked()) {
    text = tr("Fill in all three.");
  }
  litres_->setToolTip(tip);
  litres_->setText(withFixedUnits(text));
  litres_->setVisible(!text.isEmpty());
  // What a measurement found has warnings of its own.
  const bool isTyped = known_->isChecked() && typed().plausible();
  const std::optional<FillWarning> odd = isTyped ? oddSize(typed()) : std::nullopt;
  odd_->setText(odd ? withFixedUnits(meaningText(*odd) + QLatin1Char(' ') + remedyText(*odd)) : QString());
  odd_->setVisible(odd.has_value());
}

BoxSize BoxSizeEditor::typed() const {
  // Centimetres with one decimal, as typed: 60 becomes 0.6, not 0.6000000001.
  const auto metres = [](const LengthField* field) { return std::round(field->value() * 10) / 1000; };
  return {metres(fields_[0]), metres(fields_[1]), metres(fields_[2])};
}

void BoxSizeEditor::emitEdited() {
  capacity_.reset(); // that of the size before
  updateState();
  if (!known_->isChecked()) {
    showSize(measured_);
    Q_EMIT edited({});
    return;
  }
  if (typed().plausible()) Q_EMIT edited(typed());
}

} // namespace fillscope
