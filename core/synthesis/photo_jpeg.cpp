#include "core/imaging/jpeg_codec.h"
#include "core/synthesis/photo_camera_effects.h"

namespace fillscope {

Result<Image> throughJpeg(const Image& image, int quality) {
  const std::optional<std::string> file = compressJpeg(image, quality);
  Image result;
  if (!file || decompressJpeg(*file, 1, image.pixelCount(), {}, result) != JpegOutcome::done)
    return Error{ErrorCode::badInput, "the picture cannot be compressed as JPEG", "jpeg_quality", {}};
  return result;
}

} // namespace fillscope
