#include "core/base/json.h"
#include "core/formats/annotation_format.h"
#include "core/formats/depth_io.h"
#include "core/formats/indexed_png.h"
#include "core/formats/intrinsics_io.h"
#include "core/formats/json_cursor.h"
#include "core/formats/picture_file.h"
#include "core/formats/picture_header.h"
#include "core/imaging/depth_map.h"
#include "tests/fuzz/reader_checks.h"
#include <cmath>

namespace fillscope::tests {
namespace {

/// The decoders reserve what a header claims, up to 256 megapixels, which is slow thousands of times a
/// second.
bool isSmall(const std::filesystem::path& file, std::string_view bytes) {
  const PictureSize size = pictureSizeInFile(file);
  // libjpeg looks for the next mark where the bytes are damaged, and may find another header.
  if (!size.known() && bytes.starts_with("\xff\xd8")) return false;
  return 1.0 * size.width * size.height <= 1 << 20;
}

std::string checkPicture(std::string_view bytes) {
  const ScratchFolder folder;
  folder.put("picture", bytes);
  const auto file = folder.path() / "picture";
  if (!isSmall(file, bytes)) return {};
  const PictureSize told = pictureSizeInFile(file);
  const auto picture = loadPictureFile(file);
  if (const auto numbers = decodeIndexedPng(bytes, "mask"); numbers && numbers->width() <= 0)
    return "a mask without pixels";
  if (!picture) return {};
  const Image* image = &picture->image;
  if (image->width() <= 0 || image->height() <= 0) return "a picture without pixels";
  const Raster<float>& samples = picture->samples;
  if (!samples.empty() && (samples.width() != image->width() || samples.height() != image->height()))
    return "numbers of another size than the picture's";
  for (std::size_t i = 0; i < samples.pixelCount(); ++i)
    if (const float value = samples.data()[i]; value == 0 || std::isinf(value))
      return "a number that is no measurement";
  const auto small = loadThumbnail(file, 16);
  if (!small || small->width() > 16 || small->height() > 16 || small->width() <= 0 || small->height() <= 0)
    return "a picture without a thumbnail";
  const bool isPng = bytes.starts_with("\x89PNG");
  if (isPng && (told.width != image->width() || told.height != image->height()))
    return "another size than in the header";
  return {};
}

std::string checkDepth(std::string_view bytes) {
  const ScratchFolder folder;
  folder.put("depth", bytes);
  const auto file = folder.path() / "depth";
  if (!isSmall(file, bytes)) return {};
  for (const int rotation : {0, 3})
    if (const auto depth = loadDepth(file, {0.001, rotation}))
      for (std::size_t i = 0; i < depth->values.pixelCount(); ++i)
        if (const float value = depth->values.data()[i]; !(value >= 0) || std::isinf(value))
          return "a depth that is no distance";
  return {};
}

std::string checkIntrinsics(std::string_view bytes) {
  const ScratchFolder folder;
  std::string wrong;
  for (const char* name : {"camera.K.txt", "camera.json"}) {
    folder.put(name, bytes);
    const auto lens = loadLens(folder.path() / name);
    if (lens && !(std::isfinite(lens->camera.fx) && lens->camera.fx > 0 && std::isfinite(lens->k1)))
      wrong = "a camera that sees nothing";
  }
  return wrong;
}

/// What the quick reader takes, the thorough one takes as well, and both find the same.
std::string checkJson(std::string_view bytes) {
  const auto document = parseJson(bytes, "some.json");
  if (!document) return {};
  const std::string text = compactJson(*document);
  const auto again = parseJson(text, "again");
  if (!again) return "written and not read: " + again.error().sentence();
  if (compactJson(*again) != text) return "written twice and not alike";
  if (parseJson(prettyJson(*document), "pretty").ok() != true) return "indented and not read";
  JsonCursor cursor(bytes);
  double number = 0;
  if (cursor.number(number) && cursor.atEnd() && !(document->IsNumber() && document->GetDouble() == number))
    return "a number that two readers read differently";
  std::string value;
  JsonCursor whole(bytes);
  if (whole.value(value) && whole.atEnd() && value != text)
    return "a value that two readers read differently";
  return {};
}

} // namespace

std::vector<ReaderCheck> pictureChecks() {
  return {
      {"picture", checkPicture}, {"depth", checkDepth}, {"intrinsics", checkIntrinsics}, {"json", checkJson}};
}

} // namespace fillscope::tests
