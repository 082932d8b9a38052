#include "core/formats/text_encoding.h"
#include "core/base/file_io.h"
#include <charconv>
#include <cstdint>
#include <cstring>

namespace fillscope {

void appendUtf8(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
    return;
  }
  const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  constexpr unsigned char leads[] = {0, 0xC0, 0xE0, 0xF0};
  text += static_cast<char>(leads[more] | c >> (6 * more));
  for (int i = more - 1; i >= 0; --i)
    text += static_cast<char>(0x80 | (c >> (6 * i) & 0x3F));
}

namespace {

/// Bytes of the character that begins there; 0 where none does.
std::size_t lengthAt(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  if ((lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F) ||
      (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F))
    return 0;
  return length;
}

enum class Order { none, little, big };

Order orderOf(std::string_view bytes) {
  if (bytes.size() < 2) return Order::none;
  if (bytes.starts_with("\xFF\xFE")) return Order::little;
  if (bytes.starts_with("\xFE\xFF")) return Order::big;
  if (bytes[0] != 0 && bytes[1] == 0) return Order::little;
  return bytes[0] == 0 && bytes[1] != 0 ? Order::big : Order::none;
}

std::string fromUtf16(std::string_view bytes, Order order) {
  const auto unit = [&](std::size_t at) -> char32_t {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return order == Order::little ? first | second << 8 : first << 8 | second;
  };
  std::string text;
  text.reserve(bytes.size() / 2);
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit(at);
    if (at == 0 && c == 0xFEFF) continue;
    const bool isFirstHalf = c >= 0xD800 && c < 0xDC00;
    if (isFirstHalf && at + 3 < bytes.size() && unit(at + 2) >= 0xDC00 && unit(at + 2) < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(at + 2) - 0xDC00);
      at += 2;
    } else if (c >= 0xD800 && c < 0xE000) {
      c = 0xFFFD;
    }
    appendUtf8(text, c);
  }
  return text;
}

std::string fromWindows1252(std::string_view bytes) {
  constexpr char16_t upper[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                  0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                  0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                  0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t at = 0; at < bytes.size();) {
    // One foreign name among UTF-8 must not spoil the others; Windows-1252 hardly ever looks like UTF-8.
    if (const std::size_t length = lengthAt(bytes, at)) {
      text.append(bytes, at, length);
      at += length;
      continue;
    }
    const auto c = static_cast<unsigned char>(bytes[at++]);
    appendUtf8(text, c >= 0x80 && c < 0xA0 ? upper[c - 0x80] : char32_t{c});
  }
  return text;
}

} // namespace

bool isUtf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    std::uint64_t eight = 0;
    if (at + 8 <= bytes.size()) std::memcpy(&eight, bytes.data() + at, 8);
    if (at + 8 <= bytes.size() && (eight & 0x8080808080808080u) == 0) {
      at += 8;
      continue;
    }
    const std::size_t length = lengthAt(bytes, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

DecodedText decodedText(std::string bytes) {
  constexpr std::string_view beforeXml("\xEF\xBB\xBF\xFF\xFE\0 \t\r\n", 10);
  const auto first = bytes.find_first_not_of(beforeXml);
  if (first != std::string::npos && bytes[first] == '<') return {std::move(bytes), {}};
  if (const Order order = orderOf(bytes); order != Order::none) return {fromUtf16(bytes, order), "UTF-16"};
  if (isUtf8(bytes) || bytes.find('\0') != std::string::npos) return {std::move(bytes), {}};
  return {fromWindows1252(bytes), "Windows-1252"};
}

Result<DecodedText> readText(const std::filesystem::path& file) {
  auto bytes = readFile(file);
  if (!bytes) return bytes.error();
  DecodedText decoded = decodedText(std::move(*bytes));
  if (decoded.text.starts_with("\xEF\xBB\xBF")) decoded.text.erase(0, 3);
  return decoded;
}

std::string encodingNote(std::string_view encoding) {
  return "The text is not UTF-8; it was read as " + std::string(encoding) + ".";
}

int mendHalfCharacters(std::string& json) {
  // Of an escape at that place; 0 where there is none.
  const auto unitAt = [&](std::size_t at) {
    unsigned unit = 0;
    if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return 0u;
    const char* const end = json.data() + at + 6;
    const auto [rest, fault] = std::from_chars(json.data() + at + 2, end, unit, 16);
    return fault == std::errc{} && rest == end ? unit : 0u;
  };
  int mended = 0;
  for (std::size_t at = json.find('\\'); at != std::string::npos; at = json.find('\\', at)) {
    const unsigned unit = unitAt(at);
    if (unit < 0xD800 || unit >= 0xE000) {
      at += 2; // whatever is escaped, a backslash too
      continue;
    }
    const unsigned second = unit < 0xDC00 ? unitAt(at + 6) : 0;
    if (second >= 0xDC00 && second < 0xE000) {
      at += 12;
      continue;
    }
    json.replace(at + 2, 4, "fffd");
    ++mended;
    at += 6;
  }
  return mended;
}

} // namespace fillscope
