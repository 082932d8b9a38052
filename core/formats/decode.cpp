#include "core/formats/decode.h"
#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>

namespace fillscope {
namespace {

std::uint32_t bigEndian32(std::string_view bytes) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
  return value;
}

std::uint32_t checksum(std::string_view bytes) {
  constexpr auto table = [] {
    std::array<std::uint32_t, 256> values{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit)
        value = value & 1 ? 0xedb88320u ^ value >> 1 : value >> 1;
      values[i] = value;
    }
    return values;
  }();
  std::uint32_t sum = ~0u;
  for (const char c : bytes)
    sum = table[(sum ^ static_cast<unsigned char>(c)) & 255] ^ sum >> 8;
  return ~sum;
}

/// Whether a PNG's chunks reach its end mark and hold what was written; libpng would complain on the
/// terminal.
bool pngIsWhole(std::string_view bytes) {
  for (std::size_t at = 8; at + 12 <= bytes.size();) {
    const std::size_t length = bigEndian32(bytes.substr(at));
    if (bytes.size() - at - 12 < length) return false;
    const std::string_view chunk = bytes.substr(at + 4, 4 + length);
    if (checksum(chunk) != bigEndian32(bytes.substr(at + 8 + length))) return false;
    if (chunk.starts_with("IEND")) return true;
    at += 12 + length;
  }
  return false;
}

Error notAPicture(const std::string& where) {
  return {ErrorCode::badInput, "this is no picture that can be read, or it is damaged", where,
          "choose another file or save it again as PNG"};
}

/// Where the names of an OpenEXR picture's channels begin in the file; empty where it is none or is torn.
std::vector<std::size_t> exrChannels(std::string_view bytes) {
  constexpr std::string_view magic("\x76\x2f\x31\x01", 4);
  constexpr std::size_t header = 8, perChannel = 16; // type, linearity and sampling after a channel's name
  std::vector<std::size_t> names;
  if (!bytes.starts_with(magic)) return names;
  for (std::size_t at = header; at < bytes.size() && bytes[at] != 0;) {
    const std::size_t type = bytes.find('\0', at) + 1, size = type ? bytes.find('\0', type) + 1 : 0;
    if (size == 0 || size + 4 > bytes.size()) return {};
    std::uint32_t length = 0;
    for (std::size_t i = 4; i-- > 0;)
      length = length << 8 | static_cast<unsigned char>(bytes[size + i]);
    const std::size_t end = size + 4 + length;
    if (end > bytes.size()) return {};
    if (bytes.substr(at, type - 1 - at) == "channels")
      for (std::size_t name = size + 4; name < end && bytes[name] != 0;) {
        names.push_back(name);
        const std::size_t rest = bytes.find('\0', name);
        if (rest == bytes.npos) return {};
        name = rest + 1 + perChannel;
      }
    at = end;
  }
  return names;
}

} // namespace

Error tooManyPixels(const std::string& where) {
  return {ErrorCode::badInput, "this picture is larger than " + std::to_string(mostPixels >> 20) + " megapixels",
          where, "make it smaller first"};
}

Result<cv::Mat> decodePicture(std::string_view bytes, int flags, const std::string& where) {
  if (bytes.empty())
    return Error{ErrorCode::badInput, "this file is empty", where, "take a good copy of the file"};
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) {
    if (!pngIsWhole(bytes))
      return Error{ErrorCode::badInput, "this picture is damaged or cut off", where,
                   "take a good copy of the file"};
    constexpr std::size_t widthAt = 16, heightAt = 20; // of the header chunk, which comes first
    if (bytes.size() >= heightAt + 4 &&
        std::size_t{bigEndian32(bytes.substr(widthAt))} * bigEndian32(bytes.substr(heightAt)) > mostPixels)
      return tooManyPixels(where);
  }
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return notAPicture(where);
  // OpenCV looks for Y, R, G, B and A alone: renderers call depth Z or V, and it would read zeros.
  std::string renamed;
  if (const auto channels = exrChannels(bytes); channels.size() == 1 && bytes[channels.front()] != 'Y') {
    const std::string name(bytes.data() + channels.front());
    if (name.size() > 1)
      return Error{ErrorCode::badInput, "this picture's one channel is named \"" + name + "\"", where,
                   "save it with a channel of one letter, such as Y or Z"};
    renamed = bytes;
    renamed[channels.front()] = 'Y';
    bytes = renamed;
  }
  try {
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    const cv::Mat buffer(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data()));
    cv::Mat picture = cv::imdecode(buffer, flags);
    if (picture.empty()) return notAPicture(where);
    return picture;
  } catch (const std::exception&) {
    return notAPicture(where);
  }
}

Result<std::string> encodePicture(const cv::Mat& picture, const std::string& suffix,
                                  const std::string& where) {
  try {
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    std::vector<unsigned char> bytes;
    std::vector<int> options;
    if (suffix == ".jpg" || suffix == ".jpeg") options = {cv::IMWRITE_JPEG_QUALITY, 95};
    if (cv::imencode(suffix, picture, bytes, options)) return std::string(bytes.begin(), bytes.end());
  } catch (const std::exception&) {
    // Said below: OpenCV's own words name its source lines.
  }
  return Error{ErrorCode::badInput, "a picture cannot be written as \"" + suffix + "\"", where, "choose PNG"};
}

std::string lowerSuffix(const std::string& path) {
  const auto dot = path.find_last_of("./");
  if (dot == std::string::npos || path[dot] == '/') return {};
  std::string suffix = path.substr(dot);
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return suffix;
}

} // namespace fillscope
