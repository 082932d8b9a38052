#include "widgets/attribute_form.h"

#include "widgets/attribute_text.h"
#include "widgets/check_box.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include "widgets/wheel_guard.h"
#include <QButtonGroup>
#include <QComboBox>
#include <QDir>
#include <QFormLayout>
#include <QLineEdit>
#include <QPointer>
#include <QRadioButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace fillscope {
namespace {

constexpr qsizetype mostRadios = 8; ///< more of them are a list to unfold
constexpr QSize imageSize(96, 64);
constexpr int leastOptionLetters = 8;

QString textOf(const AttributeField& field) {
  return field.value && !field.isMixed ? QString::fromStdString(field.value->text) : QString();
}

/// What is chosen is one of the options: VIA itself would show the first one instead.
void addForeignOption(AttributeField& field) {
  if (!field.value || field.isMixed || !field.definition.hasOptions()) return;
  for (const std::string& id : checkedOptions(*field.value))
    if (!field.definition.option(id)) field.definition.options.push_back({id, id, false, false});
}

/// Fields with the same editor differ in their value alone.
bool hasEditorOf(const AttributeField& a, const AttributeField& b) {
  return a.definition == b.definition && a.readOnly == b.readOnly;
}

} // namespace

AttributeForm::AttributeForm(QWidget* parent)
    : QWidget(parent)
    , form_(new QFormLayout(this)) {
  form_->setContentsMargins(0, 0, 0, 0);
  form_->setHorizontalSpacing(2 * theme::grid);
  form_->setVerticalSpacing(theme::grid);
  form_->setRowWrapPolicy(QFormLayout::WrapLongRows);
  form_->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
}

AttributeForm::~AttributeForm() = default;

void AttributeForm::setFields(std::vector<AttributeField> fields) {
  for (AttributeField& field : fields)
    addForeignOption(field);
  const bool sameEditors =
      std::equal(fields.begin(), fields.end(), rows_.begin(), rows_.end(),
                 [](const AttributeField& field, const auto& row) { return hasEditorOf(field, row->field); });
  if (!sameEditors)
    rebuild(std::move(fields));
  else
    for (std::size_t i = 0; i < rows_.size(); ++i)
      rows_[i]->field = std::move(fields[i]);
  showValues();
}

void AttributeForm::finishTyping() {
  const auto all = findChildren<QLineEdit*>();
  // Whoever answers may set other fields.
  for (const QPointer<QLineEdit>& line : QList<QPointer<QLineEdit>>(all.begin(), all.end()))
    if (line && line->isModified()) Q_EMIT line->editingFinished();
}

void AttributeForm::forgetTyping() {
  for (QLineEdit* line : findChildren<QLineEdit*>())
    line->setModified(false);
  showValues();
}

void AttributeForm::showValues() {
  showing_ = true;
  for (const auto& row : rows_)
    row->show();
  showing_ = false;
}

void AttributeForm::rebuild(std::vector<AttributeField> fields) {
  while (form_->rowCount() > 0) {
    const QFormLayout::TakeRowResult taken = form_->takeRow(0);
    delete taken.labelItem;
    delete taken.fieldItem;
  }
  std::vector<std::unique_ptr<Row>> before = std::exchange(rows_, {});
  for (AttributeField& field : fields) {
    const auto same = std::find_if(before.begin(), before.end(),
                                   [&](const auto& row) { return row && hasEditorOf(field, row->field); });
    if (same == before.end()) {
      rows_.push_back(newRow(std::move(field)));
    } else {
      rows_.push_back(std::move(*same));
      rows_.back()->field = std::move(field);
    }
  }
  for (const auto& row : before) {
    if (!row) continue;
    delete row->label;
    delete row->editor;
  }
  for (const auto& row : rows_)
    form_->addRow(row->label, row->editor);
}

std::unique_ptr<AttributeForm::Row> AttributeForm::newRow(AttributeField field) {
  auto row = std::make_unique<Row>();
  row->field = std::move(field);
  const AttributeDefinition& definition = row->field.definition;
  const QString name = QString::fromStdString(definition.name);
  auto* label = new ToneLabel(definition.declared ? Tone::plain : Tone::quiet, name);
  QString tip = QString::fromStdString(definition.description);
  if (!definition.declared) tip = tr("Used, but not in the list of attributes: VIA shows it as a text.");
  if (definition.kind == AttributeKind::foreign) tip = tr("Of a type that VIA does not know: kept as it is.");
  if (row->field.readOnly && definition.kind != AttributeKind::foreign)
    tip = tr("Kept by the program for this shape.");
  label->setToolTip(tip);
  QWidget* editor = makeEditor(*row);
  editor->setToolTip(tip);
  if (editor->accessibleName().isEmpty()) editor->setAccessibleName(name);
  label->setBuddy(editor);
  guardWheel(*editor);
  row->label = label;
  row->editor = editor;
  return row;
}

QWidget* AttributeForm::makeEditor(Row& row) {
  const AttributeField& field = row.field;
  if (field.readOnly || !field.definition.hasOptions()) return makeLine(row);
  if (field.definition.kind == AttributeKind::checkbox) return makeChecks(row);
  const bool few = static_cast<qsizetype>(field.definition.options.size()) <= mostRadios;
  return field.definition.kind != AttributeKind::dropdown && few ? makeRadios(row) : makeCombo(row);
}

QWidget* AttributeForm::makeLine(Row& row) {
  auto* line = new QLineEdit;
  line->setReadOnly(row.field.readOnly);
  row.show = [line, &field = row.field] {
    line->setPlaceholderText(field.isMixed ? tr("several values") : QString());
    // JSON that VIA would not write is shown and left alone.
    line->setReadOnly(field.readOnly || (field.value && field.value->isJson));
    const bool isTypedInto = line->hasFocus() && line->isModified() && !line->isReadOnly();
    if (!isTypedInto && line->text() != textOf(field)) line->setText(textOf(field));
  };
  connect(line, &QLineEdit::editingFinished, this, [this, line, &row] {
    line->setModified(false);
    if (line->isReadOnly() || line->text() == textOf(row.field)) return;
    emitEdited(row, {line->text().toStdString(), false});
  });
  return line;
}

QWidget* AttributeForm::makeChecks(Row& row) {
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  std::vector<CheckBox*> checks;
  for (const AttributeOption& option : row.field.definition.options) {
    auto* check = new CheckBox(optionTitle(option));
    check->setAccessibleName(QString::fromStdString(row.field.definition.name) + QStringLiteral(": ") +
                             optionTitle(option));
    column->addWidget(check);
    checks.push_back(check);
    connect(check, &QCheckBox::clicked, this, [this, &row, id = option.id](bool on) {
      const AttributeField& field = row.field;
      std::vector<std::string> ids =
          field.value && !field.isMixed ? checkedOptions(*field.value) : std::vector<std::string>();
      std::erase(ids, id);
      if (on) ids.push_back(id);
      emitEdited(row, checkboxValue(ids));
    });
  }
  row.show = [checks, &field = row.field] {
    const std::vector<std::string> ids =
        field.value ? checkedOptions(*field.value) : std::vector<std::string>();
    for (std::size_t i = 0; i < checks.size(); ++i) {
      const bool on = std::find(ids.begin(), ids.end(), field.definition.options[i].id) != ids.end();
      checks[i]->setCheckState(field.isMixed ? Qt::PartiallyChecked : on ? Qt::Checked : Qt::Unchecked);
    }
  };
  return box;
}

QWidget* AttributeForm::makeRadios(Row& row) {
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  auto* group = new QButtonGroup(box);
  const AttributeDefinition& definition = row.field.definition;
  const auto add = [&](const QString& text, const std::string& id, int button) {
    auto* radio = new RadioButton(text);
    radio->setAccessibleName(QString::fromStdString(definition.name) + QStringLiteral(": ") + text);
    column->addWidget(radio);
    group->addButton(radio, button);
    connect(radio, &QRadioButton::clicked, this, [this, &row, id] { emitEdited(row, {id, false}); });
    return radio;
  };
  add(tr("none"), {}, 0);
  for (std::size_t i = 0; i < definition.options.size(); ++i) {
    const AttributeOption& option = definition.options[i];
    QRadioButton* radio = add(optionTitle(option), option.id, static_cast<int>(i) + 1);
    if (definition.kind != AttributeKind::image) continue;
    const QPixmap image(QDir(imageFolder_).filePath(QString::fromStdString(option.text)));
    if (image.isNull()) continue; // an address, or not there: its text says which
    radio->setIcon(image);
    radio->setIconSize(imageSize);
    radio->setToolTip(radio->text());
    radio->setText(QString::fromStdString(option.id));
  }
  row.show = [group, &field = row.field] {
    int chosen = field.isMixed ? -1 : 0;
    for (std::size_t i = 0; i < field.definition.options.size(); ++i)
      if (field.value && !field.isMixed && field.value->text == field.definition.options[i].id)
        chosen = static_cast<int>(i) + 1;
    group->setExclusive(false);
    for (QAbstractButton* button : group->buttons())
      button->setChecked(group->id(button) == chosen);
    group->setExclusive(true);
  };
  return box;
}

QWidget* AttributeForm::makeCombo(Row& row) {
  auto* combo = new QComboBox;
  combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  combo->setMinimumContentsLength(leastOptionLetters);
  combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  combo->addItem(tr("none"), QString());
  for (const AttributeOption& option : row.field.definition.options)
    combo->addItem(optionTitle(option), QString::fromStdString(option.id));
  row.show = [combo, &field = row.field] {
    combo->setPlaceholderText(field.isMixed ? tr("several values") : QString());
    combo->setCurrentIndex(field.isMixed ? -1 : std::max(0, combo->findData(textOf(field))));
  };
  connect(combo, &QComboBox::activated, this, [this, combo, &row] {
    emitEdited(row, {combo->currentData().toString().toStdString(), false});
  });
  return combo;
}

void AttributeForm::emitEdited(const Row& row, const AttributeValue& value) {
  if (showing_) return;
  const AttributeField& field = row.field;
  if (!field.isMixed && field.value.value_or(AttributeValue{}) == value) return;
  // Whoever answers may set other fields, and this one's name with them.
  const QString name = QString::fromStdString(field.definition.name);
  Q_EMIT edited(name, value);
}

} // namespace fillscope
