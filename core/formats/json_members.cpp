#include "core/formats/json_members.h"
#include "core/annotation/mask_outline.h"
#include "core/formats/dataset_words.h"
#include <limits>

namespace fillscope {

using rapidjson::Value;

std::string textIn(const Value& object, const char* name) {
  const Value* value = member(object, name);
  return value ? asString(*value).value_or("") : std::string();
}

std::vector<double> numbersIn(const Value* list) {
  std::vector<double> numbers;
  if (!list || !list->IsArray()) return numbers;
  for (const Value& item : list->GetArray()) {
    const auto number = asNumber(item);
    if (!number) return {};
    numbers.push_back(*number);
  }
  return numbers;
}

std::string jsonWithout(const Value& object, const MemberNames& names) {
  std::string json = "{";
  appendMembersBut(json, object, names);
  return json + "}";
}

rapidjson::Document keptMembers(const Extras& extras, const char* extra) {
  if (const std::string* json = extraNamed(extras, extra))
    if (auto parsed = parseJson(*json, extra); parsed && parsed->IsObject()) return std::move(*parsed);
  return {};
}

void appendMembersBut(std::string& object, const Value& kept, const MemberNames& names) {
  if (!kept.IsObject()) return;
  for (const auto& item : kept.GetObject()) {
    const std::string_view name(item.name.GetString(), item.name.GetStringLength());
    if (!names.contains(name)) appendMember(object, name, compactJson(item.value));
  }
}

std::optional<RunLengths> runLengthsIn(const Value& mask) {
  const auto size = numbersIn(member(mask, "size"));
  const Value* counts = member(mask, "counts");
  if (size.size() != 2 || !counts || !(size[0] >= 1 && size[1] >= 1 && size[0] <= 1e6 && size[1] <= 1e6))
    return {};
  RunLengths rle{static_cast<int>(size[0]), static_cast<int>(size[1]), {}};
  if (counts->IsString()) {
    auto decoded = rleFromText({counts->GetString(), counts->GetStringLength()}, rle.height, rle.width);
    if (!decoded) return {};
    rle = std::move(*decoded);
  } else {
    for (const double count : numbersIn(counts)) {
      if (!(count >= 0 && count <= std::numeric_limits<std::uint32_t>::max())) return {};
      rle.counts.push_back(static_cast<std::uint32_t>(count));
    }
  }
  return isWhole(rle) ? std::optional(std::move(rle)) : std::nullopt;
}

std::vector<std::vector<Vec2>> outlinesOf(const RunLengths& mask) {
  const RectShape bounds = rleBounds(mask);
  return maskOutlines(maskFromRle(mask, bounds), {bounds.x, bounds.y});
}

} // namespace fillscope
