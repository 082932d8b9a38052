#include "core/formats/pgm.h"
#include <charconv>
#include <cstdlib>

namespace fillscope {
namespace {

struct Header {
  int width = 0, height = 0, most = 0;
  std::size_t start = 0; ///< of the samples
};

std::optional<Header> parseHeader(std::string_view bytes) {
  if (!bytes.starts_with("P5")) return {};
  Header header;
  std::size_t at = 2;
  for (int* number : {&header.width, &header.height, &header.most}) {
    while (at < bytes.size() &&
           (std::string_view(" \t\r\n").find(bytes[at]) != std::string_view::npos || bytes[at] == '#')) {
      if (bytes[at] == '#')
        at = std::min(bytes.find('\n', at), bytes.size());
      else
        ++at;
    }
    const auto read = std::from_chars(bytes.data() + at, bytes.data() + bytes.size(), *number);
    if (read.ec != std::errc{} || *number <= 0) return {};
    at = static_cast<std::size_t>(read.ptr - bytes.data());
  }
  header.start = at + 1;
  return header;
}

class Samples {
 public:
  Samples(const char* bytes, const Header& header)
      : bytes_(bytes)
      , header_(header) {}

  int at(int x, int y, bool lowFirst) const {
    const auto* pair = reinterpret_cast<const unsigned char*>(bytes_) +
                       2 * (static_cast<std::size_t>(y) * header_.width + x);
    return lowFirst ? pair[0] | pair[1] << 8 : pair[0] << 8 | pair[1];
  }

  bool isLowFirst() const {
    long long lowSmoother = 0, highSmoother = 0;
    for (int y = 0; y < header_.height; ++y)
      for (int x = 1; x < header_.width; ++x) {
        const int low = std::abs(at(x, y, true) - at(x - 1, y, true));
        const int high = std::abs(at(x, y, false) - at(x - 1, y, false));
        lowSmoother += low < high;
        highSmoother += high < low;
      }
    return lowSmoother > 2 * highSmoother; // the standard's order unless the other is plainly right
  }

 private:
  const char* bytes_;
  const Header& header_;
};

} // namespace

Result<std::optional<Raster<double>>> parsePgm16(std::string_view bytes, const std::string& where) {
  using Found = std::optional<Raster<double>>;
  const auto header = parseHeader(bytes);
  if (!header || header->most < 256 || header->most > 65535) return Found();
  const auto count = static_cast<std::size_t>(header->width) * static_cast<std::size_t>(header->height);
  if (bytes.size() < header->start || (bytes.size() - header->start) / 2 < count)
    return Error{ErrorCode::badInput, "this picture is cut off", where, "take a good copy of the file"};
  const Samples samples(bytes.data() + header->start, *header);
  const bool lowFirst = samples.isLowFirst();
  Raster<double> values(header->width, header->height);
  for (int y = 0; y < header->height; ++y)
    for (int x = 0; x < header->width; ++x)
      values.at(x, y) = samples.at(x, y, lowFirst);
  return Found(std::move(values));
}

} // namespace fillscope
