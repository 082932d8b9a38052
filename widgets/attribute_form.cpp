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
#include <QRadioButton>
#include <QVBoxLayout>
#include <algorithm>

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
  const bool sameEditors = std::equal(fields.begin(), fields.end(), fields_.begin(), fields_.end(),
                                      [](const AttributeField& a, const AttributeField& b) {
                                        return a.definition == b.definition && a.readOnly == b.readOnly;
                                      });
  fields_ = std::move(fields);
  if (!sameEditors) rebuild();
  showing_ = true;
  for (std::size_t i = 0; i < fields_.size(); ++i)
    show_[i](fields_[i]);
  showing_ = false;
}

void AttributeForm::rebuild() {
  while (form_->rowCount() > 0)
    form_->removeRow(0);
  show_.assign(fields_.size(), {});
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const AttributeDefinition& definition = fields_[i].definition;
    const QString name = QString::fromStdString(definition.name);
    auto* label = new ToneLabel(definition.declared ? Tone::plain : Tone::quiet, name);
    QString tip = QString::fromStdString(definition.description);
    if (!definition.declared) tip = tr("Used, but not in the list of attributes: VIA shows it as a text.");
    if (definition.kind == AttributeKind::foreign)
      tip = tr("Of a type that VIA does not know: kept as it is.");
    if (fields_[i].readOnly && definition.kind != AttributeKind::foreign)
      tip = tr("Kept by the program for this shape.");
    label->setToolTip(tip);
    QWidget* editor = makeEditor(i);
    editor->setToolTip(tip);
    if (editor->accessibleName().isEmpty()) editor->setAccessibleName(name);
    label->setBuddy(editor);
    form_->addRow(label, editor);
  }
  guardWheel(*this);
}

QWidget* AttributeForm::makeEditor(std::size_t index) {
  const AttributeField& field = fields_[index];
  if (field.readOnly || !field.definition.hasOptions()) return makeLine(index);
  if (field.definition.kind == AttributeKind::checkbox) return makeChecks(index);
  const bool few = static_cast<qsizetype>(field.definition.options.size()) <= mostRadios;
  return field.definition.kind != AttributeKind::dropdown && few ? makeRadios(index) : makeCombo(index);
}

QWidget* AttributeForm::makeLine(std::size_t index) {
  auto* line = new QLineEdit;
  line->setReadOnly(fields_[index].readOnly);
  show_[index] = [line](const AttributeField& field) {
    line->setPlaceholderText(field.isMixed ? tr("several values") : QString());
    // JSON that VIA would not write is shown and left alone.
    line->setReadOnly(field.readOnly || (field.value && field.value->isJson));
    if (line->text() != textOf(field)) line->setText(textOf(field));
  };
  connect(line, &QLineEdit::editingFinished, this, [this, line, index] {
    const AttributeField& field = fields_[index];
    if (line->isReadOnly() || line->text() == textOf(field)) return;
    emitEdited(index, {line->text().toStdString(), false});
  });
  return line;
}

QWidget* AttributeForm::makeChecks(std::size_t index) {
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  std::vector<CheckBox*> checks;
  for (const AttributeOption& option : fields_[index].definition.options) {
    auto* check = new CheckBox(optionTitle(option));
    check->setAccessibleName(QString::fromStdString(fields_[index].definition.name) + QStringLiteral(": ") +
                             optionTitle(option));
    column->addWidget(check);
    checks.push_back(check);
    connect(check, &QCheckBox::clicked, this, [this, index, id = option.id](bool on) {
      const AttributeField& field = fields_[index];
      std::vector<std::string> ids =
          field.value && !field.isMixed ? checkedOptions(*field.value) : std::vector<std::string>();
      std::erase(ids, id);
      if (on) ids.push_back(id);
      emitEdited(index, checkboxValue(ids));
    });
  }
  show_[index] = [checks](const AttributeField& field) {
    const std::vector<std::string> ids =
        field.value ? checkedOptions(*field.value) : std::vector<std::string>();
    for (std::size_t i = 0; i < checks.size(); ++i) {
      const bool on = std::find(ids.begin(), ids.end(), field.definition.options[i].id) != ids.end();
      checks[i]->setCheckState(field.isMixed ? Qt::PartiallyChecked : on ? Qt::Checked : Qt::Unchecked);
    }
  };
  return box;
}

QWidget* AttributeForm::makeRadios(std::size_t index) {
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  auto* group = new QButtonGroup(box);
  const AttributeDefinition& definition = fields_[index].definition;
  const auto add = [&](const QString& text, const std::string& id, int button) {
    auto* radio = new RadioButton(text);
    radio->setAccessibleName(QString::fromStdString(definition.name) + QStringLiteral(": ") + text);
    column->addWidget(radio);
    group->addButton(radio, button);
    connect(radio, &QRadioButton::clicked, this, [this, index, id] { emitEdited(index, {id, false}); });
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
  show_[index] = [group](const AttributeField& field) {
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

QWidget* AttributeForm::makeCombo(std::size_t index) {
  auto* combo = new QComboBox;
  combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  combo->setMinimumContentsLength(leastOptionLetters);
  combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  combo->addItem(tr("none"), QString());
  for (const AttributeOption& option : fields_[index].definition.options)
    combo->addItem(optionTitle(option), QString::fromStdString(option.id));
  show_[index] = [combo](const AttributeField& field) {
    combo->setPlaceholderText(field.isMixed ? tr("several values") : QString());
    combo->setCurrentIndex(field.isMixed ? -1 : std::max(0, combo->findData(textOf(field))));
  };
  connect(combo, &QComboBox::activated, this, [this, combo, index] {
    emitEdited(index, {combo->currentData().toString().toStdString(), false});
  });
  return combo;
}

void AttributeForm::emitEdited(std::size_t index, const AttributeValue& value) {
  if (showing_) return;
  const AttributeField& field = fields_[index];
  if (!field.isMixed && field.value.value_or(AttributeValue{}) == value) return;
  // Whoever answers may set other fields, and this one's name with them.
  const QString name = QString::fromStdString(field.definition.name);
  Q_EMIT edited(name, value);
}

} // namespace fillscope
