#include "core/formats/via_text.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace fillscope {
namespace {

void append(std::string& text, std::string_view name, double value) {
  text += ",\"";
  text += name;
  text += "\":";
  appendNumber(text, value);
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

} // namespace

void appendShapeJson(std::string& text, const Region& region) {
  if (const auto* unknown = std::get_if<UnknownShape>(&region.shape)) {
    text += unknown->json;
    return;
  }
  text += '{';
  std::visit(ShapeWriter{text}, region.shape);
  appendExtrasJson(text, region.shapeExtras);
  text += '}';
}

void appendAttributesJson(std::string& text, const Attributes& attributes) {
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

void appendExtrasJson(std::string& text, const Extras& extras, std::span<const std::string_view> taken) {
  for (const auto& [name, json] : extras) {
    text += ',';
    const bool isTaken = std::find(taken.begin(), taken.end(), name) != taken.end();
    appendJsonString(text, isTaken ? name + "_" : name);
    text += ':';
    text += json;
  }
}

void appendRegionJson(std::string& text, const Region& region) {
  text += "{\"shape_attributes\":";
  appendShapeJson(text, region);
  text += ",\"region_attributes\":";
  appendAttributesJson(text, region.attributes);
  appendExtrasJson(text, region.extras, regionMembers);
  text += '}';
}

void appendPictureJson(std::string& text, const Picture& picture) {
  text += "{\"filename\":";
  appendJsonString(text, picture.filename);
  text += ",\"size\":" + std::to_string(picture.size) + ",\"regions\":[";
  for (std::size_t i = 0; i < picture.regions.size(); ++i) {
    text += i ? ",\n" : "\n";
    appendRegionJson(text, picture.regions[i]);
  }
  text += "],\"file_attributes\":";
  appendAttributesJson(text, picture.attributes);
  appendExtrasJson(text, picture.extras, pictureMembers);
  text += '}';
}

std::vector<std::string> uniqueViaIds(const Project& project) {
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

} // namespace fillscope
