#include "core/formats/cloud_writer.h"
#include "core/base/file_io.h"
#include <bit>
#include <cmath>
#include <cstring>

namespace fillscope {

Result<void> writePly(const PointCloud& cloud, const std::filesystem::path& path, const Progress& progress) {
  const Raster<float>& xyz = cloud.xyz;
  const bool coloured = !cloud.colour.empty();
  if (coloured && (!cloud.colour.sameSize(xyz) || cloud.colour.channels() != 3))
    return Error{ErrorCode::badInput, "the colours do not belong to this cloud", path.string(), {}};
  const auto isMeasured = [](const float* p) {
    return std::isfinite(p[0]) && std::isfinite(p[1]) && std::isfinite(p[2]);
  };
  std::size_t count = 0;
  for (std::size_t i = 0; i < xyz.pixelCount(); ++i)
    count += isMeasured(xyz.data() + 3 * i);

  std::string bytes = std::string("ply\nformat binary_little_endian 1.0\ncomment ") +
                      (cloud.metric ? "metres" : "relative: the scale is not known") +
                      "; x right, y down, z away from the camera\nelement vertex " + std::to_string(count) +
                      "\nproperty float x\nproperty float y\nproperty float z\n";
  if (coloured) bytes += "property uchar red\nproperty uchar green\nproperty uchar blue\n";
  bytes += "end_header\n";
  static_assert(std::endian::native == std::endian::little, "numbers are written as they lie in memory");
  constexpr std::size_t placeSize = 3 * sizeof(float);
  std::size_t at = bytes.size();
  bytes.resize(at + count * (placeSize + (coloured ? 3 : 0)));
  for (int y = 0; y < xyz.height(); ++y) {
    if (progress.cancelled()) return cancelledError();
    if (y % 64 == 0) progress.report(static_cast<double>(y) / xyz.height(), "Writing the cloud");
    const float* place = xyz.row(y);
    const std::uint8_t* colour = coloured ? cloud.colour.row(y) : nullptr;
    for (int x = 0; x < xyz.width(); ++x, place += 3) {
      if (!isMeasured(place)) continue;
      std::memcpy(bytes.data() + at, place, placeSize);
      at += placeSize;
      if (!colour) continue;
      std::memcpy(bytes.data() + at, colour + 3 * x, 3);
      at += 3;
    }
  }
  return writeFileAtomically(path, bytes);
}

} // namespace fillscope
