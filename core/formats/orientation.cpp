#include "core/formats/orientation.h"
#include "core/formats/jpeg.h"
#include "core/formats/tiff_tags.h"
#include <fstream>
#include <functional>
#include <string>

namespace fillscope {
namespace {

/// So many bytes from a place; fewer at the end.
using Read = std::function<std::string(std::size_t at, std::size_t count)>;

constexpr std::string_view exifMark("Exif\0\0", 6);
constexpr std::size_t mostOfBlock = std::size_t{1} << 20; // EXIF with its small picture; the tags come first

std::size_t bigEndian(std::string_view bytes, std::size_t at, int count) {
  std::size_t value = 0;
  for (int i = 0; i < count; ++i, ++at)
    value = value << 8 | (at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0);
  return value;
}

std::size_t littleEndian(std::string_view bytes, std::size_t at, int count) {
  std::size_t value = 0;
  for (int i = count; i-- > 0;)
    value = value << 8 |
            (at + std::size_t(i) < bytes.size() ? static_cast<unsigned char>(bytes[at + std::size_t(i)]) : 0);
  return value;
}

int inBlock(std::string_view block) {
  if (block.starts_with(exifMark)) block.remove_prefix(exifMark.size());
  if (!TiffTags::isTiff(block)) return 1;
  constexpr unsigned orientationTag = 0x112;
  const std::size_t value = TiffTags(block).find(orientationTag).value_or(1);
  return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
}

int inJpeg(const Read& read) {
  constexpr std::size_t applicationData = 0xffe1, startOfScan = 0xffda, endOfImage = 0xffd9;
  for (std::size_t at = 2;;) {
    const std::string head = read(at, 10);
    const std::size_t marker = bigEndian(head, 0, 2), length = bigEndian(head, 2, 2);
    if (head.size() < 4 || marker < 0xff00 || marker == startOfScan || marker == endOfImage) return 1;
    if (marker == 0xffff) { // a filling byte
      ++at;
      continue;
    }
    if (marker == applicationData && std::string_view(head).substr(4).starts_with(exifMark))
      return inBlock(read(at + 4, std::max<std::size_t>(length, 2) - 2));
    at += 2 + std::max<std::size_t>(length, 2);
  }
}

int inPng(const Read& read) {
  for (std::size_t at = 8;;) {
    const std::string head = read(at, 8);
    if (head.size() < 8 || head.ends_with("IEND")) return 1;
    const std::size_t length = bigEndian(head, 0, 4);
    if (head.ends_with("eXIf")) return inBlock(read(at + 8, std::min(length, mostOfBlock)));
    at += 12 + length;
  }
}

int inWebp(const Read& read) {
  constexpr unsigned char hasExif = 8;
  const std::string start = read(12, 9);
  if (!start.starts_with("VP8X") || start.size() < 9 || !(static_cast<unsigned char>(start[8]) & hasExif))
    return 1;
  for (std::size_t at = 12;;) {
    const std::string head = read(at, 8);
    if (head.size() < 8) return 1;
    const std::size_t length = littleEndian(head, 4, 4);
    if (head.starts_with("EXIF")) return inBlock(read(at + 8, std::min(length, mostOfBlock)));
    at += 8 + length + length % 2;
  }
}

int inTiff(const Read& read) {
  // Nothing but the directory is wanted, and it may lie at the end: its entries, as if they stood in front.
  std::string block = read(0, 8);
  const bool lowFirst = TiffTags(block).lowFirst;
  const std::size_t directory = TiffTags(block).directory();
  const std::string count = read(directory, 2);
  if (count.size() < 2) return 1;
  const std::size_t entries = lowFirst ? littleEndian(count, 0, 2) : bigEndian(count, 0, 2);
  block.replace(4, 4, lowFirst ? std::string("\x8\0\0\0", 4) : std::string("\0\0\0\x8", 4));
  return inBlock(block + read(directory, 2 + 12 * entries));
}

int orientationOf(const Read& read) {
  const std::string start = read(0, 12);
  if (isJpeg(start)) return inJpeg(read);
  if (start.starts_with("\x89PNG\r\n\x1a\n")) return inPng(read);
  if (start.starts_with("RIFF") && start.ends_with("WEBP")) return inWebp(read);
  return TiffTags::isTiff(start) ? inTiff(read) : 1;
}

} // namespace

int storedOrientation(std::string_view bytes) {
  return orientationOf([bytes](std::size_t at, std::size_t count) {
    return at < bytes.size() ? std::string(bytes.substr(at, count)) : std::string();
  });
}

int storedOrientationInFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return orientationOf([&file](std::size_t at, std::size_t count) {
    std::string bytes(count, '\0');
    file.clear();
    file.seekg(static_cast<std::streamoff>(at));
    file.read(bytes.data(), static_cast<std::streamsize>(count));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    return bytes;
  });
}

} // namespace fillscope
