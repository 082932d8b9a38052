#include "core/formats/via_settings.h"
#include "core/base/json.h"
#include <algorithm>

namespace fillscope {
namespace {

using rapidjson::Value;

/// What VIA 2.0.11 writes for a new project; it reads settings blindly, so none may be missing or added.
constexpr std::string_view newSettings =
    R"({"ui":{"annotation_editor_height":25,"annotation_editor_fontsize":0.8,"leftsidebar_width":18,)"
    R"("image_grid":{"img_height":80,"rshape_fill":"none","rshape_fill_opacity":0.3,"rshape_stroke":"yellow",)"
    R"("rshape_stroke_width":2,"show_region_shape":true,"show_image_policy":"all"},)"
    R"("image":{"region_label":"__via_region_id__","region_color":"__via_default_region_color__",)"
    R"("region_label_font":"10px Sans","on_image_annotation_editor_placement":"NEAR_REGION"}},)"
    R"("core":{"buffer_size":18,"filepath":{},"default_filepath":""},"project":{"name":""}})";

/// Sets object.group.name unless it says so already; members that are missing are added.
void putText(rapidjson::Document& root, const char* group, const char* name, const std::string& text) {
  auto& allocator = root.GetAllocator();
  if (!root.HasMember(group))
    root.AddMember(rapidjson::StringRef(group), rapidjson::Value(rapidjson::kObjectType), allocator);
  rapidjson::Value& object = root[group];
  if (!object.IsObject()) object.SetObject();
  if (!object.HasMember(name)) object.AddMember(rapidjson::StringRef(name), rapidjson::Value(), allocator);
  object[name].SetString(text.data(), static_cast<rapidjson::SizeType>(text.size()), allocator);
}

/// What VIA would write into member by member.
bool isFilled(const Value& value) {
  return (value.IsObject() && !value.ObjectEmpty()) || (value.IsArray() && !value.Empty());
}

/// Takes out of a group what VIA cannot take over: objects and lists that it does not know, and what stands
/// where it has an object.
Value takeOthers(Value& group, const std::vector<std::string_view>& known,
                 rapidjson::Document::AllocatorType& allocator) {
  Value others(rapidjson::kObjectType);
  for (auto at = group.MemberBegin(); at != group.MemberEnd();) {
    const std::string_view name(at->name.GetString(), at->name.GetStringLength());
    const bool isKnown = std::find(known.begin(), known.end(), name) != known.end();
    if (isKnown ? at->value.IsObject() || at->value.IsNull() : !isFilled(at->value)) {
      ++at;
      continue;
    }
    others.AddMember(Value(at->name, allocator), Value(at->value, allocator), allocator);
    at = group.EraseMember(at);
  }
  return others;
}

/// Members of from that into lacks, objects within objects too.
void merge(Value& into, const Value& from, rapidjson::Document::AllocatorType& allocator) {
  for (const auto& item : from.GetObject()) {
    const auto present = into.FindMember(item.name);
    if (present == into.MemberEnd())
      into.AddMember(Value(item.name, allocator), Value(item.value, allocator), allocator);
    else if (present->value.IsObject() && item.value.IsObject())
      merge(present->value, item.value, allocator);
  }
}

} // namespace

ViaSettings settingsForVia(const Project& project) {
  auto settings =
      parseJson(project.settingsJson.empty() ? newSettings : project.settingsJson, "_via_settings");
  if (!settings || !settings->IsObject()) settings = parseJson(newSettings, "_via_settings");
  auto& allocator = settings->GetAllocator();
  Value aside = takeOthers(*settings, {"ui", "core", "project"}, allocator);
  const std::pair<const char*, std::vector<std::string_view>> groups[] = {
      {"ui", {"image_grid", "image"}}, {"core", {"filepath"}}, {"project", {}}};
  for (const auto& [name, known] : groups) {
    if (!settings->HasMember(name) || !(*settings)[name].IsObject()) continue;
    Value others = takeOthers((*settings)[name], known, allocator);
    if (!others.ObjectEmpty()) aside.AddMember(rapidjson::StringRef(name), others, allocator);
  }
  // VIA shows the project's name when it has opened it and fails where there is none.
  putText(*settings, "project", "name", project.name.empty() ? "via_project" : project.name);
  const Value* core = member(*settings, "core");
  if (!project.defaultPath.empty() || (core && member(*core, "default_filepath")))
    putText(*settings, "core", "default_filepath", project.defaultPath);
  return {compactJson(*settings), aside.ObjectEmpty() ? std::string() : compactJson(aside)};
}

void takeKeptSettings(Project& project) {
  const auto kept = std::find_if(project.extras.begin(), project.extras.end(),
                                 [](const auto& extra) { return extra.first == keptSettingsMember; });
  if (kept == project.extras.end()) return;
  auto settings = parseJson(project.settingsJson.empty() ? "{}" : project.settingsJson, "_via_settings");
  const auto aside = parseJson(kept->second, "_via_settings");
  if (!settings || !settings->IsObject() || !aside || !aside->IsObject()) return;
  merge(*settings, *aside, settings->GetAllocator());
  project.settingsJson = compactJson(*settings);
  project.extras.erase(kept);
}

} // namespace fillscope
