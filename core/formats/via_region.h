#pragma once
// One region, or the attributes of one, as VIA writes them: for files that hold pieces of a project.
#include "core/annotation/project.h"
#include <rapidjson/document.h>
#include <string>

namespace fillscope {

/// {"shape_attributes":…,"region_attributes":…} on one line.
void appendRegionJson(std::string& text, const Region& region);
void appendAttributesJson(std::string& text, const Attributes& attributes);
/// As readers of whole files take them; object must be a JSON object.
Region regionFromJson(const rapidjson::Value& object);
Attributes attributesFromJson(const rapidjson::Value& object);

} // namespace fillscope
