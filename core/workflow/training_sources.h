#pragma once
// The two kinds of data sets behind openTrainingData, and how masks are kept.
#include "core/annotation/project.h"
#include "core/annotation/rim.h"
#include "core/formats/picture_set.h"
#include "core/learning/training_sample.h"
#include "core/workflow/training_data.h"
#include <filesystem>
#include <string>
#include <vector>

namespace fillscope {

/// File and region attributes of VIA projects that say what a training sample knows beyond rim.h.
inline constexpr const char* pictureGroupAttribute = "group";
inline constexpr const char* fillAttribute = "fill_percent";

/// names: of the samples in the folder, at least one. Error: badInput (keypoints neither 4 nor 8).
Result<std::shared_ptr<SampleSource>> syntheticSource(const std::filesystem::path& folder,
                                                      std::vector<std::string> names, int keypoints,
                                                      SampleParts parts);
/// Rims that a network proposed and nobody has reviewed are left out. parts: with `picture`, a depth or
/// camera that cannot be used is no error; with `depth`, pictures with depth whose scale is told, with such
/// an outline or without. Errors: notFound (a picture's file), badInput (no picture with such an outline, or
/// proposals alone; no depth, or none whose scale is told).
Result<std::shared_ptr<SampleSource>> annotatedSource(OpenedProject opened, int keypoints, SampleParts parts);

/// Pictures whose class is known: of a VIA project (a file, or a folder with one) those with the file
/// attribute class; of a folder without, those in its subfolders, each a class (dataset/OK/1.jpg), one
/// of each in turn. Depth files and masks beside photos are left out. Errors: notFound, badInput (no
/// picture's class is known), ioFailure.
Result<std::shared_ptr<SampleSource>> classSource(const std::filesystem::path& path);

/// Pairs of depth files in a folder (depth_pairs.h). encoding: of the integers among them; those of a
/// synthetic set are known. Errors: notFound, badInput (no pair; no scale told).
Result<std::shared_ptr<SampleSource>> pairSource(const std::filesystem::path& folder,
                                                 const DepthEncoding& encoding);

/// A grey picture file as a mask: 1 where it is brighter than half. Errors: as loadImage, and badInput where
/// it has another size than the picture.
Result<Mask> loadMask(const std::filesystem::path& path, int width, int height);

} // namespace fillscope
