#include "core/formats/picture_header.h"
#include "core/formats/jpeg.h"
#include "core/formats/npy.h"
#include "core/formats/orientation.h"
#include "core/formats/tiff_tags.h"
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <limits>
#include <string>

namespace fillscope {
namespace {

constexpr std::size_t firstBytes = 64 * 1024, mostBytes = 16 * 1024 * 1024;

std::string beginning(const std::filesystem::path& path, std::size_t most) {
  std::string bytes(most, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return bytes;
}

/// Whole numbers at a place of the bytes; 0 behind their end.
struct Bytes {
  std::string_view bytes;
  std::uint32_t at(std::size_t place) const {
    return place < bytes.size() ? static_cast<unsigned char>(bytes[place]) : 0;
  }
  int big(std::size_t place, int count) const {
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i)
      value = value << 8 | at(place + static_cast<std::size_t>(i));
    return static_cast<int>(value & 0x7fffffffu);
  }
  int little(std::size_t place, int count) const {
    std::uint32_t value = 0;
    for (int i = count; i-- > 0;)
      value = value << 8 | at(place + static_cast<std::size_t>(i));
    return static_cast<int>(value & 0x7fffffffu);
  }
};

/// Nothing known where the frame header lies behind the bytes.
PictureSize jpegSize(std::string_view text) {
  const Bytes bytes{text};
  std::size_t at = 2;
  while (at + 9 < text.size()) {
    if (bytes.at(at) != 0xff) return {};
    const auto marker = bytes.at(at + 1);
    if (marker == 0xff) {
      ++at;
      continue;
    }
    const bool isFrame =
        marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (isFrame) return {bytes.big(at + 7, 2), bytes.big(at + 5, 2)};
    at += 2 + static_cast<std::size_t>(bytes.big(at + 2, 2));
  }
  return {};
}

PictureSize tiffSize(std::string_view text) {
  const TiffTags tags(text);
  constexpr std::size_t most = 0x7fffffff;
  const auto number = [&](unsigned tag) {
    return static_cast<int>(std::min(tags.find(tag).value_or(0), most));
  };
  return {number(256), number(257)};
}

/// A box of first and last pixels under the name "dataWindow".
PictureSize exrSize(std::string_view text) {
  constexpr std::string_view name("dataWindow\0box2i\0\x10\0\0\0", 21);
  const std::size_t found = text.find(name);
  if (found == std::string_view::npos || found + name.size() + 16 > text.size()) return {};
  std::int32_t box[4];
  std::memcpy(box, text.data() + found + name.size(), sizeof box);
  const auto pixels = [](std::int64_t first, std::int64_t last) {
    const std::int64_t count = last - first + 1;
    return count > 0 && count <= std::numeric_limits<int>::max() ? static_cast<int>(count) : 0;
  };
  return {pixels(box[0], box[2]), pixels(box[1], box[3])};
}

PictureSize npySize(std::string_view text) {
  const auto [width, height] = npyPlaneSize(text);
  return {width, height};
}

PictureSize webpSize(const Bytes& bytes) {
  const std::string_view kind = bytes.bytes.substr(12, 4);
  if (kind == "VP8X") return {1 + bytes.little(24, 3), 1 + bytes.little(27, 3)};
  if (kind == "VP8 ") return {bytes.little(26, 2) & 0x3fff, bytes.little(28, 2) & 0x3fff};
  if (kind != "VP8L") return {};
  const int packed = bytes.little(21, 4);
  return {1 + (packed & 0x3fff), 1 + (packed >> 14 & 0x3fff)};
}

/// "P5 640 480 255", comments between.
PictureSize pnmSize(std::string_view text) {
  int numbers[2] = {0, 0}, found = 0;
  for (std::size_t at = 2; at < text.size() && found < 2;) {
    if (text[at] == '#') {
      at = std::min(text.find('\n', at), text.size());
    } else if (std::isdigit(static_cast<unsigned char>(text[at]))) {
      long value = 0;
      for (; at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])); ++at)
        value = std::min(10 * value + (text[at] - '0'), 1L << 30);
      numbers[found++] = static_cast<int>(value);
    } else {
      ++at;
    }
  }
  return {numbers[0], numbers[1]};
}

PictureSize sizeFrom(std::string_view text) {
  const Bytes bytes{text};
  if (text.size() < 16) return {};
  if (text.starts_with("\x89PNG")) return {bytes.big(16, 4), bytes.big(20, 4)};
  if (isJpeg(text)) return jpegSize(text);
  if (text.starts_with("GIF8")) return {bytes.little(6, 2), bytes.little(8, 2)};
  if (text.starts_with("BM")) {
    const auto height =
        static_cast<std::int32_t>(bytes.at(22) | bytes.at(23) << 8 | bytes.at(24) << 16 | bytes.at(25) << 24);
    return {bytes.little(18, 4), height == INT32_MIN ? 0 : std::abs(height)}; // upside down below zero
  }
  if (text.starts_with("RIFF") && text.substr(8, 4) == "WEBP") return webpSize(bytes);
  if (TiffTags::isTiff(text)) return tiffSize(text);
  if (text[0] == 'P' && ((text[1] >= '1' && text[1] <= '6') || text[1] == 'f' || text[1] == 'F'))
    return pnmSize(text);
  if (text.starts_with("\x76\x2f\x31\x01")) return exrSize(text);
  if (isNpy(text)) return npySize(text);
  return {};
}

} // namespace

PictureSize pictureSizeInFile(const std::filesystem::path& path) {
  std::string bytes = beginning(path, firstBytes);
  PictureSize size = sizeFrom(bytes);
  // Large EXIF blocks stand before a JPEG's frame, and a TIFF may keep its directory at the end.
  if (!size.known() && bytes.size() == firstBytes) size = sizeFrom(bytes = beginning(path, mostBytes));
  if (size.known() && storedOrientationInFile(path) >= 5) std::swap(size.width, size.height);
  return size;
}

} // namespace fillscope
