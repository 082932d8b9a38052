#pragma once
// The pieces that VIA's files are made of, as JSON text appended to a string.
#include "core/annotation/project.h"
#include <array>
#include <span>
#include <string_view>

namespace fillscope {

/// Numbers as the shortest text that reads back to the same bits. An unknown shape is written as it was read.
void appendShapeJson(std::string& text, const Region& region);
void appendAttributesJson(std::string& text, const Attributes& attributes);
/// ,"name":json for each. taken: what the object has already; a member of another program's file that is
/// called so gets an underscore behind its name, for VIA would take it for its own.
void appendExtrasJson(std::string& text, const Extras& extras, std::span<const std::string_view> taken = {});
inline constexpr std::array<std::string_view, 2> regionMembers{"shape_attributes", "region_attributes"};
inline constexpr std::array<std::string_view, 4> pictureMembers{"filename", "size", "regions",
                                                                "file_attributes"};
/// {"shape_attributes":…,"region_attributes":…} on one line.
void appendRegionJson(std::string& text, const Region& region);
/// A picture's entry as VIA 2 keeps it, one line for each region.
void appendPictureJson(std::string& text, const Picture& picture);

/// The pictures' ids; one that is missing or taken is made anew, for VIA knows pictures by them.
std::vector<std::string> uniqueViaIds(const Project& project);

} // namespace fillscope
