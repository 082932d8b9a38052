#include "core/formats/json_outline.h"

namespace fillscope {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text)
      : text_(text) {}

  char next() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' ||
                                  text_[at_] == '\t' || text_[at_] == ','))
      ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  void skip() { ++at_; }

  /// Escapes stay as they are: the names that matter have none.
  std::string_view string() {
    const std::size_t begin = ++at_;
    skipString();
    return text_.substr(begin, std::min(at_, text_.size()) - std::min(begin, text_.size()) - (at_ > begin));
  }

  /// Behind the value that begins here.
  void skipValue() {
    if (next() == '"') {
      string();
      return;
    }
    int depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        skipString();
        continue;
      }
      if (depth == 0 && (c == ',' || c == '}' || c == ']')) return;
      depth += (c == '{' || c == '[') - (c == '}' || c == ']');
      ++at_;
      if (depth == 0 && (c == '}' || c == ']')) return;
    }
  }

  /// Names of the object that begins here, its values skipped; onFirst is called at the first value.
  template <class OnFirst>
  std::vector<std::string> names(std::size_t most, OnFirst onFirst) {
    std::vector<std::string> names;
    skip();
    while (names.size() < most && next() == '"') {
      names.emplace_back(string());
      if (next() != ':') return names;
      skip();
      if (names.size() == 1) onFirst();
      skipValue();
    }
    return names;
  }

  std::size_t at_ = 0;

 private:
  void skipString() {
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '\\')
        ++at_;
      else if (c == '"')
        return;
    }
  }

  std::string_view text_;
};

} // namespace

std::string_view withoutByteOrderMark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

JsonOutline jsonOutline(std::string_view text, std::size_t mostMembers, std::size_t mostBytes) {
  JsonOutline outline;
  text = withoutByteOrderMark(text).substr(0, mostBytes);
  Scanner scanner(text);
  const auto lookIntoFirst = [&] {
    if (scanner.next() != '{') return;
    const std::size_t back = scanner.at_;
    outline.firstMembers = scanner.names(mostMembers, [] {});
    scanner.at_ = back;
  };
  outline.isObject = scanner.next() == '{';
  outline.isList = scanner.next() == '[';
  if (outline.isObject) outline.members = scanner.names(mostMembers, lookIntoFirst);
  if (outline.isList) {
    scanner.skip();
    lookIntoFirst();
  }
  return outline;
}

} // namespace fillscope
