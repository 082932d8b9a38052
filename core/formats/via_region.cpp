#include "core/formats/via_region.h"
#include "core/annotation/region_geometry.h"
#include "core/base/json.h"
#include <algorithm>

namespace fillscope {
namespace {

using rapidjson::Value;

std::string_view textOf(const Value& string) { return {string.GetString(), string.GetStringLength()}; }
std::string nameOf(const Value::Member& item) { return std::string(textOf(item.name)); }

std::optional<double> number(const Value& object, std::string_view name) {
  const Value* value = member(object, name);
  return value ? asNumber(*value) : std::nullopt;
}

/// The shape and the members that make it up; nothing where a name or number is not as VIA writes it.
std::optional<Shape> knownShape(const Value& object, std::string_view name) {
  if (name == "polygon" || name == "polyline") {
    auto points = verticesFromJson(object);
    if (!points) return {};
    if (name == "polyline") return PolylineShape{std::move(*points)};
    return polygonFromOutline(std::move(*points)); // VIA 1 closes its polygons
  }
  if (name == "rect") {
    const auto x = number(object, "x"), y = number(object, "y");
    const auto width = number(object, "width"), height = number(object, "height");
    if (x && y && width && height) return RectShape{*x, *y, *width, *height};
    return {};
  }
  const auto cx = number(object, "cx"), cy = number(object, "cy");
  if (!cx || !cy) return {};
  if (name == "point") return PointShape{{*cx, *cy}};
  if (name == "circle") {
    if (const auto r = number(object, "r")) return CircleShape{{*cx, *cy}, *r};
  } else if (name == "ellipse") {
    const auto rx = number(object, "rx"), ry = number(object, "ry");
    const auto theta = member(object, "theta") ? number(object, "theta") : 0; // absent before VIA 2.0.8
    if (rx && ry && theta) return EllipseShape{{*cx, *cy}, *rx, *ry, *theta};
  }
  return {};
}

bool isMemberOfShape(std::string_view shape, std::string_view name) {
  const auto any = [&](auto... names) { return name == "name" || ((name == names) || ...); };
  if (shape == "rect") return any("x", "y", "width", "height");
  if (shape == "circle") return any("cx", "cy", "r");
  if (shape == "ellipse") return any("cx", "cy", "rx", "ry", "theta");
  if (shape == "point") return any("cx", "cy");
  return any("all_points_x", "all_points_y");
}

} // namespace

std::optional<std::vector<Vec2>> verticesFromJson(const Value& object) {
  const Value *xs = member(object, "all_points_x"), *ys = member(object, "all_points_y");
  if (!xs || !ys || !xs->IsArray() || !ys->IsArray() || xs->Size() != ys->Size()) return {};
  std::vector<Vec2> points;
  points.reserve(xs->Size());
  for (rapidjson::SizeType i = 0; i < xs->Size(); ++i) {
    const auto x = asNumber((*xs)[i]), y = asNumber((*ys)[i]);
    if (!x || !y) return {};
    points.push_back({*x, *y});
  }
  return points;
}

bool isAttributesJson(const Value& value) {
  return value.IsObject() || value.IsNull() || (value.IsArray() && value.Empty());
}

std::string nameBeside(std::string_view name, std::initializer_list<std::string_view> taken) {
  const bool clash = std::find(taken.begin(), taken.end(), name) != taken.end();
  return std::string(name) + (clash ? "_as_read" : "");
}

Attributes attributesFromJson(const Value& object) {
  Attributes attributes;
  if (!object.IsObject()) return attributes;
  attributes.items.reserve(object.MemberCount());
  for (const auto& item : object.GetObject()) {
    if (item.value.IsString())
      attributes.items.emplace_back(nameOf(item), AttributeValue{std::string(textOf(item.value)), false});
    else
      attributes.items.emplace_back(nameOf(item), AttributeValue{compactJson(item.value), true});
  }
  return attributes;
}

Region regionFromJson(const Value& object) {
  Region region;
  region.shape = UnknownShape{"{}"};
  for (const auto& item : object.GetObject()) {
    const std::string_view name = textOf(item.name);
    if (name == "region_attributes" && isAttributesJson(item.value)) {
      region.attributes = attributesFromJson(item.value);
    } else if (name == "shape_attributes") {
      const Value* kind = member(item.value, "name");
      const std::string_view kindName = kind && kind->IsString() ? textOf(*kind) : std::string_view();
      auto shape = kindName.empty() ? std::nullopt : knownShape(item.value, kindName);
      if (!shape) {
        region.shape = UnknownShape{compactJson(item.value)};
        continue;
      }
      region.shape = std::move(*shape);
      for (const auto& part : item.value.GetObject())
        if (!isMemberOfShape(kindName, textOf(part.name)))
          region.shapeExtras.emplace_back(nameOf(part), compactJson(part.value));
    } else {
      region.extras.emplace_back(nameBeside(name, {"region_attributes"}), compactJson(item.value));
    }
  }
  return region;
}

} // namespace fillscope
