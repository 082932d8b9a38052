#include "core/formats/json_cursor.h"
#include "core/base/json.h"
#include <charconv>

namespace fillscope {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

} // namespace

/// From the opening quote to behind the closing one.
bool JsonCursor::skipString() {
  for (++at_; at_ != end_; ++at_) {
    const char c = *at_;
    if (c == '"') {
      ++at_;
      return true;
    }
    if (static_cast<unsigned char>(c) < 0x20) return false;
    if (c == '\\' && ++at_ == end_) return false;
  }
  return false;
}

bool JsonCursor::string(std::string_view& value, std::string& scratch) {
  if (next() != '"') return false;
  const char* const begin = at_;
  for (const char* c = begin + 1; c != end_ && *c != '\\' && static_cast<unsigned char>(*c) >= 0x20; ++c)
    if (*c == '"') {
      value = {begin + 1, static_cast<std::size_t>(c - begin - 1)};
      at_ = c + 1;
      return true;
    }
  if (!skipString()) return false;
  const auto decoded = parseJson({begin, static_cast<std::size_t>(at_ - begin)}, {});
  if (!decoded || !decoded->IsString()) return false;
  scratch.assign(decoded->GetString(), decoded->GetStringLength());
  value = scratch;
  return true;
}

bool JsonCursor::string(std::string& value) {
  std::string scratch;
  std::string_view view;
  if (!string(view, scratch)) return false;
  value.assign(view);
  return true;
}

bool JsonCursor::number(double& value) {
  next();
  const char* const begin = at_;
  const char* c = begin;
  const bool negative = c != end_ && *c == '-';
  if (negative) ++c;
  if (c == end_ || !isDigit(*c)) return false;
  const char* const digits = c;
  long long whole = 0;
  for (; c != end_ && isDigit(*c) && c - digits < 16; ++c)
    whole = 10 * whole + (*c - '0');
  const bool isWhole = c == end_ || (*c != '.' && *c != 'e' && *c != 'E' && !isDigit(*c));
  if (*digits == '0' && c - digits > 1) return false;
  if (isWhole && c - digits < 16) {
    if (negative && whole == 0) return false; // an integer has no minus zero
    value = static_cast<double>(negative ? -whole : whole);
    at_ = c;
    return true;
  }
  // JSON's rules are narrower than from_chars': digits on both sides of a point.
  while (c != end_ && isDigit(*c))
    ++c;
  if (c != end_ && *c == '.') {
    if (++c == end_ || !isDigit(*c)) return false;
    while (c != end_ && isDigit(*c))
      ++c;
  }
  if (c != end_ && (*c == 'e' || *c == 'E')) {
    if (++c != end_ && (*c == '+' || *c == '-')) ++c;
    if (c == end_ || !isDigit(*c)) return false;
    while (c != end_ && isDigit(*c))
      ++c;
  }
  const auto [rest, fault] = std::from_chars(begin, c, value);
  if (fault != std::errc{} || rest != c) return false;
  at_ = c;
  return true;
}

bool JsonCursor::value(std::string& json) {
  const char first = next();
  const char* const begin = at_;
  if (first == '"') {
    if (!skipString()) return false;
  } else {
    for (int depth = 0; at_ != end_;) {
      const char c = *at_;
      if (c == '"') {
        if (!skipString()) return false;
        continue;
      }
      if (depth == 0 && (c == ',' || c == '}' || c == ']')) break;
      depth += (c == '{' || c == '[') - (c == '}' || c == ']');
      ++at_;
      if (depth == 0 && (c == '}' || c == ']')) break;
    }
  }
  const auto parsed = parseJson({begin, static_cast<std::size_t>(at_ - begin)}, {});
  if (!parsed) return false;
  json = compactJson(*parsed);
  return true;
}

} // namespace fillscope
