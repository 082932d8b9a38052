#pragma once
// Tags of a TIFF's first directory, which EXIF blocks have too. Internal to core/formats.
#include <cstddef>
#include <optional>
#include <string_view>

namespace fillscope {

/// Numbers in the block's own byte order; 0 beyond its end.
struct TiffTags {
  explicit TiffTags(std::string_view block)
      : bytes(block)
      , lowFirst(block.starts_with("II")) {}

  static bool isTiff(std::string_view bytes) {
    return bytes.starts_with(std::string_view("II*\0", 4)) || bytes.starts_with(std::string_view("MM\0*", 4));
  }
  std::size_t byte(std::size_t at) const {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
  }
  std::size_t two(std::size_t at) const {
    return lowFirst ? byte(at) | byte(at + 1) << 8 : byte(at) << 8 | byte(at + 1);
  }
  std::size_t four(std::size_t at) const {
    return lowFirst ? two(at) | two(at + 2) << 16 : two(at) << 16 | two(at + 2);
  }
  std::size_t directory() const { return four(4); }
  /// The first number of a tag that holds 16- or 32-bit ones; nothing where it is not there.
  std::optional<std::size_t> find(unsigned tag) const {
    constexpr std::size_t shortType = 3;
    for (std::size_t i = 0, count = two(directory()); i < count; ++i) {
      const std::size_t at = directory() + 2 + 12 * i;
      if (two(at) != tag) continue;
      const bool isShort = two(at + 2) == shortType;
      const bool isElsewhere = four(at + 4) > (isShort ? 2u : 1u);
      const std::size_t place = isElsewhere ? four(at + 8) : at + 8;
      return isShort ? two(place) : four(place);
    }
    return std::nullopt;
  }

  std::string_view bytes;
  bool lowFirst;
};

} // namespace fillscope
