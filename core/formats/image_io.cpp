#include "core/formats/image_io.h"
#include "core/base/file_io.h"
#include "core/formats/decode.h"
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
