#include "core/formats/depth_header.h"
#include "core/formats/npy.h"
#include "core/formats/tiff_tags.h"
#include <algorithm>
#include <fstream>
#include <string>

namespace fillscope {
namespace {

constexpr std::size_t npyHeaderBytes = 1024, directoryBytes = 4096;

std::string bytesAt(std::ifstream& file, std::size_t from, std::size_t most) {
  std::string bytes(most, '\0');
  file.clear();
  file.seekg(static_cast<std::streamoff>(from));
  file.read(bytes.data(), static_cast<std::streamsize>(most));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return bytes;
}

/// The directory often lies behind the samples: it is read from there, as if it followed the first bytes.
std::string withDirectory(std::ifstream& file, const std::string& start) {
  const std::size_t directory = TiffTags(start).directory();
  const std::string moved =
      start.starts_with("II") ? std::string("II*\0\x08\0\0\0", 8) : std::string("MM\0*\0\0\0\x08", 8);
  return moved + bytesAt(file, directory, directoryBytes);
}

std::optional<bool> tiffIntegers(const std::string& block) {
  constexpr unsigned bitsTag = 258, channelsTag = 277, formatTag = 339;
  const TiffTags tags(block);
  const auto bits = tags.find(bitsTag);
  if (!bits || tags.find(channelsTag).value_or(1) != 1) return {};
  switch (tags.find(formatTag).value_or(1)) {
  case 1:
  case 2:
    return true;
  case 3:
    return *bits == 32 || *bits == 64 ? std::optional(false) : std::nullopt;
  default:
    return {};
  }
}

} // namespace

std::optional<bool> integersByHeader(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string start = bytesAt(file, 0, npyHeaderBytes);
  if (isNpy(start)) return npyHasIntegers(start);
  return TiffTags::isTiff(start) ? tiffIntegers(withDirectory(file, start)) : std::nullopt;
}

} // namespace fillscope
