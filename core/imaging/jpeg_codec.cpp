#include "core/imaging/jpeg_codec.h"
#include <csetjmp>
#include <cstdio> // jpeglib.h needs it in front
#include <cstdlib>
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

/// Holds nothing that needs a destructor, for libjpeg's errors jump over the rest of it.
JpegOutcome decode(std::string_view bytes, int shrink, std::size_t mostPixels, const Progress& progress,
                   Image& image) {
  ErrorState errors{};
  jpeg_decompress_struct info{};
  info.err = jpeg_std_error(&errors.manager);
  errors.manager.error_exit = leave;
  errors.manager.emit_message = noteWarning;
  errors.manager.output_message = printNothing;
  if (setjmp(errors.back)) {
    jpeg_destroy_decompress(&info);
    return JpegOutcome::damaged;
  }
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_read_header(&info, TRUE);
  if (std::size_t{info.image_width} * info.image_height > mostPixels) {
    jpeg_destroy_decompress(&info);
    return JpegOutcome::tooLarge;
  }
  if (info.jpeg_color_space != JCS_GRAYSCALE && info.jpeg_color_space != JCS_YCbCr &&
      info.jpeg_color_space != JCS_RGB) {
    jpeg_destroy_decompress(&info);
    return JpegOutcome::otherColours;
  }
  info.out_color_space = JCS_RGB;
  info.scale_num = 1;
  info.scale_denom = static_cast<unsigned>(shrink);
  // What is looked at for a moment need not be smooth between its pixels.
  if (shrink > 1) info.do_fancy_upsampling = FALSE;
  jpeg_start_decompress(&info);
  image = Image(static_cast<int>(info.output_width), static_cast<int>(info.output_height), 3);
  while (info.output_scanline < info.output_height) {
    if (info.output_scanline % 64 == 0 && progress.cancelled()) {
      jpeg_destroy_decompress(&info);
      return JpegOutcome::stopped;
    }
    JSAMPROW row = image.row(static_cast<int>(info.output_scanline));
    jpeg_read_scanlines(&info, &row, 1);
  }
  jpeg_finish_decompress(&info);
  jpeg_destroy_decompress(&info);
  return errors.damaged ? JpegOutcome::damaged : JpegOutcome::done;
}

/// As decode: nothing here needs a destructor. The bytes are the caller's to free.
bool encode(const Image& image, int quality, unsigned char*& bytes, unsigned long& size) {
  ErrorState errors{};
  jpeg_compress_struct info{};
  info.err = jpeg_std_error(&errors.manager);
  errors.manager.error_exit = leave;
  errors.manager.output_message = printNothing;
  if (setjmp(errors.back)) {
    jpeg_destroy_compress(&info);
    return false;
  }
  jpeg_create_compress(&info);
  jpeg_mem_dest(&info, &bytes, &size);
  info.image_width = static_cast<JDIMENSION>(image.width());
  info.image_height = static_cast<JDIMENSION>(image.height());
  info.input_components = image.channels();
  info.in_color_space = image.channels() == 3 ? JCS_RGB : JCS_GRAYSCALE;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, quality, TRUE);
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    auto* row = const_cast<JSAMPROW>(image.row(static_cast<int>(info.next_scanline)));
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  return true;
}

} // namespace

JpegOutcome decompressJpeg(std::string_view bytes, int shrink, std::size_t mostPixels,
                           const Progress& progress, Image& image) {
  return decode(bytes, shrink, mostPixels, progress, image);
}

std::optional<std::string> compressJpeg(const Image& image, int quality) {
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  if (!encode(image, quality, bytes, size)) return {}; // libjpeg may have freed the bytes already as it grew
  std::string file(reinterpret_cast<const char*>(bytes), size);
  std::free(bytes);
  return file;
}

} // namespace fillscope
