#include "core/base/number_text.h"
#include <cassert>
#include <charconv>
#include <cmath>

namespace fillscope {

void appendNumber(std::string& text, double value) {
  assert(std::isfinite(value));
  if (value == 0) {
    // A plain "-0" is read as an integer by many readers, which loses the sign.
    text += std::signbit(value) ? "-0.0" : "0";
    return;
  }
  const double size = std::abs(value);
  char digits[64];
  if (size < 1e9) {
    if (const auto whole = static_cast<int>(value); whole == value) {
      text.append(digits, std::to_chars(digits, digits + sizeof digits, whole).ptr);
      return;
    }
  }
  const auto format = size >= 1e-6 && size < 1e21 ? std::chars_format::fixed : std::chars_format::scientific;
  const auto end = std::to_chars(digits, digits + sizeof digits, value, format).ptr;
  text.append(digits, end);
}

std::string numberText(double value) {
  std::string text;
  appendNumber(text, value);
  return text;
}

std::optional<double> parseNumber(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, fault] = std::from_chars(text.data(), end, number);
  if (fault != std::errc{} || rest != end || !std::isfinite(number)) return {};
  return number;
}

} // namespace fillscope
