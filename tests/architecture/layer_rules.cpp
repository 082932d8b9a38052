#include "tests/architecture/layer_rules.h"
#include <functional>
#include <sstream>

namespace fillscope::tests {
namespace {

Error atLine(int line, const std::string& what) {
  return {ErrorCode::badInput, what, "layers.txt:" + std::to_string(line), {}};
}

std::set<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  std::set<std::string> found;
  for (std::string word; stream >> word;)
    found.insert(word);
  return found;
}

/// A folder from which the arrows lead back to itself; empty where none does.
std::string folderInCircle(const LayerRules& rules) {
  enum class Mark { open, closed };
  std::map<std::string, Mark> marks;
  const std::function<bool(const std::string&)> circles = [&](const std::string& folder) {
    if (const auto seen = marks.find(folder); seen != marks.end()) return seen->second == Mark::open;
    marks[folder] = Mark::open;
    for (const auto& next : rules.mayInclude.at(folder))
      if (circles(next)) return true;
    marks[folder] = Mark::closed;
    return false;
  };
  for (const auto& [folder, others] : rules.mayInclude)
    if (circles(folder)) return folder;
  return {};
}

} // namespace

Result<LayerRules> parseLayerRules(std::string_view text) {
  LayerRules rules;
  std::map<int, std::set<std::string>> used;
  std::istringstream lines{std::string(text)};
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    line = line.substr(0, line.find('#'));
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const auto colon =
        line.find(": ") != std::string::npos ? line.find(": ") : line.find_last_not_of(" \t\r");
    if (line[colon] != ':') return atLine(number, "expected \"folder: folders\"");
    const std::string name = line.substr(0, colon);
    const auto folders = words(line.substr(colon + 1));
    used[number] = folders;
    if (name.starts_with("lib ")) {
      const std::string pattern = name.substr(4);
      try {
        rules.libraries.push_back({pattern, std::regex("(" + pattern + ").*"), folders});
      } catch (const std::regex_error&) {
        return atLine(number, "the pattern \"" + pattern + "\" is no regular expression");
      }
    } else if (!rules.mayInclude.emplace(name, folders).second) {
      return atLine(number, "the folder " + name + " is listed twice");
    }
  }
  for (const auto& [line, folders] : used)
    for (const auto& folder : folders)
      if (!rules.mayInclude.contains(folder))
        return atLine(line, "the folder " + folder + " has no line of its own");
  if (const auto folder = folderInCircle(rules); !folder.empty())
    return Error{
        ErrorCode::badInput, "the folder " + folder + " may include itself through others", "layers.txt", {}};
  return rules;
}

} // namespace fillscope::tests
