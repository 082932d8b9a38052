#include "core/formats/indexed_png.h"
#include "core/formats/decode.h"
#include <algorithm>
#include <array>
#include <opencv2/imgcodecs.hpp>
#include <unordered_map>
#include <vector>
#include <zlib.h>

namespace fillscope {
namespace {

constexpr std::string_view signature = "\x89PNG\r\n\x1a\n";

void appendNumber32(std::string& bytes, std::uint32_t number) {
  for (const int shift : {24, 16, 8, 0})
    bytes += static_cast<char>(number >> shift & 0xff);
}
std::uint32_t number32(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

void appendChunk(std::string& png, std::string_view kind, std::string_view data) {
  appendNumber32(png, static_cast<std::uint32_t>(data.size()));
  const std::string body = std::string(kind) + std::string(data);
  png += body;
  appendNumber32(png, static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(body.data()),
                                                       static_cast<uInt>(body.size()))));
}

/// The devkit's colours: the bits of the number, dealt out to red, green and blue from the top.
std::string vocPalette() {
  std::string palette;
  for (int number = 0; number < 256; ++number) {
    int colour[3] = {0, 0, 0};
    for (int bit = 7, rest = number; rest != 0; --bit, rest >>= 3)
      for (int channel = 0; channel < 3; ++channel)
        colour[channel] |= (rest >> channel & 1) << bit;
    for (const int channel : colour)
      palette += static_cast<char>(channel);
  }
  return palette;
}

/// Colour to place in the palette; empty for a PNG without one.
std::unordered_map<std::uint32_t, std::uint16_t> paletteOf(std::string_view png) {
  std::unordered_map<std::uint32_t, std::uint16_t> places;
  std::size_t at = signature.size();
  while (png.starts_with(signature) && at + 8 <= png.size()) {
    const std::size_t length = number32(png, at);
    if (length > png.size() - at - 8) break;
    if (png.substr(at + 4, 4) == "PLTE")
      for (std::size_t i = 0; i + 2 < length && i / 3 < 256; i += 3)
        places.emplace(number32(png, at + 8 + i - 1) & 0xffffff, static_cast<std::uint16_t>(i / 3));
    if (png.substr(at + 4, 4) == "IDAT") break;
    at += length + 12;
  }
  return places;
}

/// By how much the decoder stretches the numbers of a grey PNG with fewer than eight bits a pixel, to reach
/// white.
int greyStepOf(std::string_view png) {
  constexpr std::size_t bitsAt = 24, colourAt = 25;
  if (!png.starts_with(signature) || png.size() <= colourAt || png[colourAt] != 0) return 1;
  const int bits = png[bitsAt];
  return bits == 1 || bits == 2 || bits == 4 ? 255 / ((1 << bits) - 1) : 1;
}

/// Bit depth, colour type.
struct PixelKind {
  char bits, colour;
};
constexpr PixelKind indexed8{8, 3}, grey1{1, 0};

/// rows: each with its filter byte in front.
Result<std::string> pngOf(int width, int height, PixelKind kind, const std::string& rows,
                          const std::string& where) {
  std::string packed(compressBound(static_cast<uLong>(rows.size())), '\0');
  uLongf length = static_cast<uLongf>(packed.size());
  if (compress2(reinterpret_cast<Bytef*>(packed.data()), &length, reinterpret_cast<const Bytef*>(rows.data()),
                static_cast<uLong>(rows.size()), 6) != Z_OK)
    return Error{ErrorCode::tryAgain, "no memory to write the mask", where, {}};
  packed.resize(length);
  std::string png(signature), header;
  appendNumber32(header, static_cast<std::uint32_t>(width));
  appendNumber32(header, static_cast<std::uint32_t>(height));
  header += {kind.bits, kind.colour, '\0', '\0', '\0'};
  appendChunk(png, "IHDR", header);
  if (kind.colour == indexed8.colour) appendChunk(png, "PLTE", vocPalette());
  appendChunk(png, "IDAT", packed);
  appendChunk(png, "IEND", "");
  return png;
}

} // namespace

Result<std::string> encodeIndexedPng(const Raster<std::uint16_t>& numbers, const std::string& where) {
  std::uint16_t most = 0;
  for (std::size_t i = 0; i < numbers.pixelCount(); ++i)
    most = std::max(most, numbers.data()[i]);
  if (most > 255) {
    const cv::Mat grey(numbers.height(), numbers.width(), CV_16UC1,
                       const_cast<std::uint16_t*>(numbers.data()));
    return encodePicture(grey, ".png", where);
  }
  std::string rows;
  rows.reserve(numbers.pixelCount() + static_cast<std::size_t>(numbers.height()));
  for (int y = 0; y < numbers.height(); ++y) {
    rows += '\0'; // no filter
    for (int x = 0; x < numbers.width(); ++x)
      rows += static_cast<char>(numbers.at(x, y));
  }
  return pngOf(numbers.width(), numbers.height(), indexed8, rows, where);
}

Result<std::string> encodeMaskPng(const Mask& mask, const std::string& where) {
  std::string rows;
  rows.reserve((static_cast<std::size_t>(mask.width()) / 8 + 2) * static_cast<std::size_t>(mask.height()));
  for (int y = 0; y < mask.height(); ++y) {
    rows += '\0'; // no filter
    const std::uint8_t* row = mask.row(y);
    for (int x = 0; x < mask.width(); x += 8) {
      unsigned bits = 0;
      for (int i = 0; i < 8 && x + i < mask.width(); ++i)
        bits |= (row[x + i] != 0 ? 0x80U : 0U) >> i;
      rows += static_cast<char>(bits);
    }
  }
  return pngOf(mask.width(), mask.height(), grey1, rows, where);
}

Result<Raster<std::uint16_t>> decodeIndexedPng(std::string_view bytes, const std::string& where) {
  const auto picture = decodePicture(bytes, cv::IMREAD_UNCHANGED, where);
  if (!picture) return picture.error();
  Raster<std::uint16_t> numbers(picture->cols, picture->rows);
  if (picture->type() == CV_8UC1 || picture->type() == CV_16UC1) {
    const int step = greyStepOf(bytes);
    for (int y = 0; y < picture->rows; ++y)
      for (int x = 0; x < picture->cols; ++x)
        numbers.at(x, y) = picture->type() == CV_8UC1
                               ? static_cast<std::uint16_t>(picture->at<std::uint8_t>(y, x) / step)
                               : picture->at<std::uint16_t>(y, x);
    return numbers;
  }
  const auto places = paletteOf(bytes);
  if (places.empty() || picture->depth() != CV_8U || picture->channels() < 3)
    return Error{ErrorCode::badInput, "the mask's pixels are colours, not numbers", where,
                 "save it as grey or with a palette"};
  const int channels = picture->channels();
  for (int y = 0; y < picture->rows; ++y)
    for (int x = 0; x < picture->cols; ++x) {
      const std::uint8_t* bgr = picture->ptr<std::uint8_t>(y) + x * channels;
      const auto found = places.find(static_cast<std::uint32_t>(bgr[2] << 16 | bgr[1] << 8 | bgr[0]));
      if (found != places.end()) numbers.at(x, y) = found->second;
    }
  return numbers;
}

} // namespace fillscope
