#pragma once
// Which attributes' fields are shown for what is selected.
#include "widgets/attribute_form.h"

namespace fillscope {

/// Declared attributes, then what the regions use beyond them; values that differ are mixed. What the shape
/// keeps itself comes last and is read only.
std::vector<AttributeField> regionFields(const AttributeDefinitions& declared, const Picture& picture,
                                         const std::vector<int>& regions);
std::vector<AttributeField> pictureFields(const AttributeDefinitions& declared, const Picture& picture);

/// Columns of a table: declared ones, those that the things use beyond them; of pictures also whether they
/// are reviewed, and what is kept for measuring at the end.
std::vector<AttributeDefinition> regionColumns(const AttributeDefinitions& declared, const Picture& picture);
std::vector<AttributeDefinition> pictureColumns(const AttributeDefinitions& declared,
                                                const std::vector<const Attributes*>& pictures);

} // namespace fillscope
