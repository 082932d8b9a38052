#include "core/formats/depth_io.h"
#include "core/base/file_io.h"
#include "core/base/number_text.h"
#include "core/formats/decode.h"
#include "core/formats/depth_header.h"
#include "core/formats/jpeg.h"
#include "core/formats/npy.h"
#include "core/formats/pgm.h"
#include "core/formats/raw_depth.h"
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <opencv2/imgcodecs.hpp>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// Samples as they lie in the file.
struct RawDepth {
  Raster<double> values;
  bool isInteger = false;
  int bits = 0;
};

template <class T>
void copyRows(const cv::Mat& from, Raster<double>& to) {
  for (int y = 0; y < from.rows; ++y) {
    const T* source = from.ptr<T>(y);
    for (int x = 0; x < from.cols; ++x)
      to.at(x, y) = static_cast<double>(source[x]);
  }
}

Error notOneChannel(int channels, const std::string& where) {
  return {ErrorCode::badInput, "the depth picture has " + std::to_string(channels) + " channels, expected 1",
          where, "choose the depth file, not its coloured view"};
}

/// One channel comes as three alike.
Result<RawDepth> rawFromJpeg(const std::string& bytes, const std::string& where) {
  const auto decoded = decodeJpeg(bytes, where);
  if (!decoded) return decoded.error();
  if (!*decoded) return notOneChannel(4, where);
  const Image& picture = **decoded;
  RawDepth raw{Raster<double>(picture.width(), picture.height()), true, 8};
  for (std::size_t k = 0; k < raw.values.pixelCount(); ++k) {
    const std::uint8_t* pixel = picture.data() + 3 * k;
    if (pixel[0] != pixel[1] || pixel[0] != pixel[2]) return notOneChannel(3, where);
    raw.values.data()[k] = pixel[0];
  }
  return raw;
}

Result<RawDepth> rawFromPicture(const std::string& bytes, const std::string& where) {
  if (auto pgm = parsePgm16(bytes, where); !pgm || *pgm) {
    if (!pgm) return pgm.error();
    return RawDepth{std::move(**pgm), true, 16};
  }
  if (isJpeg(bytes)) return rawFromJpeg(bytes, where);
  const auto picture = decodePicture(bytes, cv::IMREAD_UNCHANGED, where);
  if (!picture) return picture.error();
  if (picture->channels() != 1) return notOneChannel(picture->channels(), where);
  RawDepth raw{Raster<double>(picture->cols, picture->rows), picture->depth() < CV_32F, 16};
  switch (picture->depth()) {
  case CV_8U:
    copyRows<std::uint8_t>(*picture, raw.values), raw.bits = 8;
    break;
  case CV_16U:
    copyRows<std::uint16_t>(*picture, raw.values);
    break;
  case CV_16S:
    copyRows<std::int16_t>(*picture, raw.values);
    break;
  case CV_32S:
    copyRows<std::int32_t>(*picture, raw.values), raw.bits = 32;
    break;
  case CV_32F:
    copyRows<float>(*picture, raw.values), raw.bits = 32;
    break;
  case CV_64F:
    copyRows<double>(*picture, raw.values), raw.bits = 64;
    break;
  default:
    return Error{ErrorCode::badInput, "the samples of this depth picture are of no known kind", where, {}};
  }
  return raw;
}

Result<RawDepth> loadRaw(const fs::path& path) {
  const auto bytes = readFile(path);
  if (!bytes) return bytes.error();
  if (isRawDepth(path)) {
    auto values = parseRawDepth(*bytes, path.string());
    if (!values) return values.error();
    return RawDepth{std::move(*values), true, 16};
  }
  if (!isNpy(*bytes)) return rawFromPicture(*bytes, path.string());
  auto plane = parseNpy(*bytes, path.string());
  if (!plane) return plane.error();
  return RawDepth{std::move(plane->values), plane->isInteger, plane->bits};
}

/// Whether these are 11 bits of a Kinect: 2047 for no measurement, everything else between what it sees at
/// 0.4 m and at infinity.
bool isKinectDisparity(const RawDepth& raw) {
  constexpr double nothing = 2047, nearest = 200, infinity = 1092.5;
  if (!raw.isInteger || raw.bits != 16) return false;
  const double* first = raw.values.data();
  const double* last = first + raw.values.pixelCount();
  return std::all_of(first, last, [](double d) { return d == nothing || (d > nearest && d < infinity); }) &&
         std::find(first, last, nothing) != last &&
         std::any_of(first, last, [](double d) { return d != nothing; });
}

Result<void> checkEncoding(const RawDepth& raw, const DepthEncoding& encoding, const std::string& where) {
  const auto fault = [&](const std::string& what, const std::string& hint) {
    return Error{ErrorCode::badInput, what, where, hint};
  };
  if (isKinectDisparity(raw))
    return fault(
        "this is the raw disparity of a Kinect (11 bits, 2047 where nothing was measured), which no "
        "scale makes depth",
        "write 351.3 / (1092.5 - d) for each value d, 0 for 2047, as metres into a float TIFF or .npy");
  if (!std::isfinite(encoding.scale) || encoding.scale < 0)
    return fault("the depth scale must be above zero", "give the metres per unit, such as 0.001");
  const bool lacksScale = raw.isInteger && encoding.scale == 0 && encoding.kind == DepthKind::metric;
  if (lacksScale && raw.bits == 8)
    return fault("the depth scale of this file of 8 bits, 256 steps, is not known",
                 "give the metres per step, such as 0.00196 where 255 is 0.5 m, or that it holds relative or "
                 "inverse depth");
  if (lacksScale)
    return fault("the depth scale of this file is not known",
                 "give the metres per unit: 0.001 for millimetres, 0.0001 for tenths of them");
  if (encoding.rotation < 0 || encoding.rotation > 15)
    return fault("bits can be rotated by 0 to 15", "use 3 for SUN RGB-D and APC files, else 0");
  if (encoding.rotation > 0 && raw.isInteger && raw.bits != 16)
    return fault("only 16-bit samples can be rotated", "set the rotation to 0");
  return {};
}

double rotated(double value, int bits) {
  const auto q = static_cast<unsigned>(static_cast<std::uint16_t>(static_cast<std::int32_t>(value)));
  return static_cast<std::uint16_t>(q << (16 - bits) | q >> bits);
}

} // namespace

Result<bool> depthNeedsScale(const fs::path& path) {
  if (const auto known = integersByHeader(path)) return *known;
  const auto raw = loadRaw(path);
  if (!raw) return raw.error();
  return raw->isInteger;
}

bool depthHasFewSteps(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string start(256, '\0');
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(file.gcount()));
  if (start.starts_with("II*") || start.starts_with("MM")) {
    const auto raw = loadRaw(path);
    return raw && raw->isInteger && raw->bits == 8;
  }
  if (start.starts_with("\x89PNG")) return start.size() > 24 && start[24] <= 8; // IHDR's bit depth
  if (start.starts_with("BM") || isJpeg(start)) return true;
  if (start.starts_with("P5")) {
    const auto pgm = readFile(path);
    const auto deep =
        pgm ? parsePgm16(*pgm, path.string()) : Result<std::optional<Raster<double>>>(pgm.error());
    return deep && !*deep;
  }
  return isNpy(start) && (start.find("u1'") != std::string::npos || start.find("i1'") != std::string::npos);
}

std::string fewStepsSentence(const std::string& file, double scale) {
  const std::string start = file + " has 8 bits a sample: 256 steps";
  if (!(scale > 0)) return start + " over all of its range; what is finer is lost.";
  char millimetres[32];
  std::snprintf(millimetres, sizeof millimetres, "%.3g", 1000 * scale);
  return start + " of " + millimetres + " mm each; what is finer is lost.";
}

Result<DepthMap> loadDepth(const fs::path& path, const DepthEncoding& encoding) {
  const auto raw = loadRaw(path);
  if (!raw) return raw.error();
  if (auto checked = checkEncoding(*raw, encoding, path.string()); !checked) return checked.error();
  const bool isMetric = encoding.kind == DepthKind::metric;
  const double scale = isMetric && encoding.scale > 0 ? encoding.scale : 1;
  const int rotation = raw->isInteger ? encoding.rotation : 0;
  DepthMap depth;
  depth.source = path.filename().string();
  depth.kind = encoding.kind;
  if (!isMetric) depth.unit.clear();
  depth.values = Raster<float>(raw->values.width(), raw->values.height());
  const double* from = raw->values.data();
  float* to = depth.values.data();
  for (std::size_t i = 0; i < depth.values.pixelCount(); ++i) {
    const auto value = static_cast<float>(scale * (rotation ? rotated(from[i], rotation) : from[i]));
    const bool stays = DepthMap::isMeasured(value) || (encoding.keepInfinite && value > 0.0f);
    to[i] = stays ? value : 0.0f;
  }
  return depth;
}

Result<DepthEncoding> encodingBeside(const fs::path& file, const fs::path& other,
                                     const DepthEncoding& encoding) {
  if (encoding == DepthEncoding{} || encoding.kind != DepthKind::metric) return encoding;
  const auto otherNeeds = depthNeedsScale(other);
  if (!otherNeeds || *otherNeeds) return otherNeeds ? Result(encoding) : otherNeeds.error();
  const auto needs = depthNeedsScale(file);
  if (!needs) return needs.error();
  return *needs ? DepthEncoding{} : encoding;
}

Result<std::string> encodeDepthPng(const DepthMap& depth, double metresPerUnit, const std::string& where) {
  if (depth.kind != DepthKind::metric)
    return Error{ErrorCode::badInput, "a depth map without metres does not fit a 16-bit PNG", where,
                 "save it as .tiff or .npy"};
  if (!std::isfinite(metresPerUnit) || metresPerUnit <= 0)
    return Error{ErrorCode::badInput, "the depth scale must be above zero", where,
                 "give the metres per unit"};
  cv::Mat samples(depth.height(), depth.width(), CV_16U);
  for (int y = 0; y < depth.height(); ++y)
    for (int x = 0; x < depth.width(); ++x) {
      const float value = depth.values.at(x, y);
      const double units = DepthMap::isMeasured(value) ? std::round(value / metresPerUnit) : 0;
      if (units > 65535)
        return Error{ErrorCode::badInput,
                     numberText(static_cast<double>(value)) + " m do not fit 16 bits at " +
                         numberText(metresPerUnit) + " m per unit",
                     where, "choose a larger unit or save it as .tiff or .npy"};
      samples.at<std::uint16_t>(y, x) = static_cast<std::uint16_t>(units);
    }
  return encodePicture(samples, ".png", where);
}

Result<void> saveDepth(const DepthMap& depth, const fs::path& path, double metresPerUnit) {
  const std::string suffix = lowerSuffix(path.string()), where = path.string();
  if (depth.values.empty()) return Error{ErrorCode::badInput, "there is no depth to write", where, {}};
  if (suffix == ".npy") return writeFileAtomically(path, npyBytes(depth.values));
  Result<std::string> bytes =
      Error{ErrorCode::badInput, "depth is written as .png, .tiff or .npy", where, "choose one of these"};
  if (suffix == ".png") bytes = encodeDepthPng(depth, metresPerUnit, where);
  if (suffix == ".tif" || suffix == ".tiff") {
    const cv::Mat samples(depth.height(), depth.width(), CV_32F, const_cast<float*>(depth.values.data()));
    bytes = encodePicture(samples, ".tiff", where);
  }
  if (!bytes) return bytes.error();
  return writeFileAtomically(path, *bytes);
}

} // namespace fillscope
