#include "core/formats/picture_file.h"
#include "core/base/file_io.h"
#include "core/formats/decode.h"
#include "core/formats/image_io.h"
#include "core/formats/jpeg.h"
#include "core/formats/npy.h"
#include "core/formats/orientation.h"
#include "core/formats/pgm.h"
#include "core/formats/picture_header.h"
#include "core/formats/tiff_tags.h"
#include "core/imaging/colour_map.h"
#include <cmath>
#include <limits>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr double largePixels = 16e6;
constexpr int previewShrink = 8;

Error noColours(const std::string& where) {
  return {ErrorCode::badInput, "the samples of this picture are not colours", where,
          "open it as a depth map of its picture"};
}

Image rgbFrom(const cv::Mat& bgr) {
  Image image(bgr.cols, bgr.rows, 3);
  cv::Mat target(bgr.rows, bgr.cols, CV_8UC3, image.data());
  cv::cvtColor(bgr, target, cv::COLOR_BGR2RGB);
  return image;
}

/// 8-bit RGB as stored, and whether the decoder has turned it already.
struct Stored {
  Image image;
  bool isTurned = false;
};

Result<Stored> decodeStored(const std::string& bytes, const std::string& where, const Progress& progress) {
  if (isJpeg(bytes)) {
    auto decoded = decodeJpeg(bytes, where, 1, progress);
    if (!decoded) return decoded.error();
    if (*decoded) return Stored{std::move(**decoded)};
  }
  // OpenCV turns TIFF whatever it is told, PNG and JPEG if it is allowed to, WebP never.
  const auto picture = decodePicture(bytes, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION, where);
  if (!picture) return picture.error();
  if (picture->type() != CV_8UC3) return noColours(where);
  return Stored{rgbFrom(*picture), TiffTags::isTiff(bytes)};
}

Result<Image> decodeUpright(const std::string& bytes, const std::string& where, const Progress& progress) {
  auto stored = decodeStored(bytes, where, progress);
  if (!stored) return stored.error();
  if (progress.cancelled()) return cancelledError();
  return turned(std::move(stored->image), stored->isTurned ? 1 : storedOrientation(bytes));
}

/// Whether a sample has more than 8 bits, so that it is worth asking for them.
bool isDeep(std::string_view bytes) {
  constexpr std::size_t pngBits = 24;
  constexpr unsigned bitsPerSample = 258;
  if (bytes.starts_with("\x89PNG")) return bytes.size() > pngBits && bytes[pngBits] == 16;
  if (TiffTags::isTiff(bytes)) return TiffTags(bytes).find(bitsPerSample).value_or(1) > 8;
  const bool isExr = bytes.starts_with("\x76\x2f\x31\x01"),
             isPfm = bytes.starts_with("Pf") || bytes.starts_with("PF");
  return isExr || isPfm;
}

float sampleOf(double value) {
  const auto sample = static_cast<float>(value); // which may be 0 or infinite where the value is not
  return sample != 0 && std::isfinite(sample) ? sample : std::numeric_limits<float>::quiet_NaN();
}

Raster<float> samplesFrom(const cv::Mat& picture) {
  cv::Mat plane;
  picture.convertTo(plane, CV_32F);
  Raster<float> samples(plane.cols, plane.rows);
  for (int y = 0; y < plane.rows; ++y)
    std::transform(plane.ptr<float>(y), plane.ptr<float>(y) + plane.cols, samples.row(y), sampleOf);
  return samples;
}

Raster<float> samplesFrom(const Raster<double>& values) {
  Raster<float> samples(values.width(), values.height());
  std::transform(values.data(), values.data() + values.pixelCount(), samples.data(), sampleOf);
  return samples;
}

Image greyOf(const Raster<float>& samples) {
  const auto [low, high] = percentileRange(samples, false, 0.01, 0.99);
  const double width = high - low;
  Image image(samples.width(), samples.height(), 3);
  std::uint8_t* out = image.data();
  for (std::size_t i = 0; i < samples.pixelCount(); ++i, out += 3) {
    const double value = samples.data()[i];
    const double share = width > 0 ? std::clamp((value - low) / width, 0.0, 1.0) : 0.5;
    out[0] = out[1] = out[2] =
        std::isnan(value) ? std::uint8_t{0} : static_cast<std::uint8_t>(std::lround(255 * share));
  }
  return image;
}

/// Three float channels are light: between nothing and the 99 % percentile of all of them.
Image tonedFrom(const cv::Mat& light) {
  cv::Mat bgr = light;
  if (light.channels() == 4) cv::cvtColor(light, bgr, cv::COLOR_BGRA2BGR);
  bgr.convertTo(bgr, CV_32F);
  Raster<float> all(3 * bgr.cols, bgr.rows);
  for (int y = 0; y < bgr.rows; ++y)
    std::copy_n(bgr.ptr<float>(y), all.width(), all.row(y));
  const double high = percentileRange(all, true, 0.0, 0.99).second;
  cv::Mat bytes;
  bgr.convertTo(bytes, CV_8U, high > 0 ? 255 / high : 1);
  return rgbFrom(bytes);
}

Result<PictureFile> fromSamples(Raster<float> samples, bool areWhole, int orientation) {
  PictureFile file;
  file.samples = std::move(samples);
  file.samplesAreWhole = areWhole;
  file.orientation = orientation;
  file.image = greyOf(file.samples);
  return file;
}

/// Nothing for 8 bits, and for colours of 16, which become 8.
Result<std::optional<PictureFile>> decodeDeep(const std::string& bytes, const std::string& where) {
  using Answer = std::optional<PictureFile>;
  const auto found = [](Result<PictureFile> file) { return Answer(*std::move(file)); };
  if (isNpy(bytes)) {
    const auto plane = parseNpy(bytes, where);
    if (!plane) return plane.error();
    return found(fromSamples(samplesFrom(plane->values), plane->isInteger, 1));
  }
  if (auto pgm = parsePgm16(bytes, where); !pgm || *pgm) {
    if (!pgm) return pgm.error();
    return found(fromSamples(samplesFrom(**pgm), true, 1));
  }
  if (!isDeep(bytes)) return Answer();
  const auto picture = decodePicture(bytes, cv::IMREAD_UNCHANGED | cv::IMREAD_IGNORE_ORIENTATION, where);
  if (!picture) return picture.error();
  const int orientation = storedOrientation(bytes);
  if (picture->depth() == CV_8U || picture->depth() == CV_8S) return Answer();
  if (picture->channels() == 1) {
    Raster<float> samples = samplesFrom(*picture);
    if (!TiffTags::isTiff(bytes)) samples = turned(std::move(samples), orientation);
    return found(fromSamples(std::move(samples), picture->depth() < CV_32F, orientation));
  }
  if (picture->depth() < CV_32F) return Answer();
  if (picture->channels() != 3 && picture->channels() != 4)
    return Error{ErrorCode::badInput,
                 "this picture has " + std::to_string(picture->channels()) + " channels, expected 1, 3 or 4",
                 where, "save it with one channel of depth, or with colours"};
  PictureFile file;
  file.image = TiffTags::isTiff(bytes) ? tonedFrom(*picture) : turned(tonedFrom(*picture), orientation);
  file.orientation = orientation;
  return Answer(std::move(file));
}

} // namespace

Result<Image> loadImage(const fs::path& path) {
  auto file = loadPictureFile(path);
  if (!file) return file.error();
  return std::move(file->image);
}

Result<PictureFile> loadPictureFile(const fs::path& path, const Progress& progress) {
  const auto bytes = readFile(path);
  if (!bytes) return bytes.error();
  if (progress.cancelled()) return cancelledError();
  auto deep = decodeDeep(*bytes, path.string());
  if (!deep) return deep.error();
  if (*deep) return std::move(**deep);
  auto image = decodeUpright(*bytes, path.string(), progress);
  if (!image) return image.error();
  PictureFile file;
  file.image = *std::move(image);
  file.orientation = storedOrientation(*bytes);
  return file;
}

Result<std::optional<PicturePreview>> loadPreview(const fs::path& path, const Progress& progress) {
  using Answer = std::optional<PicturePreview>;
  const PictureSize size = pictureSizeInFile(path);
  if (double(size.width) * size.height <= largePixels) return Answer();
  const auto bytes = readFile(path);
  if (!bytes) return bytes.error();
  if (!isJpeg(*bytes)) return Answer();
  auto decoded = decodeJpeg(*bytes, path.string(), previewShrink, progress);
  if (!decoded) return decoded.error();
  if (!*decoded) return Answer();
  return Answer(
      PicturePreview{turned(std::move(**decoded), storedOrientation(*bytes)), size.width, size.height});
}

Result<Image> loadThumbnail(const fs::path& path, int side, const Progress& progress) {
  const auto bytes = readFile(path);
  if (!bytes) return bytes.error();
  Image image;
  if (isJpeg(*bytes)) {
    const PictureSize size = pictureSizeInFile(path);
    int shrink = 1;
    while (shrink < 8 && std::max(size.width, size.height) / (2 * shrink) >= side)
      shrink *= 2;
    auto decoded = decodeJpeg(*bytes, path.string(), shrink, progress);
    if (!decoded) return decoded.error();
    if (*decoded) image = turned(std::move(**decoded), storedOrientation(*bytes));
  }
  if (image.empty()) {
    auto file = loadPictureFile(path, progress);
    if (!file) return file.error();
    image = std::move(file->image);
  }
  const double scale = double(side) / std::max(image.width(), image.height());
  if (scale >= 1) return image;
  Image small(std::max(1, static_cast<int>(std::lround(image.width() * scale))),
              std::max(1, static_cast<int>(std::lround(image.height() * scale))), 3);
  const cv::Mat from(image.height(), image.width(), CV_8UC3, image.data());
  cv::Mat to(small.height(), small.width(), CV_8UC3, small.data());
  cv::resize(from, to, to.size(), 0, 0, cv::INTER_AREA);
  return small;
}

} // namespace fillscope
