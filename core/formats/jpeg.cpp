#include "core/formats/jpeg.h"
#include "core/formats/decode.h"
#include <csetjmp>
#include <cstdio> // jpeglib.h needs it in front
#include <jerror.h>
#include <jpeglib.h>

namespace fillscope {
namespace {

struct ErrorState {
  jpeg_error_mgr manager; ///< first, so that libjpeg's pointer to it is one to the whole
  std::jmp_buf back;
  bool damaged;
};

[[noreturn]] void leave(j_common_ptr info) {
  std::longjmp(reinterpret_cast<ErrorState*>(info->err)->back, 1);
}

void noteWarning(j_common_ptr info, int level) {
  // Stray bytes between two marks lose nothing; any other warning is about pixels that were made up.
  if (level < 0 && info->err->msg_code != JWRN_EXTRANEOUS_DATA)
    reinterpret_cast<ErrorState*>(info->err)->damaged = true;
}

void printNothing(j_common_ptr) {}

enum class Outcome { done, damaged, otherColours, tooLarge };

/// Holds nothing that needs a destructor, for libjpeg's errors jump over the rest of it.
Outcome decode(std::string_view bytes, Image& image) {
  ErrorState errors{};
  jpeg_decompress_struct info{};
  info.err = jpeg_std_error(&errors.manager);
  errors.manager.error_exit = leave;
  errors.manager.emit_message = noteWarning;
  errors.manager.output_message = printNothing;
  if (setjmp(errors.back)) {
    jpeg_destroy_decompress(&info);
    return Outcome::damaged;
  }
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_read_header(&info, TRUE);
  if (std::size_t{info.image_width} * info.image_height > mostPixels) {
    jpeg_destroy_decompress(&info);
    return Outcome::tooLarge;
  }
  if (info.jpeg_color_space != JCS_GRAYSCALE && info.jpeg_color_space != JCS_YCbCr &&
      info.jpeg_color_space != JCS_RGB) {
    jpeg_destroy_decompress(&info);
    return Outcome::otherColours;
  }
  info.out_color_space = JCS_RGB;
  jpeg_start_decompress(&info);
  image = Image(static_cast<int>(info.output_width), static_cast<int>(info.output_height), 3);
  while (info.output_scanline < info.output_height) {
    JSAMPROW row = image.row(static_cast<int>(info.output_scanline));
    jpeg_read_scanlines(&info, &row, 1);
  }
  jpeg_finish_decompress(&info);
  jpeg_destroy_decompress(&info);
  return errors.damaged ? Outcome::damaged : Outcome::done;
}

/// Orientations 2 to 8 of the EXIF standard; 5 to 8 swap the sides.
Image turned(const Image& image, int orientation) {
  const int width = image.width(), height = image.height();
  const bool swapsSides = orientation >= 5;
  Image result(swapsSides ? height : width, swapsSides ? width : height, 3);
  for (int y = 0; y < result.height(); ++y)
    for (int x = 0; x < result.width(); ++x) {
      int u = swapsSides ? y : x, v = swapsSides ? x : y;
      if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) u = width - 1 - u;
      if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) v = height - 1 - v;
      const std::uint8_t* source = image.row(v) + 3 * static_cast<std::size_t>(u);
      std::copy(source, source + 3, result.row(y) + 3 * static_cast<std::size_t>(x));
    }
  return result;
}

/// Numbers of an EXIF block in its own byte order; 0 beyond its end.
struct ExifBlock {
  std::string_view bytes;
  bool lowFirst;

  unsigned byte(std::size_t at) const {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
  }
  unsigned two(std::size_t at) const {
    return lowFirst ? byte(at) | byte(at + 1) << 8 : byte(at) << 8 | byte(at + 1);
  }
  std::size_t four(std::size_t at) const {
    return lowFirst ? two(at) | std::size_t{two(at + 2)} << 16 : std::size_t{two(at)} << 16 | two(at + 2);
  }
  int orientation() const {
    constexpr unsigned orientationTag = 0x112;
    const std::size_t directory = four(4);
    for (std::size_t i = 0, count = two(directory); i < count; ++i)
      if (const auto at = directory + 2 + 12 * i; two(at) == orientationTag)
        if (const unsigned value = two(at + 8); value >= 1 && value <= 8) return static_cast<int>(value);
    return 1;
  }
};

} // namespace

bool isJpeg(std::string_view bytes) { return bytes.starts_with("\xff\xd8\xff"); }

int exifOrientation(std::string_view jpeg) {
  constexpr std::string_view mark("Exif\0\0", 6);
  const auto byte = [&](std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(jpeg[at]));
  };
  constexpr std::size_t applicationData = 0xe1, startOfScan = 0xda;
  for (std::size_t at = 2; at + 4 <= jpeg.size() && byte(at) == 0xff && byte(at + 1) != startOfScan;) {
    const std::size_t length = byte(at + 2) << 8 | byte(at + 3);
    const std::string_view block = jpeg.substr(at + 4, std::max<std::size_t>(length, 2) - 2);
    if (byte(at + 1) == applicationData && block.starts_with(mark)) {
      const std::string_view exif = block.substr(mark.size());
      return ExifBlock{exif, exif.starts_with("II")}.orientation();
    }
    at += 2 + std::max<std::size_t>(length, 2);
  }
  return 1;
}

Result<std::optional<Image>> decodeJpeg(std::string_view bytes, const std::string& where) {
  Image image;
  switch (decode(bytes, image)) {
  case Outcome::otherColours:
    return std::optional<Image>();
  case Outcome::damaged:
    return Error{ErrorCode::badInput, "this picture is damaged or cut off", where,
                 "take a good copy of the file"};
  case Outcome::tooLarge:
    return tooManyPixels(where);
  case Outcome::done:
    break;
  }
  const int orientation = exifOrientation(bytes);
  return std::optional(orientation == 1 ? std::move(image) : turned(image, orientation));
}

} // namespace fillscope
