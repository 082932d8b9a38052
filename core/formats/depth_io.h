#pragma once
// Depth files in and out. The scale is never guessed from the numbers.
#include "core/base/result.h"
#include "core/imaging/depth_map.h"
#include <filesystem>
#include <string>

namespace fillscope {

/// How a depth file is to be read, which does not tell by itself. Float files (TIFF, .npy) hold metres and
/// use scale 1 unless set.
struct DepthEncoding {
  double scale = 0; ///< metres per unit: 0.001 mm, 1e-4, 1/5000, 1/256; 0: not told; of metric files alone
  int rotation = 0; ///< bits to rotate 16-bit values left again (SUN RGB-D, APC: 3): d = (q << 13) | (q >> 3)
  DepthKind kind = DepthKind::metric; ///< relative and inverse: numbers as in the file, without a unit
  bool keepInfinite = false; ///< infinity stays, which is no measurement either; for caps that clamp it
  friend bool operator==(const DepthEncoding&, const DepthEncoding&) = default;
};

/// Whether the file's samples are integers, so that a scale must be known where they are metric.
Result<bool> depthNeedsScale(const std::filesystem::path& path);
/// Whether the file holds 8 bits a sample, by its first bytes (PNG, JPEG, PGM, BMP, .npy) or its samples
/// (TIFF): 256 steps, millimetres each over a box and centimetres over a room. False where it cannot be read.
bool depthHasFewSteps(const std::filesystem::path& path);
/// What to know about such a file, a sentence. scale: metres per unit; 0: not known.
std::string fewStepsSentence(const std::string& file, double scale);
/// 8- and 16-bit PNG, JPEG and BMP of one channel, PGM (also the little-endian ones that break the standard,
/// told apart by content), TIFF; 32-bit float TIFF; .npy (float32/64, uint16, either byte order); .raw
/// (raw_depth.h). Of the encoding's kind, metres where metric; 0 for no measurement. Errors: notFound;
/// badInput (not one channel, scale not told, cut off; a Kinect's raw disparity, which grows with depth and
/// is no multiple of it: 11 bits up to 1092 and 2047 where nothing was measured, told by content. NYU's
/// toolbox for its raw frames, depth_rel2depth_abs, makes it metres as 351.3 / (1092.5 − d)).
Result<DepthMap> loadDepth(const std::filesystem::path& path, const DepthEncoding& encoding);
/// The encoding of `other` where one was told for both files: a scale of integers says nothing about floats,
/// which hold metres. Errors: as loadDepth.
Result<DepthEncoding> encodingBeside(const std::filesystem::path& file, const std::filesystem::path& other,
                                     const DepthEncoding& encoding);
/// 16-bit PNG with units of metresPerUnit, float TIFF, or .npy, by suffix, atomically. Relative maps only as
/// TIFF or .npy.
Result<void> saveDepth(const DepthMap& depth, const std::filesystem::path& path, double metresPerUnit = 1e-4);
/// The bytes of the PNG that saveDepth writes; where for the error sentence.
Result<std::string> encodeDepthPng(const DepthMap& depth, double metresPerUnit, const std::string& where);

} // namespace fillscope
