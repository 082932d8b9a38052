#pragma once
// Which attributes' fields are shown for what is selected.
#include "widgets/attribute_form.h"

namespace fillscope {

/// Declared attributes, then what the regions use beyond them; values that differ are mixed. What the shape
/// keeps itself comes last and is read only.
std::vector<AttributeField> regionFields(const AttributeDefinitions& declared, const Picture& picture,
                                         const std::vector<int>& regions);
std::vector<AttributeField> pictureFields(const AttributeDefinitions& declared, const Picture& picture);

} // namespace fillscope
