#include "core/base/json.h"
#include <algorithm>
#include <charconv>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

namespace fillscope {
namespace {

/// Values are written by recursion, so what is read must not be nested without end.
constexpr int deepest = 512;

/// Places that RapidJSON does not mind, or npos.
struct Excess {
  std::size_t depth = std::string_view::npos; ///< brackets nested too deep
  std::size_t exponent =
      std::string_view::npos; ///< an exponent so long that its sum with others may overflow
};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// e: where an exponent may begin.
bool isLongExponent(std::string_view text, std::size_t e) {
  constexpr std::size_t longest = 8;
  std::size_t i = e + 1;
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
  const std::size_t first = i;
  while (i < text.size() && isDigit(text[i]) && i - first <= longest)
    ++i;
  return i - first > longest;
}

Excess excessIn(std::string_view text) {
  Excess excess;
  int depth = 0;
  bool inString = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (inString) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        inString = false;
    } else if (c == '"') {
      inString = true;
    } else if (c == '{' || c == '[') {
      if (++depth > deepest) excess.depth = std::min(excess.depth, i);
    } else if (c == '}' || c == ']') {
      --depth;
    } else if ((c | 0x20) == 'e' && isLongExponent(text, i)) {
      excess.exponent = i;
      break;
    }
  }
  return excess;
}

Error errorAt(std::string_view text, std::size_t offset, const std::string& reason,
              const std::string& where) {
  const auto before = text.substr(0, std::min(offset, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto lineStart = before.rfind('\n');
  const auto column = before.size() - (lineStart == std::string_view::npos ? 0 : lineStart + 1) + 1;
  return {ErrorCode::badInput,
          "line " + std::to_string(line) + ", column " + std::to_string(column) + ": " + reason, where,
          "mend that place or take the last good copy of the file"};
}

/// Whether a number that no double holds is too small, not too large: by the place of its first digit.
bool isTiny(std::string_view number) {
  const std::size_t exponentAt = std::min(number.find_first_of("eE"), number.size());
  const std::string_view digits = number.substr(0, exponentAt);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const std::size_t first = digits.find_first_of("123456789");
  long long exponent = 0;
  if (exponentAt < number.size()) {
    std::string_view power = number.substr(exponentAt + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    std::from_chars(power.data(), power.data() + power.size(), exponent);
  }
  return static_cast<long long>(point) - static_cast<long long>(first) + exponent < 0;
}

/// RapidJSON decides what is JSON and makes whole numbers; what its other numbers are is read from the text
/// once more. Its own exact way to them has undefined behaviour at a zero with an exponent and at hundreds of
/// zeros behind the point, its quick way is not exact.
class DocumentMaker : public rapidjson::Document {
 public:
  explicit DocumentMaker(std::string_view text)
      : text_(text)
      , stream_(text.data(), text.size()) {}

  rapidjson::ParseResult make() {
    rapidjson::ParseResult result;
    const auto parse = [&](rapidjson::Document&) {
      // Iterative: a hostile file with a million brackets must not overflow the stack.
      result = rapidjson::Reader().Parse<rapidjson::kParseIterativeFlag>(stream_, *this);
      return !result.IsError();
    };
    Populate(parse);
    if (result.Code() == rapidjson::kParseErrorTermination)
      result.Set(rapidjson::kParseErrorNumberTooBig, result.Offset());
    return result;
  }

  /// False, and so the end, only where it is too large.
  bool Double(double) {
    const char* const end = stream_.src_; // behind the number
    const char* begin = end;
    while (begin != text_.data() && isOfNumber(begin[-1]))
      --begin;
    double value = 0;
    if (std::from_chars(begin, end, value).ec == std::errc{}) return rapidjson::Document::Double(value);
    return isTiny({begin, end}) && rapidjson::Document::Double(*begin == '-' ? -0.0 : 0.0);
  }

 private:
  static bool isOfNumber(char c) {
    return isDigit(c) || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
  }

  std::string_view text_;
  rapidjson::MemoryStream stream_;
};

} // namespace

Result<rapidjson::Document> parseJson(std::string_view text, const std::string& where) {
  constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
  if (text.substr(0, 3) == byteOrderMark) text.remove_prefix(3);
  const Excess excess = excessIn(text);
  DocumentMaker document(text.substr(0, excess.exponent));
  const auto result = document.make();
  if (excess.exponent != std::string_view::npos && (!result.IsError() || result.Offset() >= excess.exponent))
    return errorAt(text, excess.exponent, "this number's exponent is too long", where);
  if (result.IsError())
    return errorAt(text, result.Offset(), rapidjson::GetParseError_En(result.Code()), where);
  if (excess.depth != std::string_view::npos)
    return errorAt(text, excess.depth, "nested deeper than " + std::to_string(deepest) + " levels", where);
  return static_cast<rapidjson::Document&&>(document);
}

} // namespace fillscope
