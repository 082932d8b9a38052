#pragma once
// The pieces that VIA's files are made of, as JSON text appended to a string.
#include "core/annotation/project.h"

namespace fillscope {

/// Numbers as the shortest text that reads back to the same bits. An unknown shape is written as it was read.
void appendShapeJson(std::string& text, const Region& region);
void appendAttributesJson(std::string& text, const Attributes& attributes);
/// ,"name":json for each.
void appendExtrasJson(std::string& text, const Extras& extras);
/// {"shape_attributes":…,"region_attributes":…} on one line.
void appendRegionJson(std::string& text, const Region& region);
/// A picture's entry as VIA 2 keeps it, one line for each region.
void appendPictureJson(std::string& text, const Picture& picture);

/// The pictures' ids; one that is missing or taken is made anew, for VIA knows pictures by them.
std::vector<std::string> uniqueViaIds(const Project& project);

} // namespace fillscope
