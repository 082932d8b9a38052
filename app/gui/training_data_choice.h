#pragma once
// What a training learns from, and how its folder remembers that.
#include "core/base/result.h"
#include "core/learning/training_config.h"
#include "core/learning/training_sample.h"
#include "core/synthesis/photo_spec.h"
#include <filesystem>

namespace fillscope {

struct TrainingDataChoice {
  bool synthetic = true;
  PhotoSpec photo;             ///< synthetic: the scenes
  int count = 4000;            ///< synthetic: how many for training
  std::filesystem::path place; ///< otherwise: a data set's folder, or a project
  double depthScale = 0;       ///< of pairs of depth maps: metres per unit of their files; 0: not told

  /// One for training and one for validation; scenes of validation come from another seed, files are split by
  /// group. Reads what is on disk: call it in a job. Errors: as openTrainingData, badInput for a
  /// specification that does not hold.
  struct Sources {
    std::shared_ptr<SampleSource> training, validation;
    std::size_t unreviewed = 0, unscaled = 0, unclassed = 0; ///< pictures left out, as SampleSource says
  };
  Result<Sources> open(const TrainingConfig& config) const;

  /// data.json beside config.json, so that the same training can be gone on with.
  Result<void> save(const std::filesystem::path& folder) const;
  static Result<TrainingDataChoice> load(const std::filesystem::path& folder);
};

} // namespace fillscope
