#pragma once
// What layers.txt says.
#include "core/base/result.h"
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fillscope::tests {

struct LibraryRule {
  std::string text;    ///< as written, for messages
  std::regex includes; ///< matched at the beginning of an include
  std::set<std::string> folders;
};

struct LayerRules {
  std::map<std::string, std::set<std::string>> mayInclude; ///< folder → others
  std::vector<LibraryRule> libraries;
};

/// Lines "folder: folder folder" and "lib PATTERN: folder folder"; # begins a comment. Errors name the line:
/// a folder listed twice or used but not listed, a wrong pattern, folders that may include one another in a
/// circle.
Result<LayerRules> parseLayerRules(std::string_view text);

} // namespace fillscope::tests
