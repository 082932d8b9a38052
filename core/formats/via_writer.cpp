#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/via_attributes.h"
#include "core/formats/via_project.h"
#include "core/formats/via_text.h"

namespace fillscope {
namespace {

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

std::string settingsText(const Project& project) {
  auto settings =
      parseJson(project.settingsJson.empty() ? newSettings : project.settingsJson, "_via_settings");
  if (!settings || !settings->IsObject()) settings = parseJson(newSettings, "_via_settings");
  // VIA shows the project's name when it has opened it and fails where there is none.
  putText(*settings, "project", "name", project.name.empty() ? "via_project" : project.name);
  const rapidjson::Value* core = member(*settings, "core");
  if (!project.defaultPath.empty() || (core && member(*core, "default_filepath")))
    putText(*settings, "core", "default_filepath", project.defaultPath);
  return compactJson(*settings);
}

} // namespace

std::string viaProjectJson(const Project& project) {
  const std::vector<std::string> ids = uniqueViaIds(project);
  std::string text;
  text.reserve(2048 + project.pictures.size() * 320);
  // One line for every picture and region: a fault can be named by its line, and two versions can be
  // compared.
  text += "{\n\"_via_settings\":" + settingsText(project) + ",\n\"_via_img_metadata\":{";
  for (std::size_t i = 0; i < ids.size(); ++i) {
    text += i ? ",\n" : "\n";
    appendJsonString(text, ids[i]);
    text += ':';
    appendPictureJson(text, project.pictures[i]);
  }
  text += "},\n\"_via_attributes\":" + attributeDefinitions(project) + ",\n\"_via_data_format_version\":";
  appendJsonString(text, project.formatVersion);
  text += ",\n\"_via_image_id_list\":[";
  for (std::size_t i = 0; i < ids.size(); ++i) {
    text += i ? ",\n" : "\n";
    appendJsonString(text, ids[i]);
  }
  text += ']';
  for (const auto& extra : project.extras) {
    text += ",\n";
    appendJsonString(text, extra.first);
    text += ':' + extra.second;
  }
  return text += "\n}\n";
}

Result<std::string> savedViaProject(const Project& project, const std::filesystem::path& path) {
  for (const Picture& picture : project.pictures)
    for (const Region& region : picture.regions)
      if (!isFinite(region.shape))
        return Error{ErrorCode::badInput, "a region of " + picture.filename + " has no finite place",
                     path.string(), "place it again"};
  return viaProjectJson(project);
}

Result<void> saveViaProject(const Project& project, const std::filesystem::path& path) {
  const Result<std::string> text = savedViaProject(project, path);
  if (!text) return text.error();
  return writeFileAtomically(path, *text);
}

} // namespace fillscope
