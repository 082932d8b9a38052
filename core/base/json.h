#pragma once
// RapidJSON with this project's rules: full-precision numbers, errors with line and column, member order
// kept.
#include "core/base/result.h"
#include <optional>
#include <rapidjson/document.h>
#include <string>
#include <string_view>

namespace fillscope {

/// Parses UTF-8 (a byte order mark is skipped), up to 512 levels deep. Error: badInput, "line 12, column 3:
/// Missing a comma…".
Result<rapidjson::Document> parseJson(std::string_view text, const std::string& where);

/// Indented text with shortest round-trip numbers, ending in a newline. What is no finite number is null.
std::string prettyJson(const rapidjson::Value& value);
/// One line, shortest round-trip numbers.
std::string compactJson(const rapidjson::Value& value);

/// The value as a JSON string, quotes included, UTF-8 left as it is.
void appendJsonString(std::string& text, std::string_view value);

/// A member by name, or nullptr (also where object is no object).
const rapidjson::Value* member(const rapidjson::Value& object, std::string_view name);
/// A finite number, also where a file wrote it as a string ("10").
std::optional<double> asNumber(const rapidjson::Value& value);
std::optional<std::string> asString(const rapidjson::Value& value);

} // namespace fillscope
