#pragma once
#include "core/learning/trainer.h"

namespace fillscope {

/// train() inside the module: see trainer.h. Throws nothing.
Result<TrainingOutcome> trainWithTorch(const TrainingRun& run, const TrainingEvents& events,
                                       const Progress& progress);

} // namespace fillscope
