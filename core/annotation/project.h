#pragma once
// What a project holds: pictures, their regions, their attributes. Plain values; VIA's vocabulary.
#include "core/base/vec.h"
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace fillscope {

// Shapes in continuous picture coordinates, (0,0) the top-left corner of the picture. Vertices may lie
// outside.
struct RectShape {
  double x = 0, y = 0, width = 0, height = 0;
  friend bool operator==(const RectShape&, const RectShape&) = default;
};
struct CircleShape {
  Vec2 centre;
  double radius = 0;
  friend bool operator==(const CircleShape&, const CircleShape&) = default;
};
struct EllipseShape {
  Vec2 centre;
  double rx = 0, ry = 0, theta = 0;
  friend bool operator==(const EllipseShape&, const EllipseShape&) = default;
}; ///< theta in radians
struct PolygonShape {
  std::vector<Vec2> points;
  friend bool operator==(const PolygonShape&, const PolygonShape&) = default;
}; ///< closed, last vertex not repeated
struct PolylineShape {
  std::vector<Vec2> points;
  friend bool operator==(const PolylineShape&, const PolylineShape&) = default;
}; ///< open
struct PointShape {
  Vec2 position;
  friend bool operator==(const PointShape&, const PointShape&) = default;
};
/// A shape of a name this program does not know: kept verbatim as JSON, never drawn.
struct UnknownShape {
  std::string json;
  friend bool operator==(const UnknownShape&, const UnknownShape&) = default;
};

using Shape =
    std::variant<RectShape, CircleShape, EllipseShape, PolygonShape, PolylineShape, PointShape, UnknownShape>;

/// Attribute value: plain text, or (checkbox sets and foreign values) JSON kept verbatim.
struct AttributeValue {
  std::string text;
  bool isJson = false;
  friend bool operator==(const AttributeValue&, const AttributeValue&) = default;
};

/// Name/value pairs in file order.
class Attributes {
 public:
  const AttributeValue* find(const std::string& name) const;
  std::string text(const std::string& name) const; ///< "" where absent or JSON
  void set(const std::string& name, AttributeValue value);
  void set(const std::string& name, const std::string& text) { set(name, AttributeValue{text, false}); }
  void remove(const std::string& name);
  bool empty() const { return items.empty(); }
  std::vector<std::pair<std::string, AttributeValue>> items;
  friend bool operator==(const Attributes&, const Attributes&) = default;
};

/// Unknown members of an object, verbatim: name and JSON text, in file order.
using Extras = std::vector<std::pair<std::string, std::string>>;

struct Region {
  Shape shape;
  Attributes attributes;
  Extras shapeExtras; ///< unknown members inside shape_attributes
  Extras extras;      ///< unknown members beside shape_attributes and region_attributes
  friend bool operator==(const Region&, const Region&) = default;
};

struct Picture {
  std::string id;       ///< VIA's key; kept as read, unique within the project
  std::string filename; ///< as in the file: relative path, absolute path or URL
  long long size = -1;  ///< bytes, −1 where not known
  std::vector<Region> regions;
  Attributes attributes; ///< VIA file_attributes; depth and camera sources live here, see rim.h
  Extras extras;
  friend bool operator==(const Picture&, const Picture&) = default;
};

struct Project {
  std::string name;
  std::string defaultPath;       ///< VIA default_filepath, as read
  std::vector<Picture> pictures; ///< in list order
  std::string settingsJson;      ///< _via_settings as read, "" for a new project
  std::string attributesJson;    ///< _via_attributes as read, "" for a new project
  std::string formatVersion = "2.0.10";
  Extras extras;
  friend bool operator==(const Project&, const Project&) = default;
};

} // namespace fillscope
