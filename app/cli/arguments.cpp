#include "app/cli/arguments.h"
#include <charconv>
#include <cmath>
#include <vector>

namespace fillscope::cli {

Result<RimCorners> parseCorners(const std::string& text) {
  const Error error{ErrorCode::badInput, "\"" + text + "\" is not four corners", "--corners",
                    "write \"x,y x,y x,y x,y\", clockwise from the top left"};
  std::vector<double> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto separator = [](char c) { return c == ' ' || c == ',' || c == ';' || c == '\t' || c == '\n'; };
  while (at < end) {
    if (separator(*at)) {
      ++at;
      continue;
    }
    if (*at == '+') ++at;
    double value = 0;
    const auto [rest, fault] = std::from_chars(at, end, value);
    if (fault != std::errc{} || !std::isfinite(value) || (rest < end && !separator(*rest))) return error;
    numbers.push_back(value);
    at = rest;
  }
  if (numbers.size() != 8) return error;
  RimCorners corners;
  for (std::size_t i = 0; i < 4; ++i)
    corners[i] = {numbers[2 * i], numbers[2 * i + 1]};
  return corners;
}

std::string checkMetresPerUnit(const std::string& text) {
  double scale = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), scale);
  const bool number = error == std::errc{} && end == text.data() + text.size();
  if (number && scale >= 1e-9 && scale <= 1000) return {};
  return "\"" + text + "\" is no scale of a depth file. Give the metres per unit: 0.001 for millimetres.";
}

} // namespace fillscope::cli
