#include "core/formats/jpeg.h"
#include "core/formats/decode.h"
#include "core/imaging/jpeg_codec.h"

namespace fillscope {

bool isJpeg(std::string_view bytes) { return bytes.starts_with("\xff\xd8\xff"); }

Result<std::optional<Image>> decodeJpeg(std::string_view bytes, const std::string& where, int shrink,
                                        const Progress& progress) {
  Image image;
  switch (decompressJpeg(bytes, shrink, mostPixels, progress, image)) {
  case JpegOutcome::otherColours:
    return std::optional<Image>();
  case JpegOutcome::damaged:
    return Error{ErrorCode::badInput, "this picture is damaged or cut off", where,
                 "take a good copy of the file"};
  case JpegOutcome::tooLarge:
    return tooManyPixels(where);
  case JpegOutcome::stopped:
    return cancelledError();
  case JpegOutcome::done:
    break;
  }
  return std::optional(std::move(image));
}

Result<std::string> encodeJpeg(const Image& image, int quality, const std::string& where) {
  std::optional<std::string> file = compressJpeg(image, quality);
  if (!file) return Error{ErrorCode::tryAgain, "the picture could not be written as JPEG", where, {}};
  return *std::move(file);
}

} // namespace fillscope
