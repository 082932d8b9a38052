#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/formats/via3.h"
#include "core/formats/via_attributes.h"
#include "core/formats/via_files.h"
#include <array>
#include <cstdint>
#include <map>

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

/// Shapes that only VIA 3 knows were kept with their numbers.
std::string xyOf(const Region& region) {
  std::string text;
  std::visit(XyWriter{text}, region.shape);
  if (const auto* unknown = std::get_if<UnknownShape>(&region.shape))
    if (const auto json = parseJson(unknown->json, {}))
      if (const Value* xy = member(*json, "xy"); xy && xy->IsArray()) text = compactJson(*xy);
  return text;
}

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
    for (const char* group : {"region", "file"}) {
      const bool ofFile = group[0] == 'f';
      for (const auto& item : (*definitions)[group].GetObject()) {
        const std::string id = std::to_string(++attributeCount_),
                          name(item.name.GetString(), item.name.GetStringLength());
        (ofFile ? fileIds_ : regionIds_)[name] = id;
        next(attributes_, id);
        attributes_ += "{\"aname\":";
        appendJsonString(attributes_, name);
        attributes_ += std::string(",\"anchor_id\":\"FILE1_Z0_XY") + (ofFile ? "0" : "1") + "\"" +
                       definition(item.value) + "}";
      }
    }
  }

  static std::string definition(const Value& attribute) {
    constexpr std::array<std::string_view, 5> names{"text", "checkbox", "radio", "dropdown", "image"};
    const auto textAt = [&](const char* name) {
      const Value* value = member(attribute, name);
      return value ? asString(*value).value_or("") : std::string();
    };
    const std::string kind = textAt("type");
    std::size_t type = 0;
    while (type < names.size() && names[type] != kind)
      ++type;
    const Value *options = member(attribute, "options"), *chosen = member(attribute, "default_options");
    std::string first = textAt("default_value");
    if (chosen && chosen->IsObject() && chosen->MemberCount() > 0)
      first = chosen->MemberBegin()->name.GetString();
    std::string text = ",\"type\":" + std::to_string(type < names.size() ? type + 1 : 1) + ",\"desc\":";
    appendJsonString(text, textAt("description"));
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
      const std::string xy = xyOf(region);
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
      text += "\"" + ids.at(name) + "\":";
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
  int attributeCount_ = 0;
};

} // namespace

std::string via3Json(const Project& project) { return Writer(project).write(); }

} // namespace fillscope
