#include "core/formats/cloud_writer.h"
#include "core/base/file_io.h"
#include "core/formats/decode.h"
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

namespace fillscope {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie in memory");
constexpr std::size_t placeSize = 3 * sizeof(float);

bool isMeasured(const float* p) { return std::isfinite(p[0]) && std::isfinite(p[1]) && std::isfinite(p[2]); }

std::string remarkOn(const PointCloud& cloud) {
  return std::string(cloud.metric ? "metres" : "relative: the scale is not known") +
         "; x right, y down, z away from the camera";
}

/// Calls take(place, colour) for every pixel in order, colour null where there is none. False where stopped.
template <class Take>
bool eachPixel(const PointCloud& cloud, const Progress& progress, const Take& take) {
  const Raster<float>& xyz = cloud.xyz;
  for (int y = 0; y < xyz.height(); ++y) {
    if (progress.cancelled()) return false;
    if (y % 64 == 0) progress.report(static_cast<double>(y) / xyz.height(), "Writing the cloud");
    const float* place = xyz.row(y);
    const std::uint8_t* colour = cloud.colour.empty() ? nullptr : cloud.colour.row(y);
    for (int x = 0; x < xyz.width(); ++x)
      take(place + 3 * x, colour ? colour + 3 * x : nullptr);
  }
  return true;
}

Result<std::string> plyBytes(const PointCloud& cloud, const Progress& progress) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < cloud.xyz.pixelCount(); ++i)
    count += isMeasured(cloud.xyz.data() + 3 * i);
  std::string bytes = "ply\nformat binary_little_endian 1.0\ncomment " + remarkOn(cloud) +
                      "\nelement vertex " + std::to_string(count) +
                      "\nproperty float x\nproperty float y\nproperty float z\n";
  const bool coloured = !cloud.colour.empty();
  if (coloured) bytes += "property uchar red\nproperty uchar green\nproperty uchar blue\n";
  bytes += "end_header\n";
  std::size_t at = bytes.size();
  bytes.resize(at + count * (placeSize + (coloured ? 3 : 0)));
  const bool done = eachPixel(cloud, progress, [&](const float* place, const std::uint8_t* colour) {
    if (!isMeasured(place)) return;
    std::memcpy(bytes.data() + at, place, placeSize);
    at += placeSize;
    if (!colour) return;
    std::memcpy(bytes.data() + at, colour, 3);
    at += 3;
  });
  return done ? Result(std::move(bytes)) : cancelledError();
}

Result<std::string> pcdBytes(const PointCloud& cloud, const Progress& progress) {
  const bool coloured = !cloud.colour.empty();
  std::string bytes = "# .PCD v0.7 - " + remarkOn(cloud) + "\nVERSION 0.7\nFIELDS x y z" +
                      (coloured ? " rgb" : "") + "\nSIZE 4 4 4" + (coloured ? " 4" : "") + "\nTYPE F F F" +
                      (coloured ? " U" : "") + "\nCOUNT 1 1 1" + (coloured ? " 1" : "") + "\nWIDTH " +
                      std::to_string(cloud.width()) + "\nHEIGHT " + std::to_string(cloud.height()) +
                      "\nVIEWPOINT 0 0 0 1 0 0 0\nPOINTS " + std::to_string(cloud.xyz.pixelCount()) +
                      "\nDATA binary\n";
  std::size_t at = bytes.size();
  bytes.resize(at + cloud.xyz.pixelCount() * (placeSize + (coloured ? sizeof(std::uint32_t) : 0)));
  const bool done = eachPixel(cloud, progress, [&](const float* place, const std::uint8_t* colour) {
    std::memcpy(bytes.data() + at, place, placeSize);
    at += placeSize;
    if (!colour) return;
    const std::uint32_t packed = std::uint32_t{colour[0]} << 16 | std::uint32_t{colour[1]} << 8 | colour[2];
    std::memcpy(bytes.data() + at, &packed, sizeof packed);
    at += sizeof packed;
  });
  return done ? Result(std::move(bytes)) : cancelledError();
}

Result<std::string> xyzBytes(const PointCloud& cloud, const Progress& progress) {
  std::string bytes;
  char digits[32];
  const auto append = [&](auto number, char behind) {
    bytes.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    bytes += behind;
  };
  const bool done = eachPixel(cloud, progress, [&](const float* place, const std::uint8_t* colour) {
    if (!isMeasured(place)) return;
    append(place[0], ' ');
    append(place[1], ' ');
    append(place[2], colour ? ' ' : '\n');
    for (int c = 0; colour && c < 3; ++c)
      append(int{colour[c]}, c < 2 ? ' ' : '\n');
  });
  return done ? Result(std::move(bytes)) : cancelledError();
}

} // namespace

Result<void> writeCloud(const PointCloud& cloud, const std::filesystem::path& path,
                        const Progress& progress) {
  if (!cloud.colour.empty() && (!cloud.colour.sameSize(cloud.xyz) || cloud.colour.channels() != 3))
    return Error{ErrorCode::badInput, "the colours do not belong to this cloud", path.string(), {}};
  const std::string suffix = lowerSuffix(path.string());
  Result<std::string> bytes = Error{ErrorCode::badInput, "a cloud is written as .ply, .pcd or .xyz",
                                    path.string(), "choose one of these"};
  if (suffix == ".ply") bytes = plyBytes(cloud, progress);
  if (suffix == ".pcd") bytes = pcdBytes(cloud, progress);
  if (suffix == ".xyz") bytes = xyzBytes(cloud, progress);
  if (!bytes) return bytes.error();
  return writeFileAtomically(path, *bytes);
}

} // namespace fillscope
