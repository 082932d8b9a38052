#pragma once
// One region, or its attributes, as VIA writes them: for files that hold pieces of a project.
#include "core/annotation/project.h"
#include <rapidjson/document.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillscope {

/// As the readers of whole files take them; object must be a JSON object. via_text.h writes them.
Region regionFromJson(const rapidjson::Value& object);
Attributes attributesFromJson(const rapidjson::Value& object);
/// Some writers know no empty object: theirs is an empty list.
bool isAttributesJson(const rapidjson::Value& value);
/// What stands in the place of a member that is always written is kept under another name: of two members
/// with one name, readers take either.
std::string nameBeside(std::string_view name, std::initializer_list<std::string_view> taken);
/// all_points_x and all_points_y; nothing where they do not fit together.
std::optional<std::vector<Vec2>> verticesFromJson(const rapidjson::Value& shape);

} // namespace fillscope
