#pragma once
// One region, or its attributes, as VIA writes them: for files that hold pieces of a project.
#include "core/annotation/project.h"
#include <rapidjson/document.h>

namespace fillscope {

/// As the readers of whole files take them; object must be a JSON object. via_text.h writes them.
Region regionFromJson(const rapidjson::Value& object);
Attributes attributesFromJson(const rapidjson::Value& object);

} // namespace fillscope
