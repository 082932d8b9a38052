#pragma once
// What VIA 2.0.11 checks, or takes for granted, when it opens a project and draws it.
#include "core/base/json.h"
#include <map>
#include <set>
#include <string>

namespace fillscope::tests {

/// VIA assigns to settings one, two and three levels deep, lists like objects, and fails where it has no
/// object itself; what replaces one of its own it stumbles over later.
inline std::string brokenSettingsRule(const rapidjson::Value& settings) {
  const std::map<std::string, std::set<std::string>> known{
      {"ui", {"image_grid", "image"}}, {"core", {"filepath"}}, {"project", {}}};
  const auto isAssignedInto = [](const rapidjson::Value& value) {
    return (value.IsObject() && !value.ObjectEmpty()) || (value.IsArray() && !value.Empty());
  };
  const auto isNeither = [](const rapidjson::Value& value) { return !value.IsObject() && !value.IsNull(); };
  for (const auto& group : settings.GetObject()) {
    const std::string name = group.name.GetString();
    const auto own = known.find(name);
    if (own == known.end()) {
      if (isAssignedInto(group.value)) return "an object in the settings that VIA lacks: " + name;
      continue;
    }
    if (isNeither(group.value)) return "no object in the settings where VIA has one: " + name;
    if (!group.value.IsObject()) continue;
    for (const auto& item : group.value.GetObject()) {
      const std::string inner = item.name.GetString();
      const bool isOwn = own->second.contains(inner);
      if (!isOwn && isAssignedInto(item.value)) return "an object in the settings that VIA lacks: " + inner;
      if (isOwn && isNeither(item.value)) return "no object in the settings where VIA has one: " + inner;
    }
  }
  return {};
}

/// Numbers as numbers, an angle with each ellipse, polygons that do not repeat their first point.
inline std::string brokenShapeRule(const rapidjson::Value& shape) {
  static const std::map<std::string, std::set<std::string>> needed{
      {"rect", {"x", "y", "width", "height"}},        {"circle", {"cx", "cy", "r"}},
      {"ellipse", {"cx", "cy", "rx", "ry", "theta"}}, {"point", {"cx", "cy"}},
      {"polygon", {"all_points_x", "all_points_y"}},  {"polyline", {"all_points_x", "all_points_y"}}};
  const auto* name = member(shape, "name");
  const auto kind = name && name->IsString() ? needed.find(name->GetString()) : needed.end();
  if (kind == needed.end()) return {}; // kept, but not drawn
  for (const std::string& part : kind->second) {
    const auto* value = member(shape, part);
    if (!value) return "a " + kind->first + " without " + part;
    if (!value->IsArray() && !value->IsNumber()) return kind->first + " with a text for " + part;
    if (!value->IsArray()) continue;
    for (const auto& number : value->GetArray())
      if (!number.IsNumber()) return kind->first + " with a text among its points";
  }
  if (!kind->second.contains("all_points_x")) return {};
  const auto &xs = shape["all_points_x"], &ys = shape["all_points_y"];
  const auto count = xs.Size();
  if (ys.Size() != count) return kind->first + " with more of one coordinate";
  if (kind->first == "polygon" && count > 3 && xs[0] == xs[count - 1] && ys[0] == ys[count - 1])
    return "a polygon that repeats its first point";
  return {};
}

/// Every attribute and every chosen option is declared, or VIA shows neither.
inline std::string undeclared(const rapidjson::Value& values, const rapidjson::Value& definitions) {
  for (const auto& item : values.GetObject()) {
    const auto* definition = member(definitions, item.name.GetString());
    if (!definition) return std::string("an undeclared attribute: ") + item.name.GetString();
    const auto* options = member(*definition, "options");
    if (!options || !options->IsObject()) continue;
    if (item.value.IsString() && item.value.GetStringLength() > 0 &&
        !member(*options, item.value.GetString()))
      return std::string("an undeclared option of ") + item.name.GetString();
    if (item.value.IsObject())
      for (const auto& choice : item.value.GetObject())
        if (!member(*options, choice.name.GetString()))
          return std::string("an undeclared option of ") + item.name.GetString();
  }
  return {};
}

/// The first rule that a project's text breaks; "" where VIA opens it and draws every region that it knows.
inline std::string brokenViaRule(const std::string& text) {
  const auto parsed = parseJson(text, "project");
  if (!parsed) return parsed.error().sentence();
  const rapidjson::Value& root = *parsed;
  for (const char* name : {"_via_settings", "_via_img_metadata", "_via_attributes"})
    if (!member(root, name) || !member(root, name)->IsObject()) return std::string("no object ") + name;
  const auto &settings = root["_via_settings"], &attributes = root["_via_attributes"];
  const auto *own = member(settings, "project"), *ids = member(root, "_via_image_id_list");
  if (!own || !member(*own, "name")) return "no project name";
  if (auto rule = brokenSettingsRule(settings); !rule.empty()) return rule;
  std::set<std::string> keys, listed;
  for (const auto& item : root["_via_img_metadata"].GetObject()) {
    const std::string id = item.name.GetString();
    if (!keys.insert(id).second) return "an id twice: " + id;
    for (const char* name : {"filename", "size", "regions", "file_attributes"})
      if (!member(item.value, name)) return id + " without " + name;
    if (!item.value["size"].IsInt64()) return id + " without a number for its size";
    if (!item.value["regions"].IsArray()) return id + " with regions that are no array";
    if (auto rule = undeclared(item.value["file_attributes"], attributes["file"]); !rule.empty()) return rule;
    for (const auto& region : item.value["regions"].GetArray()) {
      const auto *shape = member(region, "shape_attributes"), *values = member(region, "region_attributes");
      if (!shape || !values || !shape->IsObject() || !values->IsObject()) return id + " with half a region";
      if (auto rule = brokenShapeRule(*shape); !rule.empty()) return rule;
      if (auto rule = undeclared(*values, attributes["region"]); !rule.empty()) return rule;
    }
  }
  if (!ids || !ids->IsArray()) return "no id list";
  for (const auto& id : ids->GetArray())
    if (!listed.insert(id.GetString()).second) return "an id listed twice";
  return keys == listed ? "" : "the id list is not complete";
}

} // namespace fillscope::tests
