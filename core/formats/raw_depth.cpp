#include "core/formats/raw_depth.h"
#include "core/formats/decode.h"
#include <algorithm>
#include <array>
#include <cstdint>

namespace fillscope {
namespace {

struct Format {
  int width, height;
  std::size_t bytes() const { return 2 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height); }
};

// Of different numbers of pixels, so that one tells the other.
constexpr std::array<Format, 19> formats{{{1280, 800},
                                          {1280, 720},
                                          {1024, 1024},
                                          {1024, 768},
                                          {960, 540},
                                          {848, 480},
                                          {848, 100},
                                          {800, 600},
                                          {640, 576},
                                          {640, 480},
                                          {640, 400},
                                          {640, 360},
                                          {512, 512},
                                          {480, 270},
                                          {424, 240},
                                          {320, 288},
                                          {320, 240},
                                          {256, 144},
                                          {160, 120}}};

} // namespace

bool isRawDepth(const std::filesystem::path& path) { return lowerSuffix(path.string()) == ".raw"; }

Result<Raster<double>> parseRawDepth(const std::string& bytes, const std::string& where) {
  const auto* const format = std::find_if(formats.begin(), formats.end(),
                                          [&](const Format& f) { return f.bytes() == bytes.size(); });
  if (format == formats.end())
    return Error{ErrorCode::badInput,
                 std::to_string(bytes.size()) +
                     " bytes are no 16-bit depth of a size that depth cameras have",
                 where, "save it as 16-bit PNG or .npy, which tell their size"};
  Raster<double> values(format->width, format->height);
  for (std::size_t k = 0; k < values.pixelCount(); ++k) {
    const auto low = static_cast<std::uint8_t>(bytes[2 * k]),
               high = static_cast<std::uint8_t>(bytes[2 * k + 1]);
    values.data()[k] = low | high << 8;
  }
  return values;
}

} // namespace fillscope
