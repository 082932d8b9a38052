#include "core/formats/yolo_yaml.h"
#include "core/base/number_text.h"
#include "core/formats/text_encoding.h"
#include <charconv>
#include <cstdint>
#include <optional>
#include <sstream>

namespace fillscope {
namespace {

/// Of the escapes of double quotes the one behind the backslash at that place, which then is its last.
void appendEscape(std::string& out, std::string_view text, std::size_t& at) {
  constexpr std::string_view letters = "0abtnvfre\"/\\ \tN_LP";
  constexpr char32_t meant[] = {0xFFFD, 7,   8,    9,   10,   11,   12,   13,     27,
                                '"',    '/', '\\', ' ', '\t', 0x85, 0xA0, 0x2028, 0x2029};
  const auto digitsOf = [](char c) -> std::size_t { return c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0; };
  const auto numberAt = [&](std::size_t place) -> std::optional<char32_t> {
    const std::size_t digits = place < text.size() ? digitsOf(text[place]) : 0;
    if (digits == 0 || place + digits >= text.size()) return {};
    std::uint32_t number = 0;
    const char* const end = text.data() + place + 1 + digits;
    const auto [rest, fault] = std::from_chars(text.data() + place + 1, end, number, 16);
    return fault == std::errc{} && rest == end ? std::optional<char32_t>(number) : std::nullopt;
  };
  const char c = text[++at];
  if (const auto letter = letters.find(c); letter != letters.npos) return appendUtf8(out, meant[letter]);
  auto number = numberAt(at);
  if (!number) {
    out += c;
    return;
  }
  at += digitsOf(c);
  // JSON's pairs of halves, which some programs write here too.
  if (*number >= 0xD800 && *number < 0xDC00 && text.substr(at + 1, 2) == "\\u")
    if (const auto second = numberAt(at + 2); second && *second >= 0xDC00 && *second < 0xE000) {
      *number = 0x10000 + ((*number - 0xD800) << 10) + (*second - 0xDC00);
      at += 6;
    }
  const bool isCharacter = *number > 0 && *number <= 0x10FFFF && (*number < 0xD800 || *number >= 0xE000);
  appendUtf8(out, isCharacter ? *number : 0xFFFD);
}

/// A YAML scalar without its quotes and comment.
std::string scalar(std::string_view given) {
  std::string text = yamlTrimmed(given);
  if (!text.empty() && (text[0] == '"' || text[0] == '\'')) {
    const char quote = text[0];
    std::string out;
    for (std::size_t i = 1; i < text.size(); ++i) {
      if (quote == '"' && text[i] == '\\' && i + 1 < text.size())
        appendEscape(out, text, i);
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

/// The items of "[a, 'b, c', 3]" or "{0: a}", which may go over several lines, with their quotes.
class Flow {
 public:
  static bool begins(std::string_view text) { return text.starts_with('[') || text.starts_with('{'); }
  /// The next line. True: its last bracket is closed.
  bool add(std::string_view line) {
    for (std::size_t i = 0; i < line.size() && !closed_; ++i) {
      const char c = line[i];
      const bool isSpace = c == ' ' || c == '\t' || c == '\r';
      if (quote_ != 0)
        addQuoted(line, i);
      else if (c == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t'))
        break;
      else
        addPlain(c, isSpace);
      if (!isSpace) before_ = line[i];
    }
    item_ += ' ';
    return closed_;
  }
  /// Of one that is not closed, those that there are.
  std::vector<std::string> take() {
    endItem();
    return std::move(items_);
  }

 private:
  void addQuoted(std::string_view line, std::size_t& i) {
    item_ += line[i];
    const bool isPair = (quote_ == '"' && line[i] == '\\') || (quote_ == '\'' && line.substr(i, 2) == "''");
    if (isPair && i + 1 < line.size())
      item_ += line[++i];
    else if (line[i] == quote_)
      quote_ = 0;
  }
  void addPlain(char c, bool isSpace) {
    // Elsewhere it is a letter of the text: don't.
    if ((c == '"' || c == '\'') && std::string_view("[{,:").find(before_) != std::string_view::npos)
      quote_ = c;
    const bool opens = c == '[' || c == '{', closes = c == ']' || c == '}';
    depth_ += opens ? 1 : closes ? -1 : 0;
    closed_ = closes && depth_ <= 0;
    if ((c == ',' && depth_ == 1) || closed_)
      endItem();
    else if (!(opens && depth_ == 1) && !(isSpace && item_.empty()))
      item_ += c;
  }
  void endItem() {
    if (std::string item = yamlTrimmed(item_); !item.empty()) items_.push_back(std::move(item));
    item_.clear();
  }

  std::vector<std::string> items_;
  std::string item_;
  int depth_ = 0;
  char quote_ = 0, before_ = '[';
  bool closed_ = false;
};

std::vector<std::string> scalarsOf(const std::vector<std::string>& items) {
  std::vector<std::string> scalars;
  for (const std::string& item : items)
    scalars.push_back(scalar(item));
  return scalars;
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
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    lines.push_back(std::move(line));
  std::size_t at = 0;
  bool isUnclosed = false; // one that never ends takes no line, and the rest is not looked through again
  const auto flowItems = [&](std::string_view value) {
    Flow flow;
    if (flow.add(value) || isUnclosed) return flow.take();
    Flow whole = flow;
    for (std::size_t next = at + 1; next < lines.size(); ++next)
      if (whole.add(lines[next])) {
        at = next;
        return whole.take();
      }
    isUnclosed = true;
    return flow.take();
  };
  const auto takeFlow = [&](YamlMember& member, const std::string& value) {
    const auto items = flowItems(value);
    if (value.starts_with('[')) {
      member.list = scalarsOf(items);
      return;
    }
    for (const std::string& item : items)
      if (const auto mark = item.find(':'); mark != std::string::npos)
        if (const auto number = parseNumber(scalar(item.substr(0, mark)));
            number && *number >= 0 && *number <= 1e6)
          member.byNumber[static_cast<int>(*number)] = scalar(item.substr(mark + 1));
  };
  for (; at < lines.size(); ++at) {
    const std::string& line = lines[at];
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
      if (Flow::begins(value))
        takeFlow(*current, value);
      else
        current->text = scalar(value);
    } else if (current && content.starts_with("- ")) {
      (inner ? *inner : current->list).push_back(scalar(content.substr(2)));
    } else if (inner && content.starts_with('[')) {
      *inner = scalarsOf(flowItems(content));
    } else if (current && Flow::begins(content)) {
      takeFlow(*current, content);
    } else if (current) {
      const auto colon = colonOf(content);
      const auto number =
          colon == std::string_view::npos ? std::nullopt : parseNumber(scalar(content.substr(0, colon)));
      if (!number || *number < 0 || *number > 1e6) continue;
      const std::string value = yamlTrimmed(content.substr(colon + 1));
      inner = nullptr;
      if (value.starts_with('['))
        current->lists[static_cast<int>(*number)] = scalarsOf(flowItems(value));
      else if (value.empty())
        inner = &current->lists[static_cast<int>(*number)];
      else
        current->byNumber[static_cast<int>(*number)] = scalar(value);
    }
  }
  return members;
}

} // namespace fillscope
