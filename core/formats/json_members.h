#pragma once
// Members of the JSON files of data sets: read with tolerance, kept where they are not known, written back.
// Private to this folder.
#include "core/annotation/project.h"
#include "core/base/json.h"
#include "core/formats/rle.h"
#include <set>

namespace fillscope {

using MemberNames = std::set<std::string_view>;

/// "" where there is none or it is no text.
std::string textIn(const rapidjson::Value& object, const char* name);
/// Empty where it is no list or holds anything but numbers.
std::vector<double> numbersIn(const rapidjson::Value* list);

/// The object as JSON without these members.
std::string jsonWithout(const rapidjson::Value& object, const MemberNames& names);
/// What was kept so, parsed; null where nothing was.
rapidjson::Document keptMembers(const Extras& extras, const char* extra);
/// All of kept but these, behind what an object's text holds already.
void appendMembersBut(std::string& object, const rapidjson::Value& kept, const MemberNames& names);

/// COCO's {"size": [height, width], "counts": text or numbers}; nothing where they do not fit.
std::optional<RunLengths> runLengthsIn(const rapidjson::Value& mask);
/// Outlines that give the mask again when they are filled.
std::vector<std::vector<Vec2>> outlinesOf(const RunLengths& mask);

} // namespace fillscope
