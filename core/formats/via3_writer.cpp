#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/formats/via3.h"
#include "core/formats/via_attributes.h"
#include "core/formats/via_files.h"
#include <array>
#include <cstdint>
#include <map>
#include <set>

namespace fillscope {
namespace {

using rapidjson::Value;

constexpr std::string_view newConfig =
    R"({"file":{"loc_prefix":{"1":"","2":"","3":"","4":""}},"ui":{"file_content_align":"center",)"
    R"("file_metadata_editor_visible":true,"spatial_metadata_editor_visible":true,)"
    R"("spatial_region_label_attribute_id":"","gtimeline_visible_row_count":"4"}})";
constexpr std::string_view newProject =
    R"json({"pid":"__VIA_PROJECT_ID__","rev":"__VIA_PROJECT_REV_ID__",)json"
    R"json("rev_timestamp":"__VIA_PROJECT_REV_TIMESTAMP__","pname":"","data_format_version":"3.1.1",)json"
    R"json("creator":"VGG Image Annotator (http://www.robots.ox.ac.uk/~vgg/software/via)","created":0,)json"
    R"json("vid_list":[]})json";

/// Eight characters that are the same for the same region each time.
std::string metadataId(const std::string& vid, std::uint64_t number) {
  constexpr std::string_view characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  std::string id = vid + "_";
  std::uint64_t value = number + 1;
  for (int i = 0; i < 8; ++i, value /= characters.size())
    id += characters[value % characters.size()];
  return id;
}

/// What the project kept of a VIA 3 file, or what a new one begins with.
rapidjson::Document kept(const Project& project, const char* name, std::string_view otherwise) {
  for (const auto& [member, json] : project.extras)
    if (member == via3::member(name))
      if (auto document = parseJson(json, name); document && document->IsObject())
        return std::move(*document);
  return std::move(*parseJson(otherwise, name));
}

struct XyWriter {
  std::string& text;
  void operator()(const PointShape& s) const { put(via3::point, {s.position.x, s.position.y}); }
  void operator()(const RectShape& s) const { put(via3::rectangle, {s.x, s.y, s.width, s.height}); }
  void operator()(const CircleShape& s) const { put(via3::circle, {s.centre.x, s.centre.y, s.radius}); }
  void operator()(const EllipseShape& s) const { put(via3::ellipse, {s.centre.x, s.centre.y, s.rx, s.ry}); }
  void operator()(const PolylineShape& s) const { put(via3::polyline, s.points); }
  void operator()(const PolygonShape& s) const { put(via3::polygon, s.points); }
  void operator()(const UnknownShape&) const {}

  void put(int kind, const std::vector<double>& numbers) const {
    text += '[' + std::to_string(kind);
    for (const double number : numbers) {
      text += ',';
      appendNumber(text, number);
    }
    text += ']';
  }
  void put(int kind, const std::vector<Vec2>& points) const {
    std::vector<double> numbers;
    for (const Vec2 p : points) {
      numbers.push_back(p.x);
      numbers.push_back(p.y);
    }
    put(kind, numbers);
  }
};

class Writer {
 public:
  explicit Writer(const Project& project)
      : project_(project) {}

  std::string write() {
    writeAttributes();
    for (std::size_t i = 0; i < project_.pictures.size(); ++i)
      writePicture(project_.pictures[i], std::to_string(i + 1));
    rapidjson::Document own = kept(project_, "project", newProject),
                        config = kept(project_, "config", newConfig);
    auto& allocator = own.GetAllocator();
    own.RemoveMember("vid_list");
    Value views(rapidjson::kArrayType);
    for (std::size_t i = 0; i < project_.pictures.size(); ++i)
      views.PushBack(Value(std::to_string(i + 1).c_str(), allocator), allocator);
    own.AddMember("vid_list", views, allocator);
    own.RemoveMember("pname");
    own.AddMember("pname", Value(project_.name.c_str(), allocator), allocator);
    setPrefixes(config);
    std::string text = "{\"project\":" + compactJson(own) + ",\n\"config\":" + compactJson(config) +
                       ",\n\"attribute\":{" + attributes_ + "},\n\"file\":{" + files_ + "},\n\"metadata\":{" +
                       metadata_ + "},\n\"view\":{" + views_ + "}";
    for (const auto& [name, json] : project_.extras)
      if (!name.starts_with(via3::prefix)) {
        text += ",\n";
        appendJsonString(text, name);
        text += ":" + json;
      }
    return text + "}\n";
  }

 private:
  static void next(std::string& text, std::string_view key) {
    text += text.empty() ? "\n" : ",\n";
    appendJsonString(text, key);
    text += ':';
  }

  /// Names are written whole, so only files that lie beside the project have a folder before them.
  void setPrefixes(rapidjson::Document& config) const {
    auto& allocator = config.GetAllocator();
    const auto child = [&](Value& object, const char* name) -> Value& {
      if (!object.HasMember(name))
        object.AddMember(rapidjson::StringRef(name), Value(rapidjson::kObjectType), allocator);
      if (!object[name].IsObject()) object[name].SetObject();
      return object[name];
    };
    Value& prefixes = child(child(config, "file"), "loc_prefix");
    prefixes.SetObject();
    for (const char* loc : {"1", "2", "3", "4"})
      prefixes.AddMember(rapidjson::StringRef(loc),
                         Value(*loc == '1' ? project_.defaultPath.c_str() : "", allocator), allocator);
  }

  void writeAttributes() {
    const auto definitions = parseJson(attributeDefinitions(project_), "_via_attributes");
    std::set<std::string> taken;
    for (const char* group : {"region", "file"})
      for (const auto& item : (*definitions)[group].GetObject()) {
        const std::string id = textOf(item.value, via3::idMember);
        if (!id.empty() && taken.insert(id).second) idsOf(group)[nameOf(item)] = id;
      }
    int count = 0;
    for (const char* group : {"region", "file"})
      for (const auto& item : (*definitions)[group].GetObject()) {
        std::string& id = idsOf(group)[nameOf(item)];
        while (id.empty())
          if (std::string free = std::to_string(++count); taken.insert(free).second) id = std::move(free);
        next(attributes_, id);
        attributes_ += "{\"aname\":";
        appendJsonString(attributes_, nameOf(item));
        attributes_ += ",\"anchor_id\":";
        appendJsonString(attributes_, anchorOf(item.value, group));
        attributes_ += definition(item.value) + "}";
      }
  }

  static std::string nameOf(const Value::Member& item) {
    return {item.name.GetString(), item.name.GetStringLength()};
  }
  static std::string textOf(const Value& object, const char* name) {
    const Value* value = member(object, name);
    return value ? asString(*value).value_or("") : std::string();
  }
  std::map<std::string, std::string>& idsOf(std::string_view group) {
    return group == "file" ? fileIds_ : regionIds_;
  }

  /// As it was read, unless the definition has come to describe the other kind of thing since.
  static std::string anchorOf(const Value& definition, std::string_view group) {
    const std::string kept = textOf(definition, via3::anchorMember);
    const bool ofRegion = group == "region";
    if (!kept.empty() && (kept.find("_XY1") != std::string::npos) == ofRegion) return kept;
    return ofRegion ? "FILE1_Z0_XY1" : "FILE1_Z0_XY0";
  }

  static std::string definition(const Value& attribute) {
    constexpr std::array<std::string_view, 5> names{"text", "checkbox", "radio", "dropdown", "image"};
    const std::string kind = textOf(attribute, "type");
    std::size_t type = 0;
    while (type < names.size() && names[type] != kind)
      ++type;
    const Value *options = member(attribute, "options"), *chosen = member(attribute, "default_options");
    std::string first = textOf(attribute, "default_value");
    if (chosen && chosen->IsObject() && chosen->MemberCount() > 0)
      first = chosen->MemberBegin()->name.GetString();
    std::string text = ",\"type\":" + std::to_string(type < names.size() ? type + 1 : 1) + ",\"desc\":";
    appendJsonString(text, textOf(attribute, "description"));
    text += ",\"options\":" + (options && options->IsObject() ? compactJson(*options) : std::string("{}")) +
            ",\"default_option_id\":";
    appendJsonString(text, first);
    return text;
  }

  void writePicture(const Picture& picture, const std::string& vid) {
    const std::string_view name = picture.filename;
    const bool isWeb = name.starts_with("http://") || name.starts_with("https://");
    const bool isUri = name.starts_with("file://");
    next(files_, vid);
    files_ += "{\"fid\":\"" + vid + "\",\"fname\":";
    appendJsonString(files_, name);
    std::string type = "2", loc = isWeb ? "2" : isUri ? "3" : "1", source;
    appendJsonString(source, name);
    std::uint64_t number = 0;
    for (const auto& [extra, json] : picture.extras) {
      if (extra == via3::member("type")) type = json;
      if (extra == via3::member("src")) source = json, loc = "4";
      if (extra.starts_with(via3::member("segment_"))) {
        next(metadata_, metadataId(vid, number++));
        metadata_ += ofView(json, vid);
      }
    }
    files_ += ",\"type\":" + type + ",\"loc\":" + loc + ",\"src\":" + source;
    if (picture.size >= 0) files_ += ",\"size\":" + std::to_string(picture.size);
    files_ += '}';
    next(views_, vid);
    views_ += "{\"fid_list\":[\"" + vid + "\"]}";
    if (!picture.attributes.empty()) {
      next(metadata_, metadataId(vid, number++));
      metadata_ += "{\"vid\":\"" + vid +
                   "\",\"flg\":0,\"z\":[],\"xy\":[],\"av\":" + values(picture.attributes, fileIds_) + "}";
    }
    for (const Region& region : picture.regions) {
      const std::string xy = via3::xyOf(region);
      if (xy.empty()) continue;
      std::string z = "[]", flags = "0";
      for (const auto& [extra, json] : region.extras) {
        if (extra == via3::member("z")) z = json;
        if (extra == via3::member("flg")) flags = json;
      }
      next(metadata_, metadataId(vid, number++));
      metadata_ += "{\"vid\":\"" + vid + "\",\"flg\":" + flags + ",\"z\":" + z + ",\"xy\":" + xy +
                   ",\"av\":" + values(region.attributes, regionIds_) + "}";
    }
  }

  /// A segment of time was kept as it was read, with the number that its view had then.
  static std::string ofView(const std::string& json, const std::string& vid) {
    auto entry = parseJson(json, {});
    if (!entry || !entry->IsObject()) return json;
    auto& allocator = entry->GetAllocator();
    entry->RemoveMember("vid");
    entry->AddMember("vid", Value(vid.c_str(), allocator), allocator);
    return compactJson(*entry);
  }

  static std::string values(const Attributes& attributes, const std::map<std::string, std::string>& ids) {
    std::string text = "{";
    for (const auto& [name, value] : attributes.items) {
      if (text.size() > 1) text += ',';
      appendJsonString(text, ids.at(name));
      text += ':';
      appendJsonString(text, value.isJson ? chosenIn(value.text) : value.text);
    }
    return text + "}";
  }

  /// {"a":true,"b":true} as "a,b"; other JSON as it is.
  static std::string chosenIn(const std::string& json) {
    const auto set = parseJson(json, {});
    if (!set || !set->IsObject()) return json;
    std::string text;
    for (const auto& item : set->GetObject())
      if (item.value.IsTrue())
        text += (text.empty() ? "" : ",") + std::string(item.name.GetString(), item.name.GetStringLength());
    return text;
  }

  const Project& project_;
  std::string attributes_, files_, metadata_, views_;
  std::map<std::string, std::string> regionIds_, fileIds_;
};

} // namespace

namespace via3 {

bool isOfPicture(std::string_view extra) {
  return extra == via3::member("type") || extra == via3::member("src") ||
         extra.starts_with(via3::member("segment_"));
}

bool isOfRegion(std::string_view extra) { return extra == via3::member("z") || extra == via3::member("flg"); }

/// Shapes that only VIA 3 knows were kept with their numbers.
std::string xyOf(const Region& region) {
  std::string text;
  std::visit(XyWriter{text}, region.shape);
  if (const auto* unknown = std::get_if<UnknownShape>(&region.shape))
    if (const auto json = parseJson(unknown->json, {}))
      if (const Value* xy = fillscope::member(*json, "xy"); xy && xy->IsArray()) text = compactJson(*xy);
  return text;
}

} // namespace via3

std::string via3Json(const Project& project) { return Writer(project).write(); }

} // namespace fillscope
