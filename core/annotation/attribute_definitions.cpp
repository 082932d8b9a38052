#include "core/annotation/attribute_definitions.h"
#include "core/annotation/rim.h"
#include "core/base/json.h"
#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace fillscope {
namespace {

using rapidjson::Value;

constexpr std::array<std::pair<AttributeKind, std::string_view>, 5> kindNames{
    {{AttributeKind::text, "text"},
     {AttributeKind::checkbox, "checkbox"},
     {AttributeKind::radio, "radio"},
     {AttributeKind::dropdown, "dropdown"},
     {AttributeKind::image, "image"}}};

std::string stringOf(const Value& value) { return {value.GetString(), value.GetStringLength()}; }

std::string textMember(const Value& object, std::string_view name) {
  const Value* value = member(object, name);
  if (!value) return {};
  if (value->IsString()) return stringOf(*value);
  return value->IsNumber() || value->IsBool() ? compactJson(*value) : std::string();
}

/// In VIA's wild files options are an object of texts; a list of words is understood too.
void readOptions(AttributeDefinition& definition, const Value& attribute) {
  if (const Value* options = member(attribute, "options")) {
    if (options->IsObject())
      for (const auto& item : options->GetObject())
        definition.options.push_back({stringOf(item.name),
                                      item.value.IsString() ? stringOf(item.value) : compactJson(item.value),
                                      false, true});
    if (options->IsArray())
      for (const auto& item : options->GetArray())
        if (item.IsString()) definition.options.push_back({stringOf(item), stringOf(item), false, true});
  }
  const Value* defaults = member(attribute, "default_options");
  if (!defaults || !defaults->IsObject()) return;
  for (AttributeOption& option : definition.options) {
    const Value* on = member(*defaults, option.id);
    option.isDefault = on && !(on->IsBool() && !on->GetBool());
  }
}

AttributeDefinition readDefinition(const std::string& name, const Value& attribute) {
  AttributeDefinition definition;
  definition.name = name;
  definition.kind = AttributeKind::foreign;
  definition.verbatim = compactJson(attribute);
  if (!attribute.IsObject()) return definition;
  const std::string type = textMember(attribute, "type");
  for (const auto& [kind, word] : kindNames)
    if (word == type) definition.kind = kind;
  definition.description = textMember(attribute, "description");
  definition.defaultValue = textMember(attribute, "default_value");
  if (definition.hasOptions()) readOptions(definition, attribute);
  return definition;
}

std::vector<AttributeDefinition> readList(const Value* list) {
  std::vector<AttributeDefinition> definitions;
  if (list && list->IsObject())
    for (const auto& item : list->GetObject())
      definitions.push_back(readDefinition(stringOf(item.name), item.value));
  return definitions;
}

/// The same as it was read, and nothing used that it does not declare.
bool isAsRead(const AttributeDefinition& definition) {
  if (definition.verbatim.empty()) return false;
  const auto parsed = parseJson(definition.verbatim, definition.name);
  if (!parsed) return false;
  AttributeDefinition now = definition;
  std::erase_if(now.options, [](const AttributeOption& option) { return !option.declared; });
  now.declared = true;
  AttributeDefinition before = readDefinition(definition.name, *parsed);
  before.verbatim = now.verbatim;
  return before == now;
}

class Writer {
 public:
  std::string text = "{";
  void key(std::string_view name) {
    if (text.back() != '{') text += ',';
    appendJsonString(text, name);
    text += ':';
  }
  void add(std::string_view name, std::string_view value) {
    key(name);
    appendJsonString(text, value);
  }
};

void writeOptions(Writer& writer, const AttributeDefinition& definition) {
  Writer options, defaults;
  for (const AttributeOption& option : definition.options) {
    if (!option.declared) continue;
    options.add(option.id, option.text);
    if (!option.isDefault) continue;
    defaults.key(option.id);
    defaults.text += "true";
  }
  writer.key("options");
  writer.text += options.text + "}";
  writer.key("default_options");
  writer.text += defaults.text + "}";
}

std::string definitionJson(const AttributeDefinition& definition) {
  if (definition.kind == AttributeKind::foreign || isAsRead(definition)) return definition.verbatim;
  Writer writer;
  writer.add("type", attributeKindName(definition.kind));
  writer.add("description", definition.description);
  if (definition.hasOptions())
    writeOptions(writer, definition);
  else
    writer.add("default_value", definition.defaultValue);
  if (const auto read = parseJson(definition.verbatim.empty() ? "{}" : definition.verbatim, definition.name);
      read && read->IsObject()) {
    static const std::set<std::string> own{"type", "description", "default_value", "options",
                                           "default_options"};
    for (const auto& item : read->GetObject())
      if (!own.contains(stringOf(item.name))) {
        writer.key(stringOf(item.name));
        writer.text += compactJson(item.value);
      }
  }
  return writer.text + "}";
}

std::string listJson(const std::vector<AttributeDefinition>& definitions) {
  Writer writer;
  for (const AttributeDefinition& definition : definitions) {
    if (!definition.declared) continue;
    writer.key(definition.name);
    writer.text += definitionJson(definition);
  }
  return writer.text + "}";
}

/// Completes one list while values go by; every name and option is looked up once.
class UsedValues {
 public:
  explicit UsedValues(std::vector<AttributeDefinition>& definitions)
      : definitions_(definitions) {
    for (std::size_t i = 0; i < definitions.size(); ++i) {
      Known& known = known_[definitions[i].name];
      known.index = i;
      for (const AttributeOption& option : definitions[i].options)
        known.options.insert(option.id);
    }
  }

  void see(const Attributes& attributes) {
    for (const auto& [name, value] : attributes.items) {
      auto found = known_.find(name);
      if (found == known_.end()) found = known_.emplace(name, declare(name, value)).first;
      AttributeDefinition& definition = definitions_[found->second.index];
      if (!definition.hasOptions()) continue;
      for (const std::string& id : checkedOptions(value))
        if (found->second.options.insert(id).second) definition.options.push_back({id, id, false, false});
    }
  }

 private:
  struct Known {
    std::size_t index = 0;
    std::unordered_set<std::string> options;
  };

  Known declare(const std::string& name, const AttributeValue& value) {
    AttributeDefinition definition;
    definition.name = name;
    definition.declared = false;
    if (value.isJson && value.text.starts_with('{')) definition.kind = AttributeKind::checkbox;
    definitions_.push_back(definition);
    return {definitions_.size() - 1, {}};
  }

  std::vector<AttributeDefinition>& definitions_;
  std::unordered_map<std::string, Known> known_;
};

std::string listFault(const std::vector<AttributeDefinition>& definitions) {
  std::set<std::string> names;
  for (const AttributeDefinition& definition : definitions) {
    if (definition.name.empty()) return "An attribute has no name.";
    if (!names.insert(definition.name).second)
      return "There are two attributes called “" + definition.name + "”.";
    std::set<std::string> ids;
    for (const AttributeOption& option : definition.options) {
      if (option.id.empty()) return "An option of “" + definition.name + "” has no value.";
      if (!ids.insert(option.id).second)
        return "“" + definition.name + "” has the option “" + option.id + "” twice.";
    }
    if (definition.hasOptions() && definition.options.empty() && definition.verbatim.empty())
      return "“" + definition.name + "” offers a choice of nothing: give it options.";
  }
  return {};
}

} // namespace

std::string_view attributeKindName(AttributeKind kind) {
  for (const auto& [known, word] : kindNames)
    if (known == kind) return word;
  return {};
}

const AttributeOption* AttributeDefinition::option(const std::string& id) const {
  const auto found =
      std::find_if(options.begin(), options.end(), [&](const AttributeOption& o) { return o.id == id; });
  return found == options.end() ? nullptr : &*found;
}

Result<AttributeDefinitions> parseAttributeDefinitions(std::string_view json) {
  AttributeDefinitions definitions;
  if (json.empty()) return definitions;
  const auto parsed = parseJson(json, "_via_attributes");
  if (!parsed) return parsed.error();
  if (!parsed->IsObject())
    return Error{ErrorCode::badInput, "the list of attributes is not an object", "_via_attributes", {}};
  definitions.region = readList(member(*parsed, "region"));
  definitions.file = readList(member(*parsed, "file"));
  for (const auto& item : parsed->GetObject())
    if (const std::string name = stringOf(item.name); name != "region" && name != "file")
      definitions.extras.emplace_back(name, compactJson(item.value));
  return definitions;
}

std::string attributeDefinitionsJson(const AttributeDefinitions& definitions) {
  Writer writer;
  writer.key("region");
  writer.text += listJson(definitions.region);
  writer.key("file");
  writer.text += listJson(definitions.file);
  for (const auto& [name, json] : definitions.extras) {
    writer.key(name);
    writer.text += json;
  }
  return writer.text + "}";
}

AttributeDefinitions withUsedAttributes(AttributeDefinitions definitions, const Project& project) {
  UsedValues regions(definitions.region), files(definitions.file);
  for (const Picture& picture : project.pictures) {
    files.see(picture.attributes);
    for (const Region& region : picture.regions)
      regions.see(region.attributes);
  }
  return definitions;
}

std::vector<AttributeDefinition> withUsedAttributes(std::vector<AttributeDefinition> definitions,
                                                    const std::vector<const Attributes*>& things) {
  UsedValues values(definitions);
  for (const Attributes* attributes : things)
    values.see(*attributes);
  return definitions;
}

Attributes defaultAttributes(const std::vector<AttributeDefinition>& definitions) {
  Attributes attributes;
  for (const AttributeDefinition& definition : definitions) {
    if (definition.kind == AttributeKind::text && !definition.defaultValue.empty())
      attributes.set(definition.name, definition.defaultValue);
    std::vector<std::string> ids;
    for (const AttributeOption& option : definition.options)
      if (option.isDefault) ids.push_back(option.id);
    if (ids.empty()) continue;
    if (definition.kind == AttributeKind::checkbox)
      attributes.set(definition.name, checkboxValue(ids));
    else
      attributes.set(definition.name, ids.front());
  }
  return attributes;
}

std::vector<std::string> checkedOptions(const AttributeValue& value) {
  if (!value.isJson) return value.text.empty() ? std::vector<std::string>{} : std::vector{value.text};
  std::vector<std::string> ids;
  const auto parsed = parseJson(value.text, {});
  if (!parsed || !parsed->IsObject()) return ids;
  for (const auto& item : parsed->GetObject())
    if (!(item.value.IsBool() && !item.value.GetBool())) ids.push_back(stringOf(item.name));
  return ids;
}

AttributeValue checkboxValue(const std::vector<std::string>& ids) {
  Writer writer;
  for (const std::string& id : ids) {
    writer.key(id);
    writer.text += "true";
  }
  return {writer.text + "}", true};
}

std::string definitionsFault(const AttributeDefinitions& definitions) {
  const std::string fault = listFault(definitions.region);
  return fault.empty() ? listFault(definitions.file) : fault;
}

bool isKeptByShape(const Region& region, const std::string& attribute) {
  static const std::set<std::string> ofRim{"type",       "corners",           "source",   "model",
                                           "confidence", "corner_confidence", "reviewed", "visibility"};
  static const std::set<std::string> ofKeypoints{"type",       "keypoint_set", "keypoints",
                                                 "visibility", "skeleton",     "flip_pairs"};
  if (isMarkedRim(region)) return ofRim.contains(attribute);
  return region.attributes.text("type") == "keypoints" && ofKeypoints.contains(attribute);
}

} // namespace fillscope
