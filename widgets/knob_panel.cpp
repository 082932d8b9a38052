#include "widgets/knob_panel.h"

#include "widgets/check_box.h"
#include "widgets/fold_section.h"
#include "widgets/range_slider.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include "widgets/wheel_guard.h"
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

/// Where a shown number stands on its slider.
double shareOf(const Knob& knob, double shown) {
  const double low = knob.lowest * knob.factor, high = knob.highest * knob.factor;
  if (high <= low) return 0;
  if (knob.logarithmic) return std::log(std::max(shown, low) / low) / std::log(high / low);
  return (shown - low) / (high - low);
}

double shownAt(const Knob& knob, double share) {
  const double low = knob.lowest * knob.factor, high = knob.highest * knob.factor;
  return knob.logarithmic ? low * std::pow(high / low, share) : low + share * (high - low);
}

} // namespace

struct KnobPanel::Row {
  Knob knob;
  ToneLabel* label = nullptr;
  QDoubleSpinBox *low = nullptr, *high = nullptr; ///< a single number stands in low
  RangeSlider* slider = nullptr;
  QComboBox* choice = nullptr;
  CheckBox* toggle = nullptr;
  QLineEdit* text = nullptr;
  QWidget* group = nullptr;
  bool visible = true;

  std::vector<QWidget*> parts() const {
    std::vector<QWidget*> all;
    for (QWidget* part :
         {static_cast<QWidget*>(label), static_cast<QWidget*>(low), static_cast<QWidget*>(high),
          static_cast<QWidget*>(slider), static_cast<QWidget*>(choice), static_cast<QWidget*>(toggle),
          static_cast<QWidget*>(text)})
      if (part) all.push_back(part);
    return all;
  }
  QWidget* field() const {
    for (QWidget* part : {static_cast<QWidget*>(low), static_cast<QWidget*>(choice),
                          static_cast<QWidget*>(toggle), static_cast<QWidget*>(text)})
      if (part) return part;
    return nullptr;
  }
  void followSlider() const {
    if (!slider) return;
    const double from = shareOf(knob, low->value());
    slider->setValues(from, high ? shareOf(knob, high->value()) : from);
  }
  KnobValue value() const {
    if (choice) return {static_cast<double>(choice->currentIndex()), 0, {}};
    if (toggle) return {toggle->isChecked() ? 1.0 : 0.0, 0, {}};
    if (text) return {0, 0, text->text()};
    return {low->value() / knob.factor, high ? high->value() / knob.factor : 0, {}};
  }
  void show(const KnobValue& shown) const {
    for (QWidget* part : parts())
      part->blockSignals(true);
    if (choice) choice->setCurrentIndex(static_cast<int>(std::lround(shown.low)));
    if (toggle) toggle->setChecked(shown.low != 0);
    if (text && text->text() != shown.text) text->setText(shown.text);
    if (low) low->setValue(shown.low * knob.factor);
    if (high) high->setValue(shown.high * knob.factor);
    followSlider();
    for (QWidget* part : parts())
      part->blockSignals(false);
  }
};

KnobPanel::KnobPanel(std::vector<KnobGroup> groups, QWidget* parent)
    : QWidget(parent) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2 * theme::grid);
  for (const KnobGroup& group : groups) {
    auto* body = new QWidget;
    auto* grid = new QGridLayout(body);
    grid->setContentsMargins(group.title.isEmpty() ? 0 : 2 * theme::grid, 0, 0, theme::grid);
    grid->setHorizontalSpacing(2 * theme::grid);
    grid->setVerticalSpacing(theme::grid);
    grid->setColumnStretch(2, 1);
    grid->setColumnMinimumWidth(0, nameWidth);
    QWidget* section = group.title.isEmpty() ? body : new FoldSection(group.title, body, group.open);
    for (const Knob& knob : group.knobs) {
      rows_.emplace_back(addRow(knob, *grid));
      rows_.back()->group = section;
    }
    layout->addWidget(section);
  }
  guardWheel(*this);
}

KnobPanel::~KnobPanel() = default;

KnobPanel::Row* KnobPanel::addRow(const Knob& knob, QGridLayout& grid) {
  auto* row = new Row{knob};
  const int line = grid.rowCount(), index = static_cast<int>(rows_.size());
  if (knob.kind == Knob::Kind::toggle) {
    row->toggle = new CheckBox(knob.name);
    grid.addWidget(row->toggle, line, 0, 1, 4);
    connect(row->toggle, &QCheckBox::toggled, this, [this, index] { announce(index); });
  } else {
    row->label = new ToneLabel(Tone::plain, knob.name);
    row->label->setWordWrap(true);
    grid.addWidget(row->label, line, 0);
    if (knob.kind == Knob::Kind::choice) {
      row->choice = new QComboBox;
      row->choice->addItems(knob.choices);
      grid.addWidget(row->choice, line, 1, 1, 3);
      connect(row->choice, &QComboBox::currentIndexChanged, this, [this, index] { announce(index); });
    } else if (knob.kind == Knob::Kind::text) {
      row->text = new QLineEdit;
      grid.addWidget(row->text, line, 1, 1, 3);
      connect(row->text, &QLineEdit::textEdited, this, [this, index] { announce(index); });
    } else {
      addNumbers(*row, grid, line);
      for (QDoubleSpinBox* spin : {row->low, row->high})
        if (spin)
          connect(spin, &QDoubleSpinBox::valueChanged, this, [this, row, spin, index] {
            // The ends of a range push each other.
            if (row->high && row->low->value() > row->high->value()) {
              QDoubleSpinBox* other = spin == row->low ? row->high : row->low;
              const QSignalBlocker quiet(other);
              other->setValue(spin->value());
            }
            row->followSlider();
            announce(index);
          });
      if (row->slider)
        connect(row->slider, &RangeSlider::edited, this, [this, row, index](double a, double b) {
          {
            const QSignalBlocker quietLow(row->low), quietHigh(row->high ? row->high : row->low);
            row->low->setValue(shownAt(row->knob, a));
            if (row->high) row->high->setValue(shownAt(row->knob, b));
          }
          announce(index);
        });
    }
    row->label->setBuddy(row->field());
  }
  for (QWidget* part : row->parts()) {
    part->setToolTip(knob.tip);
    if (part == row->label) continue;
    part->setAccessibleName(knob.name);
    part->setAccessibleDescription(knob.tip);
  }
  if (row->high) {
    row->low->setAccessibleName(tr("%1, from").arg(knob.name));
    row->high->setAccessibleName(tr("%1, to").arg(knob.name));
  }
  return row;
}

void KnobPanel::addNumbers(Row& row, QGridLayout& grid, int line) {
  const Knob& knob = row.knob;
  const auto makeField = [&] {
    auto* field = new QDoubleSpinBox;
    field->setDecimals(knob.kind == Knob::Kind::whole ? 0 : knob.decimals);
    field->setRange(knob.lowest * knob.factor, knob.highest * knob.factor);
    if (!knob.unit.isEmpty()) field->setSuffix(QStringLiteral(" ") + knob.unit);
    field->setSingleStep(knob.kind == Knob::Kind::whole
                             ? 1
                             : std::max(std::pow(10.0, -knob.decimals),
                                        std::pow(10.0, std::floor(std::log10((knob.highest - knob.lowest) *
                                                                             knob.factor / 50)))));
    if (knob.logarithmic) field->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    field->setKeyboardTracking(false);
    field->setAccelerated(true);
    return field;
  };
  row.low = makeField();
  if (knob.slider) row.slider = new RangeSlider(knob.kind == Knob::Kind::range);
  if (knob.kind == Knob::Kind::range) {
    row.high = makeField();
    grid.addWidget(row.low, line, 1);
    grid.addWidget(row.slider, line, 2);
    grid.addWidget(row.high, line, 3);
  } else if (row.slider) {
    grid.addWidget(row.slider, line, 1, 1, 2);
    grid.addWidget(row.low, line, 3);
  } else {
    grid.addWidget(row.low, line, 1, 1, 3);
  }
}

void KnobPanel::announce(int knob) { Q_EMIT edited(knob, value(knob)); }

void KnobPanel::setValues(const std::vector<KnobValue>& values) {
  for (std::size_t i = 0; i < std::min(values.size(), rows_.size()); ++i)
    rows_[i]->show(values[i]);
}

std::vector<KnobValue> KnobPanel::values() const {
  std::vector<KnobValue> all;
  for (const auto& row : rows_)
    all.push_back(row->value());
  return all;
}

KnobValue KnobPanel::value(int knob) const { return rows_[static_cast<std::size_t>(knob)]->value(); }
void KnobPanel::setValue(int knob, const KnobValue& value) {
  rows_[static_cast<std::size_t>(knob)]->show(value);
}
int KnobPanel::knobCount() const { return static_cast<int>(rows_.size()); }
QWidget* KnobPanel::field(int knob) const { return rows_[static_cast<std::size_t>(knob)]->field(); }

void KnobPanel::setKnobVisible(int knob, bool visible) {
  Row& row = *rows_[static_cast<std::size_t>(knob)];
  row.visible = visible;
  for (QWidget* part : row.parts())
    part->setVisible(visible);
  const bool some = std::any_of(rows_.begin(), rows_.end(), [&](const auto& other) {
    return other->group == row.group && other->visible;
  });
  row.group->setVisible(some);
}

} // namespace fillscope
