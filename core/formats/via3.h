#pragma once
// VIA 3's own words, for its reader and writer.
#include "core/annotation/project.h"
#include <rapidjson/document.h>
#include <string>
#include <string_view>

namespace fillscope::via3 {

enum ShapeKind {
  point = 1,
  rectangle,
  circle,
  ellipse,
  line,
  polyline,
  polygon,
  extremeRectangle,
  extremeCircle
};
enum AttributeType { text = 1, checkbox, radio, select, image };

/// What VIA 2 has no place for is kept as a member of this name and written back into VIA 3.
inline constexpr std::string_view prefix = "via3_";
inline std::string member(std::string_view name) { return std::string(prefix) + std::string(name); }

/// Whether the writer has a place for what is kept so of a picture or a region.
bool isOfPicture(std::string_view extra);
bool isOfRegion(std::string_view extra);
/// The shape as VIA 3 writes it; "" where it has none.
std::string xyOf(const Region& region);

/// Members of a definition: the attribute's id and what it describes, by which VIA 3's settings, segments of
/// time and values name it.
inline constexpr const char* idMember = "via3_id";
inline constexpr const char* anchorMember = "via3_anchor_id";
/// A definition as VIA 2 writes it.
std::string definitionFrom(const rapidjson::Value& attribute, int type);
/// "a,b" as {"a":true,"b":true}.
std::string setFrom(std::string_view ids);

} // namespace fillscope::via3
