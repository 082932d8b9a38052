#pragma once
// Reports on annotations as lines for people and as JSON for programs.
#include "core/formats/annotation_format.h"
#include <rapidjson/document.h>
#include <string>

namespace fillscope::cli {

/// "VIA 2.0.10 project: 2 pictures, 6 regions" and what they are, then a line for each note.
std::string linesOf(const ImportReport& report);
/// A line for each loss; "" where there is none.
std::string linesOf(const std::vector<Loss>& losses);

using JsonAllocator = rapidjson::Document::AllocatorType;
rapidjson::Value jsonOf(const ImportReport& report, JsonAllocator& allocator);
rapidjson::Value jsonOf(const std::vector<ImportNote>& notes, JsonAllocator& allocator);
rapidjson::Value jsonOf(const std::vector<Loss>& losses, JsonAllocator& allocator);
rapidjson::Value jsonOf(const std::string& text, JsonAllocator& allocator);

} // namespace fillscope::cli
