#pragma once
// Attributes' values as people read and type them: options by their text, several of them with commas.
#include "core/annotation/attribute_definitions.h"
#include <QString>
#include <optional>

namespace fillscope {

/// The option's text, else its id; where it is merely used, says so.
QString optionTitle(const AttributeOption& option);

/// What a cell shows: "" for nothing set; JSON that VIA would not write as it is.
QString attributeText(const AttributeDefinition& definition, const AttributeValue& value);
/// The way back: an option's id or, where only one option has it, its text, in any case. Nothing: no such
/// option.
std::optional<AttributeValue> attributeFromText(const AttributeDefinition& definition, const QString& text);
/// Whether a person may change this value: not what only its maker understands.
bool isEditable(const AttributeDefinition& definition, const AttributeValue* value);

} // namespace fillscope
