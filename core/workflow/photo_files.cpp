#include "core/workflow/photo_files.h"
#include "core/base/file_io.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/formats/intrinsics_io.h"
#include "core/formats/npy.h"
#include <algorithm>
#include <cstdio>
#include <system_error>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr auto farthest = static_cast<float>(65535 * photoDepthUnit);

Result<std::string> contentsOf(const PhotoSample& sample, PhotoFile file, const std::string& where) {
  switch (file) {
  case PhotoFile::colour:
    return encodeImage(sample.image, ".png", where);
  case PhotoFile::depth:
    return photoDepthPng(sample.depth, where);
  case PhotoFile::cameraDepth:
    return photoDepthPng(sample.cameraDepth, where);
  case PhotoFile::mask:
    return photoMaskPng(sample.content, where);
  case PhotoFile::intrinsics:
    return intrinsicsText(sample.camera);
  }
  return Error{ErrorCode::badInput, "there is no such file of a sample", where, {}};
}

} // namespace

std::string photoFileName(const std::string& name, PhotoFile file) {
  constexpr std::array endings{".color.png", ".depth.png", ".camera-depth.png", ".mask.png", ".K.txt"};
  return name + endings.at(static_cast<std::size_t>(file));
}

std::string photoRecordName(const std::string& name) { return name + ".json"; }

std::string photoFloatDepthName(const std::string& name) { return name + ".depth.npy"; }

bool fitsPhotoDepthPng(const DepthMap& depth) {
  const float* values = depth.values.data();
  return std::none_of(values, values + depth.values.pixelCount(), [](float v) { return v > farthest; });
}

Result<std::string> photoDepthPng(DepthMap depth, const std::string& where) {
  float* values = depth.values.data();
  for (std::size_t i = 0; i < depth.values.pixelCount(); ++i)
    if (values[i] > farthest) values[i] = 0;
  return encodeDepthPng(depth, photoDepthUnit, where);
}

Result<std::string> photoMaskPng(Mask mask, const std::string& where) {
  std::uint8_t* values = mask.data();
  for (std::size_t i = 0; i < mask.pixelCount(); ++i)
    values[i] = values[i] ? 255 : 0; // people look at masks too
  return encodeImage(mask, ".png", where);
}

std::string photoName(std::uint64_t k, std::uint64_t count) {
  constexpr std::size_t fewest = 6;
  const std::size_t digits = std::max(fewest, std::to_string(count > 0 ? count - 1 : 0).size());
  const std::string number = std::to_string(k);
  return std::string(digits - std::min(digits, number.size()), '0') + number;
}

Result<void> writePhotoFiles(const PhotoSample& sample, const PhotoOrigin& origin, const fs::path& folder,
                             const std::string& name, bool floatDepth) {
  PhotoRecord record{
      name,      origin,      sample.corners,     sample.size,          sample.pose,      sample.camera,
      sample.k1, sample.tilt, sample.fillPercent, sample.contentLitres, sample.boxLitres, {}};
  for (std::size_t i = 0; i < record.bytes.size(); ++i) {
    const auto file = static_cast<PhotoFile>(i);
    const fs::path path = folder / photoFileName(name, file);
    const auto contents = contentsOf(sample, file, path.string());
    if (!contents) return contents.error();
    if (auto written = writeFileQuickly(path, *contents); !written) return written.error();
    record.bytes[i] = contents->size();
  }
  if (floatDepth)
    if (auto written = writeFileQuickly(folder / photoFloatDepthName(name), npyBytes(sample.depth.values));
        !written)
      return written.error();
  return writeFileQuickly(folder / photoRecordName(name), photoRecordJson(record));
}

bool photoIsWhole(const PhotoOrigin& origin, const fs::path& folder, const std::string& name,
                  bool floatDepth) {
  const auto record = loadPhotoRecord(folder, name);
  if (!record || record->origin != origin || record->name != name) return false;
  std::error_code fault;
  for (std::size_t i = 0; i < record->bytes.size(); ++i)
    if (fs::file_size(folder / photoFileName(name, static_cast<PhotoFile>(i)), fault) != record->bytes[i] ||
        fault)
      return false;
  if (!floatDepth) return true;
  const std::uint64_t samples =
      static_cast<std::uint64_t>(record->camera.width) * static_cast<std::uint64_t>(record->camera.height);
  const std::uint64_t size = fs::file_size(folder / photoFloatDepthName(name), fault);
  return !fault && size > samples * sizeof(float);
}

} // namespace fillscope
