#include "core/formats/decode.h"
#include "core/formats/ros_messages.h"
#include "core/formats/rosbag_records.h"
#include <algorithm>
#include <cctype>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

enum class Pixels { unknown, grey8, grey16, rgb, bgr, rgba, bgra, uyvy, yuyv, metres };

Pixels pixelsOf(std::string encoding) {
  std::transform(encoding.begin(), encoding.end(), encoding.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  constexpr std::pair<std::string_view, Pixels> known[] = {
      {"mono8", Pixels::grey8},   {"8uc1", Pixels::grey8},       {"y8", Pixels::grey8},
      {"mono16", Pixels::grey16}, {"16uc1", Pixels::grey16},     {"z16", Pixels::grey16},
      {"y16", Pixels::grey16},    {"rgb8", Pixels::rgb},         {"bgr8", Pixels::bgr},
      {"8uc3", Pixels::bgr},      {"rgba8", Pixels::rgba},       {"bgra8", Pixels::bgra},
      {"8uc4", Pixels::bgra},     {"yuv422", Pixels::uyvy},      {"uyvy", Pixels::uyvy},
      {"yuyv", Pixels::yuyv},     {"yuv422_yuy2", Pixels::yuyv}, {"32fc1", Pixels::metres},
  };
  for (const auto& [name, pixels] : known)
    if (encoding == name) return pixels;
  return Pixels::unknown;
}

int bytesOf(Pixels pixels) {
  switch (pixels) {
  case Pixels::grey8:
    return 1;
  case Pixels::grey16:
  case Pixels::uyvy:
  case Pixels::yuyv:
    return 2;
  case Pixels::rgb:
  case Pixels::bgr:
    return 3;
  default:
    return 4;
  }
}

bool isColoured(Pixels pixels) { return pixels >= Pixels::rgb && pixels <= Pixels::yuyv; }

Error unknownEncoding(const std::string& encoding, const std::string& where) {
  return {ErrorCode::unsupported, "pictures of the encoding \"" + encoding + "\" are not known", where,
          "record rgb8, bgr8, mono8, mono16 or 32FC1"};
}

struct RawPixels {
  RosImageHead head;
  Pixels pixels = Pixels::unknown;
  std::string_view bytes;
  const char* row(int y) const { return bytes.data() + static_cast<std::size_t>(y) * head.step; }
};

Result<RawPixels> rawPixels(std::string_view message, const RosImageHead& head, const std::string& where) {
  RawPixels raw{head, pixelsOf(head.encoding), message.substr(head.dataAt, head.dataSize)};
  if (raw.pixels == Pixels::unknown) return unknownEncoding(head.encoding, where);
  if (head.step < static_cast<std::size_t>(head.width) * static_cast<std::size_t>(bytesOf(raw.pixels)))
    return Error{ErrorCode::badInput, "a row of its pictures is shorter than its pixels", where,
                 "record it again, or take a good copy"};
  return raw;
}

std::uint16_t number16(const char* bytes, bool highFirst) {
  const auto first = static_cast<unsigned char>(bytes[0]), second = static_cast<unsigned char>(bytes[1]);
  return static_cast<std::uint16_t>(highFirst ? first << 8 | second : second << 8 | first);
}

float number32(const char* bytes, bool highFirst) {
  char ordered[4];
  for (int i = 0; i < 4; ++i)
    ordered[i] = bytes[highFirst ? 3 - i : i];
  return RosCursor({ordered, 4}).number<float>();
}

Image imageOf(const cv::Mat& pixels) {
  Image image(pixels.cols, pixels.rows, pixels.channels());
  for (int y = 0; y < pixels.rows; ++y)
    std::copy_n(pixels.ptr<std::uint8_t>(y), static_cast<std::size_t>(pixels.cols * pixels.channels()),
                image.row(y));
  return image;
}

/// 16-bit grey, as infrared cameras give, has 10 or 12 bits in it that somebody wants to see.
Image greyOf(const RawPixels& raw) {
  Raster<std::uint16_t> values(raw.head.width, raw.head.height);
  for (int y = 0; y < values.height(); ++y)
    for (int x = 0; x < values.width(); ++x)
      values.at(x, y) = number16(raw.row(y) + 2 * x, raw.head.isBigEndian);
  const int most = *std::max_element(values.data(), values.data() + values.pixelCount());
  int shift = 0;
  while (most >> shift > 255)
    ++shift;
  Image image(values.width(), values.height());
  for (std::size_t i = 0; i < values.pixelCount(); ++i)
    image.data()[i] = static_cast<std::uint8_t>(values.data()[i] >> shift);
  return image;
}

Result<Image> decoded(std::string_view message, const RosImageHead& head, const std::string& where) {
  auto picture = decodePicture(message.substr(head.dataAt, head.dataSize), cv::IMREAD_COLOR, where);
  if (!picture) return picture.error();
  cv::Mat rgb;
  cv::cvtColor(*picture, rgb, cv::COLOR_BGR2RGB);
  return imageOf(rgb);
}

/// compressedDepth's own numbers before its PNG: which of its packings, and the two of its curve.
constexpr std::size_t depthPrefix = 12;

Result<RosDepth> decodedDepth(std::string_view message, const RosImageHead& head, const std::string& where) {
  std::string_view bytes = message.substr(head.dataAt, head.dataSize);
  const bool prefixed =
      head.format.find("compressedDepth") != std::string::npos && bytes.size() >= depthPrefix;
  RosCursor prefix(bytes);
  prefix.number<std::uint32_t>();
  const double a = prefix.number<float>(), b = prefix.number<float>();
  if (prefixed) bytes.remove_prefix(depthPrefix);
  const auto picture = decodePicture(bytes, cv::IMREAD_UNCHANGED, where);
  if (!picture) return picture.error();
  if (picture->type() != CV_16UC1)
    return Error{ErrorCode::badInput, "its compressed depth is no picture of 16 bits", where,
                 "record the depth without compression"};
  const bool inverse = prefixed && head.format.starts_with("32FC1");
  RosDepth depth{Raster<float>(picture->cols, picture->rows), inverse};
  for (int y = 0; y < picture->rows; ++y)
    for (int x = 0; x < picture->cols; ++x) {
      const double value = picture->at<std::uint16_t>(y, x);
      const double metres = value > 0 && value > b ? a / (value - b) : 0;
      depth.values.at(x, y) = static_cast<float>(inverse ? metres : value);
    }
  return depth;
}

} // namespace

bool RosImageHead::mayBeDepth() const {
  const Pixels pixels = pixelsOf(encoding);
  return pixels == Pixels::grey16 || pixels == Pixels::metres || format.find("16UC1") == 0 ||
         format.find("32FC1") == 0;
}

bool RosImageHead::isColour() const {
  if (isCompressed()) return !mayBeDepth() && !format.starts_with("mono") && !format.starts_with("8UC1");
  return isColoured(pixelsOf(encoding));
}

Result<Image> rosPicture(std::string_view message, const std::string& type, const std::string& where) {
  const auto head = rosImageHead(message, type, where);
  if (!head) return head.error();
  if (head->isCompressed()) return decoded(message, *head, where);
  const auto raw = rawPixels(message, *head, where);
  if (!raw) return raw.error();
  if (raw->pixels == Pixels::grey16) return greyOf(*raw);
  if (raw->pixels == Pixels::metres) return unknownEncoding(head->encoding, where);
  const int channels = bytesOf(raw->pixels);
  const cv::Mat from(head->height, head->width, CV_MAKETYPE(CV_8U, channels),
                     const_cast<char*>(raw->bytes.data()), head->step);
  cv::Mat rgb;
  switch (raw->pixels) {
  case Pixels::bgr:
    cv::cvtColor(from, rgb, cv::COLOR_BGR2RGB);
    break;
  case Pixels::rgba:
    cv::cvtColor(from, rgb, cv::COLOR_RGBA2RGB);
    break;
  case Pixels::bgra:
    cv::cvtColor(from, rgb, cv::COLOR_BGRA2RGB);
    break;
  case Pixels::uyvy:
  case Pixels::yuyv:
    if (head->width % 2 != 0) return unknownEncoding(head->encoding + " of an odd width", where);
    cv::cvtColor(from, rgb, raw->pixels == Pixels::uyvy ? cv::COLOR_YUV2RGB_UYVY : cv::COLOR_YUV2RGB_YUY2);
    break;
  default:
    rgb = from;
  }
  return imageOf(rgb);
}

Result<RosDepth> rosDepth(std::string_view message, const std::string& type, const std::string& where) {
  const auto head = rosImageHead(message, type, where);
  if (!head) return head.error();
  if (head->isCompressed()) return decodedDepth(message, *head, where);
  const auto raw = rawPixels(message, *head, where);
  if (!raw) return raw.error();
  const bool isMetres = raw->pixels == Pixels::metres;
  if (!isMetres && raw->pixels != Pixels::grey16) return unknownEncoding(head->encoding, where);
  RosDepth depth{Raster<float>(head->width, head->height), isMetres};
  for (int y = 0; y < head->height; ++y)
    for (int x = 0; x < head->width; ++x) {
      const float value = isMetres ? number32(raw->row(y) + 4 * x, head->isBigEndian)
                                   : number16(raw->row(y) + 2 * x, head->isBigEndian);
      depth.values.at(x, y) = DepthMap::isMeasured(value) ? value : 0;
    }
  return depth;
}

} // namespace fillscope
