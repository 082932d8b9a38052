#include "widgets/attribute_dialog.h"
#include "widgets/check_box.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace fillscope {
namespace {

constexpr AttributeKind editableKinds[] = {AttributeKind::text, AttributeKind::checkbox, AttributeKind::radio,
                                           AttributeKind::dropdown, AttributeKind::image};

QString kindText(AttributeKind kind) {
  switch (kind) {
  case AttributeKind::text:
    return AttributeListEditor::tr("Text");
  case AttributeKind::checkbox:
    return AttributeListEditor::tr("Check boxes: any of the options");
  case AttributeKind::radio:
    return AttributeListEditor::tr("Radio buttons: one of the options");
  case AttributeKind::dropdown:
    return AttributeListEditor::tr("List: one of the options");
  case AttributeKind::image:
    return AttributeListEditor::tr("Pictures: one of the options");
  case AttributeKind::foreign:
    break;
  }
  return AttributeListEditor::tr("A type that VIA does not know");
}

} // namespace

struct AttributeListEditor::Private {
  std::vector<AttributeDefinition> definitions;
  QListWidget* list = nullptr;
  QToolButton *remove = nullptr, *up = nullptr, *down = nullptr, *removeOption = nullptr;
  QWidget *fields = nullptr, *optionBox = nullptr;
  QLineEdit *name = nullptr, *description = nullptr, *value = nullptr;
  QLabel* valueLabel = nullptr;
  QComboBox* kind = nullptr;
  CheckBox* declared = nullptr;
  QTableWidget* options = nullptr;
  bool showing = false;

  AttributeDefinition* chosen() {
    const int row = list->currentRow();
    return row >= 0 && row < static_cast<int>(definitions.size())
               ? &definitions[static_cast<std::size_t>(row)]
               : nullptr;
  }
};

AttributeListEditor::AttributeListEditor(const QString& what, QWidget* parent)
    : QWidget(parent)
    , d_(std::make_unique<Private>()) {
  auto* layout = new QHBoxLayout(this);
  layout->addWidget(makeList(what), 2);
  layout->addSpacing(2 * theme::grid);
  layout->addWidget(makeFields(), 3);
  showChosen();
}

AttributeListEditor::~AttributeListEditor() = default;

QWidget* AttributeListEditor::makeList(const QString& what) {
  auto* side = new QWidget;
  d_->list = new QListWidget;
  d_->list->setAccessibleName(what);
  connect(d_->list, &QListWidget::currentRowChanged, this, &AttributeListEditor::showChosen);
  auto* row = new QHBoxLayout;
  row->setSpacing(0);
  const auto button = [&](const char* icon, Qt::ArrowType arrow, const QString& name, auto act) {
    auto* made = new QToolButton;
    if (*icon) made->setIcon(theme::icon(QLatin1String(icon), palette()));
    made->setArrowType(arrow);
    made->setAutoRaise(true);
    made->setToolTip(name);
    made->setAccessibleName(name);
    connect(made, &QToolButton::clicked, this, act);
    row->addWidget(made);
    return made;
  };
  QToolButton* add = button("add", Qt::NoArrow, tr("New attribute"), [this] {
    AttributeDefinition fresh;
    for (int i = 1; fresh.name.empty(); ++i) {
      const std::string name = tr("attribute %1").arg(i).toStdString();
      if (std::none_of(d_->definitions.begin(), d_->definitions.end(),
                       [&](const AttributeDefinition& d) { return d.name == name; }))
        fresh.name = name;
    }
    d_->definitions.push_back(fresh);
    showList();
    choose(static_cast<int>(d_->definitions.size()) - 1);
    d_->name->setFocus();
    d_->name->selectAll();
    Q_EMIT changed();
  });
  add->setObjectName(QStringLiteral("addAttribute"));
  d_->remove = button("trash", Qt::NoArrow, tr("Remove the definition; values stay where they are"), [this] {
    const int at = d_->list->currentRow();
    d_->definitions.erase(d_->definitions.begin() + at);
    showList();
    choose(std::min(at, static_cast<int>(d_->definitions.size()) - 1));
    Q_EMIT changed();
  });
  row->addStretch();
  d_->up = button("", Qt::UpArrow, tr("Earlier in the list"), [this] { move(-1); });
  d_->down = button("", Qt::DownArrow, tr("Later in the list"), [this] { move(1); });
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(d_->list, 1);
  column->addLayout(row);
  return side;
}

QWidget* AttributeListEditor::makeFields() {
  d_->fields = new QWidget;
  auto* form = new QFormLayout(d_->fields);
  form->setContentsMargins(0, 0, 0, 0);
  const auto line = [&](const QString& label) {
    auto* field = new QLineEdit;
    field->setAccessibleName(label);
    form->addRow(label, field);
    connect(field, &QLineEdit::textEdited, this, &AttributeListEditor::takeFields);
    return field;
  };
  d_->name = line(tr("Name"));
  d_->kind = new QComboBox;
  d_->kind->setAccessibleName(tr("Type"));
  d_->kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  for (const AttributeKind kind : editableKinds)
    d_->kind->addItem(kindText(kind), static_cast<int>(kind));
  form->addRow(tr("Type"), d_->kind);
  connect(d_->kind, &QComboBox::activated, this, [this] {
    takeFields();
    showChosen();
  });
  d_->description = line(tr("Description"));
  d_->value = line(tr("Default"));
  d_->valueLabel = qobject_cast<QLabel*>(form->labelForField(d_->value));
  d_->declared = new CheckBox(tr("Declare it: VIA then shows it too"));
  connect(d_->declared, &QCheckBox::clicked, this, &AttributeListEditor::takeFields);
  form->addRow(QString(), d_->declared);

  d_->options = new QTableWidget(0, 3);
  d_->options->setHorizontalHeaderLabels({tr("Value"), tr("Shown as"), tr("Default")});
  d_->options->setAccessibleName(tr("Options"));
  d_->options->verticalHeader()->hide();
  d_->options->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
  d_->options->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
  d_->options->horizontalHeader()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
  connect(d_->options, &QTableWidget::itemChanged, this, &AttributeListEditor::takeOptions);
  auto* add = new QToolButton;
  add->setObjectName(QStringLiteral("addOption"));
  add->setIcon(theme::icon(QStringLiteral("add"), palette()));
  add->setToolTip(tr("New option"));
  add->setAccessibleName(tr("New option"));
  d_->removeOption = new QToolButton;
  d_->removeOption->setIcon(theme::icon(QStringLiteral("trash"), palette()));
  d_->removeOption->setToolTip(tr("Remove the option; values stay where they are"));
  d_->removeOption->setAccessibleName(tr("Remove the option"));
  for (QToolButton* button : {add, d_->removeOption})
    button->setAutoRaise(true);
  connect(add, &QToolButton::clicked, this, [this] {
    AttributeDefinition* chosen = d_->chosen();
    if (!chosen) return;
    for (int i = static_cast<int>(chosen->options.size()) + 1;; ++i) {
      const std::string id = std::to_string(i);
      if (chosen->option(id)) continue;
      chosen->options.push_back({id, {}, false, true});
      break;
    }
    showOptions();
    d_->options->setCurrentCell(d_->options->rowCount() - 1, 0);
    d_->options->editItem(d_->options->currentItem());
    Q_EMIT changed();
  });
  connect(d_->removeOption, &QToolButton::clicked, this, [this] {
    AttributeDefinition* chosen = d_->chosen();
    const int row = d_->options->currentRow();
    if (!chosen || row < 0) return;
    chosen->options.erase(chosen->options.begin() + row);
    showOptions();
    Q_EMIT changed();
  });
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(0);
  buttons->addWidget(add);
  buttons->addWidget(d_->removeOption);
  buttons->addStretch();
  d_->optionBox = new QWidget;
  auto* column = new QVBoxLayout(d_->optionBox);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(newHeading(tr("Options")));
  column->addWidget(d_->options, 1);
  column->addLayout(buttons);
  form->addRow(d_->optionBox);
  return d_->fields;
}

void AttributeListEditor::setDefinitions(std::vector<AttributeDefinition> definitions) {
  d_->definitions = std::move(definitions);
  showList();
  choose(d_->definitions.empty() ? -1 : 0);
}

const std::vector<AttributeDefinition>& AttributeListEditor::definitions() const { return d_->definitions; }
void AttributeListEditor::choose(int index) {
  d_->list->setCurrentRow(index);
  showChosen();
}

void AttributeListEditor::showList() {
  const QSignalBlocker quiet(d_->list);
  const int row = d_->list->currentRow();
  d_->list->clear();
  for (const AttributeDefinition& definition : d_->definitions) {
    auto* item = new QListWidgetItem(QString::fromStdString(definition.name), d_->list);
    if (definition.declared) continue;
    item->setForeground(theme::quietText(palette()));
    item->setToolTip(tr("Used by regions or pictures, not declared"));
    item->setText(tr("%1 (not declared)").arg(item->text()));
  }
  d_->list->setCurrentRow(row);
}

void AttributeListEditor::showChosen() {
  const AttributeDefinition* chosen = d_->chosen();
  d_->showing = true;
  d_->fields->setEnabled(chosen != nullptr);
  for (QToolButton* button : {d_->remove, d_->up, d_->down})
    button->setEnabled(chosen != nullptr);
  const AttributeDefinition shown = chosen ? *chosen : AttributeDefinition();
  const bool foreign = shown.kind == AttributeKind::foreign;
  d_->name->setText(QString::fromStdString(shown.name));
  // Values go by the name: of what is used it is not the dialog's to change.
  d_->name->setReadOnly(foreign || !shown.declared || !shown.verbatim.empty());
  d_->name->setToolTip(d_->name->isReadOnly() ? tr("Values are kept under this name, so it stays")
                                              : QString());
  d_->kind->setCurrentIndex(foreign ? -1 : d_->kind->findData(static_cast<int>(shown.kind)));
  d_->kind->setPlaceholderText(kindText(AttributeKind::foreign));
  d_->kind->setEnabled(!foreign);
  d_->description->setText(QString::fromStdString(shown.description));
  d_->description->setEnabled(!foreign);
  d_->value->setText(QString::fromStdString(shown.defaultValue));
  d_->value->setVisible(shown.kind == AttributeKind::text);
  if (d_->valueLabel) d_->valueLabel->setVisible(shown.kind == AttributeKind::text);
  d_->declared->setChecked(shown.declared);
  d_->declared->setVisible(chosen && shown.verbatim.empty());
  d_->optionBox->setVisible(shown.hasOptions());
  d_->showing = false;
  showOptions();
}

void AttributeListEditor::showOptions() {
  const AttributeDefinition* chosen = d_->chosen();
  d_->showing = true;
  d_->options->setRowCount(chosen ? static_cast<int>(chosen->options.size()) : 0);
  for (int row = 0; row < d_->options->rowCount(); ++row) {
    const AttributeOption& option = chosen->options[static_cast<std::size_t>(row)];
    d_->options->setItem(row, 0, new QTableWidgetItem(QString::fromStdString(option.id)));
    d_->options->setItem(row, 1, new QTableWidgetItem(QString::fromStdString(option.text)));
    auto* on = new QTableWidgetItem;
    on->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    on->setCheckState(option.isDefault ? Qt::Checked : Qt::Unchecked);
    d_->options->setItem(row, 2, on);
    if (option.declared) continue;
    for (int column = 0; column < 2; ++column) {
      d_->options->item(row, column)->setForeground(theme::quietText(palette()));
      d_->options->item(row, column)->setToolTip(tr("Used, not declared: edit it to declare it"));
    }
  }
  d_->removeOption->setEnabled(d_->options->rowCount() > 0);
  d_->showing = false;
}

void AttributeListEditor::takeFields() {
  AttributeDefinition* chosen = d_->chosen();
  if (!chosen || d_->showing || chosen->kind == AttributeKind::foreign) return;
  chosen->name = d_->name->text().toStdString();
  chosen->kind = static_cast<AttributeKind>(d_->kind->currentData().toInt());
  chosen->description = d_->description->text().toStdString();
  chosen->defaultValue = d_->value->text().toStdString();
  chosen->declared = d_->declared->isChecked();
  showList();
  Q_EMIT changed();
}

void AttributeListEditor::takeOptions() {
  AttributeDefinition* chosen = d_->chosen();
  if (!chosen || d_->showing) return;
  const bool onlyOne = chosen->kind != AttributeKind::checkbox;
  for (int row = 0; row < d_->options->rowCount(); ++row) {
    AttributeOption now = chosen->options[static_cast<std::size_t>(row)];
    const AttributeOption before = now;
    now.id = d_->options->item(row, 0)->text().toStdString();
    now.text = d_->options->item(row, 1)->text().toStdString();
    now.isDefault = d_->options->item(row, 2)->checkState() == Qt::Checked;
    now.declared = now.declared || now != before;
    const bool takesOver = now.isDefault && !before.isDefault && onlyOne;
    if (takesOver)
      for (AttributeOption& other : chosen->options)
        other.isDefault = false;
    chosen->options[static_cast<std::size_t>(row)] = now;
    if (!takesOver) continue;
    showOptions();
    break;
  }
  Q_EMIT changed();
}

void AttributeListEditor::move(int step) {
  const int at = d_->list->currentRow(), to = at + step;
  if (at < 0 || to < 0 || to >= static_cast<int>(d_->definitions.size())) return;
  std::swap(d_->definitions[static_cast<std::size_t>(at)], d_->definitions[static_cast<std::size_t>(to)]);
  showList();
  choose(to);
  Q_EMIT changed();
}

} // namespace fillscope
