#pragma once
// Data sets on disk as sources of training samples.
#include "core/learning/training_sample.h"
#include <filesystem>

namespace fillscope {

/// A folder written by synthesise() (known by its NAME.json files), or a VIA project (a file, or a folder
/// with one): its pictures with a rim are samples, with their depth where they have one. Group: the sample's
/// name; of a VIA picture, its file attribute "group" or else the name. keypoints: as many as the task asks
/// for (4, or 8 with the floor where the data has them). Errors: notFound, badInput (nothing to learn from:
/// what was looked for).
Result<std::shared_ptr<SampleSource>> openTrainingData(const std::filesystem::path& path, int keypoints = 4);

} // namespace fillscope
