#include "core/synthesis/photo_camera_effects.h"
#include <csetjmp>
#include <cstdio> // jpeglib.h needs it in front
#include <cstdlib>
#include <jpeglib.h>

namespace fillscope {
namespace {

struct ErrorState {
  jpeg_error_mgr manager; ///< first, so that libjpeg's pointer to it is one to the whole
  std::jmp_buf back;
};

[[noreturn]] void leave(j_common_ptr info) {
  std::longjmp(reinterpret_cast<ErrorState*>(info->err)->back, 1);
}
void printNothing(j_common_ptr) {}

struct Bytes {
  unsigned char* data = nullptr;
  unsigned long size = 0;
  ~Bytes() { std::free(data); }
};

// Neither function holds what needs a destructor, for libjpeg's errors jump over the rest of it.
bool encode(const Image& image, int quality, Bytes& bytes) {
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
  jpeg_mem_dest(&info, &bytes.data, &bytes.size);
  info.image_width = static_cast<JDIMENSION>(image.width());
  info.image_height = static_cast<JDIMENSION>(image.height());
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, quality, TRUE);
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    JSAMPROW row = const_cast<JSAMPROW>(image.row(static_cast<int>(info.next_scanline)));
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  return true;
}

bool decode(const Bytes& bytes, Image& image) {
  ErrorState errors{};
  jpeg_decompress_struct info{};
  info.err = jpeg_std_error(&errors.manager);
  errors.manager.error_exit = leave;
  errors.manager.output_message = printNothing;
  if (setjmp(errors.back)) {
    jpeg_destroy_decompress(&info);
    return false;
  }
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, bytes.data, bytes.size);
  jpeg_read_header(&info, TRUE);
  info.out_color_space = JCS_RGB;
  jpeg_start_decompress(&info);
  while (info.output_scanline < info.output_height) {
    JSAMPROW row = image.row(static_cast<int>(info.output_scanline));
    jpeg_read_scanlines(&info, &row, 1);
  }
  jpeg_finish_decompress(&info);
  jpeg_destroy_decompress(&info);
  return true;
}

} // namespace

Result<Image> throughJpeg(const Image& image, int quality) {
  Bytes bytes;
  Image result(image.width(), image.height(), 3);
  if (!encode(image, quality, bytes) || !decode(bytes, result))
    return Error{ErrorCode::badInput, "the picture cannot be compressed as JPEG", "jpeg_quality", {}};
  return result;
}

} // namespace fillscope
