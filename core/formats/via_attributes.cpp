#include "core/formats/via_attributes.h"
#include "core/base/json.h"
#include <unordered_map>
#include <unordered_set>

namespace fillscope {
namespace {

using rapidjson::Value;

/// The declared attributes of regions or of files, completed while values are seen.
class Definitions {
 public:
  Definitions(Value& object, rapidjson::Document::AllocatorType& allocator)
      : object_(object)
      , allocator_(allocator) {
    for (const auto& item : object.GetObject()) {
      Known& known = known_[std::string(item.name.GetString(), item.name.GetStringLength())];
      const Value* options = member(item.value, "options");
      known.isChoice = options && options->IsObject();
      if (!known.isChoice) continue;
      for (const auto& option : options->GetObject())
        known.options.emplace(option.name.GetString(), option.name.GetStringLength());
    }
  }

  void see(const Attributes& attributes) {
    for (const auto& [name, value] : attributes.items) {
      auto found = known_.find(name);
      if (found == known_.end()) found = known_.emplace(name, declare(name, value)).first;
      if (!found->second.isChoice) continue;
      if (!value.isJson) {
        if (!value.text.empty()) addOption(name, found->second, value.text);
        continue;
      }
      const auto json = parseJson(value.text, name);
      if (!json || !json->IsObject()) continue;
      for (const auto& item : json->GetObject())
        addOption(name, found->second, {item.name.GetString(), item.name.GetStringLength()});
    }
  }

 private:
  struct Known {
    bool isChoice = false;
    std::unordered_set<std::string> options;
  };

  Value text(std::string_view value) {
    return Value(value.data(), static_cast<rapidjson::SizeType>(value.size()), allocator_);
  }

  Known declare(const std::string& name, const AttributeValue& value) {
    const bool isSet = value.isJson && !value.text.empty() && value.text.front() == '{';
    Value attribute(rapidjson::kObjectType);
    attribute.AddMember("type", rapidjson::StringRef(isSet ? "checkbox" : "text"), allocator_);
    attribute.AddMember("description", "", allocator_);
    if (isSet) {
      attribute.AddMember("options", Value(rapidjson::kObjectType), allocator_);
      attribute.AddMember("default_options", Value(rapidjson::kObjectType), allocator_);
    } else {
      attribute.AddMember("default_value", "", allocator_);
    }
    object_.AddMember(text(name), attribute, allocator_);
    return {isSet, {}};
  }

  void addOption(const std::string& name, Known& known, const std::string& option) {
    if (!known.options.insert(option).second) return;
    object_[text(name)]["options"].AddMember(text(option), text(option), allocator_);
  }

  Value& object_;
  rapidjson::Document::AllocatorType& allocator_;
  std::unordered_map<std::string, Known> known_;
};

Value& objectMember(rapidjson::Document& root, const char* name) {
  if (!root.HasMember(name))
    root.AddMember(rapidjson::StringRef(name), Value(rapidjson::kObjectType), root.GetAllocator());
  if (!root[name].IsObject()) root[name].SetObject();
  return root[name];
}

} // namespace

std::string attributeDefinitions(const Project& project) {
  auto parsed = parseJson(project.attributesJson.empty() ? "{}" : project.attributesJson, "_via_attributes");
  rapidjson::Document root;
  if (parsed && parsed->IsObject())
    root.Swap(*parsed);
  else
    root.SetObject();
  objectMember(root, "region");
  objectMember(root, "file"); // both first: adding a member moves the others
  Definitions regions(root["region"], root.GetAllocator()), files(root["file"], root.GetAllocator());
  for (const Picture& picture : project.pictures) {
    files.see(picture.attributes);
    for (const Region& region : picture.regions)
      regions.see(region.attributes);
  }
  return compactJson(root);
}

} // namespace fillscope
