#include "core/learning/png.h"
#include <zlib.h>

namespace fillscope {
namespace {

void appendBigEndian(std::string& bytes, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8)
    bytes += static_cast<char>((value >> shift) & 0xff);
}

void appendChunk(std::string& png, const std::string& type, const std::string& data) {
  appendBigEndian(png, static_cast<std::uint32_t>(data.size()));
  const std::string covered = type + data;
  png += covered;
  appendBigEndian(png, static_cast<std::uint32_t>(::crc32(0, reinterpret_cast<const Bytef*>(covered.data()),
                                                          static_cast<uInt>(covered.size()))));
}

} // namespace

std::string pngBytes(const Image& image) {
  if (image.empty() || (image.channels() != 1 && image.channels() != 3)) return {};
  std::string rows;
  const auto rowBytes = static_cast<std::size_t>(image.width()) * static_cast<std::size_t>(image.channels());
  for (int y = 0; y < image.height(); ++y) {
    rows += '\0'; // no filter
    rows.append(reinterpret_cast<const char*>(image.row(y)), rowBytes);
  }
  std::string packed(::compressBound(rows.size()), '\0');
  uLongf size = packed.size();
  ::compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()),
              rows.size(), Z_DEFAULT_COMPRESSION);
  packed.resize(size);

  std::string header;
  appendBigEndian(header, static_cast<std::uint32_t>(image.width()));
  appendBigEndian(header, static_cast<std::uint32_t>(image.height()));
  constexpr char bitDepth = 8, grey = 0, rgb = 2;
  header += {bitDepth, image.channels() == 1 ? grey : rgb, 0, 0, 0};
  std::string png = "\x89PNG\r\n\x1a\n";
  appendChunk(png, "IHDR", header);
  appendChunk(png, "IDAT", packed);
  appendChunk(png, "IEND", {});
  return png;
}

} // namespace fillscope
