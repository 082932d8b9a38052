// The masks of labelme 5.2 and later: a PNG as base64 within the shape, its first pixel at the first point.
#include "core/annotation/mask_outline.h"
#include "core/formats/decode.h"
#include "core/formats/labelme.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>

namespace fillscope {
namespace {

constexpr double mostMaskPixels = 1 << 26;

std::optional<std::string> fromBase64(std::string_view text) {
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=' || c == '\n' || c == '\r') continue;
    const unsigned value = c >= 'A' && c <= 'Z'   ? unsigned(c - 'A')
                           : c >= 'a' && c <= 'z' ? unsigned(c - 'a') + 26
                           : c >= '0' && c <= '9' ? unsigned(c - '0') + 52
                           : c == '+'             ? 62
                           : c == '/'             ? 63
                                                  : 64;
    if (value == 64) return {};
    bits = bits << 6 | value;
    if ((count += 6) >= 8) bytes += static_cast<char>(bits >> (count -= 8) & 0xff);
  }
  return bytes;
}

/// Width times height as the PNG's header has them; a small file may claim any size.
double pixelsOfPng(std::string_view png) {
  if (png.size() < 24) return 0;
  const auto number = [&](std::size_t place) {
    double value = 0;
    for (std::size_t i = 0; i < 4; ++i)
      value = value * 256 + static_cast<unsigned char>(png[place + i]);
    return value;
  };
  return number(16) * number(20);
}

} // namespace

std::vector<std::vector<Vec2>> outlinesOfLabelmeMask(std::string_view base64, Vec2 a, Vec2 b) {
  const Vec2 corner{std::trunc(std::min(a.x, b.x)), std::trunc(std::min(a.y, b.y))};
  const auto png = fromBase64(base64);
  if (!png || !png->starts_with("\x89PNG") || pixelsOfPng(*png) > mostMaskPixels) return {};
  const auto decoded = decodePicture(*png, cv::IMREAD_GRAYSCALE, "mask");
  if (!decoded || decoded->type() != CV_8UC1) return {};
  Mask mask(decoded->cols, decoded->rows);
  for (int y = 0; y < mask.height(); ++y)
    for (int x = 0; x < mask.width(); ++x)
      mask.at(x, y) = decoded->at<std::uint8_t>(y, x) != 0;
  return maskOutlines(mask, corner);
}

} // namespace fillscope
