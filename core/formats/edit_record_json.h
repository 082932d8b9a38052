#pragma once
// One record as JSON and back. Not for use outside core/formats.
#include "core/annotation/edit_record.h"
#include <optional>
#include <rapidjson/document.h>
#include <string>

namespace fillscope {

/// The members of the record's object, without braces, on one line.
void appendRecordMembers(std::string& text, const EditRecord& record);
/// Nothing where a member is missing or not as it is written.
std::optional<EditRecord> recordFromJson(const rapidjson::Value& object);

} // namespace fillscope
