#pragma once
// A place in a JSON text that is read forwards. It is either where the caller expects it, or the text is not.
#include <string>
#include <string_view>

namespace fillscope {

/// Every function returns false where the text goes on otherwise; the place is then of no more use.
class JsonCursor {
 public:
  explicit JsonCursor(std::string_view text)
      : at_(text.data())
      , end_(text.data() + text.size()) {}

  bool take(char c) {
    skipSpace();
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }
  char next() {
    skipSpace();
    return at_ == end_ ? '\0' : *at_;
  }
  bool atEnd() {
    skipSpace();
    return at_ == end_;
  }

  /// The string's text, escapes resolved; scratch may be used to hold it.
  bool string(std::string_view& value, std::string& scratch);
  bool string(std::string& value);
  /// A finite number, read as exactly as by parseJson.
  bool number(double& value);
  /// The text of any value, as short as compactJson writes it.
  bool value(std::string& json);

  /// Calls each(name) at every member's value, which it must read; false where it returns false.
  template <class Each>
  bool object(Each each) {
    if (!take('{')) return false;
    if (take('}')) return true;
    std::string scratch;
    do {
      std::string_view name;
      if (!string(name, scratch) || !take(':') || !each(name)) return false;
    } while (take(','));
    return take('}');
  }
  template <class Each>
  bool list(Each each) {
    if (!take('[')) return false;
    if (take(']')) return true;
    do {
      if (!each()) return false;
    } while (take(','));
    return take(']');
  }

 private:
  void skipSpace() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r'))
      ++at_;
  }
  bool skipString();

  const char* at_;
  const char* end_;
};

} // namespace fillscope
