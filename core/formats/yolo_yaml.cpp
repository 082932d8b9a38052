#include "core/formats/yolo_yaml.h"
#include "core/base/number_text.h"
#include <sstream>

namespace fillscope {
namespace {

/// A YAML scalar without its quotes and comment.
std::string scalar(std::string_view given) {
  std::string text = yamlTrimmed(given);
  if (!text.empty() && (text[0] == '"' || text[0] == '\'')) {
    const char quote = text[0];
    std::string out;
    for (std::size_t i = 1; i < text.size(); ++i) {
      if (quote == '"' && text[i] == '\\' && i + 1 < text.size())
        out += text[++i];
      else if (quote == '\'' && text.compare(i, 2, "''") == 0)
        out += text[i++];
      else if (text[i] == quote)
        break;
      else
        out += text[i];
    }
    return out;
  }
  if (const auto comment = text.find(" #"); comment != std::string::npos) text.resize(comment);
  if (!text.empty() && text[0] == '#') text.clear();
  return yamlTrimmed(text);
}

/// Items of "[a, 'b, c', 3]".
std::vector<std::string> flowList(std::string_view text) {
  std::vector<std::string> items;
  std::string item;
  char quote = 0;
  const std::string inner = yamlTrimmed(text);
  for (std::size_t i = 1; i < inner.size(); ++i) {
    const char c = inner[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == ',' || c == ']' || c == '}') {
      if (!yamlTrimmed(item).empty()) items.push_back(scalar(item));
      item.clear();
      if (c != ',') break;
      continue;
    }
    item += c;
  }
  return items;
}

std::size_t colonOf(std::string_view line) {
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (quote != 0) {
      if (line[i] == quote) quote = 0;
    } else if (line[i] == '"' || line[i] == '\'') {
      quote = line[i];
    } else if (line[i] == ':' && (i + 1 == line.size() || line[i + 1] == ' ' || line[i + 1] == '\r')) {
      return i;
    }
  }
  return std::string_view::npos;
}

} // namespace

std::string yamlTrimmed(std::string_view text) {
  while (!text.empty() && std::string_view(" \t\r\n").find(text.front()) != std::string_view::npos)
    text.remove_prefix(1);
  while (!text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return std::string(text);
}

std::string yamlText(std::string_view text) {
  std::string out = "'";
  for (const char c : text)
    out += c == '\'' ? "''" : static_cast<unsigned char>(c) < ' ' || c == 0x7f ? " " : std::string(1, c);
  return out + "'";
}

std::map<std::string, YamlMember> parseYaml(const std::string& text) {
  std::map<std::string, YamlMember> members;
  YamlMember* current = nullptr;
  std::vector<std::string>* inner = nullptr;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::string content = yamlTrimmed(line);
    if (content.empty() || content[0] == '#') continue;
    const bool indented = line[0] == ' ' || line[0] == '\t' || content.starts_with("- ");
    if (!indented) {
      inner = nullptr;
      const auto colon = colonOf(content);
      if (colon == std::string_view::npos) {
        current = nullptr;
        continue;
      }
      current = &members[scalar(content.substr(0, colon))];
      const std::string value = yamlTrimmed(content.substr(colon + 1));
      if (value.starts_with('[')) {
        current->list = flowList(value);
      } else if (value.starts_with('{')) {
        for (const std::string& item : flowList(value))
          if (const auto mark = item.find(':'); mark != std::string::npos)
            if (const auto number = parseNumber(item.substr(0, mark));
                number && *number >= 0 && *number <= 1e6)
              current->byNumber[static_cast<int>(*number)] = scalar(item.substr(mark + 1));
      } else {
        current->text = scalar(value);
      }
    } else if (current && content.starts_with("- ")) {
      (inner ? *inner : current->list).push_back(scalar(content.substr(2)));
    } else if (current) {
      const auto colon = colonOf(content);
      const auto number =
          colon == std::string_view::npos ? std::nullopt : parseNumber(scalar(content.substr(0, colon)));
      if (!number || *number < 0 || *number > 1e6) continue;
      const std::string value = yamlTrimmed(content.substr(colon + 1));
      inner = nullptr;
      if (value.starts_with('['))
        current->lists[static_cast<int>(*number)] = flowList(value);
      else if (value.empty())
        inner = &current->lists[static_cast<int>(*number)];
      else
        current->byNumber[static_cast<int>(*number)] = scalar(value);
    }
  }
  return members;
}

} // namespace fillscope
