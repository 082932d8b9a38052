#include "core/formats/image_io.h"
#include "core/base/file_io.h"
#include "core/formats/decode.h"
#include <array>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace fillscope {

Result<std::string> encodeImage(const Image& image, const std::string& suffix, const std::string& where) {
  if (suffix != ".png" && suffix != ".jpg" && suffix != ".jpeg")
    return Error{ErrorCode::badInput, "a picture is written as .png or .jpg", where, "choose one of these"};
  if (image.empty() || (image.channels() != 1 && image.channels() != 3))
    return Error{ErrorCode::badInput, "there is no grey or RGB picture to write", where, {}};
  const cv::Mat source(image.height(), image.width(), image.channels() == 3 ? CV_8UC3 : CV_8UC1,
                       const_cast<std::uint8_t*>(image.data()));
  cv::Mat swapped; // its own pixels: the image belongs to the caller
  if (image.channels() == 3) cv::cvtColor(source, swapped, cv::COLOR_RGB2BGR);
  return encodePicture(swapped.empty() ? source : swapped, suffix, where);
}

Result<AlphaImage> loadAlphaImage(const std::filesystem::path& path) {
  const auto bytes = readFile(path);
  if (!bytes) return bytes.error();
  const auto picture = decodePicture(*bytes, cv::IMREAD_UNCHANGED, path.string());
  if (!picture) return picture.error();
  if (picture->channels() != 4)
    return Error{ErrorCode::badInput, "this picture has no alpha channel, so nothing tells what to cut out",
                 path.string(), "save it as PNG with an alpha channel"};
  cv::Mat eight = *picture;
  if (picture->depth() == CV_16U) picture->convertTo(eight, CV_8U, 1.0 / 257);
  if (eight.depth() != CV_8U)
    return Error{ErrorCode::badInput, "this picture is of numbers that are no colours", path.string(),
                 "save it as PNG with an alpha channel"};
  AlphaImage image{Image(eight.cols, eight.rows, 3), Raster<std::uint8_t>(eight.cols, eight.rows)};
  std::array<cv::Mat, 2> targets{cv::Mat(eight.rows, eight.cols, CV_8UC3, image.colour.data()),
                                 cv::Mat(eight.rows, eight.cols, CV_8UC1, image.alpha.data())};
  cv::mixChannels(&eight, 1, targets.data(), targets.size(), std::array{2, 0, 1, 1, 0, 2, 3, 3}.data(), 4);
  return image;
}

Result<void> saveImage(const Image& image, const std::filesystem::path& path) {
  const auto bytes = encodeImage(image, lowerSuffix(path.string()), path.string());
  if (!bytes) return bytes.error();
  return writeFileAtomically(path, *bytes);
}

const std::vector<std::string>& imageSuffixes() {
  static const std::vector<std::string> suffixes{".jpg", ".jpeg", ".png", ".bmp",  ".tif", ".tiff",
                                                 ".ppm", ".pgm",  ".pnm", ".webp", ".pfm", ".exr"};
  return suffixes;
}

} // namespace fillscope
