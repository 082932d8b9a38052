#pragma once
// The part of YAML that data sets are described in. Private to this folder.
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fillscope {

/// A top-level member of the kind of YAML that data sets are described in: a scalar, a list, or a map.
struct YamlMember {
  std::string text;
  std::vector<std::string> list;
  std::map<int, std::string> byNumber;
  std::map<int, std::vector<std::string>> lists; ///< of a map of lists
};
std::map<std::string, YamlMember> parseYaml(const std::string& text);

/// Without the white space around it.
std::string yamlTrimmed(std::string_view text);
/// Quoted, on one line: characters that YAML does not allow become spaces.
std::string yamlText(std::string_view text);

} // namespace fillscope
