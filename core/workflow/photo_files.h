#pragma once
// The files of one synthetic photo: names, contents, and whether they are all there.
#include "core/geometry/keypoint.h"
#include "core/synthesis/photo_render.h"
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

namespace fillscope {

/// Metres per unit of the 16-bit depth files; what is farther than they reach (6.5535 m) has no value.
inline constexpr double photoDepthUnit = 1e-4;
/// In the order of PhotoSample::corners.
inline constexpr std::array photoCornerNames{"top-left",           "top-right",        "bottom-right",
                                             "bottom-left",        "floor-top-left",   "floor-top-right",
                                             "floor-bottom-right", "floor-bottom-left"};

/// Which sample of which set.
struct PhotoOrigin {
  std::string specHash;
  std::uint64_t seed = 0, index = 0;
  friend bool operator==(const PhotoOrigin&, const PhotoOrigin&) = default;
};

/// What NAME.json says.
struct PhotoRecord {
  std::string name;
  PhotoOrigin origin;
  std::array<Keypoint, 8> corners;
  BoxSize size;
  BoxPose pose;
  CameraIntrinsics camera;
  double k1 = 0, tilt = 0; ///< tilt in radians (degrees in the file)
  double fillPercent = 0, contentLitres = 0, boxLitres = 0;
  std::array<std::uint64_t, 5> bytes{}; ///< sizes of the files, in the order of PhotoFile
};
std::string photoRecordJson(const PhotoRecord& record);
/// Error: badInput (which member is missing or wrong).
Result<PhotoRecord> parsePhotoRecord(const std::string& json, const std::string& where);
Result<PhotoRecord> loadPhotoRecord(const std::filesystem::path& folder, const std::string& name);

enum class PhotoFile { colour, depth, cameraDepth, mask, intrinsics };
/// "000012.color.png"
std::string photoFileName(const std::string& name, PhotoFile file);
std::string photoRecordName(const std::string& name);
std::string photoFloatDepthName(const std::string& name);

/// Whether every distance fits into such a file: none above 6.5535 m.
bool fitsPhotoDepthPng(const DepthMap& depth);
/// Contents of a 16-bit depth file in photoDepthUnit, and of a mask file: white where the mask is not 0.
Result<std::string> photoDepthPng(DepthMap depth, const std::string& where);
Result<std::string> photoMaskPng(Mask mask, const std::string& where);

/// Six digits of k, more where a set of count samples needs them.
std::string photoName(std::uint64_t k, std::uint64_t count);

/// The record last, so that a sample with a record is whole. Does not wait for the disk. Error: ioFailure.
Result<void> writePhotoFiles(const PhotoSample& sample, const PhotoOrigin& origin,
                             const std::filesystem::path& folder, const std::string& name, bool floatDepth);
/// Whether the record is there, belongs to origin, and every file is as long as it says.
bool photoIsWhole(const PhotoOrigin& origin, const std::filesystem::path& folder, const std::string& name,
                  bool floatDepth);

} // namespace fillscope
