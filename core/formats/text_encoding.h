#pragma once
// Texts as other programs save them: spreadsheets and shells on Windows write UTF-16 or Windows-1252.
#include "core/base/result.h"
#include <filesystem>
#include <string>
#include <string_view>

namespace fillscope {

/// Whether the bytes are UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool isUtf8(std::string_view bytes);

/// The character's bytes behind the text. c: one up to U+10FFFF that is no surrogate.
void appendUtf8(std::string& text, char32_t c);

struct DecodedText {
  std::string text;          ///< UTF-8
  std::string_view encoding; ///< "" where the bytes were UTF-8 already; "UTF-16", "Windows-1252"
};
/// UTF-16 is told by its byte order mark or by the zeros beside ASCII; bytes that are neither that nor UTF-8
/// are taken for Windows-1252, in which every byte means something; characters of UTF-8 beside them stay.
/// Lone surrogates become U+FFFD. XML, which names its encoding, and what holds zeros and is no text stay as
/// they are.
DecodedText decodedText(std::string bytes);
/// The text of a file, decoded and without a byte order mark. Errors: as readFile.
Result<DecodedText> readText(const std::filesystem::path& file);
/// What is said of a text that was not UTF-8.
std::string encodingNote(std::string_view encoding);

/// Puts \ufffd in the place of every escape of half a character (a surrogate without the other one) of a JSON
/// text, which parsers refuse. How many there were.
int mendHalfCharacters(std::string& json);
inline constexpr std::string_view halfCharacterNote =
    "A text holds half a character (a lone surrogate); it is read as U+FFFD.";

} // namespace fillscope
