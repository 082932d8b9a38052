#include "core/annotation/rim.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/dataset_words.h"
#include "core/formats/labelme.h"
#include <cmath>
#include <numbers>
#include <set>

namespace fillscope {
namespace {

using rapidjson::Value;

constexpr int ellipsePoints = 72; // as VIA's own export

/// What labelme draws for a region; points empty where it has nothing for it.
struct Drawn {
  std::string type;
  std::vector<Vec2> points;
};

std::string typeOfLine(std::size_t count) { return count == 1 ? "point" : count == 2 ? "line" : "linestrip"; }

Drawn drawnAs(const Region& region) {
  struct Draw {
    Drawn operator()(const RectShape& s) const {
      return {"rectangle", {{s.x, s.y}, {s.x + s.width, s.y + s.height}}};
    }
    Drawn operator()(const CircleShape& s) const {
      return {"circle", {s.centre, {s.centre.x + s.radius, s.centre.y}}};
    }
    Drawn operator()(const EllipseShape& s) const {
      Drawn drawn{"polygon", {}};
      const double c = std::cos(s.theta), n = std::sin(s.theta);
      for (int i = 0; i < ellipsePoints; ++i) {
        const double angle = 2 * std::numbers::pi * i / ellipsePoints;
        const double x = s.rx * std::cos(angle), y = s.ry * std::sin(angle);
        drawn.points.push_back({s.centre.x + x * c - y * n, s.centre.y + x * n + y * c});
      }
      return drawn;
    }
    Drawn operator()(const PolygonShape& s) const {
      return {s.points.size() < 3 ? typeOfLine(s.points.size()) : "polygon", s.points};
    }
    Drawn operator()(const PolylineShape& s) const { return {typeOfLine(s.points.size()), s.points}; }
    Drawn operator()(const PointShape& s) const { return {"point", {s.position}}; }
    Drawn operator()(const UnknownShape&) const { return {}; }
  };
  Drawn drawn = std::visit(Draw{}, region.shape);
  if (isMarkedRim(region) && drawn.points.size() >= 3) drawn.type = "polygon";
  return drawn;
}

std::string jsonString(std::string_view value) {
  std::string text;
  appendJsonString(text, value);
  return text;
}

/// A shape of labelme's that is not known here was kept as it was; one that labelme 5.1 would not open
/// becomes what it draws, and says what it was.
struct KeptShape {
  std::string json, kind, type; ///< json empty: there is none
};
KeptShape keptShape(const Region& region) {
  const auto* unknown = std::get_if<UnknownShape>(&region.shape);
  const auto json = unknown ? parseJson(unknown->json, {}) : Result<rapidjson::Document>(Error{});
  const Value* shape = json ? member(*json, "shape") : nullptr;
  const Value* points = shape && shape->IsObject() ? member(*shape, "points") : nullptr;
  if (!points || !points->IsArray() || points->Empty()) return {};
  for (const Value& pair : points->GetArray())
    if (!pair.IsArray() || pair.Size() != 2 || !pair[0].IsNumber() || !pair[1].IsNumber()) return {};
  const auto textAt = [&](const char* name) {
    const Value* value = member(*shape, name);
    return value ? asString(*value).value_or("") : std::string();
  };
  KeptShape kept{"   {", textAt("shape_type"), ""};
  const std::size_t count = points->Size();
  kept.type = count < 3 ? typeOfLine(count) : "polygon";
  const auto add = [&](std::string_view name, const std::string& text) {
    if (kept.json.back() != '{') kept.json += ", ";
    kept.json += jsonString(name) + ": " + text;
  };
  for (const auto& item : shape->GetObject()) {
    const std::string name(item.name.GetString(), item.name.GetStringLength());
    if (name == "shape_type")
      add(name, jsonString(kept.type));
    else if (name != "flags" || item.value.IsObject())
      add(name, compactJson(item.value));
  }
  if (!member(*shape, "label")) add("label", "\"\"");
  if (!member(*shape, "shape_type")) add("shape_type", jsonString(kept.type));
  if (kept.type != kept.kind) add("labelme_shape_type", jsonString(kept.kind));
  kept.json += "}";
  return kept;
}

/// Members that are written anyway: another program's of that name would take their place.
bool isOwnMember(const std::string& name) {
  static const std::set<std::string> own{"label",     "points",      "group_id",  "description", "shape_type",
                                         "flags",     "attributes",  "version",   "shapes",      "imagePath",
                                         "imageData", "imageHeight", "imageWidth"};
  return own.contains(name);
}

bool isFlags(const AttributeValue& value) {
  const auto json = value.isJson ? parseJson(value.text, {}) : Result<rapidjson::Document>(Error{});
  if (!json || !json->IsObject()) return false;
  for (const auto& item : json->GetObject())
    if (!item.value.IsBool()) return false;
  return true;
}

bool isWholeNumber(const AttributeValue& value) {
  const auto number = value.isJson ? std::nullopt : parseNumber(value.text);
  return number && *number == std::floor(*number) && std::abs(*number) < 1e9 &&
         numberText(*number) == value.text;
}

void appendMember(std::string& text, std::string_view name, std::string_view json) {
  text += ",\n   ";
  appendJsonString(text, name);
  text += ": ";
  text += json;
}

std::string pointsJson(const std::vector<Vec2>& points) {
  std::string text = "[";
  for (const Vec2 p : points)
    text += (text.size() > 1 ? ", [" : "[") + numberText(p.x) + ", " + numberText(p.y) + "]";
  return text + "]";
}

void appendShape(std::string& text, const Region& region, const Drawn& drawn,
                 const std::string& labelAttribute) {
  const std::string label = labelOf(region, labelAttribute);
  std::string group = "null", flags = "{}", description = "\"\"";
  Attributes others;
  for (const auto& [name, value] : region.attributes.items) {
    if (name == "group_id" && isWholeNumber(value)) {
      group = value.text;
    } else if (name == "flags" && isFlags(value)) {
      flags = value.text;
    } else if (name == "description" && !value.isJson) {
      description = jsonString(value.text);
    } else if (name != "label" || value.isJson || value.text != label) {
      others.items.emplace_back(nameInFile(region, name, label), value);
    }
  }
  text += "  {\n   \"label\": " + jsonString(label);
  appendMember(text, "points", pointsJson(drawn.points));
  appendMember(text, "group_id", group);
  appendMember(text, "description", description);
  appendMember(text, "shape_type", jsonString(drawn.type));
  appendMember(text, "flags", flags);
  if (!others.empty()) appendMember(text, "attributes", attributesAsJson(others, region.extras));
  for (const auto& [name, json] : region.extras)
    if (name != "labelme_shape_type" && name != typedValuesExtra && !isOwnMember(name))
      appendMember(text, name, json);
  text += "\n  }";
}

} // namespace

bool isLabelmeSubset(std::string_view folder) {
  return folder == "train" || folder == "val" || folder == "valid" || folder == "test";
}

std::string labelmeJson(const Picture& picture, const std::string& imagePath, PictureSize size,
                        const std::string& labelAttribute) {
  const AttributeValue* flags = picture.attributes.find("flags");
  std::string text = "{\n \"version\": \"5.1.1\",\n \"flags\": ";
  text += flags && isFlags(*flags) ? flags->text : "{}";
  text += ",\n \"shapes\": [";
  bool first = true;
  for (const Region& region : picture.regions) {
    const Drawn drawn = drawnAs(region);
    const std::string kept = keptShape(region).json;
    if (drawn.points.empty() && kept.empty()) continue;
    text += first ? "\n" : ",\n";
    first = false;
    if (kept.empty())
      appendShape(text, region, drawn, labelAttribute);
    else
      text += kept;
  }
  text += "\n ],\n \"imagePath\": " + jsonString(imagePath) + ",\n \"imageData\": null,\n \"imageHeight\": " +
          (size.known() ? std::to_string(size.height) : "null") +
          ",\n \"imageWidth\": " + (size.known() ? std::to_string(size.width) : "null");
  for (const auto& [name, json] : picture.extras)
    if (name != "width" && name != "height" && !isOwnMember(name))
      text += ",\n " + jsonString(name) + ": " + json;
  return text + "\n}\n";
}

std::vector<Loss> labelmeLosses(const Project& project, const WriteOptions& options) {
  LossList losses;
  for (const Picture& picture : project.pictures) {
    const std::string& name = picture.filename;
    for (const auto& [attribute, value] : picture.attributes.items)
      if (!(attribute == "flags" && isFlags(value)) &&
          !(attribute == subsetAttribute && (isLabelmeSubset(value.text) || !options.split.empty())))
        losses.add(Loss::Kind::attribute, "the picture's attribute " + attribute, "", name);
    for (const auto& extra : picture.extras)
      if (isOwnMember(extra.first))
        losses.add(Loss::Kind::attribute, "the picture's member " + extra.first, "", name);
    if (!sizeForExport(project, picture, options).known())
      losses.add(Loss::Kind::picture, "the size of a picture that is not found", "none", name);
    for (const Region& region : picture.regions) {
      const Drawn drawn = drawnAs(region);
      if (drawn.points.empty()) {
        const KeptShape kept = keptShape(region);
        if (kept.json.empty())
          losses.add(Loss::Kind::shape, shapeNameOf(region), "", name);
        else if (kept.type != kept.kind)
          losses.add(Loss::Kind::shape, kept.kind, kept.type, name);
      } else if (std::holds_alternative<EllipseShape>(region.shape)) {
        losses.add(Loss::Kind::shape, "ellipse", "polygon of " + std::to_string(ellipsePoints) + " points",
                   name);
      } else if (const auto set = keypointSetOf(region)) {
        losses.add(Loss::Kind::shape, "keypoints", drawn.type + " with the names as attributes", name);
        for (const Keypoint& point : set->points)
          if (point.visibility != KeypointVisibility::visible) {
            losses.add(Loss::Kind::visibility, "keypoints that are not visible", "points with an attribute",
                       name);
            break;
          }
      } else if (std::holds_alternative<PolygonShape>(region.shape) && drawn.type != "polygon") {
        losses.add(Loss::Kind::shape, "polygon of fewer than three points", drawn.type, name);
      }
      for (const auto& extra : region.extras)
        if (isOwnMember(extra.first))
          losses.add(Loss::Kind::attribute, "the region's member " + extra.first, "", name);
      for (const auto& extra : region.shapeExtras)
        losses.add(Loss::Kind::attribute, "the shape's member " + extra.first, "", name);
      if (labelOf(region, options.labelAttribute).empty())
        losses.add(Loss::Kind::attribute, "a region without a label", "an empty label", name);
    }
  }
  return losses.take();
}

} // namespace fillscope
