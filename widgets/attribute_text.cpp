#include "widgets/attribute_text.h"
#include <QCoreApplication>
#include <QStringList>

namespace fillscope {
namespace {

const AttributeOption* optionOf(const AttributeDefinition& definition, const QString& text) {
  if (const AttributeOption* exact = definition.option(text.toStdString())) return exact;
  const AttributeOption* found = nullptr;
  for (const AttributeOption& option : definition.options) {
    const QString shown = QString::fromStdString(option.text.empty() ? option.id : option.text);
    if (shown.compare(text, Qt::CaseInsensitive) != 0) continue;
    if (found) return nullptr; // which of the two is anybody's guess
    found = &option;
  }
  return found;
}

/// What attributeFromText reads back.
QString shownOption(const AttributeDefinition& definition, const std::string& id) {
  const AttributeOption* option = definition.option(id);
  if (!option || option->text.empty()) return QString::fromStdString(id);
  const QString text = QString::fromStdString(option->text);
  return optionOf(definition, text) == option ? text : QString::fromStdString(id);
}

} // namespace

QString optionTitle(const AttributeOption& option) {
  const QString text = QString::fromStdString(option.text.empty() ? option.id : option.text);
  return option.declared
             ? text
             : QCoreApplication::translate("fillscope::AttributeForm", "%1 (not declared)").arg(text);
}

QString attributeText(const AttributeDefinition& definition, const AttributeValue& value) {
  if (!definition.hasOptions() || (value.isJson && definition.kind != AttributeKind::checkbox))
    return QString::fromStdString(value.text);
  if (definition.kind != AttributeKind::checkbox) return shownOption(definition, value.text);
  QStringList texts;
  for (const std::string& id : checkedOptions(value))
    texts << shownOption(definition, id);
  return texts.join(QStringLiteral(", "));
}

std::optional<AttributeValue> attributeFromText(const AttributeDefinition& definition, const QString& text) {
  if (!definition.hasOptions()) return AttributeValue{text.toStdString(), false};
  const QString trimmed = text.trimmed();
  if (definition.kind != AttributeKind::checkbox) {
    if (trimmed.isEmpty()) return AttributeValue{};
    const AttributeOption* option = optionOf(definition, trimmed);
    return option ? std::optional(AttributeValue{option->id, false}) : std::nullopt;
  }
  std::vector<std::string> ids;
  // An option's own text may hold a comma.
  if (const AttributeOption* whole = trimmed.isEmpty() ? nullptr : optionOf(definition, trimmed))
    return checkboxValue({whole->id});
  for (const QString& part : trimmed.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
    const AttributeOption* option = optionOf(definition, part.trimmed());
    if (!option) return std::nullopt;
    ids.push_back(option->id);
  }
  return checkboxValue(ids);
}

bool isEditable(const AttributeDefinition& definition, const AttributeValue* value) {
  if (definition.kind == AttributeKind::foreign) return false;
  return !value || !value->isJson || definition.kind == AttributeKind::checkbox;
}

} // namespace fillscope
