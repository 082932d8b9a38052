#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/formats/via_attributes.h"
#include "core/formats/via_project.h"
#include "core/formats/via_region.h"
#include <cmath>
#include <unordered_map>
#include <unordered_set>

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

void append(std::string& text, std::string_view name, double value) {
  text += ",\"";
  text += name;
  text += "\":";
  appendNumber(text, value);
}

void appendExtras(std::string& text, const Extras& extras) {
  for (const auto& [name, json] : extras) {
    text += ',';
    appendJsonString(text, name);
    text += ':';
    text += json;
  }
}

void append(std::string& text, const Attributes& attributes) {
  text += '{';
  bool first = true;
  for (const auto& [name, value] : attributes.items) {
    if (!first) text += ',';
    first = false;
    appendJsonString(text, name);
    text += ':';
    if (value.isJson)
      text += value.text;
    else
      appendJsonString(text, value.text);
  }
  text += '}';
}

/// The members of a shape behind its opening brace.
struct ShapeWriter {
  std::string& text;

  void begin(std::string_view name) const {
    text += "\"name\":\"";
    text += name;
    text += '"';
  }
  void centre(Vec2 at) const {
    append(text, "cx", at.x);
    append(text, "cy", at.y);
  }
  void points(const std::vector<Vec2>& points) const {
    text += ",\"all_points_x\":[";
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (i) text += ',';
      appendNumber(text, points[i].x);
    }
    text += "],\"all_points_y\":[";
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (i) text += ',';
      appendNumber(text, points[i].y);
    }
    text += ']';
  }

  void operator()(const RectShape& rect) const {
    begin("rect");
    append(text, "x", rect.x);
    append(text, "y", rect.y);
    append(text, "width", rect.width);
    append(text, "height", rect.height);
  }
  void operator()(const CircleShape& circle) const {
    begin("circle");
    centre(circle.centre);
    append(text, "r", circle.radius);
  }
  void operator()(const EllipseShape& ellipse) const {
    begin("ellipse");
    centre(ellipse.centre);
    append(text, "rx", ellipse.rx);
    append(text, "ry", ellipse.ry);
    append(text, "theta", ellipse.theta);
  }
  void operator()(const PolygonShape& polygon) const { begin("polygon"), points(polygon.points); }
  void operator()(const PolylineShape& line) const { begin("polyline"), points(line.points); }
  void operator()(const PointShape& point) const { begin("point"), centre(point.position); }
  void operator()(const UnknownShape&) const {}
};

void append(std::string& text, const Region& region) {
  text += "{\"shape_attributes\":";
  if (const auto* unknown = std::get_if<UnknownShape>(&region.shape)) {
    text += unknown->json;
  } else {
    text += '{';
    std::visit(ShapeWriter{text}, region.shape);
    appendExtras(text, region.shapeExtras);
    text += '}';
  }
  text += ",\"region_attributes\":";
  append(text, region.attributes);
  appendExtras(text, region.extras);
  text += '}';
}

void append(std::string& text, const Picture& picture) {
  text += "{\"filename\":";
  appendJsonString(text, picture.filename);
  text += ",\"size\":" + std::to_string(picture.size) + ",\"regions\":[";
  for (std::size_t i = 0; i < picture.regions.size(); ++i) {
    text += i ? ",\n" : "\n";
    append(text, picture.regions[i]);
  }
  text += "],\"file_attributes\":";
  append(text, picture.attributes);
  appendExtras(text, picture.extras);
  text += '}';
}

/// The pictures' ids; one that is missing or taken is made anew, for VIA knows pictures by them.
std::vector<std::string> uniqueIds(const Project& project) {
  std::vector<std::string> ids;
  std::unordered_set<std::string> taken;
  std::unordered_map<std::string, int> copies;
  ids.reserve(project.pictures.size());
  taken.reserve(project.pictures.size());
  for (const Picture& picture : project.pictures) {
    const std::string wanted =
        picture.id.empty() ? picture.filename + std::to_string(picture.size) : picture.id;
    std::string id = wanted;
    while (!taken.insert(id).second)
      id = wanted + "-" + std::to_string(++copies.try_emplace(wanted, 1).first->second);
    ids.push_back(std::move(id));
  }
  return ids;
}

bool isFinite(const Shape& shape) {
  struct Check {
    bool operator()(const RectShape& s) const { return std::isfinite(s.x + s.y + s.width + s.height); }
    bool operator()(const CircleShape& s) const { return point(s.centre) && std::isfinite(s.radius); }
    bool operator()(const EllipseShape& s) const {
      return point(s.centre) && std::isfinite(s.rx + s.ry + s.theta);
    }
    bool operator()(const PolygonShape& s) const { return points(s.points); }
    bool operator()(const PolylineShape& s) const { return points(s.points); }
    bool operator()(const PointShape& s) const { return point(s.position); }
    bool operator()(const UnknownShape&) const { return true; }
    static bool point(Vec2 p) { return std::isfinite(p.x) && std::isfinite(p.y); }
    static bool points(const std::vector<Vec2>& points) {
      for (const Vec2 p : points)
        if (!point(p)) return false;
      return true;
    }
  };
  return std::visit(Check{}, shape);
}

} // namespace

std::string viaProjectJson(const Project& project) {
  const std::vector<std::string> ids = uniqueIds(project);
  std::string text;
  text.reserve(2048 + project.pictures.size() * 320);
  // One line for every picture and region: a fault can be named by its line, and two versions can be
  // compared.
  text += "{\n\"_via_settings\":" + settingsText(project) + ",\n\"_via_img_metadata\":{";
  for (std::size_t i = 0; i < ids.size(); ++i) {
    text += i ? ",\n" : "\n";
    appendJsonString(text, ids[i]);
    text += ':';
    append(text, project.pictures[i]);
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

Result<void> saveViaProject(const Project& project, const std::filesystem::path& path) {
  for (const Picture& picture : project.pictures)
    for (const Region& region : picture.regions)
      if (!isFinite(region.shape))
        return Error{ErrorCode::badInput, "a region of " + picture.filename + " has no finite place",
                     path.string(), "place it again"};
  return writeFileAtomically(path, viaProjectJson(project));
}

void appendRegionJson(std::string& text, const Region& region) { append(text, region); }
void appendAttributesJson(std::string& text, const Attributes& attributes) { append(text, attributes); }

} // namespace fillscope
