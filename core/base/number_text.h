#pragma once
// Numbers as text and back, to the last bit, whatever the locale.
#include <optional>
#include <string>
#include <string_view>

namespace fillscope {

/// Shortest decimal text that reads back to the same bits, written as JavaScript writes it: whole numbers
/// without a point ("158"), an exponent only below 1e-6 and from 1e21 on. Minus zero is "-0.0". value must be
/// finite.
std::string numberText(double value);
void appendNumber(std::string& text, double value);

/// The finite number that the whole text is, spaces around it allowed; nothing otherwise.
std::optional<double> parseNumber(std::string_view text);

} // namespace fillscope
